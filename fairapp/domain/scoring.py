"""Scoring applications: weighed criteria, points from one to five, and what several reviewers make of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean

POINTS = range(1, 6)
MOST_CRITERIA = 12
MOST_WEIGHT = 100
LONGEST_NAME = 120

POINT_LABELS = {
    1: N_("Kém"),
    2: N_("Yếu"),
    3: N_("Trung bình"),
    4: N_("Khá"),
    5: N_("Tốt"),
}

# What OCOP fairs look at; once kept they are the organiser's own words, so they are not translated.
DEFAULT_CRITERIA: tuple[tuple[str, int], ...] = (
    ("Hạng sao và giấy chứng nhận OCOP còn hiệu lực suốt hội chợ", 30),
    ("Hồ sơ: an toàn thực phẩm, nhãn hàng hoá, truy xuất nguồn gốc", 25),
    ("Sản phẩm đặc trưng của địa phương, có nhãn hiệu được bảo hộ", 20),
    ("Đủ hàng và người trực gian đến giờ bế mạc", 15),
    ("Chấp hành quy định ở các hội chợ trước", 10),
)


@dataclass(frozen=True)
class Weighed:
    """One criterion as it is written down."""

    name: str
    weight: int


@dataclass(frozen=True)
class Spread:
    """What several reviewers make of one application, in hundredths."""

    reviewers: int
    mean: int
    low: int
    high: int

    @property
    def width(self) -> int:
        return self.high - self.low


def check_criteria(rows: Sequence[Weighed]) -> list[Weighed]:
    """The rows as they may be kept; the total is free, because a score is a share of it."""
    cleaned = [Weighed(clean(row.name), row.weight) for row in rows]
    if not 1 <= len(cleaned) <= MOST_CRITERIA:
        raise Invalid(N_("Hãy giữ từ 1 đến %(most)d tiêu chí."), most=MOST_CRITERIA)
    if not all(0 < len(row.name) <= LONGEST_NAME for row in cleaned):
        raise Invalid(N_("Hãy đặt tên cho từng tiêu chí, nhiều nhất %(max)d ký tự."), max=LONGEST_NAME)
    if len({row.name.casefold() for row in cleaned}) < len(cleaned):
        raise Invalid(N_("Hai tiêu chí đang trùng tên."))
    if not all(0 <= row.weight <= MOST_WEIGHT for row in cleaned):
        raise Invalid(N_("Trọng số là một số nguyên từ 0 đến %(most)d."), most=MOST_WEIGHT)
    if not sum(row.weight for row in cleaned):
        raise Invalid(N_("Ít nhất một tiêu chí phải có trọng số lớn hơn 0."))
    return cleaned


def score(weights: Mapping[int, int], points: Mapping[int, int]) -> int | None:
    """From 20 (all ones) to 100 (all fives); None while a criterion that weighs has no points."""
    weighing = {key: weight for key, weight in weights.items() if weight}
    if not weighing or not weighing.keys() <= points.keys():
        return None
    most = max(POINTS) * sum(weighing.values())
    got = sum(weight * points[key] for key, weight in weighing.items())
    return (got * 100 + most // 2) // most


def spread(scores: Sequence[int]) -> Spread | None:
    if not scores:
        return None
    mean = (sum(scores) + len(scores) // 2) // len(scores)
    return Spread(len(scores), mean, min(scores), max(scores))
