"""The applicant's part: begin, keep what is typed, send, take back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from fairapp.db import db, now
from fairapp.domain.application_form import YES_OR_NO, FieldAsk, FormField
from fairapp.domain.applications import LEADS_TO, ApplicationState, Move, Who, may
from fairapp.domain.calendar import format_moment
from fairapp.domain.completeness import ApplicationFacts, Goods, certificate_gaps, field_gaps, missing
from fairapp.domain.errors import Conflict, Invalid, Refusal
from fairapp.domain.fairs import takes_decisions
from fairapp.domain.gaps import Missing
from fairapp.domain.offers import Stand
from fairapp.domain.papers import to_confirm
from fairapp.domain.text import N_
from fairapp.models import Application, ApplicationProduct, Fair, Producer, Product, User
from fairapp.services import accounts, fairs
from fairapp.services.applications import fair_form, line, offers, promises, saves
from fairapp.services.applications.fields import KEEPERS, READERS, UNASKED
from fairapp.services.applications.wanted_papers import standings_of

NOT_NOW = N_("Đơn này đang ở bước khác nên không làm được việc đó. Hãy tải lại trang.")
NOT_OPEN = N_("Hội chợ này hiện không nhận đăng ký.")
TOO_LATE = N_("Hạn đăng ký đã qua lúc %(until)s.")
OVER = N_("Hội chợ này đã huỷ hoặc đã khoá sổ nên đơn chỉ còn để xem.")
STARTED = N_("Hội chợ đã khai mạc nên đơn không sửa được nữa.")
NOT_ASKED = N_("Hội chợ không hỏi mục này nữa nên nội dung vừa nhập chưa được lưu. Hãy tải lại trang.")


def begin(producer: Producer, fair: Fair, actor: User) -> Application:
    """The producer's application to this fair, begun now if there is none."""
    found = find(producer, fair)
    if found is not None:
        return found
    check_window(fair, ApplicationState.DRAFT, now())
    application = Application(fair=fair, producer=producer, entered_by_id=actor.id, saved_at=now())
    try:
        with db.session.begin_nested():
            db.session.add(application)
    except IntegrityError:  # begun on another device at the same moment
        return db.session.scalars(_of(producer, fair)).one()
    audit(actor, application, "begin", N_("Bắt đầu soạn đơn."))
    return application


def keep(
    application: Application, changes: Mapping[str, object], by: User | None = None, device: str = ""
) -> None:
    """Save what has been typed; a wrong value is Invalid at its field and leaves the rest to the caller."""
    check_move(application, Move.EDIT, Who.APPLICANT)
    check_window(application.fair, application.state, now())
    asks = asks_of(application)
    for name, value in changes.items():
        if asks.get(name) is FieldAsk.HIDDEN:
            raise Invalid(NOT_ASKED, field=name)
        before = READERS[name](application)
        KEEPERS[name](application, value, by)
        saves.note(application, name, READERS[name](application) != before, by, device)
    application.saved_at = now()
    db.session.flush()


def asks_of(application: Application) -> dict[FormField, FieldAsk]:
    """What this fair asks of this kind of producer."""
    return fair_form.read(application.fair).asks(application.producer.kind)


def submit(application: Application, actor: User) -> list[Missing]:
    """Send the application unless something is missing; gives what keeps it from being sent."""
    check_move(application, Move.SUBMIT, Who.APPLICANT)
    check_window(application.fair, application.state, now())
    gaps = [gap for gap in missing(facts(application, actor)) if gap.blocks]
    if gaps:
        return gaps
    _forget_unasked(application)
    answer = application.state is ApplicationState.RETURNED
    application.goods = _present(application)
    _move(application, Move.SUBMIT)
    application.submitted_at = application.submitted_at or now()
    application.decision, application.decision_reason = None, ""
    application.return_reason, application.returned_by = "", ""
    audit(actor, application, "submit", N_("Trả lời và gửi lại đơn.") if answer else N_("Gửi đơn."))
    db.session.flush()
    return []


def withdraw(application: Application, actor: User, stood: Stand | None = None) -> None:
    """Take it back; `stood` is what the booth has that becomes free, where one was given."""
    check_move(application, Move.WITHDRAW, Who.APPLICANT)
    check_not_started(application.fair, now())
    before = application.state
    _move(application, Move.WITHDRAW)
    application.decision, application.waitlist_number = None, None
    audit(actor, application, "withdraw", N_("Rút đơn."))
    db.session.flush()
    if before is ApplicationState.WAITLISTED:
        line.close_gaps(application.fair)
        offers.give_up(application)
    elif before is ApplicationState.ACCEPTED:
        offers.freed(application, stood)


def reopen(application: Application, actor: User) -> None:
    """Take a withdrawn application up again, as a draft."""
    check_move(application, Move.REOPEN, Who.APPLICANT)
    check_window(application.fair, ApplicationState.DRAFT, now())
    _move(application, Move.REOPEN)
    application.submitted_at = application.endorsed_at = application.announced_at = None
    application.papers_confirmed_at = None
    audit(actor, application, "reopen", N_("Mở lại đơn đã rút."))
    db.session.flush()


