"""What is done with several booths: change what they have, merge, split, block, number anew, remove."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fairapp.db import db
from fairapp.domain import geometry, plan_rules
from fairapp.domain.booths import FEATURE_LABELS
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.models import Booth, PlanFeature, Site, User
from fairapp.services.booths.layout import (
    check_facts,
    facts_of,
    placed,
    put,
    require_free,
    write,
)
from fairapp.services.booths.listing import list_for_site, rect
from fairapp.services.booths.steps import step

MOST_NAMED = 6


def merge(actor: User, site: Site, booths: Sequence[Booth], *, seen: int | None = None) -> Booth:
    """One booth in the place of several that fill a rectangle; it keeps the first number."""
    with step(actor, site, seen) as taken:
        plan_rules.check_merge([placed(booth) for booth in booths])
        require_free(booths)
        first, *rest = sorted(booths, key=lambda booth: booth.position)
        whole = geometry.bounding([rect(booth) for booth in booths])
        taken.tell(
            "booth.merge",
            N_("Ghép các gian %(numbers)s thành gian %(number)s."),
            numbers=named((first, *rest)),
            number=first.number,
        )
        facts = replace(
            facts_of(first),
            power_watts=sum(booth.power_watts for booth in booths),
            water=any(booth.water for booth in booths),
            open_flame=any(booth.open_flame for booth in booths),
            fee=sum(booth.fee for booth in booths),
            subsidy=sum(booth.subsidy for booth in booths),
        )
        check_facts(facts)
        put(first, whole)
        write(first, facts)
        for booth in rest:
            db.session.delete(booth)
    return first


def split(actor: User, site: Site, booth: Booth, parts: int, *, seen: int | None = None) -> list[Booth]:
    """Equal parts along the longer side; fee, subsidy and power are shared out, nothing is lost."""
    with step(actor, site, seen) as taken:
        plan_rules.check_split(parts, rect(booth))
        require_free([booth])
        known = {other.number for other in list_for_site(site)}
        numbers = plan_rules.split_numbers(booth.number, parts, known)
        plan_rules.check_numbers(numbers)
        taken.tell(
            "booth.split",
            N_("Tách gian %(number)s thành %(numbers)s."),
            number=booth.number,
            numbers=", ".join(numbers),
        )
        made = [booth, *(_twin(booth) for _ in range(parts - 1))]
        _share_out(made, numbers, geometry.split(rect(booth), parts))
        db.session.add_all(made)
    return made


def set_facts(
    actor: User, site: Site, booths: Sequence[Booth], said: Mapping[str, object], *, seen: int | None = None
) -> None:
    """Give several booths one zone, one fee and so on; what is not said stays each booth's own."""
    with step(actor, site, seen) as taken:
        for booth in booths:
            facts = replace(facts_of(booth), **said)  # type: ignore[arg-type]
            check_facts(facts)
            write(booth, facts)
        taken.tell("booth.facts", N_("Sửa gian %(numbers)s trên sơ đồ %(site)s."), numbers=named(booths))


def block(actor: User, site: Site, booths: Sequence[Booth], reason: str, *, seen: int | None = None) -> None:
    """Take booths out of use, with the reason that people will read.

    A former plan may know them; that nobody stands there now is for `allocation.require_nobody_there` to say.
    """
    if not reason:
        raise Invalid(N_("Hãy ghi lý do không dùng gian."), field="reason")
    with step(actor, site, seen) as taken:
        for booth in booths:
            booth.blocked = reason
        sentence = N_("Không dùng gian %(numbers)s. Lý do: %(reason)s")
        taken.tell("booth.block", sentence, numbers=named(booths), reason=reason)


def unblock(actor: User, site: Site, booths: Sequence[Booth], *, seen: int | None = None) -> None:
    with step(actor, site, seen) as taken:
        for booth in booths:
            booth.blocked = None
        taken.tell("booth.unblock", N_("Dùng lại gian %(numbers)s."), numbers=named(booths))


def renumber(actor: User, site: Site, numbers: Mapping[Booth, str], *, seen: int | None = None) -> None:
    """Give booths other numbers; they may trade them among each other."""
    with step(actor, site, seen) as taken:
        changed = {booth: number for booth, number in numbers.items() if booth.number != number}
        require_free(list(changed))
        plan_rules.check_numbers(
            numbers.get(booth, booth.number)
            for booth in sorted(list_for_site(site), key=lambda b: b in numbers)
        )
        before = named(list(changed))
        write_numbers(changed)
        taken.tell(
            "booth.renumber",
            N_("Đánh số lại gian %(before)s thành %(after)s."),
            before=before,
            after=named(list(changed)),
        )


def remove(
    actor: User,
    site: Site,
    booths: Sequence[Booth],
    features: Sequence[PlanFeature] = (),
    *,
    seen: int | None = None,
) -> None:
    with step(actor, site, seen) as taken:
        if booths:
            require_free(booths)
        names = named((*booths, *features))
        for row in (*booths, *features):
            db.session.delete(row)
        taken.tell("booth.remove", N_("Xoá %(names)s khỏi sơ đồ %(site)s."), names=names)


def write_numbers(numbers: Mapping[Booth, str]) -> None:
    """Two booths may trade their numbers, which no order of single updates allows under a unique key."""
    for booth in numbers:
        booth.number = f"\N{MIDDLE DOT}{booth.id}"
    db.session.flush()
    for booth, number in numbers.items():
        booth.number = number
    db.session.flush()


def named(rows: Sequence[Booth | PlanFeature]) -> str:
    """The first few by name, and how many there are in all."""
    names = [row.number if isinstance(row, Booth) else row.label or FEATURE_LABELS[row.kind] for row in rows]
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMED])}… ({len(names)})"


def _share_out(parts: Sequence[Booth], numbers: Sequence[str], places: Sequence[geometry.Rect]) -> None:
    whole, count = parts[0], len(parts)
    fees, subsidies = _shares(whole.fee, count), _shares(whole.subsidy, count)
    watts = _shares(whole.power_watts, count)
    for i, part in enumerate(parts):
        part.number = numbers[i]
        put(part, places[i])
        part.fee, part.subsidy, part.power_watts = fees[i], subsidies[i], watts[i]


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
        price_class=booth.price_class,
        blocked=booth.blocked,
    )
