"""flask allocation work and replay: the stored runs of fairs."""

import click

from fairapp.cli.allocation import allocation
from fairapp.cli.saying import Saying
from fairapp.db import db
from fairapp.domain.errors import Refusal


@allocation.command("work")
def work() -> None:
    """Make the runs that wait, then end; the scheduler starts this by itself."""
    from fairapp.jobs import allocations

    done = allocations.work_off()
    if done:
        click.echo(done)


@allocation.command("replay")
@click.argument("fair")
@click.argument("run", type=click.IntRange(1, 10**9))
def replay(fair: str, run: int) -> None:
    """Make RUN of FAIR again from what is stored; prints the hash, and fails where it differs."""
    from fairapp.services import allocation as desk, fairs
    from fairapp.services.allocation import runs

    try:
        stored = runs.get(fairs.get_by_slug(fair), run)
        if not stored.plan_hash:
            raise click.ClickException("This run has no plan.")
    except Refusal as refusal:
        raise Saying(refusal) from refusal
    again = desk.replay(stored)["plan_hash"]
    db.session.rollback()
    click.echo(again)
    if again != stored.plan_hash:
        raise click.ClickException(f"The stored plan has another hash: {stored.plan_hash}")
