"""Who applied to the two fairs, and who stands where."""

from datetime import timedelta

from fairapp.db import now
from fairapp.domain.allocation import How, PlanState
from fairapp.domain.allocation.reasons import Code
from fairapp.domain.allocation.why import BY_RULE
from fairapp.domain.applications import ApplicationState as State, Decision
from fairapp.models import (
    AllocationPlan,
    Application,
    ApplicationProduct,
    ApplicationStaff,
    Assignment,
    Delegation,
    Fair,
    Unplaced,
)
from tests.crowd.writing import PROVINCES, Story, a_word, write
from tests.factories import an_application


def applications(s: Story) -> None:
    for fair in (s.live, s.coming):
        _delegations(s, fair)
        s.applications[fair.id] = write(Application, (_application(s, fair, i) for i in range(s.n)))
        write(
            ApplicationProduct,
            (
                {"application_id": application, "product_id": product}
                for i, application in enumerate(s.applications[fair.id])
                for product in s.products[2 * i : 2 * i + 2]
            ),
        )
        write(
            ApplicationStaff,
            (
                {"application_id": a, "name": f"Vũ Thị {a_word(i)}"}
                for i, a in enumerate(s.applications[fair.id])
            ),
        )
    sent = {"producer_id": s.mine.id, "state": State.SUBMITTED, "submitted_at": now()}
    write(Application, (sent | {"fair_id": fair} for fair in s.others))
    s.own = an_application(fair=s.live, producer=s.mine, state=State.ACCEPTED, announced_at=now())
    s.crowd.at["application"] = s.own.id
    s.crowd.at["one"] = s.applications[s.coming.id][0] if s.n else 0


def _delegations(s: Story, fair: Fair) -> None:
    """Every province, of which the first is the lead's; she has one at the coming fair in any case."""
    units = PROVINCES[: max(s.n, int(fair is s.coming))]
    ids = write(
        Delegation,
        (
            {"fair_id": fair.id, "unit_id": unit, "quota": s.n}
            | {"lead_id": s.crowd.ids["lead"] if unit == PROVINCES[0] else None}
            for unit in units
        ),
    )
    if fair is s.coming:
        s.crowd.at["delegation"] = ids[0]
    if ids:
        s.crowd.at.setdefault("payers", ids[0])  # of the fair under way, where there is anybody


def _application(s: Story, fair: Fair, i: int) -> dict[str, object]:
    """At the fair under way all were accepted; at the coming one half, the others wait for a verdict."""
    accepted = fair is s.live or i % 2 == 0
    return {
        "fair_id": fair.id,
        "producer_id": s.producers[i],
        "state": State.ACCEPTED if accepted else (State.SUBMITTED, State.ENDORSED)[i // 2 % 2],
        "decision": Decision.ACCEPT if accepted or i % 4 == 1 else None,
        "decided_at": now(),
        "announced_at": now() if accepted else None,
        "submitted_at": now() - timedelta(days=5, minutes=i),
        "power_watts": (500, 1000)[i % 9 == 0],
        "water": i % 11 == 0,
    }


def allocation(s: Story) -> None:
    """The published plan of the fair under way, and drafts of both, the rule not yet run to the end."""
    for fair, state, number, share in (
        (s.live, PlanState.PUBLISHED, 1, 2),
        (s.live, PlanState.DRAFT, 2, 3),
        (s.coming, PlanState.DRAFT, 1, 3),
    ):
        if not s.n:
            continue
        at = now() if state == PlanState.PUBLISHED else None
        plan_facts = {"fair_id": fair.id, "number": number, "state": state, "published_at": at}
        [plan] = write(AllocationPlan, [plan_facts])
        accepted = s.applications[fair.id][:: 1 if fair is s.live else 2]
        booths = s.booths[fair.id][number - 1 :: share]
        reason = {"reason": BY_RULE, "reason_values": {"points": 135}}
        pairs = list(zip(accepted, booths, strict=False))
        if state == PlanState.PUBLISHED:
            pairs.append((s.own.id, s.booths[fair.id][1]))
            s.placed = [application for application, _ in pairs]
        write(
            Assignment,
            (
                {"plan_id": plan, "booth_id": b, "application_id": a, "how": How.RULE} | reason
                for a, b in pairs
            ),
        )
        write(
            Unplaced,
            (
                {"plan_id": plan, "application_id": a, "code": Code.TAKEN, "reason": "Hết gian."}
                for a in accepted[len(booths) :]
            ),
        )
