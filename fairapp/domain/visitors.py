"""Visitors who register: what they agree to, how many a day takes, how long they are remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fairapp.domain.calendar import format_day
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_

CONSENT_VERSION = "2026-2"
"""Raised whenever the words below change; each visitor keeps the version that was agreed to."""

CONSENT = N_(
    "Tôi đồng ý để ban tổ chức lưu họ tên và thông tin liên hệ trên để cấp thẻ, gửi thẻ cho tôi "
    "và đếm khách của hội chợ này, theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15. Dữ liệu được "
    "xoá sau %(days)d ngày kể từ khi hội chợ kết thúc, hoặc ngay khi tôi yêu cầu."
)
GROUP_CONSENT = N_(
    "Tôi đồng ý để ban tổ chức lưu tên đoàn, họ tên và liên hệ của tôi để cấp thẻ, gửi thẻ và "
    "đếm khách của hội chợ này, theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15. Tên người trong "
    "đoàn, nếu có ghi, tôi ghi khi họ đã đồng ý; với trẻ em, khi cha mẹ đã đồng ý. Dữ liệu được "
    "xoá sau %(days)d ngày kể từ khi hội chợ kết thúc, hoặc ngay khi tôi yêu cầu."
)
CONSENTS = {
    "2026-1": N_(
        "Tôi đồng ý để ban tổ chức lưu họ tên và thông tin liên hệ trên để cấp thẻ và đếm khách của "
        "hội chợ này. Dữ liệu được xoá sau %(days)d ngày kể từ khi hội chợ kết thúc, hoặc ngay khi "
        "tôi yêu cầu."
    ),
    CONSENT_VERSION: CONSENT,
}
"""What each version said: words that somebody agreed to are never taken away."""

GROUP_CONSENTS = {CONSENT_VERSION: GROUP_CONSENT}
KEPT_DAYS = 30

MOST_FROM_ONE_ADDRESS = 60
"""Registrations in a window from one network address: a market's Wi-Fi is one address for many."""

MOST_FROM_ONE_KIOSK = 300
"""A kiosk takes one person after the other; twenty a minute is a program."""

MOST_A_DAY = 1_000_000
MOST_LETTERS = 5
"""How often a pass is sent to one address, the first time among them."""

ERASED_NAME = N_("Khách đã xoá dữ liệu")
"""What stands in the place of the name, so that counts stay and persons do not."""


class Source(StrEnum):
    """Where somebody registered."""

    PAGE = "page"
    GROUP = "group"
    KIOSK = "kiosk"


class LabelPaper(StrEnum):
    """What a kiosk's printer holds."""

    LABEL = "label"  # a roll, 80 mm wide
    A6 = "a6"


SOURCE_LABELS = {
    Source.PAGE: N_("Trang đăng ký"),
    Source.GROUP: N_("Theo đoàn"),
    Source.KIOSK: N_("Máy tại cổng"),
}
PAPER_LABELS = {
    LabelPaper.LABEL: N_("Nhãn cuộn rộng 80 mm"),
    LabelPaper.A6: N_("Giấy A6"),
}


@dataclass(frozen=True)
class DayRoom:
    """One day of a fair: how many registered visitors it takes (None: as many as come) and has."""

    day: date
    most: int | None
    taken: int

    @property
    def left(self) -> int | None:
        return None if self.most is None else max(0, self.most - self.taken)

    @property
    def is_full(self) -> bool:
        return self.left == 0


def is_limited(rooms: Sequence[DayRoom]) -> bool:
    """Whether who registers has to say on which day: as soon as one day has a limit."""
    return any(room.most is not None for room in rooms)


def still_to_come(rooms: Sequence[DayRoom], today: date) -> list[DayRoom]:
    return [room for room in rooms if room.day >= today]


def is_sold_out(rooms: Sequence[DayRoom], today: date) -> bool:
    """Whether no day that is still to come has room left."""
    coming = still_to_come(rooms, today)
    return bool(coming) and all(room.is_full for room in coming)


def choose_room(rooms: Sequence[DayRoom], day: date | None, today: date) -> DayRoom:
    """The day that somebody asked for, if the fair has it and it is not over."""
    if day is None:
        raise Invalid(N_("Hãy chọn ngày đến."), field="day")
    found = next((room for room in still_to_come(rooms, today) if room.day == day), None)
    if found is None:
        raise Invalid(N_("Hội chợ không mở cửa ngày %(day)s."), field="day", day=format_day(day))
    return found


def require_room(room: DayRoom, n: int) -> None:
    """Refuse whom the day does not take any more."""
    if room.left is None or n <= room.left:
        return
    if room.is_full:
        sentence = N_("Ngày %(day)s đã đủ khách đăng ký. Hãy chọn ngày khác; không đăng ký vẫn vào xem được.")
        raise Conflict(sentence, field="day", day=format_day(room.day))
    raise Conflict(
        N_("Ngày %(day)s chỉ còn %(left)d chỗ."), field="day", day=format_day(room.day), left=room.left
    )
