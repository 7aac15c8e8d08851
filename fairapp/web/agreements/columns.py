"""The book of agreements as a list to take away: one line an entry, with what became of it."""

from collections.abc import Callable

from flask_babel import gettext as _

from fairapp.documents.workbooks import Kind
from fairapp.domain.follow_ups import STEPS
from fairapp.models import AgreementFollowUp
from fairapp.services.agreements import Followed
from fairapp.web.downloads import Column
from fairapp.web.labels import label


def columns() -> list[Column]:
    """Everything that the book holds of an entry; a value nobody stated stays blank."""
    return [*_of_paper(), *_of_following(), *(column for step in STEPS for column in _of_step(step))]


def _of_paper() -> list[Column]:
    return [
        Column(_("Bên A"), lambda one: "".join(one.agreement.names[:1]), width=36),
        Column(_("Bên B"), lambda one: "".join(one.agreement.names[1:2]), width=36),
        Column(_("Các bên khác"), lambda one: "\n".join(one.agreement.names[2:]), width=36),
        Column(_("Loại"), lambda one: label(one.agreement.kind), width=24),
        Column(_("Cấp"), lambda one: label(one.agreement.level), width=28),
        Column(_("Số văn bản"), lambda one: one.agreement.count, Kind.NUMBER, 12),
        Column(_("Giá trị khi ký"), lambda one: one.agreement.value, Kind.MONEY, 22),
        Column(_("Ngày ký"), lambda one: one.agreement.signed_on, Kind.DAY, 14),
        Column(_("Ký tại sự kiện"), _event, width=36),
        Column(_("Nội dung chính"), lambda one: one.agreement.terms, width=60),
        Column(_("Nguồn, nơi lưu"), lambda one: one.agreement.source, width=36),
        Column(_("Có bản chụp"), lambda one: bool(one.agreement.stored_name), width=12),
        Column(_("Người ghi"), _entered_by, width=36),
    ]


def _of_following() -> list[Column]:
    return [
        Column(_("Theo dõi"), lambda one: label(one.state), width=18),
        Column(_("Hạn"), lambda one: one.on, Kind.DAY, 14),
        Column(_("Trả lời gần nhất"), lambda one: label(one.last.answer) if one.last else None, width=24),
        Column(_("Đã giao"), lambda one: one.delivered, Kind.MONEY, 22),
    ]


def _of_step(step: int) -> list[Column]:
    def read(what: Callable[[AgreementFollowUp], object]) -> Callable[[object], object]:
        return lambda one: next((what(a) for a in one.agreement.follow_ups if a.step == step), None)

    return [
        Column(_("Trả lời mốc %(n)d ngày", n=step), read(lambda a: label(a.answer)), width=24),
        Column(_("Đã giao, mốc %(n)d ngày", n=step), read(lambda a: a.delivered), Kind.MONEY, 22),
        Column(_("Ghi chú, mốc %(n)d ngày", n=step), read(lambda a: a.note), width=36),
        Column(_("Trả lời lúc, mốc %(n)d ngày", n=step), read(lambda a: a.answered_at), Kind.MOMENT, 20),
    ]


def _event(one: Followed) -> str:
    return one.agreement.event.name if one.agreement.event else ""


def _entered_by(one: Followed) -> str:
    return one.agreement.producer.name if one.agreement.producer else _("Ban tổ chức")
