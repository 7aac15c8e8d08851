"""What a draft changes for whom, told before it is published."""

from fairapp.domain.allocation.simple_reasons import Reason
from fairapp.models import AllocationPlan, Application, Assignment, Fair
from fairapp.services.allocation.plans import find_draft, published
from fairapp.services.allocation.running import Change


def changes(fair: Fair) -> list[Change]:
    """Everybody whose booths differ between the published plan and the draft, by the Vietnamese alphabet."""
    before, after = _by_application(published(fair)), _by_application(find_draft(fair))
    found = []
    for application_id in before.keys() | after.keys():
        old, new = _numbers(before.get(application_id, [])), _numbers(after.get(application_id, []))
        if old != new:
            rows = after.get(application_id) or before[application_id]
            found.append(_change(rows[0].application, old, new, after.get(application_id, [])))
    return sorted(found, key=lambda change: (change.application.producer.sort_key, change.application.id))


def _change(application: Application, old: list[str], new: list[str], rows: list[Assignment]) -> Change:
    reason = Reason(rows[0].reason, rows[0].reason_values) if rows else Reason("")
    return Change(application, old, new, reason.sentence, reason.values)


def _by_application(plan: AllocationPlan | None) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = {}
    for row in plan.assignments if plan else []:
        found.setdefault(row.application_id, []).append(row)
    return found


def _numbers(rows: list[Assignment]) -> list[str]:
    return [row.booth.number for row in sorted(rows, key=lambda row: (row.booth.site_id, row.booth.position))]
