"""Where things stand: booths and features drawn, copied, moved, turned and lined up together."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fairapp.db import db
from fairapp.domain import plan_rules
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_rules import Placed
from fairapp.domain.text import N_
from fairapp.models import Booth, PlanFeature, Site, User
from fairapp.services.booths.layout import (
    BoothFacts,
    check_facts,
    placed,
    placed_feature,
    put,
    require_free,
    write,
)
from fairapp.services.booths.listing import hall_rect, list_features, list_for_site, rect
from fairapp.services.booths.selection import named
from fairapp.services.booths.steps import Step, step
from fairapp.services.booths.zones import FeatureFacts, check_feature, write_feature

MOST_AT_ONCE = 600


class Move(StrEnum):
    """What the organiser did to come there; to the plan it is all one."""

    MOVE = "move"
    RESIZE = "resize"
    ROTATE = "rotate"
    ALIGN = "align"


MOVE_SENTENCES = {
    Move.MOVE: N_("Dời %(names)s trên sơ đồ %(site)s."),
    Move.RESIZE: N_("Đổi cỡ %(names)s trên sơ đồ %(site)s."),
    Move.ROTATE: N_("Xoay %(names)s trên sơ đồ %(site)s."),
    Move.ALIGN: N_("Căn thẳng %(names)s trên sơ đồ %(site)s."),
}


@dataclass(frozen=True)
class DrawnBooth:
    """A booth as drawn; an empty key gets one."""

    number: str
    rect: Rect
    facts: BoothFacts
    key: str = ""


@dataclass(frozen=True)
class DrawnFeature:
    facts: FeatureFacts
    key: str = ""


def draw(
    actor: User,
    site: Site,
    booths: Sequence[DrawnBooth] = (),
    features: Sequence[DrawnFeature] = (),
    *,
    seen: int | None = None,
) -> tuple[list[Booth], list[PlanFeature]]:
    """Put new booths and features on the plan, drawn one by one or copied."""
    if len(booths) + len(features) > MOST_AT_ONCE:
        raise Invalid(N_("Mỗi lần thêm nhiều nhất %(n)d mục. Hãy chia thành nhiều lần."), n=MOST_AT_ONCE)
    with step(actor, site, seen) as taken:
        _require_new([each.key for each in (*booths, *features) if each.key], taken)
        made = _new_features(site, features)
        added = _new_booths(site, booths)
        sentence = N_("Thêm %(names)s vào sơ đồ %(site)s.")
        taken.tell("plan.draw", sentence, names=named((*added, *made)))
    return added, made


def add_feature(actor: User, site: Site, facts: FeatureFacts) -> PlanFeature:
    return draw(actor, site, features=[DrawnFeature(facts)])[1][0]


def arrange(
    actor: User,
    site: Site,
    booths: Sequence[tuple[Booth, Rect]],
    features: Sequence[tuple[PlanFeature, Rect]] = (),
    *,
    how: Move = Move.MOVE,
    seen: int | None = None,
) -> None:
    """Put booths and features elsewhere, all at once. Booths that were given away stay where they are."""
    with step(actor, site, seen) as taken:
        moved = [(booth, place) for booth, place in booths if place != rect(booth)]
        if moved:
            require_free([booth for booth, _place in moved])
        names = named([*(b for b, _ in booths), *(f for f, _ in features)])
        taken.tell(f"plan.{how}", MOVE_SENTENCES[how], names=names)
        taken.audited = False  # the plan's own history tells every centimetre; the fair's book need not
        for row, place in (*moved, *features):
            _require_size(place)
            put(row, place)
        check_standing(site, [booth for booth, _ in moved], [feature for feature, _ in features])


def check_standing(site: Site, booths: Sequence[Booth], features: Sequence[PlanFeature]) -> None:
    """Refuse these booths and features where they are now, if anything is in their way."""
    chosen, hall = {booth.key for booth in booths}, hall_rect(site)
    others = [placed(booth) for booth in list_for_site(site) if booth.key not in chosen]
    standing = [placed_feature(feature) for feature in list_features(site)]
    plan_rules.check_places([placed(booth) for booth in booths], others, standing, hall)
    everybody = [*others, *(placed(booth) for booth in booths)]
    for feature in features:
        plan_rules.check_feature(placed_feature(feature), everybody, hall)


def _require_new(keys: Sequence[str], taken: Step) -> None:
    """A key is drawn by lot where the thing is drawn; one that is there already was sent twice."""
    if len(set(keys)) < len(keys) or set(keys) & {name.key for name in taken.before}:
        raise Conflict(N_("Mục này đã có trên sơ đồ. Hãy tải lại trang."))


def _require_size(place: Rect) -> None:
    if place.width < 1 or place.depth < 1:
        raise Invalid(N_("Hãy nhập số lớn hơn 0."), field="width")


def _new_features(site: Site, drawn: Sequence[DrawnFeature]) -> list[PlanFeature]:
    made = []
    for each in drawn:
        _require_size(each.facts.rect)
        check_feature(site, each.facts)
        feature = PlanFeature(site_id=site.id, **({"key": each.key} if each.key else {}))
        write_feature(feature, each.facts)
        made.append(feature)
    db.session.add_all(made)
    db.session.flush()
    return made


def _new_booths(site: Site, drawn: Sequence[DrawnBooth]) -> list[Booth]:
    standing = list_for_site(site)
    plan_rules.check_numbers([*(b.number for b in standing), *(b.number for b in drawn)])
    for each in drawn:
        _require_size(each.rect)
        check_facts(each.facts)
    plan_rules.check_places(
        [Placed(each.number, each.rect) for each in drawn],
        [placed(booth) for booth in standing],
        [placed_feature(feature) for feature in list_features(site)],
        hall_rect(site),
    )
    added = []
    for each in drawn:
        booth = Booth(site_id=site.id, number=each.number, **({"key": each.key} if each.key else {}))
        put(booth, each.rect)
        write(booth, each.facts)
        added.append(booth)
    db.session.add_all(added)
    db.session.flush()
    return added
