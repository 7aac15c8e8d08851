"""Groups of visitors: who comes along, and what a changed list means for passes that were given out.

Each who comes has a pass of their own: a gate admits a pass once a day, so that one pass for many would open
for the first of them alone, and a phone without a network could not count the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean, fold

LEAST, MOST = 2, 200
LONGEST_NAME = 120
NUMBERED = re.compile(r"^\d{1,3}[.)]\s+")


class GroupKind(StrEnum):
    """Who comes together."""

    SCHOOL = "school"
    DELEGATION = "delegation"
    COMPANY = "company"
    FAMILY = "family"


KIND_LABELS = {
    GroupKind.SCHOOL: N_("Lớp học, trường học"),
    GroupKind.DELEGATION: N_("Đoàn đại biểu, hội, đoàn thể"),
    GroupKind.COMPANY: N_("Doanh nghiệp, cơ quan"),
    GroupKind.FAMILY: N_("Gia đình, nhóm đi chung, tour du lịch"),
}


@dataclass(frozen=True)
class Member:
    """Somebody of the group as it stands; without a name the pass says only which of them."""

    id: int
    name: str


@dataclass
class Change:
    """What a new list means: who is named anew, who comes besides, whose passes end."""

    renamed: dict[int, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)

    @property
    def is_none(self) -> bool:
        return not (self.renamed or self.added or self.dropped)


def read_names(text: str) -> list[str]:
    """One name a line, as people paste them: numbered or not, empty lines between."""
    names = [NUMBERED.sub("", clean(line)) for line in text.splitlines()]
    names = [name for name in names if name]
    for number, name in enumerate(names, start=1):
        if len(name) > LONGEST_NAME:
            raise Invalid(
                N_("Tên ở dòng %(number)d dài quá %(most)d ký tự."),
                field="names",
                number=number,
                most=LONGEST_NAME,
            )
    return names


def seats(size: int, names: Sequence[str]) -> list[str]:
    """A name for each who comes; those whom nobody named stand at the end as empty ones."""
    if not LEAST <= size <= MOST:
        raise Invalid(
            N_("Một đoàn có từ %(least)d đến %(most)d người. Đoàn đông hơn hãy đăng ký làm nhiều đoàn."),
            field="size",
            least=LEAST,
            most=MOST,
        )
    if len(names) > size:
        raise Invalid(
            N_("Danh sách có %(names)d tên nhưng đoàn có %(size)d người."),
            field="size",
            names=len(names),
            size=size,
        )
    return [*names, *[""] * (size - len(names))]


def change(members: Sequence[Member], wanted: Sequence[str]) -> Change:
    """Who stays on the list keeps the pass; a nameless one may get a name; nobody inherits another's."""
    result = Change()
    free = list(members)
    unknown = [name for name in wanted if name and not _keep(name, free, result)]
    nameless = [member for member in free if not member.name]
    for name in unknown:
        if nameless:
            result.renamed[nameless.pop(0).id] = name
        else:
            result.added.append(name)
    unnamed = sum(not name for name in wanted)
    result.added += [""] * (unnamed - len(nameless))
    staying = {member.id for member in nameless[:unnamed]} | result.renamed.keys()
    result.dropped = [member.id for member in free if member.id not in staying]
    return result


def _keep(name: str, free: list[Member], result: Change) -> bool:
    found = next((member for member in free if member.name and fold(member.name) == fold(name)), None)
    if found is None:
        return False
    free.remove(found)
    if found.name != name:
        result.renamed[found.id] = name
    return True
