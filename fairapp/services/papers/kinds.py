"""Kinds of papers: those of the house, and those that an organisation has added for its fairs."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, or_, select

from fairapp.db import db, now
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.papers import Belongs, Kind
from fairapp.domain.text import N_, clean, clean_lines, fold
from fairapp.models import DocumentKind, Fair, User
from fairapp.services import accounts

NO_KIND = N_("Không có loại giấy tờ này.")
LONGEST_NAME = 120
LONGEST_EXPLANATION = 600
MOST_MONTHS = 240
MOST_KINDS = 40


@dataclass(frozen=True)
class KindFacts:
    """A kind as an organiser describes it."""

    name: str
    name_en: str = ""
    explanation: str = ""
    explanation_en: str = ""
    belongs: Belongs = Belongs.PRODUCER
    asks_facts: bool = False
    expires: bool = False
    valid_months: int | None = None


def list_for_organisation(organisation_id: int | None) -> list[DocumentKind]:
    """What its fairs may ask for: the kinds of the house, then its own."""
    return _list(or_(DocumentKind.organisation_id.is_(None), DocumentKind.organisation_id == organisation_id))


def list_offered() -> list[DocumentKind]:
    """What a producer may send: of the house, and of those who hold fairs that have been announced."""
    holds = exists().where(Fair.owner_id == DocumentKind.organisation_id, Fair.state == FairState.ANNOUNCED)
    return _list(or_(DocumentKind.organisation_id.is_(None), holds))


def get_offered(kind_id: int | None) -> DocumentKind:
    """One of the kinds above; anything else is refused at its field."""
    found = next((kind for kind in list_offered() if kind.id == kind_id), None)
    if found is None:
        raise Invalid(N_("Hãy chọn loại giấy tờ."), field="kind")
    return found


def get_of_house(code: str) -> DocumentKind:
    return db.session.scalars(select(DocumentKind).where(DocumentKind.code == code)).one()


def get_own(kind_id: int, user: User) -> DocumentKind:
    """A kind that the user's organisation has added; any other is not found."""
    found = db.session.scalar(
        select(DocumentKind).where(
            DocumentKind.id == kind_id,
            DocumentKind.organisation_id == user.organisation_id,
            DocumentKind.retired_at.is_(None),
        )
    )
    if found is None or found.organisation_id is None:
        raise NotFound(NO_KIND)
    return found


def add_kind(actor: User, facts: KindFacts) -> DocumentKind:
    if actor.organisation_id is None:
        raise Conflict(N_("Tài khoản này chưa gắn với đơn vị tổ chức nào."))
    own = [kind for kind in list_for_organisation(actor.organisation_id) if kind.organisation_id]
    if len(own) >= MOST_KINDS:
        raise Invalid(N_("Mỗi đơn vị thêm nhiều nhất %(n)d loại giấy tờ."), field="name", n=MOST_KINDS)
    kind = DocumentKind(organisation_id=actor.organisation_id)
    _write(kind, facts)
    db.session.add(kind)
    db.session.flush()
    _audit(actor, kind, "add", N_("Thêm loại giấy tờ %(name)s."))
    return kind


def change_kind(actor: User, kind: DocumentKind, facts: KindFacts) -> None:
    """Papers on file keep the kind; to whom it belongs is settled once, for they hang on that."""
    if facts.belongs is not kind.belongs:
        raise Conflict(
            N_("Không đổi được giấy tờ thuộc chủ thể hay sản phẩm. Hãy thêm một loại khác."), field="belongs"
        )
    _write(kind, facts)
    db.session.flush()
    _audit(actor, kind, "change", N_("Sửa loại giấy tờ %(name)s."))


def retire_kind(actor: User, kind: DocumentKind) -> None:
    """No longer offered or asked for; papers of it stay on file."""
    kind.retired_at = now()
    db.session.flush()
    _audit(actor, kind, "retire", N_("Thôi dùng loại giấy tờ %(name)s."))


def rule_of(kind: DocumentKind) -> Kind:
    """The kind as the rules look at it."""
    return Kind(kind.id, kind.names, kind.belongs, kind.certifies, kind.many, kind.expires)


def _list(condition: ColumnElement[bool]) -> list[DocumentKind]:
    query = (
        select(DocumentKind)
        .where(condition, DocumentKind.retired_at.is_(None))
        .order_by(DocumentKind.position, DocumentKind.id)
    )
    return list(db.session.scalars(query))


def _write(kind: DocumentKind, facts: KindFacts) -> None:
    name = clean(facts.name)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(N_("Tên từ 1 đến %(n)d ký tự."), field="name", n=LONGEST_NAME)
    with db.session.no_autoflush:
        taken = {fold(k.name) for k in list_for_organisation(kind.organisation_id) if k is not kind}
    if fold(name) in taken:
        raise Conflict(N_("Đã có loại giấy tờ mang tên này."), field="name")
    if facts.valid_months is not None and not 1 <= facts.valid_months <= MOST_MONTHS:
        raise Invalid(N_("Thời hạn từ 1 đến %(n)d tháng."), field="valid_months", n=MOST_MONTHS)
    kind.name, kind.name_en = name, clean(facts.name_en)[:LONGEST_NAME]
    kind.explanation = clean_lines(facts.explanation)[:LONGEST_EXPLANATION]
    kind.explanation_en = clean_lines(facts.explanation_en)[:LONGEST_EXPLANATION]
    kind.belongs = facts.belongs
    kind.expires = facts.expires
    kind.asks_facts = facts.asks_facts or facts.expires
    kind.valid_months = facts.valid_months if facts.expires else None


def _audit(actor: User, kind: DocumentKind, verb: str, sentence: str) -> None:
    accounts.audit(actor, f"document_kind.{verb}", "document_kind", kind.id, sentence, name=kind.name)
