"""What the edition before came to: people counted by hand, diaries of five evenings, papers signed."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import insert

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.calendar import at_local, local
from fairapp.models import Application, Click, DiaryDay, Fair, Gate, User
from fairapp.seeds.chance import moment, stream, uuid7, weighted
from fairapp.seeds.live_fair.crowd import AT_WEEKENDS, HOURS
from fairapp.seeds.live_fair.sales import fill, say_more
from fairapp.seeds.story import save, told_at
from fairapp.services import agreements, fairs, gate
from fairapp.services.agreements import AgreementFacts

PEOPLE = (6_900, 8_300, 8_800, 9_400, 7_700)  # on each day, before chance
SHARES = (0.64, 0.36)  # of the two gates
OF_DAY = (0.8, 0.95, 1.0, 1.05, 0.85)
ANSWERS = {"sold": 0.88, "nothing": 0.04, "silent": 0.08}
SIGNED = (  # kind, level, who signed, how many papers, value
    (
        AgreementKind.MEMORANDUM,
        AgreementLevel.DEPARTMENTS,
        ("Sở Công Thương tỉnh Quảng Ninh", "Sở Công Thương các tỉnh Bắc Ninh, Hưng Yên, Ninh Bình"),
        3,
        None,
    ),
    (
        AgreementKind.MEMORANDUM,
        AgreementLevel.PROVINCE_CHAIN,
        ("Tỉnh Quảng Ninh", "Hệ thống siêu thị Sao Biển"),
        1,
        None,
    ),
    (
        AgreementKind.CONTRACT,
        AgreementLevel.BUSINESSES,
        ("Liên hiệp Hợp tác xã nông sản vùng mỏ", "Chuỗi cửa hàng nông sản Vườn Phố"),
        1,
        420_000_000,
    ),
)


def count_visits(fair: Fair) -> int:
    """Whoever came in was counted by hand; at the end of each hour the count was written down."""
    chance, rows = stream("visits of the edition before"), []
    for day, people in zip(fairs.days(fair), PEOPLE, strict=True):
        busy = people * (AT_WEEKENDS if day.weekday() >= 5 else 1)
        for post, share in zip(gate.list_for_fair(fair), SHARES, strict=True):
            for hour, weight in HOURS.items():
                n = round(busy * share * weight / sum(HOURS.values()) * chance.uniform(0.85, 1.15))
                at = at_local(day, time(hour, 59, chance.randint(0, 50)))
                rows.append(_click(post, uuid7(chance, at), at, n))
    db.session.execute(insert(Click), rows)
    gate.rebuild_totals(fair)
    return sum(row["n"] for row in rows)


def _click(post: Gate, number: UUID, at: datetime, n: int) -> dict:
    return {
        "id": number,
        "gate_id": post.id,
        "device_id": None,
        "undoes_id": None,
        "kind": "adult",
        "n": n,
        "counted": n,
        "day": local(at).date(),
        "hour": local(at).hour,
        "at": at,
        "received_at": at,
    }


def sell(applications: list[Application], days: list[date]) -> None:
    chance, rows = stream("sales of the edition before"), []
    for day, of_day in zip(days, OF_DAY, strict=True):
        for application in applications:
            answer = weighted(chance, ANSWERS)
            at = moment(chance, at_local(day, time(20, 15)), at_local(day, time(23, 20)))
            if answer == "silent":
                continue
            row = DiaryDay(
                application_id=application.id,
                day=day,
                nothing_sold=answer == "nothing",
                total=0,
                entered_by_id=application.producer.user_id,
                entered_as=Role.PRODUCER,
                entered_at=at,
            )
            if answer == "sold":
                fill(chance, row, application, of_day)
            say_more(chance, row)
            rows.append(row)
    save(rows)


def sign(actor: User, fair: Fair, first: date) -> None:
    at = at_local(first, time(10, 20))
    with told_at(at):
        for kind, level, parties, count, value in SIGNED:
            facts = AgreementFacts(
                kind=kind,
                level=level,
                parties=parties,
                count=count,
                value=value,
                signed_on=first,
                source="Bàn ký kết của ban tổ chức",
            )
            agreements.enter(actor, fair, facts, at)
