"""flask reports …: snapshots frozen, written whole, and verified by whoever does not trust them."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from fairapp import garbage
from fairapp.cli.saying import Saying
from fairapp.db import begin_writing, db
from fairapp.domain.errors import Refusal
from fairapp.domain.exports import Frozen, differences, export, to_text

reports_group = AppGroup("reports", help="Snapshots and reports.")


@reports_group.command("freeze")
@click.argument("fair")
def freeze(fair: str) -> None:
    """Freeze a numbered snapshot of FAIR; prints its number and hash."""
    from fairapp.services import fairs, reports

    garbage.hold()
    begin_writing()
    try:
        snapshot = reports.freeze(fairs.get_by_slug(fair), None)
    except Refusal as refusal:
        raise Saying(refusal) from refusal
    db.session.commit()
    click.echo(f"{snapshot.number}\t{snapshot.sha256}")


@reports_group.command("export")
@click.argument("fair")
@click.argument("number", type=int)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the output.")
def export_snapshot(fair: str, number: int, out: Path | None) -> None:
    """Write snapshot NUMBER of FAIR whole as JSON: facts, rules, definitions, figures, evidence.

    It holds every exhibitor's answers: it is the organiser's, not for publication.
    """
    try:
        text = to_text(export(_frozen(fair, number)))
    except Refusal as refusal:
        raise Saying(refusal) from refusal
    except (ValueError, TypeError, KeyError) as error:
        raise click.ClickException(f"The facts of snapshot {number} cannot be read: {error}") from error
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from error


@reports_group.command("verify")
@click.argument("fair")
@click.argument("number", type=int)
@click.argument("exported", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def verify(context: click.Context, fair: str, number: int, exported: Path | None) -> None:
    """Recompute hash and figures of snapshot NUMBER of FAIR, and compare them with an EXPORTED file.

    Ends with 1 where they differ, one line a cell: its address, what stands there, what was computed.
    """
    given = _read(exported) if exported else None
    frozen = _frozen(fair, number)
    found = list(differences(frozen, given))
    for one in found:
        click.echo(f"{one.cell}: {_say(one.stands)}, computed {_say(one.computed)}")
    if found:
        context.exit(1)
    written = export(frozen)
    counts = f"{len(written['figures'])} figures, {len(written['checks'])} checks"
    click.echo(f"{frozen.number}\t{frozen.sha256}\t{counts}")


def _frozen(fair: str, number: int) -> Frozen:
    from fairapp.services import fairs, reports

    try:
        return reports.frozen(reports.get_snapshot(fairs.get_by_slug(fair), number))
    except Refusal as refusal:
        raise Saying(refusal) from refusal


def _read(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise click.ClickException(f"{path} is not JSON: {error}") from error
    if not isinstance(given, dict):
        raise click.ClickException(f"{path} is no export of a snapshot.")
    return given


def _say(value: object) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False, default=str)


@reports_group.command("work")
def work() -> None:
    """Make the batches of reports that wait, then end; the scheduler starts this by itself."""
    from fairapp.jobs import batches

    done = batches.work_off()
    if done:
        click.echo(done)
