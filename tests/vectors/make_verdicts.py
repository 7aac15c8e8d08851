"""Writes verdicts.json, which pytest and node both read.

Run it only when the rules change on purpose: `python -m tests.vectors.make_verdicts`. It writes the same
bytes every time. The expectations stand here by hand; `decide` is never asked for them.
"""

from dataclasses import replace
from datetime import timedelta

from fairapp.domain import passes
from fairapp.domain.passes import Kind, PassBody, Role
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.verdicts import VERDICTS, Reason
from tests.vectors.make_passes import write
from tests.vectors.specimens import FIRST, HOST, a_pass, code, describe, flipped, public

R = Reason


def session(day: int, opens: str, closes: str, kind: str = "fair", site: int = 1) -> dict:
    on = (FIRST + timedelta(days=day)).isoformat()
    return {"site": site, "day": on, "opens": opens, "closes": closes, "kind": kind}


def rule(days: list[str], before: int = 0, after: int = 0, zones=None, again_after=None) -> dict:
    return {"zones": zones, "days": days, "before": before, "after": after, "again_after": again_after}


WORKING = ["build_up", "fair", "dismantling"]
BUNDLE = {
    "fair": {"id": 7, "name": "Hội chợ OCOP thử"},
    "utc_offset": 420,
    "keys": {
        "1": {"public": public("one"), "refused": False},
        "2": {"public": public("two"), "refused": True},
    },
    "zones": [{"bit": 0, "name": "Khu chung"}, {"bit": 3, "name": "Khu hậu cần"}],
    "gates": [
        {"id": 3, "site": 1, "area": 1, "name": "Cổng A", "zone": 0, "kinds": [0]},
        {"id": 4, "site": 1, "area": 1, "name": "Cổng hậu cần", "zone": 3, "kinds": [0, 1]},
        {"id": 5, "site": 2, "area": 2, "name": "Cổng nhà B", "zone": 0, "kinds": [0]},
    ],
    "sessions": [
        session(0, "07:00", "24:00", "build_up"),
        session(1, "08:00", "11:30"),
        session(1, "13:30", "21:30"),
        session(2, "08:00", "21:30"),
        session(3, "00:00", "24:00", "closed"),
        session(4, "08:00", "21:30"),
        session(5, "08:00", "24:00"),
        session(6, "00:30", "17:00"),
        session(6, "17:00", "24:00", "dismantling"),
        session(7, "00:00", "12:00", "dismantling"),
        session(3, "09:00", "18:00", site=2),
    ],
    "rules": {
        "exhibitor": rule(WORKING, before=90, after=60),
        "booth_staff": rule(WORKING, before=90, after=60),
        "builder": rule(["build_up", "dismantling"], again_after=0),
        "organiser": rule([*WORKING, "closed"], before=1440, after=1440, again_after=0),
        "guest": rule(["fair"], before=30, again_after=45),
        "service": rule([*WORKING, "closed"], before=180, after=180, zones=[3], again_after=0),
        "visitor": rule(["fair"]),
        "vehicle": rule(["build_up", "dismantling"], before=60, after=60),
    },
    "revoked": [501, 502],
    "superseded": {"601": 2, "602": 3, "502": 2},
}
"""18/11/2026 is built up; 19-24/11 is the fair, closed on the 21st; 25/11 is dismantled. Press
has no rule here."""


