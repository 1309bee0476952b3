"""The sections of a dossier, one module each; every `write(desk)` returns its paragraphs, none where the case is silent."""
