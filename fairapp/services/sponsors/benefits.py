"""The inventory of promises: what was promised, how much of it stands, and how one can tell."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from fairapp.db import db, insert_once
from fairapp.domain import sponsors as rules
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.sponsors import PHOTO_SIDE, BenefitState, Due
from fairapp.domain.text import N_
from fairapp.domain.uploads import MediaType
from fairapp.models import Benefit, BenefitProof, Fair, Sponsor, SponsorPhoto, User
from fairapp.services.papers import intake, storing
from fairapp.services.sponsors import standard
from fairapp.services.sponsors.book import note

NO_SUCH_BENEFIT = N_("Không có quyền lợi này.")
NO_SUCH_PROOF = N_("Không có bằng chứng này.")
NO_PHOTO = N_("Chỉ nhận ảnh JPEG, PNG hoặc HEIC.")
CHANGED = N_("Vừa có người ghi quyền lợi này: đã thực hiện %(n)s. Hãy xem lại rồi ghi tiếp.")


@dataclass(frozen=True)
class BenefitFacts:
    """What was promised, what was delivered, and how one can tell."""

    what: str
    unit: str = ""
    promised: int = 1
    delivered: int = 0
    proof: str = ""
    shortfall: str = ""
    make_good: str = ""
    due_on: date | None = None
    given_up: bool = False
    on_passes: bool = False
    gate_id: int | None = None


@dataclass(frozen=True)
class ProofFacts:
    """A delivery as it was seen. `seen` is the quantity that its form was shown with."""

    id: UUID
    delivered: int
    at: datetime
    place: str = ""
    note: str = ""
    photo: bytes | None = None
    seen: int = 0


@dataclass(frozen=True)
class Task:
    """A promise that somebody still has to do something for."""

    benefit: Benefit
    due: Due


def get_benefit(benefit_id: int, sponsor: Sponsor) -> Benefit:
    found = next((benefit for benefit in sponsor.benefits if benefit.id == benefit_id), None)
    if found is None:
        raise NotFound(NO_SUCH_BENEFIT)
    return found


def get_proof(proof_id: UUID, benefit: Benefit) -> BenefitProof:
    """One that stands; what was struck out is shown to nobody."""
    found = next((proof for proof in proofs_of(benefit) if proof.id == proof_id), None)
    if found is None:
        raise NotFound(NO_SUCH_PROOF)
    return found


def get_photo(sha256: str, sponsor: Sponsor, frozen: Collection[str] = ()) -> SponsorPhoto:
    """A picture of something that this sponsor was given, now or in a frozen report of its own."""
    of_it = (proof.photo for benefit in sponsor.benefits for proof in proofs_of(benefit) if proof.photo)
    if sha256 not in frozen and all(photo.sha256 != sha256 for photo in of_it):
        raise NotFound(NO_SUCH_PROOF)
    known = select(SponsorPhoto).filter_by(fair_id=sponsor.fair_id, sha256=sha256)
    found = db.session.scalar(known)
    if found is None:
        raise NotFound(NO_SUCH_PROOF)
    return found


def read_photos(fair: Fair, digests: Collection[str]) -> dict[str, bytes]:
    """The pictures with these digests, as far as their bytes are still what they were."""
    wanted = select(SponsorPhoto).where(SponsorPhoto.fair_id == fair.id, SponsorPhoto.sha256.in_(digests))
    found = {}
    for photo in db.session.scalars(wanted):
        path = storing.path_of(photo.stored_name)
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() == photo.sha256:
            found[photo.sha256] = content
    return found


def proofs_of(benefit: Benefit) -> list[BenefitProof]:
    return [proof for proof in benefit.proofs if proof.struck_at is None]


def list_tasks(fair: Fair, now: datetime) -> list[Task]:
    """What is still to be delivered, the earliest day first and what has no day last."""
    query = (
        select(Benefit)
        .join(Benefit.sponsor)
        .where(Sponsor.fair_id == fair.id, Benefit.delivered < Benefit.promised, Benefit.given_up.is_(False))
        .options(contains_eager(Benefit.sponsor))
        .order_by(Benefit.due_on.is_(None), Benefit.due_on, Benefit.id)
    )
    today = local_day(now)
    return [Task(benefit, rules.due(benefit.due_on, today)) for benefit in db.session.scalars(query)]


def list_lately_proved(fair: Fair, most: int = 10) -> list[BenefitProof]:
    query = (
        select(BenefitProof)
        .join(BenefitProof.benefit)
        .join(Benefit.sponsor)
        .where(Sponsor.fair_id == fair.id, BenefitProof.struck_at.is_(None))
        .options(
            contains_eager(BenefitProof.benefit).contains_eager(Benefit.sponsor),
            joinedload(BenefitProof.by),
        )
        .order_by(BenefitProof.added_at.desc(), BenefitProof.id)
    )
    return list(db.session.scalars(query.limit(most)))


def promise(actor: User, sponsor: Sponsor, facts: BenefitFacts, now: datetime) -> Benefit:
    benefit = Benefit()
    _write(benefit, sponsor, facts, now)
    sponsor.benefits.append(benefit)
    db.session.flush()
    note(actor, sponsor, "benefit.promise", N_("Thêm quyền lợi của %(name)s: %(what)s."), what=facts.what)
    return benefit


def promise_standard(actor: User, sponsor: Sponsor) -> int:
    """Copy the tier's lines that this sponsor does not have; gives how many."""
    new = standard.give(sponsor)
    if new:
        sentence = N_("Chép %(n)d quyền lợi chuẩn cho %(name)s.")
        note(actor, sponsor, "benefit.standard", sentence, n=new)
    return new


