"""A week in Hà Nội, six weeks ahead, that takes applications now."""

from datetime import time, timedelta

from fairapp.domain.application_form import USUAL, FieldAsk, FormField
from fairapp.domain.booth_rows import Rows
from fairapp.domain.fairs import FairKind, Hold
from fairapp.domain.geometry import Rect
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.opening import Run
from fairapp.domain.text import Bilingual
from fairapp.models import Delegation, Fair, User
from fairapp.seeds import venues
from fairapp.seeds.layout import Stretch, furnish, lay_out
from fairapp.seeds.past_plans import Kind
from fairapp.seeds.story import Story, told_at
from fairapp.services import booths, fairs
from fairapp.services.applications import delegations, fair_form, leads, pavilions
from fairapp.services.booths import BoothFacts
from fairapp.services.fairs import FairFacts, SiteFacts

FIRST, DAYS = 44, 5  # counted from the first day of the fair under way
APPLY_FROM, APPLY_UNTIL = -18, 23
QUOTAS = {"quang-ninh": 34, "son-la": 8, "lao-cai": 8, "thanh-hoa": 6, "hai-phong": 6, "bac-ninh": 6}
PAVILIONS = {"son-la": ("B19", "B20", "B21", "B22"), "quang-ninh": ("A01", "A02", "A03", "A04", "A05", "A06")}
BOOTH = BoothFacts(power_watts=1500, fee=2_500_000, subsidy=1_250_000, subsidy_by="UBND tỉnh Quảng Ninh")
ROWS = tuple(
    Rows(
        x=450,
        y=y,
        per_row=36,
        rows=1,
        width=300,
        depth=300,
        prefix=side,
        first="01",
        aisle_every=12,
        aisle_width=300,
    )
    for side, y in (("A", 0), ("B", 900))
)
ZONES = (
    Stretch("TP", "A01", "A36"),
    Stretch("TP", "B01", "B12"),
    Stretch("DU", "B13", "B18"),
    Stretch("DL", "B19", "B24"),
    Stretch("TC", "B25", "B36"),
)
OWN_WORDS = Bilingual(
    "Thu gom rác của gian trước 22 giờ 30 mỗi tối, trả mặt phố sạch sẽ.",
    "Clear the booth's rubbish by 22:30 each evening and leave the street clean.",
)
FEATURES = (
    (Kind.ENTRANCE, "Cổng phía hồ Tây", Rect(0, 300, 150, 600)),
    (Kind.STAGE, "", Rect(12600, 300, 900, 600)),
    (Kind.OFFICE, "", Rect(12000, 900, 450, 300)),
    (Kind.POWER, "Tủ điện đầu phố", Rect(50, 60, 100, 100)),
    (Kind.POWER, "Tủ điện sân khấu", Rect(12480, 60, 100, 100)),
    (Kind.WATER, "", Rect(50, 1040, 60, 60)),
    (Kind.UNLOADING, "", Rect(13350, 1000, 150, 200)),
)
FEED_WATTS = 63_000


def sow(story: Story) -> str:
    actor = story.organiser
    with told_at(story.at(-40, time(9, 30))):
        fair = fairs.create(actor, _facts(story))
        fair.illustrative = True
        site = fairs.add_site(actor, fair, _site(story))
        fairs.add_run(actor, site, _run(story))
        lay_out(actor, site, [(rows, BOOTH) for rows in ROWS], ZONES)
        furnish(actor, site, FEATURES, FEED_WATTS)
    with told_at(story.at(APPLY_FROM, time(8))):
        _set_form(fair, actor)
        fairs.announce(actor, fair)
        for unit, quota in QUOTAS.items():
            delegation = _delegate(story, fair, actor, unit, quota)
            pavilions.set_booths(delegation, actor, PAVILIONS.get(unit, ()))
    story.coming = fair
    return f"to come: {fair.name}, {booths.count_for_fair(fair)} booths"


def _set_form(fair: Fair, actor: User) -> None:
    """Plates of lorries and a few words for the directory are asked for, and the street is kept clean."""
    table = {field: dict.fromkeys(ProducerKind, USUAL[field]) for field in FormField}
    table[FormField.PLATE] = dict.fromkeys(ProducerKind, FieldAsk.OPTIONAL)
    table[FormField.INTRODUCTION] = dict.fromkeys(ProducerKind, FieldAsk.OPTIONAL)
    table[FormField.FLAME][ProducerKind.OTHER] = FieldAsk.HIDDEN
    fair_form.change_asks(fair, actor, table, 0)
    found = fair_form.read(fair)
    words = [(wording.key, wording.words) for wording in found.commitments] + [("", OWN_WORDS)]
    fair_form.change_words(fair, actor, words, found.consent.words, found.version)


def _delegate(story: Story, fair: Fair, actor: User, unit: str, quota: int) -> Delegation:
    delegation = delegations.add(fair, actor, unit_id=unit, quota=quota)
    lead = story.delegations[unit].lead
    assert lead is not None
    leads.hand_to(delegation, actor, lead)
    return delegation


def _facts(story: Story) -> FairFacts:
    first = story.day(FIRST)
    return FairFacts(
        kind=FairKind.PRODUCT_WEEK,
        name=f"Tuần hàng OCOP Quảng Ninh tại Hà Nội – tháng {first.month}/{first.year}",
        unit_id="ha-noi",
        organisers=("Sở Công Thương tỉnh Quảng Ninh", story.owner.name),
        theme="Vị biển, vị rừng về phố",
        basis_number="241/KH-SCT",
        basis_date=story.day(-46),
        basis_issuer="Sở Công Thương tỉnh Quảng Ninh",
        hotline="0900 000 198",
        passes_per_booth=3,
        apply_from=story.at(APPLY_FROM, time(8)),
        apply_until=story.at(APPLY_UNTIL, time(17)),
    )


def _site(story: Story) -> SiteFacts:
    return SiteFacts(
        name="Dọc phố",
        hall_id=story.halls[venues.WALK].id,
        hold=Hold.FIRM,
        build_from=story.at(FIRST - 1, time(6)),
        clear_by=story.at(FIRST + DAYS, time(12)),
    )


def _run(story: Story) -> Run:
    first = story.day(FIRST)
    return Run(first, first + timedelta(days=DAYS - 1), time(9), time(22))
