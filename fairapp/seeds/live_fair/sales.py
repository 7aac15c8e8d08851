"""The evening diary of the two full days: most booths answer, some sold nothing, some are silent."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from fairapp.domain.accounts import Role
from fairapp.domain.calendar import at_local, format_day
from fairapp.domain.money import format_vnd
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.sales import free_until
from fairapp.models import Application, DiaryDay, DiaryLine
from fairapp.seeds.chance import moment, stream, weighted
from fairapp.seeds.story import Story, save, tell
from fairapp.services import allocation
from fairapp.services.sales.trace import CHANGED_LATE, FIRST_LATE

FULL_DAYS = (0, 1)
ANSWERS = {"sold": 0.85, "nothing": 0.03, "silent": 0.12}
IN_PRODUCTS = 0.72  # the others give one total
USUAL = {  # đồng a day and booth, in the middle
    ProducerKind.COMPANY: 9_500_000,
    ProducerKind.COOPERATIVE: 8_200_000,
    ProducerKind.COOPERATIVE_GROUP: 6_000_000,
    ProducerKind.HOUSEHOLD: 5_800_000,
    ProducerKind.OTHER: 16_000_000,
}
LEAST, MOST = 1_200_000, (21_000_000, 28_000_000)
OF_DAY = (0.92, 1.15)  # the second day was the better one
NOTES = (
    "",
    "",
    "",
    "",
    "Khách hỏi mua sỉ, đã trao đổi danh thiếp.",
    "Hết hàng từ 20 giờ.",
    "Mưa buổi chiều nên vắng.",
    "Nhiều khách hỏi gửi hàng về tận nhà.",
)


@dataclass(frozen=True)
class Evening:
    """One exhibitor's answer for one day, not yet written."""

    application: Application
    day: date
    answer: str
    at: datetime


def sow(story: Story) -> str:
    chance, answers = stream("sales"), stream("diary answers")
    rows = []
    for offset in FULL_DAYS:
        for application in allocation.list_exhibitors(story.live):
            evening = _evening(story, chance, application, offset)
            if evening.answer != "silent" and evening.at <= story.now:
                rows.append(_row(story, chance, evening, OF_DAY[offset]))
    for row in rows:
        say_more(answers, row)
    save(rows)
    _mend_one(story, rows)
    total = sum(row.total for row in rows)
    return f"{len(rows)} evenings in the diaries, {format_vnd(total)}"


def _evening(story: Story, chance: Random, application: Application, offset: int) -> Evening:
    """Most write after closing, the rest in the morning; a few after ten, which leaves a trace."""
    day = story.day(offset)
    late = chance.random()
    if late < 0.78:
        at = moment(chance, at_local(day, time(20, 15)), at_local(day, time(23, 20)))
    elif late < 0.96:
        at = moment(chance, free_until(day) - timedelta(hours=3), free_until(day))
    else:
        at = moment(chance, free_until(day), free_until(day) + timedelta(hours=3))
    return Evening(application, day, _answer(story, chance, application, offset), at)


def _answer(story: Story, chance: Random, application: Application, offset: int) -> str:
    """The demo accounts have something of each kind: an evening to answer, one with nothing sold."""
    chosen = weighted(chance, ANSWERS)
    if application.producer.user is story.cast["producer"]:
        return ("sold", "silent")[offset]
    if application.producer.user is story.cast["phone_producer"]:
        return ("sold", "nothing")[offset]
    return chosen


def _row(story: Story, chance: Random, evening: Evening, of_day: float) -> DiaryDay:
    application = evening.application
    producer = application.producer
    row = DiaryDay(
        application_id=application.id,
        day=evening.day,
        nothing_sold=evening.answer == "nothing",
        total=0,
        entered_by_id=producer.user_id or story.delegations[producer.unit_id].lead_id,
        entered_as=Role.PRODUCER if producer.user_id else Role.DELEGATION,
        entered_at=evening.at,
    )
    if evening.answer == "sold":
        fill(chance, row, application, of_day)
    if evening.at >= free_until(evening.day):
        _leave_trace(story, row, FIRST_LATE, evening.at, "diary.late")
    return row


def fill(chance: Random, row: DiaryDay, application: Application, of_day: float) -> None:
    usual = USUAL[application.producer.kind] * of_day * (0.7 + 0.5 * application.booth_count)
    total = round(min(chance.uniform(*MOST), max(LEAST, usual * chance.lognormvariate(-0.12, 0.5))), -4)
    row.total, row.note = int(total), chance.choice(NOTES)
    if chance.random() < IN_PRODUCTS:
        row.lines = _lines(chance, application, row.total)
    if chance.random() < 0.2:
        row.orders = chance.randint(1, 6)
        row.orders_value = row.orders * chance.randint(8, 60) * 100_000


def say_more(chance: Random, row: DiaryDay) -> None:
    """Half of them tell transfers from cash; where there are orders, a paper was sometimes signed."""
    row.answer_id = UUID(int=chance.getrandbits(128), version=4)
    if row.total and chance.random() < 0.5:
        row.transfer = round(row.total * chance.uniform(0.2, 0.9), -4)
    if row.orders and chance.random() < 0.3:
        row.agreements = 1


def _lines(chance: Random, application: Application, total: int) -> list[DiaryLine]:
    """The total shared out among the goods, sometimes with a rest that nobody wrote down."""
    shares = {line.product_id: chance.uniform(0.4, 2.2) for line in application.goods}
    told = total if chance.random() < 0.8 else total * 0.9
    scale = told / sum(shares.values())
    amounts = {product: int(share * scale) // 10_000 * 10_000 for product, share in shares.items()}
    biggest = max(amounts, key=lambda product: amounts[product])
    amounts[biggest] += int(told) // 10_000 * 10_000 - sum(amounts.values())
    return [DiaryLine(product_id=product, amount=amount) for product, amount in amounts.items() if amount > 0]


def _mend_one(story: Story, rows: list[DiaryDay]) -> None:
    """One exhibitor found a zero too many the day after."""
    row = next((r for r in rows if r.total > 12_000_000 and not r.lines and r.day == story.day(0)), None)
    at = free_until(story.day(0)) + timedelta(hours=4, minutes=12)
    if row is not None and at <= story.now:
        row.changed_at = at
        _leave_trace(story, row, CHANGED_LATE, at, "diary.change", old=format_vnd(row.total * 10))


def _leave_trace(
    story: Story, row: DiaryDay, sentence: str, at: datetime, action: str, **values: object
) -> None:
    application = next(a for a in story.applications if a.id == row.application_id)
    tell(
        at,
        application.producer.user or story.delegations[application.producer.unit_id].lead,
        action,
        ("diary", row.application_id),
        sentence,
        fair=story.live,
        private=True,
        day=format_day(row.day),
        new=format_vnd(row.total),
        **values,
    )
