"""Fairs as the public sees them."""

from flask import render_template, request

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.fairs import FairKind, Phase
from fairapp.domain.pages import cut
from fairapp.domain.plan_drawing import BoothLook
from fairapp.domain.text import fold
from fairapp.services import allocation, booths, fairs, reports, visitors
from fairapp.web import audiences
from fairapp.web.fairs.said import say_all, say_first
from fairapp.web.labels import choices

bp = audiences.public("fairs", __name__)

PER_PAGE = 24


@bp.get("/fairs")
def index():
    q, kind, year = (request.args.get(name, "") for name in ("q", "kind", "year"))
    rows = fairs.list_public(now())
    years = sorted({row.days[0].year for row in rows if row.days}, reverse=True)
    found = [row for row in rows if _wanted(row, fold(q), kind, year)]
    shown = cut(found, request.args.get("page", 1, type=int), PER_PAGE)
    return render_template(
        "fairs/list.html",
        rows=shown.rows,
        total=shown.total,
        page=shown.page,
        pages=shown.pages,
        q=q,
        kind=kind,
        year=year,
        kinds=[(c.value, c.label) for c in choices(FairKind)],
        years=[(str(y), str(y)) for y in years],
        said={id_: say_first(f) for id_, f in reports.map_reported(row.fair for row in shown.rows).items()},
    )


@bp.get("/fairs/<slug>")
def show(slug):
    fair = fairs.get_public(slug)
    listed = fairs.listed(fair, now())
    plan = allocation.published(fair)
    given = {a.booth_id: a.application_id for a in plan.assignments} if plan else {}
    exhibitors = {a.id: a for a in allocation.list_exhibitors(fair)}
    numbers = allocation.map_booths(fair)
    return render_template(
        "fairs/public.html",
        fair=fair,
        phase=listed.phase,
        days=listed.days,
        hours={site.id: fairs.list_hours(site) for site in fair.sites},
        takes_applications=fairs.takes_applications(fair, now()),
        takes_visitors=visitors.takes_visitors(fair, local_day(now())),
        opens_soon=listed.phase is Phase.UPCOMING and fair.apply_from is not None and fair.apply_from > now(),
        plans=[_plan(site, exhibitors, given) for site in fair.sites if site.hall],
        exhibitors=[(a, numbers.get(a.id, [])) for a in exhibitors.values()],
        said=say_all(reports.list_reported(fair)),
    )


def _plan(site, exhibitors, given):
    """The site's plan with who stands where; a booth without anybody stays plain."""
    looks = {
        booth_id: BoothLook("assigned", title=exhibitors[id_].producer.name, href=f"#exhibitor-{id_}")
        for booth_id, id_ in given.items()
        if id_ in exhibitors  # a plan published between the two readings has others
    }
    return booths.drawing(site, looks)


def _wanted(row, q: str, kind: str, year: str) -> bool:
    return (
        (not q or q in row.fair.folded)
        and (not kind or row.fair.kind == kind)
        and (not year or (bool(row.days) and str(row.days[0].year) == year))
    )
