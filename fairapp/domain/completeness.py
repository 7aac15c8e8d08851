"""What keeps an application from being sent, each with a sentence that says what to do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from fairapp.domain.application_form import USUAL, Asks, FieldAsk, FormField, unanswered
from fairapp.domain.applications import MOST_BOOTHS
from fairapp.domain.calendar import format_day
from fairapp.domain.fairs import ExpiryRule
from fairapp.domain.gaps import Missing
from fairapp.domain.ocop import FEWEST_CERTIFIED_STARS
from fairapp.domain.paper_gaps import FIELD, UNCONFIRMED, paper_gaps
from fairapp.domain.papers import Standing, first_uncovered
from fairapp.domain.text import N_


@dataclass(frozen=True)
class Goods:
    """A product as far as the rules about certificates look at it."""

    id: int
    name: str
    stars: int | None = None
    certificate_number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True)
class ApplicationFacts:
    """An application as completeness is judged: plain values, no rows."""

    representative: str
    phone: str
    place: str
    booth_count: int
    goods: tuple[Goods, ...]
    staff: tuple[str, ...]
    passes_per_booth: int
    days: tuple[date, ...]
    asks: Asks = field(default_factory=lambda: USUAL)
    answered: Collection[FormField] = frozenset()  # of those that may be left empty
    yes: Collection[FormField] = frozenset()
    uncommitted: int = 0  # commitments not accepted yet
    consented: bool = True  # also where somebody else files for the producer, who is asked later
    papers: tuple[Standing, ...] = ()
    papers_confirmed: bool = True  # also where there is nothing to confirm
    expiry_rule: ExpiryRule = ExpiryRule.BLOCK


def most_staff(booth_count: int, passes_per_booth: int) -> int:
    """As many people as the booths' passes allow."""
    return booth_count * passes_per_booth


def first_uncovered_day(goods: Goods, days: Iterable[date]) -> date | None:
    """The first day of the fair on which the certificate is not valid; None when it covers them all."""
    if not is_certified(goods) or goods.expires_on is None:
        return None
    return first_uncovered(goods.issued_on, goods.expires_on, days)


def is_certified(goods: Goods) -> bool:
    """Stars from three up come with a certificate; a product may also be shown without any."""
    return goods.stars is not None and goods.stars >= FEWEST_CERTIFIED_STARS


def missing(facts: ApplicationFacts) -> list[Missing]:
    """Everything that is not as it should be, in the form's order; what blocks keeps it from being sent."""
    return [
        *_profile_gaps(facts),
        *_booth_gaps(facts),
        *_goods_gaps(facts),
        *_paper_gaps(facts),
        *_staff_gaps(facts),
        *field_gaps(facts.asks, facts.answered, facts.yes),
        *_word_gaps(facts),
    ]


def _profile_gaps(facts: ApplicationFacts) -> list[Missing]:
    gaps = []
    if not facts.representative:
        gaps.append(Missing("profile", N_("Hồ sơ chưa có họ tên người đại diện. Hãy bổ sung trong hồ sơ.")))
    if not facts.phone:
        gaps.append(Missing("profile", N_("Hồ sơ chưa có số điện thoại. Hãy bổ sung trong hồ sơ.")))
    if not facts.place:
        gaps.append(
            Missing("profile", N_("Hồ sơ chưa có xã, phường, đặc khu hoặc địa chỉ. Hãy bổ sung trong hồ sơ."))
        )
    return gaps


def _booth_gaps(facts: ApplicationFacts) -> list[Missing]:
    if 1 <= facts.booth_count <= MOST_BOOTHS:
        return []
    return [Missing("booth_count", N_("Số gian từ 1 đến %(n)d."), {"n": MOST_BOOTHS})]


def _goods_gaps(facts: ApplicationFacts) -> list[Missing]:
    if not facts.goods:
        return [Missing("goods", N_("Hãy chọn ít nhất một sản phẩm mang đến hội chợ."))]
    return [gap for goods in facts.goods for gap in certificate_gaps(goods, facts.days, facts.expiry_rule)]


def _paper_gaps(facts: ApplicationFacts) -> list[Missing]:
    unconfirmed = [] if facts.papers_confirmed else [Missing(FIELD, UNCONFIRMED)]
    return [*paper_gaps(facts.papers, facts.expiry_rule), *unconfirmed]


