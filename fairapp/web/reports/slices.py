"""The parts of a snapshot by delegation, for the organiser: as each lead reads its own, never more."""

from flask import render_template
from flask_login import current_user

from fairapp.documents import figures, messages, part_figures
from fairapp.documents.slice_report import slice_report, slice_workbook
from fairapp.services import fairs, reports
from fairapp.web import audiences, downloads
from fairapp.web.reports.organiser import seal_of

bp = audiences.organiser("slices", __name__)

ALL = "/fairs/<int:fair_id>/reports/<int:number>/delegations"
ONE = ALL + "/<int:delegation_id>"


@bp.get(ALL)
def index(fair_id, number):
    fair = fairs.get_for_organiser(fair_id, current_user)
    snapshot = reports.get_snapshot(fair, number)
    return render_template(
        "reports/slices.html",
        fair=fair,
        snapshot=snapshot,
        found=reports.list_briefs(snapshot),
        figures=figures,
        parts=part_figures,
    )


@bp.get(ONE)
def show(fair_id, number, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return page(fair, reports.get_snapshot(fair, number), delegation_id, "organiser_slices", fair_id=fair.id)


@bp.get(ONE + ".pdf")
def paper(fair_id, number, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return send_paper(fair, reports.get_snapshot(fair, number), delegation_id)


@bp.get(ONE + ".xlsx")
def book(fair_id, number, delegation_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return send_book(fair, reports.get_snapshot(fair, number), delegation_id)


def page(fair, snapshot, delegation_id, blueprint, **values):
    """One delegation's part; `values` complete the addresses of its files."""
    part = reports.slice_for(snapshot, delegation_id)
    return render_template(
        "reports/slice.html",
        by_organiser=blueprint == "organiser_slices",
        fair=fair,
        snapshot=snapshot,
        part=part,
        names=_names(fair, part),
        seal=seal_of(snapshot),
        figures=figures,
        parts=part_figures,
        blueprint=blueprint,
        values=values | {"number": snapshot.number, "delegation_id": delegation_id},
    )


def send_paper(fair, snapshot, delegation_id):
    part = reports.slice_for(snapshot, delegation_id)
    content = slice_report(part, _names(fair, part), seal_of(snapshot))
    name = messages.slice_report_name(fair.slug, part.delegation.name, snapshot.number)
    return downloads.pdf(content, f"{name}.pdf")


def send_book(fair, snapshot, delegation_id):
    part = reports.slice_for(snapshot, delegation_id)
    content = slice_workbook(part, _names(fair, part), seal_of(snapshot))
    name = messages.slice_report_name(fair.slug, part.delegation.name, snapshot.number)
    return downloads.send_workbook(content, name)


def _names(fair, part):
    return reports.names_of(fair, tuple(member.id for member in part.members))
