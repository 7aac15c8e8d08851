"""Sponsors with their promises and proofs, and what exhibitors said: facts of a fair's snapshot."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fairapp.db import db
from fairapp.domain import calendar, facts as f
from fairapp.domain.sponsor_sheet import AGAIN
from fairapp.models import Application, Benefit, BenefitProof, Fair, Feedback, Sponsor
from fairapp.services.sponsors import proofs_of


def sponsors(fair: Fair) -> tuple[f.SponsorFact, ...]:
    proofs = selectinload(Sponsor.benefits).subqueryload(Benefit.proofs).joinedload(BenefitProof.photo)
    query = select(Sponsor).where(Sponsor.fair_id == fair.id).options(proofs)
    return tuple(
        f.SponsorFact(
            id=sponsor.id,
            name=sponsor.name,
            tier=sponsor.tier.value,
            contribution=sponsor.contribution,
            in_kind=sponsor.in_kind,
            goals=sponsor.goals,
            benefits=tuple(_benefit(benefit) for benefit in sponsor.benefits),
        )
        for sponsor in db.session.scalars(query)
    )


def feedback(fair: Fair) -> tuple[f.FeedbackFact, ...]:
    """How often each answer was given. Asked of the database: the chapter itself comes later."""
    query = select(Feedback).join(Feedback.application).where(Application.fair_id == fair.id)
    given: Counter[tuple[str, str]] = Counter()
    for row in db.session.scalars(query):
        given.update((aspect.value, str(points)) for aspect, points in row.answer.points.items())
        if row.again is not None:
            given[AGAIN, row.again.value] += 1
    return tuple(f.FeedbackFact(aspect, answer, n) for (aspect, answer), n in given.items())


def _benefit(benefit: Benefit) -> f.BenefitFact:
    return f.BenefitFact(
        what=benefit.what,
        unit=benefit.unit,
        promised=benefit.promised,
        delivered=benefit.delivered,
        proof=benefit.proof,
        shortfall=benefit.shortfall,
        make_good=benefit.make_good,
        delivered_on=calendar.local_day(benefit.delivered_at) if benefit.delivered_at else None,
        due_on=benefit.due_on,
        given_up=benefit.given_up,
        on_passes=benefit.on_passes,
        gate=benefit.gate_id,
        proofs=tuple(_proof(proof) for proof in proofs_of(benefit)),
    )


def _proof(proof: BenefitProof) -> f.ProofFact:
    at = calendar.local(proof.at)
    return f.ProofFact(
        day=at.date(),
        clock=calendar.format_time(at.time()),
        delivered=proof.delivered,
        place=proof.place,
        note=proof.note,
        photo=proof.photo.sha256 if proof.photo else "",
    )
