"""Officers on the floor: what they ticked session by session, and what visitors reported by the signs."""

from datetime import datetime, time, timedelta
from random import Random

from fairapp.db import clock_at, db
from fairapp.domain.calendar import at_local
from fairapp.domain.inspections import FindingState, Point, ReportKind, ReportState, Word
from fairapp.models import BoothReport, FloorCheck, GateDevice
from fairapp.seeds.chance import stream, uuid7
from fairapp.seeds.story import Story, save
from fairapp.services import gate, inspections
from fairapp.services.inspections import Stand

SEEN = 0.88  # of the booths in a session
GOOD = {Point.PRESENT: 0.95, Point.GOODS: 0.985, Point.LABELS: 0.95, Point.PRICES: 0.93, Point.OWN: 0.997}
NOTES = {
    Point.PRESENT: (
        "Gian có hàng, không có người; gọi điện chưa nghe máy.",
        "Người trực đi ăn, nhờ gian bên trông.",
    ),
    Point.GOODS: ("Có bánh kẹo đóng gói không thuộc danh mục.", "Bán thêm nước ngọt không phải của đơn vị."),
    Point.LABELS: ("Hai loại mắm chưa dán nhãn.", "Nhãn thiếu hạn dùng."),
    Point.PRICES: ("Chưa có bảng giá.", "Bảng giá để trong quầy, khách không thấy."),
    Point.OWN: ("Người đứng gian nói thuê lại hai ngày.",),
}
REPORTS = (
    (ReportKind.PRICES, "Bảng giá ghi 120.000 nhưng tính 150.000 một hộp.", ReportState.SETTLED),
    (ReportKind.LABELS, "Gói chè không có nhãn, hỏi thì nói nhãn để ở nhà.", ReportState.TAKEN_UP),
    (ReportKind.CERTIFICATE, "Tem ghi 4 sao nhưng quét mã chỉ thấy 3 sao.", ReportState.NEW),
    (ReportKind.CONDUCT, "Người bán nói to tiếng khi khách hỏi đổi hàng.", ReportState.UNFOUNDED),
    (
        ReportKind.GOODS,
        "Kẹo bày ở gian này giống hàng ngoài chợ, không phải của hợp tác xã.",
        ReportState.NEW,
    ),
)
ANSWERS = {
    ReportState.SETTLED: "Đơn vị đã trả lại tiền chênh và sửa bảng giá.",
    ReportState.UNFOUNDED: "Đã gặp hai bên, không có việc như báo.",
}


def sow(story: Story) -> str:
    chance, stands = stream("inspections"), inspections.list_stands(story.live)
    device = _phone(story)
    checks: list[FloorCheck] = []
    faulty: set[tuple[int, Point]] = set()
    for hours in inspections.hours_of(story.live):
        at = at_local(hours.day, hours.opens) + timedelta(minutes=35)
        for stand in (stand for stand in stands if stand.booth.site_id == hours.site):
            at += timedelta(seconds=chance.randint(25, 70))
            if chance.random() < SEEN and at < story.now:
                checks.append(_check(story, device, stand, at, chance, faulty))
    save(checks)
    _settle(story, chance)
    reports = _report(story, stands, chance)
    return f"{len(checks)} checks of booths, {reports} reports of visitors"


def _phone(story: Story) -> GateDevice:
    return save(
        [
            GateDevice(
                fair_id=story.live.id,
                gate=gate.list_for_fair(story.live)[0],
                name="Máy kiểm tra",
                inspector=True,
                enrolled_at=at_local(story.day(-1), time(15)),
                last_seen_at=story.now - timedelta(seconds=50),
                battery=71,
                unsent=0,
                version="1",
                skew=420,
            )
        ]
    )[0]


def _check(
    story: Story,
    device: GateDevice,
    stand: Stand,
    at: datetime,
    chance: Random,
    faulty: set[tuple[int, Point]],
) -> FloorCheck:
    """Who was told once has mostly mended it; an empty booth is looked at from outside only."""
    answers = {point: chance.random() < _chance(stand, point, faulty) for point in Point}
    if stand.producer and stand.producer.user_id == story.cast["producer"].id:
        answers = dict.fromkeys(Point, True) | _shown(story, at)
    if not answers[Point.PRESENT]:
        answers = {Point.PRESENT: False}
    wrong = [point for point, good in answers.items() if not good]
    faulty |= {(stand.booth.id, point) for point in wrong}
    note = chance.choice(NOTES[wrong[0]]) if wrong and chance.random() < 0.8 else ""
    return FloorCheck(
        id=uuid7(chance, at),
        fair_id=story.live.id,
        booth_id=stand.booth.id,
        application_id=stand.application.id if stand.application else None,
        device_id=device.id,
        by_sign=chance.random() < 0.97,
        at=at,
        received_at=min(story.now, at + timedelta(seconds=chance.choice((2, 3, 5, 900)))),
        note=note,
        **{point.value: good for point, good in answers.items()},
    )


def _shown(story: Story, at: datetime) -> dict[Point, bool]:
    """The demo producer has mended the first day's finding; one of today waits for it."""
    if at < story.at(1, time()):
        return {Point.LABELS: False}
    return {Point.PRICES: False} if at >= story.at(2, time()) else {}


def _chance(stand: Stand, point: Point, faulty: set[tuple[int, Point]]) -> float:
    return 0.8 if (stand.booth.id, point) in faulty else GOOD[point]


def _settle(story: Story, chance: Random) -> None:
    """The organiser has seen to a few of the first days' findings himself."""
    waiting = [
        finding
        for finding in inspections.list_findings(story.live, {FindingState.OPEN})
        if finding.check.at < story.now - timedelta(hours=20)
    ]
    rows = inspections.get_rows(story.live, {finding.check.id for finding in waiting})
    for finding in waiting[: max(1, len(waiting) // 3)]:
        with clock_at(finding.check.at + timedelta(hours=chance.randint(2, 6))):
            row = rows[finding.check.id]
            inspections.say_of(row, finding.point, Word.MENDED, "Đã xem lại tại gian.", story.organiser)


def _report(story: Story, stands: list[Stand], chance: Random) -> int:
    for n, (kind, text, state) in enumerate(REPORTS):
        stand = stands[(7 + 29 * n) % len(stands)]
        at = story.at(n % 3, time(9 + 2 * n, chance.randint(0, 59)))
        at -= timedelta(days=at >= story.now)
        found = BoothReport(
            fair_id=story.live.id,
            booth_id=stand.booth.id,
            application_id=stand.application.id if stand.application else None,
            kind=kind,
            text=text,
            at=at,
        )
        save([found])
        if state is not ReportState.NEW:
            answered = min(story.now, at + timedelta(minutes=chance.randint(20, 90)))
            with clock_at(answered):
                inspections.answer_report(found, state, ANSWERS.get(state, ""), story.organiser, answered)
    db.session.flush()
    return len(REPORTS)
