"""Finding passes: by the organiser, the exhibitor, the holder's secret link, or the code on a badge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.pages import Page, place
from fairapp.domain.pass_standing import Standing, standing
from fairapp.domain.passes import Kind, Role, Token, is_signed_by, read_code
from fairapp.domain.printed_ids import parse_printed_id
from fairapp.domain.text import N_, fold
from fairapp.models import Application, Assignment, Fair, FairKey, Pass, Site
from fairapp.services.allocation import published_rows

PAGE = 50
NO_PASS = N_("Không có thẻ này.")
VEHICLE = "vehicle"


class Heap(StrEnum):
    """What the organiser looks for in the list."""

    UNPRINTED = "unprinted"
    REVOKED = "revoked"
    NO_BOOTH = "no_booth"  # staff of somebody who no longer has a booth


HEAP_LABELS = {
    Heap.UNPRINTED: N_("Chưa in"),
    Heap.REVOKED: N_("Đã thu hồi"),
    Heap.NO_BOOTH: N_("Đơn vị không còn gian"),
}


@dataclass(frozen=True)
class Wanted:
    """`role` is a Role, VEHICLE, or empty; visitors are a chapter of their own and only here when named."""

    q: str = ""
    role: str = ""
    heap: Heap | None = None
    sort: str = "name"
    page: int = 1


@dataclass(frozen=True)
class Counts:
    valid: int
    unprinted: int
    revoked: int
    no_booth: int
    roles: dict[str, int]  # valid passes by role or VEHICLE


def get_for_fair(pass_id: int, fair: Fair) -> Pass:
    return _get(Pass.id == pass_id, Pass.fair_id == fair.id)


def get_for_application(pass_id: int, application: Application) -> Pass:
    return _get(Pass.id == pass_id, Pass.application_id == application.id)


def get_by_link(link: str) -> Pass:
    """The pass whose holder this secret address was given to."""
    return _get(Pass.link == link)


def list_for_application(application: Application) -> list[Pass]:
    """An exhibitor's passes that hold, in the order of names."""
    query = (
        _whole()
        .where(Pass.application_id == application.id, Pass.revoked_at.is_(None))
        .order_by(Pass.sort_key, Pass.id)
    )
    return list(db.session.scalars(query))


def count_for_application(application: Application) -> int:
    """How many people have a pass to this exhibitor's booth."""
    holding = (Pass.application_id == application.id, Pass.revoked_at.is_(None))
    return db.session.scalar(select(func.count(Pass.id)).where(*holding)) or 0


def list_for_fair(fair: Fair, wanted: Wanted) -> Page[Pass]:
    """One page of the organiser's list."""
    conditions = _conditions(fair, wanted)
    total = db.session.scalar(select(func.count(Pass.id)).where(*conditions)) or 0
    page, pages = place(total, wanted.page, PAGE)
    query = select(Pass).where(*conditions).order_by(*_order(wanted.sort))
    return Page(list(db.session.scalars(query.limit(PAGE).offset((page - 1) * PAGE))), total, page, pages)


def list_all(fair: Fair, wanted: Wanted) -> list[Pass]:
    """The organiser's list without its pages, to take away."""
    query = select(Pass).where(*_conditions(fair, wanted)).order_by(*_order(wanted.sort))
    return list(db.session.scalars(query))


def list_to_print(fair: Fair, wanted: Wanted) -> list[Pass]:
    """Every valid pass of a selection, in the order in which badges are handed out: by unit, then name."""
    order = (Pass.role, Pass.holder_line, Pass.booth_numbers, Pass.sort_key, Pass.id)
    conditions = [*_conditions(fair, wanted), Pass.revoked_at.is_(None)]
    return list(db.session.scalars(select(Pass).where(*conditions).order_by(*order)))


def list_by_ids(fair: Fair, ids: Sequence[int]) -> list[Pass]:
    """These passes of the fair, in the given order; one that is not there refuses all."""
    if not ids:
        raise Invalid(N_("Chưa chọn thẻ nào để in."))
    found = {
        badge.id: badge
        for badge in db.session.scalars(_whole().where(Pass.fair_id == fair.id, Pass.id.in_(ids)))
    }
    if set(ids) - found.keys():
        raise NotFound(NO_PASS)
    return [found[i] for i in ids]


