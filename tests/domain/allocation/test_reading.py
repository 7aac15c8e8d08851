import json

import pytest

from fairapp.domain.allocation.instance import Province
from fairapp.domain.allocation.reading import parse, read_instance, read_plan, read_weights
from fairapp.domain.allocation.soundness import ensure_sound
from fairapp.domain.allocation.weights import Weights
from fairapp.domain.allocation.writing import instance_facts, instance_hash, plan_facts, plan_hash
from fairapp.domain.errors import Invalid
from tests.domain.allocation.small import a_row, an_app, an_instance


def everything():
    booths = a_row(3, feat=frozenset({"power", "water"}), loading=12, only="P", facing=("9",))
    other = a_row(1, first=9, corner=True)
    apps = (
        an_app("A", size=2, needs=frozenset({"power"}), prefs=(("booth", "1"), ("zone", "Z")), goods=300),
        an_app("B", "Q", hours=1, stars=5, first=True, bad_before=True, merit=7, past=2),
    )
    provinces = (
        Province(id="P", min=1, max=4, share=333_333, host=True, zones={"Z": (1, 3)}),
        Province(id="Q", max=2, share=666_667),
    )
    return an_instance(
        booths + other,
        apps,
        provinces,
        name="all of it",
        locks={"A": ("1", "2")},
        published={"B": "9"},
        caps={"food": 4},
        mandatory={"food": ("Z",)},
        moved_at_most=1,
    )


def as_read(facts):
    return read_instance(parse(json.dumps(facts)))


def test_what_is_written_reads_as_the_same():
    assert as_read(instance_facts(everything())) == everything()
    ensure_sound(everything())


def test_hash_does_not_depend_on_the_order_of_rows_or_on_the_name():
    facts = instance_facts(everything())
    shuffled = {**facts, "name": "other"}
    for key in ("booths", "apps", "provinces"):
        shuffled[key] = facts[key][::-1]
    assert instance_hash(as_read(shuffled)) == instance_hash(everything())


@pytest.mark.parametrize(
    ("key", "value"), [("fair_end", "2026-09-11"), ("caps", {"food": 5}), ("moved_at_most", 2), ("locks", [])]
)
def test_hash_depends_on_every_part(key, value):
    changed = {**instance_facts(everything()), key: value}
    assert instance_hash(as_read(changed)) != instance_hash(everything())


def test_plan_reads_as_it_was_written():
    plan = {"B": ("9",), "A": ("1", "2")}
    assert read_plan({"plan": plan_facts(plan)}) == plan
    assert plan_hash(plan) == plan_hash(dict(reversed(plan.items())))


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"x"', "[" * 100_000])
def test_what_is_no_object_is_refused(text):
    with pytest.raises(Invalid):
        parse(text)


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("apps", "size", 0),
        ("apps", "size", 1.5),
        ("apps", "size", True),
        ("apps", "size", 10**9),
        ("apps", "stars", "five"),
        ("apps", "cert_until", "tomorrow"),
        ("apps", "applied", 5),
        ("apps", "prefs", [["hall", "1"]]),
        ("apps", "needs", "power"),
        ("apps", "id", ""),
        ("booths", "reserved", "no"),
        ("booths", "area", -9),
        ("booths", "kind", None),
        ("provinces", "max", None),
        ("provinces", "share", -0.1),
        ("provinces", "zones", {"Z": [1]}),
    ],
)
def test_bad_value_is_refused_with_its_place(part, key, value):
    facts = instance_facts(everything())
    facts[part][0] = {**facts[part][0], key: value}
    with pytest.raises(Invalid) as refusal:
        as_read(facts)
    assert f"{part}[0]" in str(refusal.value)
    assert key in str(refusal.value)


@pytest.mark.parametrize("key", ["booths", "apps", "provinces", "fair_end"])
def test_missing_part_is_refused(key):
    facts = instance_facts(everything())
    del facts[key]
    with pytest.raises(Invalid, match=key):
        as_read(facts)


@pytest.mark.parametrize(
    ("part", "facts"),
    [
        ("booths", {"next": "nowhere"}),
        ("booths", {"facing": ["nowhere"]}),
        ("booths", {"only": "nobody"}),
        ("booths", {"id": "2"}),
        ("booths", {"next": "3"}),
        ("apps", {"prov": "nobody"}),
        ("provinces", {"min": 5}),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(part, facts):
    written = instance_facts(everything())
    written[part][0] = {**written[part][0], **facts}
    with pytest.raises(Invalid):
        ensure_sound(as_read(written))


def test_row_in_a_ring_is_refused():
    written = instance_facts(everything())
    written["booths"][2]["next"] = "1"
    with pytest.raises(Invalid, match="vòng tròn"):
        ensure_sound(as_read(written))


@pytest.mark.parametrize("booths", [["1"], ["2", "1"], ["1", "9"], ["9", "1"], ["nowhere", "2"]])
def test_lock_that_no_plan_could_keep_is_refused(booths):
    written = instance_facts(everything())
    written["locks"] = [{"app": "A", "booths": booths}]
    with pytest.raises(Invalid):
        ensure_sound(as_read(written))


def test_weights_are_read_and_what_is_not_named_counts_as_usual():
    assert read_weights({"weights": {"star": 5}}) == Weights(star=5)


@pytest.mark.parametrize(
    "weights", [None, [], {"stars": 1}, {"star": -1}, {"star": 100_001}, {"star": "viel"}, {"star": True}]
)
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(Invalid, match="weights"):
        read_weights({"weights": weights})
