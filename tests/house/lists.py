"""Every page with a list on it: who opens it, and where it leads its reader when there is nothing yet.

`test_lists` opens each over crowds of different sizes (tests/crowd). An address takes its values from the
crowd's `at`; `{live}` is the fair under way, `{coming}` the one that takes applications.
"""

from typing import NamedTuple


class List(NamedTuple):
    who: str | None  # a field of Crowd; None: anybody
    path: str
    empty: str | None  # what the page says without rows; None: it stands on rows that are always there
    bare: bool = False  # without rows means without a fair, too
    opened: bool = False  # it opens only with rows: the page of one of them, or of one who has a booth


ORGANISER = (
    List("organiser", "/organiser/fairs", "Chưa có hội chợ nào", bare=True),
    List("organiser", "/organiser/venues", "Chưa có nơi tổ chức nào", bare=True),
    List("organiser", "/organiser/venues/{venue}", None),
    List("organiser", "/organiser/halls/{hall}", None),
    List("organiser", "/organiser/fairs/{live}", None),
    List("organiser", "/organiser/fairs/{live}/sites", None),
    List("organiser", "/organiser/fairs/{live}/plan", "Sảnh còn trống"),
    List("organiser", "/organiser/fairs/{live}/sites/{site}/plan/history", "Chưa có bước nào"),
    List("organiser", "/organiser/fairs/{live}/sites/{site}/booths", "Chưa có gian nào"),
    List("organiser", "/organiser/fairs/{live}/sites/{site}/zones", "Chưa có khu nào"),
    List("organiser", "/organiser/fairs/{coming}/delegations", None),
    List("organiser", "/organiser/fairs/{live}/delegations", "Chưa giao chỉ tiêu cho đoàn nào"),
    List("organiser", "/organiser/fairs/{coming}/delegations/{delegation}", None),
    List("organiser", "/organiser/document-kinds", "Chưa có loại riêng nào"),
    List("organiser", "/organiser/fairs/{coming}/paper-demands", None),
    List("organiser", "/organiser/fairs/{coming}/application-form", None),
    List("organiser", "/organiser/fairs/{coming}/application-form/words", None),
    List("organiser", "/organiser/fairs/{coming}/application-form/preview", None),
    List("organiser", "/organiser/fairs/{coming}/applications", "Chưa có đơn nào được gửi"),
    List("organiser", "/organiser/fairs/{coming}/applications?sort=-stars&q=che", "Chưa có đơn nào được gửi"),
    List("organiser", "/organiser/fairs/{coming}/applications/announcement", "Không còn gì để công bố"),
    List("organiser", "/organiser/fairs/{coming}/allocation", "Chưa có đơn nào được nhận"),
    List("organiser", "/organiser/fairs/{live}/allocation?list=placed", None),
    List("organiser", "/organiser/fairs/{live}/allocation/runs", None),
    List("organiser", "/organiser/fairs/{live}/allocation/rules", None),
    List("organiser", "/organiser/fairs/{live}/allocation/compare", "Chưa có phương án nào để so"),
    List("organiser", "/organiser/fairs/{live}/allocation/history", "Chưa có thay đổi nào"),
    List("organiser", "/organiser/fairs/{live}/allocation/publish", "Không có bản nháp nào"),
    List("organiser", "/organiser/fairs/{live}/passes", "Chưa có thẻ nào"),
    List("organiser", "/organiser/fairs/{live}/passes/print", "Không còn thẻ nào chưa in"),
    List("organiser", "/organiser/fairs/{live}/passes/keys", None),
    List("organiser", "/organiser/fairs/{live}/visitors", "Chưa có khách nào đăng ký"),
    List("organiser", "/organiser/fairs/{live}/visitors/limits", None),
    List("organiser", "/organiser/fairs/{live}/visitors/kiosks", "Chưa có máy đăng ký nào"),
    List("organiser", "/organiser/fairs/{live}/visitors/groups", "Chưa có đoàn nào đăng ký"),
    List("organiser", "/organiser/fairs/{live}/visitors/groups/{group}", None, opened=True),
    List("organiser", "/organiser/fairs/{live}/gates", "Hội chợ chưa có cổng nào"),
    List("organiser", "/organiser/fairs/{live}/gates/board", "Hội chợ chưa có cổng nào"),
    List("organiser", "/organiser/fairs/{live}/gates/set-up", "Chưa có cổng nào"),
    List("organiser", "/organiser/fairs/{live}/gates/devices", "Chưa ghép máy nào"),
    List("organiser", "/organiser/fairs/{live}/gates/devices/unreadable", "Không có mục nào"),
    List("organiser", "/organiser/fairs/{live}/gates/conflicts", "Không có lượt nào cần xem lại"),
    List("organiser", "/organiser/fairs/{live}/inspections", "Chưa có gian nào để kiểm tra"),
    List("organiser", "/organiser/fairs/{live}/inspections/findings", "Chưa ghi nhận việc nào"),
    List("organiser", "/organiser/fairs/{live}/inspections/signs", "Chưa có gian nào để in biển"),
    List("organiser", "/organiser/fairs/{live}/booth-reports", "Chưa có phản ánh nào"),
    List("organiser", "/organiser/fairs/{coming}/counting", "Chưa có điểm đếm nào"),
    List(
        "organiser",
        "/organiser/fairs/{coming}/counting/sites/{street}/spells/{day}",
        "Ngày này không có ca đếm nào",
    ),
    List("organiser", "/organiser/fairs/{live}/sales", "Chưa có gian hàng nào ngày này"),
    List("organiser", "/organiser/fairs/{live}/imports", None),
    List("organiser", "/organiser/fairs/{live}/fees", "Chưa lập thông báo nộp phí"),
    List("organiser", "/organiser/fairs/{live}/fees/issue", None),
    List("organiser", "/organiser/fairs/{live}/statements", "Chưa có tài khoản nhận phí"),
    List("organiser", "/organiser/fairs/{live}/notices", "Chưa viết thông báo nào"),
    List("organiser", "/organiser/fairs/{live}/notices/ledger", "Chưa gửi thông báo nào"),
    List("organiser", "/organiser/fairs/{live}/notices/{circular}", None, opened=True),
    List("organiser", "/organiser/fairs/{coming}/notices/{draft}/preview", None, opened=True),
    List("organiser", "/organiser/fairs/{live}/agreements", "Chưa có văn bản nào"),
    List("organiser", "/organiser/fairs/{live}/agreements/follow-ups", "Chưa có văn bản nào để theo dõi"),
    List("organiser", "/organiser/fairs/{live}/agreement-events", "Chưa ghi sự kiện nào"),
    List("organiser", "/organiser/fairs/{live}/sponsors", "Chưa có nhà tài trợ nào"),
    List("organiser", "/organiser/fairs/{live}/sponsors/tasks", "Không còn việc nào"),
    List("organiser", "/organiser/fairs/{live}/sponsors/tiers", None),
    List("organiser", "/organiser/fairs/{live}/reports/1/delegations", None, opened=True),
    List("organiser", "/organiser/fairs/{live}/reports/batches", "Chưa lập đợt nào"),
    List("organiser", "/organiser/fairs/{live}/reports", "Chưa có bản chốt nào"),
    List("organiser", "/organiser/fairs/{live}/reports/reported", "Chưa ghi con số nào"),
    List("organiser", "/organiser/fairs/{live}/feedback", "Chưa có góp ý nào"),
    List("organiser", "/organiser/jobs", "Chưa có thư nào"),
)

