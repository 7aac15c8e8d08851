"""The sheets of producers and of their products, and by what a row is recognised as somebody known."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from fairapp.domain import ocop, places
from fairapp.domain.errors import Invalid
from fairapp.domain.ocop import KIND_LABELS, LEVEL_LABELS, MARK_LABELS, ProducerKind
from fairapp.domain.phones import to_e164
from fairapp.domain.sheets import NO_CHOICE, Cell, Column, Sheet
from fairapp.domain.text import N_, fold

NO_UNIT = N_(
    "Không có tỉnh, thành phố “%(typed)s”. Tên cũ và tên mới đều được, ví dụ Hà Giang hoặc Tuyên Quang."
)
SEVERAL = N_("Có %(n)d chủ thể trùng tên. Hãy ghi thêm mã số thuế, số điện thoại hoặc xã.")
NAMELESS = N_("Hãy ghi tên chủ thể hoặc mã số thuế.")


@lru_cache(maxsize=1000)  # a list names the same few provinces again and again
def read_unit(typed: str) -> str:
    """The id of the unit that holds this place today, whether its name is of before or after the merger."""
    unit = places.find_unit(re.sub(r"^[tT]\s*\.\s*", "", typed))
    if unit is None:
        raise Invalid(NO_UNIT, typed=typed[:60])
    return places.unit_now(unit).id


def read_tax_code(typed: str) -> str:
    """A spreadsheet takes a code for a number and drops its first zero."""
    bare = re.sub(r"[ .]", "", typed)
    return f"0{bare}" if re.fullmatch(r"\d{9}|\d{11}", bare) else bare


def read_leaf(typed: str) -> str:
    """I.5.a, alone or before its words; or the words alone where they belong to one class only."""
    words = leaf_words()
    code = re.split(r"[\s–-]", typed, maxsplit=1)[0]
    if code in words.values():
        return code
    named = [found for word, found in words.items() if fold(typed) == fold(word.split(" – ", 1)[1])]
    if len(named) == 1:
        return named[0]
    raise Invalid(NO_CHOICE, typed=typed[:60])


@cache
def leaf_words() -> dict[str, str]:
    """Every class of the table under its code and words."""
    return {leaf_word(leaf.code): leaf.code for group in ocop.groups() for leaf in group.leaves}


def leaf_word(code: str) -> str:
    leaf = ocop.get_leaf(code)
    named = leaf.name if leaf.heading in ("", leaf.name) else f"{leaf.heading} – {leaf.name}"
    return f"{leaf.code} – {named}"


def _today() -> dict[str, object]:
    """Names of today's units; old ones are understood as well."""
    return {unit.name: unit.id for unit in places.load_units() if unit.successor is None}


TAX_CODE = Column(
    "tax_code",
    "Mã số thuế",
    read=read_tax_code,
    example="5700101234",
    most=20,
    note="10, 12 hoặc 13 chữ số. Có mã thì chủ thể được nhận ra theo mã.",
)
UNIT = Column(
    "unit",
    "Tỉnh, thành phố",
    read=read_unit,
    words=_today(),
    example="Quảng Ninh",
    required=True,
    note="Tên trước hay sau 01/07/2025 đều được; có hay không có chữ Tỉnh, TP.",
)
PHONE = Column(
    "phone", "Số điện thoại", read=to_e164, example="0912 345 678", note="Số Việt Nam hoặc quốc tế."
)

PRODUCERS = Sheet(
    "chu-the",
    "Chủ thể",
    (
        Column(
            "name",
            "Tên chủ thể",
            required=True,
            width=42,
            example="Hợp tác xã Nông nghiệp Hoành Bồ",
            note="Như trên giấy đăng ký kinh doanh hoặc giấy chứng nhận OCOP.",
        ),
        Column(
            "kind",
            "Loại chủ thể",
            width=28,
            words={word: kind for kind, word in KIND_LABELS.items()},
            also={
                "HTX": ProducerKind.COOPERATIVE,
                "Công ty": ProducerKind.COMPANY,
                "THT": ProducerKind.COOPERATIVE_GROUP,
                "Hộ kinh doanh": ProducerKind.HOUSEHOLD,
                "Hộ sản xuất": ProducerKind.HOUSEHOLD,
                "Cơ sở sản xuất": ProducerKind.HOUSEHOLD,
                "Khác": ProducerKind.OTHER,
            },
            example="Hợp tác xã",
            note="Chủ thể mới thì phải ghi.",
        ),
        TAX_CODE,
        UNIT,
        Column("commune", "Xã, phường, đặc khu", most=120, width=24, example="Xã Quảng La"),
        Column(
            "address", "Địa chỉ", most=300, width=32, example="Thôn 2", note="Số nhà, đường, thôn, khu phố."
        ),
        Column("representative", "Người đại diện", most=120, width=24, example="Vũ Thị Lan"),
        PHONE,
        Column("email", "E-mail", most=254, width=28, example="lan@example.vn"),
        Column(
            "story",
            "Giới thiệu",
            most=2000,
            width=40,
            example="Trồng chè từ năm 1998.",
            note="Khách tham quan đọc phần này.",
        ),
        Column(
            "consent",
            "Đã đồng ý xử lý dữ liệu",
            Cell.YES,
            words={"Có": True, "Không": False},
            example="Có",
            also={"x": True, "Yes": True, "No": False},
            note="Ghi Có khi chủ thể đã đồng ý cho ghi và xử lý thông tin này để tham gia hội chợ. "
            "Chủ thể mới mà chưa đồng ý thì không nhập được.",
        ),
    ),
    "Một dòng là một chủ thể. Nhận ra theo mã số thuế; không có mã thì theo tên, tỉnh và xã "
    "hoặc số điện thoại.",
)

