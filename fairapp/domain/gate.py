"""The verdict at the gate: who may pass this gate, now, in this direction.

`decide` is pure and has a twin, `static/js/gate/decide.js`; both read `tests/vectors/verdicts.json`.
What it reads, the bundle and `seen`, is described in `gate_bundle.py`; what it answers, in `verdicts.py`;
what a phone and the server say to each other, in docs/gate-protocol.md.

The order of the checks is fixed. First what the code is: unreadable, another fair's, forged. Then, of
the refusals that apply, the one that waiting cures least: revoked, reprinted, signed by a refused key,
expired, wrong zone or kind, wrong day, outside hours, already in. On the way out only the first group and
being inside are judged: whoever is inside is let out and counted, even with a revoked pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fairapp.domain.gate_bundle import (
    VEHICLE_RULE,
    Bundle,
    DayKind,
    GatePost,
    Rule,
    Seen,
    Session,
    Visit,
    minutes,
    seen_key,
)
from fairapp.domain.passes import Kind, PassBody, TypedId, is_signed_by, read_code
from fairapp.domain.verdicts import ADMITTED, NOT_OURS, VERDICTS, Direction, Reason, Verdict

STEADY = timedelta(seconds=3)


@dataclass(frozen=True)
class Decision:
    """A verdict with what the screen adds to it. `facts` is what the code said of itself, believed only
    from a verdict after FORGED on; `next_entry` is local, as 2026-11-20T07:30; `instead_of` is the refusal
    that a supervisor has overridden."""

    reason: Reason
    facts: PassBody | None = None
    visit: Visit | None = None
    next_entry: str | None = None
    instead_of: Reason | None = None

    @property
    def verdict(self) -> Verdict:
        return VERDICTS[self.reason]


@dataclass(frozen=True)
class Window:
    """When a role may enter: minutes of one local day, the last one out."""

    day: date
    start: int
    end: int


def decide(
    text: str,
    bundle: Bundle,
    seen: Seen,
    now: datetime,
    gate: int,
    direction: Direction,
    *,
    known: PassBody | None = None,
    override: bool = False,
) -> Decision:
    """The verdict on what was scanned or typed.

    A printed id is not signed, so it needs `known`: the facts the server keeps of that pass. Pass
    `known` only for a code typed by hand, or a printed id in a QR code would open the gate. `override` is
    a supervisor's word, PIN given: it lets in whom a rule refused, never a code that is not ours.
    """
    read = recognise(text, bundle, known)
    if read.reason != Reason.WELCOME or read.facts is None:
        return read
    return judge(read.facts, bundle, seen, now, gate, direction, override=override)


def recognise(text: str, bundle: Bundle, known: PassBody | None = None) -> Decision:
    """Whether the code is a pass of this fair: WELCOME with its facts, or why not."""
    code = read_code(text)
    if code is None:
        return Decision(Reason.NOT_A_PASS)
    if isinstance(code, TypedId):
        if known is None or known.number != code.number:
            return Decision(Reason.ASK_SERVER)
        return Decision(Reason.WELCOME if known.fair == bundle["fair"]["id"] else Reason.NOT_THIS_FAIR, known)
    if code.body.fair != bundle["fair"]["id"]:
        return Decision(Reason.NOT_THIS_FAIR, code.body)
    key = bundle["keys"].get(str(code.body.key))
    if key is None:
        return Decision(Reason.KEY_UNKNOWN, code.body)
    genuine = is_signed_by(code, bytes.fromhex(key["public"]))
    return Decision(Reason.WELCOME if genuine else Reason.BAD_SIGNATURE, code.body)


def judge(
    facts: PassBody,
    bundle: Bundle,
    seen: Seen,
    now: datetime,
    gate: int,
    direction: Direction,
    *,
    override: bool = False,
) -> Decision:
    """The rules for a pass known to be genuine."""
    post = post_of(gate, bundle)
    visit = seen.get(seen_key(facts.number, post["area"]))
    inside = visit if visit is not None and visit["inside"] else None
    own = entitled(facts, bundle, now, gate, direction)
    if direction == Direction.OUT:
        return _leave(own, inside)
    decision = own
    if own.reason == Reason.WELCOME and inside is not None:
        decision = _enter_again(own, inside, facts, bundle, now)
    if override and decision.reason not in ADMITTED | NOT_OURS:
        return Decision(Reason.OVERRIDDEN, facts, decision.visit, instead_of=decision.reason)
    return decision


def entitled(facts: PassBody, bundle: Bundle, now: datetime, gate: int, direction: Direction) -> Decision:
    """What pass, day, hour and gate say by themselves, whoever is inside: WELCOME, or why not."""
    cancelled = _cancelled(facts, bundle)
    if direction == Direction.OUT:
        return Decision(cancelled or Reason.WELCOME, facts)
    post = post_of(gate, bundle)
    rule = rule_for(facts, bundle)
    moment = local(now, bundle)
    lasting = cancelled or _over(facts, moment) or _zone(facts, rule, post)
    if lasting:
        return Decision(lasting, facts)
    windows = _windows(facts, rule, post, bundle)
    waiting = _day(facts, windows, post, bundle, moment) or _hour(windows, moment)
    if waiting:
        return Decision(waiting, facts, next_entry=_next_entry(windows, moment))
    return Decision(Reason.WELCOME, facts)


def met_inside(
    entered_at: datetime, entered_on: date, now: datetime, today: date, again_after: int | None
) -> Reason:
    """What having come in before means for coming in now, without having left."""
    if entered_on != today:
        return Reason.WELCOME
    if again_after is not None and now - entered_at >= timedelta(minutes=again_after):
        return Reason.WELCOME_AGAIN
    return Reason.STILL_INSIDE


def left(own: Reason, inside: bool) -> Reason:
    """What going out is, by what the pass itself says."""
    if inside:
        return Reason.LEFT if own == Reason.WELCOME else Reason.LEFT_CANCELLED
    return Reason.NEVER_ENTERED if own == Reason.WELCOME else own


def post_of(gate: int, bundle: Bundle) -> GatePost:
    return next(post for post in bundle["gates"] if post["id"] == gate)


def rule_for(facts: PassBody, bundle: Bundle) -> Rule | None:
    """The rule by which a pass comes in; a role without one comes in nowhere."""
    own = bundle["rules"].get(facts.role)
    return bundle["rules"].get(VEHICLE_RULE, own) if facts.kind == Kind.VEHICLE else own


def gates_for(facts: PassBody, bundle: Bundle) -> list[GatePost]:
    """The gates whose zone and kind are for this pass, whatever the day."""
    rule = rule_for(facts, bundle)
    return [post for post in bundle["gates"] if _zone(facts, rule, post) is None]


def _leave(own: Decision, inside: Visit | None) -> Decision:
    return Decision(left(own.reason, inside is not None), own.facts, inside)


def _enter_again(own: Decision, visit: Visit, facts: PassBody, bundle: Bundle, now: datetime) -> Decision:
    entered, rule = _instant(visit["entered_at"]), rule_for(facts, bundle)
    after = rule["again_after"] if rule else None
    entered_on, today = local(entered, bundle).date(), local(now, bundle).date()
    reason = met_inside(entered, entered_on, now, today, after)
    if reason == Reason.WELCOME:
        return own
    again = again_at(entered, after, bundle) if reason == Reason.STILL_INSIDE else None
    return Decision(reason, facts, visit, next_entry=again)


def again_at(entered: datetime, again_after: int | None, bundle: Bundle) -> str | None:
    """The first whole minute at which somebody still inside may come in again, if ever."""
    if again_after is None:
        return None
    moment = local(entered + timedelta(minutes=again_after), bundle)
    whole = moment.replace(second=0, microsecond=0)
    return f"{whole + timedelta(minutes=moment > whole):%Y-%m-%dT%H:%M}"


def steady(last_code: str, last_seen: datetime, code: str, now: datetime) -> bool:
    """Whether this is still the same badge before the camera, whose verdict stands.

    The scanner moves `last_seen` forward at every reading, so a badge held still is judged once.
    """
    return code == last_code and timedelta(0) <= now - last_seen <= STEADY


def local(now: datetime, bundle: Bundle) -> datetime:
    """The fair's wall clock (kept as a UTC value, for its day and minute only)."""
    return now + timedelta(minutes=bundle["utc_offset"])


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _cancelled(facts: PassBody, bundle: Bundle) -> Reason | None:
    if facts.number in bundle["revoked"]:
        return Reason.PASS_REVOKED
    if facts.issue < bundle["superseded"].get(str(facts.number), 0):
        return Reason.REPRINTED
    key = bundle["keys"].get(str(facts.key))
    return Reason.KEY_REFUSED if key and key["refused"] else None


