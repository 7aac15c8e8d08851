"""What every figure means and how it is known, and the rules by which figures are made.

Page, paper and export read these words from the snapshot, into which they are frozen with the facts: who
mends a sentence here changes later snapshots only.
"""

from dataclasses import replace

from fairapp.domain.evidence import Evidence
from fairapp.domain.facts import DefinitionFact, FairFacts, RuleFact
from fairapp.domain.text import N_

SINCE = 3
"""The first layout whose facts bring their own words."""

BOOTHS, PEOPLE, TIMES, DONG = N_("gian"), N_("người"), N_("lượt"), N_("đồng")
UNITS, PROVINCES, PRODUCTS, AREA = N_("đơn vị"), N_("tỉnh, thành phố"), N_("sản phẩm"), N_("cm²")
ANSWERS, PAPERS, PERMILLE, ORDERS = N_("câu trả lời"), N_("văn bản"), N_("phần nghìn"), N_("đơn hàng")

ENTRIES = N_(
    "Mỗi lần một người đi vào qua cổng: quét mã có chữ ký hoặc bấm đếm. Một người ra rồi vào lại là hai lượt."
)
VISITS = N_(
    "Mỗi người một lần một ngày. Với người có thẻ, lượt vào lại không tính; người chỉ được bấm đếm thì không "
    "nhận ra được, nên phần đó là mức cao nhất có thể."
)
VISITORS = N_(
    "Số người khác nhau đã vào bằng mã khách tham quan hoặc thẻ khách mời. Người của gian hàng, thi công, "
    "báo chí, phục vụ và ban tổ chức không bao giờ là khách."
)
SAMPLED = N_(
    "Nơi không có cổng: những ca đếm 10 phút rút thăm theo điểm và giờ, nhân lên cho cả giờ mở cửa; lượt "
    "khách theo tỷ lệ người được hỏi là khách vào lần đầu trong ngày. Sau dấu ± là sai số, đúng 95 trên 100 "
    "lần."
)
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

COUNTED, DECLARED, ESTIMATED = Evidence.COUNTED.value, Evidence.DECLARED.value, Evidence.ESTIMATED.value

SCALE = (
    DefinitionFact("booths", N_("Gian hàng"), N_("Gian trên sơ đồ, trừ gian bị khoá."), COUNTED, BOOTHS),
    DefinitionFact(
        "booths_taken", N_("Gian hàng sử dụng"), N_("Gian đã xếp cho một đơn vị."), COUNTED, BOOTHS
    ),
    DefinitionFact("net_area", N_("Diện tích thuần"), N_("Diện tích các gian đã xếp."), COUNTED, AREA),
    DefinitionFact(
        "gross_area", N_("Mặt bằng chung"), N_("Diện tích cả nhà hoặc khu, có lối đi."), COUNTED, AREA
    ),
    DefinitionFact(
        "exhibitors",
        N_("Đơn vị tham gia"),
        N_("Đơn vị được xếp gian hoặc đã ghi sổ bán hàng."),
        COUNTED,
        UNITS,
    ),
    DefinitionFact(
        "exhibitors_by_kind", N_("Đơn vị theo loại chủ thể"), N_("Loại chủ thể trong hồ sơ."), COUNTED, UNITS
    ),
    DefinitionFact(
        "units",
        N_("Số tỉnh, thành phố"),
        N_("Của đơn vị tham gia, theo địa giới ngày khai mạc."),
        COUNTED,
        PROVINCES,
    ),
    DefinitionFact(
        "units_now",
        N_("Số tỉnh, thành phố hiện nay"),
        N_("Như trên, theo địa giới hiện nay."),
        COUNTED,
        PROVINCES,
    ),
    DefinitionFact("products", N_("Sản phẩm"), N_("Sản phẩm đơn vị đăng ký mang tới."), DECLARED, PRODUCTS),
    DefinitionFact(
        "starred", N_("Sản phẩm có hạng sao"), N_("Trong đó có hạng sao OCOP theo hồ sơ."), DECLARED, PRODUCTS
    ),
)

