"""What a worker does with one claimed run; its caller owns the transactions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fairapp.db import db, now
from fairapp.domain.text import N_
from fairapp.models import AllocationPlan, AllocationRun, Fair, User
from fairapp.services.allocation import claims, runs
from fairapp.services.allocation.claims import Claim
from fairapp.services.allocation.failing import verdict
from fairapp.services.allocation.runs import Wanted
from fairapp.services.allocation.solving import Dropped, Order, Tell, Unsound, order_of, solve
from fairapp.services.allocation.using import use

FAILURES = (ValueError, ArithmeticError, LookupError, MemoryError)

UNSOUND = N_("Không có phương án nào giữ được mọi điều bắt buộc.")


def order(mine: Claim) -> Order:
    """What the run was asked for."""
    run = db.session.get_one(AllocationRun, mine.run_id)
    return order_of(run.input.facts, run.weights, run.seed, run.steps, explained=run.number is not None)


def work(mine: Claim, asked: Order, tell: Tell) -> Callable[[datetime], None]:
    """Search, and give back how it ended: a step for the caller's last transaction."""
    try:
        found = solve(asked, tell)
    except Dropped:
        return lambda moment: claims.drop(mine, moment)
    except Unsound as error:
        wrong = error.wrong
        return lambda moment: claims.fail(mine, moment, UNSOUND, verdict(wrong))
    except FAILURES as error:
        why = f"{type(error).__name__}: {error}"
        return lambda moment: claims.fail(mine, moment, why)
    return lambda moment: claims.finish(mine, moment, found)


AT_ONCE = 20_000
"""Steps that nobody has to wait for."""


def run(fair: Fair, actor: User | None, wanted: Wanted | None = None, steps: int = AT_ONCE) -> AllocationPlan:
    """Ask, work and use at once, in the caller's transaction: for the demo data, and for a few booths."""
    asked = runs.ask(fair, actor, wanted, steps)
    mine = claims.take(asked, now())
    work(mine, order(mine), lambda progress: None)(now())
    if asked.detail:
        raise RuntimeError(asked.detail)
    return use(fair, actor, asked.number or 0)


def replay(run: AllocationRun) -> dict[str, Any]:
    """The same search again from what is stored."""
    asked = order_of(
        run.input.facts,
        run.weights,
        run.seed,
        run.steps,
        stop_at=(run.result or {}).get("until"),
        explained=False,
    )
    return solve(asked, lambda progress: None)
