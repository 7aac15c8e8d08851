"""The organiser's desk as one finds it: scores, a notice that went out, a draft, and a list on its way in."""

from datetime import time, timedelta

from fairapp.db import now
from fairapp.domain.applications import UNDER_REVIEW, ApplicationState
from fairapp.domain.calendar import local_day
from fairapp.domain.circulars import Lack, Repeat, Segment, Wording
from fairapp.domain.exchange import Kind
from fairapp.seeds.chance import stream, weighted
from fairapp.seeds.story import Story, told_at
from fairapp.services import circulars, exchange
from fairapp.services.applications import scoring
from fairapp.services.circulars import Desk, Draft
from fairapp.services.exchange import Scope

POINTS = {5: 0.35, 4: 0.4, 3: 0.2, 2: 0.05}
REMARK = "Hồ sơ rõ ràng; nên hỏi thêm về sức cung trong năm ngày."
MOVING_IN = Wording(
    "Lịch nhận gian {số gian}",
    "Kính gửi {đơn vị},\n\nGian {số gian} bàn giao từ 7 giờ ngày {hạn}.\n\n{đường dẫn}",
    "Moving in: booth {booth}",
    "Dear {producer},\n\nBooth {booth} is handed over from 7:00 on {deadline}.\n\n{link}",
)
WANTED = Wording(
    "Nhắc nộp phí gian hàng", "Kính gửi {đơn vị},\n\nGian {số gian} còn phải nộp {phí}.\n\n{đường dẫn}"
)
OF_LEAD = Wording(
    "Họp đoàn trước giờ khai mạc",
    "Kính gửi {đơn vị},\n\nĐoàn họp 15 phút tại cổng chính lúc 7 giờ 30.\n\n{đường dẫn}",
)
LIST = (
    'Tên chủ thể,Loại chủ thể,"Tỉnh, thành phố",Số điện thoại,Đã đồng ý xử lý dữ liệu,Ghi chú\n'
    "HTX Nông sản sạch Hoành Bồ,HTX,Quảng Ninh,0912000451,Có,\n"
    "Cơ sở chả mực Bạch Đằng,Hộ kinh doanh,Quảng Ninh,0912000452,Có,Giới thiệu tại hội nghị tháng 9\n"
    "Tổ hợp tác mật ong Kỳ Thượng,THT,Quảng Ninh cũ,0912000453,Có,\n"
)


def sow(story: Story) -> str:
    scored = _score(story)
    told = _write(story)
    waiting = _import(story)
    return f"{scored} sheets of points, {told} told by notice, a list of {waiting} rows waiting"


def _score(story: Story) -> int:
    chance, fair, actor = stream("scores"), story.coming, story.organiser
    criteria = scoring.list_criteria(fair)
    seen = scoring.mark(criteria)
    waiting = [a for a in story.coming_applications if a.state in UNDER_REVIEW][:9]
    for minutes, application in enumerate(waiting):
        points = {criterion.position: weighted(chance, POINTS) for criterion in criteria}
        with told_at(story.at(0, time(9)) + timedelta(minutes=7 * minutes)):
            scoring.save_sheet(application, actor, points, REMARK if not minutes else "", seen)
    return len(waiting)


def _write(story: Story) -> int:
    """To all exhibitors before the fair; a reminder for those who owe; the demo lead's to its delegation."""
    fair, actor = story.live, story.organiser
    desk = Desk(fair, None, actor)
    accepted = Segment(states=(ApplicationState.ACCEPTED,))
    told = 0
    with told_at(story.at(-6, time(9))):
        told += _send(desk, Draft(MOVING_IN, accepted, story.day(-1), Repeat()))
    with told_at(story.at(-5, time(10))):
        owing = Segment(lacks=(Lack.PAYMENT,))
        told += _send(desk, Draft(WANTED, owing, None, Repeat(3, story.day(4))))
    mine = next((d for d in story.delegations.values() if d.lead is story.cast["lead"]), None)
    if mine is not None:
        with told_at(story.at(-1, time(18))):
            told += _send(Desk(fair, mine, story.cast["lead"]), Draft(OF_LEAD, accepted, None, Repeat()))
    with told_at(story.at(1, time(16))):
        everybody = Segment(units=("son-la",))
        circulars.create(desk, Draft(OF_LEAD, everybody, None, Repeat()), story.day(1))
    return told


def _send(desk: Desk, draft: Draft) -> int:
    circular = circulars.create(desk, draft, local_day(now()))
    return circulars.send(circular, desk.actor, circular.version, now())


def _import(story: Story) -> int:
    """Looked at row by row, and not yet taken over: two would be new, one is wrong."""
    with told_at(story.at(1, time(11))):
        scope = Scope(story.organiser, story.coming)
        file = exchange.upload(scope, Kind.PRODUCERS, "chu-the-moi.csv", LIST.encode())
        while not file.is_checked:
            exchange.check_next(scope, file)
    return file.total
