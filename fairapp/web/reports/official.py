"""The report to the authorities: the organiser's words are edited here, its figures come from a snapshot."""

from flask import flash, redirect, render_template, url_for
from flask_babel import force_locale, gettext as _
from flask_login import current_user
from markupsafe import Markup

from fairapp.documents import messages
from fairapp.documents.administrative_report import administrative_report, administrative_workbook, contents
from fairapp.services import fairs, reports
from fairapp.web import audiences, downloads
from fairapp.web.reports.forms import parts_form
from fairapp.web.reports.organiser import FAIR, seal_of
from fairapp.web.transaction import commits

bp = audiences.organiser("official_reports", __name__)


@bp.get(FAIR + "/words")
def words(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _words_page(fair, parts_form(reports.map_parts(fair)))


@bp.post(FAIR + "/words")
@commits
def save_words(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = parts_form({})
    if not form.validate():
        return _words_page(fair, form), 422
    if reports.save_parts(current_user, fair, form.parts()):
        flash(_("Đã lưu. Chốt số liệu để báo cáo in lời mới."), "success")
    else:
        flash(_("Không có gì thay đổi."), "info")
    return redirect(url_for("organiser_official_reports.words", fair_id=fair.id))


@bp.get(FAIR + "/<int:number>/administrative")
def show(fair_id, number):
    """As it will be printed, in the language in which it is printed."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    snapshot = reports.get_snapshot(fair, number)
    filled = contents(*_read(snapshot))
    with force_locale("vi"):
        paper = Markup(render_template("documents/_administrative_body.html", **filled))
    return render_template(
        "reports/administrative.html",
        fair=fair,
        snapshot=snapshot,
        paper=paper,
        newer_words=reports.has_newer_words(fair, snapshot),
    )


@bp.get(FAIR + "/<int:number>/administrative.pdf")
def paper(fair_id, number):
    fair = fairs.get_for_organiser(fair_id, current_user)
    snapshot = reports.get_snapshot(fair, number)
    content = administrative_report(*_read(snapshot))
    return downloads.pdf(content, messages.administrative_report_name(fair.slug, number))


@bp.get(FAIR + "/<int:number>/administrative.xlsx")
def workbook(fair_id, number):
    """The same figures as numbers, and the annex as a list that can be sorted."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    snapshot = reports.get_snapshot(fair, number)
    content = administrative_workbook(*_read(snapshot))
    return downloads.send_workbook(content, messages.administrative_workbook_name(fair.slug, number))


def _read(snapshot):
    facts = reports.facts_of(snapshot)
    names = reports.names_of(snapshot.fair, tuple(one.id for one in facts.exhibitors))
    return reports.published_of(snapshot), facts, names, seal_of(snapshot)


def _words_page(fair, form):
    latest = reports.find_latest(fair)
    return render_template(
        "reports/words.html",
        fair=fair,
        form=form,
        latest=latest,
        newer_words=latest is not None and reports.has_newer_words(fair, latest),
    )
