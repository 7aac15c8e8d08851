"""Papers: which ones a fair wants of whom, and how each wanted one stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, Bilingual, clean

LONGEST_NUMBER = 80
LONGEST_ISSUER = 200
FIRST_DAY = date(1945, 9, 2)  # no paper of this state is older
LONGEST_YEARS = 60

WARNED_BEFORE = (60, 30)  # days; renewing takes a council's session or an inspection


class Belongs(StrEnum):
    """Whether a paper is about the producer or about one product."""

    PRODUCER = "producer"
    PRODUCT = "product"


BELONGS_LABELS = {Belongs.PRODUCER: N_("Chủ thể"), Belongs.PRODUCT: N_("Từng sản phẩm")}


class Ask(StrEnum):
    """How much a fair wants a kind of paper."""

    REQUIRED = "required"
    ASKED = "asked"
    NOT_USED = "not_used"


ASK_LABELS = {Ask.REQUIRED: N_("Bắt buộc"), Ask.ASKED: N_("Nên có"), Ask.NOT_USED: N_("Không dùng")}


class Finding(StrEnum):
    """What a reviewer found in one paper for one fair."""

    GOOD = "good"
    LACKING = "lacking"
    EXPIRED = "expired"


FINDING_LABELS = {
    Finding.GOOD: N_("Tốt"),
    Finding.LACKING: N_("Cần bổ sung"),
    Finding.EXPIRED: N_("Hết hạn"),
}


class PaperState(StrEnum):
    """How a wanted paper stands; only the first three are as they should be."""

    GOOD = "good"
    ON_FILE = "on_file"
    NOT_NEEDED = "not_needed"
    MISSING = "missing"
    UNDATED = "undated"
    UNCOVERED = "uncovered"
    LACKING = "lacking"
    EXPIRED = "expired"


PAPER_STATE_LABELS = {
    PaperState.GOOD: N_("Tốt"),
    PaperState.ON_FILE: N_("Có, chưa xét"),
    PaperState.NOT_NEEDED: N_("Chưa gửi, không bắt buộc"),
    PaperState.MISSING: N_("Thiếu"),
    PaperState.UNDATED: N_("Chưa có ngày hết hạn"),
    PaperState.UNCOVERED: N_("Không còn hạn trong ngày hội chợ"),
    PaperState.LACKING: N_("Cần bổ sung"),
    PaperState.EXPIRED: N_("Hết hạn"),
}
IN_ORDER = frozenset({PaperState.GOOD, PaperState.ON_FILE, PaperState.NOT_NEEDED})


@dataclass(frozen=True)
class Kind:
    """A kind of paper as the rules look at it. One that certifies has number and dates in its product."""

    id: int
    name: Bilingual
    belongs: Belongs
    certifies: bool = False
    many: bool = False
    expires: bool = False


@dataclass(frozen=True)
class Demand:
    """What a fair wants of one kind of producer."""

    kind: Kind
    ask: Ask
    food_only: bool = False


@dataclass(frozen=True)
class About:
    """A product as far as papers look at it; its days are those of its certificate."""

    id: int
    name: str
    is_food: bool = False
    certified: bool = False
    issued_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True)
class Filed:
    """A paper on file that nothing newer has replaced, with what the fair's reviewer found in it."""

    id: int
    kind_id: int
    product_id: int | None
    uploaded_at: datetime
    issued_on: date | None = None
    expires_on: date | None = None
    finding: Finding | None = None
    reason: str = ""


@dataclass(frozen=True)
class Standing:
    """One wanted paper and how it stands; `day` is the first day of the fair that it does not cover."""

    kind: Kind
    about: About | None
    ask: Ask
    state: PaperState
    filed: tuple[Filed, ...] = ()
    day: date | None = None
    issued_on: date | None = None
    expires_on: date | None = None

    @property
    def paper(self) -> Filed | None:
        return self.filed[0] if self.filed else None

    @property
    def fails(self) -> bool:
        """Whether a required paper is not as it should be."""
        return self.ask is Ask.REQUIRED and self.state not in IN_ORDER


@dataclass(frozen=True)
class PaperFacts:
    """A paper as typed beside its file."""

    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


def standings(
    demands: Iterable[Demand], goods: Iterable[About], filed: Iterable[Filed], days: Iterable[date]
) -> list[Standing]:
    """Every paper the fair wants of this applicant, in the order of the demands, then of the goods."""
    by_kind: dict[int, list[Filed]] = {}
    for paper in sorted(filed, key=lambda paper: -paper.id):
        by_kind.setdefault(paper.kind_id, []).append(paper)
    brought, open_days = list(goods), sorted(days)
    return [
        _standing(demand, about, _about(by_kind.get(demand.kind.id, []), about), open_days)
        for demand in demands
        for about in _wanted(demand, brought)
    ]


