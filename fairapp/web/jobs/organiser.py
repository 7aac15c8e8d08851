"""How the runs of the timetable went, and what became of letters."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user

from fairapp.db import now
from fairapp.jobs import history
from fairapp.jobs.timetable import TIMETABLE
from fairapp.services import letters
from fairapp.web import audiences
from fairapp.web.transaction import commits

bp = audiences.organiser("jobs", __name__)


@bp.get("/jobs")
def index():
    return render_template(
        "jobs/index.html",
        rows=history.overview(now()),
        timing=_timing,
        meaning=_meaning,
        failures=history.list_failures(now()),
        letters=letters.list_for_organiser(current_user),
        counts=letters.count_for_organiser(current_user),
    )


@bp.post("/jobs/letters/<int:letter_id>/again")
@commits
def send_again(letter_id):
    letter = letters.get_for_organiser(letter_id, current_user)
    letters.send_again(current_user, letter, now())
    flash(_("Thư sẽ được gửi lại trong ít phút."), "success")
    return redirect(url_for("organiser_jobs.index"))


def _meaning(name: str) -> str:
    """What a job does; one that the timetable no longer has keeps its name."""
    known = {job.name: job.meaning for job in TIMETABLE}
    return _(known[name]) if name in known else name


def _timing(cron: str) -> str:
    """A line of the timetable in words; one that is neither daily nor every few minutes stays as it is."""
    minute, hour, *rest = cron.split()
    if rest == ["*"] * 3:
        if minute.isdigit() and hour.isdigit():
            return _("%(hour)02d:%(minute)02d hằng ngày", hour=int(hour), minute=int(minute))
        if hour == "*" and minute == "*":
            return _("mỗi phút")
        if hour == "*" and minute.startswith("*/"):
            return ngettext("mỗi %(num)d phút", "mỗi %(num)d phút", int(minute[2:]))
    return cron
