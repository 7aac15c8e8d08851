"""Past fairs as records: real names, places, days and organisers; figures as they were reported."""

from datetime import date, time
from decimal import Decimal
from itertools import pairwise

from fairapp.db import db
from fairapp.domain.calendar import at_local
from fairapp.domain.fairs import FairState, Hold
from fairapp.models import Fair, OpeningSession, ReportedFigure, Site
from fairapp.seeds import press, venues
from fairapp.seeds.press import Place, Record
from fairapp.seeds.story import Story, named, save
from fairapp.services.fairs.preparing import free_slug

OPENS, CLOSES = time(8), time(21)  # no source tells any hours, so no page shows these
# The OCOP fairs of Quảng Ninh, each the edition after the one before.
EDITIONS = ("F02", "F04", "E02", "F08", "F09", "F10", "F11")


def sow(story: Story) -> str:
    figures = 0
    for record in press.read_records():
        fair = _fair(story, record)
        story.past[record.id] = fair
        save([_reported(fair, figure) for figure in record.figures])
        figures += len(record.figures)
    for earlier, later in pairwise(EDITIONS):
        story.past[later].previous_id = story.past[earlier].id
    db.session.flush()
    return f"{len(story.past)} past fairs, {figures} figures as reported"


def _fair(story: Story, record: Record) -> Fair:
    fair = Fair(
        **named(record.name[:200]),
        owner=story.owner,
        slug=free_slug(record.name),
        kind=record.kind,
        state=FairState.CLOSED,
        unit_id=record.unit,
        organisers=list(record.organisers),
        past_record=True,
        source=record.source,
    )
    save([fair])
    for place in record.places:
        fair.sites.append(_site(story, record, place))
    db.session.flush()
    return fair


def _site(story: Story, record: Record, place: Place) -> Site:
    """How long the hall was held before and after is not known, so the window is the fair itself."""
    days = place.days or record.days
    hall = story.halls[venues.MAIN] if venues.venue_name(place.name) == venues.PALACE else None
    site = Site(
        name=hall.name if hall else place.name[:120],
        hall=hall,
        hold=Hold.FIRM,
        build_from=at_local(days[0], OPENS),
        clear_by=at_local(days[-1], CLOSES),
    )
    site.sessions = [opening(day) for day in place.days]
    return site


def opening(day: date) -> OpeningSession:
    return OpeningSession(day=day, opens=OPENS, closes=CLOSES)


def _reported(fair: Fair, figure: press.Figure) -> ReportedFigure:
    return ReportedFigure(
        fair=fair,
        what=figure.what,
        value=Decimal(figure.value),
        qualifier=figure.qualifier,
        source=figure.source,
        note=figure.note,
    )
