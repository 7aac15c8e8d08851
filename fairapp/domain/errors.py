"""Broken promises, each with a sentence for the person who met it.

A sentence is a Vietnamese msgid (mark it with `N_`) with `%(name)s` places; the edge translates it.
Outcomes met daily (a scan refused, a plan with losers) are values, not exceptions.
"""


class Refusal(Exception):
    """What was asked cannot be done; `field` names the input at which the sentence belongs."""

    status = 422

    def __init__(self, sentence: str, field: str | None = None, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.values = values

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence


class Invalid(Refusal):
    """The input does not make sense as it stands."""


class NotFound(Refusal):
    """There is no such thing, or it is somebody else's: the two look the same from outside."""

    status = 404


class Unknown(Refusal):
    """Nobody knows who is asking."""

    status = 401


class Forbidden(Refusal):
    """The person is known and may not do this."""

    status = 403


class TooMany(Refusal):
    """More in a short time than people could do."""

    status = 429


class Busy(Refusal):
    """Too many want the same at this moment."""

    status = 503


class Conflict(Refusal):
    """Somebody or something else was there first."""

    status = 409
