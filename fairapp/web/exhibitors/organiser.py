"""What exhibitors said, for the organiser: figures on top, every answer below, and all to take away."""

from flask import render_template
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.documents.workbooks import Kind
from fairapp.domain.feedback import BEST, WORST, Again, Aspect
from fairapp.domain.text import N_
from fairapp.services import exhibitors, fairs
from fairapp.services.exhibitors import Given
from fairapp.web import audiences
from fairapp.web.downloads import Column, send_list
from fairapp.web.labels import label

bp = audiences.organiser("feedback", __name__)

FAIR = "/fairs/<int:fair_id>/feedback"


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    given = exhibitors.list_feedback(fair)
    return render_template(
        "exhibitors/feedback_index.html",
        fair=fair,
        given=given,
        summary=exhibitors.summary_of(fair, given),
        aspects=list(Aspect),
        short=SHORT,
        again=list(Again),
        points=list(range(BEST, WORST - 1, -1)),
    )


@bp.get(FAIR + ".xlsx")
def take_away(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return send_list(_("Góp ý"), f"gop-y-{fair.slug}", COLUMNS, exhibitors.list_feedback(fair))


def _points(aspect: Aspect):
    return lambda given: getattr(given.feedback, aspect.value)


def _again(given: Given) -> str:
    return label(given.feedback.again) if given.feedback.again else ""


SHORT = {
    Aspect.OVERALL: N_("Nhìn chung"),
    Aspect.VISITORS: N_("Khách tham quan"),
    Aspect.PLACE: N_("Vị trí gian"),
    Aspect.ORGANISERS: N_("Ban tổ chức"),
}
COLUMNS = (
    Column(N_("Chủ thể"), lambda given: given.producer.name, width=40),
    Column(N_("Tỉnh, thành phố"), lambda given: given.producer.unit.name),
    Column(N_("Số gian"), lambda given: given.numbers, width=12),
    *(Column(word, _points(aspect), Kind.NUMBER, 16) for aspect, word in SHORT.items()),
    Column(N_("Lần sau"), _again, width=18),
    Column(N_("Ý kiến"), lambda given: given.feedback.comment, width=60),
    Column(N_("Lúc gửi"), lambda given: given.feedback.given_at, Kind.MOMENT, 18),
)
