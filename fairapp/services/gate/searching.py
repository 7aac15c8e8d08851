"""A supervisor's search for a holder by name: with a network only, and nothing of it stays on the phone."""

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.errors import Invalid
from fairapp.domain.passes import RoleCode
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.text import N_, fold
from fairapp.models import Pass
from fairapp.services import accounts
from fairapp.services.gate.station import Station

MOST_FOUND = 20
SHORTEST = 2
SEARCHES = 60  # in a quarter of an hour


def search(station: Station, q: str) -> list[dict]:
    """Passes that hold whose name, unit or booth has this in it."""
    wanted = fold(q)
    if len(wanted) < SHORTEST:
        raise Invalid(N_("Hãy nhập ít nhất %(least)d chữ của tên."), least=SHORTEST)
    accounts.slow_down(
        f"gate-search:{station.device_id}", SEARCHES, N_("Đã tìm quá nhiều lần. Hãy chờ 15 phút.")
    )
    query = (
        select(Pass)
        .where(
            Pass.fair_id == station.fair_id,
            Pass.revoked_at.is_(None),
            Pass.folded.contains(wanted, autoescape=True),
        )
        .order_by(Pass.sort_key, Pass.id)
        .limit(MOST_FOUND)
    )
    return [
        {
            "code": printed_id(badge.number),
            "name": badge.holder_name,
            "role": RoleCode(badge.role).role,
            "holder_line": badge.holder_line,
            "booth": badge.booth_numbers,
        }
        for badge in db.session.scalars(query)
    ]
