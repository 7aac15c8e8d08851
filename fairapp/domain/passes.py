"""The pass: what a badge's code carries, how it is signed and how it is read.

    offset bytes field
    0      1     version (high nibble, 1) and kind (low nibble)
    1      1     key id
    2      2     fair id, big-endian
    4      5     pass number, never reused; the badge prints it for typing by hand
    9      1     issue: a reprint raises it and voids the earlier ones
    10     1     role code
    11     1     zone bits
    12     2     first day, counted from 2020-01-01
    14     4     day bits: bit i is first day + i
    18     64    Ed25519 signature over DOMAIN + bytes 0-17

There is no name, phone number or address in it. `static/js/gate/verify.js` is its twin; both read
`tests/vectors/passes.json`.
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fairapp.domain.errors import Invalid
from fairapp.domain.printed_ids import BLANKS, parse_printed_id
from fairapp.domain.text import N_

VERSION = 1
DOMAIN = b"FAIRAPP PASS 1\0"
EPOCH = date(2020, 1, 1)
BODY_BYTES = 18
TOKEN_BYTES = 82
TOKEN_LETTERS = 132
FIELD_BYTES = {"key": 1, "fair": 2, "number": 5, "issue": 1, "zones": 1, "day_bits": 4}
MOST_DAYS = 32
ALL_ZONES = 0xFF
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # of base32
DIGITS = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")
LETTERS = re.compile("[A-Za-z2-7]+")


class Kind(IntEnum):
    """What the pass lets in."""

    PERSON = 0
    VEHICLE = 1


class Role(StrEnum):
    """As whom the holder comes."""

    EXHIBITOR = "exhibitor"
    BOOTH_STAFF = "booth_staff"
    BUILDER = "builder"
    ORGANISER = "organiser"
    GUEST = "guest"
    PRESS = "press"
    SERVICE = "service"
    VISITOR = "visitor"

    @property
    def code(self) -> "RoleCode":
        return RoleCode[self.name]


class RoleCode(IntEnum):
    """The role as it is written in a token. Codes are printed on badges: never renumber them."""

    EXHIBITOR = 1
    BOOTH_STAFF = 2
    BUILDER = 3
    ORGANISER = 4
    GUEST = 5
    PRESS = 6
    SERVICE = 7
    VISITOR = 8

    @property
    def role(self) -> Role:
        return Role[self.name]


ROLE_NAMES = {
    Role.EXHIBITOR: N_("Chủ gian hàng"),
    Role.BOOTH_STAFF: N_("Nhân viên gian hàng"),
    Role.BUILDER: N_("Thi công"),
    Role.ORGANISER: N_("Ban tổ chức"),
    Role.GUEST: N_("Khách mời"),
    Role.PRESS: N_("Báo chí"),
    Role.SERVICE: N_("Phục vụ"),
    Role.VISITOR: N_("Khách tham quan"),
}


@dataclass(frozen=True, kw_only=True)
class PassBody:
    """What is known of a pass at a gate, whether read from its token or from the database."""

    fair: int
    number: int
    role: Role
    first_day: date
    day_bits: int
    key: int
    issue: int = 1
    zones: int = ALL_ZONES
    kind: Kind = Kind.PERSON

    def __post_init__(self) -> None:
        for name, size in FIELD_BYTES.items():
            if not 0 <= getattr(self, name) < 1 << (8 * size):
                raise ValueError(f"{name} does not fit in {size} bytes: {getattr(self, name)}")
        if not 0 <= (self.first_day - EPOCH).days < 1 << 16:
            raise ValueError(f"first day outside what a token can say: {self.first_day}")

    @property
    def days(self) -> list[date]:
        return bits_to_days(self.first_day, self.day_bits)

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=self.day_bits.bit_length() - 1)

    def is_for(self, day: date) -> bool:
        offset = (day - self.first_day).days
        return 0 <= offset < MOST_DAYS and bool(self.day_bits >> offset & 1)

    def is_for_zone(self, bit: int) -> bool:
        return bool(self.zones >> bit & 1)


@dataclass(frozen=True)
class Token:
    """A scanned code of the right form; nothing is said yet about who signed it."""

    body: PassBody
    signature: bytes


@dataclass(frozen=True)
class TypedId:
    """The printed id, typed by hand. It proves nothing: only the server can say what it stands for."""

    number: int


# ---- bytes -------------------------------------------------------------------------------------


def pack(body: PassBody) -> bytes:
    """The 18 bytes that are signed."""
    return b"".join(
        (
            bytes([VERSION << 4 | body.kind, body.key]),
            body.fair.to_bytes(2),
            body.number.to_bytes(5),
            bytes([body.issue, body.role.code, body.zones]),
            (body.first_day - EPOCH).days.to_bytes(2),
            body.day_bits.to_bytes(4),
        )
    )


def unpack(signed: bytes) -> PassBody:
    """The body again; ValueError when the version, kind or role is not one this program knows."""
    if len(signed) != BODY_BYTES or signed[0] >> 4 != VERSION:
        raise ValueError("not a pass of this version")
    return PassBody(
        kind=Kind(signed[0] & 0x0F),
        key=signed[1],
        fair=int.from_bytes(signed[2:4]),
        number=int.from_bytes(signed[4:9]),
        issue=signed[9],
        role=RoleCode(signed[10]).role,
        zones=signed[11],
        first_day=EPOCH + timedelta(days=int.from_bytes(signed[12:14])),
        day_bits=int.from_bytes(signed[14:18]),
    )


def sign(body: PassBody, private_key: Ed25519PrivateKey) -> bytes:
    """The whole token, 82 bytes."""
    signed = pack(body)
    return signed + private_key.sign(DOMAIN + signed)


@lru_cache(64)
def _public_key(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)


def is_signed_by(token: Token, public_key: bytes) -> bool:
    """Whether the holder of this key (32 bytes) made the token."""
    return _is_signed(pack(token.body), token.signature, public_key)


@lru_cache(256)  # a gate asks before it waits for the database, and again when it has it
def _is_signed(signed: bytes, signature: bytes, public_key: bytes) -> bool:
    try:
        _public_key(public_key).verify(signature, DOMAIN + signed)
    except InvalidSignature:
        return False
    return True


# ---- the code on the badge ---------------------------------------------------------------------


def encode(token: bytes) -> str:
    """Base32 in upper case without padding, so that a QR code stays in its alphanumeric mode."""
    return base64.b32encode(token).decode().rstrip("=")


def address(origin: str, token: bytes) -> str:
    """What the QR code says: `HTTPS://HOST/P/…`, all of it upper case for the same reason."""
    return f"{origin.rstrip('/').upper()}/P/{encode(token)}"


@lru_cache(256)  # a scan is read where its pass is looked up and again where it is judged
def read_code(text: str) -> Token | TypedId | None:
    """What was scanned or typed: an address on any host, a bare token, or a printed id."""
    token = _read_token(last_segment(text))
    if token is not None:
        return token
    number = parse_printed_id(text)
    return None if number is None else TypedId(number)


def last_segment(text: str) -> str:
    path = re.split(r"[?#]", text.strip(BLANKS), maxsplit=1)[0]
    return path.rstrip("/").rsplit("/", 1)[-1]


def decode(segment: str, letters: int) -> bytes | None:
    """What `encode` wrote in so many letters, in either case.

    As a number, because base64.b32decode goes from letter to letter in Python.
    """
    if len(segment) != letters or not LETTERS.fullmatch(segment):
        return None
    size, unused = divmod(5 * letters, 8)
    number = int(segment.upper().translate(DIGITS), 32)
    if number & (1 << unused) - 1:  # the last letter's unused bits must be zero: one token, one spelling
        return None
    return (number >> unused).to_bytes(size)


def _read_token(segment: str) -> Token | None:
    raw = decode(segment, TOKEN_LETTERS)
    if raw is None:
        return None
    try:
        return Token(unpack(raw[:BODY_BYTES]), raw[BODY_BYTES:])
    except ValueError:
        return None


# ---- days --------------------------------------------------------------------------------------


def days_to_bits(first_day: date, days: Iterable[date]) -> int:
    """The days as bits counted from the first one; a token has room for 32 days in a row."""
    bits = 0
    for day in days:
        offset = (day - first_day).days
        if offset < 0:
            raise Invalid(N_("Ngày %(day)s đứng trước ngày đầu tiên của thẻ."), day=f"{day:%d/%m/%Y}")
        if offset >= MOST_DAYS:
            raise Invalid(
                N_("Một thẻ ghi được nhiều nhất %(most)s ngày kể từ %(first)s; ngày %(day)s nằm ngoài."),
                most=MOST_DAYS,
                first=f"{first_day:%d/%m/%Y}",
                day=f"{day:%d/%m/%Y}",
            )
        bits |= 1 << offset
    if not bits:
        raise Invalid(N_("Thẻ phải có hiệu lực ít nhất một ngày."))
    return bits


def bits_to_days(first_day: date, bits: int) -> list[date]:
    return [first_day + timedelta(days=i) for i in range(MOST_DAYS) if bits >> i & 1]