def facts(application: Application, actor: User | None = None) -> ApplicationFacts:
    """What completeness looks at, with the days on which the fair is open.

    Consent is asked of the producer alone: who writes for it sends without, and the producer is asked later.
    """
    producer, fair = application.producer, application.fair
    papers, form = standings_of(application), fair_form.read(fair)
    consent = application.consent
    return ApplicationFacts(
        representative=producer.representative,
        phone=producer.phone,
        place=producer.commune or producer.address,
        booth_count=application.booth_count,
        goods=tuple(goods_facts(line.product) for line in _present(application)),
        staff=tuple(person.name for person in application.staff),
        asks=form.asks(producer.kind),
        answered=_answered(application),
        yes=_yes(application),
        uncommitted=len(promises.left(application, form.commitments)),
        consented=not promises.is_own(application, actor)
        or (consent is not None and consent.version == form.consent.version),
        passes_per_booth=fair.passes_per_booth,
        days=tuple(fairs.days(fair)),
        papers=tuple(papers),
        papers_confirmed=application.papers_confirmed_at is not None
        or not to_confirm(papers, application.created_at),
        expiry_rule=fair.expiry_rule,
    )


def asked_since(application: Application) -> list[Missing]:
    """What the fair has come to require since this application was sent, which it stays."""
    return field_gaps(asks_of(application), _answered(application), _yes(application))


def _answered(application: Application) -> set[FormField]:
    """Where something is said. No, and no power at all, are answers once somebody has typed them."""
    by_saying_no = YES_OR_NO | {FormField.POWER}
    said = {field for field in by_saying_no if field in application.saves}
    return said | {field for field in FormField if READERS[field](application)}


def _yes(application: Application) -> set[FormField]:
    return {field for field in YES_OR_NO if READERS[field](application)}


def _forget_unasked(application: Application) -> None:
    """What was typed before the fair hid a field does not count."""
    for field, ask in asks_of(application).items():
        if ask is FieldAsk.HIDDEN:
            KEEPERS[field](application, UNASKED[field], None)


def list_goods(application: Application) -> list[tuple[Product, list[Missing]]]:
    """What it brings, each with what its certificate lacks on the days of the fair."""
    days, rule = fairs.days(application.fair), application.fair.expiry_rule
    return [
        (line.product, certificate_gaps(goods_facts(line.product), days, rule)) for line in application.goods
    ]


def goods_facts(product: Product) -> Goods:
    return Goods(
        id=product.id,
        name=product.name,
        stars=product.stars,
        certificate_number=product.certificate_number,
        issued_on=product.issued_on,
        expires_on=product.expires_on,
    )


def check_move(application: Application, move: Move, who: Who) -> None:
    """Only leaving is open to everybody always: in a cancelled or closed fair nothing else goes on."""
    if not may(application.state, move, who):
        raise Conflict(NOT_NOW)
    if move is not Move.WITHDRAW:
        check_goes_on(application.fair)


def check_goes_on(fair: Fair) -> None:
    if not takes_decisions(fair.state):
        raise Conflict(OVER)


def check_window(fair: Fair, state: ApplicationState, at: datetime) -> None:
    """A draft has the fair's deadline; the answer to a question has until the opening."""
    if state is ApplicationState.RETURNED:
        check_not_started(fair, at)
    elif not fairs.takes_applications(fair, at):
        if fair.apply_until is not None and at >= fair.apply_until:
            raise Conflict(TOO_LATE, until=format_moment(fair.apply_until))
        raise Conflict(NOT_OPEN)


def check_not_started(fair: Fair, at: datetime) -> None:
    timeline = fairs.timeline(fair)
    if timeline.opens and at >= min(opens for opens, _ in timeline.opens):
        raise Conflict(STARTED)


def may_keep(application: Application, at: datetime) -> bool:
    """Whether the applicant could change it now, so that the page shows a form and not a record."""
    try:
        check_move(application, Move.EDIT, Who.APPLICANT)
        check_window(application.fair, application.state, at)
    except Refusal:
        return False
    return True


def audit(
    actor: User,
    application: Application,
    verb: str,
    sentence: str,
    *,
    private: bool = False,
    **values: object,
) -> None:
    """One line in the application's history."""
    accounts.audit(
        actor,
        f"application.{verb}",
        "application",
        application.id,
        sentence,
        fair_id=application.fair_id,
        private=private,
        **values,
    )


def _move(application: Application, move: Move) -> None:
    application.state = LEADS_TO[move]


def _of(producer: Producer, fair: Fair) -> Select[tuple[Application]]:
    return select(Application).where(Application.fair_id == fair.id, Application.producer_id == producer.id)


def find(producer: Producer, fair: Fair) -> Application | None:
    return db.session.scalar(_of(producer, fair))


def _present(application: Application) -> list[ApplicationProduct]:
    """The products of the application that the producer still has."""
    return [line for line in application.goods if line.product.removed_at is None]
