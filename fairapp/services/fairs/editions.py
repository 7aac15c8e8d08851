"""Holding a fair again: the last edition copied with every date moved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fairapp.db import db
from fairapp.domain import editions
from fairapp.domain.editions import Shift
from fairapp.domain.errors import Refusal
from fairapp.domain.fairs import FairState, Hold
from fairapp.domain.text import N_, fold, sort_key
from fairapp.models import Fair, OpeningSession, Site, User
from fairapp.services.fairs.listing import days
from fairapp.services.fairs.preparing import free_slug, record
from fairapp.services.fairs.sites import SiteFacts, add_site


@dataclass(frozen=True)
class Edition:
    """The new fair, and which of its sites stands for which old one: the plan follows these pairs."""

    fair: Fair
    sites: tuple[tuple[Site, Site], ...]  # (old, new)


def plan_shift(fair: Fair, first: date) -> Shift:
    """How the days of this fair would move."""
    return editions.shift(days(fair), first)


def clone(actor: User, fair: Fair, *, name: str, first: date) -> Edition:
    """A draft with the same sites and sessions on moved dates, its halls held tentatively."""
    shift = plan_shift(fair, first)
    new = Fair(owner_id=fair.owner_id, previous_id=fair.id, state=FairState.DRAFT, slug=free_slug(name))
    _copy_facts(fair, new, shift.by)
    new.name, new.folded, new.sort_key = name, fold(name), sort_key(name)
    db.session.add(new)
    db.session.flush()
    pairs = tuple((site, _copy_site(actor, site, new, shift.by)) for site in fair.sites)
    record(actor, new, "fair.clone", N_("Lập từ lần tổ chức trước: %(previous)s."), previous=fair.name)
    return Edition(new, pairs)


def _copy_facts(old: Fair, new: Fair, by: timedelta) -> None:
    """Not the legal basis: each edition has a decision of its own."""
    new.kind, new.theme, new.unit_id, new.hotline = old.kind, old.theme, old.unit_id, old.hotline
    new.organisers, new.passes_per_booth = list(old.organisers), old.passes_per_booth
    new.basis_kind, new.basis_issuer = old.basis_kind, old.basis_issuer
    new.apply_from, new.apply_until = _moved(old.apply_from, by), _moved(old.apply_until, by)


def _moved(moment: datetime | None, by: timedelta) -> datetime | None:
    return moment + by if moment else None


def _copy_site(actor: User, old: Site, fair: Fair, by: timedelta) -> Site:
    facts = SiteFacts(old.name, old.hall_id, Hold.TENTATIVE, old.build_from + by, old.clear_by + by)
    try:
        site = add_site(actor, fair, facts)
    except Refusal as refusal:
        refusal.field = "first"  # the only thing asked for here
        raise
    site.sessions = [OpeningSession(day=s.day + by, opens=s.opens, closes=s.closes) for s in old.sessions]
    db.session.flush()
    return site
