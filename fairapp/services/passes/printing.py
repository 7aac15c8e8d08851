"""Passes on their way to paper."""

from collections.abc import Mapping, Sequence

from fairapp.db import db, now
from fairapp.documents.pass_sheet import Badge, Paper, sheet
from fairapp.domain.calendar import join_days
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.pass_looks import look
from fairapp.domain.passes import RoleCode
from fairapp.domain.phones import display
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.text import N_
from fairapp.models import Fair, Pass
from fairapp.services.passes.keyring import is_shut_out
from fairapp.services.passes.keys import Signer, body_of

Ways = Mapping[int, str]  # a pass and the gates it enters by, where that is not by all
MOST_AT_ONCE = 400
"""Passes printed in one request: a hundred sheets of paper, half a second of work."""


def in_parts(badges: Sequence[Pass]) -> list[list[Pass]]:
    """A long list cut into parts that one request can print."""
    return [list(badges[i : i + MOST_AT_ONCE]) for i in range(0, len(badges), MOST_AT_ONCE)]


def print_sheet(fair: Fair, badges: Sequence[Pass], paper: Paper, ways: Ways) -> bytes:
    """Print passes and note that it was done. The same passes give the same bytes."""
    if not badges:
        raise Invalid(N_("Chưa chọn thẻ nào để in."))
    if len(badges) > MOST_AT_ONCE:
        raise Invalid(N_("Mỗi lần in nhiều nhất %(most)d thẻ."), most=MOST_AT_ONCE)
    if any(badge.revoked_at for badge in badges):
        raise Conflict(N_("Trong các thẻ này có thẻ đã thu hồi. Hãy tải lại trang rồi in lại."))
    if any(is_shut_out(badge) for badge in _one_of_each_key(badges)):
        raise Conflict(N_("Trong các thẻ này có thẻ ký bằng khoá đã thu hồi. Hãy ký lại thẻ rồi in."))
    printed = draw_sheet(fair, badges, paper, ways)
    for badge in badges:
        badge.printed_at = now()
    db.session.flush()
    return printed


def draw_sheet(fair: Fair, badges: Sequence[Pass], paper: Paper, ways: Ways) -> bytes:
    """The same without noting it, for the holder's own copy."""
    signer = Signer()
    title = f"Thẻ ra vào – {fair.name}"
    created_at = max(badge.issued_at for badge in badges)
    return sheet([_badge(fair, badge, signer, ways) for badge in badges], paper, title, created_at)


def _one_of_each_key(badges: Sequence[Pass]) -> list[Pass]:
    return list({badge.key_id: badge for badge in badges}.values())


def _badge(fair: Fair, badge: Pass, signer: Signer, ways: Ways) -> Badge:
    shown = look(RoleCode(badge.role).role, badge.kind)
    return Badge(
        fair=fair.name,
        role=shown.word,
        band=shown.band,
        holder=badge.holder_name,
        line=badge.holder_line,
        booths=badge.booth_numbers,
        days=join_days(body_of(badge).days),
        gates=ways.get(badge.id, ""),
        hotline=hotline(fair),
        venue=", ".join(site.name for site in fair.sites),
        printed_id=printed_id(badge.number),
        issue=badge.issue,
        code=signer.code(badge),
    )


def hotline(fair: Fair) -> str:
    """The fair's telephone as people say it; a service number of few digits as it was typed."""
    return display(fair.hotline) if fair.hotline.startswith("+") else fair.hotline
