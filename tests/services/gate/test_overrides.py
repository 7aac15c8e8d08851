import uuid
from datetime import timedelta

import pytest

from fairapp.domain import gate_pins, pass_keys
from fairapp.domain.verdicts import Direction, Reason
from fairapp.services import gate as gates
from fairapp.services.gate.sent import Override
from tests.factories import a_code
from tests.gate_rows import (
    FIRST_DAY,
    NOON,
    a_scan,
    entries,
    say,
    send,
)

OUT = Direction.OUT
MINUTE = timedelta(minutes=1)


def word_of(supervisor, pin, scan_id, why="Quên quét RA"):
    key = gate_pins.key_of(pin, supervisor.salt, supervisor.rounds)
    return Override(supervisor.id, why, gate_pins.proof_of(key, scan_id))


def test_an_override_is_an_entry_but_never_a_plain_one(fair, gate, phone, code, supervisor):
    made, pin = supervisor
    say(phone, code, gate)
    id = uuid.uuid4()
    sent = a_scan(code, gate, NOON + MINUTE, Reason.STILL_INSIDE, id=id, override=word_of(made, pin, id))
    [told] = send(phone, [sent], NOON + MINUTE).told
    assert (told.outcome.reason, told.conflict) == (Reason.OVERRIDDEN, False)
    first, second = entries()
    assert (second.nth, second.supervisor_id, second.told) == (2, made.id, Reason.STILL_INSIDE)
    assert first.left_at == second.scanned_at
    assert gates.read_board(fair, FIRST_DAY, NOON).overrides == 1


@pytest.mark.parametrize("spoil", ["pin", "scan", "stranger"])
def test_an_override_without_its_proof_lets_nobody_in(fair, gate, phone, code, supervisor, spoil):
    made, pin = supervisor
    say(phone, code, gate)
    id = uuid.uuid4()
    word = word_of(made, "00000000" if spoil == "pin" else pin, uuid.uuid4() if spoil == "scan" else id)
    if spoil == "stranger":
        word = Override(made.id + 1000, word.why, word.proof)
    sent = a_scan(code, gate, NOON + MINUTE, Reason.STILL_INSIDE, id=id, override=word)
    [told] = send(phone, [sent], NOON + MINUTE).told
    assert (told.outcome.reason, told.conflict) == (Reason.STILL_INSIDE, True)
    assert len(entries()) == 1


def test_a_forged_pass_is_not_overridden(gate, phone, badge, supervisor):
    made, pin = supervisor
    id = uuid.uuid4()
    forged = a_code(badge, pass_keys.generate_key())
    sent = a_scan(forged, gate, NOON, Reason.BAD_SIGNATURE, id=id, override=word_of(made, pin, id))
    [told] = send(phone, [sent], NOON).told
    assert (told.outcome.reason, told.conflict) == (Reason.BAD_SIGNATURE, True)
    assert entries() == []