DELEGATION = (
    List("lead", "/delegation/", "Chưa được giao tỉnh nào", bare=True),
    List("lead", "/delegation/fairs/{delegation}", "Chưa có đơn nào của đoàn"),
    List("lead", "/delegation/fairs/{delegation}/checks", "Đoàn chưa có lần kiểm tra nào"),
    List("lead", "/delegation/fairs/{delegation}/notices", "Chưa viết thông báo nào"),
    List("lead", "/delegation/fairs/{delegation}/diary", "Đoàn chưa có gian hàng nào ngày này"),
    List("lead", "/delegation/fairs/{delegation}/enter", "Chưa ghi chủ thể nào"),
    List("lead", "/delegation/fairs/{payers}/fees", "Chưa có thông báo nộp phí"),
    List("lead", "/delegation/imports", None),
    List("lead", "/delegation/fairs/{delegation}/members", "Chưa có thành viên"),
    List("lead", "/delegation/fairs/{delegation}/booths", "Đoàn chưa có khu riêng"),
    List("lead", "/delegation/producers", "Chưa ghi chủ thể nào"),
)

PRODUCER = (
    List("producer", "/producer/", None),
    List("producer", "/producer/applications/{application}/home", None),
    List("producer", "/producer/products", "Chưa có sản phẩm nào"),
    List("producer", "/producer/papers", "Chưa có giấy tờ nào"),
    List("producer", "/producer/applications", None),
    List("producer", "/producer/applications/{application}", None),
    List("producer", "/producer/applications/{application}/booth", "Chưa có gian"),
    List("producer", "/producer/applications/{application}/passes", "Chưa cấp thẻ được"),
    List("producer", "/producer/applications/{application}/checks", "Chưa có lần kiểm tra nào"),
    List(
        "producer",
        "/producer/applications/{application}/diary",
        "Sổ bán hàng mở cho đơn đã được nhận và đã có gian.",
    ),
    List("producer", "/producer/applications/{application}/agreements", None, opened=True),
)

OTHERS = (
    List("producer", "/notices", "Chưa có thông báo nào"),
    List("sponsor", "/sponsor/", "Chưa gắn với hội chợ nào"),
    List(None, "/", "Chưa công bố hội chợ nào sắp tới", bare=True),
    List(None, "/fairs", "Chưa có hội chợ nào được công bố", bare=True),
    List(None, "/fairs?q=che", "Không có hội chợ nào như vậy"),
    List(None, "/fairs/{slug}", None),
    List(None, "/fairs/{slug}/visit", None),
    List(None, "/visit/group/bi-mat-cua-doan", None, opened=True),
)

# Pages that speak of one row, of which there are lists all around it.
SINGLE = (
    List("organiser", "/organiser/fairs/{coming}/applications/{one}", None, opened=True),
    List("organiser", "/organiser/fairs/{coming}/applications/{one}/papers", None, opened=True),
    List("organiser", "/organiser/fairs/{live}/sponsors/{sponsor}", None, opened=True),
    List("lead", "/delegation/applications/{one}", None, opened=True),
    List("lead", "/delegation/producers/{theirs}/products", None, opened=True),
    List("lead", "/delegation/producers/{theirs}/papers", None, opened=True),
    List("sponsor", "/sponsor/sponsorships/{sponsor}", None, opened=True),
)

LISTS = (*ORGANISER, *DELEGATION, *PRODUCER, *OTHERS, *SINGLE)
