"""The readers, as a plain list: the first that takes a file reads it. A new format is one module and one entry here."""

from musnad.documents.readers import html, plain_text
from musnad.documents.readers.reading import Reader, Reading

READERS: tuple[Reader, ...] = (
    Reader("html", "text/html", html.takes, html.read),
    Reader("plain_text", "text/plain", plain_text.takes, plain_text.read),
)

__all__ = ["READERS", "Reader", "Reading"]
