"""The second level: a delegation's lead places its own members inside the booths that are kept for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairapp.domain.allocation import How
from fairapp.domain.allocation.hand import runs_with
from fairapp.domain.allocation.shares import may_stand
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.text import N_
from fairapp.models import Application, Booth, Delegation, User
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.hand import desk_for_writing, give_at, others_of, swap_at, take_from
from fairapp.services.allocation.left_out import LeftOut, list_left_out
from fairapp.services.allocation.plans import published

OUTSIDE = N_("Gian này không thuộc khu dành cho đoàn.")
STRANGER = N_("Không có đơn được nhận nào như vậy.")
HELD = N_("Ban tổ chức đã xếp gian %(booths)s cho đơn này. Muốn đổi, hãy liên hệ ban tổ chức.")


@dataclass(frozen=True)
class Member:
    """One of the delegation's accepted applications."""

    application: Application
    booths: list[str]
    is_open: bool  # whether where it stands is the lead's to say

    @property
    def inside(self) -> bool:
        return self.is_open and bool(self.booths)


@dataclass(frozen=True)
class Room:
    """What the organiser has left to a lead: the booths, and the members to be placed there."""

    delegation: Delegation
    booths: list[Booth]
    members: list[Member]
    desk: Desk
    left_out: list[LeftOut]  # of the published plan, whatever the draft says

    @property
    def free(self) -> list[Booth]:
        return [b for b in self.booths if b.id not in self.desk.holders and not b.blocked]

    def fitting(self, member: Member) -> list[Booth]:
        """The free booths of its own that could be part of a member's place."""
        given, keys = self.desk.free_to_move, self.desk.keys.booths
        app = given.app.get(str(member.application.id))
        if app is None:  # nothing can be given to it, for a reason that the board tells
            return []
        others = others_of(self.desk, app.id)
        own = {keys[booth.id] for booth in self.booths}
        return [
            booth
            for booth in self.free
            if may_stand(given, app, start := given.booth[keys[booth.id]])
            and any(own.issuperset(run) for run in runs_with(given, app, start, others))
        ]

    def partners(self, member: Member) -> list[Member]:
        """With whom it could change places."""
        return [
            m for m in self.members if m.inside and m is not member and len(m.booths) == len(member.booths)
        ]

    def holder(self, booth: Booth) -> str:
        return self.desk.holders.get(booth.id, "")


def room(delegation: Delegation) -> Room:
    """The lead's part of the working plan."""
    desk = open_desk(delegation.fair)
    kept = desk.sources.kept
    own = [a for a in desk.applications.values() if desk.party_of(a)[0] == delegation.party]
    holds = published(delegation.fair)
    members = [Member(a, desk.numbers(a.id), _is_open(desk, delegation, a.id)) for a in own]
    members.sort(key=lambda member: (bool(member.booths), member.application.producer.sort_key))
    return Room(
        delegation,
        [b for b in desk.booths.values() if b.id in kept and kept[b.id].id == delegation.id],
        members,
        desk,
        list_left_out(holds, own) if holds else [],
    )


def give(
    delegation: Delegation, lead: User, application_id: int, booth_id: int, seen: Sequence[str] = ()
) -> list[str]:
    """Place a member at a booth of the delegation's own."""
    desk = _desk(delegation, lead, application_id)
    _require_own_booths(desk, delegation, [booth_id])
    run = give_at(desk, lead, How.LEAD, application_id, booth_id, seen)
    _require_own_booths(desk, delegation, [desk.keys.booth_of[key] for key in run])
    return desk.numbers_of(run)


def swap(
    delegation: Delegation,
    lead: User,
    pair: tuple[int, int],
    seen: tuple[Sequence[str], Sequence[str] | None],
) -> None:
    """Let two members change places."""
    desk = _desk(delegation, lead, *pair)
    swap_at(desk, lead, How.LEAD, pair, seen)


def take_away(delegation: Delegation, lead: User, application_id: int, seen: Sequence[str]) -> None:
    take_from(_desk(delegation, lead, application_id), lead, application_id, seen)


def _desk(delegation: Delegation, lead: User, *application_ids: int) -> Desk:
    """The desk for writing, with only the lead's own members on it, and none that the organiser placed."""
    desk = desk_for_writing(delegation.fair, lead)
    for id in application_ids:
        application = desk.applications.get(id)
        if application is None or desk.party_of(application)[0] != delegation.party:
            raise NotFound(STRANGER)
        if not _is_open(desk, delegation, id):
            raise Invalid(HELD, field="booth", booths=", ".join(desk.numbers(id)))
    return desk


def _is_open(desk: Desk, delegation: Delegation, application_id: int) -> bool:
    """Whether all its booths are of the delegation's own; nobody's booths are, too."""
    kept = desk.sources.kept
    return all(b in kept and kept[b].id == delegation.id for b in desk.booths_of.get(application_id, ()))


def _require_own_booths(desk: Desk, delegation: Delegation, booth_ids: Sequence[int]) -> None:
    kept = desk.sources.kept
    if any(id not in kept or kept[id].id != delegation.id for id in booth_ids):
        raise Invalid(OUTSIDE, field="booth")
