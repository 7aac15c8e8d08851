"""Applications to the fair to come, written and answered with the tools that people use."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random

from fairapp.domain.application_form import USUAL_CONSENT
from fairapp.domain.applications import ApplicationState as State, Decision
from fairapp.domain.calendar import local_day
from fairapp.domain.completeness import first_uncovered_day
from fairapp.models import Application, Producer, User
from fairapp.seeds.chance import OFFICE, awake, shuffled, stream
from fairapp.seeds.coming_fair import APPLY_FROM
from fairapp.seeds.names import person
from fairapp.seeds.story import Story, told_at
from fairapp.services import applications, booths, fairs
from fairapp.services.applications import Attendant, endorsement, goods_facts, review
from fairapp.services.applications.wished import Typed, Wished

# What became of them, by province; Sơn La is the demo lead's.
STATES = {
    "quang-ninh": [State.ENDORSED] * 6
    + [State.SUBMITTED] * 5
    + [State.RETURNED, State.DRAFT, State.WITHDRAWN],
    "son-la": [State.SUBMITTED] * 3 + [State.ENDORSED, State.RETURNED],
    "lao-cai": [State.ENDORSED] * 2 + [State.SUBMITTED],
    "thanh-hoa": [State.ENDORSED, State.SUBMITTED],
    "hai-phong": [State.SUBMITTED, State.DRAFT],
}
DECIDED = (Decision.ACCEPT, Decision.ACCEPT, Decision.ACCEPT, Decision.WAITLIST)  # privately, not yet told
DEVICES = ("Android · Chrome", "Android · Chrome", "iPhone · Safari", "Windows · Chrome")
FROM_LEAD = "Đơn ghi hai người trực nhưng thiếu số điện thoại của người phụ trách. Đơn vị bổ sung giúp đoàn."
FROM_ORGANISER = "Đơn vị có mang theo tủ đông không? Xin ghi tổng công suất để tính nguồn điện dọc phố."


def sow(story: Story) -> str:
    chance = stream("coming applications")
    made = [_demo_draft(story, chance), _for_one_without_phone(story, chance)]
    for unit, states in STATES.items():
        free = [p for p in _able(story, unit) if p is not made[0].producer]
        for producer, state in zip(shuffled(chance, free), states, strict=False):
            made.append(_application(story, chance, producer, state))
    story.coming_applications = made
    endorsed = [a for a in made if a.state is State.ENDORSED]
    for application, decision in zip(endorsed, DECIDED, strict=False):
        with told_at(story.at(1, time(15, 30))):
            review.decide(application, story.organiser, decision, "", application.version)
    return f"{len(made)} applications to it"


def _able(story: Story, unit: str) -> list[Producer]:
    """Those of a province that sign in and have goods whose certificates cover the week."""
    mine = (p for p in story.producers if p.unit_id == unit and p.user and p.user not in story.cast.values())
    return [p for p in mine if list(_covered(story, p)) and p.created_at < story.at(APPLY_FROM, time(8))]


def _covered(story: Story, producer: Producer) -> Iterator[int]:
    days = fairs.days(story.coming)
    for product in producer.products:
        if first_uncovered_day(goods_facts(product), days) is None:
            yield product.id


def _application(story: Story, chance: Random, producer: Producer, state: State) -> Application:
    begun = awake(chance, story.day(APPLY_FROM + 1), story.day(-2))
    assert producer.user is not None
    application = _write(story, chance, producer, producer.user, begun, whole=state is not State.DRAFT)
    if state is not State.DRAFT:
        sent = begun + timedelta(minutes=chance.randint(10, 100))
        with told_at(sent):
            applications.submit(application, producer.user)
        answered = local_day(sent) + timedelta(days=1)
        with told_at(awake(chance, answered, answered, OFFICE)):
            _answer(story, application, state)
    return application


def _answer(story: Story, application: Application, state: State) -> None:
    """What the province, the organiser or the applicant did with it the day after."""
    producer = application.producer
    lead = story.delegations[producer.unit_id].lead
    assert producer.user is not None and lead is not None
    if state is State.ENDORSED:
        endorsement.endorse(application, lead, application.version)
    elif state is State.WITHDRAWN:
        applications.withdraw(application, producer.user)
    elif state is State.RETURNED and producer.unit_id == "son-la":
        endorsement.send_back(application, lead, FROM_LEAD, application.version)
    elif state is State.RETURNED:
        review.ask(application, story.organiser, FROM_ORGANISER, application.version)


def _write(
    story: Story,
    chance: Random,
    producer: Producer,
    actor: User,
    at: datetime,
    goods: list[int] | None = None,
    whole: bool = True,
) -> Application:
    """Field by field as people do; a draft that is not whole has its promises and its staff still to come."""
    with told_at(at):
        application = applications.begin(producer, story.coming, actor)
        changes: dict[str, object] = {
            "power_kw": chance.choice([300, 500, 1000]),
            "lorry": chance.random() < 0.3,
            "goods": goods or list(_covered(story, producer)),
            **_wishes(story, chance, application),
        }
        if changes["lorry"]:
            changes["lorry_plate"] = f"14C-{chance.randint(100, 999)}.{chance.randint(10, 99)}, 1,5 tấn"
        device = chance.choice(DEVICES)
        applications.keep(application, changes, actor, device)
    if whole:
        with told_at(at + timedelta(minutes=chance.randint(4, 9))):
            words: dict[str, object] = {"staff": _staff(chance, producer), "commitments": True}
            if actor is producer.user:
                words["consent"] = USUAL_CONSENT.mark
            applications.keep(application, words, actor, device)
    return application


def _wishes(story: Story, chance: Random, application: Application) -> dict[str, object]:
    """A booth of one's own, the zone of one's goods, or anywhere."""
    zones = [zone for zone in booths.list_zones_for_fair(story.coming) if zone.group_code]
    if chance.random() < 0.25:
        return {"places": ["any"]}
    wished: list[object] = [Wished(zone_id=zone.id) for zone in chance.sample(zones, min(2, len(zones)))]
    if chance.random() < 0.4:
        wished.insert(0, Typed(None, f"A{chance.randint(1, 36):02}"))
    said: dict[str, object] = {"places": wished}
    if chance.random() < 0.4:
        said["introduction"] = f"{application.producer.name}, hàng làm theo cách của xã, bán tận gian."
    return said


def _staff(chance: Random, producer: Producer) -> list[Attendant]:
    first = Attendant(producer.representative, producer.phone, "Phụ trách gian hàng")
    return [first, Attendant(person(chance, producer.unit_id), "", "Bán hàng")]


def _demo_draft(story: Story, chance: Random) -> Application:
    """Everything is in it; sending it will name the certificate that ends before the week."""
    user = story.cast["producer"]
    producer = next(p for p in story.producers if p.user is user)
    goods = [product.id for product in producer.products]
    return _write(story, chance, producer, user, story.at(0, time(20, 10)), goods)


def _for_one_without_phone(story: Story, chance: Random) -> Application:
    """What the demo lead began for a potter of its province."""
    lead = story.cast["lead"]
    producer = next(p for p in story.producers if p.entered_by_id == lead.id and list(_covered(story, p)))
    return _write(story, chance, producer, lead, story.at(1, time(9, 20)))
