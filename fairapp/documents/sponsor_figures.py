"""A sponsor's sheet in words and rows ready to show: the same for the page, the report and the workbook."""

from collections.abc import Iterable

from flask_babel import gettext

from fairapp.documents.figures import percent
from fairapp.domain.feedback import AGAIN_LABELS, ASPECT_LABELS, Again, Aspect
from fairapp.domain.money import group_digits
from fairapp.domain.sponsor_sheet import Feedback, Rating, SponsorSheet
from fairapp.domain.text import N_

STARS = N_("%(n)s sao")
NO_STARS = N_("Chưa có sao")


def star_rows(sheet: SponsorSheet) -> list[tuple[str, int]]:
    """Products by stars, from five down."""
    return [(gettext(STARS, n=stars) if stars else gettext(NO_STARS), n) for stars, n in sheet.stars.items()]


def rating_rows(feedback: Feedback) -> list[tuple[str, int, str]]:
    """Each question with how many answered and the mean, in the order in which it was asked."""
    order = [aspect.value for aspect in Aspect]
    rows = sorted(feedback.ratings, key=lambda rating: order.index(rating.aspect))
    return [(gettext(ASPECT_LABELS[Aspect(row.aspect)]), row.answers, _mean(row)) for row in rows]


def again_rows(feedback: Feedback) -> list[tuple[str, int]]:
    return [
        (gettext(AGAIN_LABELS[answer]), feedback.again[answer.value])
        for answer in Again
        if answer.value in feedback.again
    ]


def share(part: int, whole: int) -> str:
    return percent(1000 * part // whole) if whole else "–"


def per_visitor(sheet: SponsorSheet) -> str:
    """Days on which a visitor with a pass came, on average: 1,3."""
    engaged = sheet.engagement
    return f"{engaged.days / engaged.visitors:.1f}".replace(".", ",") if engaged.visitors else "–"


def _mean(rating: Rating) -> str:
    return f"{rating.hundredths // 100},{rating.hundredths % 100:02d}"


def joined(words: Iterable[str]) -> str:
    return ", ".join(words)


def of_all(part: int, whole: int) -> str:
    return gettext("%(n)s trên %(all)s", n=group_digits(part), all=group_digits(whole))
