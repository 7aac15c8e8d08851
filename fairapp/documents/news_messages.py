"""Letters that tell an applicant what others did: in its own language, whoever set them off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flask import render_template
from flask_babel import force_locale, gettext

from fairapp.documents.allocation_words import reason_words
from fairapp.documents.fee_papers import Account
from fairapp.documents.messages import Message
from fairapp.domain.accounts import LABELS, Role
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import format_day, format_moment
from fairapp.domain.inspections import FINDINGS, REMEDIES, Point
from fairapp.domain.money import format_vnd
from fairapp.domain.phones import display
from fairapp.domain.text import N_, Bilingual


@dataclass(frozen=True)
class Reader:
    """To whom a letter speaks and about which fair. No `address`: nobody signs in for this producer."""

    name: str
    language: str
    fair: str
    hotline: str = ""
    address: str = ""


class Entered(StrEnum):
    """What somebody else wrote down for a producer."""

    PROFILE = "profile"
    APPLICATION = "application"
    DIARY = "diary"


VERDICTS = {
    ApplicationState.ACCEPTED: N_("Đơn được nhận – %(fair)s"),
    ApplicationState.WAITLISTED: N_("Đơn ở danh sách chờ – %(fair)s"),
    ApplicationState.REFUSED: N_("Đơn không được nhận – %(fair)s"),
}


def verdict(
    reader: Reader, state: ApplicationState, *, booths: int = 1, number: int = 0, reason: str = ""
) -> Message:
    """Accepted, waiting or refused, as announced."""
    return _message(
        reader, VERDICTS[state], "verdict", state=state.value, booths=booths, number=number, reason=reason
    )


def offer(reader: Reader, *, booths: int, until: str) -> Message:
    """A booth became free for somebody on the waiting list."""
    return _message(reader, N_("Mời nhận gian trống – %(fair)s"), "offer", booths=booths, until=until)


def offer_lapsed(reader: Reader, *, number: int) -> Message:
    """The time for answering is over."""
    return _message(reader, N_("Lời mời nhận gian đã hết giờ – %(fair)s"), "offer_lapsed", number=number)


def wish_gone(reader: Reader, places: Sequence[str]) -> Message:
    """What was wished for is no longer on the plan."""
    subject = N_("Nơi ghi ở nguyện vọng không còn trên sơ đồ – %(fair)s")
    return _message(reader, subject, "wish_gone", places=", ".join(places))


def question(reader: Reader, asked_by: str, text: str) -> Message:
    """An application came back: what is asked, and by whom."""
    return _message(reader, N_("Đơn cần bổ sung – %(fair)s"), "question", asked_by=asked_by, text=text)


def booths(
    reader: Reader, before: Sequence[str], after: Sequence[str], reason: str, values: Mapping[str, object]
) -> Message:
    """A booth given, moved or taken, and why."""
    subject = N_("Gian hàng đã công bố – %(fair)s") if after else N_("Gian hàng đã thu hồi – %(fair)s")
    why = _why(reader, reason, values)
    return _message(reader, subject, "booths", before=", ".join(before), after=", ".join(after), why=why)


def left_out(reader: Reader, reason: str, values: Mapping[str, object]) -> Message:
    """Accepted, and without a booth in the plan that was published; why, where a rule says so."""
    subject = N_("Chưa xếp được gian – %(fair)s")
    return _message(reader, subject, "left_out", why=_why(reader, reason, values))


def _why(reader: Reader, reason: str, values: Mapping[str, object]) -> str:
    """A reason as a sentence, with its full stop."""
    with force_locale(reader.language):
        words = reason_words(reason, values)
    return f"{words}." if words and not words.endswith(".") else words


def findings(reader: Reader, booth: str, at: datetime, found: Sequence[Point]) -> Message:
    """What an officer found at a booth, and what to mend."""
    wrong = [(FINDINGS[point], REMEDIES[point]) for point in found]
    subject = N_("Kiểm tra gian hàng, có việc cần khắc phục – %(fair)s")
    return _message(reader, subject, "findings", booth=booth, at=format_moment(at), wrong=wrong)


def fee(
    reader: Reader,
    *,
    number: int,
    booths: str,
    payable: int,
    lacking: int,
    due_on: date | None,
    account: Account | None,
    renews: bool,
) -> Message:
    """A notice to pay: what, by when and where to; `renews`: another one before it is void."""
    return _message(
        reader,
        N_("Thông báo nộp phí số %(number)04d – %(fair)s"),
        "fee",
        number=number,
        booths=booths,
        payable=format_vnd(payable, reader.language) if payable else "",
        lacking=format_vnd(lacking, reader.language) if lacking else "",
        due=format_day(due_on) if due_on else "",
        account=account,
        renews=renews,
    )


def entered(reader: Reader, what: Entered, role: Role, name: str, day: str = "") -> Message:
    """Somebody wrote something down in this producer's name."""
    with force_locale(reader.language):
        by = f"{gettext(LABELS[role])} {name}"
    subject = N_("Vừa ghi thay quý đơn vị – %(fair)s") if reader.fair else N_("Vừa ghi thay quý đơn vị")
    return _message(reader, subject, "entered", what=what.value, by=by, day=day)


def expiring(reader: Reader, title: Bilingual, product: str, day: date) -> Message:
    """A paper on file, or a product's certificate, runs out soon."""
    return _message(
        reader,
        N_("%(paper)s hết hạn ngày %(until)s"),
        "expiring",
        paper=title.spoken(reader.language),
        product=product,
        until=format_day(day),
    )


def follow_up(reader: Reader, step: int, parties: Sequence[str], signed_on: date | None) -> Message:
    """What became of an agreement, so many days later."""
    return _message(
        reader,
        N_("Sau %(step)d ngày, văn bản ký kết thực hiện đến đâu? – %(fair)s"),
        "follow_up",
        step=step,
        parties=parties,
        signed_on=format_day(signed_on) if signed_on else "",
    )


def circular(
    language: str, subject: str, body: str, *, fair: str, unit: str = "", sender: str = ""
) -> Message:
    """What an organiser or, with a unit, its lead wrote; the texts come with their places filled in."""
    with force_locale(language):
        text = render_template("email/circular.txt", body=body, fair=fair, unit=unit, sender=sender)
    return Message(subject=subject[:300], body=text)


def nominated(name: str, fair: str, delegation: str, address: str, days: int) -> Message:
    """A delegation would like to bring somebody who may not have an account yet."""
    with force_locale("vi"):
        subject = gettext("%(delegation)s đề cử tham gia %(fair)s", delegation=delegation, fair=fair)
        body = render_template(
            "email/nominated.txt", name=name, fair=fair, delegation=delegation, address=address, days=days
        )
    return Message(subject=" ".join(subject.split())[:300], body=body)


def _message(reader: Reader, subject: str, template: str, **facts: object) -> Message:
    with force_locale(reader.language):
        hotline = display(reader.hotline) if reader.hotline.startswith("+") else reader.hotline
        body = render_template(f"email/{template}.txt", reader=reader, hotline=hotline, **facts)
        line = gettext(subject, **{"fair": reader.fair, **facts})
    return Message(subject=" ".join(line.split())[:300], body=body)
