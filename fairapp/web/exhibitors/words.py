"""The sentence on top of an exhibitor's home, its big button, and its tasks in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import url_for
from flask_babel import gettext as _, ngettext

from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import (
    format_day,
    format_moment,
    format_short_day,
    format_time,
    local,
    local_day,
)
from fairapp.domain.exhibitors import FairDay, Stage, Task, TaskKind
from fairapp.domain.papers import Standing as PaperStanding
from fairapp.domain.text import N_
from fairapp.services.exhibitors import Standing
from fairapp.web.filters import language, metres, number, vnd

TONES = {
    **dict.fromkeys((Stage.WRITE, Stage.COMPLETE, Stage.OFFERED, Stage.PAY, Stage.SELL), "warn"),
    **dict.fromkeys((Stage.PLACING, Stage.STAFF, Stage.READY, Stage.ON, Stage.FEEDBACK, Stage.DONE), "good"),
}
WORDS = {
    TaskKind.PROFILE: (N_("Điền hồ sơ"), N_("Người đại diện, điện thoại, địa chỉ.")),
    TaskKind.PRODUCTS: (N_("Thêm sản phẩm"), N_("Kèm hạng sao và giấy chứng nhận OCOP nếu có.")),
    TaskKind.PAPERS: (N_("Gửi đủ giấy tờ"), N_("Chụp bằng điện thoại rồi gửi.")),
    TaskKind.APPLY: (N_("Gửi đơn đăng ký gian hàng"), N_("Đơn tự lưu khi đang viết.")),
    TaskKind.ANSWER: (N_("Bổ sung đơn"), ""),
    TaskKind.OFFER: (N_("Trả lời lời mời nhận gian"), N_("Quá giờ, gian được mời cho đơn kế tiếp.")),
    TaskKind.FEE: (N_("Nộp phí gian hàng"), ""),
    TaskKind.STAFF: (N_("Nhập người trực gian"), N_("Mỗi người một thẻ ra vào, trong số thẻ miễn phí.")),
    TaskKind.DIARY: (N_("Nhập doanh số ngày %(day)s"), N_("Chỉ mất nửa phút.")),
    TaskKind.FEEDBACK: (N_("Góp ý cho hội chợ"), N_("Bốn câu bấm một lần.")),
    TaskKind.FOLLOW_UP: (N_("Trả lời kết quả văn bản, mốc %(step)d ngày"), ""),
}


@dataclass(frozen=True)
class Step:
    """The big button."""

    word: str
    href: str


@dataclass(frozen=True)
class ShownTask:
    """A task as the page writes it."""

    word: str
    detail: str
    href: str
    until: str
    done: bool
    late: bool


def sentence(at: Standing, stage: Stage, now: datetime, left: int) -> str:
    """Gian B07 – 3×3 m – mở cửa 8:00 ngày 12/12 – còn 4 việc."""
    parts = [*_SAYS.get(stage, _of_booth)(at, now)]
    if left:
        parts.append(ngettext("còn %(num)d việc", "còn %(num)d việc", left))
    return " – ".join(parts)


def time_left(until: datetime, now: datetime) -> str:
    """2 ngày 3 giờ, or 3 giờ 20 phút: as much as one has to know."""
    minutes = max(0, int((until - now) / timedelta(minutes=1)))
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return _("%(days)d ngày %(hours)d giờ", days=days, hours=hours)
    if hours:
        return _("%(hours)d giờ %(minutes)d phút", hours=hours, minutes=minutes % 60)
    return _("%(minutes)d phút", minutes=minutes)


def big_button(at: Standing, stage: Stage) -> Step | None:
    """Đăng ký → Bổ sung → Thanh toán → Nhập nhân sự → Nhập doanh số → Góp ý."""
    if stage is Stage.NOTHING:
        return None
    if stage is Stage.REGISTER:
        return Step(_("Đăng ký gian hàng"), url_for("producer_applications.index"))
    if stage is Stage.COMPLETE and at.application and at.application.state is not ApplicationState.RETURNED:
        return Step(_("Bổ sung giấy tờ"), _papers(at))
    word, endpoint = _BUTTONS.get(stage, (N_("Xem đơn"), "producer_applications.show"))
    return Step(_(word), url_for(endpoint, application_id=_id(at)))


_BUTTONS = {
    Stage.WRITE: (N_("Viết tiếp đơn"), "producer_applications.show"),
    Stage.COMPLETE: (N_("Bổ sung đơn"), "producer_applications.show"),
    Stage.OFFERED: (N_("Trả lời lời mời"), "producer_applications.show"),
    Stage.PLACING: (N_("Xem kết quả xếp gian"), "producer_allocation.show"),
    Stage.PAY: (N_("Thanh toán phí gian hàng"), "producer_fees.show"),
    Stage.STAFF: (N_("Nhập nhân sự"), "producer_passes.index"),
    Stage.READY: (N_("Xem gian của tôi"), "producer_allocation.show"),
    Stage.SELL: (N_("Nhập doanh số"), "producer_sales.diary"),
    Stage.ON: (N_("Xem sổ bán hàng"), "producer_sales.diary"),
    Stage.FEEDBACK: (N_("Góp ý"), "producer_feedback.show"),
    Stage.DONE: (N_("Xem sổ bán hàng"), "producer_sales.diary"),
}


def shown(at: Standing, task: Task, now: datetime) -> ShownTask:
    word, detail = WORDS[task.kind]
    values: dict[str, object] = {"day": format_short_day(task.day)} if task.day else {}
    if task.about:
        values["step"] = task.about.step
    said = _detail(at, task) or (_(detail) if detail else "")
    until = _until_when(task.due) if task.due else ""
    return ShownTask(
        _(word, **values), said, _GOES_TO[task.kind](at, task), until, task.done, task.is_late(now)
    )


def _until_when(due: datetime) -> str:
    """A deadline at midnight is the day before, whole."""
    if local(due).time() == time():
        return format_day(local_day(due - timedelta(seconds=1)))
    return format_moment(due)


def _detail(at: Standing, task: Task) -> str:
    """What only this exhibitor's facts can say."""
    if task.about:
        return task.about.parties
    if task.kind is TaskKind.ANSWER and at.application:
        return at.application.return_reason
    if task.kind is TaskKind.FEE and at.facts.owes:
        return _("Còn %(amount)s.", amount=vnd(at.facts.owes))
    if task.kind is TaskKind.FEE and at.bundle and not task.done:
        return _("%(payer)s nộp thay.", payer=at.bundle.payer)
    if task.kind is TaskKind.PAPERS and at.facts.failing:
        failing = [_title(standing) for standing in at.wanted if standing.fails]
        return "; ".join(failing)
    return ""


