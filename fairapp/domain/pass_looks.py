"""How a pass shows its role: a colour band, and the word on it."""

from dataclasses import dataclass

from fairapp.domain.passes import ROLE_NAMES, Kind, Role
from fairapp.domain.text import N_

VEHICLE = N_("Xe ra vào")


@dataclass(frozen=True)
class Look:
    """`band` names the colour in static/css/pass_bands.css; `word` is a msgid."""

    band: str
    word: str


def look(role: Role, kind: int = Kind.PERSON) -> Look:
    return Look("vehicle", VEHICLE) if kind == Kind.VEHICLE else Look(role.value, ROLE_NAMES[role])
