"""Who applied to the fair under way, and what became of it."""

from dataclasses import dataclass

from fairapp.domain.applications import ApplicationState as State
from fairapp.domain.completeness import first_uncovered_day
from fairapp.domain.ocop import ProducerKind
from fairapp.models import Producer, Product
from fairapp.seeds.chance import shuffled, stream
from fairapp.seeds.story import Story
from fairapp.services import fairs
from fairapp.services.applications import goods_facts

# How many ended otherwise than accepted; the rest of the producers were accepted.
ENDED = {
    State.REFUSED: 15,
    State.WAITLISTED: 14,
    State.WITHDRAWN: 8,
    State.RETURNED: 5,
    State.SUBMITTED: 3,
    State.ENDORSED: 4,
    State.DRAFT: 6,
    None: 14,  # did not apply
}
RAW_GROUND = 2
RAW_LEAF = "V.2"  # trees in pots need ground, not walls


@dataclass(frozen=True)
class Choice:
    """One producer's way; `raw` asks for bare ground, `pavilion` for its province's pavilion."""

    producer: Producer
    state: State
    raw: bool = False
    pavilion: bool = False


def choose(story: Story) -> list[Choice]:
    """Every applicant, in the order of the producers."""
    demo = [p for p in story.producers if p.user in story.cast.values()]
    unions = [p for p in story.producers if p.kind is ProducerKind.OTHER]
    raw = [p for p in story.producers if p.products[0].leaf_code == RAW_LEAF][:RAW_GROUND]
    sure = {id(p) for p in (*demo, *unions, *raw)}
    able = [p for p in story.producers if id(p) not in sure and may_bring(story, p)]
    others = shuffled(stream("outcomes"), able)
    states: list[State | None] = [state for state, number in ENDED.items() for _ in range(number)]
    states += [State.ACCEPTED] * (len(others) - len(states))
    state_of = dict(zip(map(id, others), states, strict=True))
    return [
        Choice(p, state, raw=p in raw, pavilion=p in unions)
        for p in story.producers
        if (state := State.ACCEPTED if id(p) in sure else state_of.get(id(p))) is not None
    ]


def may_bring(story: Story, producer: Producer) -> list[Product]:
    """The goods whose certificates cover every day of the fair; without any nobody could apply."""
    days = fairs.days(story.live)
    return [p for p in producer.products if first_uncovered_day(goods_facts(p), days) is None]