def _title(standing: PaperStanding) -> str:
    """The paper, its product, and what a reviewer missed in it."""
    name = standing.kind.name.spoken(language())
    titled = f"{name} – {standing.about.name}" if standing.about else name
    reason = standing.paper.reason if standing.paper else ""
    return f"{titled}: {reason}" if reason else titled


def _papers(at: Standing) -> str:
    """Where the first paper that is not as it should be is sent."""
    first = next((standing for standing in at.wanted if standing.fails), None)
    if first is None:
        return url_for("producer_producers.list_papers")
    product = first.about.id if first.about else None
    return url_for("producer_producers.list_papers", kind=first.kind.id, product=product, _anchor="send")


def _application(at: Standing) -> str:
    if at.application is None:
        return url_for("producer_applications.index")
    return url_for("producer_applications.show", application_id=at.application.id)


def _agreement(task: Task) -> str:
    if task.about is None:
        raise LookupError("this task is about an agreement")
    ids = {"application_id": task.about.application, "agreement_id": task.about.agreement}
    return url_for("producer_agreements.follow_up", **ids)


def _id(at: Standing) -> int:
    if at.application is None:
        raise LookupError("this stage is about an application")
    return at.application.id


_GOES_TO: dict[TaskKind, Callable[[Standing, Task], str]] = {
    TaskKind.PROFILE: lambda at, task: url_for("producer_producers.profile"),
    TaskKind.PRODUCTS: lambda at, task: url_for(
        "producer_producers.list_products" if at.products else "producer_producers.new_product"
    ),
    TaskKind.PAPERS: lambda at, task: _papers(at),
    TaskKind.APPLY: lambda at, task: _application(at),
    TaskKind.ANSWER: lambda at, task: _application(at),
    TaskKind.OFFER: lambda at, task: _application(at),
    TaskKind.FEE: lambda at, task: url_for("producer_fees.show", application_id=_id(at)),
    TaskKind.STAFF: lambda at, task: url_for("producer_passes.index", application_id=_id(at)),
    TaskKind.DIARY: lambda at, task: url_for(
        "producer_sales.diary_day", application_id=_id(at), day=task.day.isoformat() if task.day else ""
    ),
    TaskKind.FOLLOW_UP: lambda at, task: _agreement(task),
    TaskKind.FEEDBACK: lambda at, task: url_for("producer_feedback.show", application_id=_id(at)),
}


