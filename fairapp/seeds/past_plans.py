"""Two past fairs laid out in full. How the booths stood is not known: the plans are illustrative."""

from fairapp.db import db
from fairapp.domain.booth_rows import Rows
from fairapp.domain.booths import FeatureKind as Kind
from fairapp.domain.fairs import FairState
from fairapp.domain.geometry import Rect
from fairapp.models import Fair, Hall, Site
from fairapp.seeds import venues
from fairapp.seeds.layout import Stretch, furnish, lay_out
from fairapp.seeds.story import Story
from fairapp.services import booths
from fairapp.services.booths import BoothFacts

DRAWN = "Sơ đồ gian hàng là dữ liệu minh hoạ."

# Hội chợ OCOP Quảng Ninh 2020: eight rows, back to back, with a cross aisle in the middle.
HALL_ROWS = Rows(
    x=450,
    y=400,
    per_row=22,
    rows=8,
    width=300,
    depth=300,
    prefix="A",
    first="01",
    letter_per_row=True,
    back_to_back=True,
    row_aisle=400,
    aisle_at=(11,),
    aisle_width=300,
)
HALL_ZONES = (
    Stretch("TP", "A01", "E22"),
    Stretch("DU", "F01", "F11"),
    Stretch("DL", "F12", "F22"),
    Stretch("TC", "G01", "G22"),
    Stretch("SC", "H01", "H06"),
    Stretch("DV", "H07", "H22"),
)
HALL_FEATURES = (
    (Kind.STAGE, "", Rect(3300, 4200, 1200, 450)),
    (Kind.ENTRANCE, "Lối vào A", Rect(1200, 4680, 600, 120)),
    (Kind.ENTRANCE, "Lối vào B", Rect(6000, 4680, 600, 120)),
    (Kind.OFFICE, "", Rect(600, 4200, 600, 300)),
    (Kind.TOILET, "", Rect(6900, 4200, 450, 300)),
    (Kind.UNLOADING, "", Rect(0, 1800, 150, 800)),
    (Kind.EXIT, "", Rect(7650, 1000, 150, 400)),
)

# The week in phố Trịnh Công Sơn: a street, so two rows that face each other, with a stage half-way.
STREET_ROWS = tuple(
    Rows(
        x=x,
        y=y,
        per_row=per_row,
        rows=1,
        width=300,
        depth=300,
        prefix=side,
        first=first,
        aisle_at=gaps,
        aisle_width=300,
    )
    for side, y in (("A", 0), ("B", 900))
    for x, per_row, first, gaps in ((450, 38, "01", (13, 26)), (13650, 37, "39", (12, 25)))
)
STREET_ZONES = (
    Stretch("TP", "A01", "A75"),
    Stretch("TP", "B01", "B20"),
    Stretch("DU", "B21", "B30"),
    Stretch("DL", "B31", "B42"),
    Stretch("TC", "B43", "B62"),
    Stretch("SC", "B63", "B67"),
    Stretch("DV", "B68", "B75"),
)
STREET_FEATURES = (
    (Kind.ENTRANCE, "Cổng phía hồ Tây", Rect(0, 300, 150, 600)),
    (Kind.ENTRANCE, "Cổng phía Lạc Long Quân", Rect(25650, 300, 150, 600)),
    (Kind.STAGE, "", Rect(12600, 0, 900, 400)),
    (Kind.OFFICE, "", Rect(12600, 900, 450, 300)),
    (Kind.POWER, "", Rect(13100, 900, 200, 200)),
    (Kind.WATER, "", Rect(13350, 900, 200, 200)),
    (Kind.TOILET, "", Rect(4360, 900, 280, 280)),
)


def sow(story: Story) -> str:
    hall = _open(story, "E02", story.halls[venues.MAIN])
    lay_out(story.organiser, hall, [(HALL_ROWS, BoothFacts(power_watts=1000))], HALL_ZONES)
    furnish(story.organiser, hall, HALL_FEATURES)
    street = _open(story, "E04", story.halls[venues.WALK])
    lay_out(story.organiser, street, [(r, BoothFacts(power_watts=1000)) for r in STREET_ROWS], STREET_ZONES)
    furnish(story.organiser, street, STREET_FEATURES)
    counts = [booths.count_for_fair(site.fair) for site in (hall, street)]
    for site in (hall, street):
        _close(site.fair)
    return f"two past fairs laid out, {counts[0]} and {counts[1]} booths"


def _open(story: Story, record: str, hall: Hall) -> Site:
    """A closed book cannot be drawn in."""
    fair = story.past[record]
    fair.state = FairState.ANNOUNCED
    fair.sites[0].hall, fair.sites[0].name = hall, hall.name
    db.session.flush()
    return fair.sites[0]


def _close(fair: Fair) -> None:
    fair.state, fair.illustrative = FairState.CLOSED, True
    fair.source = f"{fair.source} {DRAWN}"
    db.session.flush()
