"""A small fair that ended two weeks ago: a freed place was offered, and most have said how it was."""

from datetime import time, timedelta

from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.booth_rows import Rows
from fairapp.domain.booths import BoothKind
from fairapp.domain.calendar import at_local
from fairapp.domain.fairs import FairKind, Hold
from fairapp.domain.feedback import Again, Answer, Aspect
from fairapp.domain.geometry import Rect
from fairapp.domain.offers import Stand
from fairapp.domain.opening import Run
from fairapp.domain.sales import Answer as Sold, Sent
from fairapp.models import Application, ApplicationProduct, ApplicationStaff, Fair, Producer
from fairapp.seeds import venues
from fairapp.seeds.chance import stream, uuid7, weighted
from fairapp.seeds.last_week_counts import count_visitors
from fairapp.seeds.layout import Stretch, furnish, lay_out
from fairapp.seeds.live_fair.passes import number_and_link
from fairapp.seeds.live_fair.words import give_words
from fairapp.seeds.past_plans import Kind
from fairapp.seeds.story import Story, save, told_at
from fairapp.services import allocation, exhibitors, fairs, passes, sales
from fairapp.services.applications import announcing, answering, offers
from fairapp.services.booths import BoothFacts
from fairapp.services.fairs import FairFacts, SiteFacts

FIRST, DAYS = -16, 3  # counted from the first day of the fair under way
CAME, WAITED = 13, 4
ROWS = Rows(
    x=600,
    y=600,
    per_row=8,
    rows=2,
    width=300,
    depth=300,
    prefix="C",
    first="01",
    row_aisle=600,
)
SILENT = 4  # so many have not said yet how it was, the demo producer among them
COMMENTS = (
    "Khách đông hơn kỳ trước, nên mở thêm một ngày cuối tuần.",
    "Gian gần cổng phụ hơi khuất, xin có biển chỉ dẫn.",
    "Ban tổ chức hỗ trợ dựng gian nhanh, cảm ơn các anh chị.",
    "Nguồn điện buổi tối chập chờn hai lần.",
    "",
    "",
    "Nhiều khách hỏi mua sỉ, đề nghị có buổi kết nối riêng.",
    "",
)
POINTS = {5: 0.4, 4: 0.38, 3: 0.16, 2: 0.06}


def sow(story: Story) -> str:
    fair = _open(story)
    _apply(story, fair)
    with told_at(story.at(-28, time(9))):
        announcing.announce(fair, story.organiser, announcing.preview(fair).mark)
    _offer_a_freed_place(story, fair)
    with told_at(story.at(-22, time(10))):
        allocation.run(fair, story.organiser)
        allocation.publish(fair, story.organiser)
    with told_at(story.at(-20, time(9, 30))):
        badges = passes.issue_for_allocation(fair, story.organiser).new
    chance = stream("passes of last week")
    for badge in badges:
        badge.number, badge.link = number_and_link(chance)
    _sell(story, fair)
    count_visitors(story, fair)
    return f"over: {fair.name}, {_say(story, fair)} exhibitors have said how it was"


def _open(story: Story) -> Fair:
    actor, first = story.organiser, story.day(FIRST)
    with told_at(story.at(-45, time(9))):
        fair = fairs.create(actor, _facts(story))
        fair.illustrative = True
        window = {"build_from": story.at(FIRST - 1, time(7)), "clear_by": story.at(FIRST + DAYS, time(12))}
        hall = story.halls[venues.LAWN].id
        site = fairs.add_site(actor, fair, SiteFacts(name="Bãi cỏ", hall_id=hall, hold=Hold.FIRM, **window))
        fairs.add_run(actor, site, Run(first, first + timedelta(days=DAYS - 1), time(8), time(21)))
        booth = BoothFacts(power_watts=1000)
        lay_out(actor, site, [(ROWS, booth)], (Stretch("TP", "C01", "C16"),))
        furnish(actor, site, ((Kind.ENTRANCE, "Lối vào từ hồ Đống Đa", Rect(2000, 2880, 600, 120)),))
        fairs.announce(actor, fair)
    return fair


