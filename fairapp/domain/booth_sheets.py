"""The sheet of booths: one row a booth, recognised by its number on the plan of one site."""

from fairapp.domain.booth_rows import LONGEST_NUMBER
from fairapp.domain.booths import BOOTH_KIND_LABELS, PRICE_CLASS_LABELS, BoothKind
from fairapp.domain.sheets import Cell, Column, Sheet

UNRANKED = "Chưa xếp hạng"  # an empty cell says nothing, so that a class can be taken away, too

BOOTHS = Sheet(
    "gian-hang",
    "Gian hàng",
    (
        Column("number", "Số gian", required=True, most=LONGEST_NUMBER, width=10, example="A01"),
        Column(
            "kind",
            "Loại gian",
            words={word: kind for kind, word in BOOTH_KIND_LABELS.items()},
            also={"Tiêu chuẩn": BoothKind.STANDARD, "Gian chung": BoothKind.PAVILION},
            example="Gian tiêu chuẩn",
        ),
        Column("zone", "Khu", most=8, width=8, note="Ký hiệu của khu đã có trên sơ đồ."),
        Column("x", "Cách mép trái (m)", Cell.METRES, width=12, example="3"),
        Column("y", "Cách mép trên (m)", Cell.METRES, width=12, example="3"),
        Column("width", "Rộng (m)", Cell.METRES, width=10, example="3"),
        Column("depth", "Sâu (m)", Cell.METRES, width=10, example="3", note="Gian mới phải có đủ bốn số đo."),
        Column("power_watts", "Điện (W)", Cell.NUMBER, width=10, example="500"),
        Column("water", "Có nước", Cell.YES, width=10),
        Column("open_flame", "Được dùng bếp lửa", Cell.YES, width=12),
        Column("fee", "Phí thuê gian", Cell.MONEY, example="5.000.000"),
        Column("subsidy", "Phần được hỗ trợ", Cell.MONEY, example="0"),
        Column("subsidy_by", "Đơn vị hỗ trợ", most=120, width=24),
        Column(
            "price_class",
            "Hạng chỗ",
            words={word: price_class for price_class, word in PRICE_CLASS_LABELS.items()} | {UNRANKED: None},
            width=14,
            note="Gian đã xếp hạng mà bỏ hạng thì ghi “Chưa xếp hạng”.",
            example="Hạng A",
        ),
    ),
    "Một dòng là một gian. Nhận ra theo số gian. Gian đã giao cho ai thì giữ nguyên chỗ.",
)
