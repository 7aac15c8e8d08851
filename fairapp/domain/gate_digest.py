"""What one gate phone shows another as QR codes while neither has a network: who went in or out lately.

Each frame stands by itself, so that a missed one costs only its own rows, and is signed with the fair's
digest key, which enrolled phones hold: a stranger's code shuts nobody out. A frame is `FGD1:` and base32
without padding (letters that keep a QR code in its alphanumeric mode) of

    offset bytes field
    0      2     fair id, big-endian
    2      4     `since`, minutes since 1970
    6      1     frame, counted from 1, and
    7      1     how many frames there are
    8      1     how many gates follow, and each gate's id in four bytes
    …            rows as in gate_wire.py, as bytes: number, minutes after `since` (12 bits), which of the
                 gates (4 bits), 1 for in and 0 for out (1 bit)
    last   8     the first bytes of HMAC-SHA256 over "FAIRAPP DIGEST 1\\0" and everything before

A row changes what its reader has of the pass only when it is newer. `static/js/gate/digest.js` is its twin.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fairapp.domain.gate_wire import pack, unpack

MARK = "FGD1:"
DOMAIN = b"FAIRAPP DIGEST 1\0"
MAC_BYTES = 8
ROWS_A_FRAME = 60
MOST_GATES = 15
WIDTHS = (12, 4, 1)
LONGEST = timedelta(minutes=2**12 - 1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, order=True)
class Passage:
    """Somebody went in or out; `at` counts in whole minutes."""

    number: int
    at: datetime
    gate: int
    inside: bool


def frames(fair: int, passages: Sequence[Passage], key: bytes) -> list[str]:
    """The frames to show one after the other, the newest passages first."""
    newest = sorted(passages, key=lambda one: (one.at, one), reverse=True)
    parts = [newest[i : i + ROWS_A_FRAME] for i in range(0, len(newest), ROWS_A_FRAME)]
    return [_frame(fair, part, i + 1, len(parts), key) for i, part in enumerate(parts)]


def read_frame(text: str, fair: int, key: bytes) -> tuple[int, int, list[Passage]]:
    """Which frame it is, of how many, and its passages; ValueError when it is not a frame of this fair."""
    if not text.startswith(MARK):
        raise ValueError("not a digest")
    letters = text.removeprefix(MARK)
    raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    signed, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(signed, key)) or int.from_bytes(signed[:2]) != fair:
        raise ValueError("not a digest of this fair")
    since = EPOCH + timedelta(minutes=int.from_bytes(signed[2:6]))
    rest = 9 + 4 * signed[8]
    gates = [int.from_bytes(signed[i : i + 4]) for i in range(9, rest, 4)]
    rows = unpack(base64.b64encode(signed[rest:]).decode())
    return (
        signed[6],
        signed[7],
        [
            Passage(number, since + timedelta(minutes=minutes), gates[gate], bool(inside))
            for number, minutes, gate, inside in rows
        ],
    )


def _frame(fair: int, passages: list[Passage], number: int, of: int, key: bytes) -> str:
    newest = max(one.at for one in passages)
    passages = [one for one in passages if newest - one.at < LONGEST]
    since = min(one.at for one in passages)
    start = int((since - EPOCH).total_seconds()) // 60
    gates = sorted({one.gate for one in passages})[:MOST_GATES]
    rows = [
        (one.number, int((one.at - EPOCH).total_seconds()) // 60 - start, gates.index(one.gate), one.inside)
        for one in passages
        if one.gate in gates
    ]
    signed = (
        fair.to_bytes(2)
        + start.to_bytes(4)
        + bytes([number, of, len(gates)])
        + b"".join(gate.to_bytes(4) for gate in gates)
        + base64.b64decode(pack(rows, WIDTHS))
    )
    return MARK + base64.b32encode(signed + _mac(signed, key)).decode().rstrip("=")


def _mac(signed: bytes, key: bytes) -> bytes:
    return hmac.new(key, DOMAIN + signed, hashlib.sha256).digest()[:MAC_BYTES]
