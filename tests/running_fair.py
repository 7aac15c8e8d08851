"""Rows of a fair under way: exhibitors with booths, diaries, people at the gate, papers, sponsors."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from itertools import count

from PIL import Image

from fairapp.db import db
from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import at_local
from fairapp.domain.passes import Role as PassRole, days_to_bits
from fairapp.domain.sponsors import Tier
from fairapp.domain.verdicts import Direction, How as ScanHow, Reason
from fairapp.models import (
    Agreement,
    AgreementParty,
    AllocationPlan,
    Application,
    ApplicationProduct,
    Assignment,
    Benefit,
    Click,
    DiaryDay,
    DiaryLine,
    Fair,
    Gate,
    Pass,
    Product,
    Scan,
    Sponsor,
)
from tests.factories import a_booth, a_fair, a_producer, an_application

_numbers = count(1)


def _saved(row):
    db.session.add(row)
    db.session.flush()
    return row


def now() -> datetime:
    return datetime.now(UTC)


def a_running_fair(*, begun: int = 2, days: int = 4, **facts) -> Fair:
    """A fair on its nth day, its doors open since eight; the clock that counts is the server's."""
    today = (now() + timedelta(hours=7)).date()
    if now() < at_local(today, time(8)):  # before eight, yesterday is the last day that has begun
        begun += 1
    return a_fair(first_day=today - timedelta(days=begun - 1), days=days, **facts)


def a_finished_fair(*, days: int = 3, ago: int = 2, **facts) -> Fair:
    """A fair whose last day was some days ago."""
    today = (now() + timedelta(hours=7)).date()
    return a_fair(first_day=today - timedelta(days=ago + days - 1), days=days, **facts)


def days_of(fair: Fair) -> list[date]:
    return sorted({session.day for site in fair.sites for session in site.sessions})


def a_published_plan(fair: Fair) -> AllocationPlan:
    plan = db.session.scalar(db.select(AllocationPlan).filter_by(fair_id=fair.id, state=PlanState.PUBLISHED))
    return plan or _saved(
        AllocationPlan(fair_id=fair.id, number=1, state=PlanState.PUBLISHED, published_at=now())
    )


def an_exhibitor(*, fair: Fair, products: list[Product] = (), booths: int = 1, **facts) -> Application:
    """An accepted application with booths on the published plan."""
    producer = facts.pop("producer", None) or a_producer(**facts)
    application = an_application(
        fair=fair, producer=producer, state=ApplicationState.ACCEPTED, booth_count=booths
    )
    application.goods = [ApplicationProduct(product_id=product.id) for product in products]
    for _ in range(booths):
        booth = a_booth(site=fair.sites[0])
        _saved(
            Assignment(
                plan=a_published_plan(fair), booth_id=booth.id, application_id=application.id, how=How.RULE
            )
        )
    db.session.flush()
    return application


def a_diary_day(
    *, application: Application, day: date, total: int = 1_000_000, lines=(), **facts
) -> DiaryDay:
    """`lines` holds (product, amount) pairs."""
    entry = DiaryDay(
        application_id=application.id,
        day=day,
        total=total,
        nothing_sold=facts.pop("nothing_sold", total == 0),
        **facts,
    )
    entry.lines = [DiaryLine(product_id=product.id, amount=amount) for product, amount in lines]
    return _saved(entry)


def a_gate(*, fair: Fair, **facts) -> Gate:
    facts.setdefault("name", f"Cổng {next(_numbers)}")
    return _saved(Gate(site=fair.sites[0], **facts))


def a_visitor_pass(*, fair: Fair, role: PassRole = PassRole.VISITOR) -> Pass:
    n, days = next(_numbers), days_of(fair)
    return _saved(
        Pass(
            fair_id=fair.id,
            number=5 * 10**9 + n,
            role=role.code,
            key_id=1,
            first_day=days[0],
            day_bits=days_to_bits(days[0], days),
            holder_name=f"Khách {n}",
            link=f"khach-{n}",
        )
    )


def an_admission(*, gate: Gate, badge: Pass, day: date, hour: int = 9, nth: int = 1) -> Scan:
    moment = at_local(day, time(hour, 10))
    return _saved(
        Scan(
            id=uuid.uuid4(),
            fair_id=badge.fair_id,
            gate_id=gate.id,
            pass_id=badge.id,
            direction=Direction.IN,
            how=ScanHow.CAMERA,
            own=Reason.WELCOME,
            told=Reason.WELCOME,
            reason=Reason.WELCOME,
            let_in=True,
            nth=nth,
            day=day,
            quarter=4 * hour,
            scanned_at=moment,
        )
    )


def a_click(*, gate: Gate, day: date, n: int = 1, hour: int = 9) -> Click:
    moment = at_local(day, time(hour, 20))
    return _saved(
        Click(id=uuid.uuid4(), gate_id=gate.id, kind="adult", n=n, counted=n, day=day, hour=hour, at=moment)
    )


def an_agreement(*, fair: Fair, **facts) -> Agreement:
    facts.setdefault("kind", AgreementKind.MEMORANDUM)
    facts.setdefault("level", AgreementLevel.BUSINESSES)
    names = (
        facts.pop("party_a", None) or f"Hợp tác xã Ba Chẽ {next(_numbers)}",
        facts.pop("party_b", "Siêu thị Hạ Long"),
    )
    facts.setdefault("parties", [AgreementParty(position=n, name=name) for n, name in enumerate(names, 1)])
    return _saved(Agreement(fair_id=fair.id, **facts))


def a_sponsor(*, fair: Fair, **facts) -> Sponsor:
    facts.setdefault("name", f"Ngân hàng Vịnh Xanh {next(_numbers)}")
    facts.setdefault("tier", Tier.GOLD)
    facts.setdefault("contribution", 250_000_000)
    facts.setdefault("email", "taitro@example.vn")
    return _saved(Sponsor(fair_id=fair.id, **facts))


def a_benefit(*, sponsor: Sponsor, **facts) -> Benefit:
    facts.setdefault("what", "Logo trên thẻ ra vào")
    facts.setdefault("unit", "thẻ")
    facts.setdefault("promised", 100)
    benefit = Benefit(**facts)
    sponsor.benefits.append(benefit)
    db.session.flush()
    return benefit


def a_picture(colour: str = "seagreen", size: tuple[int, int] = (1600, 1200)) -> bytes:
    """What a phone's camera sends, with the place it was taken at."""
    out = BytesIO()
    exif = Image.Exif()
    exif[271] = "Máy ảnh"
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()
