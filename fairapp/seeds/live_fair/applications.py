"""Applications to the fair under way, in every state, with what was wished and what was answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from fairapp.domain.applications import ApplicationState as State
from fairapp.domain.booths import BoothKind
from fairapp.domain.calendar import local_day
from fairapp.domain.ocop import ProducerKind, group_of
from fairapp.domain.phones import to_e164
from fairapp.models import (
    Application,
    ApplicationPlace,
    ApplicationProduct,
    ApplicationStaff,
    Product,
    Zone,
)
from fairapp.seeds.chance import awake, stream
from fairapp.seeds.live_fair import reviewing
from fairapp.seeds.live_fair.choosing import Choice, choose, may_bring
from fairapp.seeds.live_fair.fair import ANNOUNCED, APPLY_UNTIL
from fairapp.seeds.live_fair.words import give_words, take_back
from fairapp.seeds.names import lists, person
from fairapp.seeds.story import Story, save
from fairapp.services import booths

SENT = frozenset(State) - {State.DRAFT}
COLD = ("I.1.a", "I.1.b", "I.3.d")
WISHES = (
    "Xin gian gần lối vào vì hàng nặng, đi xe tải nhỏ.",
    "Cần ổ cắm riêng cho tủ mát, bật cả đêm.",
    "Xin đứng cạnh các đơn vị cùng tỉnh.",
    "Có mời khách nếm thử tại gian.",
    "Xin không đứng cạnh gian bán cùng mặt hàng.",
    "Đoàn đến muộn một buổi, xin nhận gian trước 20 giờ hôm dựng.",
    "Có nghệ nhân làm tại chỗ, cần thêm một bàn dài.",
)


def sow(story: Story) -> str:
    chance, people = stream("applications"), _phones()
    zones = {zone.group_code: zone for zone in booths.list_zones(story.live.sites[0])}
    choices = choose(story)
    for choice in choices:
        story.applications.append(_application(story, chance, people, zones, choice))
    save(story.applications)
    reviewing.sow(story, chance)
    take_back(story)
    accepted = sum(a.state is State.ACCEPTED for a in story.applications)
    return f"{len(story.applications)} applications, {accepted} accepted"


def _phones() -> Iterator[str]:
    return (to_e164(f"0900 002 {number:03}") for number in range(1000))


def _application(
    story: Story, chance: Random, phones: Iterator[str], zones: dict[str | None, Zone], choice: Choice
) -> Application:
    begun = awake(chance, story.day(ANNOUNCED + 1), story.day(APPLY_UNTIL - 7))
    sent = _sent_at(chance, begun)
    producer = choice.producer
    goods = producer.products if choice.state is State.DRAFT else may_bring(story, producer)
    application = Application(
        fair=story.live,
        producer=producer,
        entered_by_id=producer.user_id or story.delegations[producer.unit_id].lead_id,
        state=choice.state,
        wishes=chance.choice(WISHES) if chance.random() < 0.35 else "",
        submitted_at=sent if choice.state in SENT else None,
        saved_at=sent,
        created_at=begun,
        goods=[ApplicationProduct(product=product) for product in goods],
    )
    _set_needs(story, chance, zones, choice, application, goods)
    give_words(application, sent if choice.state in SENT else None)
    application.staff = list(_staff(chance, phones, application))
    return application


def _sent_at(chance: Random, begun: datetime) -> datetime:
    """At one sitting, or some evenings later."""
    if chance.random() < 0.4:
        return begun + timedelta(minutes=chance.randint(8, 95))
    day = local_day(begun)
    return awake(chance, day + timedelta(days=1), day + timedelta(days=5))


def _set_needs(
    story: Story,
    chance: Random,
    zones: dict[str | None, Zone],
    choice: Choice,
    application: Application,
    goods: list[Product],
) -> None:
    cooks = choice.producer in story.cooks
    application.booth_kind = (
        BoothKind.RAW if choice.raw else BoothKind.PAVILION if choice.pavilion else BoothKind.STANDARD
    )
    application.booth_count = 2 if not (choice.raw or choice.pavilion) and chance.random() < 0.09 else 1
    application.water = application.open_flame = cooks
    application.cold_storage = any(product.leaf_code in COLD for product in goods) and chance.random() < 0.6
    application.power_watts = 2500 if cooks else 1500 if application.cold_storage else 500
    application.cold_watts = chance.choice([300, 500, 800]) if application.cold_storage else 0
    application.lorry = choice.raw or chance.random() < 0.2
    if not cooks and not choice.raw and chance.random() < 0.4:
        zone = zones.get(None if choice.pavilion else group_of(goods[0].leaf_code).code)
        _wish(chance, zones, application, zone)


def _wish(
    chance: Random, zones: dict[str | None, Zone], application: Application, first: Zone | None
) -> None:
    """The zone of one's goods first, sometimes another after it; some would stand anywhere."""
    if first is None or chance.random() < 0.12:
        application.anywhere = True
        return
    others = [zone for zone in zones.values() if zone is not first]
    wished = [first, *(chance.sample(others, 1) if others and chance.random() < 0.4 else ())]
    application.places = [ApplicationPlace(rank=rank, zone=zone) for rank, zone in enumerate(wished, start=1)]


def _staff(chance: Random, phones: Iterator[str], application: Application) -> Iterator[ApplicationStaff]:
    """The owner and who helps, as many as the passes allow."""
    producer = application.producer
    pavilion = producer.kind is ProducerKind.OTHER
    others = 2 if pavilion else min(3 * application.booth_count - 1, chance.choice([1, 1, 2, 2, 3]))
    names = dict.fromkeys(
        [producer.representative, *(person(chance, producer.unit_id) for _ in range(others))]
    )
    for i, name in enumerate(names):
        yield ApplicationStaff(
            name=name,
            phone=producer.phone if i == 0 else next(phones) if chance.random() < 0.7 else "",
            position="Phụ trách gian hàng" if i == 0 else chance.choice(lists()["positions"]),
        )
