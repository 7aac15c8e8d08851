"""A small fair in a database of its own, for measuring."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from flask import Flask

from fairapp import config, create_app
from fairapp.db import Base, db, now
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.fairs import FairKind, FairState, Hold
from fairapp.domain.pass_keys import generate_key, public_bytes, seal_key
from fairapp.domain.passes import PassBody, Role as PassRole, RoleCode, address, days_to_bits, sign
from fairapp.domain.text import fold, sort_key
from fairapp.models import (
    Fair,
    FairKey,
    Gate,
    GateDevice,
    Hall,
    OpeningSession,
    Organisation,
    Pass,
    Site,
    Venue,
)
from fairapp.seeds import lay_ground
from fairapp.services.accounts import hash_of
from fairapp.services.gate.devices import make_setting


class World(NamedTuple):
    """A small fair, open now."""

    app: Flask
    instance: Path
    gate: int
    codes: list[str]
    phones: list[str]  # credentials


@contextmanager
def world(passes: int, database_url: str = "", phones: int = 1) -> Iterator[World]:
    """The application, its instance folder, a gate that is open now with its phones, and codes of passes."""
    with TemporaryDirectory(prefix="fairapp-bench-") as folder:
        instance = Path(folder)
        app = create_app(config.read({"FAIRAPP_INSTANCE": folder, "DATABASE_URL": database_url}))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            lay_ground()
            gate, codes = _open_fair(passes)
            credentials = [_enrol(gate, n) for n in range(phones)]
            db.session.commit()
            yield World(app, instance, gate.id, codes, credentials)
            db.session.remove()
            db.engine.dispose()


def _enrol(gate: Gate, n: int) -> str:
    make_setting(gate.site.fair_id)
    credential = f"a phone of the bench {n}"
    db.session.add(
        GateDevice(fair_id=gate.site.fair_id, gate=gate, name=f"Máy {n}", credential_hash=hash_of(credential))
    )
    return credential


def _open_fair(passes: int) -> tuple[Gate, list[str]]:
    today = local_day(now())
    fair = Fair(
        owner=Organisation(name="Đơn vị đo"),
        slug="do-toc-do",
        kind=FairKind.FAIR,
        state=FairState.ANNOUNCED,
        name="Hội chợ đo tốc độ",
        folded=fold("Hội chợ đo tốc độ"),
        sort_key=sort_key("Hội chợ đo tốc độ"),
        unit_id="quang-ninh",
    )
    venue = Venue(name="Sân đo", folded="san do", sort_key=sort_key("Sân đo"), unit_id="quang-ninh")
    site = Site(
        fair=fair,
        name="Sân",
        hold=Hold.FIRM,
        hall=Hall(venue=venue, name="Sân", width_cm=6000, depth_cm=4000),
        build_from=at_local(today - timedelta(days=1), time(0)),
        clear_by=at_local(today + timedelta(days=2), time(0)),
    )
    site.sessions = [
        OpeningSession(day=today + timedelta(days=i), opens=time(0), closes=time(23, 59)) for i in range(2)
    ]
    gate = Gate(site=site, name="Cổng A")
    db.session.add_all([site, gate])
    db.session.flush()
    return gate, _passes(fair, today, passes)


def _passes(fair: Fair, today, count: int) -> list[str]:
    key = generate_key()
    secret = "measured, not kept"
    db.session.add(
        FairKey(
            fair_id=fair.id,
            key_id=1,
            public_key=public_bytes(key),
            private_key=seal_key(key, secret, f"fair {fair.id} key 1"),
        )
    )
    bits = days_to_bits(today, [today, today + timedelta(days=1)])
    codes = []
    for n in range(count):
        number = 1_000_000_007 + n
        row = Pass(
            fair_id=fair.id,
            number=number,
            role=RoleCode.VISITOR,
            key_id=1,
            first_day=today,
            day_bits=bits,
            holder_name=f"Khách {n}",
            link=f"link-{n}",
        )
        db.session.add(row)
        body = PassBody(
            fair=fair.id, number=number, role=PassRole.VISITOR, first_day=today, day_bits=bits, key=1
        )
        codes.append(address("https://fair.example", sign(body, key)))
    db.session.flush()
    return codes
