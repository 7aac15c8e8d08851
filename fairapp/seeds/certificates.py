"""Certificates of demo products: granted by whoever granted those stars on that day."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from fairapp.domain.calendar import add_months
from fairapp.domain.ocop import CERTIFICATE_MONTHS, IssuerLevel, certificate_expiry, level_for
from fairapp.domain.places import MERGER, get_unit
from fairapp.seeds.chance import weighted

NEW_MINISTRY = date(2025, 3, 1)
# Towns became cities and districts merged from here on until there were none: nobody granted three stars.
DISTRICTS_IN_FLUX = (date(2024, 10, 1), date(2025, 7, 5))
STARS = {3: 0.69, 4: 0.26, 5: 0.02, None: 0.03}
COOKED_STARS = {None: 0.6, 3: 0.4}
AGES = {"valid": 0.86, "expiring": 0.06, "expired": 0.08}


@dataclass(frozen=True)
class Certificate:
    stars: int | None
    number: str = ""
    issuer: str = ""
    level: IssuerLevel | None = None
    issued_on: date | None = None
    expires_on: date | None = None


def grant(chance: Random, unit: str, line: dict, today: date) -> Certificate:
    """Most are valid for a good while; some end soon, some have ended and are still shown on packages."""
    stars = weighted(chance, COOKED_STARS if line.get("cooked_on_the_spot") else STARS)
    if stars is None:
        return Certificate(None)
    issued = _issued_on(chance, weighted(chance, AGES), today)
    return issue(chance, unit, line, stars, issued)


def issue(chance: Random, unit: str, line: dict, stars: int, issued: date) -> Certificate:
    level = level_for(stars, issued)
    if level is IssuerLevel.DISTRICT and DISTRICTS_IN_FLUX[0] <= issued <= DISTRICTS_IN_FLUX[1]:
        issued = DISTRICTS_IN_FLUX[0] - timedelta(days=chance.randint(5, 60))
    issuer, sign = _issuer(level, unit, line, issued)
    return Certificate(
        stars,
        number=f"{chance.randint(112, 4890)}/QĐ-{sign}",
        issuer=issuer,
        level=level,
        issued_on=issued,
        expires_on=certificate_expiry(issued),
    )


def ending_on(chance: Random, unit: str, line: dict, stars: int, expires_on: date) -> Certificate:
    """One whose last day is given."""
    return issue(chance, unit, line, stars, add_months(expires_on, -CERTIFICATE_MONTHS))


def _issued_on(chance: Random, age: str, today: date) -> date:
    if age == "valid":
        return today - timedelta(days=chance.randint(25, 980))
    ends = today + timedelta(days=chance.randint(6, 85) if age == "expiring" else -chance.randint(5, 260))
    return add_months(ends, -CERTIFICATE_MONTHS)


def _issuer(level: IssuerLevel | None, unit: str, line: dict, issued: date) -> tuple[str, str]:
    """Who signed, and the sign of its decisions."""
    if level is IssuerLevel.CENTRAL and issued < NEW_MINISTRY:
        return "Bộ Nông nghiệp và Phát triển nông thôn", "BNN-VPĐP"
    if level is IssuerLevel.CENTRAL:
        return "Bộ Nông nghiệp và Môi trường", "BNNMT"
    if level is IssuerLevel.DISTRICT:
        return f"UBND {line['district']}", "UBND"
    then = get_unit(line["unit_then"] if "unit_then" in line and issued < MERGER else unit)
    term = then.term_on(issued) or then.terms[-1]
    return f"UBND {term.full_name[0].lower()}{term.full_name[1:]}", "UBND"
