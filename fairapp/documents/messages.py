"""Letters to exhibitors at work and to sponsors, in words. They are Vietnamese, whoever set them off."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template
from flask_babel import force_locale, gettext

from fairapp.documents.seal import Seal
from fairapp.domain.calendar import format_day
from fairapp.domain.facts import SponsorFact
from fairapp.domain.summary import FairSummary
from fairapp.domain.text import slug


@dataclass(frozen=True)
class Message:
    """What a letter says, and the name of the file that goes with it."""

    subject: str
    body: str
    attachment_name: str = ""


def diary_reminder(
    fair: str, producer: str, day: date, address: str, until: datetime, again: bool
) -> Message:
    """The evening's question to an exhibitor who has not answered, or the morning's."""
    with force_locale("vi"):
        return Message(
            subject=gettext("Ghi sổ bán hàng ngày %(day)s – %(fair)s", day=format_day(day), fair=fair),
            body=render_template(
                "email/diary_reminder.txt",
                fair=fair,
                producer=producer,
                day=day,
                address=address,
                until=until,
                again=again,
            ),
        )


def new_password(name: str, language: str, address: str, minutes: int) -> Message:
    """The way to a new password, for who has forgotten the old one."""
    with force_locale(language):
        return Message(
            subject=gettext("Đặt lại mật khẩu – Hội chợ OCOP"),
            body=render_template("email/new_password.txt", name=name, address=address, minutes=minutes),
        )


def sign_in_code(language: str, code: str, minutes: int) -> Message:
    """A code for one sign-in; the subject alone is what goes to a telephone."""
    with force_locale(language):
        return Message(
            subject=gettext(
                "%(code)s là mã đăng nhập Hội chợ OCOP, dùng trong %(minutes)d phút. "
                "Không đưa mã cho bất kỳ ai.",
                code=code,
                minutes=minutes,
            ),
            body=render_template("email/sign_in_code.txt", code=code, minutes=minutes),
        )


def sponsor_report(summary: FairSummary, sponsor: SponsorFact, seal: Seal, midway: bool = False) -> Message:
    """The final report in the post, or the update in the middle of the fair."""
    with force_locale("vi"):
        fair = summary.fair.name
        final = gettext("Báo cáo tài trợ – %(fair)s", fair=fair)
        update = gettext("Cập nhật giữa hội chợ cho nhà tài trợ – %(fair)s", fair=fair)
        return Message(
            subject=update if midway else final,
            body=render_template(
                "email/sponsor_report.txt", summary=summary, sponsor=sponsor, seal=seal, midway=midway
            ),
            attachment_name=sponsor_report_name(summary.fair.slug, sponsor.name, seal.number),
        )


def sponsor_report_name(fair_slug: str, sponsor: str, number: int) -> str:
    """The file's name: ASCII, short enough for every mail program."""
    return f"bao-cao-tai-tro-{slug(sponsor)[:40].strip('-')}-{fair_slug[:40].strip('-')}-so-{number}.pdf"


def summary_report_name(fair_slug: str, number: int) -> str:
    return f"bao-cao-tong-ket-{fair_slug[:60].strip('-')}-so-{number}.pdf"


def summary_workbook_name(fair_slug: str, number: int) -> str:
    return f"bao-cao-tong-ket-{fair_slug[:60].strip('-')}-so-{number}"


def slice_report_name(fair_slug: str, delegation: str, number: int) -> str:
    return f"bao-cao-doan-{slug(delegation)[:40].strip('-')}-{fair_slug[:40].strip('-')}-so-{number}"


def own_report_name(fair_slug: str, number: int) -> str:
    return f"ket-qua-gian-hang-{fair_slug[:60].strip('-')}-so-{number}"


def administrative_report_name(fair_slug: str, number: int) -> str:
    return f"bao-cao-hanh-chinh-{fair_slug[:60].strip('-')}-so-{number}.pdf"


def administrative_workbook_name(fair_slug: str, number: int) -> str:
    return administrative_report_name(fair_slug, number).removesuffix(".pdf")
