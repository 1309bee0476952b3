"""Which of millions of numbers occur more than once: most keys under which things could meet are one thing's alone.

Asked before the keys themselves are gathered: a number is eight bytes, a key with its list of holders some hundreds.
"""

from __future__ import annotations

from array import array

import numpy as np


def repeated(numbers: array[int]) -> set[int]:
    """The numbers (signed, of eight bytes) that stand there at least twice."""
    ordered = np.sort(np.frombuffer(numbers, dtype=np.int64)) if numbers else np.zeros(0, np.int64)
    return set(ordered[1:][ordered[1:] == ordered[:-1]].tolist())
