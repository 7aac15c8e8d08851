"""Fees of the fair under way: a schedule, notices, some renewed, and two statements as banks write them."""

from collections.abc import Sequence
from datetime import date, time
from random import Random

from fairapp.db import db
from fairapp.domain.booths import BoothKind
from fairapp.domain.fees import Base, BaseHow, Covers, Subsidy, SurchargeKind
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.settlement import EntryKind, InvoiceState, LineState
from fairapp.domain.text import fold
from fairapp.seeds.chance import stream
from fairapp.seeds.story import Story, told_at
from fairapp.services.fees import bundles, entries, extras, issuing, listing, schedules, statements
from fairapp.services.fees.balances import Balance
from fairapp.services.fees.schedules import AccountFacts, SurchargeFacts

PRICED, SENT, RENEWED, BUNDLED, FIRST, SECOND, BACK = -24, -15, -11, -10, -8, -4, -3  # days before the first
DUE = 4  # the last day
# No bank has an account of zeros: nobody's money goes astray through a demonstration.
ACCOUNT = ("970436", "0000000000", "BAN TO CHUC HOI CHO (MINH HOA)")
SURCHARGES = (
    SurchargeFacts(SurchargeKind.BOOTH, "Vệ sinh, an ninh", 200_000),
    SurchargeFacts(SurchargeKind.CORNER, "Gian góc", 300_000),
    SurchargeFacts(SurchargeKind.POWER, "Điện trên 1,5 kW", 150_000, free=1_500),
    SurchargeFacts(SurchargeKind.ITEM, "Bàn thuê thêm", 100_000),
    SurchargeFacts(SurchargeKind.ITEM, "Ghế thuê thêm", 20_000, free=2),
)
SUBSIDIES = (
    Subsidy("UBND tỉnh Sơn La", amount=100_000, unit_id="son-la"),
    Subsidy("Ngân hàng Vịnh Xanh", percent=100, cap=500_000, covers=Covers.ALL,
                 producer_kind=ProducerKind.HOUSEHOLD),
)  # fmt: skip
REFUNDS = ((30, 100), (15, 50), (7, 20))
HEADS = "Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Mô tả"
TEXTS = (
    "{code} PHI GIAN HANG",
    "MBVCB.{n}.{code} PHI GIAN HANG.CT tu 0011{n} toi 0000000000",
    "{name} chuyen tien {lower} phi gian hang",
    "IBFT {code}PHI GIAN HANG-GD {n}",
    "nop phi gian {booths} {torn}",
)
STRANGERS = (("tien gian hang hoi cho dot 1", 300_000), ("Lai nhap von TK 0000000000", 18_264))
ASIDE = "Lãi tiền gửi của tài khoản."


def sow(story: Story) -> str:
    fair, actor, chance = story.live, story.organiser, stream("fees")
    with told_at(story.at(PRICED, time(15))):
        _price(story)
    with told_at(story.at(SENT, time(10))):
        sent = issuing.issue(fair, actor)
    with told_at(story.at(RENEWED, time(9, 30))):
        _hire(story)
        issuing.issue(fair, actor)
    with told_at(story.at(BUNDLED, time(20))):
        _pay_together(story)
    lacking = listing.list_lacking(fair)
    paying = [b for b in lacking if chance.random() < 0.8 and not _is_shown(story, b)]
    halves = _shown(story, lacking)
    half = len(paying) // 2
    _import(story, chance, FIRST, [*halves, *paying[:half]], "sao-ke-dot-1.csv", halves=len(halves))
    _import(story, chance, SECOND, paying[half:], "sao-ke-dot-2.csv", STRANGERS)
    with told_at(story.at(SECOND, time(16))):
        _by_hand(story)
    with told_at(story.at(BACK, time(10))):
        _give_back(story)
    with told_at(story.at(1, time(17))):
        _hire_late(story)
    db.session.flush()
    return f"{len(sent.new)} fee notices, {len(listing.list_lacking(fair))} still lacking"


def _price(story: Story) -> None:
    fair, actor = story.live, story.organiser
    schedules.save_account(fair, actor, AccountFacts(story.day(DUE), *ACCOUNT))
    schedules.save_bases(fair, actor, [Base(BoothKind.RAW, BaseHow.PER_M2, 220_000)])
    for surcharge in SURCHARGES:
        schedules.add_surcharge(fair, actor, surcharge)
    for subsidy in SUBSIDIES:
        schedules.add_subsidy(fair, actor, subsidy)
    for days, percent in REFUNDS:
        schedules.add_refund_rule(fair, actor, days, percent)


