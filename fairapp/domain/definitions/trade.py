"""What the figures of sales, answers and agreements mean."""

from fairapp.domain.definitions.units import (
    ANSWERS,
    COUNTED,
    DECLARED,
    DONG,
    ESTIMATED,
    ORDERS,
    PAPERS,
    PERMILLE,
    UNITS,
)
from fairapp.domain.facts import DefinitionFact
from fairapp.domain.text import N_

EARLIER_SALES = N_(
    "Gian hàng tự ghi mỗi tối, ban tổ chức không kiểm toán. “Không bán được” là câu trả lời; không trả lời "
    "thì để trống, không tính là 0 và không ước thay."
)
SALES = N_(
    "Gian hàng tự ghi mỗi tối, ban tổ chức không kiểm toán. “Không bán được” là câu trả lời; không trả lời "
    "thì để trống, không tính là 0. Phần ước cho câu chưa trả lời là con số riêng, không cộng vào đây."
)
COVERAGE = N_("Số câu trả lời trên số câu hỏi: mỗi đơn vị một câu cho mỗi ngày địa điểm mở cửa.")
UNANSWERED = N_(
    "Mỗi câu chưa trả lời được ước bằng trung vị các câu trả lời cùng ngày của đơn vị cùng nhóm sản phẩm "
    "chính, kể cả câu “không bán được”; nhóm có ít hơn ba câu trả lời thì lấy theo loại chủ thể, rồi theo cả "
    "hội chợ ngày đó. Ngày có ít hơn ba câu trả lời thì không ước. Tổng làm tròn đến hai chữ số có nghĩa."
)
AGREEMENTS = N_("Đếm theo số bản ký. Giá trị chỉ cộng từ văn bản có nêu; không nêu thì không suy ra.")

AT_EVENTS = N_("Văn bản ghi là ký tại hội nghị, sự kiện nào của hội chợ thì tính cho sự kiện ấy.")
FOLLOWED = N_(
    "Người đã ghi văn bản trả lời sau 30, 60 và 90 ngày; câu của mốc sau cùng được tính. Một dòng gồm nhiều "
    "bản thì câu trả lời tính cho cả số bản ấy. Không trả lời không phải là không thực hiện."
)

TAKINGS = (
    DefinitionFact("sales", N_("Doanh thu"), SALES, DECLARED, DONG),
    DefinitionFact(
        "sellers", N_("Đơn vị có doanh thu"), N_("Đơn vị khai bán được ít nhất một ngày."), DECLARED, UNITS
    ),
    DefinitionFact("orders", N_("Đơn đặt hàng"), N_("Số đơn khai trong sổ bán hàng."), DECLARED, ORDERS),
    DefinitionFact(
        "orders_value",
        N_("Giá trị đơn đặt hàng"),
        N_("Khai trong sổ bán hàng, không cộng vào doanh thu."),
        DECLARED,
        DONG,
    ),
    DefinitionFact("sales_by_day", N_("Doanh thu theo ngày"), SALES, DECLARED, DONG),
    DefinitionFact(
        "sales_by_province",
        N_("Doanh thu theo tỉnh lúc diễn ra"),
        N_("Tỉnh của đơn vị theo địa giới ngày khai mạc."),
        DECLARED,
        DONG,
    ),
    DefinitionFact(
        "sales_by_province_now",
        N_("Doanh thu theo tỉnh hiện nay"),
        N_("Tỉnh của đơn vị theo địa giới hiện nay."),
        DECLARED,
        DONG,
    ),
    DefinitionFact(
        "sales_by_group",
        N_("Doanh thu theo nhóm sản phẩm"),
        N_("Theo nhóm của sản phẩm đã ghi; phần chỉ ghi tổng để riêng."),
        DECLARED,
        DONG,
    ),
    DefinitionFact(
        "sales_by_stars",
        N_("Doanh thu theo hạng sao"),
        N_("Theo hạng sao của sản phẩm đã ghi; phần chỉ ghi tổng để riêng."),
        DECLARED,
        DONG,
    ),
    DefinitionFact(
        "sales_by_kind", N_("Doanh thu theo loại chủ thể"), N_("Loại chủ thể trong hồ sơ."), DECLARED, DONG
    ),
)

