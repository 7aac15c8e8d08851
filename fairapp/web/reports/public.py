"""Anybody who holds a report can see whether its fingerprint is one of ours, and compare its figures."""

from flask import redirect, render_template, request, url_for

from fairapp.documents import figures
from fairapp.documents.change_rows import change_rows
from fairapp.services import reports
from fairapp.web import audiences

bp = audiences.public("verify", __name__)


@bp.get("/verify")
def index():
    code = request.args.get("code", "")
    bare = "".join(code.split()).lower()
    if bare:
        return redirect(url_for("verify.show", fingerprint=bare[:64]))
    return render_template("reports/verify.html", fingerprint="", snapshots=[], summaries=[], figures=figures)


@bp.get("/verify/<fingerprint>")
def show(fingerprint):
    found = reports.list_by_hash(fingerprint)
    page = render_template(
        "reports/verify.html",
        fingerprint=fingerprint,
        snapshots=found,
        summaries=[_told(snapshot) for snapshot in found],
        figures=figures,
    )
    return page, 200 if found else 404


def _told(snapshot):
    """An issue as outsiders read it, the ones before and after it, and what they may know to have changed."""
    summary, before = reports.published_of(snapshot), reports.find_before(snapshot)
    found = reports.published_changes_of(snapshot, before) if before else ()
    return snapshot, summary, before, reports.find_after(snapshot), change_rows(found, summary)
