"""Passes for the vectors, signed with keys that everybody may know."""

import base64
import hashlib
from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fairapp.domain import passes
from fairapp.domain.pass_keys import public_bytes
from fairapp.domain.passes import PassBody, Role

HOST = "https://hoicho.example"
FIRST = date(2026, 11, 18)


def key(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"test key {name}".encode()).digest())


def public(name: str) -> str:
    return public_bytes(key(name)).hex()


def a_pass(role: Role = Role.VISITOR, days=range(1, 7), **changes) -> PassBody:
    """Days are counted from 18/11/2026, the first day of building; 1 to 6 are the visitors' days."""
    bits = passes.days_to_bits(FIRST, [FIRST + timedelta(days=i) for i in days])
    usual = {"fair": 7, "number": 88_012_345, "first_day": FIRST, "key": 1}
    return PassBody(role=role, day_bits=bits, **(usual | changes))


def code(body: PassBody, signer: str = "one") -> str:
    return passes.address(HOST, passes.sign(body, key(signer)))


def flipped(text: str, bit: int) -> str:
    """The code with one bit of its token turned over, spelled properly again."""
    letters = text.rsplit("/", 1)[1]
    raw = bytearray(base64.b32decode(letters + "=" * (-len(letters) % 8)))
    raw[bit // 8] ^= 0x80 >> bit % 8
    return f"{HOST}/p/{passes.encode(bytes(raw))}"


def describe(body: PassBody) -> dict:
    return {
        "kind": int(body.kind),
        "key": body.key,
        "fair": body.fair,
        "number": body.number,
        "issue": body.issue,
        "role": str(body.role),
        "zones": body.zones,
        "first_day": body.first_day.isoformat(),
        "day_bits": body.day_bits,
    }
