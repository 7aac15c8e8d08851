"""Where and when to count at a site without gates, and the links of those who do."""

import secrets
from collections import Counter as Tally
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.calendar import at_local, local
from fairapp.domain.counting import MOST_AN_HOUR, Open, draw, needed_counters
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.text import N_, clean
from fairapp.models import Count, Counter, CountPlan, CountPoint, CountSpell, Fair, Gate, Site, User
from fairapp.services import fairs
from fairapp.services.accounts import audit, hash_of

MOST_POINTS = 30
MOST_COUNTERS = 30
HAS_GATES = N_("Địa điểm này đã có cổng, nên số khách lấy từ cổng và không đếm mẫu.")
NO_LINK = N_("Đường dẫn đếm này không dùng được nữa. Hãy xin ban tổ chức đường dẫn mới.")


def list_points(fair: Fair) -> list[CountPoint]:
    query = select(CountPoint).join(Site).where(Site.fair_id == fair.id).order_by(CountPoint.id)
    return list(db.session.scalars(query))


def get_point(fair: Fair, point_id: int) -> CountPoint:
    found = db.session.scalar(
        select(CountPoint).join(Site).where(CountPoint.id == point_id, Site.fair_id == fair.id)
    )
    if found is None:
        raise NotFound(N_("Hội chợ này không có điểm đếm đó."))
    return found


def add_point(site: Site, actor: User, name: str, stand: str) -> CountPoint:
    """A further place where people come in; the plan takes it up when it is drawn anew."""
    _require_no_gates(site)
    fairs.require_open_book(site.fair)
    points = [point for point in list_points(site.fair) if point.site_id == site.id]
    name = clean(name)
    if len(points) >= MOST_POINTS:
        raise Conflict(N_("Một địa điểm có nhiều nhất %(n)d điểm đếm."), n=MOST_POINTS)
    if any(point.name == name for point in points):
        raise Invalid(N_("Địa điểm này đã có điểm đếm tên đó."), field="name")
    point = CountPoint(site_id=site.id, name=name, stand=clean(stand))
    db.session.add(point)
    db.session.flush()
    _note(actor, site, "point", N_("Thêm điểm đếm %(name)s."), name=name)
    return point


def remove_point(point: CountPoint, actor: User) -> None:
    """With its spells; never with what was counted there."""
    site, name = point.site, point.name
    fairs.require_open_book(site.fair)
    counted = select(Count.id).join(CountSpell).where(CountSpell.point_id == point.id).limit(1)
    if db.session.scalar(counted):
        raise Conflict(N_("Đã có ca đếm ở điểm này nên không xoá được."))
    db.session.delete(point)
    db.session.flush()
    _note(actor, site, "point", N_("Xoá điểm đếm %(name)s."), name=name)


def sites_with_gates(fair: Fair) -> set[int]:
    """Their visitors come from their gates."""
    return set(db.session.scalars(select(Gate.site_id).join(Site).where(Site.fair_id == fair.id)))


def plans_of(fair: Fair) -> dict[int, CountPlan]:
    """By site."""
    query = select(CountPlan).join(Site).where(Site.fair_id == fair.id)
    return {plan.site_id: plan for plan in db.session.scalars(query)}


def draw_plan(site: Site, actor: User, an_hour: int, counters: int) -> CountPlan:
    """Draw the spells that are still to come; what was counted or should have been stays as it is.

    The site's row is locked: of two draws at once the second begins when the first is done.
    """
    _require_no_gates(site)
    fairs.require_open_book(site.fair)
    points = [point.id for point in list_points(site.fair) if point.site_id == site.id]
    _judge(len(points), an_hour, counters)
    db.session.execute(select(Site.id).where(Site.id == site.id).with_for_update())
    moment, seed = now(), secrets.token_hex(8)
    plan = db.session.get(CountPlan, site.id) or CountPlan(site_id=site.id)
    plan.an_hour, plan.counters, plan.seed, plan.drawn_at = an_hour, counters, seed, moment
    db.session.add(plan)
    coming = (
        select(CountSpell.id)
        .outerjoin(Count)
        .where(CountSpell.point_id.in_(points), CountSpell.begins_at > moment, Count.id.is_(None))
    )
    db.session.execute(delete(CountSpell).where(CountSpell.id.in_(coming)))
    hours = [Open(session.day, session.opens, session.closes) for session in site.sessions]
    for spell in draw(points, hours, an_hour, counters, seed):
        begins = at_local(spell.begins.date(), spell.begins.time())
        if begins > moment:
            db.session.add(CountSpell(point_id=spell.point, begins_at=begins, counter=spell.counter + 1))
    db.session.flush()
    _note(
        actor,
        site,
        "plan",
        N_("Rút thăm lịch đếm: %(n)d ca mỗi giờ, %(c)d người đếm."),
        n=an_hour,
        c=counters,
    )
    return plan


