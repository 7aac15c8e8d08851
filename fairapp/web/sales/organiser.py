"""Who has answered today, who has not, and what was sold."""

from datetime import date

from flask import render_template, request, url_for
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.pages import cut
from fairapp.domain.sales import DiaryState
from fairapp.services import applications, fairs, sales
from fairapp.web import audiences
from fairapp.web.labels import label
from fairapp.web.sales import pages
from fairapp.web.transaction import commits

bp = audiences.organiser("sales", __name__)

FAIR = "/fairs/<int:fair_id>/sales"
DIARY = FAIR + "/<int:application_id>/<day>"
PAGE = 50


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    day = _day(fair)
    overview = sales.read_overview(fair, day) if day else None
    wanted = {name: request.args.get(name, "") for name in ("q", "unit", "state")}
    sort = request.args.get("sort", "name")
    found = sales.choose(overview, sort=sort, **wanted) if overview else []
    shown = cut(found, request.args.get("page", 1, type=int), PAGE)
    return render_template(
        "sales/index.html",
        fair=fair,
        day=day,
        begun=_is_begun(fair, day),
        day_tabs=[
            (d, f"{d:%d/%m}", url_for("organiser_sales.index", fair_id=fair.id, day=d.isoformat()))
            for d in fairs.days(fair)
        ],
        overview=overview,
        states=DiaryState,
        state_choices=[(state.value, label(state)) for state in DiaryState],
        unit_choices=[(p.name, p.name) for p in overview.provinces] if overview else [],
        lines=shown.rows,
        found=shown.total,
        wanted=wanted,
        sort=sort,
        page=shown.page,
        pages=shown.pages,
    )


@bp.get(DIARY)
def diary_day(fair_id, application_id, day):
    return pages.show(_desk(fair_id, application_id), pages.read_day(day))


@bp.post(DIARY)
@commits
def record(fair_id, application_id, day):
    return pages.record(_desk(fair_id, application_id), pages.read_day(day))


def _desk(fair_id: int, application_id: int) -> pages.Desk:
    fair = fairs.get_for_organiser(fair_id, current_user)
    return pages.Desk(applications.get_for_fair(application_id, fair), bp.name)


def _day(fair) -> date | None:
    """The day asked for, else today, else the last that has begun, else the first."""
    days = fairs.days(fair)
    asked = request.args.get("day", type=date.fromisoformat)
    if asked in days:
        return asked
    past = [day for day in days if day <= local_day(now())]
    return past[-1] if past else next(iter(days), None)


def _is_begun(fair, day: date | None) -> bool:
    opens = [at_local(session.day, session.opens) for session in fairs.sessions(fair) if session.day == day]
    return bool(opens) and min(opens) <= now()