def deliver(actor: User, benefit: Benefit, facts: BenefitFacts, now: datetime) -> None:
    """Say how much of a promise stands, with its proof."""
    former = benefit.delivered
    _write(benefit, benefit.sponsor, facts, now)
    db.session.flush()
    _note_delivery(actor, benefit, former)


def take_photo(content: bytes) -> bytes:
    """A picture made new, without place and device. Slow: not while the database is locked."""
    try:
        kind, picture = intake.take_in(content, longest_side=PHOTO_SIDE)
    except Invalid as refusal:
        refusal.field = "photo"
        raise
    if kind is MediaType.PDF:
        raise Invalid(NO_PHOTO, field="photo")
    return picture


def prove(actor: User, benefit: Benefit, facts: ProofFacts, now: datetime) -> bool:
    """Keep how a delivery can be seen, and how much stands with it. What comes again is known: False."""
    db.session.refresh(benefit, ["delivered"], with_for_update=True)
    if db.session.get(BenefitProof, facts.id) is not None:
        return False
    if facts.seen != benefit.delivered:
        raise Conflict(CHANGED, field="delivered", n=benefit.delivered)
    if facts.photo is None and not facts.place:
        raise Invalid(rules.NEEDS_PLACE, field="place")
    if facts.at > now:
        raise Invalid(rules.NOT_YET, field="at")
    former, benefit.delivered = benefit.delivered, facts.delivered
    benefit.delivered_at = facts.at if facts.delivered else None
    benefit.given_up = False
    proof = BenefitProof(
        id=facts.id,
        delivered=facts.delivered,
        at=facts.at,
        place=facts.place,
        note=facts.note,
        photo=_keep(benefit.sponsor, facts.photo) if facts.photo else None,
        by_id=actor.id,
        added_at=now,
    )
    benefit.proofs.append(proof)
    db.session.flush()
    _note_delivery(actor, benefit, former)
    return True


def strike(actor: User, proof: BenefitProof, now: datetime) -> None:
    """Take out a proof that was entered by mistake; the quantity is mended on its own."""
    proof.struck_at = now
    db.session.flush()
    sentence = N_("Gạch một bằng chứng của %(name)s: %(what)s.")
    note(actor, proof.benefit.sponsor, "benefit.strike", sentence, what=proof.benefit.what)


def take_back(actor: User, benefit: Benefit) -> None:
    """Remove a promise that was entered by mistake."""
    sponsor = benefit.sponsor
    note(actor, sponsor, "benefit.remove", N_("Xoá quyền lợi của %(name)s: %(what)s."), what=benefit.what)
    sponsor.benefits.remove(benefit)
    db.session.flush()


def state_of(benefit: Benefit, fair: Fair) -> BenefitState:
    over = fair.state is FairState.CLOSED
    return rules.benefit_state(benefit.promised, benefit.delivered, over, benefit.given_up)


def _write(benefit: Benefit, sponsor: Sponsor, facts: BenefitFacts, now: datetime) -> None:
    ended = facts.given_up or sponsor.fair.state is FairState.CLOSED
    seen = bool(proofs_of(benefit))
    rules.check_delivery(facts.promised, facts.delivered, facts.proof, facts.shortfall, ended, seen)
    if facts.delivered != (benefit.delivered or 0):
        benefit.delivered_at = now if facts.delivered else None
    benefit.what, benefit.unit, benefit.promised = facts.what, facts.unit, facts.promised
    benefit.delivered, benefit.proof = facts.delivered, facts.proof
    benefit.shortfall, benefit.make_good = facts.shortfall, facts.make_good
    benefit.due_on, benefit.given_up = facts.due_on, facts.given_up
    benefit.on_passes, benefit.gate_id = facts.on_passes, facts.gate_id


def _keep(sponsor: Sponsor, picture: bytes) -> SponsorPhoto:
    """The picture's row: the one with these bytes, or a new one with its file."""
    digest = hashlib.sha256(picture).hexdigest()
    known = select(SponsorPhoto).filter_by(fair_id=sponsor.fair_id, sha256=digest)
    found = db.session.scalar(known)
    if found is None:
        kind = MediaType.PNG if picture.startswith(b"\x89PNG") else MediaType.JPEG
        name = storing.store(picture, kind)
        if not insert_once(SponsorPhoto, fair_id=sponsor.fair_id, sha256=digest, stored_name=name):
            storing.discard(name)
        found = db.session.scalars(known).one()
    return found


def _note_delivery(actor: User, benefit: Benefit, former: int) -> None:
    note(
        actor,
        benefit.sponsor,
        "benefit.deliver",
        N_("%(what)s của %(name)s: từ %(old)s thành %(new)s."),
        what=benefit.what,
        old=f"{former}/{benefit.promised}",
        new=f"{benefit.delivered}/{benefit.promised}",
    )
