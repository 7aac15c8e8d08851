"""Where a plan comes from, for anybody: the rule announced, the seed and the hashes."""

from flask import render_template

from fairapp.domain.allocation.objective import Line, Term
from fairapp.models import AllocationRun
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
        lines=lines_of(run),
        by_hand=allocation.count_by_hand(plan) if plan else 0,
    )


def lines_of(run: AllocationRun | None) -> list[Line]:
    """The report of a finished run: the terms that count anything."""
    terms = (run.result or {}).get("terms", []) if run else []
    return [Line(Term(name), count, each) for name, count, each in terms if count]
