"""Giving passes out: to booth staff, to those the organiser names, to visitors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.pass_lines import Person
from fairapp.domain.passes import Kind, Role
from fairapp.domain.text import N_, fold
from fairapp.models import Application, Fair, Pass, User
from fairapp.services import allocation
from fairapp.services.accounts import audit
from fairapp.services.passes.keys import wait_in_line
from fairapp.services.passes.press import Press, press_for, set_booths

BOOTH_ROLES = {Role.BOOTH_STAFF.code, Role.EXHIBITOR.code}


@dataclass
class Issued:
    """What issuing for the allocation did. `over` names who found no place within the limit."""

    new: list[Pass] = field(default_factory=list)
    kept: int = 0
    moved: int = 0  # passes whose booth numbers have changed, to be printed again
    over: list[tuple[Application, list[str]]] = field(default_factory=list)
    without_staff: list[Application] = field(default_factory=list)


def issue_for_allocation(fair: Fair, actor: User | None = None) -> Issued:
    """Give every exhibitor's named staff their passes, as far as the limit goes.

    Doing it again gives nothing twice: a person is known by application and name, revoked ones too.
    """
    wait_in_line(fair)
    booths = allocation.map_booths(fair)
    exhibitors = allocation.list_exhibitors(fair)
    if not exhibitors:
        raise Invalid(N_("Chưa có đơn vị nào được xếp gian. Hãy công bố sơ đồ xếp gian trước."))
    press = press_for(fair, Role.BOOTH_STAFF)
    mine = _passes_by_application(fair)
    result = Issued()
    for application in exhibitors:
        _issue_for_one(press, application, booths[application.id], mine.get(application.id, []), result)
    db.session.flush()
    if result.new or result.moved:
        sentence = N_("Cấp %(n)d thẻ nhân viên gian hàng theo sơ đồ xếp gian.")
        audit(actor, "pass.issue", "fair", fair.id, sentence, fair_id=fair.id, n=len(result.new))
    return result


def _issue_for_one(
    press: Press, application: Application, numbers: list[str], known: list[Pass], result: Issued
) -> None:
    joined = ", ".join(numbers)
    for badge in known:
        if badge.booth_numbers != joined and badge.revoked_at is None:
            set_booths(badge, joined)
            result.moved += 1
    has = Counter(fold(badge.holder_name) for badge in known)
    room = limit_of(press.fair, len(numbers)) - sum(badge.revoked_at is None for badge in known)
    left_out = []
    for person in application.staff:
        name = fold(person.name)
        if has[name]:
            has[name] -= 1
            result.kept += 1
        elif room > 0:
            room -= 1
            result.new.append(press.for_booth(application, person.name, joined))
        else:
            left_out.append(person.name)
    if left_out:
        result.over.append((application, left_out))
    if not application.staff and not known:
        result.without_staff.append(application)


def limit_of(fair: Fair, booths: int) -> int:
    """How many people may stand at so many booths."""
    return fair.passes_per_booth * booths


def add_staff(application: Application, name: str, actor: User) -> Pass:
    """A pass for one more person at the booth, named by the exhibitor within the limit."""
    fair = application.fair
    wait_in_line(fair)
    booths = allocation.booths_of(application)
    if not booths:
        raise Invalid(N_("Đơn này chưa được xếp gian nên chưa cấp thẻ được."))
    badges = _passes_by_application(fair, application).get(application.id, [])
    held = [badge for badge in badges if badge.revoked_at is None]
    limit = limit_of(fair, len(booths))
    if len(held) >= limit:
        raise Conflict(
            N_("Đã dùng hết %(limit)d thẻ của gian hàng. Hãy huỷ một thẻ trước khi thêm người."),
            field="name",
            limit=limit,
        )
    if any(fold(badge.holder_name) == fold(name) for badge in held):
        raise Conflict(N_("%(name)s đã có thẻ."), field="name", name=name)
    numbers = allocation.numbers(booths)
    badge = press_for(fair, Role.BOOTH_STAFF).for_booth(application, name, numbers)
    db.session.flush()
    _audit(actor, badge, "add", N_("Thêm thẻ cho %(name)s."), name=name)
    return badge


def add_people(fair: Fair, role: Role, kind: Kind, people: Sequence[Person], actor: User) -> list[Pass]:
    """Passes that the organiser gives out: guests, press, builders, services, vehicles, colleagues."""
    press = press_for(fair, role)
    badges = [press.new(person.name, kind=kind, line=person.line) for person in people]
    db.session.flush()
    sentence = N_("Cấp %(n)d thẻ do ban tổ chức lập.")
    audit(actor, "pass.add", "fair", fair.id, sentence, fair_id=fair.id, n=len(badges), role=role.value)
    return badges


def _passes_by_application(fair: Fair, only: Application | None = None) -> dict[int, list[Pass]]:
    query = select(Pass).where(Pass.fair_id == fair.id, Pass.role.in_([int(code) for code in BOOTH_ROLES]))
    query = query.where(
        Pass.application_id == only.id if only is not None else Pass.application_id.is_not(None)
    )
    found: dict[int, list[Pass]] = {}
    for badge in db.session.scalars(query.order_by(Pass.id)):
        found.setdefault(badge.application_id or 0, []).append(badge)
    return found


def _audit(actor: User | None, badge: Pass, verb: str, sentence: str, **values: object) -> None:
    audit(actor, f"pass.{verb}", "pass", badge.id, sentence, fair_id=badge.fair_id, **values)
