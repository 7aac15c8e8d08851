"""Who stands where, as a list to take away: every booth of the plan that the board shows."""

from flask_babel import gettext as _
from flask_login import current_user

from fairapp.documents.workbooks import Kind
from fairapp.domain.phones import display
from fairapp.domain.text import N_
from fairapp.models import Booth
from fairapp.services import allocation, booths, fairs
from fairapp.services.allocation import Line
from fairapp.web import audiences
from fairapp.web.downloads import Column, send_list
from fairapp.web.labels import label

bp = audiences.organiser("stands", __name__)


@bp.get("/fairs/<int:fair_id>/allocation/list.xlsx")
def take_away(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    line_of = allocation.board(fair).line_by_booth
    stands = [(booth, line_of.get(booth.id)) for booth in booths.list_for_fair(fair)]
    return send_list(_("Xếp gian"), f"xep-gian-{fair.slug}", COLUMNS, stands)


def _producer(stand: tuple[Booth, Line | None], name: str) -> object:
    line = stand[1]
    return getattr(line.application.producer, name) if line else None


def _phone(stand: tuple[Booth, Line | None]) -> str:
    number = _producer(stand, "phone")
    return display(str(number)) if number else ""


def _unit(stand: tuple[Booth, Line | None]) -> str:
    line = stand[1]
    return line.application.producer.unit.name if line else ""


def _how(stand: tuple[Booth, Line | None]) -> str:
    booth, line = stand
    if line is None:
        return _("Không dùng: %(reason)s", reason=booth.blocked) if booth.blocked else ""
    row = next(row for row in line.rows if row.booth_id == booth.id)
    return _("%(how)s, đã giữ cố định", how=label(row.how)) if row.locked else label(row.how)


COLUMNS = (
    Column(N_("Địa điểm"), lambda stand: stand[0].site.name, width=24),
    Column(N_("Số gian"), lambda stand: stand[0].number, width=10),
    Column(N_("Khu"), lambda stand: stand[0].zone.code if stand[0].zone else "", width=8),
    Column(N_("Loại gian"), lambda stand: label(stand[0].kind)),
    Column(N_("Rộng (m)"), lambda stand: stand[0].width_cm / 100, Kind.METRES, 10),
    Column(N_("Sâu (m)"), lambda stand: stand[0].depth_cm / 100, Kind.METRES, 10),
    Column(N_("Chủ thể"), lambda stand: _producer(stand, "name"), width=40),
    Column(N_("Tỉnh, thành phố"), _unit),
    Column(N_("Người đại diện"), lambda stand: _producer(stand, "representative"), width=24),
    Column(N_("Điện thoại"), _phone),
    Column(N_("Cách xếp"), _how, width=28),
)
