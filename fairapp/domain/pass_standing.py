"""What anybody may learn of a pass by reading its code: whether it holds, never whose it is."""

from datetime import date
from enum import StrEnum

from fairapp.domain.passes import PassBody


class Standing(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    FORGED = "forged"


def standing(
    body: PassBody, *, signed: bool, issue_now: int | None, revoked: bool, key_refused: bool, today: date
) -> Standing:
    """`issue_now` is the issue that holds today; None when no such pass was ever made."""
    if not signed or issue_now is None or body.issue > issue_now:
        return Standing.FORGED
    if revoked:
        return Standing.REVOKED
    if body.issue < issue_now:
        return Standing.SUPERSEDED
    if key_refused:
        return Standing.REVOKED
    return Standing.EXPIRED if today > body.last_day else Standing.VALID
