"""Commands for people and machines: flask seed, flask jobs start, flask accounts create-organiser, …"""

from datetime import datetime

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from fairapp.cli.allocation_runs import allocation
from fairapp.cli.gate import gate_group
from fairapp.cli.reports import reports_group
from fairapp.cli.saying import Saying
from fairapp.db import begin_writing, db, now
from fairapp.domain.accounts import Role
from fairapp.domain.calendar import LOCAL
from fairapp.domain.errors import Refusal
from fairapp.models import Fair

jobs = AppGroup("jobs", help="What happens by the clock.")
accounts_group = AppGroup("accounts", help="Accounts that nobody can register alone.")
fairs_group = AppGroup("fairs", help="Fairs.")
passes_group = AppGroup("passes", help="Passes.")


def init_app(app: Flask) -> None:
    groups = (accounts_group, fairs_group, passes_group, gate_group, reports_group)
    for command in (seed, jobs, *groups, allocation):
        app.cli.add_command(command)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("not an ISO 8601 moment", param_hint="--at") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)


def _fair(slug: str) -> Fair:
    from fairapp.services import fairs

    try:
        return fairs.get_by_slug(slug)
    except Refusal as refusal:
        raise Saying(refusal) from refusal


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where a fair stands already.")
@click.option(
    "--at", metavar="MOMENT", help="Tell the story at this ISO moment; the same one, the same data."
)
@with_appcontext
def seed(if_empty: bool, at: str | None) -> None:
    """Fill an empty database with the past fairs and one fair under way (development only)."""
    from fairapp import seeds

    if not current_app.config["FAIRAPP"].development:
        raise click.ClickException("Demo data has public passwords: only in development (FAIRAPP_ENV).")
    if seeds.stands():
        if if_empty:
            return
        raise click.ClickException("The database holds fairs already; seed only fills an empty one.")
    begin_writing()
    for line in seeds.sow(_moment(at) if at else None):
        click.echo(line)
    db.session.commit()


@jobs.command("start")
def jobs_start() -> None:
    """Run the timetable until stopped. One process is enough; a second one does nothing twice."""
    from fairapp.jobs import scheduler

    scheduler.run(current_app._get_current_object())  # type: ignore[attr-defined]


@accounts_group.command("create-organiser")
@click.argument("organisation")
@click.argument("name")
@click.argument("contact")
@click.password_option()
def create_organiser(organisation: str, name: str, contact: str, password: str) -> None:
    """Give NAME an organiser's account of ORGANISATION that signs in with CONTACT."""
    from fairapp.services import accounts

    begin_writing()
    try:
        user = accounts.register(
            name=name,
            contact=contact,
            password=password,
            role=Role.ORGANISER,
            organisation=accounts.get_or_create_organisation(organisation),
        )
    except Refusal as refusal:
        raise Saying(refusal) from refusal
    db.session.commit()
    click.echo(f"{user.id}\t{user.email or user.phone}\t{organisation}")


@accounts_group.command("reset-password")
@click.argument("contact")
def reset_password(contact: str) -> None:
    """Give the account of CONTACT a new password, said once; for who can be helped by nobody else."""
    from fairapp.services import accounts, passwords

    begin_writing()
    try:
        user = accounts.find_by_contact(*accounts.read_contact(contact))
        password = passwords.give_by_operator(user)
    except Refusal as refusal:
        raise Saying(refusal) from refusal
    db.session.commit()
    click.echo(password)


@fairs_group.command("list")
def list_fairs() -> None:
    """One line a fair: slug, phase, first and last day, name."""
    from fairapp.services import fairs

    for row in fairs.list_all(now()):
        span = f"{row.days[0]}…{row.days[-1]}" if row.days else "-"
        click.echo(f"{row.fair.slug}\t{row.phase.value}\t{span}\t{row.fair.name}")


@passes_group.command("issue")
@click.argument("fair")
def issue_passes(fair: str) -> None:
    """Issue the passes that the published allocation of FAIR calls for; again changes nothing."""
    from fairapp.services import passes

    begin_writing()
    try:
        issued = passes.issue_for_allocation(_fair(fair))
    except Refusal as refusal:
        raise Saying(refusal) from refusal
    db.session.commit()
    click.echo(f"{len(issued.new)} passes issued, {issued.kept} there already")


@passes_group.command("reseal")
@click.option("--old-secret", envvar="OLD_SECRET_KEY", prompt=True, hide_input=True)
def reseal(old_secret: str) -> None:
    """After a change of SECRET_KEY: seal the fairs' private keys with the new one."""
    from fairapp.services import passes

    begin_writing()
    try:
        resealed = passes.reseal(old_secret)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(f"{resealed} keys sealed anew")