def _judge(points: int, an_hour: int, counters: int) -> None:
    if not points:
        raise Conflict(N_("Hãy thêm điểm đếm trước khi rút thăm lịch đếm."))
    if not 1 <= an_hour <= MOST_AN_HOUR:
        raise Invalid(N_("Mỗi điểm đếm từ 1 đến %(n)d ca mỗi giờ."), field="an_hour", n=MOST_AN_HOUR)
    needed = needed_counters(points, an_hour)
    if not needed <= counters <= MOST_COUNTERS:
        sentence = N_("Số ca này cần từ %(n)d đến %(most)d người đếm.")
        raise Invalid(sentence, field="counters", n=needed, most=MOST_COUNTERS)


def list_spells(site: Site, day: date) -> list[CountSpell]:
    """A day's spells with their points and counts, in the order of time."""
    start = at_local(day, datetime.min.time())
    query = (
        select(CountSpell)
        .join(CountPoint)
        .where(CountPoint.site_id == site.id)
        .where(CountSpell.begins_at >= start, CountSpell.begins_at < start + timedelta(days=1))
        .options(joinedload(CountSpell.point), joinedload(CountSpell.count))
        .order_by(CountSpell.begins_at, CountSpell.counter)
    )
    return list(db.session.scalars(query))


def day_of(spell: CountSpell) -> date:
    return local(spell.begins_at).date()


def tally_days(fair: Fair) -> dict[tuple[int, date], tuple[int, int]]:
    """{(site, day): (spells, of which counted)}, by one statement."""
    query = (
        select(CountPoint.site_id, CountSpell.begins_at, Count.id)
        .join(CountPoint, CountPoint.id == CountSpell.point_id)
        .join(Site, Site.id == CountPoint.site_id)
        .outerjoin(Count, (Count.spell_id == CountSpell.id) & Count.struck_at.is_(None))
        .where(Site.fair_id == fair.id)
    )
    spells: Tally[tuple[int, date]] = Tally()
    counted: Tally[tuple[int, date]] = Tally()
    for site, begins, count in db.session.execute(query):
        key = site, local(begins).date()
        spells[key] += 1
        counted[key] += count is not None
    return {key: (n, counted[key]) for key, n in sorted(spells.items())}


# ---- those who count


def list_counters(fair: Fair) -> dict[tuple[int, int], Counter]:
    """Those who have a link, by site and number."""
    rows = db.session.scalars(select(Counter).join(Site).where(Site.fair_id == fair.id))
    return {(row.site_id, row.number): row for row in rows}


def make_link(site: Site, number: int, actor: User) -> str:
    """A secret for one who counts; the one made before for that number ends."""
    fairs.require_open_book(site.fair)
    plan = db.session.get(CountPlan, site.id)
    if plan is None or not 1 <= number <= plan.counters:
        raise NotFound(N_("Lịch đếm không có người đếm số đó."))
    code = secrets.token_urlsafe(24)
    row = db.session.scalar(select(Counter).filter_by(site_id=site.id, number=number))
    if row is None:
        row = Counter(site_id=site.id, number=number)
        db.session.add(row)
    row.code_hash, row.linked_at = hash_of(code), now()
    db.session.flush()
    _note(actor, site, "link", N_("Tạo đường dẫn cho người đếm số %(n)d."), n=number)
    return code


def get_counter(code: str) -> Counter:
    """Whoever holds the link."""
    query = select(Counter).where(Counter.code_hash == hash_of(code))
    found = db.session.scalar(query.options(joinedload(Counter.site).joinedload(Site.fair)))
    if found is None:
        raise NotFound(NO_LINK)
    return found


def _require_no_gates(site: Site) -> None:
    if db.session.scalar(select(Gate.id).where(Gate.site_id == site.id).limit(1)):
        raise Conflict(HAS_GATES)


def _note(actor: User, site: Site, what: str, sentence: str, **values: object) -> None:
    audit(actor, f"count.{what}", "site", site.id, sentence, fair_id=site.fair_id, **values)
