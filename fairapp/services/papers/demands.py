"""What papers a fair wants of whom. Where a fair has said nothing, the kind says what is usual."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.errors import Invalid
from fairapp.domain.fairs import ExpiryRule
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.papers import Ask, Demand
from fairapp.domain.text import N_
from fairapp.models import DocumentKind, Fair, PaperDemand, User
from fairapp.services import accounts, fairs
from fairapp.services.papers import kinds


@dataclass(frozen=True)
class Row:
    """One kind of paper at one fair."""

    kind: DocumentKind
    asks: Mapping[ProducerKind, Ask]
    food_only: bool

    @property
    def is_used(self) -> bool:
        return any(ask is not Ask.NOT_USED for ask in self.asks.values())


@dataclass(frozen=True)
class Wish:
    """A row as the organiser has set it."""

    asks: Mapping[ProducerKind, Ask]
    food_only: bool


def list_rows(fair: Fair) -> list[Row]:
    """Every kind that this fair may ask for, in two statements."""
    said = {row.kind_id: row for row in _said(fair)}
    return [_row(kind, said.get(kind.id)) for kind in kinds.list_for_organisation(fair.owner_id)]


def demands_of(rows: Sequence[Row], producer_kind: ProducerKind) -> list[Demand]:
    """What is wanted of this kind of producer."""
    return [Demand(kinds.rule_of(row.kind), row.asks[producer_kind], row.food_only) for row in rows]


def change(fair: Fair, actor: User, wishes: Mapping[int, Wish], rule: ExpiryRule) -> bool:
    """Set the whole table; False when nothing has changed."""
    fairs.require_open_book(fair)
    rows = list_rows(fair)
    if not wishes.keys() <= {row.kind.id for row in rows}:
        raise Invalid(N_("Danh sách loại giấy tờ vừa thay đổi. Hãy tải lại trang rồi đặt lại."))
    changed = [row for row in rows if row.kind.id in wishes and _differs(row, wishes[row.kind.id])]
    if not changed and rule is fair.expiry_rule:
        return False
    said = {row.kind_id: row for row in _said(fair)}
    for row in changed:
        wish = wishes[row.kind.id]
        kept = said.get(row.kind.id) or PaperDemand(fair_id=fair.id, kind_id=row.kind.id)
        kept.asks = {kind.value: ask.value for kind, ask in wish.asks.items()}
        kept.food_only = wish.food_only
        db.session.add(kept)
    fair.expiry_rule = rule
    db.session.flush()
    names = ", ".join(row.kind.name for row in changed)
    sentence = N_("Đặt lại giấy tờ cần có: %(names)s.")
    accounts.audit(actor, "paper.demands", "fair", fair.id, sentence, fair_id=fair.id, names=names or "–")
    return True


def copy_demands(old: Fair, new: Fair) -> None:
    """The next edition begins with what the last one wanted."""
    new.expiry_rule = old.expiry_rule
    for row in _said(old):
        db.session.add(
            PaperDemand(fair_id=new.id, kind_id=row.kind_id, asks=dict(row.asks), food_only=row.food_only)
        )
    db.session.flush()


def _said(fair: Fair) -> list[PaperDemand]:
    return list(db.session.scalars(select(PaperDemand).where(PaperDemand.fair_id == fair.id)))


def _row(kind: DocumentKind, said: PaperDemand | None) -> Row:
    if said is None:
        return Row(kind, dict.fromkeys(ProducerKind, kind.usual_ask), kind.food_only)
    asks = {which: Ask(said.asks.get(which.value, Ask.NOT_USED)) for which in ProducerKind}
    return Row(kind, asks, said.food_only)


def _differs(row: Row, wish: Wish) -> bool:
    return dict(row.asks) != dict(wish.asks) or row.food_only != wish.food_only
