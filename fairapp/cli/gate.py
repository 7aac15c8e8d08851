"""flask gate …: devices for machines, and the running totals held against the facts."""

import click
from flask.cli import AppGroup

from fairapp.db import begin_writing, db, now
from fairapp.domain.errors import Refusal

gate_group = AppGroup("gate", help="Phones at the gates.")


@gate_group.command("enrol")
@click.argument("fair")
@click.argument("gate")
@click.option("--supervisor", is_flag=True, help="It may search passes by name.")
@click.option("--inspector", is_flag=True, help="It may check booths.")
def enrol(fair: str, gate: str, supervisor: bool, inspector: bool) -> None:
    """Make a device of GATE (its number or its name) at FAIR; prints its credential, this once."""
    from fairapp.services import fairs, gate as gates

    begin_writing()
    try:
        post = gates.get_by_name(fairs.get_by_slug(fair), gate)
        code = gates.invite(post, None, supervisor=supervisor, inspector=inspector)
        made = gates.enrol(code, "flask gate enrol", now())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    db.session.commit()
    click.echo(made.credential)


@gate_group.command("totals")
@click.argument("fair")
@click.option("--rebuild", is_flag=True, help="Put them down anew from the facts.")
def totals(fair: str, rebuild: bool) -> None:
    """Compare the running totals of FAIR with its scans and clicks; one line for each that differs.

    Totals that differ and are left so end with 1.
    """
    from fairapp.services import fairs, gate as gates

    if rebuild:
        begin_writing()
    try:
        found = fairs.get_by_slug(fair)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    differing = gates.compare_totals(found)
    for key, (stands, should) in sorted(differing.items()):
        place = f"gate {key.place.gate} {key.place.day} quarter {key.place.quarter} device {key.place.device}"
        click.echo(f"{place} {key.what}: {stands}, facts {should}")
    if rebuild:
        gates.rebuild_totals(found)
        db.session.commit()
    elif differing:
        raise click.ClickException(
            f"{len(differing)} totals differ from the facts; --rebuild puts them right."
        )