AUDIENCE = (
    DefinitionFact("entries", N_("Lượt vào cổng"), ENTRIES, COUNTED, TIMES),
    DefinitionFact(
        "entries_scanned", N_("Lượt quét mã"), N_("Phần lượt vào cổng do quét mã."), COUNTED, TIMES
    ),
    DefinitionFact(
        "entries_clicked", N_("Lượt bấm đếm"), N_("Phần lượt vào cổng do bấm đếm."), COUNTED, TIMES
    ),
    DefinitionFact("entries_sampled", N_("Đếm mẫu"), SAMPLED, Evidence.SAMPLED.value, TIMES),
    DefinitionFact("entries_by_day", N_("Lượt vào cổng theo ngày"), ENTRIES, COUNTED, TIMES),
    DefinitionFact("entries_by_gate", N_("Lượt vào cổng theo cổng"), ENTRIES, COUNTED, TIMES),
    DefinitionFact("entries_by_hour", N_("Lượt vào cổng theo giờ"), ENTRIES, COUNTED, TIMES),
    DefinitionFact("visits", N_("Lượt khách"), VISITS, COUNTED, TIMES),
    DefinitionFact("visits_by_day", N_("Lượt khách theo ngày"), VISITS, COUNTED, TIMES),
    DefinitionFact("visitors", N_("Khách có thẻ"), VISITORS, COUNTED, PEOPLE),
    DefinitionFact(
        "registered", N_("Khách đăng ký trước"), N_("Mã khách tham quan đã cấp."), COUNTED, PEOPLE
    ),
    DefinitionFact(
        "exhibitor_people",
        N_("Người của gian hàng"),
        N_("Người khác nhau đã vào bằng thẻ gian hàng."),
        COUNTED,
        PEOPLE,
    ),
    DefinitionFact(
        "exhibitor_entries", N_("Lượt vào của gian hàng"), N_("Lượt vào bằng thẻ gian hàng."), COUNTED, TIMES
    ),
    DefinitionFact(
        "exhibitor_entries_by_day",
        N_("Lượt vào của gian hàng theo ngày"),
        N_("Lượt vào bằng thẻ gian hàng."),
        COUNTED,
        TIMES,
    ),
    DefinitionFact(
        "staff_people",
        N_("Người tổ chức, phục vụ"),
        N_("Tổ chức, thi công, báo chí, phục vụ đã vào."),
        COUNTED,
        PEOPLE,
    ),
    DefinitionFact(
        "staff_entries",
        N_("Lượt vào của tổ chức, phục vụ"),
        N_("Lượt vào bằng các thẻ còn lại."),
        COUNTED,
        TIMES,
    ),
    DefinitionFact(
        "staff_entries_by_day",
        N_("Lượt vào của tổ chức, phục vụ theo ngày"),
        N_("Lượt vào bằng các thẻ còn lại."),
        COUNTED,
        TIMES,
    ),
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

CURRENT = (*SCALE, *AUDIENCE, *TAKINGS, *ANSWERED, *ESTIMATES, *SIGNED)

EARLIER = tuple(
    replace(one, words=EARLIER_SALES) if one.words == SALES else one
    for one in CURRENT
    if one not in ESTIMATES
)
"""The words that were printed of snapshots that did not bring their own."""

RULES = (
    RuleFact(
        "undivided",
        N_("Chưa phân"),
        N_("Phần doanh thu chỉ được ghi tổng, không ghi theo sản phẩm; để riêng, không chia đều."),
    ),
    RuleFact(
        "small_groups",
        N_("Nhóm gộp"),
        N_(
            "Không công bố tổng của ít hơn ba đơn vị. Nhóm nhỏ được gộp, và gộp thêm đến khi không thể lấy "
            "bảng này trừ bảng kia, hay bản chốt sau trừ bản chốt trước, để ra số của một hai đơn vị. Khi số "
            "mới sẽ làm lộ, bản sau giữ số tiền đã công bố và ghi rõ là của bản nào."
        ),
    ),
    RuleFact(
        "reported",
        N_("Số liệu báo chí nêu"),
        N_("Để bên cạnh số của hệ thống kèm nguồn, không cộng chung."),
    ),
    RuleFact(
        "evidence",
        N_("Loại bằng chứng"),
        N_(
            "Đếm được: máy hoặc sổ ghi từng lượt. Tự khai: đơn vị tự ghi. Ước tính: có phần không phân biệt "
            "được. Báo chí nêu: nguồn khác nói."
        ),
    ),
    RuleFact(
        "fingerprint",
        N_("Mã kiểm tra"),
        N_(
            "SHA-256 của các dữ kiện viết thành JSON UTF-8: khoá theo thứ tự chữ cái, không dấu cách, giữ "
            "nguyên thứ tự dòng."
        ),
    ),
)


def definitions_of(facts: FairFacts) -> tuple[DefinitionFact, ...]:
    return facts.definitions or (CURRENT if facts.layout >= SINCE else EARLIER)


def rules_of(facts: FairFacts) -> tuple[RuleFact, ...]:
    return facts.rules or RULES
