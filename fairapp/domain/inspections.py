"""Checks on the floor: what an officer ticks at a booth, what follows from it, and what visitors report.

Only facts are kept. Whether a booth is attended, and whether a finding was mended, follows from the checks in
the order of their corrected times, however late and in whatever order they come.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from fairapp.domain.calendar import local
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_, clean, clean_lines

LONGEST_NOTE = 500
MOST_PHOTOS = 6
LARGEST_PHOTO = 4_000_000  # bytes, as the phone sends it
LARGEST_PART = 64 * 1024
LONGEST_REPORT = 1000
LONGEST_ANSWER = 500
REPORTS_FROM_ONE_ADDRESS = 10  # in a quarter of an hour; a fair's visitors may share one network
REPORTS_OF_ONE_BOOTH = 30
KEPT_DAYS = 30  # after the fair; then all photos and the telephone of a report are erased
PHOTO_FORGOTTEN = "forgotten"  # in place of what was wrong with a photo
CONSENT_VERSION = "2026-11"


class Point(StrEnum):
    """What is looked at, in the order of the form."""

    PRESENT = "present"
    GOODS = "goods"
    LABELS = "labels"
    PRICES = "prices"
    OWN = "own"


POINT_LABELS = {
    Point.PRESENT: N_("Có người trực gian"),
    Point.GOODS: N_("Hàng đúng danh mục đã duyệt"),
    Point.LABELS: N_("Hàng có nhãn đầy đủ"),
    Point.PRICES: N_("Có niêm yết giá"),
    Point.OWN: N_("Không cho thuê lại gian"),
}
FINDINGS = {
    Point.PRESENT: N_("Gian vắng người trực"),
    Point.GOODS: N_("Bày hàng ngoài danh mục đã duyệt"),
    Point.LABELS: N_("Hàng thiếu nhãn hoặc nhãn sai"),
    Point.PRICES: N_("Chưa niêm yết giá"),
    Point.OWN: N_("Cho thuê lại, sang nhượng gian"),
}
REMEDIES = {
    Point.PRESENT: N_("Cử người trực gian suốt giờ mở cửa."),
    Point.GOODS: N_("Cất hàng ngoài danh mục; muốn bán thêm thì xin ban tổ chức duyệt trước."),
    Point.LABELS: N_("Bổ sung nhãn cho từng sản phẩm, hoặc cất sản phẩm chưa có nhãn."),
    Point.PRICES: N_("Ghi bảng giá và đặt ở chỗ khách nhìn thấy."),
    Point.OWN: N_("Đơn vị được xếp gian phải tự bán hàng; liên hệ ngay ban tổ chức."),
}


class Attendance(StrEnum):
    """How a booth stands in one session."""

    ATTENDED = "attended"
    UNATTENDED = "unattended"
    UNCHECKED = "unchecked"


ATTENDANCE_LABELS = {
    Attendance.ATTENDED: N_("Có người trực"),
    Attendance.UNATTENDED: N_("Vắng người"),
    Attendance.UNCHECKED: N_("Chưa kiểm tra"),
}


class FindingState(StrEnum):
    """What has become of a finding."""

    OPEN = "open"
    CLAIMED = "claimed"  # the exhibitor says it is mended; nobody has looked
    MENDED = "mended"
    REPEATED = "repeated"  # a later check found it again


FINDING_STATE_LABELS = {
    FindingState.OPEN: N_("Chưa khắc phục"),
    FindingState.CLAIMED: N_("Đơn vị báo đã khắc phục"),
    FindingState.MENDED: N_("Đã khắc phục"),
    FindingState.REPEATED: N_("Tái phạm"),
}
UNSETTLED = {FindingState.OPEN, FindingState.CLAIMED}


class Word(StrEnum):
    """What somebody says of a finding afterwards."""

    CLAIMED = "claimed"  # the exhibitor
    MENDED = "mended"  # the organiser


class ReportKind(StrEnum):
    """What a visitor reports."""

    GOODS = "goods"
    LABELS = "labels"
    PRICES = "prices"
    CERTIFICATE = "certificate"
    CONDUCT = "conduct"
    SAFETY = "safety"
    OTHER = "other"


REPORT_KIND_LABELS = {
    ReportKind.GOODS: N_("Hàng không đúng đơn vị hoặc nguồn gốc"),
    ReportKind.LABELS: N_("Hàng không nhãn, hết hạn, hư hỏng"),
    ReportKind.PRICES: N_("Giá không niêm yết hoặc thu cao hơn"),
    ReportKind.CERTIFICATE: N_("Ghi sao OCOP không đúng"),
    ReportKind.CONDUCT: N_("Thái độ phục vụ"),
    ReportKind.SAFETY: N_("Vệ sinh, an toàn"),
    ReportKind.OTHER: N_("Việc khác"),
}


class ReportState(StrEnum):
    """What the organiser has done about a report."""

    NEW = "new"
    TAKEN_UP = "taken_up"
    SETTLED = "settled"
    UNFOUNDED = "unfounded"


REPORT_STATE_LABELS = {
    ReportState.NEW: N_("Mới"),
    ReportState.TAKEN_UP: N_("Đang xem xét"),
    ReportState.SETTLED: N_("Đã xử lý"),
    ReportState.UNFOUNDED: N_("Không có cơ sở"),
}


@dataclass(frozen=True)
class Check:
    """One visit of an officer to a booth. A point that nobody looked at is not among the answers."""

    id: UUID
    booth: int
    application: int | None
    at: datetime
    answers: Mapping[Point, bool] = field(default_factory=dict)

    @property
    def findings(self) -> list[Point]:
        return [point for point in Point if self.answers.get(point) is False]


@dataclass(frozen=True)
class Finding:
    """One thing that was wrong at one check."""

    check: Check
    point: Point
    state: FindingState


@dataclass(frozen=True)
class Hours:
    """An opening session of a site."""

    id: int
    site: int
    day: date
    opens: time
    closes: time


def check_answers(answers: Mapping[Point, bool], note: str) -> str:
    """The cleaned note; refused when the check says nothing, or says two things at once."""
    note = clean_lines(note)[:LONGEST_NOTE]
    if not answers and not note:
        raise Invalid(N_("Lần kiểm tra phải có ít nhất một mục hoặc một ghi chú."))
    return note


def session_of(at: datetime, hours: Iterable[Hours]) -> Hours | None:
    """To which session of its day a check belongs: the last that had begun, or the day's first."""
    moment = local(at)
    of_day = sorted((one for one in hours if one.day == moment.date()), key=lambda one: one.opens)
    begun = [one for one in of_day if one.opens <= moment.time()]
    return begun[-1] if begun else next(iter(of_day), None)