def _facts(story: Story) -> FairFacts:
    first = story.day(FIRST)
    return FairFacts(
        kind=FairKind.PRODUCT_WEEK,
        name=f"Phiên chợ OCOP Quảng Ninh tại Hà Nội – tháng {first.month}/{first.year}",
        unit_id="ha-noi",
        organisers=("Sở Công Thương tỉnh Quảng Ninh", story.owner.name),
        basis_number="198/KH-SCT",
        basis_date=story.day(-52),
        basis_issuer="Sở Công Thương tỉnh Quảng Ninh",
        hotline="0900 000 197",
        passes_per_booth=3,
        apply_from=story.at(-44, time(8)),
        apply_until=story.at(-31, time(17)),
    )


def _apply(story: Story, fair: Fair) -> None:
    """The demo producer and others who sign in, decided and not yet told."""
    demo = story.cast["producer"]
    early = [p for p in story.producers if p.user and p.products and p.created_at < story.at(-44, time(8))]
    known = sorted((p for p in early if p.unit_id == "quang-ninh"), key=lambda p: p.user is not demo)
    save([_application(story, fair, p, n) for n, p in enumerate(known[: CAME + WAITED])])


def _application(story: Story, fair: Fair, producer: Producer, nth: int) -> Application:
    sent = story.at(-40, time(8)) + timedelta(hours=5 * nth)
    application = Application(
        fair=fair,
        producer=producer,
        state=ApplicationState.ENDORSED,
        submitted_at=sent,
        endorsed_at=sent + timedelta(days=1),
        decision=Decision.ACCEPT if nth < CAME else Decision.WAITLIST,
        decided_at=story.at(-29, time(15)),
        decided_by_id=story.organiser.id,
        created_at=sent - timedelta(hours=1),
    )
    application.goods = [ApplicationProduct(product=product) for product in producer.products]
    application.staff = [ApplicationStaff(name=producer.representative, phone=producer.phone)]
    give_words(application, sent)
    return application


def _offer_a_freed_place(story: Story, fair: Fair) -> None:
    """The first in the line declines, the second takes it."""
    with told_at(story.at(-26, time(9))):
        place = offers.open_vacancy(fair, story.organiser, Stand(BoothKind.STANDARD, 1, 1000, False, False))
        offered = offers.start(place, story.organiser)
    for hour, answer in ((14, answering.decline), (20, answering.take)):
        if offered is None:
            return
        with told_at(story.at(-26, time(hour, 10))):
            answer(offered.application, offered.application.producer.user, offered.id)
            offered = next((one for one in place.offers if one.state == "open"), None)


def _sell(story: Story, fair: Fair) -> None:
    chance = stream("last week's sales")
    for application in allocation.list_exhibitors(fair):
        user = application.producer.user
        assert user is not None
        for day in fairs.days(fair):
            at = at_local(day, time(20, chance.randint(0, 59)))
            with told_at(at):
                total = chance.randint(24, 120) * 100_000
                sales.record(user, application, day, Sold(total=total), at, sent=Sent(uuid7(chance, at)))


def _say(story: Story, fair: Fair) -> int:
    chance, said = stream("last week's feedback"), 0
    for application in allocation.list_exhibitors(fair):
        user = application.producer.user
        if user is None or user is story.cast["producer"] or said >= CAME + 1 - SILENT:
            continue
        points = {aspect: weighted(chance, POINTS) for aspect in Aspect}
        again = weighted(chance, {Again.YES: 0.7, Again.MAYBE: 0.25, Again.NO: 0.05})
        at = story.at(FIRST + DAYS, time(8 + said, 20))
        with told_at(at):
            exhibitors.give_feedback(
                application, user, Answer(points, again, COMMENTS[said % len(COMMENTS)]), at
            )
        said += 1
    return said
