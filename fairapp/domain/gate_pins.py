"""A supervisor's PIN: known to phones without a network, and proved to the server with each override.

    K     = PBKDF2-HMAC-SHA256(PIN, salt, rounds), 32 bytes
    check = SHA-256(K): what phones hold, beside salt and rounds
    proof = HMAC-SHA256(K, scan's id as 36 lower-case characters): what an override carries

So a phone tells a right PIN from a wrong one by itself, and nobody makes a proof from what a phone holds:
whoever changes the page overrides nothing. What remains is guessing K from `check`, some hours of a graphics
card for eight random digits; the PIN is the fair's alone, is changed at any time, and every override names
device, gate, person and reason. PBKDF2 and not argon2, because browsers have it built in.
"""

import hashlib
import hmac
import secrets
from uuid import UUID

DIGITS = 8
SALT_BYTES = 16
ROUNDS = 600_000
"""OWASP's figure for PBKDF2-HMAC-SHA256 of 2023; half a second on a cheap phone, once an override."""


def make_pin() -> str:
    """Nobody's birthday: chosen by the machine, told once."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def key_of(pin: str, salt: bytes, rounds: int = ROUNDS) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, rounds)


def check_of(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()


def proof_of(key: bytes, scan: UUID) -> str:
    return hmac.new(key, str(scan).encode(), hashlib.sha256).hexdigest()


def is_proved(key: bytes, scan: UUID, proof: str) -> bool:
    return hmac.compare_digest(proof_of(key, scan).encode(), proof.lower().encode())