def at(day: int, clock: str, seconds: str = "00") -> str:
    """The instant at which this clock stands in the fair's time zone, in UTC."""
    hour, minute = map(int, clock.split(":"))
    shifted = hour * 60 + minute - BUNDLE["utc_offset"]
    on = FIRST + timedelta(days=day + shifted // 1440)
    return f"{on.isoformat()}T{shifted % 1440 // 60:02}:{shifted % 60:02}:{seconds}Z"


def inside(day: int, clock: str, gate: int = 3) -> dict:
    return {"inside": True, "entered_at": at(day, clock), "gate": gate}


CASES: list[dict] = []


def case(
    name: str,
    reason: Reason,
    body: PassBody | None,
    now: str,
    *,
    text: str | None = None,
    signer: str = "one",
    gate: int = 3,
    direction: str = "in",
    visit: dict | None = None,
    known: PassBody | None = None,
    next_entry: str | None = None,
    says_facts: bool = True,
    override: bool = False,
    instead_of: Reason | None = None,
    area: int = 1,
) -> None:
    number = (body or known).number if (body or known) else 0
    CASES.append(
        {
            "name": name,
            "text": text if text is not None else code(body, signer),
            "seen": {f"{number}/{area}": visit} if visit else {},
            "now": now,
            "gate": gate,
            "direction": direction,
            "known": describe(known) if known else None,
            "override": override,
            "expect": {
                "verdict": str(VERDICTS[reason]),
                "reason": str(reason),
                "number": number if says_facts else None,
                "entered_at": visit["entered_at"]
                if visit and (instead_of or reason) in SHOWS_VISIT
                else None,
                "next_entry": next_entry,
                "instead_of": str(instead_of) if instead_of else None,
            },
        }
    )


SHOWS_VISIT = {R.STILL_INSIDE, R.WELCOME_AGAIN, R.LEFT, R.LEFT_CANCELLED}


def visitors() -> None:
    v = a_pass()
    case("a visitor in the middle of the day", R.WELCOME, v, at(2, "10:00"))
    case("the minute of opening", R.WELCOME, v, at(2, "08:00"))
    case("a second before opening", R.TOO_EARLY, v, at(2, "07:59", "59"), next_entry="2026-11-20T08:00")
    case("the last minute", R.WELCOME, v, at(2, "21:29", "59"))
    case("the minute of closing", R.TOO_LATE, v, at(2, "21:30"), next_entry="2026-11-22T08:00")
    case("the end of the morning session", R.TOO_EARLY, v, at(1, "11:30"), next_entry="2026-11-19T13:30")
    case("the noon break", R.TOO_EARLY, v, at(1, "12:15"), next_entry="2026-11-19T13:30")
    case("the afternoon session", R.WELCOME, v, at(1, "13:30"))
    case("a session until midnight", R.WELCOME, v, at(5, "23:59", "59"))
    case("after midnight it is the next day", R.TOO_EARLY, v, at(6, "00:00"), next_entry="2026-11-24T00:30")
    case("half past midnight", R.WELCOME, v, at(6, "00:30"))
    case("early in the morning it is still yesterday in UTC", R.WELCOME, v, at(6, "06:59"))
    case("the closed day", R.CLOSED_DAY, v, at(3, "10:00"), next_entry="2026-11-22T08:00")
    case("the closed day, at the site that is open", R.WELCOME, v, at(3, "10:00"), gate=5)
    case(
        "a fair day elsewhere, but not at this site",
        R.CLOSED_DAY,
        v,
        at(2, "10:00"),
        gate=5,
        next_entry="2026-11-21T09:00",
    )
    case("a visitor on the build-up day", R.NOT_ON_PASS, v, at(0, "10:00"), next_entry="2026-11-19T08:00")
    case(
        "a visitor whose pass has the build-up day",
        R.CLOSED_DAY,
        a_pass(days=range(7)),
        at(0, "10:00"),
        next_entry="2026-11-19T08:00",
    )
    case("the last session is over", R.TOO_LATE, v, at(6, "17:00"))
    case("the day after the last day", R.DAYS_OVER, v, at(7, "00:00"))
    case("a year later", R.DAYS_OVER, v, at(400, "10:00"))
    one = a_pass(days=[4])
    case("a one-day pass on its day", R.WELCOME, one, at(4, "10:00"))
    case("a one-day pass a day early", R.NOT_ON_PASS, one, at(2, "10:00"), next_entry="2026-11-22T08:00")
    case("a one-day pass a day late", R.DAYS_OVER, one, at(5, "00:00"))
    case("a one-day pass at the end of its day", R.TOO_LATE, one, at(4, "23:59"))
    odd = a_pass(days=[1, 4])
    case("a day between two valid ones", R.NOT_ON_PASS, odd, at(2, "10:00"), next_entry="2026-11-22T08:00")
    case(
        "the thirty-second day of a pass",
        R.WELCOME,
        a_pass(days=[31], first_day=FIRST - timedelta(days=29)),
        at(2, "10:00"),
    )


def roles() -> None:
    def of(role: Role, **changes) -> PassBody:
        return a_pass(role, days=range(8), **changes)

    case("an exhibitor at build-up", R.WELCOME, of(Role.EXHIBITOR), at(0, "07:00"))
    case("an exhibitor ninety minutes early", R.WELCOME, of(Role.EXHIBITOR), at(2, "06:30"))
    case(
        "an exhibitor ninety-one minutes early",
        R.TOO_EARLY,
        of(Role.EXHIBITOR),
        at(2, "06:29"),
        next_entry="2026-11-20T06:30",
    )
    case("an exhibitor an hour after closing", R.WELCOME, of(Role.EXHIBITOR), at(2, "22:29"))
    case(
        "an exhibitor too long after closing",
        R.TOO_LATE,
        of(Role.EXHIBITOR),
        at(2, "22:30"),
        next_entry="2026-11-22T06:30",
    )
    case(
        "an exhibitor on the closed day",
        R.CLOSED_DAY,
        of(Role.EXHIBITOR),
        at(3, "10:00"),
        next_entry="2026-11-22T06:30",
    )
    case("booth staff in the noon break", R.WELCOME, of(Role.BOOTH_STAFF), at(1, "12:00"))
    case("booth staff at dismantling", R.WELCOME, of(Role.BOOTH_STAFF), at(7, "11:00"))
    case("a margin stops at midnight", R.WELCOME, of(Role.BOOTH_STAFF), at(6, "00:00"))
    case("a builder at build-up", R.WELCOME, of(Role.BUILDER), at(0, "23:00"))
    case(
        "a builder before build-up begins",
        R.TOO_EARLY,
        of(Role.BUILDER),
        at(0, "06:00"),
        next_entry="2026-11-18T07:00",
    )
    case(
        "a builder on a fair day",
        R.DAY_NOT_FOR_ROLE,
        of(Role.BUILDER),
        at(2, "10:00"),
        next_entry="2026-11-24T17:00",
    )
    case("a builder on the last evening", R.WELCOME, of(Role.BUILDER), at(6, "17:00"))
    case("a builder after dismantling", R.TOO_LATE, of(Role.BUILDER), at(7, "12:00"))
    case("an organiser in the night", R.WELCOME, of(Role.ORGANISER), at(2, "02:00"))
    case("an organiser on the closed day", R.WELCOME, of(Role.ORGANISER), at(3, "10:00"))
    case("a guest half an hour early", R.WELCOME, of(Role.GUEST), at(2, "07:30"))
    case(
        "a guest thirty-one minutes early",
        R.TOO_EARLY,
        of(Role.GUEST),
        at(2, "07:29"),
        next_entry="2026-11-20T07:30",
    )
    case("a role without a rule", R.ZONE_NOT_FOR_ROLE, of(Role.PRESS), at(2, "10:00"))
    case("service at its own gate", R.WELCOME, of(Role.SERVICE), at(2, "05:00"), gate=4)
    case("service at the visitors' gate", R.ZONE_NOT_FOR_ROLE, of(Role.SERVICE), at(2, "10:00"))
    case(
        "service at a site that has no gate of its own",
        R.ZONE_NOT_FOR_ROLE,
        of(Role.SERVICE),
        at(3, "10:00"),
        gate=5,
        area=2,
    )
    front = of(Role.EXHIBITOR, zones=0b0001)
    case("a pass without the gate's zone", R.ZONE_NOT_ON_PASS, front, at(2, "10:00"), gate=4)
    case("the wrong zone outweighs the wrong day", R.ZONE_NOT_ON_PASS, front, at(3, "10:00"), gate=4)
    case(
        "a pass with only the gate's zone",
        R.WELCOME,
        of(Role.EXHIBITOR, zones=0b1000),
        at(2, "10:00"),
        gate=4,
    )
    case("expired outweighs the wrong zone", R.DAYS_OVER, front, at(8, "10:00"), gate=4)


def vehicles() -> None:
    lorry = a_pass(Role.EXHIBITOR, days=range(8), kind=Kind.VEHICLE)
    case("a vehicle at build-up", R.WELCOME, lorry, at(0, "10:00"), gate=4)
    case("a vehicle at a gate for persons", R.KIND_NOT_FOR_GATE, lorry, at(0, "10:00"))
    case(
        "a vehicle on a fair day",
        R.DAY_NOT_FOR_ROLE,
        lorry,
        at(2, "07:00"),
        gate=4,
        next_entry="2026-11-24T16:00",
    )
    case(
        "a vehicle twice in", R.STILL_INSIDE, lorry, at(0, "10:00"), gate=4, visit=inside(0, "08:00", gate=4)
    )
    case("a vehicle out", R.LEFT, lorry, at(0, "10:00"), gate=4, direction="out", visit=inside(0, "08:00"))
    case(
        "the wrong gate outweighs the wrong zone on the pass",
        R.KIND_NOT_FOR_GATE,
        a_pass(kind=Kind.VEHICLE, zones=0b1000),
        at(2, "10:00"),
    )


def areas() -> None:
    v = a_pass()
    case("inside another site", R.WELCOME, v, at(3, "10:00"), gate=5, visit=inside(3, "09:10"))
    case(
        "inside this other site",
        R.STILL_INSIDE,
        v,
        at(3, "10:00"),
        gate=5,
        visit=inside(3, "09:10", gate=5),
        area=2,
    )
    case(
        "out of a site that was not entered",
        R.NEVER_ENTERED,
        v,
        at(3, "10:00"),
        gate=5,
        direction="out",
        visit=inside(3, "09:10"),
    )


def in_again_after_a_time() -> None:
    guest = a_pass(Role.GUEST)
    entered = inside(2, "09:10")
    case(
        "a guest in again too soon",
        R.STILL_INSIDE,
        guest,
        at(2, "09:54", "59"),
        visit=entered,
        next_entry="2026-11-20T09:55",
    )
    case("a guest in again in time", R.WELCOME_AGAIN, guest, at(2, "09:55"), visit=entered)
    odd = {"inside": True, "entered_at": at(2, "09:10", "20"), "gate": 3}
    case(
        "the minute of coming again is rounded up",
        R.STILL_INSIDE,
        guest,
        at(2, "09:55"),
        visit=odd,
        next_entry="2026-11-20T09:56",
    )
    late = {"inside": True, "entered_at": at(2, "21:20"), "gate": 3}
    case("a phone behind the one that let in", R.STILL_INSIDE, a_pass(), at(2, "21:15"), visit=late)


def overridden() -> None:
    now, word = at(2, "10:00"), {"override": True}
    for name, reason, body, more in [
        ("twice in", R.STILL_INSIDE, a_pass(), {"visit": inside(2, "08:10")}),
        ("revoked", R.PASS_REVOKED, a_pass(number=501), {}),
        ("reprinted", R.REPRINTED, a_pass(number=601), {}),
        ("of a refused key", R.KEY_REFUSED, a_pass(key=2), {"signer": "two"}),
        ("on another day", R.NOT_ON_PASS, a_pass(days=[4]), {}),
        ("of another zone", R.ZONE_NOT_ON_PASS, a_pass(zones=1), {"gate": 4}),
        ("in a vehicle at a gate for persons", R.KIND_NOT_FOR_GATE, a_pass(kind=Kind.VEHICLE), {}),
    ]:
        case(f"overridden: {name}", R.OVERRIDDEN, body, now, instead_of=reason, **word, **more)
    case(
        "overridden: after the last day",
        R.OVERRIDDEN,
        a_pass(),
        at(8, "10:00"),
        instead_of=R.DAYS_OVER,
        **word,
    )
    case("overridden: before hours", R.OVERRIDDEN, a_pass(), at(2, "06:00"), instead_of=R.TOO_EARLY, **word)
    case("nothing to override", R.WELCOME, a_pass(), now, **word)
    case("a forgery is not overridden", R.BAD_SIGNATURE, a_pass(), now, signer="thief", **word)
    case("another fair's pass is not overridden", R.NOT_THIS_FAIR, a_pass(fair=8), now, **word)
    case("an unknown key is not overridden", R.KEY_UNKNOWN, a_pass(key=9), now, **word)
    case(
        "what is no pass is not overridden",
        R.NOT_A_PASS,
        None,
        now,
        text="xin chào",
        says_facts=False,
        **word,
    )
    case(
        "there is nothing to override on the way out", R.NEVER_ENTERED, a_pass(), now, direction="out", **word
    )
    printed = printed_id(501)
    gone = a_pass(number=501)
    case(
        "a typed id overridden",
        R.OVERRIDDEN,
        None,
        now,
        text=printed,
        known=gone,
        instead_of=R.PASS_REVOKED,
        **word,
    )


def inside_and_out() -> None:
    v, builder = a_pass(), a_pass(Role.BUILDER, days=range(8))
    left = {"inside": False, "entered_at": at(2, "08:10"), "gate": 3}
    case("twice in", R.STILL_INSIDE, v, at(2, "10:00"), visit=inside(2, "08:10"))
    case("twice in, by two gates", R.STILL_INSIDE, v, at(2, "10:00"), visit=inside(2, "08:10", gate=4))
    case("in again after leaving", R.WELCOME, v, at(2, "10:00"), visit=left)
    case(
        "in again without leaving, where the rule allows it",
        R.WELCOME_AGAIN,
        builder,
        at(0, "10:00"),
        visit=inside(0, "08:10"),
    )
    case("yesterday's entry does not bar today", R.WELCOME, v, at(2, "10:00"), visit=inside(1, "20:00"))
    case("an entry before midnight is yesterday's", R.WELCOME, v, at(6, "00:31"), visit=inside(5, "23:59"))
    case("an entry after midnight is today's", R.STILL_INSIDE, v, at(6, "06:00"), visit=inside(6, "00:30"))
    case(
        "outside hours outweighs being inside",
        R.TOO_LATE,
        v,
        at(2, "21:30"),
        visit=inside(2, "08:10"),
        next_entry="2026-11-22T08:00",
    )
    case("out", R.LEFT, v, at(2, "10:00"), direction="out", visit=inside(2, "08:10"))
    case("out after closing", R.LEFT, v, at(2, "22:45"), direction="out", visit=inside(2, "08:10"))
    case("out after midnight", R.LEFT, v, at(6, "00:05"), direction="out", visit=inside(5, "20:00"))
    case(
        "out by a gate of another zone",
        R.LEFT,
        a_pass(zones=1),
        at(2, "10:00"),
        direction="out",
        gate=4,
        visit=inside(2, "08:10"),
    )
    case("out without having come in", R.NEVER_ENTERED, v, at(2, "10:00"), direction="out")
    case("out twice", R.NEVER_ENTERED, v, at(2, "10:00"), direction="out", visit=left)
    case(
        "out with a pass revoked meanwhile",
        R.LEFT_CANCELLED,
        a_pass(number=501),
        at(2, "10:00"),
        direction="out",
        visit=inside(2, "08:10"),
    )
    case(
        "out with a pass reprinted meanwhile",
        R.LEFT_CANCELLED,
        a_pass(number=601),
        at(2, "10:00"),
        direction="out",
        visit=inside(2, "08:10"),
    )
    case(
        "out with a revoked pass that never came in",
        R.PASS_REVOKED,
        a_pass(number=501),
        at(2, "10:00"),
        direction="out",
    )
    case(
        "out with a forged pass",
        R.BAD_SIGNATURE,
        v,
        at(2, "10:00"),
        signer="thief",
        direction="out",
        visit=inside(2, "08:10"),
    )


def cancelled() -> None:
    case("a revoked pass", R.PASS_REVOKED, a_pass(number=501), at(2, "10:00"))
    case("revoked outweighs expired", R.PASS_REVOKED, a_pass(number=501), at(9, "10:00"))
    case("revoked outweighs reprinted", R.PASS_REVOKED, a_pass(number=502), at(2, "10:00"))
    case(
        "revoked outweighs being inside",
        R.PASS_REVOKED,
        a_pass(number=501),
        at(2, "10:00"),
        visit=inside(2, "08:10"),
    )
    case("the print before the reprint", R.REPRINTED, a_pass(number=601, issue=1), at(2, "10:00"))
    case("the reprint", R.WELCOME, a_pass(number=601, issue=2), at(2, "10:00"))
    case("the second of three prints", R.REPRINTED, a_pass(number=602, issue=2), at(2, "10:00"))
    case("a reprint the phone has not heard of", R.WELCOME, a_pass(number=601, issue=3), at(2, "10:00"))
    case("reprinted outweighs the wrong day", R.REPRINTED, a_pass(number=601, days=[4]), at(2, "10:00"))
    case(
        "reprinted outweighs the refused key",
        R.REPRINTED,
        a_pass(number=601, key=2),
        at(2, "10:00"),
        signer="two",
    )
    case("a refused key", R.KEY_REFUSED, a_pass(key=2), at(2, "10:00"), signer="two")
    case("a forgery under a refused key", R.BAD_SIGNATURE, a_pass(key=2), at(2, "10:00"), signer="one")


def not_genuine() -> None:
    v, now = a_pass(), at(2, "10:00")
    case("signed by a stranger", R.BAD_SIGNATURE, v, now, signer="thief")
    case("an unknown key", R.KEY_UNKNOWN, a_pass(key=9), now)
    case("another fair's pass", R.NOT_THIS_FAIR, a_pass(fair=8), now)
    case("another fair's pass, signed by a stranger", R.NOT_THIS_FAIR, a_pass(fair=8), now, signer="thief")
    for bit, field in [
        (63, "number"),
        (79, "issue"),
        (95, "zones"),
        (111, "first day"),
        (143, "day"),
        (144, "signature"),
        (655, "signature's last"),
    ]:
        text = flipped(code(v), bit)
        number = passes.read_code(text).body.number
        case(
            f"one bit of the {field} turned over", R.BAD_SIGNATURE, replace(v, number=number), now, text=text
        )
    case("the key id turned over", R.KEY_UNKNOWN, v, now, text=flipped(code(v), 12))
    case("the fair turned over", R.NOT_THIS_FAIR, v, now, text=flipped(code(v), 31))
    case("the role turned over", R.BAD_SIGNATURE, v, now, text=flipped(flipped(code(v), 84), 87))
    for name, text in [
        ("a shop's code", "https://example.vn/khuyen-mai"),
        ("nothing", ""),
        ("half a token", code(v)[:-40]),
        ("a token of version 2", flipped(flipped(code(v), 3), 2)),
        ("a printed id in a code", f"{HOST}/p/{printed_id(v.number)}"),
    ]:
        case(name, R.NOT_A_PASS, None, now, text=text, says_facts=False)


def typed() -> None:
    v, now = a_pass(), at(2, "10:00")
    printed = printed_id(v.number)
    case("a typed id without the server", R.ASK_SERVER, None, now, text=printed, says_facts=False)
    case("a typed id the server knows", R.WELCOME, None, now, text=printed, known=v)
    case(
        "typed in lower case, without hyphens",
        R.WELCOME,
        None,
        now,
        text=printed.lower().replace("-", ""),
        known=v,
    )
    case(
        "a typed id of somebody inside",
        R.STILL_INSIDE,
        None,
        now,
        text=printed,
        known=v,
        visit=inside(2, "08:10"),
    )
    case(
        "a typed id on the way out",
        R.LEFT,
        None,
        now,
        text=printed,
        known=v,
        direction="out",
        visit=inside(2, "08:10"),
    )
    case(
        "a typed id on the wrong day",
        R.CLOSED_DAY,
        None,
        at(3, "10:00"),
        text=printed,
        known=v,
        next_entry="2026-11-22T08:00",
    )
    case("a typed id of another fair", R.NOT_THIS_FAIR, None, now, text=printed, known=a_pass(fair=8))
    gone = a_pass(number=501)
    case("a typed id of a revoked pass", R.PASS_REVOKED, None, now, text=printed_id(501), known=gone)
    weak = a_pass(key=2)
    case("a typed id of a pass under a refused key", R.KEY_REFUSED, None, now, text=printed, known=weak)
    case(
        "facts of another pass",
        R.ASK_SERVER,
        None,
        now,
        text=printed_id(501),
        known=v,
        says_facts=False,
    )
    wrong = printed[:-1] + ("0" if printed[-1] != "0" else "1")
    case("a mistyped id", R.NOT_A_PASS, None, now, text=wrong, known=v, says_facts=False)
    case("facts do not help a forged code", R.BAD_SIGNATURE, v, now, signer="thief", known=v)


STEADY_CASES = [
    {"last": "A", "code": "A", "after_ms": 0, "steady": True},
    {"last": "A", "code": "A", "after_ms": 2999, "steady": True},
    {"last": "A", "code": "A", "after_ms": 3000, "steady": True},
    {"last": "A", "code": "A", "after_ms": 3001, "steady": False},
    {"last": "A", "code": "B", "after_ms": 100, "steady": False},
    {"last": "A", "code": "A", "after_ms": -1, "steady": False},
]


def make_cases() -> None:
    for cases in (
        visitors,
        roles,
        vehicles,
        inside_and_out,
        areas,
        in_again_after_a_time,
        overridden,
        cancelled,
        not_genuine,
        typed,
    ):
        cases()


def main() -> None:
    make_cases()
    write(
        "verdicts.json",
        {
            "verdict_of": {str(reason): str(verdict) for reason, verdict in VERDICTS.items()},
            "bundle": BUNDLE,
            "cases": CASES,
            "steady": STEADY_CASES,
        },
    )


if __name__ == "__main__":
    main()
