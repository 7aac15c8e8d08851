"""Writing a fair down, announcing it, calling it off."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from fairapp.db import db, now
from fairapp.domain import fairs as rules
from fairapp.domain.errors import Conflict, Invalid, Refusal
from fairapp.domain.fairs import Basis, FairKind, FairState, Gap, Readiness
from fairapp.domain.phones import to_e164
from fairapp.domain.text import N_, fold, slug, sort_key
from fairapp.models import AuditEntry, Fair, User
from fairapp.services import accounts, places

MOST_PASSES = 20


@dataclass(frozen=True)
class FairFacts:
    """What an organiser tells about a fair."""

    kind: FairKind
    name: str
    unit_id: str
    organisers: tuple[str, ...]
    theme: str = ""
    basis_kind: Basis = Basis.PROGRAMME
    basis_number: str = ""
    basis_date: date | None = None
    basis_issuer: str = ""
    hotline: str = ""
    passes_per_booth: int = 3
    apply_from: datetime | None = None
    apply_until: datetime | None = None


def create(actor: User, facts: FairFacts) -> Fair:
    """A new draft of the actor's organisation."""
    if actor.organisation_id is None:
        raise Conflict(N_("Tài khoản này chưa gắn với đơn vị tổ chức nào nên chưa lập được hội chợ."))
    fair = Fair(owner_id=actor.organisation_id, state=FairState.DRAFT, slug=free_slug(facts.name))
    _write(fair, facts)
    db.session.add(fair)
    db.session.flush()
    record(actor, fair, "fair.create", N_("Lập bản nháp %(name)s."), name=fair.name)
    return fair


def change(actor: User, fair: Fair, facts: FairFacts) -> None:
    """Correct what was written; the address of the public page stays as it was."""
    require_open_book(fair)
    _write(fair, facts)
    db.session.flush()
    record(actor, fair, "fair.change", N_("Sửa thông tin hội chợ."))


def list_gaps(fair: Fair) -> list[Gap]:
    """What the fair lacks before it can be announced."""
    return rules.gaps(
        Readiness(
            sites=tuple((site.hall_id is not None, bool(site.sessions)) for site in fair.sites),
            basis_number=fair.basis_number,
            basis_date=fair.basis_date,
            basis_issuer=fair.basis_issuer,
            organisers=tuple(fair.organisers),
        )
    )


def announce(actor: User, fair: Fair) -> None:
    """Show the fair to the public."""
    if fair.state is not FairState.DRAFT:
        raise Conflict(N_("Hội chợ này không còn là bản nháp nên không công bố lại được."))
    if gaps := list_gaps(fair):
        raise Invalid(rules.GAP_LABELS[gaps[0]])
    fair.state, fair.announced_at = FairState.ANNOUNCED, now()
    db.session.flush()
    record(actor, fair, "fair.announce", N_("Công bố %(name)s."), name=fair.name)


def cancel(actor: User, fair: Fair, reason: str) -> None:
    """Call the fair off; its halls are free again from this moment."""
    require_open_book(fair)
    if not reason:
        raise Invalid(N_("Hãy ghi lý do huỷ."), field="reason")
    fair.state, fair.cancel_reason = FairState.CANCELLED, reason
    db.session.flush()
    record(actor, fair, "fair.cancel", N_("Huỷ hội chợ. Lý do: %(reason)s"), reason=reason)


def require_open_book(fair: Fair) -> None:
    """Refuse to change a fair that is over for good."""
    if fair.state is FairState.CLOSED:
        raise Conflict(N_("Hội chợ đã khoá sổ nên không sửa được nữa."))
    if fair.state is FairState.CANCELLED:
        raise Conflict(N_("Hội chợ đã huỷ nên không sửa được nữa."))


def free_slug(name: str) -> str:
    """A name for the public address that no other fair has."""
    base = (slug(name) or "hoi-cho")[:100].strip("-")
    taken = set(db.session.scalars(select(Fair.slug).where(Fair.slug.startswith(base, autoescape=True))))
    candidates = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def record(actor: User | None, fair: Fair, action: str, sentence: str, **values: object) -> None:
    """One line in the fair's book."""
    accounts.audit(actor, action, "fair", fair.id, sentence, fair_id=fair.id, **values)


def list_log(fair: Fair, most: int) -> list[AuditEntry]:
    """The latest lines of the fair's book, whichever chapter wrote them."""
    query = select(AuditEntry).where(AuditEntry.fair_id == fair.id)
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(most)))


def _write(fair: Fair, facts: FairFacts) -> None:
    if facts.apply_from and facts.apply_until and facts.apply_until <= facts.apply_from:
        raise Invalid(N_("Hạn cuối nhận đơn phải sau lúc bắt đầu nhận đơn."), field="apply_until")
    if not 1 <= facts.passes_per_booth <= MOST_PASSES:
        raise Invalid(N_("Mỗi gian có từ 1 đến %(n)d thẻ."), field="passes_per_booth", n=MOST_PASSES)
    places.get_unit(facts.unit_id)
    hotline = _read_hotline(facts.hotline)
    for name in ("kind", "name", "unit_id", "theme", "basis_kind", "basis_number", "basis_date"):
        setattr(fair, name, getattr(facts, name))
    for name in ("basis_issuer", "passes_per_booth", "apply_from", "apply_until"):
        setattr(fair, name, getattr(facts, name))
    fair.folded, fair.sort_key = fold(facts.name), sort_key(facts.name)
    fair.organisers, fair.hotline = list(facts.organisers), hotline


def _read_hotline(typed: str) -> str:
    try:
        return to_e164(typed) if typed else ""
    except Refusal as refusal:
        refusal.field = "hotline"
        raise