# By these a row of another sheet says whose it is.
WHOSE = (
    Column("name", "Tên chủ thể", required=True, width=42, example="Hợp tác xã Nông nghiệp Hoành Bồ"),
    TAX_CODE,
    UNIT,
    Column("commune", "Xã, phường, đặc khu", most=120, width=24, note="Chỉ cần khi hai chủ thể trùng tên."),
    PHONE,
)

PRODUCTS = Sheet(
    "san-pham",
    "Sản phẩm",
    (
        *WHOSE,
        Column("product", "Tên sản phẩm", required=True, width=32, example="Chè búp xanh"),
        Column(
            "leaf_code",
            "Nhóm sản phẩm OCOP",
            width=40,
            read=read_leaf,
            words=leaf_words(),
            example="I.5.a",
            note="Mã trong bảng phân loại, ví dụ I.5.a; chọn trong danh sách của ô.",
        ),
        Column(
            "stars",
            "Hạng sao",
            width=10,
            words={"3": 3, "4": 4, "5": 5},
            example="3",
            note="3, 4 hoặc 5; chưa có sao thì để trống.",
        ),
        Column("certificate_number", "Số giấy chứng nhận", most=80, example="1234/QĐ-UBND"),
        Column("issued_on", "Ngày cấp", Cell.DAY, example="15/01/2026"),
        Column("expires_on", "Ngày hết hạn", Cell.DAY, note="Để trống thì tính 36 tháng từ ngày cấp."),
        Column("certificate_issuer", "Nơi cấp", width=28, example="UBND tỉnh Quảng Ninh"),
        Column(
            "certificate_level", "Cấp chứng nhận", words={word: level for level, word in LEVEL_LABELS.items()}
        ),
        Column(
            "mark",
            "Nhãn hiệu được bảo hộ",
            width=24,
            words={word: mark for mark, word in MARK_LABELS.items()},
        ),
        Column("mark_name", "Tên được bảo hộ", width=24),
        Column("unit_of_sale", "Quy cách", most=40, example="hộp 200 g"),
        Column("price", "Giá bán", Cell.MONEY, example="85.000", note="Đồng, giá một quy cách."),
    ),
    "Một dòng là một sản phẩm. Nhận ra theo chủ thể, tên sản phẩm và số giấy chứng nhận. Nhập chủ thể trước.",
)


@dataclass(frozen=True)
class Whose:
    """By what a row names a producer."""

    tax_code: str
    folded: str
    unit_id: str
    commune: str
    phone: str

    @property
    def key(self) -> str:
        return (
            f"#{self.tax_code}"
            if self.tax_code
            else "|".join((self.folded, self.unit_id, self.commune or self.phone))
        )


def whose(values: dict) -> Whose:
    named = Whose(
        values.get("tax_code", "").replace("-", ""),
        fold(values.get("name", "")),
        values.get("unit", ""),
        fold(values.get("commune", "")),
        values.get("phone", ""),
    )
    if not (named.tax_code or named.folded):
        raise Invalid(NAMELESS, field="name")
    return named


def is_meant(named: Whose, known: Whose) -> bool:
    """Whether a row may mean this producer: by its tax code, or by name and place with nothing against it."""
    if named.tax_code and named.tax_code == known.tax_code:
        return True
    if named.tax_code and known.tax_code:
        return False
    if (named.folded, named.unit_id) != (known.folded, known.unit_id):
        return False
    if named.phone and named.phone == known.phone:
        return True
    return _may_be_one(_bare_commune(named.commune), _bare_commune(known.commune))


def closest(named: Whose, known: dict[int, Whose]) -> int | None:
    """Which of these is meant, by id; Invalid when two fit equally well."""
    by_code = [i for i, other in known.items() if named.tax_code and named.tax_code == other.tax_code]
    fitting = by_code or [i for i, other in known.items() if is_meant(named, other)]
    if len(fitting) > 1:
        exact = [
            i for i in fitting if known[i].key == named.key or (named.phone and known[i].phone == named.phone)
        ]
        fitting = exact or fitting
    if len(fitting) > 1:
        raise Invalid(SEVERAL, field="name", n=len(fitting))
    return fitting[0] if fitting else None


def _is_exact(named: Whose, known: Whose) -> bool:
    return known.key == named.key or bool(named.phone and known.phone == named.phone)


def product_key(owner: str, values: dict) -> str:
    return "|".join((owner, fold(values.get("product", "")), fold(values.get("certificate_number", ""))))


def renewed(values: dict, issued_on: date | None) -> bool:
    """Whether a row tells of another certificate, so that the end of the former one no longer counts."""
    return "issued_on" in values and values["issued_on"] != issued_on


def _may_be_one(one: str, other: str) -> bool:
    return not one or not other or one == other


def _bare_commune(folded: str) -> str:
    return re.sub(r"^(xa|phuong|thi tran|dac khu|p\.?|x\.?|tt\.?) ", "", folded)
