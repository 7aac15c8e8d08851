"""Producers and their profiles."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db, now
from fairapp.documents import news_messages
from fairapp.documents.news_messages import Entered, Reader
from fairapp.domain.accounts import REGISTRATIONS, Role
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.phones import to_e164
from fairapp.domain.producers import CONSENT_VERSION, check_email, check_name, check_tax_code
from fairapp.domain.text import N_, clean, clean_lines, fold, sort_key
from fairapp.models import Producer, User
from fairapp.services import accounts, notices, places
from fairapp.services.notices import News
from fairapp.services.producers.reaching import contact_of

TOO_MANY = N_("Mạng này vừa lập quá nhiều tài khoản. Hãy chờ 15 phút rồi thử lại.")
GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
NO_PRODUCER = N_("Không có chủ thể này.")


@dataclass(frozen=True)
class Profile:
    """What a producer tells about itself, as typed."""

    kind: ProducerKind
    name: str
    unit_id: str
    commune: str = ""
    address: str = ""
    tax_code: str = ""
    representative: str = ""
    phone: str = ""
    email: str = ""
    story: str = ""


def register(
    *,
    kind: ProducerKind,
    producer_name: str,
    unit_id: str,
    name: str,
    contact: str,
    password: str,
    address: str,
) -> User:
    """An account and its profile in one. A refused try counts too, for its answer tells who has one."""
    accounts.slow_down(f"register:{address}", REGISTRATIONS, TOO_MANY)
    with db.session.begin_nested():
        user = accounts.register(name=name, contact=contact, password=password, role=Role.PRODUCER)
        create_for_user(user, kind=kind, name=producer_name, unit_id=unit_id)
    return user


def create_for_user(user: User, *, kind: ProducerKind, name: str, unit_id: str) -> Producer:
    """The profile of somebody who has just registered and agreed to the processing of these facts."""
    producer = Producer(
        user=user,
        kind=kind,
        unit=places.get_unit_today(unit_id),
        representative=user.name,
        phone=user.phone or "",
        email=user.email or "",
        consent_version=CONSENT_VERSION,
        consent_at=now(),
    )
    rename(producer, check_name(name, "producer_name"))
    db.session.add(producer)
    db.session.flush()
    accounts.audit(
        user,
        "producer.register",
        "producer",
        producer.id,
        N_("Lập hồ sơ chủ thể %(name)s."),
        name=producer.name,
    )
    return producer


def enter(lead: User, profile: Profile, unit_ids: Collection[str]) -> Producer:
    """A producer without a phone, written down by the lead of its province, who asked for its consent."""
    producer = drafted(lead, profile, unit_ids)
    db.session.add(producer)
    db.session.flush()
    record_entered(lead, [producer])
    return producer


def drafted(actor: User, profile: Profile, unit_ids: Collection[str]) -> Producer:
    """The same, judged by every rule and not yet kept."""
    if profile.unit_id not in unit_ids:
        raise Invalid(N_("Chỉ ghi được chủ thể của tỉnh mình phụ trách."), field="unit")
    producer = Producer(entered_by_id=actor.id, consent_version=CONSENT_VERSION, consent_at=now())
    write(producer, profile)
    return producer


def record_entered(actor: User, producers: Collection[Producer]) -> None:
    """One line in the book for each, and a message that somebody else wrote it down."""
    news = []
    # Written once with a gap for the name: ten thousand letters are laid out as fast as one.
    message = news_messages.entered(Reader(GAP, "vi", ""), Entered.PROFILE, actor.role, actor.name)
    for producer in producers:
        accounts.audit(
            actor,
            "producer.enter",
            "producer",
            producer.id,
            N_("Nhập hồ sơ chủ thể %(name)s thay cho đơn vị."),
            name=producer.name,
        )
        subject, body = (text.replace(GAP, producer.name) for text in (message.subject, message.body))
        news.append(News(f"entered-profile:{producer.id}", contact_of(producer), subject, body))
    notices.tell(news)


def change_profile(producer: Producer, profile: Profile) -> None:
    write(producer, profile)
    db.session.flush()


def get_for_user(user: User) -> Producer:
    """The producer that this account acts for."""
    found = find_for_user(user)
    if found is None:
        raise NotFound(NO_PRODUCER)
    return found


def find_for_user(user: User) -> Producer | None:
    if user.role != Role.PRODUCER:
        return None
    return db.session.scalar(select(Producer).where(Producer.user_id == user.id))


def get_without_account(producer_id: int, unit_ids: Collection[str], ids: Collection[int] = ()) -> Producer:
    """A producer for whom a lead acts, by its unit or by name; any other is not found."""
    found = db.session.scalar(_without_account(unit_ids, ids).where(Producer.id == producer_id))
    if found is None:
        raise NotFound(NO_PRODUCER)
    return found


def list_without_account(unit_ids: Collection[str], ids: Collection[int] = ()) -> list[Producer]:
    """The producers of these units, and these, that have nobody to sign in for them."""
    return list(db.session.scalars(_without_account(unit_ids, ids).order_by(Producer.sort_key, Producer.id)))


def _without_account(unit_ids: Collection[str], ids: Collection[int]) -> Select[tuple[Producer]]:
    return (
        select(Producer)
        .where(Producer.user_id.is_(None), or_(Producer.unit_id.in_(unit_ids), Producer.id.in_(ids)))
        .options(joinedload(Producer.unit), selectinload(Producer.products))
    )


def rename(producer: Producer, name: str) -> None:
    """Set the name with what searching and sorting need."""
    producer.name = name
    producer.folded = fold(name)
    producer.sort_key = sort_key(name)


def is_complete(producer: Producer) -> bool:
    """Whether an organiser could find and call this producer."""
    return bool(producer.representative and producer.phone and (producer.commune or producer.address))


def write(producer: Producer, profile: Profile) -> None:
    """Every field, checked and cleaned; the caller flushes."""
    rename(producer, check_name(profile.name))
    producer.kind = profile.kind
    producer.unit = places.get_unit_today(profile.unit_id)
    producer.commune = clean(profile.commune)
    producer.address = clean(profile.address)
    producer.tax_code = check_tax_code(profile.tax_code)
    producer.representative = clean(profile.representative)
    producer.phone = _phone(profile.phone)
    producer.email = check_email(profile.email)
    producer.story = clean_lines(profile.story)


def _phone(typed: str) -> str:
    if not clean(typed):
        return ""
    try:
        return to_e164(typed)
    except Invalid as refusal:
        refusal.field = "phone"
        raise
