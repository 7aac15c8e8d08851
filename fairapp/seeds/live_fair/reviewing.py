"""What provinces and the organiser said about the applications, and when; told as the history tells it."""

from datetime import datetime, time, timedelta
from random import Random

from fairapp.domain.applications import OUTCOMES, ApplicationState as State, Decision
from fairapp.domain.calendar import local_day
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.text import N_
from fairapp.models import Application
from fairapp.seeds.chance import OFFICE, awake
from fairapp.seeds.live_fair.words import date_words
from fairapp.seeds.story import Story, tell
from fairapp.services.applications.announcing import ANNOUNCEMENTS
from fairapp.services.applications.review import SENTENCES

DECIDED, ANNOUNCED, WITHDRAWN = (-30, -25), -24, (-30, -21)  # days before the first one
DECISIONS = {state: decision for decision, state in OUTCOMES.items()}
WAITING = "Hết gian trong khu này. Có đơn vị rút là ban tổ chức gọi theo số thứ tự."
NO_STARS = "Sản phẩm chưa có hạng sao, hội chợ lần này ưu tiên sản phẩm từ 3 sao."
REFUSALS = (
    "Mặt hàng này đã đủ gian. Lần này ưu tiên đơn vị chưa tham gia hội chợ trước.",
    "Khu của nhóm hàng này đã kín, đơn vị không nhận đứng ở khu khác.",
    "Lần trước đơn vị đóng gian sớm một ngày rưỡi mà không báo.",
    "Danh mục có hàng không do đơn vị sản xuất.",
)
QUESTIONS = (
    "Số giấy chứng nhận ghi trong đơn không tra được. Xin kiểm tra lại và gửi bản chụp.",
    "Xin bổ sung bản tự công bố sản phẩm còn hiệu lực.",
    "Tên hàng trong đơn khác tên trên giấy chứng nhận. Đơn vị dùng tên nào?",
    "Xin ghi rõ món nào làm nóng tại gian để tính nguồn điện.",
    "Xin cho biết tổng công suất các thiết bị điện mang theo.",
)


def sow(story: Story, chance: Random) -> None:
    """In the order of submission, because the waiting list is numbered so."""
    by_time = sorted(story.applications, key=lambda a: (a.submitted_at or a.created_at, a.id))
    waiting = 0
    for application in by_time:
        _begin(story, application)
        if application.state is State.DRAFT:
            continue
        if application.state in (State.SUBMITTED, State.ENDORSED):
            _come_late(story, chance, application)
        _submit(story, application)
        _endorse(story, chance, application)
        if application.state is State.RETURNED:
            _return(story, chance, application)
        if application.state in DECISIONS:
            waiting += application.state is State.WAITLISTED
            _decide(story, chance, application, waiting)
        if application.state is State.WITHDRAWN:
            _withdraw(story, chance, application)
    _announce(story)


def _begin(story: Story, application: Application) -> None:
    _tell(story, application.created_at, application, "begin", N_("Bắt đầu soạn đơn."))


def _come_late(story: Story, chance: Random, application: Application) -> None:
    """Sent on the last day; nobody has decided about it yet."""
    application.submitted_at = story.at(-32, time(8)) + timedelta(minutes=chance.randint(0, 530))
    application.saved_at = application.submitted_at
    date_words(application, application.submitted_at)


def _submit(story: Story, application: Application) -> None:
    _tell(story, application.submitted_at, application, "submit", N_("Gửi đơn."))


def _endorse(story: Story, chance: Random, application: Application) -> None:
    """Nearly every province vouches before the organiser decides."""
    waits = application.state in (State.SUBMITTED, State.RETURNED)
    spared = application.producer.kind is ProducerKind.OTHER or chance.random() < 0.08
    if waits or (spared and application.state is not State.ENDORSED):
        return
    sent = local_day(application.submitted_at)
    application.endorsed_at = awake(chance, sent + timedelta(days=1), sent + timedelta(days=3), OFFICE)
    lead = story.delegations[application.producer.unit_id].lead
    tell(
        application.endorsed_at,
        lead,
        "application.endorse",
        ("application", application.id),
        N_("Đoàn tỉnh xác nhận."),
        fair=story.live,
    )


def _return(story: Story, chance: Random, application: Application) -> None:
    """A question that has not been answered."""
    question = QUESTIONS[application.id % len(QUESTIONS)]
    at = _decided_at(story, chance)
    application.return_reason = question
    application.returned_by = story.owner.name
    sentence = N_("Ban tổ chức hỏi: %(question)s")
    _tell(story, at, application, "ask", sentence, by_organiser=True, question=question)


def _decide(story: Story, chance: Random, application: Application, waiting: int) -> None:
    decision = DECISIONS[application.state]
    application.decision, application.decided_by_id = decision, story.organiser.id
    application.decided_at = max(
        _decided_at(story, chance), application.endorsed_at or story.at(-31, time(8))
    )
    application.announced_at = story.at(ANNOUNCED, time(16))
    if decision is Decision.REFUSE:
        application.decision_reason = _refusal(application)
    if decision is Decision.WAITLIST:
        application.decision_reason, application.waitlist_number = WAITING, waiting
    _tell_verdict(story, application)


def _tell_verdict(story: Story, application: Application) -> None:
    """First in private, then to everybody."""
    reason = application.decision_reason
    _tell(
        story,
        application.decided_at,
        application,
        "decide",
        SENTENCES[application.decision],
        by_organiser=True,
        private=True,
        reason=reason,
    )
    _tell(
        story,
        application.announced_at,
        application,
        "announce",
        ANNOUNCEMENTS[application.state],
        by_organiser=True,
        number=application.waitlist_number or 0,
        reason=reason,
    )


def _refusal(application: Application) -> str:
    starred = any(line.product.stars for line in application.goods)
    return REFUSALS[application.id % len(REFUSALS)] if starred else NO_STARS


def _withdraw(story: Story, chance: Random, application: Application) -> None:
    at = awake(chance, story.day(WITHDRAWN[0]), story.day(WITHDRAWN[1]))
    _tell(story, at, application, "withdraw", N_("Rút đơn."))


def _announce(story: Story) -> None:
    told = [a for a in story.applications if a.announced_at]
    story.live.decisions_announced_at = story.at(ANNOUNCED, time(16))
    tell(
        story.at(ANNOUNCED, time(16)),
        story.organiser,
        "application.announce",
        ("fair", story.live.id),
        N_("Công bố kết quả xét %(n)d đơn."),
        fair=story.live,
        n=len(told),
    )


def _decided_at(story: Story, chance: Random) -> datetime:
    return awake(chance, story.day(DECIDED[0]), story.day(DECIDED[1]), OFFICE)


def _tell(
    story: Story,
    at: datetime,
    application: Application,
    verb: str,
    sentence: str,
    *,
    by_organiser: bool = False,
    private: bool = False,
    **values: object,
) -> None:
    lead = story.delegations[application.producer.unit_id].lead
    actor = story.organiser if by_organiser else application.producer.user or lead
    tell(
        at,
        actor,
        f"application.{verb}",
        ("application", application.id),
        sentence,
        fair=story.live,
        private=private,
        **values,
    )
