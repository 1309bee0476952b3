"""Files that are no text: known by their first bytes, by NULs, or by their share of control characters."""

from __future__ import annotations

from musnad.documents.refusals import refusal
from musnad.errors import UnsupportedFormat

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip_empty"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "sevenzip"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"OggS", "sound_or_video"),
    (b"ID3", "sound"),
    (b"RIFF", "media"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
)
_ALLOWED_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1b\x1c\x1d\x1e\x1f\x85")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SAMPLE = 65_536


def refuse_binary(data: bytes, name: str) -> None:
    """Raises UnsupportedFormat for a known kind of file that no reader takes, UnreadableDocument for other binary data."""
    for start, code in SIGNATURES:
        if data.startswith(start):
            raise refusal(name, code, UnsupportedFormat)
    if data[4:8] == b"ftyp":
        raise refusal(name, "video_or_picture", UnsupportedFormat)
    sample = data[:SAMPLE]
    if looks_utf16(sample):
        return
    nulls = data.count(0)
    controls = sum(1 for byte in sample if byte < 32 and byte not in _ALLOWED_CONTROLS)
    if nulls or controls > 0.02 * len(sample):
        raise refusal(name, "binary_nul" if nulls else "binary_controls")


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