def certificate_gaps(
    goods: Goods, days: Iterable[date], rule: ExpiryRule = ExpiryRule.BLOCK
) -> list[Missing]:
    """What is wrong with the certificate of one product, with what to do about it."""
    if not is_certified(goods):
        return []
    name: dict[str, object] = {"product": goods.name, "stars": goods.stars}
    if not goods.certificate_number or goods.issued_on is None or goods.expires_on is None:
        return [
            Missing(
                "goods",
                N_(
                    "%(product)s ghi %(stars)d sao nhưng chưa đủ số giấy chứng nhận, ngày cấp và ngày hết "
                    "hạn. Hãy bổ sung ở mục Sản phẩm, hoặc bỏ sản phẩm này khỏi đơn."
                ),
                name,
            )
        ]
    day = first_uncovered_day(goods, days)
    if day is None:
        return []
    values = {**name, "day": format_day(day), "until": format_day(goods.expires_on)}
    if day > goods.expires_on:
        sentence = N_(
            "Giấy chứng nhận của %(product)s hết hạn ngày %(until)s, nên ngày %(day)s của hội chợ không còn "
            "hiệu lực. Hãy làm thủ tục đánh giá lại rồi sửa ngày ở mục Sản phẩm, hoặc bỏ sản phẩm này "
            "khỏi đơn."
        )
    else:
        values["since"] = format_day(goods.issued_on)
        sentence = N_(
            "Giấy chứng nhận của %(product)s cấp ngày %(since)s, nên ngày %(day)s của hội chợ chưa có "
            "hiệu lực. Hãy kiểm tra ngày cấp ở mục Sản phẩm, hoặc bỏ sản phẩm này khỏi đơn."
        )
    return [Missing("goods", sentence, values, rule is ExpiryRule.BLOCK)]


def _staff_gaps(facts: ApplicationFacts) -> list[Missing]:
    ask = facts.asks[FormField.STAFF]
    most = most_staff(max(facts.booth_count, 1), facts.passes_per_booth)
    if not facts.staff and ask is FieldAsk.REQUIRED:
        return [Missing("staff", N_("Hãy ghi tên ít nhất một người trực gian để in thẻ ra vào."))]
    if len(facts.staff) > most and ask is not FieldAsk.HIDDEN:
        return [
            Missing(
                "staff",
                N_(
                    "%(booths)d gian có %(most)d thẻ ra vào, đơn ghi %(n)d người. "
                    "Hãy bớt người hoặc xin thêm gian."
                ),
                {"booths": facts.booth_count, "most": most, "n": len(facts.staff)},
            )
        ]
    return []


ANSWERED_ELSEWHERE = frozenset(
    {FormField.BOOTH_KIND, FormField.BOOTH_COUNT, FormField.STAFF}  # have sentences of their own
)
SENTENCES = {
    FormField.POWER: N_("Hãy ghi công suất điện cần dùng, 0 nếu không cần."),
    FormField.WATER: N_("Hãy trả lời gian có cần nước hay không."),
    FormField.FLAME: N_("Hãy trả lời có dùng bếp lửa hay không."),
    FormField.COLD: N_("Hãy trả lời có mang tủ mát, tủ đông hay không."),
    FormField.COLD_POWER: N_("Hãy ghi công suất của tủ mát, tủ đông."),
    FormField.LORRY: N_("Hãy trả lời có chở hàng bằng xe tải hay không."),
    FormField.PLATE: N_("Hãy ghi biển số và tải trọng của xe."),
    FormField.PLACES: N_("Hãy chọn gian hoặc khu muốn đứng, hoặc chọn “Gian nào cũng được”."),
    FormField.WISHES: N_("Hãy ghi nguyện vọng, hoặc “không” nếu không có."),
    FormField.INTRODUCTION: N_("Hãy viết vài câu giới thiệu để in danh bạ hội chợ."),
}


def field_gaps(asks: Asks, answered: Collection[FormField], yes: Collection[FormField]) -> list[Missing]:
    """What this fair wants answered of this kind of producer."""
    left = unanswered(asks, answered, yes)
    return [Missing(name.value, SENTENCES[name]) for name in left if name not in ANSWERED_ELSEWHERE]


def _word_gaps(facts: ApplicationFacts) -> list[Missing]:
    gaps = []
    if facts.uncommitted:
        sentence = N_("Còn %(n)d điều cam kết chưa đánh dấu. Hãy đọc và đánh dấu từng điều.")
        gaps.append(Missing("commitments", sentence, {"n": facts.uncommitted}))
    if not facts.consented:
        sentence = N_("Chưa có sự đồng ý để ban tổ chức dùng dữ liệu của đơn này.")
        gaps.append(Missing("consent", sentence))
    return gaps
