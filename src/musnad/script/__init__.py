"""The Arabic script: folding with a map back, tokens with exact offsets, clitics.

Everything here is pure text machinery, used by every stage. Offsets are code points of the text given in.
"""

from musnad.script.clitics import Split, candidates, split
from musnad.script.folding import Folded, fold, plain, plain_with_map, search_key
from musnad.script.latin import plain_latin
from musnad.script.tokens import Token, tokenize

__all__ = [
    "Folded",
    "Split",
    "Token",
    "candidates",
    "fold",
    "plain",
    "plain_latin",
    "plain_with_map",
    "search_key",
    "split",
    "tokenize",
]
