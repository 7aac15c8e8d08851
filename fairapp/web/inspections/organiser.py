"""The organiser's floor: which booths are attended in a session, live and on paper, and the signs."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import let_go, now
from fairapp.documents import floor_sheet
from fairapp.documents.booth_sign import Paper
from fairapp.documents.workbooks import Kind
from fairapp.domain.calendar import format_day, format_short_day, format_time
from fairapp.domain.errors import NotFound
from fairapp.domain.inspections import Attendance, Hours, Point, chosen_session
from fairapp.domain.phones import display
from fairapp.domain.text import N_
from fairapp.services import fairs, inspections, passes
from fairapp.services.inspections import Line, Overview
from fairapp.web import audiences, downloads, refreshing
from fairapp.web.downloads import Column, send_list
from fairapp.web.inspections.forms import SignsForm
from fairapp.web.labels import label
from fairapp.web.transaction import commits, refuse

bp = audiences.organiser("inspections", __name__)

FAIR = "/fairs/<int:fair_id>/inspections"


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    facts = _board(fair)
    return render_template("inspections/index.html", fair=fair, read_at=now(), **facts)


@bp.get(FAIR + "/board")
def board(fair_id):
    """The session alone, refreshed in place; 304 while nothing changed."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    return refreshing.part(render_template("inspections/_board.html", fair=fair, **_board(fair)))


@bp.get(FAIR + "/list.xlsx")
def take_away(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    overview = _overview(fair)
    lines = overview.list(_state()) if overview else []
    return send_list(_("Kiểm tra gian hàng"), f"kiem-tra-gian-{fair.slug}", COLUMNS, lines)


@bp.get(FAIR + "/list.pdf")
def print_list(fair_id):
    """To walk round with: by default who is away and who was not seen yet."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    overview = _overview(fair)
    if overview is None:
        raise NotFound(N_("Hội chợ chưa có phiên mở cửa nào."))
    state = _state()
    lines = overview.list(state) if state else _waiting(overview)
    printed = floor_sheet.sheet(fair.name, _session_word(fair, overview.hours), lines, now())
    return downloads.pdf(printed, f"kiem-tra-gian-{fair.slug}.pdf")


def _waiting(overview: Overview) -> list[Line]:
    return [line for line in overview.lines if line.attendance is not Attendance.ATTENDED]


def _board(fair) -> dict:
    overview, state = _overview(fair), _state()
    return {
        "overview": overview,
        "state": state,
        "states": list(Attendance),
        "lines": overview.list(state) if overview else [],
        "sessions": [
            (
                one.id,
                _session_word(fair, one),
                url_for("organiser_inspections.index", fair_id=fair.id, session=one.id),
            )
            for one in inspections.hours_of(fair)
        ],
        "new_reports": inspections.count_new_reports(fair),
        "latest": inspections.latest_of(fair),
    }


def _overview(fair) -> Overview | None:
    hours = inspections.hours_of(fair)
    asked = request.args.get("session", type=int)
    chosen = next((one for one in hours if one.id == asked), None) or chosen_session(now(), hours)
    return inspections.read_overview(fair, chosen) if chosen else None


def _state() -> Attendance | None:
    asked = request.args.get("state", "")
    return Attendance(asked) if asked in set(Attendance) else None


def _session_word(fair, hours: Hours) -> str:
    """05/12 08:00–21:00, with the site where there are several."""
    word = f"{format_short_day(hours.day)} {format_time(hours.opens)}–{format_time(hours.closes)}"
    if len(fair.sites) < 2:
        return word
    site = next(site for site in fair.sites if site.id == hours.site)
    return f"{word} · {site.name}"


def _said(line: Line, point: Point) -> str:
    answer = line.last.answers.get(point) if line.last else None
    return "" if answer is None else _("Đạt") if answer else _("Không đạt")


def _producer(line: Line, name: str) -> str:
    return getattr(line.stand.producer, name) if line.stand.producer else ""


COLUMNS = (
    Column(N_("Gian"), lambda line: line.stand.booth.number, width=10),
    Column(N_("Địa điểm"), lambda line: line.stand.booth.site.name, width=24),
    Column(N_("Đơn vị tham gia"), lambda line: _producer(line, "name"), width=40),
    Column(N_("Tỉnh, thành phố"), lambda line: line.stand.producer.unit.name if line.stand.producer else ""),
    Column(N_("Có mặt"), lambda line: label(line.attendance)),
    Column(N_("Kiểm tra lúc"), lambda line: line.last.at if line.last else None, Kind.MOMENT),
    Column(N_("Hàng hoá"), lambda line: _said(line, Point.GOODS)),
    Column(N_("Nhãn"), lambda line: _said(line, Point.LABELS)),
    Column(N_("Niêm yết giá"), lambda line: _said(line, Point.PRICES)),
    Column(N_("Không cho thuê lại"), lambda line: _said(line, Point.OWN)),
    Column(N_("Việc chưa khắc phục"), lambda line: line.unsettled, Kind.NUMBER),
    Column(
        N_("Điện thoại"), lambda line: display(_producer(line, "phone")) if _producer(line, "phone") else ""
    ),
)


# ---- signs -------------------------------------------------------------------------------------


@bp.get(FAIR + "/signs")
def signs(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _signs(fair, SignsForm())


@bp.post(FAIR + "/signs")
@commits
def print_signs(fair_id):
    """All signs in one file. Printing may make the fair's first key, so it is no GET."""
    fair, form = fairs.get_for_organiser(fair_id, current_user), SignsForm()
    if form.validate():
        with form.refusals():
            return _printed(fair_id, None, form.paper.data)
    return _signs(fair, form), 422


@bp.post(FAIR + "/signs/<int:booth_id>")
@commits
def print_sign(fair_id, booth_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), SignsForm()
    inspections.get_stand(booth_id, fair)
    if form.validate():
        return _printed(fair_id, booth_id, form.paper.data)
    refuse()
    return _signs(fair, form), 422


def _printed(fair_id: int, booth_id: int | None, paper: str):
    """Laying out takes seconds, so nobody waits for the database meanwhile: only a missing key is written."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    if not inspections.can_sign(fair):
        commits(passes.key_for)(fair)
    let_go()
    fair = fairs.get_for_organiser(fair_id, current_user)
    stands = inspections.list_stands(fair) if booth_id is None else [inspections.get_stand(booth_id, fair)]
    which = "tat-ca" if booth_id is None else stands[0].booth.number
    printed = inspections.print_signs(fair, stands, Paper(paper), now())
    return downloads.pdf(printed, f"bien-gian-{which}-{fair.slug}.pdf")


def _signs(fair, form):
    stands = inspections.list_stands(fair)
    day = format_day(fairs.first_day(fair))
    return render_template("inspections/signs.html", fair=fair, form=form, stands=stands, day=day)