def chosen_session(now: datetime, hours: Sequence[Hours]) -> Hours | None:
    """The one to look at first: of those that have begun the last, else the first to come."""
    moment = local(now)
    ordered = sorted(hours, key=lambda one: (one.day, one.opens, one.site))
    begun = [one for one in ordered if (one.day, one.opens) <= (moment.date(), moment.time())]
    if not begun:
        return next(iter(ordered), None)
    latest = (begun[-1].day, begun[-1].opens)
    return next(one for one in begun if (one.day, one.opens) == latest)


def attendance(checks: Iterable[Check]) -> Attendance:
    """What the latest check that looked for people says."""
    looked = [check for check in checks if Point.PRESENT in check.answers]
    if not looked:
        return Attendance.UNCHECKED
    last = max(looked, key=_order)
    return Attendance.ATTENDED if last.answers[Point.PRESENT] else Attendance.UNATTENDED


def findings_of(checks: Iterable[Check], words: Mapping[tuple[UUID, Point], set[Word]]) -> list[Finding]:
    """Every finding with what became of it, the latest first. Another exhibitor's checks say nothing here."""
    histories: dict[tuple[int, int | None], list[Check]] = {}
    for check in sorted(checks, key=_order):
        histories.setdefault((check.booth, check.application), []).append(check)
    found = [
        Finding(check, point, _became(check, point, history[n + 1 :], words.get((check.id, point), set())))
        for history in histories.values()
        for n, check in enumerate(history)
        for point in check.findings
    ]
    return sorted(found, key=lambda finding: _order(finding.check), reverse=True)


def _became(check: Check, point: Point, later: Sequence[Check], words: set[Word]) -> FindingState:
    """The organiser's word, then what the next officer saw, then the exhibitor's own."""
    if Word.MENDED in words:
        return FindingState.MENDED
    seen = next((one.answers[point] for one in later if point in one.answers), None)
    if seen is not None:
        return FindingState.MENDED if seen else FindingState.REPEATED
    return FindingState.CLAIMED if Word.CLAIMED in words else FindingState.OPEN


def _order(check: Check) -> tuple[datetime, str]:
    return check.at, str(check.id)


def check_report(kind: str, text: str, phone: str, *, consent: bool) -> tuple[ReportKind, str]:
    """Kind and cleaned text of a visitor's report; a telephone number only with consent."""
    if kind not in set(ReportKind):
        raise Invalid(N_("Hãy chọn loại việc."), field="kind")
    cleaned = clean_lines(text)
    if len(cleaned) < 5:
        raise Invalid(N_("Hãy ghi vài chữ về việc đã thấy."), field="text")
    if len(cleaned) > LONGEST_REPORT:
        raise Invalid(N_("Nhiều nhất %(n)d ký tự."), field="text", n=LONGEST_REPORT)
    if phone.strip() and not consent:
        raise Invalid(N_("Cần sự đồng ý này để giữ số điện thoại."), field="consent")
    return ReportKind(kind), cleaned


def check_report_answer(before: ReportState, state: ReportState, answer: str) -> str:
    """The cleaned answer; closing a report asks for a word about it, and none becomes new again."""
    answer = clean(answer)[:LONGEST_ANSWER]
    if state is ReportState.NEW:
        raise Conflict(N_("Phản ánh đã xem thì không thành mới nữa."), field="state")
    if state in (ReportState.SETTLED, ReportState.UNFOUNDED) and not answer:
        raise Invalid(N_("Hãy ghi đã xử lý thế nào."), field="answer")
    return answer


def is_long_over(last_day: date, today: date) -> bool:
    return today > last_day + timedelta(days=KEPT_DAYS)
