"""What a gate can answer: one word for the screen, and the finer reason behind it."""

from enum import StrEnum


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class How(StrEnum):
    """How the code came to the phone; HID is a scanner that types, SEARCH a search by name."""

    CAMERA = "camera"
    TYPED = "typed"
    HID = "hid"
    SEARCH = "search"


class Verdict(StrEnum):
    """The one word on the screen."""

    ADMIT = "admit"
    OVERRIDE = "override"
    EXIT = "exit"
    ALREADY_IN = "already_in"
    NOT_IN = "not_in"
    WRONG_DAY = "wrong_day"
    OUTSIDE_HOURS = "outside_hours"
    WRONG_ZONE = "wrong_zone"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    FORGED = "forged"
    OTHER_FAIR = "other_fair"
    UNREADABLE = "unreadable"


class Reason(StrEnum):
    """Why, finer than the word: each reason belongs to one verdict."""

    WELCOME = "welcome"
    WELCOME_AGAIN = "welcome_again"
    OVERRIDDEN = "overridden"
    LEFT = "left"
    LEFT_CANCELLED = "left_cancelled"
    STILL_INSIDE = "still_inside"
    NEVER_ENTERED = "never_entered"
    NOT_ON_PASS = "not_on_pass"
    CLOSED_DAY = "closed_day"
    DAY_NOT_FOR_ROLE = "day_not_for_role"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    ZONE_NOT_ON_PASS = "zone_not_on_pass"
    ZONE_NOT_FOR_ROLE = "zone_not_for_role"
    KIND_NOT_FOR_GATE = "kind_not_for_gate"
    PASS_REVOKED = "pass_revoked"
    KEY_REFUSED = "key_refused"
    REPRINTED = "reprinted"
    DAYS_OVER = "days_over"
    KEY_UNKNOWN = "key_unknown"
    BAD_SIGNATURE = "bad_signature"
    NOT_THIS_FAIR = "not_this_fair"
    NOT_A_PASS = "not_a_pass"
    ASK_SERVER = "ask_server"


VERDICTS = {
    Reason.WELCOME: Verdict.ADMIT,
    Reason.WELCOME_AGAIN: Verdict.ADMIT,
    Reason.OVERRIDDEN: Verdict.OVERRIDE,
    Reason.LEFT: Verdict.EXIT,
    Reason.LEFT_CANCELLED: Verdict.EXIT,
    Reason.STILL_INSIDE: Verdict.ALREADY_IN,
    Reason.NEVER_ENTERED: Verdict.NOT_IN,
    Reason.NOT_ON_PASS: Verdict.WRONG_DAY,
    Reason.CLOSED_DAY: Verdict.WRONG_DAY,
    Reason.DAY_NOT_FOR_ROLE: Verdict.WRONG_DAY,
    Reason.TOO_EARLY: Verdict.OUTSIDE_HOURS,
    Reason.TOO_LATE: Verdict.OUTSIDE_HOURS,
    Reason.ZONE_NOT_ON_PASS: Verdict.WRONG_ZONE,
    Reason.ZONE_NOT_FOR_ROLE: Verdict.WRONG_ZONE,
    Reason.KIND_NOT_FOR_GATE: Verdict.WRONG_ZONE,
    Reason.PASS_REVOKED: Verdict.REVOKED,
    Reason.KEY_REFUSED: Verdict.REVOKED,
    Reason.REPRINTED: Verdict.SUPERSEDED,
    Reason.DAYS_OVER: Verdict.EXPIRED,
    Reason.KEY_UNKNOWN: Verdict.FORGED,
    Reason.BAD_SIGNATURE: Verdict.FORGED,
    Reason.NOT_THIS_FAIR: Verdict.OTHER_FAIR,
    Reason.NOT_A_PASS: Verdict.UNREADABLE,
    Reason.ASK_SERVER: Verdict.UNREADABLE,
}

ADMITTED = frozenset({Reason.WELCOME, Reason.WELCOME_AGAIN, Reason.OVERRIDDEN})
LEAVING = frozenset({Reason.LEFT, Reason.LEFT_CANCELLED})
NOT_OURS = frozenset(
    {
        Reason.NOT_A_PASS,
        Reason.ASK_SERVER,
        Reason.NOT_THIS_FAIR,
        Reason.KEY_UNKNOWN,
        Reason.BAD_SIGNATURE,
    }
)
"""What the code says of itself is not believed, so no pass is named, and nobody may override it."""
