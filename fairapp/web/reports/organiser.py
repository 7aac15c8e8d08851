"""The summary from running facts or from a snapshot, and the acts that end a fair."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents import figures, headlines, messages
from fairapp.documents.change_rows import change_rows
from fairapp.documents.close_up import close_up
from fairapp.documents.sponsor_report import sponsor_report
from fairapp.documents.sponsor_workbook import sponsor_workbook
from fairapp.documents.summary_report import summary_report
from fairapp.documents.summary_workbook import summary_workbook
from fairapp.domain.changes import changes
from fairapp.domain.reported import IN_DONG, Reported
from fairapp.domain.summary import Mismatch, summarise
from fairapp.services import fairs, reports, sponsors
from fairapp.services.reports.making import seal_of
from fairapp.web import audiences, downloads
from fairapp.web.labels import label
from fairapp.web.reports.forms import reported_form
from fairapp.web.sentences import say
from fairapp.web.transaction import commits

bp = audiences.organiser("reports", __name__)

FAIR = "/fairs/<int:fair_id>/reports"


@bp.get(FAIR)
def show(fair_id):
    """Running facts, marked as such, or `?snapshot=2`."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    number = request.args.get("snapshot", type=int)
    snapshot = reports.get_snapshot(fair, number) if number is not None else None
    problem = summary = None
    facts = reports.facts_of(snapshot) if snapshot else reports.gather(fair, now())
    try:
        summary = summarise(facts)
    except Mismatch as mismatch:
        problem = say(mismatch)
    frozen = reports.list_snapshots(fair)
    printed = snapshot or next(iter(frozen), None)
    before = reports.find_before(snapshot) if snapshot and summary else None
    found = changes(reports.summary_of(before), summary) if before else ()
    return render_template(
        "reports/show.html",
        fair=fair,
        summary=summary,
        problem=problem,
        snapshot=snapshot,
        snapshots=frozen,
        printed=printed,
        sponsors=reports.facts_of(printed).sponsors if printed else (),
        seal=seal_of(snapshot) if snapshot else None,
        figures=figures,
        headlines=headlines,
        close=close_up(facts, summary) if summary else None,
        before=before,
        changed=change_rows(found, summary) if before else [],
        read_at=now(),
        may_close=reports.may_close(fair, now()),
        deadline=reports.diary_deadline(fair),
        units_now=request.args.get("units") == "now",
    )


@bp.post(FAIR + "/freeze")
@commits
def freeze(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    latest = reports.find_latest(fair)
    snapshot = reports.freeze(fair, current_user)
    if latest is not None and latest.id == snapshot.id:
        flash(
            _("Số liệu không đổi từ bản số %(number)d nên không lập bản mới.", number=snapshot.number), "info"
        )
    else:
        flash(_("Đã chốt số liệu, bản số %(number)d.", number=snapshot.number), "success")
    return redirect(url_for("organiser_reports.show", fair_id=fair.id, snapshot=snapshot.number))


@bp.post(FAIR + "/close")
@commits
def close(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    reports.close(current_user, fair, now())
    flash(_("Đã khoá sổ. Khi số liệu ngày cuối ổn định, báo cáo được tự lập và gửi nhà tài trợ."), "success")
    return redirect(url_for("organiser_reports.show", fair_id=fair.id))


@bp.get(FAIR + "/<int:number>/summary.pdf")
def summary(fair_id, number):
    fair = fairs.get_for_organiser(fair_id, current_user)
    snapshot = reports.get_snapshot(fair, number)
    content = summary_report(reports.summary_of(snapshot), seal_of(snapshot), reports.facts_of(snapshot))
    return downloads.pdf(content, messages.summary_report_name(fair.slug, number))


@bp.get(FAIR + "/<int:number>/summary.xlsx")
def workbook(fair_id, number):
    """The same figures as numbers, under the same fingerprint."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    snapshot = reports.get_snapshot(fair, number)
    content = summary_workbook(reports.summary_of(snapshot), seal_of(snapshot), reports.facts_of(snapshot))
    return downloads.send_workbook(content, messages.summary_workbook_name(fair.slug, number))


@bp.get(FAIR + "/<int:number>/sponsors/<int:sponsor_id>.pdf")
def sponsor(fair_id, number, sponsor_id):
    """The sponsor's report as the sponsor reads it."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    return sponsor_pdf(reports.get_snapshot(fair, number), sponsor_id)


@bp.get(FAIR + "/<int:number>/sponsors/<int:sponsor_id>.xlsx")
def sponsor_sheet(fair_id, number, sponsor_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return sponsor_xlsx(reports.get_snapshot(fair, number), sponsor_id)


@bp.get(FAIR + "/reported")
def reported(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _reported_page(fair, reported_form())


@bp.post(FAIR + "/reported")
@commits
def add_reported(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = reported_form()
    if form.validate():
        with form.refusals():
            reports.add_reported(current_user, fair, form.facts())
            flash(_("Đã ghi con số cùng nguồn."), "success")
            return redirect(url_for("organiser_reports.reported", fair_id=fair.id))
    return _reported_page(fair, form), 422


@bp.post(FAIR + "/reported/<int:figure_id>/remove")
@commits
def remove_reported(fair_id, figure_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    reports.remove_reported(current_user, fair, reports.get_reported(figure_id, fair))
    flash(_("Đã xoá con số."), "success")
    return redirect(url_for("organiser_reports.reported", fair_id=fair.id))


def sponsor_pdf(snapshot, sponsor_id: int):
    """What the snapshot holds of this sponsor, on paper; one that joined later is not in it."""
    sheet = reports.sheet_of(snapshot, sponsor_id)
    photos = sponsors.read_photos(snapshot.fair, sheet.photos)
    return downloads.pdf(sponsor_report(sheet, seal_of(snapshot), photos), _name(sheet, snapshot))


def sponsor_xlsx(snapshot, sponsor_id: int):
    sheet = reports.sheet_of(snapshot, sponsor_id)
    name = _name(sheet, snapshot).removesuffix(".pdf")
    return downloads.send_workbook(sponsor_workbook(sheet, seal_of(snapshot)), name)


def _name(sheet, snapshot) -> str:
    return messages.sponsor_report_name(sheet.summary.fair.slug, sheet.sponsor.name, snapshot.number)


def _reported_page(fair, form):
    return render_template(
        "reports/reported.html",
        fair=fair,
        form=form,
        reported=reports.list_reported(fair),
        words={what.value: label(what) for what in Reported},
        in_dong=IN_DONG,
    )
