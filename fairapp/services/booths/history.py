"""A plan's past: who did what, there and back again, versions with names and what lies between two."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db, insert_once, now
from fairapp.domain import plan_history
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.plan_history import Change, Clash, Facts, Name, StepFacts
from fairapp.domain.text import N_, clean
from fairapp.models import PlanSave, PlanStep, Site, User
from fairapp.services.booths.rewriting import rewrite
from fairapp.services.booths.steps import plan_of, state, step

LONGEST_NAME = 80
MOST_SAVES = 100


@dataclass(frozen=True)
class Between:
    """What differs between two versions of a plan; `old` and `new` tell the things by name."""

    changes: Sequence[Change]
    old: dict[Name, Facts]
    new: dict[Name, Facts]


def list_steps(site: Site, *, after: int = 0, most: int | None = None) -> list[PlanStep]:
    """The steps after a version, the latest first."""
    query = (
        select(PlanStep)
        .options(joinedload(PlanStep.actor))
        .where(PlanStep.site_id == site.id, PlanStep.version > after)
        .order_by(PlanStep.version.desc())
        .limit(most)
    )
    return list(db.session.scalars(query))


def count_steps(site: Site) -> int:
    query = select(func.count()).select_from(PlanStep).where(PlanStep.site_id == site.id)
    return db.session.scalar(query) or 0


def what_next(actor: User, site: Site) -> tuple[PlanStep | None, PlanStep | None]:
    """The step that this person would undo, and the one that they would do again."""
    query = select(PlanStep.version, PlanStep.turns, PlanStep.undone).where(
        PlanStep.site_id == site.id, PlanStep.actor_id == actor.id
    )
    own = [StepFacts(*row) for row in db.session.execute(query.order_by(PlanStep.version))]
    back, forth = plan_history.to_undo(own), plan_history.to_redo(own)
    return (get_step(site, back.version) if back else None, get_step(site, forth.version) if forth else None)


def get_step(site: Site, version: int) -> PlanStep:
    query = (
        select(PlanStep)
        .options(joinedload(PlanStep.actor))
        .where(PlanStep.site_id == site.id, PlanStep.version == version)
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(N_("Sơ đồ này không có bước đó."))
    return found


def undo(actor: User, site: Site, *, seen: int | None = None) -> None:
    """Take back this person's latest step; what others did in between stays."""
    with step(actor, site, seen) as taken:
        last, _next = what_next(actor, site)
        if last is None:
            raise Invalid(N_("Không còn bước nào để hoàn tác."))
        _turn(site, plan_history.inverse(plan_history.read(last.changes)))
        last.undone, taken.turns = True, last.version
        taken.tell("plan.undo", N_("Hoàn tác một bước trên sơ đồ %(site)s."))


def redo(actor: User, site: Site, *, seen: int | None = None) -> None:
    """Do again what this person took back last."""
    with step(actor, site, seen) as taken:
        _last, following = what_next(actor, site)
        if following is None:
            raise Invalid(N_("Không còn bước nào để làm lại."))
        _turn(site, plan_history.read(following.changes))
        following.undone, taken.turns = False, following.version
        taken.tell("plan.redo", N_("Làm lại một bước trên sơ đồ %(site)s."))


def restore(actor: User, site: Site, version: int, *, seen: int | None = None) -> None:
    """Make the plan as it was at a version. It is a step like any other and can be undone."""
    with step(actor, site, seen) as taken:
        _require_past(site, version)
        here = state(site)
        rewrite(site, here, _at(site, version, here))
        taken.tell("plan.restore", N_("Trở lại bản thứ %(version)d của sơ đồ %(site)s."), version=version)


def save_version(actor: User, site: Site, name: str) -> PlanSave:
    """Give the plan as it stands a name."""
    name = clean(name)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Invalid(N_("Tên bản lưu có từ 1 đến %(n)d ký tự."), field="name", n=LONGEST_NAME)
    if len(list_saves(site)) >= MOST_SAVES:
        raise Invalid(N_("Mỗi sơ đồ lưu nhiều nhất %(n)d bản."), field="name", n=MOST_SAVES)
    values = {"version": plan_of(site).version, "name": name, "actor_id": actor.id, "at": now()}
    if not insert_once(PlanSave, site_id=site.id, **values):
        raise Conflict(N_("Đã có bản lưu tên %(name)s."), field="name", name=name)
    query = select(PlanSave).where(PlanSave.site_id == site.id, PlanSave.name == name)
    return db.session.scalars(query).one()


def list_saves(site: Site) -> list[PlanSave]:
    query = (
        select(PlanSave)
        .options(joinedload(PlanSave.actor))
        .where(PlanSave.site_id == site.id)
        .order_by(PlanSave.id.desc())
    )
    return list(db.session.scalars(query))


def compare(site: Site, old: int, new: int | None = None) -> Between:
    """What lies between two versions; without a second one, between the first and the plan as it stands."""
    here = state(site)
    then = _at(site, old, here)
    later = here if new is None else _at(site, new, here)
    return Between(plan_history.differences(then, later), then, later)


def _turn(site: Site, changes: Sequence[Change]) -> None:
    here = state(site)
    try:
        wanted = plan_history.apply(here, changes)
    except Clash as clash:
        names = ", ".join(_called(here, name) for name in clash.names[:6])
        raise Conflict(
            N_("%(names)s đã được sửa sau bước đó, nên không hoàn tác được. Hãy sửa trực tiếp."), names=names
        ) from None
    rewrite(site, here, wanted)


def _called(state: dict[Name, Facts], name: Name) -> str:
    facts = state.get(name, {})
    return str(
        facts.get("file")
        or facts.get("number")
        or facts.get("code")
        or facts.get("label")
        or facts.get("kind")
        or name.key
    )


def _at(site: Site, version: int, here: dict[Name, Facts]) -> dict[Name, Facts]:
    """What an underlay that is gone lay like is no part of it: its file is gone too."""
    steps = list_steps(site, after=version)
    found = plan_history.back(here, [plan_history.read(step.changes) for step in steps])
    return {name: facts for name, facts in found.items() if name.what != "underlay" or name in here}


def _require_past(site: Site, version: int) -> None:
    if not 0 <= version < plan_of(site).version:
        raise NotFound(N_("Sơ đồ này không có bước đó."))
