"""What may be uploaded. A file is what its bytes say, never what its name or its sender claims."""

from enum import StrEnum

from fairapp.domain.text import clean

LONGEST_FILENAME = 200
MOST_PIXELS = 60_000_000  # a phone's 50-megapixel photo; a bomb of a few kilobytes asks for far more
LONGEST_SIDE = 2_400  # enough to read the small print of a certificate
MOST_PAGES = 100
MOST_MEMORY = 1_500_000_000  # bytes to look into one file; the largest honest photograph needs a third
MOST_SECONDS = 5  # of work; the longest honest file needs one


class MediaType(StrEnum):
    """The kinds of file that are taken; KEPT says as what."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    HEIC = "image/heic"  # what an iPhone's camera writes; no other machine shows it


KEPT = {kind: kind for kind in MediaType} | {MediaType.HEIC: MediaType.JPEG}
SUFFIXES = {MediaType.PDF: ".pdf", MediaType.JPEG: ".jpg", MediaType.PNG: ".png"}
_MAGIC = {MediaType.PDF: b"%PDF-", MediaType.JPEG: b"\xff\xd8\xff", MediaType.PNG: b"\x89PNG\r\n\x1a\n"}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})  # still pictures, not films


def sniff(head: bytes) -> MediaType | None:
    """The kind that the first bytes announce; whether the rest keeps the promise is seen by opening it."""
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return MediaType.HEIC
    return next((kind for kind, magic in _MAGIC.items() if head.startswith(magic)), None)


def shown_name(filename: str, kind: MediaType) -> str:
    """The sender's file name, to be shown and offered for saving: no path, the true suffix, not too long."""
    bare = clean(filename.replace("\\", "/").rsplit("/", 1)[-1])
    stem = bare.rsplit(".", 1)[0].strip(". ") if "." in bare else bare
    suffix = SUFFIXES[kind]
    return (stem[: LONGEST_FILENAME - len(suffix)].strip() or "giay-to") + suffix
