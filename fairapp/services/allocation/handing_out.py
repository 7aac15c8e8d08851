"""A published run as a file: all that anybody needs to make it again, and nobody's name."""

import json

from fairapp.domain.allocation import RunState
from fairapp.domain.errors import NotFound
from fairapp.domain.text import N_
from fairapp.models import AllocationRun, Fair
from fairapp.services.allocation.plans import published

NONE_YET = N_("Chưa công bố phương án nào do máy xếp.")


def get_published_run(fair: Fair) -> AllocationRun:
    """The run that the published plan was begun with."""
    plan = published(fair)
    run = plan.run if plan else None
    if run is None or run.state != RunState.DONE:
        raise NotFound(NONE_YET)
    return run


def run_file(run: AllocationRun) -> dict[str, object]:
    """What `flask allocation solve` reads, beside what it has to be told and what should come of it."""
    return {
        **json.loads(run.input.facts),
        "instance": run.input.hash,
        "rule": run.engine,
        "weights": run.weights,
        "seed_text": run.seed_text,
        "seed": run.seed,
        "steps": run.steps,
        "until": (run.result or {}).get("until", run.steps),
        "z": run.z,
        "hash": run.plan_hash,
    }
