"""The application form of a fair: which fields it asks of whom, and which words it wants accepted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fairapp.domain.ocop import ProducerKind
from fairapp.domain.text import N_, Bilingual

LONGEST_WORDING = 1_000
MOST_COMMITMENTS = 12
MOST_PLACES = 3
LONGEST_INTRODUCTION = 600
LONGEST_PLATE = 60


class FieldAsk(StrEnum):
    """How much a fair wants a field from one kind of producer."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    HIDDEN = "hidden"


FIELD_ASK_LABELS = {
    FieldAsk.REQUIRED: N_("Bắt buộc"),
    FieldAsk.OPTIONAL: N_("Tuỳ chọn"),
    FieldAsk.HIDDEN: N_("Ẩn"),
}


class FormField(StrEnum):
    """A field that a fair may switch, named as it is in the form; in the form's order."""

    BOOTH_KIND = "booth_kind"
    BOOTH_COUNT = "booth_count"
    POWER = "power_kw"
    WATER = "water"
    FLAME = "open_flame"
    COLD = "cold_storage"
    COLD_POWER = "cold_kw"
    LORRY = "lorry"
    PLATE = "lorry_plate"
    STAFF = "staff"
    PLACES = "places"
    WISHES = "wishes"
    INTRODUCTION = "introduction"


FORM_FIELD_LABELS = {
    FormField.BOOTH_KIND: N_("Loại gian"),
    FormField.BOOTH_COUNT: N_("Số lượng gian"),
    FormField.POWER: N_("Công suất điện cần dùng"),
    FormField.WATER: N_("Cần nước"),
    FormField.FLAME: N_("Chế biến tại chỗ, dùng bếp lửa"),
    FormField.COLD: N_("Cần chỗ để tủ mát, tủ đông"),
    FormField.COLD_POWER: N_("Công suất tủ mát, tủ đông"),
    FormField.LORRY: N_("Chở hàng bằng xe tải"),
    FormField.PLATE: N_("Biển số và tải trọng xe"),
    FormField.STAFF: N_("Người trực gian"),
    FormField.PLACES: N_("Gian hoặc khu muốn đứng"),
    FormField.WISHES: N_("Nguyện vọng khác"),
    FormField.INTRODUCTION: N_("Giới thiệu ngắn để in danh bạ hội chợ"),
}
# The parts that every form has, besides.
PART_LABELS: dict[str, str] = {field.value: word for field, word in FORM_FIELD_LABELS.items()} | {
    "goods": N_("Sản phẩm mang đến"),
    "papers": N_("Giấy tờ"),
    "commitments": N_("Cam kết"),
    "consent": N_("Đồng ý xử lý dữ liệu"),
}
YES_OR_NO = frozenset({FormField.WATER, FormField.FLAME, FormField.COLD, FormField.LORRY})
# What is asked only of those who said yes to another field.
FOLLOWS = {FormField.COLD_POWER: FormField.COLD, FormField.PLATE: FormField.LORRY}
_ALWAYS_SAID = frozenset({FormField.BOOTH_KIND, FormField.BOOTH_COUNT})  # something is always chosen

Asks = Mapping[FormField, FieldAsk]

USUAL: Asks = dict.fromkeys(FormField, FieldAsk.OPTIONAL) | {
    FormField.BOOTH_KIND: FieldAsk.REQUIRED,
    FormField.BOOTH_COUNT: FieldAsk.REQUIRED,
    FormField.POWER: FieldAsk.REQUIRED,
    FormField.STAFF: FieldAsk.REQUIRED,
    FormField.PLATE: FieldAsk.HIDDEN,
    FormField.INTRODUCTION: FieldAsk.HIDDEN,
}


def choices_of(field: FormField) -> tuple[FieldAsk, ...]:
    """What a fair may choose for this field."""
    if field in _ALWAYS_SAID:
        return (FieldAsk.REQUIRED, FieldAsk.HIDDEN)
    return tuple(FieldAsk)


def asks_of(said: Mapping[str, Mapping[str, str]], kind: ProducerKind) -> dict[FormField, FieldAsk]:
    """What this kind of producer is asked; a field that follows a hidden one is hidden with it."""
    asks = {field: _ask(said, field, kind) for field in FormField}
    for field, leader in FOLLOWS.items():
        if asks[leader] is FieldAsk.HIDDEN:
            asks[field] = FieldAsk.HIDDEN
    return asks


def _ask(said: Mapping[str, Mapping[str, str]], field: FormField, kind: ProducerKind) -> FieldAsk:
    ask = said.get(field.value, {}).get(kind.value, "")
    return next((choice for choice in choices_of(field) if choice.value == ask), USUAL[field])


def shown(asks: Asks) -> frozenset[FormField]:
    return frozenset(field for field, ask in asks.items() if ask is not FieldAsk.HIDDEN)


def unanswered(asks: Asks, answered: Collection[FormField], yes: Collection[FormField]) -> list[FormField]:
    """Required fields without an answer, in the form's order; what follows a no needs none."""
    return [
        field
        for field in FormField
        if asks[field] is FieldAsk.REQUIRED
        and field not in answered
        and (field not in FOLLOWS or FOLLOWS[field] in yes)
    ]


@dataclass(frozen=True)
class Wording:
    """Words that somebody accepts. A change of the words is a new version."""

    key: str
    version: int
    words: Bilingual

    @property
    def mark(self) -> str:
        """What a page sends when its reader accepts: these words and no others."""
        return f"{self.key}:{self.version}"


def _usual(key: str, words: str) -> Wording:
    return Wording(key, 1, Bilingual(words, ""))


# The English words of the usual ones are in the catalogue; a fair's own ones bring theirs.
USUAL_COMMITMENTS = (
    _usual("no-fakes", N_("Chỉ bán hàng có tên trong đơn, không bán hàng giả, hàng không rõ nguồn gốc.")),
    _usual("price-list", N_("Niêm yết giá và bán đúng giá niêm yết.")),
    _usual("no-subletting", N_("Không cho thuê lại, không sang nhượng gian hàng.")),
    _usual("stay", N_("Giữ gian hàng mở cửa đến hết giờ bế mạc.")),
    _usual("staff-agree", N_("Người trực gian đã đồng ý cho ghi tên và số điện thoại để in thẻ ra vào.")),
)
USUAL_CONSENT = _usual(
    "consent",
    N_(
        "Tôi đồng ý để ban tổ chức lưu và dùng tên, địa chỉ, số điện thoại của chủ thể và của người trực "
        "gian để xét đơn, xếp gian, in thẻ ra vào và liên lạc về hội chợ này. Tôi có quyền xem, sửa và rút "
        "lại sự đồng ý này bất cứ lúc nào."
    ),
)


def read_wording(kept: Mapping[str, str | int]) -> Wording:
    return Wording(
        str(kept["key"]), int(kept["version"]), Bilingual(str(kept["words"]), str(kept.get("words_en", "")))
    )


def kept_wording(wording: Wording) -> dict[str, str | int]:
    words = wording.words
    return {"key": wording.key, "version": wording.version, "words": words.vi, "words_en": words.en}
