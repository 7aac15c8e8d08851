"""Where a plan comes from, for anybody: the rule announced, the seed and the hashes."""

import json
from io import BytesIO

from flask import render_template, send_file

from fairapp.domain.allocation.objective import Line, Term
from fairapp.models import AllocationPlan
from fairapp.services import allocation, fairs
from fairapp.services.allocation import rules
from fairapp.web import audiences

bp = audiences.public("allocation", __name__)


@bp.get("/fairs/<slug>/allocation-rule")
def show(slug):
    fair = fairs.get_public(slug)
    plan = allocation.published(fair)
    run = plan.run if plan else None
    return render_template(
        "allocation/rule.html",
        fair=fair,
        rule=rules.rule_of(fair),
        announced=rules.list_announcements(fair),
        first_run_at=rules.first_run_at(fair),
        plan=plan,
        run=run,
        lines=lines_of(plan),
        by_hand=allocation.count_by_hand(plan) if plan else 0,
    )


@bp.get("/fairs/<slug>/allocation-rule/run.json")
def take_away(slug):
    """The published run as `flask allocation solve` reads it."""
    fair = fairs.get_public(slug)
    found = allocation.run_file(allocation.get_published_run(fair))
    content = BytesIO(json.dumps(found, ensure_ascii=False, indent=1).encode())
    return send_file(content, "application/json", as_attachment=True, download_name=f"{fair.slug}.json")


def lines_of(plan: AllocationPlan | None) -> list[Line]:
    """The terms of a published plan that count anything; an older one has kept only those of its run."""
    if plan is None or plan.run is None:
        return []
    terms = plan.terms if plan.z is not None else (plan.run.result or {}).get("terms", [])
    return [Line(Term(name), count, each) for name, count, each in terms if count]
