"""Stored runs of allocation whose input comes from anywhere."""

from dataclasses import asdict

from fairapp.db import db
from fairapp.domain.allocation import Preset, RunKind
from fairapp.domain.allocation.instance import Instance
from fairapp.domain.allocation.weights import PRESETS
from fairapp.domain.allocation.writing import canonical, instance_facts, instance_hash
from fairapp.models import AllocationInput, AllocationRun
from tests.factories import an_open_fair


def a_run(given: Instance, kind: RunKind, steps: int) -> AllocationRun:
    """One that waits for a worker; its seed is 5, its weights the balanced ones."""
    fair = an_open_fair()
    kept = AllocationInput(
        fair_id=fair.id,
        hash=instance_hash(given),
        booths=len(given.booths),
        facts=canonical(instance_facts(given)),
    )
    run = AllocationRun(
        fair=fair,
        number=1 if kind == RunKind.FULL else None,
        kind=kind,
        preset=Preset.BALANCED,
        weights=asdict(PRESETS[Preset.BALANCED]),
        seed_text="5",
        seed=5,
        steps=steps,
        input=kept,
    )
    db.session.add(run)
    db.session.flush()
    return run
