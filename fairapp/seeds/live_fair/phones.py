"""Phones at the gates, and the people whose PIN makes an exception."""

from datetime import datetime, time, timedelta

from fairapp.db import db
from fairapp.domain import gate_pins
from fairapp.domain.calendar import at_local
from fairapp.models import Gate, GateArea, GateDevice, GateSetting, GateSupervisor
from fairapp.seeds.chance import stream
from fairapp.seeds.story import Story
from fairapp.services import gate

PIN = "20261120"  # of the demonstration, for everybody to try
LONG_ENOUGH = 150  # minutes after which a pass still inside may come in again
MOST_INSIDE = 3000
SKEWS = (-350, 1_240, 90, -2_100, 640, 187_000)  # milliseconds; one clock is three minutes ahead


def sow(story: Story) -> str:
    fair, chance = story.live, stream("phones")
    gates = gate.list_for_fair(fair)
    db.session.add(GateSetting(fair_id=fair.id, again_after=LONG_ENOUGH, digest_key=chance.randbytes(32)))
    db.session.add_all(GateArea(site_id=site.id, most_inside=MOST_INSIDE) for site in fair.sites)
    salt = chance.randbytes(gate_pins.SALT_BYTES)
    key = gate_pins.key_of(PIN, salt)
    story.supervisor = GateSupervisor(
        fair_id=fair.id,
        name="Trưởng ca",
        salt=salt,
        rounds=gate_pins.ROUNDS,
        key=key,
        made_at=story.at(-1, time(9)),
    )
    db.session.add(story.supervisor)
    phones = [_phone(story, gates[n // 2 % len(gates)], n) for n in range(2 * len(gates))]
    db.session.add_all(phones)
    db.session.flush()
    for phone in phones:
        story.phones.setdefault(phone.gate_id, []).append(phone)
    return f"{len(phones)} phones at the gates"


def _phone(story: Story, post: Gate, n: int) -> GateDevice:
    chance = stream(f"phone {n}")
    late = n == 4  # lies at the edge of the network
    return GateDevice(
        fair_id=story.live.id,
        gate=post,
        name=f"Máy {n + 1}",
        supervisor=n == 0,
        enrolled_at=at_local(story.day(-3), time(6)),
        last_seen_at=_seen(story.now, 26 * 60 if late else chance.randint(2, 40)),
        battery=chance.randint(24, 96),
        unsent=37 if late else 0,
        version="1",
        skew=SKEWS[n % len(SKEWS)],
    )


def _seen(now: datetime, seconds: int) -> datetime:
    return now - timedelta(seconds=seconds)
