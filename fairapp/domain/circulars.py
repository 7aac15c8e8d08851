"""Notices that an organiser or a lead writes to many: for whom, with which places to fill in, how often."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean

LONGEST_SUBJECT = 150
LONGEST_BODY = 5_000
MOST_DAYS = 60
FEWEST_DAYS = 1


class CircularState(StrEnum):
    """A draft is its writer's own; what was sent is never edited."""

    DRAFT = "draft"
    SENT = "sent"


class Lack(StrEnum):
    """What somebody has not done yet; a reminder goes on until it is done."""

    PAPERS = "papers"
    PAYMENT = "payment"
    BOOTH = "booth"
    STAFF = "staff"
    DIARY = "diary"


LACK_LABELS = {
    Lack.PAPERS: N_(
        "Giấy tờ hoặc chứng nhận OCOP thiếu, cần bổ sung hoặc hết hạn trước khi hội chợ kết thúc"
    ),
    Lack.PAYMENT: N_("Chưa nộp đủ phí"),
    Lack.BOOTH: N_("Được nhận nhưng chưa có gian"),
    Lack.STAFF: N_("Chưa ghi tên người trực gian"),
    Lack.DIARY: N_("Chưa ghi sổ bán hàng hôm nay"),
}


@dataclass(frozen=True)
class Place:
    """What each recipient's text has filled in. It is written {name}; in English, its key."""

    name: str
    meaning: str


PLACES = {
    "producer": Place("đơn vị", N_("tên đơn vị")),
    "fair": Place("hội chợ", N_("tên hội chợ")),
    "booth": Place("số gian", N_("số gian")),
    "fee": Place("phí", N_("số tiền còn phải nộp")),
    "deadline": Place("hạn", N_("hạn đã ghi dưới đây")),
    "link": Place("đường dẫn", N_("địa chỉ trang của đơn vị")),
}
STATES = tuple(state for state in ApplicationState if state is not ApplicationState.DRAFT)

_PLACE = re.compile(r"\{([^{}]*)\}")
_KEYS = {name: key for key, place in PLACES.items() for name in (key, place.name)}
UNKNOWN_PLACE = N_("Không có chỗ điền %(place)s. Các chỗ điền dùng được ghi ở đầu trang này.")
LOOSE_BRACE = N_(
    "Có dấu ngoặc nhọn lẻ. Mỗi chỗ điền có đủ hai dấu ngoặc nhọn; nếu không điền gì, hãy bỏ dấu ngoặc."
)
NO_DEADLINE = N_("Bài viết có chỗ điền hạn nên cần ghi hạn.")
HALF_ENGLISH = N_("Bản tiếng Anh cần cả tiêu đề và nội dung, hoặc để trống cả hai.")
NEEDS_UNTIL = N_("Hãy ghi ngày cuối cùng còn nhắc.")
NO_END = N_("Chỉ nhắc lại khi có điều còn thiếu hoặc trạng thái để chờ. Hãy chọn ở phần “Gửi tới ai”.")
WRONG_DAYS = N_("Nhắc lại sau %(least)d đến %(most)d ngày.")
UNTIL_PAST = N_("Ngày cuối cùng còn nhắc đã qua.")


@dataclass(frozen=True)
class Segment:
    """Whom a notice is for: every condition that is named must hold; none named means everybody."""

    states: tuple[ApplicationState, ...] = ()
    units: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()

    @classmethod
    def read(cls, states: Iterable[str], units: Iterable[str], lacks: Iterable[str]) -> "Segment":
        """From plain words, as a form sends them or a row keeps them."""
        return cls(tuple(map(ApplicationState, states)), tuple(units), tuple(map(Lack, lacks)))


@dataclass(frozen=True)
class Wording:
    """The text before its places are filled in. English may be empty: then everybody reads Vietnamese."""

    subject_vi: str
    body_vi: str
    subject_en: str = ""
    body_en: str = ""

    def in_language(self, language: str) -> tuple[str, str]:
        if language == "en" and self.subject_en:
            return self.subject_en, self.body_en
        return self.subject_vi, self.body_vi

    def uses(self, place: str) -> bool:
        texts = (self.subject_vi, self.body_vi, self.subject_en, self.body_en)
        return any(place == _key_of(written) for text in texts for written in _PLACE.findall(text))


@dataclass(frozen=True)
class Repeat:
    """Every so many days until a day; `days` None: once."""

    days: int | None = None
    until: date | None = None


def check_wording(wording: Wording, deadline: date | None) -> None:
    """Refuse places that nothing fills in, at the field where they stand."""
    for field in ("subject_vi", "body_vi", "subject_en", "body_en"):
        _check_places(getattr(wording, field), field)
    if bool(wording.subject_en) != bool(wording.body_en):
        raise Invalid(HALF_ENGLISH, field="body_en" if wording.subject_en else "subject_en")
    if deadline is None and wording.uses("deadline"):
        raise Invalid(NO_DEADLINE, field="deadline")


def check_repeat(repeat: Repeat, segment: Segment, today: date) -> None:
    """A reminder ends when it is obeyed, so there must be something to obey, and a last day all the same."""
    if repeat.days is None:
        return
    if not segment.lacks and not segment.states:
        raise Invalid(NO_END, field="repeat_days")
    if not FEWEST_DAYS <= repeat.days <= MOST_DAYS:
        raise Invalid(WRONG_DAYS, field="repeat_days", least=FEWEST_DAYS, most=MOST_DAYS)
    if repeat.until is None:
        raise Invalid(NEEDS_UNTIL, field="until")
    if repeat.until < today:
        raise Invalid(UNTIL_PAST, field="until")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text as somebody reads it, `values` by key. What is filled in is not looked at again."""
    return _PLACE.sub(lambda match: values[_key_of(match[1]) or match[1]], text)


def is_due(repeat: Repeat, last: date, today: date) -> bool:
    """Whether another round is due. Days on which nobody watched the clock are not made up one by one."""
    if repeat.days is None or repeat.until is None or today > repeat.until:
        return False
    return today - last >= timedelta(days=repeat.days)


def _key_of(written: str) -> str | None:
    """However it was typed: keyboards put diacritics on in two ways, people vary blanks and capitals."""
    return _KEYS.get(clean(written).lower())


def _check_places(text: str, field: str) -> None:
    for written in _PLACE.findall(text):
        if _key_of(written) is None:
            raise Invalid(UNKNOWN_PLACE, field=field, place=f"{{{written}}}")
    if set("{}") & set(_PLACE.sub("", text)):
        raise Invalid(LOOSE_BRACE, field=field)
