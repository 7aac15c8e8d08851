"""Who has answered today, who has not, and what was sold."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.documents.workbooks import Kind
from fairapp.domain.pages import cut
from fairapp.domain.phones import display
from fairapp.domain.places import MERGER
from fairapp.domain.sales import DiaryState
from fairapp.domain.text import N_
from fairapp.services import applications, fairs, sales
from fairapp.web import audiences
from fairapp.web.downloads import Column, send_list
from fairapp.web.labels import label
from fairapp.web.sales import pages
from fairapp.web.transaction import commits

bp = audiences.organiser("sales", __name__)

FAIR = "/fairs/<int:fair_id>/sales"
DIARY = FAIR + "/<int:application_id>/<day>"
PAGE = 50
COLUMNS = (
    Column(N_("Đơn vị tham gia"), lambda line: line.producer, width=40),
    Column(N_("Gian"), lambda line: ", ".join(line.booths)),
    Column(N_("Tỉnh, thành phố"), lambda line: line.unit),
    Column(N_("Trả lời"), lambda line: label(line.state)),
    # Who has not answered has not sold for 0.
    Column(N_("Doanh thu"), lambda line: _said(line, line.total), Kind.MONEY),
    Column(N_("Số đơn đặt hàng"), lambda line: _said(line, line.orders), Kind.NUMBER),
    Column(N_("Giá trị đơn đặt hàng"), lambda line: _said(line, line.orders_value), Kind.MONEY, 22),
    Column(N_("Khách chuyển khoản"), lambda line: line.transfer, Kind.MONEY, 22),
    Column(N_("Số biên bản, hợp đồng đã ký"), lambda line: _said(line, line.agreements), Kind.NUMBER, 28),
    Column(N_("Ghi thay"), lambda line: label(line.entered_as) if line.entered_for else ""),
    Column(N_("Điện thoại"), lambda line: display(line.phone) if line.phone else ""),
)


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    day = pages.day_of(fair)
    overview = sales.read_overview(fair, day, _units_now()) if day else None
    wanted, sort = _wanted(), request.args.get("sort", "name")
    found = _found(overview)
    shown = cut(found, request.args.get("page", 1, type=int), PAGE)
    return render_template(
        "sales/index.html",
        fair=fair,
        day=day,
        begun=pages.is_begun(fair, day),
        day_tabs=pages.day_tabs(fair, lambda day: url_for("organiser_sales.index", fair_id=fair.id, day=day)),
        overview=overview,
        units_now=_units_now(),
        two_readings=fairs.first_day(fair) < MERGER,
        states=DiaryState,
        state_choices=[(state.value, label(state)) for state in DiaryState],
        unit_choices=[(p.name, p.name) for p in overview.provinces] if overview else [],
        lines=shown.rows,
        found=shown.total,
        wanted=wanted,
        sort=sort,
        page=shown.page,
        pages=shown.pages,
    )


@bp.get(FAIR + "/list.xlsx")
def take_away(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    day = pages.day_of(fair)
    overview = sales.read_overview(fair, day, _units_now()) if day else None
    title = _("Doanh thu %(day)s", day=f"{day:%d-%m-%Y}" if day else "")
    return send_list(title, f"doanh-thu-{day or ''}-{fair.slug}", COLUMNS, _found(overview))


@bp.get(DIARY)
def diary_day(fair_id, application_id, day):
    return pages.show(_desk(fair_id, application_id), pages.read_day(day))


@bp.post(DIARY)
@commits
def record(fair_id, application_id, day):
    return pages.record(_desk(fair_id, application_id, lock=True), pages.read_day(day))


def _units_now() -> bool:
    return request.args.get("units") == "now"


def _desk(fair_id: int, application_id: int, lock: bool = False) -> pages.Desk:
    fair = fairs.get_for_organiser(fair_id, current_user)
    return pages.Desk(applications.get_for_fair(application_id, fair, lock=lock), bp.name)


def _wanted() -> dict[str, str]:
    return {name: request.args.get(name, "") for name in ("q", "unit", "state")}


def _found(overview: sales.Overview | None) -> list[sales.Line]:
    sort = request.args.get("sort", "name")
    return sales.choose(overview, sort=sort, **_wanted()) if overview else []


def _said(line: sales.Line, figure: int) -> int | None:
    return None if line.state is DiaryState.NONE else figure
