"""From files to documents: which files, which reader, what text, and what each of its lines is."""

from musnad.documents.files import SIZE_LIMIT, check_size, gather, read
from musnad.documents.reading import read_bytes

__all__ = ["SIZE_LIMIT", "check_size", "gather", "read", "read_bytes"]
