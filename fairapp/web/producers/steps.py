"""What a producer should do next: one sentence with one link, and tasks that complete themselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from fairapp.domain.applications import UNDER_REVIEW, WITH_ORGANISER, ApplicationState
from fairapp.domain.calendar import at_local, format_day, format_moment, format_time, local_day
from fairapp.domain.papers import Finding
from fairapp.domain.producers import CertificateState, certificate_state
from fairapp.models import Application, Paper, PaperVerdict, Producer, Product
from fairapp.services import fairs, producers
from fairapp.web.filters import language, vnd
from fairapp.web.producers.stands import Stand


@dataclass(frozen=True)
class Situation:
    """Everything the next step is chosen from."""

    producer: Producer
    products: Sequence[Product]
    applications: Sequence[Application]
    open_fairs: Sequence[fairs.Listed]
    now: datetime
    stands: Sequence[Stand] = ()
    papers: Sequence[Paper] = ()
    verdicts: Mapping[int, Sequence[PaperVerdict]] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """A sentence and, where something can be done, where."""

    sentence: str
    href: str = ""
    word: str = ""
    tone: str = "info"


@dataclass(frozen=True)
class Task:
    """Done as soon as the facts say so; nobody ticks it off."""

    word: str
    detail: str
    href: str
    done: bool


def next_step(at: Situation) -> Step:
    """The first of these that applies."""
    return next(step for look in _LOOKS if (step := look(at)) is not None)


def tasks(at: Situation) -> list[Task]:
    """The way from registering to a sent application."""
    certified = [p for p in at.products if p.certificate_number]
    sent = [a for a in at.applications if a.state not in (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)]
    begun = at.applications[0] if at.applications else None
    apply_at = url_for("producer_applications.index")
    if begun is not None and begun.state is ApplicationState.DRAFT:
        apply_at = url_for("producer_applications.show", application_id=begun.id)
    return [
        Task(
            _("Điền hồ sơ"),
            _("Người đại diện, điện thoại, địa chỉ."),
            url_for("producer_producers.profile"),
            producers.is_complete(at.producer),
        ),
        Task(
            _("Thêm sản phẩm"),
            _("Kèm hạng sao và giấy chứng nhận OCOP nếu có."),
            url_for("producer_producers.list_products" if at.products else "producer_producers.new_product"),
            bool(at.products),
        ),
        Task(
            _("Gửi ảnh giấy tờ"),
            _("Ảnh chụp giấy chứng nhận, đăng ký kinh doanh.")
            if certified
            else _("Ảnh chụp đăng ký kinh doanh, giấy an toàn thực phẩm."),
            url_for("producer_producers.list_papers"),
            bool(at.papers),
        ),
        Task(
            _("Gửi đơn đăng ký gian hàng"),
            _("Đơn tự lưu khi đang viết."),
            apply_at,
            bool(sent),
        ),
    ]


def ending_certificates(at: Situation) -> list[tuple[Product, CertificateState]]:
    """Products whose certificate has run out or soon will."""
    today = local_day(at.now)
    states = [(p, certificate_state(p.expires_on, today)) for p in at.products]
    return [(p, s) for p, s in states if s in (CertificateState.EXPIRING, CertificateState.EXPIRED)]


def ending_papers(at: Situation) -> list[tuple[Paper, CertificateState]]:
    """Papers with a day of their own that has come or soon will."""
    today = local_day(at.now)
    states = [(p, certificate_state(p.expires_on, today)) for p in at.papers]
    return [(p, s) for p, s in states if s in (CertificateState.EXPIRING, CertificateState.EXPIRED)]


def _objected(at: Situation) -> Step | None:
    """A paper in which a reviewer of a fair that is still to come has found something."""
    open_to = {a.fair_id for a in at.applications if a.state in WITH_ORGANISER}
    for paper in at.papers:
        for verdict in at.verdicts.get(paper.id, ()):
            if verdict.fair_id in open_to and verdict.finding is not Finding.GOOD:
                return _send_again(paper, verdict)
    return None


def _send_again(paper: Paper, verdict: PaperVerdict) -> Step:
    kind = paper.kind.names.spoken(language())
    if verdict.finding is Finding.LACKING:
        sentence = _("%(paper)s cần bổ sung: %(reason)s", paper=kind, reason=verdict.reason)
    else:
        sentence = _("Ban tổ chức thấy %(paper)s đã hết hạn.", paper=kind)
    address = url_for(
        "producer_producers.list_papers", kind=paper.kind_id, product=paper.product_id, _anchor="send"
    )
    return Step(sentence, address, _("Gửi bản mới"), "warn")


def _asked(at: Situation) -> Step | None:
    found = _first(at, ApplicationState.RETURNED)
    if found is None:
        return None
    sentence = _("Đơn dự %(fair)s cần bổ sung: %(reason)s", fair=found.fair.name, reason=found.return_reason)
    return Step(sentence, _address(found), _("Bổ sung đơn"), "warn")


def _drafted(at: Situation) -> Step | None:
    found = _first(at, ApplicationState.DRAFT)
    if found is None or not fairs.takes_applications(found.fair, at.now):
        return None
    until = format_moment(found.fair.apply_until) if found.fair.apply_until else ""
    sentence = _(
        "Đơn dự %(fair)s mới là bản nháp. Hãy gửi trước %(until)s.", fair=found.fair.name, until=until
    )
    return Step(sentence, _address(found), _("Viết tiếp đơn"), "warn")


def _evening(at: Situation) -> Step | None:
    """A day of the fair whose sales nobody has entered yet."""
    silent = next((stand for stand in at.stands if stand.is_silent_today), None)
    if silent is None:
        return None
    sentence = _("Gian %(numbers)s – hôm nay chưa ghi sổ bán hàng. Chỉ mất nửa phút.", numbers=silent.numbers)
    address = url_for("producer_sales.diary", application_id=silent.application.id)
    return Step(sentence, address, _("Ghi sổ bán hàng hôm nay"), "warn")


def _fee(at: Situation) -> Step | None:
    """A booth whose fee is not paid yet."""
    stand = next((stand for stand in at.stands if stand.owes), None)
    if stand is None or stand.fee is None:
        return None
    amount, due_on = vnd(stand.owes), stand.fee.invoice.due_on
    if due_on is None:
        sentence = _("Gian %(numbers)s – còn phải nộp %(amount)s.", numbers=stand.numbers, amount=amount)
    else:
        sentence = _(
            "Gian %(numbers)s – còn phải nộp %(amount)s, hạn %(day)s.",
            numbers=stand.numbers,
            amount=amount,
            day=format_day(due_on),
        )
    address = url_for("producer_fees.show", application_id=stand.application.id)
    return Step(sentence, address, _("Nộp phí"), "warn")


def _stand(at: Situation) -> Step | None:
    stand = next(iter(at.stands), None)
    if stand is None:
        return None
    booth, application = stand.diary.booths[0], stand.application
    opening = next((s for s in booth.site.sessions if at_local(s.day, s.closes) > at.now), None)
    if opening is None:
        return None
    sentence = _(
        "Gian %(numbers)s – mở cửa %(time)s ngày %(day)s.",
        numbers=stand.numbers,
        time=format_time(opening.opens),
        day=format_day(opening.day),
    )
    address = url_for("producer_allocation.show", application_id=application.id)
    return Step(sentence, address, _("Xem gian của tôi"), "good")


def _accepted(at: Situation) -> Step | None:
    today = local_day(at.now)
    for application in at.applications:
        days = fairs.days(application.fair)
        if application.state is ApplicationState.ACCEPTED and (not days or days[-1] >= today):
            first = format_day(days[0]) if days else ""
            sentence = _(
                "Đơn dự %(fair)s đã được nhận. Hội chợ mở cửa từ %(day)s.",
                fair=application.fair.name,
                day=first,
            )
            return Step(sentence, _address(application), _("Xem đơn"), "good")
    return None


def _not_accepted(at: Situation) -> Step | None:
    """The latest announced answer that is not a booth, while the fair is still to come."""
    today = local_day(at.now)
    for found in at.applications:
        days = fairs.days(found.fair)
        if days and days[-1] < today:
            continue
        if found.state is ApplicationState.WAITLISTED:
            sentence = _(
                "Đơn dự %(fair)s ở danh sách chờ, số %(number)d.",
                fair=found.fair.name,
                number=found.waitlist_number or 0,
            )
            return Step(sentence, _address(found), _("Xem đơn"))
        if found.state is ApplicationState.REFUSED:
            sentence = _("Đơn dự %(fair)s không được nhận. Lý do ghi trong đơn.", fair=found.fair.name)
            return Step(sentence, _address(found), _("Xem đơn"))
    return None


def _profile(at: Situation) -> Step | None:
    if producers.is_complete(at.producer):
        return None
    sentence = _("Hãy điền người đại diện, số điện thoại và địa chỉ để ban tổ chức liên hệ được.")
    return Step(sentence, url_for("producer_producers.profile"), _("Điền hồ sơ"))


def _first_product(at: Situation) -> Step | None:
    if at.products:
        return None
    sentence = _("Hãy thêm sản phẩm đầu tiên để đăng ký được hội chợ.")
    return Step(sentence, url_for("producer_producers.new_product"), _("Thêm sản phẩm"))


def _open(at: Situation) -> Step | None:
    if not at.open_fairs:
        return None
    fair = at.open_fairs[0].fair
    until = format_moment(fair.apply_until) if fair.apply_until else ""
    sentence = _("%(fair)s đang nhận đăng ký đến %(until)s.", fair=fair.name, until=until)
    return Step(sentence, url_for("producer_applications.index"), _("Đăng ký gian hàng"))


def _waiting(at: Situation) -> Step | None:
    found = next((a for a in at.applications if a.state in UNDER_REVIEW), None)
    if found is None:
        return None
    sentence = _(
        "Đơn dự %(fair)s đã gửi, ban tổ chức đang xét. Có tin mới sẽ hiện ở đây.", fair=found.fair.name
    )
    return Step(sentence, _address(found), _("Xem đơn"))


def _nothing(at: Situation) -> Step | None:
    return Step(_("Hiện chưa có hội chợ nào nhận đăng ký. Khi có, tên hội chợ sẽ hiện ở đây."))


_LOOKS: tuple[Callable[[Situation], Step | None], ...] = (
    *(
        _asked,
        _objected,
        _evening,
        _drafted,
        _fee,
        _stand,
        _accepted,
        _profile,
        _first_product,
        _not_accepted,
        _open,
        _waiting,
    ),
    _nothing,
)


def _first(at: Situation, state: ApplicationState) -> Application | None:
    return next((a for a in at.applications if a.state is state), None)


def _address(application: Application) -> str:
    return url_for("producer_applications.show", application_id=application.id)
