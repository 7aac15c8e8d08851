"""Papers that producers keep on file."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.papers import Belongs, PaperFacts, check_facts
from fairapp.domain.text import N_
from fairapp.domain.uploads import MediaType, shown_name
from fairapp.models import DocumentKind, Paper, Producer, Product, User
from fairapp.services import accounts
from fairapp.services.papers import storing
from fairapp.services.papers.intake import take_in

MOST_PAPERS = 400  # replaced ones too: they are the history
NO_PAPER = N_("Không có giấy tờ này.")
TOO_MANY = N_("Mỗi chủ thể lưu nhiều nhất %(n)d giấy tờ, kể cả bản cũ. Hãy xoá bớt.")
OF_WHICH = N_("Hãy chọn sản phẩm của giấy tờ này.")


@dataclass(frozen=True)
class Sent:
    """A file as it arrived."""

    filename: str
    content: bytes


def add_paper(
    producer: Producer,
    actor: User,
    kind: DocumentKind,
    sent: Sent,
    *,
    product: Product | None = None,
    facts: PaperFacts | None = None,
) -> Paper:
    """Keep a file that has been looked into, in the place of the one before of this kind."""
    about, checked = _check(kind, product, facts or PaperFacts())
    if count_all(producer) >= MOST_PAPERS:
        raise Invalid(TOO_MANY, field="file", n=MOST_PAPERS)
    media_type, content = take_in(sent.content)
    _lock(producer)
    slot = None if kind.many else f"{kind.id}:{about.id if about else 0}"
    replaced = _supersede(producer, slot)
    paper = Paper(
        producer_id=producer.id,
        product=about,
        kind=kind,
        slot=slot,
        filename=shown_name(sent.filename, media_type),
        uploaded_by_id=actor.id,
        **asdict(checked),
        **_kept(content, media_type),
    )
    db.session.add(paper)
    db.session.flush()
    sentence = N_("Gửi bản mới: %(paper)s.") if replaced else N_("Gửi %(paper)s.")
    _audit(actor, paper, "add", sentence)
    return paper


def _check(
    kind: DocumentKind, product: Product | None, facts: PaperFacts
) -> tuple[Product | None, PaperFacts]:
    """What the paper is about and what is written on it, as far as its kind asks."""
    if kind.belongs is Belongs.PRODUCT and product is None:
        raise Invalid(OF_WHICH, field="product")
    today = local_day(now())
    checked = check_facts(facts, asks_facts=kind.asks_facts, expires=kind.expires, today=today)
    return (product if kind.belongs is Belongs.PRODUCT else None), checked


def _kept(content: bytes, media_type: MediaType) -> dict[str, object]:
    """The bytes, stored, and what the row knows of them."""
    return {
        "media_type": media_type.value,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "stored_name": storing.store(content, media_type),
    }


def list_papers(producer: Producer) -> list[Paper]:
    """Those that hold now, the latest first."""
    return list(db.session.scalars(_of(producer).where(Paper.superseded_at.is_(None))))


def list_replaced(producer: Producer) -> list[Paper]:
    """Those that newer ones have replaced, the latest first."""
    return list(db.session.scalars(_of(producer).where(Paper.superseded_at.is_not(None))))


def has_papers(producer: Producer) -> bool:
    return db.session.scalar(select(Paper.id).where(Paper.producer_id == producer.id).limit(1)) is not None


def count_all(producer: Producer) -> int:
    return db.session.scalar(select(func.count(Paper.id)).where(Paper.producer_id == producer.id)) or 0


def get_paper(paper_id: int, producer: Producer) -> Paper:
    found = db.session.scalar(_of(producer).where(Paper.id == paper_id))
    if found is None:
        raise NotFound(NO_PAPER)
    return found


def remove_paper(paper: Paper, actor: User) -> None:
    """The row goes now, the bytes once that is certain."""
    _audit(actor, paper, "remove", N_("Xoá %(paper)s."))
    storing.discard(paper.stored_name)
    db.session.delete(paper)
    db.session.flush()


def path_of(paper: Paper) -> Path:
    return storing.path_of(paper.stored_name)


def title_of(paper: Paper) -> str:
    """As history tells of it: the kind, and the product where it has one."""
    return f"{paper.kind.name} – {paper.product.name}" if paper.product else paper.kind.name


def _of(producer: Producer) -> Select[tuple[Paper]]:
    whole = (joinedload(Paper.kind), joinedload(Paper.product))
    return select(Paper).where(Paper.producer_id == producer.id).options(*whole).order_by(Paper.id.desc())


def _lock(producer: Producer) -> None:
    """Of two who send at once, the second waits and then replaces what the first has sent."""
    db.session.execute(select(Producer.id).where(Producer.id == producer.id).with_for_update())


def _supersede(producer: Producer, slot: str | None) -> bool:
    if slot is None:
        return False
    before = db.session.scalar(
        select(Paper)
        .where(Paper.producer_id == producer.id, Paper.slot == slot)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if before is None:
        return False
    before.slot, before.superseded_at = None, now()
    db.session.flush()  # before the new one takes its place
    return True


def _audit(actor: User, paper: Paper, verb: str, sentence: str) -> None:
    accounts.audit(actor, f"paper.{verb}", "producer", paper.producer_id, sentence, paper=title_of(paper))
