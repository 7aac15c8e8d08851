"""A delegation's part and an exhibitor's own results in words, for page, paper and workbook alike."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import get_locale, gettext

from fairapp.documents.figures import percent
from fairapp.documents.seal import Seal
from fairapp.domain import money, ocop
from fairapp.domain.agreements import AGREEMENT_KIND_LABELS, LEVEL_LABELS, AgreementKind, AgreementLevel
from fairapp.domain.calendar import format_moment
from fairapp.domain.facts import AgreementFact
from fairapp.domain.follow_ups import FOLLOW_ANSWER_LABELS, FollowAnswer
from fairapp.domain.own_results import OwnDay, OwnResults, Peers
from fairapp.domain.slices import MEASURES, Brief, Slice, Standing
from fairapp.domain.text import N_

PEERS = {
    Peers.GROUP: N_("%(n)d gian khác cùng nhóm sản phẩm chính"),
    Peers.KIND: N_("%(n)d gian khác cùng loại chủ thể"),
    Peers.ALL: N_("%(n)d gian khác của hội chợ"),
}


@dataclass(frozen=True)
class Place:
    """A standing ready to show."""

    label: str
    own: int | None
    own_text: str
    rank: int | None
    of: int
    median: int | None
    median_text: str


@dataclass(frozen=True)
class Paper:
    """An agreement ready to show; `became` what was last said of it."""

    kind: str
    level: str
    count: int
    value: int | None
    event: str
    became: str
    delivered: int | None


def title_of(part: Slice | Brief) -> str:
    """The name of its time, and today's where that is another."""
    named = part.delegation
    if named.name == named.name_now:
        return named.name
    return gettext("%(then)s (nay thuộc %(now)s)", then=named.name, now=named.name_now)


def sealed(seal: Seal) -> str:
    return gettext(
        "Bản chốt số %(number)d lúc %(moment)s, mã kiểm tra %(hash)s",
        number=seal.number,
        moment=format_moment(seal.frozen_at),
        hash=seal.sha256,
    )


def standings(part: Slice) -> list[Place]:
    return [_place(one) for one in part.standings]


def _place(one: Standing) -> Place:
    return Place(
        gettext(MEASURES[one.measure]),
        one.own,
        _measured(one.measure, one.own),
        one.rank,
        one.of,
        one.median,
        _measured(one.measure, one.median),
    )


def _measured(measure: str, value: int | None) -> str:
    if value is None:
        return "–"
    if measure == "coverage":
        return percent(value)
    return str(
        money.group_digits(value, _language()) if measure == "papers" else money.prose(value, _language())
    )


def compared_with(own: OwnResults) -> str:
    """Whose middle stands beside one's own; nothing where too few others answered."""
    words = PEERS.get(own.peers)
    return gettext(words, n=own.peers_count) if words else ""


def group_word(code: str) -> str:
    group = next((group for group in ocop.groups() if group.code == code), None)
    if group is None:
        return code
    return f"{code}. {group.english if _language() == 'en' else group.name}"


def day_bars(own: OwnResults) -> list[tuple[str, int, str]]:
    """Own sales per day in millions; a day without an answer has no bar and says so."""
    return [(f"{one.day:%d/%m}", one.total or 0, _short(one)) for one in own.days]


def medians(own: OwnResults) -> list[int | None]:
    return [one.median for one in own.days]


def papers(own: OwnResults) -> list[Paper]:
    return [_paper(fact) for fact in own.agreements]


def _paper(fact: AgreementFact) -> Paper:
    return Paper(
        gettext(AGREEMENT_KIND_LABELS[AgreementKind(fact.kind)]),
        gettext(LEVEL_LABELS[AgreementLevel(fact.level)]),
        fact.count,
        fact.value,
        fact.event,
        gettext(FOLLOW_ANSWER_LABELS[FollowAnswer(fact.answer)]) if fact.answer else "",
        fact.delivered,
    )


def state_word(one: OwnDay) -> str:
    """Silence is not zero."""
    if one.total is None:
        return gettext("chưa trả lời") if one.asked else "–"
    return gettext("không bán được") if one.total == 0 else money.format_vnd(one.total, _language())


def beside(total: int | None, median: int | None) -> str:
    """Above, at or below the middle, in a word."""
    if total is None or not median:
        return ""
    share = Decimal(total) / Decimal(median)
    if share >= Decimal("1.1"):
        return gettext("cao hơn mức giữa")
    return gettext("thấp hơn mức giữa") if share <= Decimal("0.9") else gettext("ngang mức giữa")


def days_of(own: OwnResults) -> list[date]:
    return [one.day for one in own.days]


def _short(one: OwnDay) -> str:
    if one.total is None:
        return "?"
    tenths = (Decimal(one.total) / 1_000_000).quantize(Decimal("0.1"))
    return money.group_digits(money.shortest(tenths), _language())


def _language() -> str:
    locale = get_locale()
    return "en" if locale and locale.language == "en" else "vi"