def _of_booth(at: Standing, now: datetime) -> list[str]:
    """The booth, how large it is, and when its doors open or close next."""
    return [_("Gian %(numbers)s", numbers=at.numbers), *_size(at), _hours(at.facts.days, now)]


def _size(at: Standing) -> list[str]:
    sizes = {(booth.width_cm, booth.depth_cm) for booth in at.booths}
    if len(sizes) != 1:
        return []
    width, depth = sizes.pop()
    return [f"{number(width / 100)}×{metres(depth)}"]


def _hours(days: tuple[FairDay, ...], now: datetime) -> str:
    following = next((day for day in days if now < day.closes), None)
    if following is None:
        return _("hội chợ đã kết thúc")
    if following.opens <= now:
        return _("mở cửa đến %(time)s hôm nay", time=format_time(following.closes))
    if following.day == local_day(now):
        return _("mở cửa %(time)s hôm nay", time=format_time(following.opens))
    day = format_short_day(following.day)
    return _("mở cửa %(time)s ngày %(day)s", time=format_time(following.opens), day=day)


def _fair(at: Standing) -> str:
    return at.fair.name if at.fair else ""


def _until(at: Standing) -> str:
    return format_moment(at.fair.apply_until) if at.fair and at.fair.apply_until else ""


def _offered(at: Standing, now: datetime) -> list[str]:
    until = at.facts.offer_until
    if until is None:
        return [_fair(at)]
    said = _("có gian trống dành cho đơn này đến %(until)s", until=format_moment(until))
    return [_fair(at), said, _("còn %(left)s để trả lời", left=time_left(until, now))]


def _waiting(at: Standing, _now: datetime) -> list[str]:
    place = at.application.waitlist_number if at.application else None
    return [_fair(at), _("đơn ở danh sách chờ, số %(n)d", n=place or 0)]


def _asked(at: Standing, _now: datetime) -> list[str]:
    if at.application and at.application.state is ApplicationState.RETURNED:
        return [_fair(at), _("đơn cần bổ sung: %(reason)s", reason=at.application.return_reason)]
    return [_fair(at), _("đơn đã gửi, giấy tờ cần bổ sung")]


def _refused(at: Standing, _now: datetime) -> list[str]:
    """Who has only a telephone reads the reason here."""
    reason = at.application.decision_reason if at.application else ""
    return [_fair(at), _("đơn không được nhận: %(reason)s", reason=reason)]


_SAYS: dict[Stage, Callable[[Standing, datetime], list[str]]] = {
    Stage.NOTHING: lambda at, now: [
        _("Hiện chưa có hội chợ nào nhận đăng ký. Khi có, tên hội chợ sẽ hiện ở đây.")
    ],
    Stage.REGISTER: lambda at, now: [_fair(at), _("nhận đăng ký đến %(until)s", until=_until(at))],
    Stage.WRITE: lambda at, now: [
        _fair(at),
        _("đơn mới là bản nháp, hãy gửi trước %(until)s", until=_until(at)),
    ],
    Stage.MISSED: lambda at, now: [_fair(at), _("bản nháp chưa được gửi và hạn đăng ký đã qua")],
    Stage.COMPLETE: _asked,
    Stage.REVIEWED: lambda at, now: [_fair(at), _("đơn đã gửi, ban tổ chức đang xét")],
    Stage.OFFERED: _offered,
    Stage.WAITLISTED: _waiting,
    Stage.REFUSED: _refused,
    Stage.WITHDRAWN: lambda at, now: [_fair(at), _("đơn đã rút")],
    Stage.CANCELLED: lambda at, now: [_fair(at), _("hội chợ đã huỷ")],
    Stage.PLACING: lambda at, now: [_fair(at), _("đơn được nhận, chưa có gian")],
    Stage.OVER: lambda at, now: [_fair(at), _("hội chợ đã kết thúc")],
}
