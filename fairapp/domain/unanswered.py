"""What the booths that did not answer may have sold: a figure of its own, never part of what was declared.

Hot-deck by cell medians: each missing answer is taken as the median of the answers of its likes on the same
day. Who has too few likes is left out and counted as such.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from fairapp.domain.facts import ExhibitorFact, FairFacts
from fairapp.domain.takings import asked_days

FEWEST_LIKES = 3
"""Answers that a median needs: fewer would tell what one exhibitor sold."""


@dataclass(frozen=True)
class Unanswered:
    """`days` missing answers of `exhibitors` were estimated at `amount` đồng, `left_out` could not be.

    Two significant digits: more would pretend to know, and could be one exhibitor's own figure. None where
    fewer than three answers are missing and outsiders read it.
    """

    exhibitors: int
    days: int
    left_out: int
    amount: int | None
    permille: int | None

    @property
    def missing(self) -> int:
        return self.days + self.left_out


def unanswered(facts: FairFacts) -> Unanswered:
    answers = _answers_by_likes(facts)
    sellers = {exhibitor.id: exhibitor for exhibitor in facts.exhibitors}
    answered = {(answer.exhibitor, answer.day) for answer in facts.diary}
    total, estimated, left_out, silent = 0, 0, 0, set()
    for exhibitor, days in asked_days(facts).items():
        for day in sorted(days):
            if (exhibitor, day) in answered:
                continue
            likely = _median(answers, sellers.get(exhibitor), day)
            left_out += likely is None
            if likely is not None:
                total, estimated = total + likely, estimated + 1
                silent.add(exhibitor)
    amount = two_digits(total)
    declared = sum(answer.total for answer in facts.diary)
    share = (2000 * amount + declared + amount) // (2 * (declared + amount)) if declared + amount else 0
    return Unanswered(len(silent), estimated, left_out, amount, share)


def two_digits(amount: int) -> int:
    """Rounded to two significant digits, half up."""
    step = 10 ** max(0, len(str(amount)) - 2)
    return (amount + step // 2) // step * step


def _answers_by_likes(facts: FairFacts) -> dict[tuple, list[int]]:
    sellers = {exhibitor.id: exhibitor for exhibitor in facts.exhibitors}
    answers: defaultdict[tuple, list[int]] = defaultdict(list)
    for answer in facts.diary:
        for likes in _likes(sellers.get(answer.exhibitor), answer.day):
            answers[likes].append(answer.total)
    return answers


def _likes(exhibitor: ExhibitorFact | None, day: date) -> Iterator[tuple]:
    """From the most alike to everybody, always on the same day."""
    if exhibitor and exhibitor.group:
        yield day, "group", exhibitor.group
    if exhibitor:
        yield day, "kind", exhibitor.kind
    yield (day,)


def _median(answers: dict[tuple, list[int]], exhibitor: ExhibitorFact | None, day: date) -> int | None:
    for likes in _likes(exhibitor, day):
        if len(answers.get(likes, ())) >= FEWEST_LIKES:
            return int(median(answers[likes]))
    return None
