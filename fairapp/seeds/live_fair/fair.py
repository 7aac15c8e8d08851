"""What the fair under way is: its decision, its sites, its hours and its gates."""

from datetime import date, time, timedelta

from fairapp.domain.fairs import FairKind, Hold
from fairapp.domain.opening import Run
from fairapp.models import Fair, Site
from fairapp.seeds import venues
from fairapp.seeds.story import Story, told_at
from fairapp.services import fairs, gate
from fairapp.services.fairs import FairFacts, SiteFacts

DAYS = 5
OPENS, CLOSES, CLOSES_AT_WEEKENDS = time(8), time(21, 30), time(22)
PLANNED, ANNOUNCED, APPLY_UNTIL = -120, -80, -32  # days before the first one
SEASONS = ("Xuân", "Hè", "Thu", "Thu Đông")
GATES = (("Cổng A", 0, 0), ("Cổng B", 0, 0), ("Cổng C – ẩm thực", 1, 1))  # name, site, area behind it


def sow(story: Story) -> str:
    actor = story.organiser
    with told_at(story.at(PLANNED, time(14, 20))):
        fair = fairs.create(actor, _facts(story))
        fair.illustrative, fair.previous_id = True, story.past["F11"].id
        for name, hall in (("Sảnh triển lãm", venues.MAIN), ("Sân ẩm thực", venues.COURT)):
            site = fairs.add_site(actor, fair, _site(story, name, hall))
            fairs.add_run(actor, site, _run(story))
    with told_at(story.at(ANNOUNCED, time(9))):
        fairs.announce(actor, fair)
    with told_at(story.at(-5, time(15))):
        _set_gates(story, fair.sites)
    story.live = fair
    return f"under way: {fair.name}"


def season(day: date) -> str:
    """As fairs are called after: Thu Đông 2026."""
    return f"{SEASONS[(day.month - 1) // 3]} {day.year}"


def _facts(story: Story) -> FairFacts:
    return FairFacts(
        kind=FairKind.FAIR,
        name=f"Hội chợ OCOP Quảng Ninh – {season(story.day(0))}",
        unit_id="quang-ninh",
        organisers=("Sở Công Thương tỉnh Quảng Ninh", story.owner.name),
        theme="Tinh hoa làng xã, kết nối vùng miền",
        basis_number="218/KH-UBND",
        basis_date=story.day(PLANNED - 6),
        basis_issuer="UBND tỉnh Quảng Ninh",
        hotline="0900 000 199",
        passes_per_booth=3,
        apply_from=story.at(ANNOUNCED, time(9)),
        apply_until=story.at(APPLY_UNTIL, time(17)),
    )


def _site(story: Story, name: str, hall: str) -> SiteFacts:
    return SiteFacts(
        name=name,
        hall_id=story.halls[hall].id,
        hold=Hold.FIRM,
        build_from=story.at(-3, time(7)),
        clear_by=story.at(DAYS + 1, time(18)),
    )


def _run(story: Story) -> Run:
    last = story.day(0) + timedelta(days=DAYS - 1)
    return Run(story.day(0), last, OPENS, CLOSES, weekend=(OPENS, CLOSES_AT_WEEKENDS))


def _set_gates(story: Story, sites: list[Site]) -> None:
    for name, site, area in GATES:
        gate.add_gate(sites[site], name, area, story.organiser)


def whole_days(story: Story, fair: Fair) -> list[date]:
    """The days of the fair that have begun, today with them."""
    return [day for day in fairs.days(fair) if day <= story.today]
