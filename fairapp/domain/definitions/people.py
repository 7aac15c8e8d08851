"""What the figures of the fair's size and of who came mean."""

from fairapp.domain.definitions.units import (
    AREA,
    BOOTHS,
    COUNTED,
    DECLARED,
    PEOPLE,
    PRODUCTS,
    PROVINCES,
    TIMES,
    UNITS,
)
from fairapp.domain.evidence import Evidence
from fairapp.domain.facts import DefinitionFact
from fairapp.domain.text import N_

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

GATE_HOURS = (
    DefinitionFact("entries_by_hour_and_gate", N_("Lượt vào cổng theo giờ và cổng"), ENTRIES, COUNTED, TIMES),
)
"""Told later than the others: what was frozen before has no words for it, and no cells."""
