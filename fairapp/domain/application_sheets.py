"""The sheet of applications to one fair: one row a producer."""

import re

from fairapp.domain.booths import BOOTH_KIND_LABELS
from fairapp.domain.producer_sheets import WHOSE
from fairapp.domain.sheets import Cell, Column, Sheet


def read_list(typed: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in re.split(r"[;\n]", typed)) if part)


def read_person(typed: str) -> tuple[str, str, str]:
    """ "Lê Cường, 0912 345 678, trưởng gian": name, number, position, the last two in any order."""
    name, *rest = (part.strip() for part in typed.split(","))
    phone = next((part for part in rest if re.fullmatch(r"[+0-9][0-9 .-]{6,}", part)), "")
    return name, phone, ", ".join(part for part in rest if part and part != phone)


def _people(typed: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(read_person(person) for person in read_list(typed))


APPLICATIONS = Sheet(
    "don-dang-ky",
    "Đơn đăng ký",
    (
        *WHOSE,
        Column(
            "booth_kind",
            "Loại gian",
            words={word: kind for kind, word in BOOTH_KIND_LABELS.items()},
            example="Gian tiêu chuẩn",
        ),
        Column("booth_count", "Số gian", Cell.NUMBER, width=10, example="1"),
        Column("power_watts", "Điện (W)", Cell.NUMBER, width=10, example="500"),
        Column("water", "Cần nước", Cell.YES, width=10),
        Column("open_flame", "Dùng bếp lửa", Cell.YES, width=10),
        Column("cold_storage", "Cần kho lạnh", Cell.YES, width=10),
        Column("cold_watts", "Điện tủ mát (W)", Cell.NUMBER, width=10),
        Column("lorry", "Xe tải chở hàng", Cell.YES, width=10),
        Column("lorry_plate", "Biển số xe", most=60, width=14),
        Column(
            "zone",
            "Khu mong muốn",
            most=60,
            read=read_list,
            example="A; B12",
            note="Ký hiệu khu hoặc số gian trên sơ đồ, ưu tiên trước ghi trước, nhiều nhất ba, "
            "cách nhau bằng dấu chấm phẩy.",
        ),
        Column("wishes", "Nguyện vọng khác", most=2000, width=32),
        Column("introduction", "Giới thiệu để in danh bạ", most=600, width=32),
        Column(
            "goods",
            "Sản phẩm mang đến",
            read=read_list,
            width=40,
            example="Chè búp xanh; Chè đinh",
            note="Tên sản phẩm đã có của chủ thể, cách nhau bằng dấu chấm phẩy.",
        ),
        Column(
            "staff",
            "Người trực gian",
            read=_people,
            width=48,
            example="Lê Cường, 0912 345 678; Vũ Lan",
            note="Tên, số điện thoại, chức vụ; mỗi người cách nhau bằng dấu chấm phẩy.",
        ),
        Column(
            "committed",
            "Đã nhận các cam kết",
            Cell.YES,
            width=12,
            example="Có",
            note="Ghi Có khi chủ thể đã đọc và nhận các cam kết của hội chợ.",
        ),
    ),
    "Một dòng là đơn của một chủ thể. Đơn đủ mục thì được gửi ngay; thiếu mục nào thì dòng đó báo lỗi.",
)
