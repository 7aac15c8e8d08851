"""What exhibitors say after the fair: a few one-tap answers and a free line."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean_lines

LONGEST_COMMENT = 1_000
WORST, BEST = 1, 5


class Aspect(StrEnum):
    """What is given points from 1 to 5. Only the first has to be answered."""

    OVERALL = "overall"
    VISITORS = "visitors"
    PLACE = "place"
    ORGANISERS = "organisers"


ASPECT_LABELS = {
    Aspect.OVERALL: N_("Nhìn chung hội chợ lần này"),
    Aspect.VISITORS: N_("Khách tham quan, người mua"),
    Aspect.PLACE: N_("Vị trí và tiện nghi gian hàng"),
    Aspect.ORGANISERS: N_("Hỗ trợ của ban tổ chức"),
}


class Again(StrEnum):
    """Whether one would come to the next edition."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


AGAIN_LABELS = {
    Again.YES: N_("Sẽ tham gia"),
    Again.MAYBE: N_("Chưa chắc"),
    Again.NO: N_("Không tham gia"),
}

RATE = N_("Hãy chọn một mức cho mục này.")
TOO_LONG = N_("Nhiều nhất %(max)d ký tự.")


@dataclass(frozen=True)
class Answer:
    """One exhibitor's word; an aspect that was left out is not in `points`."""

    points: Mapping[Aspect, int]
    again: Again | None = None
    comment: str = ""


@dataclass(frozen=True)
class Rating:
    """How often each number of points was given to one aspect."""

    given: Counter[int] = field(default_factory=Counter)

    @property
    def answers(self) -> int:
        return self.given.total()

    @property
    def mean(self) -> float | None:
        return sum(p * n for p, n in self.given.items()) / self.answers if self.answers else None

    def share(self, points: int) -> float:
        return self.given[points] / self.answers if self.answers else 0


@dataclass(frozen=True)
class Summary:
    """All answers to a fair together, beside how many could have answered."""

    asked: int
    answers: int
    ratings: Mapping[Aspect, Rating]
    again: Counter[Again]


def check_answer(answer: Answer) -> Answer:
    """The answer with its comment cleaned, or what it lacks."""
    if Aspect.OVERALL not in answer.points:
        raise Invalid(RATE, field=Aspect.OVERALL.value)
    for aspect, points in answer.points.items():
        if not WORST <= points <= BEST:
            raise Invalid(RATE, field=aspect.value)
    comment = clean_lines(answer.comment)
    if len(comment) > LONGEST_COMMENT:
        raise Invalid(TOO_LONG, field="comment", max=LONGEST_COMMENT)
    return Answer(dict(answer.points), answer.again, comment)


def summarise(answers: Iterable[Answer], asked: int) -> Summary:
    listed = list(answers)
    ratings = {
        aspect: Rating(Counter(a.points[aspect] for a in listed if aspect in a.points)) for aspect in Aspect
    }
    return Summary(asked, len(listed), ratings, Counter(a.again for a in listed if a.again))
