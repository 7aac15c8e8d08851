"""Another organisation with a fair of its own: what nobody of the first one may see behind the scenes."""

from datetime import time, timedelta

from fairapp.domain.booth_rows import Rows
from fairapp.domain.fairs import FairKind, Hold
from fairapp.domain.opening import Run
from fairapp.seeds import venues
from fairapp.seeds.layout import Stretch, lay_out
from fairapp.seeds.live_fair.fair import season
from fairapp.seeds.story import Story, told_at
from fairapp.services import applications, fairs
from fairapp.services.booths import BoothFacts
from fairapp.services.fairs import FairFacts, SiteFacts

FIRST, DAYS = 66, 4
ROWS = Rows(
    x=300,
    y=400,
    per_row=12,
    rows=2,
    width=300,
    depth=300,
    prefix="A",
    first="01",
    letter_per_row=True,
    row_aisle=600,
)


def sow(story: Story) -> str:
    actor, first = story.cast["stranger"], story.day(FIRST)
    with told_at(story.at(-9, time(10))):
        fair = fairs.create(actor, _facts(story))
        fair.illustrative = True
        site = fairs.add_site(actor, fair, _site(story))
        fairs.add_run(actor, site, Run(first, first + timedelta(days=DAYS - 1), time(8), time(20)))
        lay_out(
            actor, site, [(ROWS, BoothFacts())], [Stretch("TC", "A01", "A12"), Stretch("TP", "B01", "B12")]
        )
        fairs.announce(actor, fair)
    with told_at(story.at(1, time(10))):
        potter = next(p for p in story.producers if p.unit_id == "ha-noi" and p.user)
        assert potter.user is not None
        applications.begin(potter, fair, potter.user)
    return f"a stranger's: {fair.name}"


def _facts(story: Story) -> FairFacts:
    return FairFacts(
        kind=FairKind.FAIR,
        name=f"Hội chợ Làng nghề và sản phẩm OCOP Hà Nội – {season(story.day(FIRST))}",
        unit_id="ha-noi",
        organisers=(story.stranger.name,),
        basis_number="77/KH-XTTM",
        basis_date=story.day(-14),
        basis_issuer=story.stranger.name,
        hotline="0900 000 197",
        apply_from=story.at(-8, time(8)),
        apply_until=story.at(FIRST - 25, time(17)),
    )


def _site(story: Story) -> SiteFacts:
    return SiteFacts(
        name="Bãi cỏ trung tâm",
        hall_id=story.halls[venues.LAWN].id,
        hold=Hold.FIRM,
        build_from=story.at(FIRST - 2, time(7)),
        clear_by=story.at(FIRST + DAYS, time(17)),
    )
