"""What an officer's phone keeps of the booths: whose each is, what was approved, what is to be mended."""

import hashlib
import json
from datetime import datetime

from fairapp.db import db
from fairapp.domain.calendar import local_day
from fairapp.domain.inspections import UNSETTLED
from fairapp.models import Fair
from fairapp.services.gate import Station
from fairapp.services.inspections.listing import list_checks, list_findings
from fairapp.services.inspections.stands import Good, Stand, list_stands


def book_for(station: Station, now: datetime) -> dict:
    """The same for a phone."""
    return book_of(db.session.get_one(Fair, station.fair_id), now)


def book_of(fair: Fair, now: datetime) -> dict:
    """The booths of the published plan; `mark` is another as soon as anything differs. No person is in it."""
    last: dict[tuple[int, int | None], datetime] = {}
    for check in list_checks(fair):
        place = (check.booth, check.application)
        last[place] = max(check.at, last.get(place, check.at))
    waiting: dict[tuple[int, int | None], list[str]] = {}
    for finding in list_findings(fair, UNSETTLED):
        waiting.setdefault((finding.check.booth, finding.check.application), []).append(finding.point.value)
    booths = [_page(stand, now, last, waiting) for stand in list_stands(fair)]
    text = json.dumps(booths, sort_keys=True)
    return {"mark": hashlib.sha256(text.encode()).hexdigest()[:16], "booths": booths}


def _page(stand: Stand, now: datetime, last: dict, waiting: dict) -> dict:
    booth, producer = stand.booth, stand.producer
    place = (booth.id, stand.application.id if stand.application else None)
    seen = last.get(place)
    return {
        "key": booth.key,
        "number": booth.number,
        "site": booth.site.name,
        "zone": booth.zone.name if booth.zone else "",
        "application": stand.application.id if stand.application else None,
        "exhibitor": producer.name if producer else "",
        "unit": producer.unit.name if producer else "",
        "goods": [_good(good) for good in stand.goods(local_day(now))],
        "open": sorted(set(waiting.get(place, []))),
        "last": seen.isoformat() if seen else None,
    }


def _good(good: Good) -> dict:
    product = good.product
    return {
        "name": product.name,
        "stars": product.stars,
        "number": product.certificate_number,
        "until": product.expires_on.isoformat() if product.expires_on else None,
        "state": good.certificate.value if good.certificate else None,
    }
