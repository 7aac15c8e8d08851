"""The booths' signs: signed with the fair's key, printed, and read again by any camera."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app
from sqlalchemy import select

from fairapp.db import db
from fairapp.documents.booth_sign import BoothSign, Paper, sheet
from fairapp.domain.calendar import join_days, local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.signs import SignBody, SignStanding, address, is_signed_by, read_sign, sign
from fairapp.domain.text import N_
from fairapp.models import Fair, FairKey
from fairapp.services import fairs
from fairapp.services.inspections.stands import Stand, find_stand
from fairapp.services.passes import hotline, private_key
from fairapp.services.passes.keys import newest

NO_SIGN = N_("Đây không phải mã trên biển gian hàng của hội chợ.")


def print_signs(fair: Fair, stands: Sequence[Stand], paper: Paper, now: datetime) -> bytes:
    """One sign a page. Codes are signed with the key that is current now."""
    if not stands:
        raise Invalid(N_("Chưa có gian nào để in biển: hãy công bố sơ đồ xếp gian trước."))
    key = newest(fair)
    if key is None:
        raise Conflict(N_("Hội chợ chưa có khoá ký."))
    private = private_key(key)
    origin = current_app.config["FAIRAPP"].public_url
    days = join_days(fairs.days(fair))
    signs = []
    for stand in stands:
        body = SignBody(key=key.key_id, fair=fair.id, booth=stand.booth.key)
        producer = stand.producer
        signs.append(
            BoothSign(
                fair=fair.name,
                days=days,
                hotline=hotline(fair),
                number=stand.booth.number,
                site=stand.booth.site.name if len(fair.sites) > 1 else "",
                zone=stand.booth.zone.name if stand.booth.zone else "",
                exhibitor=producer.name if producer else "",
                unit=producer.unit.full_name if producer else "",
                stars=tuple(stand.stars(local_day(now)).items()),
                code=address(origin, sign(body, private)),
            )
        )
    return sheet(signs, paper, f"Biển gian hàng – {fair.name}", now)


def can_sign(fair: Fair) -> bool:
    return newest(fair) is not None


def read(token: str) -> tuple[SignStanding, Stand | None]:
    """How a scanned sign stands, and whose booth it is where it is genuine."""
    found = read_sign(token)
    if found is None:
        raise NotFound(NO_SIGN)
    fair = db.session.get(Fair, found.body.fair)
    query = select(FairKey).where(FairKey.fair_id == found.body.fair, FairKey.key_id == found.body.key)
    key = db.session.scalar(query)
    genuine = key is not None and is_signed_by(found, key.public_key)
    if key is None or not genuine or fair is None or fair.state is FairState.DRAFT:
        return SignStanding.FORGED, None
    if key.refused_at is not None:
        return SignStanding.OLD, None
    stand = find_stand(found.body.fair, found.body.booth)
    return (SignStanding.GONE, None) if stand is None else (SignStanding.GENUINE, stand)
