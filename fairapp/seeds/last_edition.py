"""The edition half a year before the fair under way, closed and frozen: what this one is compared with."""

from datetime import date, time, timedelta

from fairapp.db import db
from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.booth_rows import Rows
from fairapp.domain.booths import FeatureKind as Kind
from fairapp.domain.calendar import at_local
from fairapp.domain.fairs import FairKind, Hold
from fairapp.domain.geometry import Rect
from fairapp.domain.ocop import group_of
from fairapp.domain.opening import Run
from fairapp.models import (
    AllocationPlan,
    Application,
    ApplicationProduct,
    ApplicationStaff,
    Assignment,
    Fair,
    Producer,
    Site,
    User,
)
from fairapp.seeds import venues
from fairapp.seeds.chance import shuffled, stream
from fairapp.seeds.last_edition_results import count_visits, sell, sign
from fairapp.seeds.layout import Stretch, furnish, lay_out
from fairapp.seeds.live_fair.words import give_words
from fairapp.seeds.story import Story, save, told_at
from fairapp.services import booths, fairs, gate, reports
from fairapp.services.booths import BoothFacts
from fairapp.services.fairs import FairFacts, SiteFacts

BEFORE = timedelta(weeks=26)
DAYS, EXHIBITORS = 5, 70
ROWS = Rows(
    x=900,
    y=1000,
    per_row=18,
    rows=4,
    width=300,
    depth=300,
    prefix="A",
    first="01",
    letter_per_row=True,
    back_to_back=True,
    row_aisle=450,
    aisle_at=(9,),
    aisle_width=300,
)
ZONES = (
    Stretch("TP", "A01", "B18"),
    Stretch("DU", "C01", "C09"),
    Stretch("DL", "C10", "C18"),
    Stretch("TC", "D01", "D18"),
)
FEATURES = (
    (Kind.STAGE, "", Rect(3150, 200, 1500, 600)),
    (Kind.ENTRANCE, "Cổng A", Rect(3600, 4680, 600, 120)),
    (Kind.ENTRANCE, "Cổng B", Rect(7680, 3400, 120, 500)),
)


def sow(story: Story) -> str:
    actor, first = story.organiser, _first_day(story)
    fair = _open(story, first)
    applications = _take_in(story, fair, first)
    _place(story, fair, applications)
    people = count_visits(fair)
    sell(applications, fairs.days(fair))
    sign(actor, fair, first)
    at = at_local(first + timedelta(days=DAYS), time(10, 30))
    with told_at(at):
        reports.close(actor, fair, at)
        snapshot = reports.freeze(fair, actor, at)
    story.live.previous = fair
    db.session.flush()
    return f"the edition before: {len(applications)} exhibitors, {people} visits, {snapshot.sha256[:12]}"


def _first_day(story: Story) -> date:
    """The same day of the week, in a week in which nobody had the hall."""
    first = story.day(0) - BEFORE
    hall = story.halls[venues.MAIN].id
    while db.session.scalar(
        db.select(Site.id).where(
            Site.hall_id == hall,
            Site.build_from < at_local(first + timedelta(days=DAYS + 1), time(18)),
            Site.clear_by > at_local(first - timedelta(days=3), time(7)),
        )
    ):
        first -= timedelta(weeks=1)
    return first


def _open(story: Story, first: date) -> Fair:
    actor, last = story.organiser, first + timedelta(days=DAYS - 1)
    with told_at(at_local(first - timedelta(days=90), time(9))):
        fair = fairs.create(actor, _facts(story, first))
        fair.illustrative, fair.previous = True, story.live.previous
        site = fairs.add_site(
            actor,
            fair,
            SiteFacts(
                name="Sảnh triển lãm",
                hall_id=story.halls[venues.MAIN].id,
                hold=Hold.FIRM,
                build_from=at_local(first - timedelta(days=2), time(7)),
                clear_by=at_local(last + timedelta(days=1), time(18)),
            ),
        )
        fairs.add_run(actor, site, Run(first, last, time(8), time(22)))
        lay_out(actor, site, [(ROWS, BoothFacts(power_watts=1500))], ZONES)
        furnish(actor, site, FEATURES)
        for name in ("Cổng A", "Cổng B"):
            gate.add_gate(site, name, 0, actor)
        fairs.announce(actor, fair)
    return fair


def _facts(story: Story, first: date) -> FairFacts:
    return FairFacts(
        kind=FairKind.FAIR,
        name=f"Hội chợ OCOP Quảng Ninh – tháng {first.month}/{first.year}",
        unit_id="quang-ninh",
        organisers=("Sở Công Thương tỉnh Quảng Ninh", story.owner.name),
        basis_number="74/KH-UBND",
        basis_date=first - timedelta(days=96),
        basis_issuer="UBND tỉnh Quảng Ninh",
        hotline="0900 000 196",
        passes_per_booth=3,
        apply_from=at_local(first - timedelta(days=88), time(8)),
        apply_until=at_local(first - timedelta(days=30), time(17)),
    )


def _take_in(story: Story, fair: Fair, first: date) -> list[Application]:
    """Who sign in for themselves and had an account then, by product group; nobody of the demo's cast."""
    cast = set(story.cast.values())
    known_by = at_local(first - timedelta(days=32), time(8))
    known = [p for p in story.producers if p.user and p.user not in cast and p.products]
    known = [p for p in known if p.created_at < known_by]
    came = shuffled(stream("exhibitors of the edition before"), known)[:EXHIBITORS]
    came.sort(key=lambda producer: group_of(producer.products[0].leaf_code).code)
    return save([_application(fair, producer, story.organiser, first, n) for n, producer in enumerate(came)])


def _application(fair: Fair, producer: Producer, organiser: User, first: date, nth: int) -> Application:
    sent = at_local(first - timedelta(days=31), time(8)) + timedelta(minutes=7 * nth)
    application = Application(
        fair=fair,
        producer=producer,
        entered_by_id=producer.user_id,
        state=ApplicationState.ACCEPTED,
        submitted_at=sent,
        saved_at=sent,
        decision=Decision.ACCEPT,
        decided_at=sent + timedelta(days=4),
        decided_by_id=organiser.id,
        created_at=sent - timedelta(minutes=40),
    )
    application.goods = [ApplicationProduct(product=product) for product in producer.products]
    application.staff = [ApplicationStaff(name=producer.representative, phone=producer.phone)]
    give_words(application, sent)
    return application


def _place(story: Story, fair: Fair, applications: list[Application]) -> None:
    """Along the rows, so that goods of one kind stand together."""
    published = at_local(fairs.days(fair)[0] - timedelta(days=12), time(9))
    plan = AllocationPlan(
        fair_id=fair.id,
        number=1,
        state=PlanState.PUBLISHED,
        made_by_id=story.organiser.id,
        made_at=published - timedelta(days=2),
        published_at=published,
    )
    standing = booths.list_for_site(fair.sites[0])
    plan.assignments = [
        Assignment(booth=booth, application=application, how=How.HAND)
        for booth, application in zip(standing, applications, strict=False)
    ]
    save([plan])
