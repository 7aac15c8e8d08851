"""Documents that producers keep on file. Bytes lie under instance/uploads/ by a random name."""

import hashlib
import secrets
from pathlib import Path

from flask import current_app
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session, SessionTransaction, joinedload

from fairapp.db import db
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.producers import PAPER_KINDS
from fairapp.domain.text import N_
from fairapp.domain.uploads import SUFFIXES, MediaType, shown_name
from fairapp.models import Paper, Producer, Product, User
from fairapp.services.producers.intake import take_in

MOST_PAPERS = 60
_DOOMED = "papers to unlink"  # kept with the session until it commits
NO_PAPER = N_("Không có giấy tờ này.")
TOO_MANY = N_("Mỗi chủ thể lưu nhiều nhất %(n)d giấy tờ. Hãy xoá bớt.")


def add_paper(
    producer: Producer,
    actor: User,
    *,
    kind: str,
    filename: str,
    content: bytes,
    product: Product | None = None,
) -> Paper:
    """Keep a file that has been looked into; the name it came with is only ever shown."""
    if kind not in PAPER_KINDS:
        raise Invalid(N_("Hãy chọn loại giấy tờ."), field="kind")
    if count_papers(producer) >= MOST_PAPERS:
        raise Invalid(TOO_MANY, field="file", n=MOST_PAPERS)
    media_type, clean_content = take_in(content)
    paper = Paper(
        producer_id=producer.id,
        product=product,
        kind=kind,
        filename=shown_name(filename, media_type),
        media_type=media_type.value,
        size=len(clean_content),
        sha256=hashlib.sha256(clean_content).hexdigest(),
        stored_name=_store(clean_content, media_type),
        uploaded_by_id=actor.id,
    )
    db.session.add(paper)
    db.session.flush()
    return paper


def list_papers(producer: Producer) -> list[Paper]:
    query = (
        select(Paper)
        .where(Paper.producer_id == producer.id)
        .options(joinedload(Paper.product))
        .order_by(Paper.id.desc())
    )
    return list(db.session.scalars(query))


def count_papers(producer: Producer) -> int:
    return db.session.scalar(select(func.count(Paper.id)).where(Paper.producer_id == producer.id)) or 0


def get_paper(paper_id: int, producer: Producer) -> Paper:
    found = db.session.scalar(select(Paper).where(Paper.id == paper_id, Paper.producer_id == producer.id))
    if found is None:
        raise NotFound(NO_PAPER)
    return found


def remove_paper(paper: Paper) -> None:
    """The row goes now, the bytes once that is certain."""
    db.session().info.setdefault(_DOOMED, []).append(path_of(paper))
    db.session.delete(paper)
    db.session.flush()


def path_of(paper: Paper) -> Path:
    return _folder() / paper.stored_name


@event.listens_for(Session, "after_commit")
def _unlink(session: Session) -> None:
    for path in session.info.pop(_DOOMED, []):
        path.unlink(missing_ok=True)


@event.listens_for(Session, "after_soft_rollback")
def _spare(session: Session, _previous: SessionTransaction) -> None:
    session.info.pop(_DOOMED, None)


def _store(content: bytes, media_type: MediaType) -> str:
    """Write under a name nobody can guess; the place is outside static/, so only a view can serve it."""
    name = secrets.token_urlsafe(24) + SUFFIXES[media_type]
    path = _folder() / name
    path.write_bytes(content)
    path.chmod(0o600)
    return name


def _folder() -> Path:
    folder = Path(current_app.instance_path) / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