def _hire(story: Story) -> None:
    """Three exhibitors ask for tables and chairs after their notices were sent."""
    tables, chairs = extras.list_items(story.live)
    for balance in listing.list_page(story.live, listing.Wanted(sort="number")).rows[3:30:10]:
        application = balance.invoice.application
        extras.set_quantities(story.live, story.organiser, application, {tables.id: 2, chairs.id: 6})


def _pay_together(story: Story) -> None:
    """A province pays for some of its own."""
    delegation, lead = story.delegations["son-la"], story.cast["lead"]
    owing = [b for b in listing.list_delegation(delegation) if b.lacking]
    if len(owing) > 2:
        bundles.make(delegation, lead, [b.invoice.application_id for b in owing[1:-1]])


def _import(
    story: Story,
    chance: Random,
    day: int,
    paying: Sequence[Balance],
    filename: str,
    strangers: Sequence[tuple[str, int]] = (),
    halves: int = 0,
) -> None:
    """The bank's file of these days, and the organiser taking it over."""
    rows = [
        _row(chance, story.day(day - 1 - i % 3), balance, i, i < halves) for i, balance in enumerate(paying)
    ]
    for i, (text, amount) in enumerate(strangers):
        rows.append(f"{story.day(day - 1):%d/%m/%Y};FT{day % 100:02}9{i};;{amount:,};{text}")
    rows.append(f"{story.day(day):%d/%m/%Y};FT{day % 100:02}PH;11,000;;PHI DICH VU SMS")
    with told_at(story.at(day, time(8, 40))):
        content = "\r\n".join([HEADS, *rows]).encode()
        statement = statements.upload(story.live, story.organiser, filename, content)
    with told_at(story.at(day, time(8, 45))):
        statements.take_over(story.live, story.organiser, statement)


def _row(chance: Random, day: date, balance: Balance, i: int, is_half: bool) -> str:
    """Most pay to the đồng; a few too little, a few too much."""
    invoice, amount = balance.invoice, balance.lacking
    if is_half or i % 9 == 4:
        amount = max(50_000, amount // 2 // 50_000 * 50_000)
    elif i % 14 == 7:
        amount += 50_000
    text = TEXTS[i % len(TEXTS)].format(
        code=invoice.code,
        lower=invoice.code.lower(),
        torn=f"{invoice.code[:6]} {invoice.code[6:]}",
        name=fold(invoice.application.producer.representative).upper(),
        booths=invoice.booths.replace(", ", " "),
        n=chance.randint(100_000, 999_999),
    )
    return f"{day:%d/%m/%Y};FT{invoice.number:06}{day:%d%m};;{amount:,};{text}"


def _is_shown(story: Story, balance: Balance) -> bool:
    """Whoever signs in as the producer or the lead of the demonstration has something left to pay."""
    producer = balance.invoice.application.producer
    return producer.user is story.cast["producer"] or producer.unit_id == "son-la"


def _shown(story: Story, lacking: Sequence[Balance]) -> list[Balance]:
    """These two have paid a part, so that there is a receipt to look at besides."""
    mine = [b for b in lacking if b.invoice.application.producer.user is story.cast["producer"]]
    return mine + [b for b in lacking if b.invoice.application.producer.unit_id == "son-la"][:1]


def _hire_late(story: Story) -> None:
    """Somebody asks for chairs while the fair is on: a notice waits to be sent again."""
    chairs = extras.list_items(story.live)[-1]
    balance = listing.list_page(story.live, listing.Wanted(sort="-number")).rows[5]
    extras.set_quantities(story.live, story.organiser, balance.invoice.application, {chairs.id: 4})


def _by_hand(story: Story) -> None:
    """Two pay in cash at the office, and one line is no fee at all."""
    fair, actor = story.live, story.organiser
    for n, balance in enumerate(listing.list_lacking(fair)[1:6:4]):
        note = f"Phiếu thu {n + 7}, nộp tại văn phòng ban tổ chức"
        entries.receive(
            fair, actor, balance.invoice, EntryKind.CASH, balance.lacking, story.day(SECOND), note
        )
    for line in statements.list_lines(fair, state=LineState.UNKNOWN):
        if line.text.startswith("Lai "):
            statements.set_aside(fair, actor, line, ASIDE)


def _give_back(story: Story) -> None:
    """The first who paid too much has it back; the others wait."""
    page = listing.list_page(story.live, listing.Wanted(state=InvoiceState.OVER, sort="number"))
    for balance in page.rows[:1]:
        entries.refund(
            story.live,
            story.organiser,
            balance.invoice,
            balance.refundable,
            story.day(BACK),
            "Chuyển khoản trả lại người nộp",
        )
