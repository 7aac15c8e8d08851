"""A booth's sign: what the code on it carries, how it is signed and how it is read.

    offset bytes field
    0      1     version (high nibble, 1) and kind (low nibble, 11: a booth)
    1      1     key id
    2      2     fair id, big-endian
    4      6     the booth's key on its plan
    10     64    Ed25519 signature over DOMAIN + bytes 0-9

The fair's key signs passes, too. Kind, length, path and DOMAIN all differ, so that a sign is never taken for
a pass nor a pass for a sign. `static/js/gate/sign.js` is its twin; both read `tests/vectors/signs.json`.
"""

from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fairapp.domain.passes import decode, encode, last_segment

HEADER = 0x1B
DOMAIN = b"FAIRAPP SIGN 1\0"
BODY_BYTES = 10
TOKEN_LETTERS = 119
BOOTH_BYTES = 6


class SignStanding(StrEnum):
    """What a scanned sign turns out to be."""

    GENUINE = "genuine"
    OLD = "old"  # signed by a key that the fair refuses by now: to be printed again
    GONE = "gone"  # its booth is no longer on the plan
    FORGED = "forged"


@dataclass(frozen=True, kw_only=True)
class SignBody:
    """Which booth it stands at; `booth` is its key, twelve hex digits."""

    key: int
    fair: int
    booth: str


@dataclass(frozen=True)
class Sign:
    """A scanned code of the right form; nothing is said yet about who signed it."""

    body: SignBody
    signature: bytes


def pack(body: SignBody) -> bytes:
    """The bytes that are signed."""
    booth = bytes.fromhex(body.booth)
    if len(booth) != BOOTH_BYTES:
        raise ValueError(f"not a booth's key: {body.booth}")
    return bytes([HEADER, body.key]) + body.fair.to_bytes(2) + booth


def unpack(signed: bytes) -> SignBody:
    if len(signed) != BODY_BYTES or signed[0] != HEADER:
        raise ValueError("not a sign of this version")
    return SignBody(key=signed[1], fair=int.from_bytes(signed[2:4]), booth=signed[4:].hex())


def sign(body: SignBody, private_key: Ed25519PrivateKey) -> bytes:
    """The whole token, 74 bytes."""
    signed = pack(body)
    return signed + private_key.sign(DOMAIN + signed)


def is_signed_by(found: Sign, public_key: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(found.signature, DOMAIN + pack(found.body))
    except InvalidSignature:
        return False
    return True


def address(origin: str, token: bytes) -> str:
    """What the QR code says: `HTTPS://HOST/S/…`, all of it upper case, which any camera opens."""
    return f"{origin.rstrip('/').upper()}/S/{encode(token)}"


def read_sign(text: str) -> Sign | None:
    """What was scanned: an address on any host, or the bare token."""
    raw = decode(last_segment(text), TOKEN_LETTERS)
    if raw is None:
        return None
    try:
        return Sign(unpack(raw[:BODY_BYTES]), raw[BODY_BYTES:])
    except ValueError:
        return None