ANSWERED = (
    DefinitionFact("coverage", N_("Tỷ lệ trả lời"), COVERAGE, COUNTED, PERMILLE),
    DefinitionFact("answers_expected", N_("Câu trả lời cần có"), COVERAGE, COUNTED, ANSWERS),
    DefinitionFact("answers_sold", N_("Đã báo doanh thu"), N_("Câu trả lời có doanh thu."), COUNTED, ANSWERS),
    DefinitionFact(
        "answers_nothing", N_("Báo không bán được"), N_("Câu trả lời “không bán được”."), COUNTED, ANSWERS
    ),
    DefinitionFact(
        "exhibitors_every_day",
        N_("Trả lời đủ mọi ngày"),
        N_("Đơn vị trả lời đủ các ngày mình mở bán."),
        COUNTED,
        UNITS,
    ),
    DefinitionFact(
        "exhibitors_some_days",
        N_("Trả lời một phần"),
        N_("Đơn vị trả lời ít nhất một ngày mà chưa đủ."),
        COUNTED,
        UNITS,
    ),
    DefinitionFact(
        "exhibitors_never", N_("Chưa trả lời ngày nào"), N_("Đơn vị chưa trả lời ngày nào."), COUNTED, UNITS
    ),
)

ESTIMATES = (
    DefinitionFact("unanswered_sales", N_("Ước tính cho câu chưa trả lời"), UNANSWERED, ESTIMATED, DONG),
    DefinitionFact(
        "unanswered_share",
        N_("Tỷ trọng phần ước tính"),
        N_("Phần ước tính trên tổng của phần đã khai và phần ước tính."),
        ESTIMATED,
        PERMILLE,
    ),
    DefinitionFact(
        "unanswered_days",
        N_("Câu chưa trả lời được ước"),
        N_("Số câu chưa trả lời có thể ước."),
        COUNTED,
        ANSWERS,
    ),
)

SIGNED = (
    DefinitionFact("papers", N_("Văn bản ký kết"), AGREEMENTS, DECLARED, PAPERS),
    DefinitionFact("papers_valued", N_("Văn bản có nêu giá trị"), AGREEMENTS, DECLARED, PAPERS),
    DefinitionFact("papers_value", N_("Giá trị văn bản"), AGREEMENTS, DECLARED, DONG),
    DefinitionFact("papers_by_level", N_("Văn bản theo cấp"), AGREEMENTS, DECLARED, PAPERS),
    DefinitionFact("papers_value_by_level", N_("Giá trị văn bản theo cấp"), AGREEMENTS, DECLARED, DONG),
    DefinitionFact("papers_by_kind", N_("Văn bản theo loại"), AGREEMENTS, DECLARED, PAPERS),
    DefinitionFact("papers_value_by_kind", N_("Giá trị văn bản theo loại"), AGREEMENTS, DECLARED, DONG),
)

BECAME = (
    DefinitionFact("papers_by_event", N_("Văn bản theo sự kiện"), AT_EVENTS, DECLARED, PAPERS),
    DefinitionFact("papers_value_by_event", N_("Giá trị văn bản theo sự kiện"), AT_EVENTS, DECLARED, DONG),
    DefinitionFact(
        "papers_at_no_event", N_("Văn bản không gắn với sự kiện nào"), AT_EVENTS, DECLARED, PAPERS
    ),
    DefinitionFact(
        "papers_value_at_no_event",
        N_("Giá trị văn bản không gắn với sự kiện nào"),
        AT_EVENTS,
        DECLARED,
        DONG,
    ),
    DefinitionFact("papers_by_answer", N_("Văn bản theo trả lời gần nhất"), FOLLOWED, DECLARED, PAPERS),
    DefinitionFact("papers_unanswered", N_("Văn bản chưa có trả lời"), FOLLOWED, DECLARED, PAPERS),
    DefinitionFact(
        "papers_delivered",
        N_("Giá trị đã giao theo văn bản"),
        N_("Cộng từ khi ký, như lần nêu sau cùng. Văn bản không nêu giá trị đã giao thì không suy ra."),
        DECLARED,
        DONG,
    ),
    DefinitionFact("papers_delivered_told", N_("Văn bản có nêu giá trị đã giao"), FOLLOWED, DECLARED, PAPERS),
)
"""Told since agreements are followed; what was frozen before has no words for them, and no cells."""