def counts(fair: Fair) -> Counts:
    """How a fair's passes stand, visitors left out."""
    mine = [Pass.fair_id == fair.id, Pass.role != int(Role.VISITOR.code)]
    valid = Pass.revoked_at.is_(None)
    query = select(
        func.count(case((valid, 1))),
        func.count(case((valid & Pass.printed_at.is_(None), 1))),
        func.count(case((~valid, 1))),
        func.count(case((valid & _without_booth(fair), 1))),
    ).where(*mine)
    by_role = select(Pass.role, Pass.kind, func.count()).where(*mine, valid).group_by(Pass.role, Pass.kind)
    roles: dict[str, int] = {}
    for role, kind, n in db.session.execute(by_role):
        name = VEHICLE if kind == Kind.VEHICLE else _role_name(role)
        roles[name] = roles.get(name, 0) + n
    return Counts(*db.session.execute(query).one(), roles)


def read_public(code: str, today: date) -> tuple[Standing, Pass | None]:
    """How a scanned code stands, and its pass where there is one. A typed id proves nothing here."""
    token = read_code(code)
    if not isinstance(token, Token):
        raise NotFound(N_("Đây không phải mã thẻ của hội chợ."))
    badge = db.session.scalar(
        _whole().where(Pass.number == token.body.number, Pass.fair_id == token.body.fair)
    )
    key = db.session.scalar(
        select(FairKey).where(FairKey.fair_id == token.body.fair, FairKey.key_id == token.body.key)
    )
    found = standing(
        token.body,
        signed=key is not None and is_signed_by(token, key.public_key),
        issue_now=badge.issue if badge else None,
        revoked=badge is not None and badge.revoked_at is not None,
        key_refused=key is not None and key.refused_at is not None,
        today=today,
    )
    return found, badge if found is not Standing.FORGED else None


def _role_name(code: int) -> str:
    return next(role.value for role in Role if role.code == code)


def _get(*conditions: ColumnElement[bool]) -> Pass:
    found = db.session.scalar(_whole().where(*conditions))
    if found is None:
        raise NotFound(NO_PASS)
    return found


def _whole() -> Select[tuple[Pass]]:
    sites = joinedload(Pass.fair).selectinload(Fair.sites)
    return select(Pass).options(
        sites.selectinload(Site.sessions),
        sites.joinedload(Site.hall),
        joinedload(Pass.application).joinedload(Application.producer),
        selectinload(Pass.visitor),
    )


def _conditions(fair: Fair, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [Pass.fair_id == fair.id, *_of_role(wanted.role)]
    if wanted.q:
        number = parse_printed_id(wanted.q)
        folded = Pass.folded.contains(fold(wanted.q), autoescape=True)
        conditions.append(folded if number is None else Pass.number == number)
    if wanted.heap == Heap.UNPRINTED:
        conditions += [Pass.printed_at.is_(None), Pass.revoked_at.is_(None)]
    elif wanted.heap == Heap.REVOKED:
        conditions.append(Pass.revoked_at.is_not(None))
    elif wanted.heap == Heap.NO_BOOTH:
        conditions += [_without_booth(fair), Pass.revoked_at.is_(None)]
    return conditions


def _of_role(role: str) -> list[ColumnElement[bool]]:
    if role == VEHICLE:
        return [Pass.kind == int(Kind.VEHICLE)]
    if role in set(Role):
        return [Pass.role == int(Role(role).code), Pass.kind == int(Kind.PERSON)]
    return [Pass.role != int(Role.VISITOR.code)]


def _without_booth(fair: Fair) -> ColumnElement[bool]:
    placed = published_rows(fair.id).with_only_columns(Assignment.application_id).order_by(None)
    return Pass.application_id.is_not(None) & Pass.application_id.not_in(placed)


def _order(sort: str) -> list[ColumnElement]:
    columns: dict[str, list] = {
        "name": [Pass.sort_key],
        "line": [Pass.holder_line, Pass.sort_key],
        "role": [Pass.role, Pass.sort_key],
        "issued": [Pass.issued_at],
    }
    chosen = columns.get(sort.removeprefix("-"), columns["name"])
    first = chosen[0].desc() if sort.startswith("-") else chosen[0].asc()
    return [first, *chosen[1:], Pass.id]