def _over(facts: PassBody, moment: datetime) -> Reason | None:
    return Reason.DAYS_OVER if moment.date() > facts.last_day else None


def _zone(facts: PassBody, rule: Rule | None, post: GatePost) -> Reason | None:
    if rule is None or (rule["zones"] is not None and post["zone"] not in rule["zones"]):
        return Reason.ZONE_NOT_FOR_ROLE
    if facts.kind not in post["kinds"]:
        return Reason.KIND_NOT_FOR_GATE
    return None if facts.is_for_zone(post["zone"]) else Reason.ZONE_NOT_ON_PASS


def _day(
    facts: PassBody, windows: list[Window], post: GatePost, bundle: Bundle, moment: datetime
) -> Reason | None:
    today = moment.date()
    if not facts.is_for(today):
        return Reason.NOT_ON_PASS
    if any(window.day == today for window in windows):
        return None
    opens = any(s["kind"] == DayKind.FAIR and s["day"] == today.isoformat() for s in _sessions(bundle, post))
    return Reason.DAY_NOT_FOR_ROLE if opens else Reason.CLOSED_DAY


def _hour(windows: list[Window], moment: datetime) -> Reason | None:
    minute = moment.hour * 60 + moment.minute
    today = [window for window in windows if window.day == moment.date()]
    if any(window.start <= minute < window.end for window in today):
        return None
    return Reason.TOO_EARLY if any(window.start > minute for window in today) else Reason.TOO_LATE


def _next_entry(windows: list[Window], moment: datetime) -> str | None:
    here = (moment.date(), moment.hour * 60 + moment.minute)
    for window in windows:
        if (window.day, window.start) > here:
            return f"{window.day.isoformat()}T{window.start // 60:02}:{window.start % 60:02}"
    return None


def _windows(facts: PassBody, rule: Rule | None, post: GatePost, bundle: Bundle) -> list[Window]:
    """When this pass may enter by this gate, in order."""
    if rule is None:
        return []
    windows = [
        Window(
            date.fromisoformat(session["day"]),
            max(0, minutes(session["opens"]) - rule["before"]),
            min(24 * 60, minutes(session["closes"]) + rule["after"]),
        )
        for session in _sessions(bundle, post)
        if session["kind"] in rule["days"]
    ]
    return sorted((w for w in windows if facts.is_for(w.day)), key=lambda w: (w.day, w.start))


def _sessions(bundle: Bundle, post: GatePost) -> Iterator[Session]:
    return (session for session in bundle["sessions"] if session["site"] == post["site"])
