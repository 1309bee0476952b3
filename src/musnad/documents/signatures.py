"""Files that are no text: known by their first bytes, by NULs, or by their share of control characters."""

from __future__ import annotations

from musnad.errors import UnreadableDocument, UnsupportedFormat

_CONVERT = "Convert it to plain text or HTML and read that."
_TRANSCRIBE = "Write its text into a .txt file and read that."
_UNPACK = "Unpack it and read the files inside."

SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", "Save its text as .txt (or print the page as HTML) and read that."),
    (b"PK\x03\x04", "a ZIP archive or an office document", "Unpack it, or save the document as plain text, and read that."),
    (b"PK\x05\x06", "an empty ZIP archive", _UNPACK),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "Save it as plain text and read that."),
    (b"{\\rtf", "an RTF document", "Save it as plain text and read that."),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", _TRANSCRIBE),
    (b"\xff\xd8\xff", "a JPEG picture", _TRANSCRIBE),
    (b"GIF87a", "a GIF picture", _TRANSCRIBE),
    (b"GIF89a", "a GIF picture", _TRANSCRIBE),
    (b"II*\x00", "a TIFF picture", _TRANSCRIBE),
    (b"MM\x00*", "a TIFF picture", _TRANSCRIBE),
    (b"OggS", "an audio or video file", _TRANSCRIBE),
    (b"ID3", "an audio file", _TRANSCRIBE),
    (b"RIFF", "a picture, audio or video file", _TRANSCRIBE),
    (b"\x1aE\xdf\xa3", "a video file", _TRANSCRIBE),
    (b"SQLite format 3\x00", "an SQLite database", "A case is opened with --case, it is not read as a report."),
    (b"\x7fELF", "a program", "It is no report; leave it out."),
    (b"MZ\x90\x00", "a program", "It is no report; leave it out."),
)
_ALLOWED_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1b\x1c\x1d\x1e\x1f\x85")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SAMPLE = 65_536


def refuse_binary(data: bytes, name: str) -> None:
    """Raises UnsupportedFormat for a known kind of file that no reader takes, UnreadableDocument for other binary data."""
    for start, kind, advice in SIGNATURES:
        if data.startswith(start):
            raise UnsupportedFormat(name, f"is {kind}", advice)
    if data[4:8] == b"ftyp":
        raise UnsupportedFormat(name, "is a video or picture file", _TRANSCRIBE)
    sample = data[:SAMPLE]
    if looks_utf16(sample):
        return
    nulls = data.count(0)
    controls = sum(1 for byte in sample if byte < 32 and byte not in _ALLOWED_CONTROLS)
    if nulls or controls > 0.02 * len(sample):
        problem = "holds NUL bytes" if nulls else "consists of control characters to a large part"
        raise UnreadableDocument(name, f"is binary: it {problem}", _CONVERT)


def looks_utf16(sample: bytes) -> bool:
    """A byte order mark, or the pattern of Arabic and Latin letters in two bytes each."""
    if sample.startswith(UTF16_MARKS):
        return True
    even, odd = sample[0::2], sample[1::2]
    if len(odd) < 8 or not (sample.count(0) or b"\x06" in sample):
        return False
    # In UTF-16 every second byte is the block: 0x06 (Arabic) or 0x00 (Latin, blanks).
    return any(sum(1 for byte in side if byte in (0, 6)) > 0.9 * len(side) for side in (even, odd)) and (
        sum(1 for byte in even if byte in (0, 6)) > 0.9 * len(even)
    ) != (sum(1 for byte in odd if byte in (0, 6)) > 0.9 * len(odd))
