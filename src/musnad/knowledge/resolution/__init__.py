"""Who is who: names compared by named features with learned weights, joined block by block, every join kept with its reasons."""
