"""What is done with several booths at once: merge, split, block, give to a zone, remove."""

from collections.abc import Sequence

from fairapp.db import db
from fairapp.domain import geometry, plan_rules
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.models import Booth, Site, User, Zone
from fairapp.services.booths.layout import (
    BoothFacts,
    check_facts,
    placed,
    put,
    record,
    refresh,
    require_free,
    write,
)
from fairapp.services.booths.listing import list_for_site, rect
from fairapp.services.fairs import require_open_book


def merge(actor: User, site: Site, booths: Sequence[Booth]) -> Booth:
    """One booth in the place of several that fill a rectangle; it keeps the first number."""
    require_open_book(site.fair)
    plan_rules.check_merge([placed(booth) for booth in booths])
    require_free(booths)
    first, *rest = sorted(booths, key=lambda booth: booth.position)
    whole = geometry.bounding([rect(booth) for booth in booths])
    numbers = ", ".join(booth.number for booth in (first, *rest))
    facts = BoothFacts(
        kind=first.kind,
        zone=first.zone,
        power_watts=sum(booth.power_watts for booth in booths),
        water=any(booth.water for booth in booths),
        open_flame=any(booth.open_flame for booth in booths),
        fee=sum(booth.fee for booth in booths),
        subsidy=sum(booth.subsidy for booth in booths),
        subsidy_by=first.subsidy_by,
    )
    check_facts(facts)
    put(first, whole)
    write(first, facts)
    for booth in rest:
        db.session.delete(booth)
    refresh(site)
    record(
        actor,
        site,
        "booth.merge",
        N_("Ghép các gian %(numbers)s thành gian %(number)s."),
        numbers=numbers,
        number=first.number,
    )
    return first


def split(actor: User, site: Site, booth: Booth, parts: int) -> list[Booth]:
    """Equal parts along the longer side; fee, subsidy and power are shared out, nothing is lost."""
    require_open_book(site.fair)
    plan_rules.check_split(parts, rect(booth))
    require_free([booth])
    taken = {other.number for other in list_for_site(site)}
    numbers = plan_rules.split_numbers(booth.number, parts, taken)
    plan_rules.check_numbers(numbers)
    places = geometry.split(rect(booth), parts)
    fees, subsidies = _shares(booth.fee, parts), _shares(booth.subsidy, parts)
    watts = _shares(booth.power_watts, parts)
    made = [booth, *(_twin(booth) for _ in range(parts - 1))]
    for i, part in enumerate(made):
        part.number = numbers[i]
        put(part, places[i])
        part.fee, part.subsidy, part.power_watts = fees[i], subsidies[i], watts[i]
    db.session.add_all(made)
    refresh(site)
    record(
        actor,
        site,
        "booth.split",
        N_("Tách gian %(number)s thành %(numbers)s."),
        number=booth.number,
        numbers=", ".join(numbers),
    )
    return made


def block(actor: User, site: Site, booths: Sequence[Booth], reason: str) -> None:
    """Take booths out of use, with the reason that people will read.

    A former plan may know them; that nobody stands there now is for `allocation.require_nobody_there` to say.
    """
    require_open_book(site.fair)
    if not reason:
        raise Invalid(N_("Hãy ghi lý do không dùng gian."), field="reason")
    for booth in booths:
        booth.blocked = reason
    db.session.flush()
    record(
        actor,
        site,
        "booth.block",
        N_("Không dùng gian %(numbers)s. Lý do: %(reason)s"),
        numbers=_numbers(booths),
        reason=reason,
    )


def unblock(actor: User, site: Site, booths: Sequence[Booth]) -> None:
    require_open_book(site.fair)
    for booth in booths:
        booth.blocked = None
    db.session.flush()
    record(actor, site, "booth.unblock", N_("Dùng lại gian %(numbers)s."), numbers=_numbers(booths))


def assign_zone(actor: User, site: Site, booths: Sequence[Booth], zone: Zone | None) -> None:
    """Put booths into a zone, or into none."""
    require_open_book(site.fair)
    for booth in booths:
        booth.zone = zone
    db.session.flush()
    sentence = (
        N_("Đưa gian %(numbers)s vào khu %(zone)s.") if zone else N_("Đưa gian %(numbers)s ra khỏi khu.")
    )
    record(actor, site, "booth.zone", sentence, numbers=_numbers(booths), zone=zone.code if zone else "")


def remove(actor: User, site: Site, booths: Sequence[Booth]) -> None:
    require_open_book(site.fair)
    require_free(booths)
    numbers = _numbers(booths)
    for booth in booths:
        db.session.delete(booth)
    refresh(site)
    record(actor, site, "booth.remove", N_("Xoá gian %(numbers)s khỏi sơ đồ %(site)s."), numbers=numbers)


def _shares(total: int, parts: int) -> list[int]:
    return [total // parts + (1 if i < total % parts else 0) for i in range(parts)]


def _twin(booth: Booth) -> Booth:
    return Booth(
        site_id=booth.site_id,
        zone=booth.zone,
        kind=booth.kind,
        water=booth.water,
        open_flame=booth.open_flame,
        subsidy_by=booth.subsidy_by,
        blocked=booth.blocked,
    )


def _numbers(booths: Sequence[Booth]) -> str:
    return ", ".join(booth.number for booth in booths)
