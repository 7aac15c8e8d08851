"""The keys that sign passes, and how a private key rests in the database."""

import os
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fairapp.domain.text import N_

SEAL_VERSION = b"\x01"
SALT_BYTES, NONCE_BYTES = 16, 12
LAST_KEY = 255  # the token has one byte for it


class KeyState(StrEnum):
    """New passes are signed with the current key; an earlier one still opens the gate until it is refused."""

    CURRENT = "current"
    EARLIER = "earlier"
    REFUSED = "refused"


KEY_STATE_LABELS = {
    KeyState.CURRENT: N_("Đang ký thẻ mới"),
    KeyState.EARLIER: N_("Thẻ cũ vẫn vào cổng"),
    KeyState.REFUSED: N_("Đã thu hồi"),
}


def generate_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def public_bytes(private_key: Ed25519PrivateKey) -> bytes:
    """The 32 bytes that phones hold."""
    return private_key.public_key().public_bytes_raw()


def seal_key(private_key: Ed25519PrivateKey, secret: str, owner: str) -> bytes:
    """The private key as it is stored: readable only with the application's secret and for one owner.

    The owner (such as "fair 7 key 1") is bound to it, so that rows cannot be swapped unnoticed.
    """
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    box = _sealing_key(secret, salt).encrypt(nonce, private_key.private_bytes_raw(), owner.encode())
    return SEAL_VERSION + salt + nonce + box


def open_key(sealed: bytes, secret: str, owner: str) -> Ed25519PrivateKey:
    """The key again; ValueError when the secret or the owner is another, or the bytes were changed."""
    version, salt, rest = sealed[:1], sealed[1 : 1 + SALT_BYTES], sealed[1 + SALT_BYTES :]
    if version != SEAL_VERSION:
        raise ValueError("a signing key sealed in a way this program does not know")
    try:
        raw = _sealing_key(secret, salt).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], owner.encode())
    except InvalidTag:
        raise ValueError(f"the signing key of {owner} does not open with this SECRET_KEY") from None
    return Ed25519PrivateKey.from_private_bytes(raw)


def _sealing_key(secret: str, salt: bytes) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"fairapp pass signing key")
    return AESGCM(derived.derive(secret.encode()))
