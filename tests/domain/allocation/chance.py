"""Random instances for hypothesis: small, and made so that rules meet each other."""

from dataclasses import replace

from hypothesis import strategies as st

from fairapp.domain.allocation.instance import RAW, STANDARD, Booth, Province
from tests.domain.allocation.small import FAIR_END, an_app, an_instance

GROUPS = ("food", "drinks")
LINES = ("tea", "rice", "honey")
FEATURES = ("power", "water")


@st.composite
def instances(draw, booths=8, apps=6):
    floor = draw(_floors(booths))
    names = "PQR"[: draw(st.integers(1, 3))]
    people = [draw(_apps(n, names, floor)) for n in range(draw(st.integers(1, apps)))]
    provinces = tuple(draw(_provinces(name)) for name in names)
    given = an_instance(floor, people, provinces)
    given = replace(
        given,
        caps=draw(st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 6), max_size=1)),
        mandatory=draw(_mandatory),
    )
    given = replace(given, locks=_a_lock(draw, given))
    if draw(st.integers(0, 4)):
        return replace(given, published=_published(draw, given))
    return replace(given, published=_kept(given), moved_at_most=draw(st.integers(0, 2)))


_mandatory = st.one_of(
    st.just({}),
    st.just({}),
    st.dictionaries(
        st.sampled_from(GROUPS), st.sampled_from((("Y",), ("Z",), ("Y", "Z"))), min_size=1, max_size=1
    ),
)
_kinds = st.sampled_from((STANDARD, STANDARD, STANDARD, STANDARD, STANDARD, STANDARD, RAW, "pav"))


@st.composite
def _floors(draw, most):
    floor, number, row_length = [], 1, 0
    for row in range(draw(st.integers(1, 2))):
        group, zone, kind = draw(st.sampled_from(GROUPS)), draw(st.sampled_from("YZ")), draw(_kinds)
        length = draw(st.integers(1, max(1, most // 2)))
        for pos in range(length):
            last = pos == length - 1 or draw(st.integers(0, 5)) == 0
            opposite = (str(pos + 1),) if row and pos < row_length else ()
            floor.append(
                Booth(
                    id=str(number),
                    row=row,
                    island=row,
                    pos=pos,
                    zone=zone,
                    kind=kind,
                    area=36 if kind == RAW else 9,
                    group=group,
                    corner=pos == 0,
                    reserved=draw(st.integers(0, 9)) == 0,
                    feat=draw(st.frozensets(st.sampled_from(FEATURES))),
                    next=None if last else str(number + 1),
                    facing=opposite,
                    loading=draw(st.integers(0, 30)),
                    only=draw(st.sampled_from((None, None, None, "P"))),
                )
            )
            number += 1
        row_length = length
    return floor


@st.composite
def _apps(draw, n, names, floor):
    wishes = st.one_of(
        st.tuples(st.just("booth"), st.sampled_from([booth.id for booth in floor])),
        st.tuples(st.just("zone"), st.sampled_from("YZ")),
    )
    return an_app(
        f"A{n}",
        draw(st.sampled_from(names)),
        hours=draw(st.integers(0, 3)),
        space=draw(_kinds),
        size=draw(st.sampled_from((1, 1, 1, 1, 2, 2, 3, 4))),
        group=draw(st.sampled_from(GROUPS)),
        line=draw(st.sampled_from(LINES)),
        stars=draw(st.integers(3, 5)),
        first=draw(st.booleans()),
        past=draw(st.integers(0, 4)),
        needs=draw(st.sampled_from((frozenset(), frozenset(), frozenset({"power"})))),
        prefs=tuple(draw(st.lists(wishes, max_size=3))),
        goods=draw(st.sampled_from((0, 0, 2_000))),
        bad_before=draw(st.booleans()),
        merit=draw(st.sampled_from((0, 0, 0, 12, -30))),
        **({"cert_until": FAIR_END.replace(day=1)} if draw(st.integers(0, 9)) == 0 else {}),
    )


@st.composite
def _provinces(draw, name):
    zones = draw(st.dictionaries(st.sampled_from("YZ"), st.tuples(st.just(0), st.integers(1, 4)), max_size=1))
    share = draw(st.integers(0, 1_000_000))
    return Province(id=name, min=0, max=draw(st.integers(1, 9)), share=share, zones=zones)


def _published(draw, given):
    if not draw(st.booleans()):
        return {}
    return {app.id: draw(st.sampled_from(given.booths)).id for app in given.apps[:3]}


def _kept(given):
    """What a lawful plan begins with: whoever fits, one after the other, the locked one first."""
    from fairapp.domain.allocation.checker import violations
    from fairapp.domain.allocation.shares import may_come, runs

    plan = dict(given.locks)
    for app in given.apps:
        for run in runs(given, app) if app.id not in plan and may_come(given, app) else ():
            tried = {**plan, app.id: tuple(booth.id for booth in run)}
            if not violations(given, tried):
                plan = tried
                break
    return {app: booths[0] for app, booths in plan.items()}


def _a_lock(draw, given):
    """A lock that some plan can keep, now and then."""
    from fairapp.domain.allocation.checker import violations
    from fairapp.domain.allocation.shares import runs

    app = draw(st.sampled_from(given.apps))
    where = [tuple(booth.id for booth in run) for run in runs(given, app)]
    if not where or draw(st.integers(0, 2)):
        return {}
    lock = {app.id: draw(st.sampled_from(where))}
    return {} if violations(replace(given, locks=lock), lock) else lock
