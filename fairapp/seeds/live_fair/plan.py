"""The plan of the fair under way: rows by product group, pavilions, a food court."""

from datetime import time

from fairapp.db import db
from fairapp.domain.booth_rows import Rows
from fairapp.domain.booths import BoothKind, FeatureKind as Kind
from fairapp.domain.geometry import Rect
from fairapp.seeds.layout import Stretch, furnish, lay_out
from fairapp.seeds.story import Story, told_at
from fairapp.services import booths
from fairapp.services.booths import BoothFacts

PROVINCE = "UBND tỉnh Quảng Ninh"
STANDARD = BoothFacts(power_watts=1500, fee=3_500_000, subsidy=3_500_000, subsidy_by=PROVINCE)
PAVILION = BoothFacts(
    BoothKind.PAVILION, power_watts=5000, fee=21_000_000, subsidy=21_000_000, subsidy_by=PROVINCE
)
COOKED = BoothFacts(
    power_watts=3000, water=True, open_flame=True, fee=5_000_000, subsidy=2_500_000, subsidy_by=PROVINCE
)
RAW = BoothFacts(BoothKind.RAW, power_watts=1000, water=True, fee=8_000_000)

PAVILIONS = {
    "per_row": 3, "rows": 1, "width": 600, "depth": 600, "prefix": "T", "aisle_every": 1, "aisle_width": 300
}  # fmt: skip
MAIN_ROWS = (
    (Rows(x=450, y=300, first="1", **PAVILIONS), PAVILION),
    (Rows(x=4950, y=300, first="4", **PAVILIONS), PAVILION),
    (
        Rows(
            x=450,
            y=1400,
            per_row=22,
            rows=6,
            width=300,
            depth=300,
            prefix="A",
            first="01",
            letter_per_row=True,
            back_to_back=True,
            row_aisle=400,
            aisle_at=(11,),
            aisle_width=300,
        ),
        STANDARD,
    ),
)
MAIN_ZONES = (
    Stretch("GT", "T1", "T6"),
    Stretch("TP", "A01", "D22"),
    Stretch("DU", "E01", "E08"),
    Stretch("DL", "E09", "E22"),
    Stretch("TC", "F01", "F15"),
    Stretch("SC", "F16", "F17"),
    Stretch("DV", "F18", "F22"),
)
MAIN_FEATURES = (
    (Kind.STAGE, "", Rect(3150, 200, 1500, 700)),
    (Kind.ENTRANCE, "Cổng A", Rect(3600, 4680, 600, 120)),
    (Kind.ENTRANCE, "Cổng B", Rect(7680, 3400, 120, 500)),
    (Kind.EXIT, "", Rect(0, 1000, 120, 400)),
    (Kind.OFFICE, "", Rect(600, 4150, 750, 350)),
    (Kind.OFFICE, "Y tế, mất đồ", Rect(1500, 4150, 450, 350)),
    (Kind.TOILET, "", Rect(6900, 4150, 450, 350)),
    (Kind.UNLOADING, "", Rect(0, 2600, 150, 900)),
    (Kind.POWER, "Tủ điện 1", Rect(7560, 200, 200, 200)),
    (Kind.POWER, "Tủ điện 2", Rect(0, 200, 200, 200)),
    (Kind.POWER, "Tủ điện 3", Rect(7680, 4200, 120, 120)),
    (Kind.POWER, "Tủ điện 4", Rect(0, 4200, 120, 120)),
    (Kind.WATER, "", Rect(0, 2200, 60, 60)),
)
COURT_ROWS = (
    (
        Rows(x=600, y=300, per_row=10, rows=2, width=300, depth=300, prefix="G", first="01", row_aisle=1200),
        COOKED,
    ),
    (
        Rows(x=750, y=900, per_row=2, rows=1, width=600, depth=600, prefix="R", first="1",
             aisle_every=1, aisle_width=1500),
        RAW,
    ),
)  # fmt: skip
COURT_ZONES = (Stretch("AT", "G01", "G20"), Stretch("CC", "R1", "R2"))
COURT_FEATURES = (
    (Kind.ENTRANCE, "Cổng C", Rect(0, 1000, 120, 400)),
    (Kind.STAGE, "Bàn ăn chung", Rect(1500, 950, 1050, 500)),
    (Kind.WATER, "", Rect(3750, 1000, 250, 250)),
    (Kind.TOILET, "", Rect(3750, 1900, 350, 300)),
    (Kind.POWER, "Tủ điện sân", Rect(0, 300, 120, 120)),
    (Kind.UNLOADING, "", Rect(0, 1800, 150, 400)),
)
FEED_WATTS = 80_000
BLOCKED = {"Sát tủ điện phụ, chừa lối thoát hiểm": ("B11", "C11"), "Gian của nhà tài trợ": ("T6",)}
WITH_WATER = ("A01", "A02", "A03", "A04", "A05", "A06", "D01", "D02", "D03", "D04")


def sow(story: Story) -> str:
    hall, court = story.live.sites
    with told_at(story.at(-100, time(10))):
        lay_out(story.organiser, hall, MAIN_ROWS, MAIN_ZONES)
        furnish(story.organiser, hall, MAIN_FEATURES, FEED_WATTS)
        lay_out(story.organiser, court, COURT_ROWS, COURT_ZONES)
        furnish(story.organiser, court, COURT_FEATURES, FEED_WATTS)
        standing = {booth.number: booth for booth in booths.list_for_site(hall)}
        for number in WITH_WATER:
            standing[number].water = True
        db.session.flush()
        for reason, numbers in BLOCKED.items():
            booths.block(story.organiser, hall, [standing[number] for number in numbers], reason)
    return f"its plan, {booths.count_for_fair(story.live)} booths"
