"""What happens when. Cron lines are in the fair's time: minute, hour, day, month, weekday."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from fairapp.domain.text import N_
from fairapp.jobs import agreements, circulars, diaries, letters, offers, papers, reports, tidying


@dataclass(frozen=True)
class Job:
    """One line of the timetable. `work` commits for itself and gives a short line for the record.

    A run that was missed while nobody watched the clock is made up within `catch_up`.
    """

    name: str
    cron: str
    work: Callable[[], str]
    meaning: str
    catch_up: timedelta = timedelta(minutes=5)


TIMETABLE = (
    Job("letters.send", "* * * * *", letters.send_due, N_("Gửi thư đang chờ")),
    Job("offers.go_on", "* * * * *", offers.go_on, N_("Kết thúc lời mời hết giờ, mời đơn chờ kế tiếp")),
    Job(
        "diaries.remind",
        "0 20 * * *",
        diaries.remind,
        N_("Nhắc gian hàng chưa ghi sổ bán hàng"),
        timedelta(hours=2),
    ),
    Job(
        "diaries.remind_again",
        "0 9 * * *",
        diaries.remind_again,
        N_("Nhắc lần nữa gian hàng chưa ghi sổ ngày hôm trước"),
        timedelta(minutes=50),
    ),
    Job(
        "circulars.remind",
        "0 8 * * *",
        circulars.remind,
        N_("Nhắc lại những việc chưa xong theo thông báo đã gửi"),
        timedelta(hours=10),
    ),
    Job(
        "reports.midway",
        "*/10 * * * *",
        reports.midway,
        N_("Gửi nhà tài trợ bản cập nhật giữa hội chợ"),
    ),
    Job(
        "reports.after_closing",
        "*/10 * * * *",
        reports.after_closing,
        N_("Chốt số liệu và gửi báo cáo cho nhà tài trợ sau khi khoá sổ"),
    ),
    Job(
        "agreements.ask",
        "15 8 * * *",
        agreements.ask,
        N_("Hỏi kết quả văn bản đã ký sau 30, 60, 90 ngày"),
        timedelta(days=1),
    ),
    Job(
        "papers.warn",
        "30 7 * * *",
        papers.warn,
        N_("Báo giấy tờ, giấy chứng nhận còn 60 và 30 ngày là hết hạn"),
        timedelta(days=1),
    ),
    Job(
        "house.tidy",
        "10 3 * * *",
        tidying.tidy,
        N_("Xoá dữ liệu khách quá hạn lưu, dọn tệp nhập dở, lần đăng nhập sai và nhật ký chạy cũ"),
        timedelta(days=1),
    ),
)


def get_job(name: str) -> Job:
    return next(job for job in TIMETABLE if job.name == name)