def _wanted(demand: Demand, goods: list[About]) -> list[About | None]:
    """Of which products, or of the producer as a whole (None), this paper is wanted."""
    if demand.ask is Ask.NOT_USED:
        return []
    fitting = [about for about in goods if about.is_food or not demand.food_only]
    if demand.kind.belongs is Belongs.PRODUCT:
        return [about for about in fitting if about.certified or not demand.kind.certifies]
    return [None] if fitting or not demand.food_only else []


def _about(filed: list[Filed], about: About | None) -> tuple[Filed, ...]:
    """Those of this product; for the producer as a whole any of the kind will do."""
    return tuple(paper for paper in filed if about is None or paper.product_id == about.id)


def _standing(demand: Demand, about: About | None, filed: tuple[Filed, ...], days: list[date]) -> Standing:
    kind, paper = demand.kind, filed[0] if filed else None
    source = about if kind.certifies and about else paper
    issued = source.issued_on if source else None
    expires = source.expires_on if source else None
    day = first_uncovered(issued, expires, days)
    return Standing(
        kind=kind,
        about=about,
        ask=demand.ask,
        state=_state(demand, paper, expires, day),
        filed=filed,
        day=day,
        issued_on=issued,
        expires_on=expires,
    )


def _state(demand: Demand, paper: Filed | None, expires: date | None, day: date | None) -> PaperState:
    """A reviewer's objection stands; a "good" does not outlive the dates, for days may be added to a fair."""
    if paper is None:
        return PaperState.MISSING if demand.ask is Ask.REQUIRED else PaperState.NOT_NEEDED
    if paper.finding in (Finding.LACKING, Finding.EXPIRED):
        return PaperState(paper.finding.value)
    if day is not None:
        return PaperState.UNCOVERED
    if demand.kind.expires and expires is None:
        return PaperState.UNDATED
    return PaperState.GOOD if paper.finding is Finding.GOOD else PaperState.ON_FILE


def first_uncovered(issued: date | None, expires: date | None, days: Iterable[date]) -> date | None:
    """The first of these days on which such a paper is not valid; None when it covers them all."""
    return min(
        (
            day
            for day in days
            if (expires is not None and day > expires) or (issued is not None and day < issued)
        ),
        default=None,
    )


def to_confirm(found: Iterable[Standing], since: datetime) -> bool:
    """Whether papers would be used that were sent before this application was begun."""
    return any(paper.uploaded_at < since for standing in found for paper in standing.filed[:1])


def warning_due(expires_on: date, today: date) -> int | None:
    """Which warning is due today: 60 or 30 days ahead; None while it is early, and once it is too late."""
    left = (expires_on - today).days
    return min((days for days in WARNED_BEFORE if 0 <= left <= days), default=None)


def check_facts(facts: PaperFacts, *, asks_facts: bool, expires: bool, today: date) -> PaperFacts:
    """Number, issuer and dates as they are kept; what the kind does not ask for is dropped."""
    if not asks_facts:
        return PaperFacts()
    number, issuer = clean(facts.number), clean(facts.issuer)
    if len(number) > LONGEST_NUMBER:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field="number", max=LONGEST_NUMBER)
    if len(issuer) > LONGEST_ISSUER:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field="issuer", max=LONGEST_ISSUER)
    _check_dates(facts, today)
    if expires and facts.expires_on is None:
        raise Invalid(N_("Hãy điền ngày hết hạn ghi trên giấy."), field="expires_on")
    return PaperFacts(number, issuer, facts.issued_on, facts.expires_on)


def _check_dates(facts: PaperFacts, today: date) -> None:
    if facts.issued_on and not FIRST_DAY <= facts.issued_on <= today:
        raise Invalid(N_("Ngày cấp phải có thật và không ở sau hôm nay."), field="issued_on")
    if facts.expires_on is None:
        return
    if facts.issued_on and facts.expires_on <= facts.issued_on:
        raise Invalid(N_("Ngày hết hạn phải sau ngày cấp."), field="expires_on")
    if not FIRST_DAY <= facts.expires_on <= today + timedelta(days=365 * LONGEST_YEARS):
        raise Invalid(N_("Ngày hết hạn chưa đúng, hãy xem lại năm."), field="expires_on")
