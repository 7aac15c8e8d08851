"""The part of an upload that needs no lock: whose codes these are, and when they were scanned.

A signature takes as long to check as everything else about a scan together, so it is checked before the
database is asked for the right to write.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row

from fairapp.domain.gate import Decision, entitled, recognise
from fairapp.domain.gate_bundle import Bundle
from fairapp.domain.gate_clock import corrected
from fairapp.domain.gate_pins import is_proved
from fairapp.domain.passes import PassBody, Token, TypedId, read_code
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.services.gate.sent import Phone, SentScan
from fairapp.services.gate.station import Station, guess_lasting
from fairapp.services.passes import body_of

BY_HAND = {How.TYPED, How.SEARCH}
# How far back a browser that never scanned before is believed.
LATEST = timedelta(hours=18)


@dataclass(frozen=True, slots=True)
class Reading:
    """A scan as far as it is known without the database. `number` names a pass that may be meant."""

    sent: SentScan
    at: datetime
    doubtful: bool
    said: Decision
    number: int | None


def number_in(text: str) -> int | None:
    """The number of the pass that this code may mean; nothing is said yet about who signed it."""
    code = read_code(text)
    if code is None:
        return None
    return code.body.number if isinstance(code, Token) else code.number


def check_ahead(text: str) -> None:
    """Check a signature while nobody waits for us, with the key that its fair had when we last heard of it.

    Nothing is decided by that. With the right to write in hand the same is asked of the key that holds then,
    and the answer is remembered if it is the same key.
    """
    code = read_code(text)
    last = guess_lasting(code.body.fair) if isinstance(code, Token) else None
    if last is not None:
        recognise(text, last.bundle)


def read_scans(station: Station, phone: Phone, scans: list[SentScan], now: datetime) -> list[Reading]:
    bundle, since = station.lasting.bundle, station.row.enrolled_at or now - LATEST
    return [_read(scan, phone, bundle, since, now) for scan in scans]


def _read(scan: SentScan, phone: Phone, bundle: Bundle, since: datetime, now: datetime) -> Reading:
    at, doubtful = corrected(scan.at, scan.skew, phone.clock, now, since)
    code = read_code(scan.code)
    said = recognise(scan.code, bundle)
    number = None
    if isinstance(code, Token) and said.reason == Reason.WELCOME:
        number = code.body.number
    elif isinstance(code, TypedId) and scan.how in BY_HAND:
        number = code.number
    return Reading(scan, at, doubtful, said, number)


def judge_alone(reading: Reading, badge: Row | None, station: Station) -> Decision:
    """What the pass itself deserved at that moment, whoever was inside: never asked again."""
    sent, bundle = reading.sent, station.lasting.bundle
    said = reading.said
    if said.reason == Reason.ASK_SERVER and badge is not None:
        said = recognise(sent.code, bundle, body_of(badge))
    if said.reason != Reason.WELCOME or said.facts is None:
        return said
    if badge is None:
        return Decision(Reason.ASK_SERVER)
    then = _then(bundle, said.facts, badge, reading.at, station)
    own = entitled(said.facts, then, reading.at, sent.gate, sent.direction)
    if sent.direction == Direction.IN and _is_overridden(reading, station):
        return Decision(Reason.OVERRIDDEN, said.facts, instead_of=own.reason)
    return own


def _is_overridden(reading: Reading, station: Station) -> bool:
    """Whether a supervisor of this fair has let this very scan in."""
    word = reading.sent.override
    key = station.lasting.pins.get(word.supervisor) if word else None
    return word is not None and key is not None and is_proved(key, reading.sent.id, word.proof)


def _then(bundle: Bundle, facts: PassBody, badge: Row, at: datetime, station: Station) -> Bundle:
    """The bundle as it was at that moment for this pass: what was cancelled later was still good."""
    refused = station.lasting.refused.get(facts.key)
    keys = bundle["keys"]
    if refused is not None and at < refused:
        keys = {**keys, str(facts.key): {**keys[str(facts.key)], "refused": False}}
    reissued = badge.reissued_at
    current = facts.issue >= badge.issue or (
        facts.issue == badge.issue - 1 and reissued is not None and at < reissued
    )
    return {
        **bundle,
        "keys": keys,
        "revoked": [badge.number] if badge.revoked_at is not None and badge.revoked_at <= at else [],
        "superseded": {} if current else {str(badge.number): badge.issue},
    }
