"""What the delegations did among themselves: a collective, an order, booths moved, a word asked for."""

from datetime import time, timedelta

from fairapp.domain.accounts import Role
from fairapp.domain.application_form import USUAL_CONSENT
from fairapp.domain.applications import ApplicationState as State
from fairapp.domain.delegations import Answer, DelegationKind
from fairapp.models import Application
from fairapp.seeds.accounts import account
from fairapp.seeds.story import Story, save, told_at
from fairapp.services.applications import (
    confirmations,
    delegations,
    endorsement,
    leads,
    members,
    nominations,
    quotas,
)

COLLECTIVE = "Câu lạc bộ Nữ chủ thể OCOP Quảng Ninh"
HOST, RANKED = "quang-ninh", "son-la"
FOUNDED, JOINED, RETURNED, RANKED_ON = -78, -60, -31, -26  # days before the first one
WHY = "Đoàn nhận thiếu đơn so với chỉ tiêu, nhường gian cho đoàn còn nhiều chủ thể."
NOMINEE = "Tổ hợp tác Dệt thổ cẩm bản Nà Sàng"


def sow(story: Story) -> str:
    collective = _found(story)
    moved = _move(story)
    ranked = _rank(story)
    asked = _ask(story)
    return f"1 collective of {collective}, {moved} booth moved, {ranked} members ranked, {asked} links"


def _found(story: Story) -> int:
    """Two of the host's producers come with their club."""
    lead = account("Đặng Thị Hoa", "doan.cau-lac-bo@ocop.example", Role.DELEGATION)
    save([lead])
    with told_at(story.at(FOUNDED, time(14))):
        club = delegations.add(
            story.live, story.organiser, kind=DelegationKind.ASSOCIATION, name=COLLECTIVE, quota=4, least=2
        )
        leads.hand_to(club, story.organiser, lead)
    mine = [a for a in _of(story, HOST) if a.producer.user and a.producer.user not in story.cast.values()][:2]
    for application in mine:
        with told_at(story.at(JOINED, time(20, 15))):
            _row, token = nominations.nominate(
                club, lead, name=application.producer.name, contact="", address=""
            )
        with told_at(story.at(JOINED, time(21))):
            assert application.producer.user is not None
            nominations.accept(token, application.producer.user, application.producer)
    return len(mine)


def _move(story: Story) -> int:
    """From the first that has booths to spare to the first that has none."""
    shares = [s for s in delegations.shares(story.live) if s.delegation.unit_id not in (None, HOST, RANKED)]
    giver = next(share for share in shares if share.unused > 1)
    taker = min((s for s in shares if s is not giver), key=lambda share: share.unused).delegation
    with told_at(story.at(RETURNED, time(9, 40))):
        quotas.move(giver.delegation, taker, story.organiser, 1, WHY, giver.delegation.quota)
    return 1


def _rank(story: Story) -> int:
    """The demo lead puts its own in order, most stars first, and names one that has not applied."""
    delegation = story.delegations[RANKED]
    lead = delegation.lead
    assert lead is not None
    with told_at(story.at(RETURNED, time(16))):
        nominations.nominate(delegation, lead, name=NOMINEE, contact="", address="")
    running = [member for member in members.roll(delegation) if member.in_the_running]
    order = sorted(running, key=lambda member: (-_stars(member.application), member.name))
    with told_at(story.at(RANKED_ON, time(15, 30))):
        members.rank(delegation, lead, [member.key for member in order], delegation.ranking)
    return len(order)


def _ask(story: Story) -> int:
    """Of two who cannot sign in the first confirmed, and the second never opened the link."""
    delegation = story.delegations[RANKED]
    lead = delegation.lead
    assert lead is not None
    filed = [a for a in endorsement.list_for_delegation(delegation) if _may_be_asked(a)][:2]
    for i, application in enumerate(filed):
        at = (application.endorsed_at or story.at(RETURNED, time(9))) + timedelta(hours=2)
        with told_at(at):
            token = confirmations.ask(application, lead)
        if i == 0:
            with told_at(at + timedelta(hours=5)):
                confirmations.answer(token, Answer.CONFIRMED, "", USUAL_CONSENT.mark)
    return len(filed)


def _may_be_asked(application: Application) -> bool:
    return confirmations.is_asked_of(application) and application.state in confirmations.ASKABLE


def _stars(application: Application | None) -> int:
    return max((line.product.stars or 0 for line in application.goods), default=0) if application else 0


def _of(story: Story, unit_id: str) -> list[Application]:
    return [a for a in story.applications if a.producer.unit_id == unit_id and a.state is State.ACCEPTED]
