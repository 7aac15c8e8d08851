"""The waiting list: numbers 1, 2, 3 … without gaps, whoever leaves it."""

from sqlalchemy import bindparam, func, select, update

from fairapp.db import db
from fairapp.models import Application, Fair


def lock(fair: Fair) -> None:
    """One change of the list at a time, and none while the fair is being cancelled."""
    db.session.flush()
    db.session.refresh(fair, ["state"], with_for_update={"key_share": True})


def lock_of(application_id: int) -> None:
    """The same before the application itself is locked: whoever moves the others up holds the list first."""
    fair_id = select(Application.fair_id).where(Application.id == application_id).scalar_subquery()
    db.session.execute(select(Fair.id).where(Fair.id == fair_id).with_for_update(key_share=True))


def length(fair: Fair) -> int:
    return db.session.scalar(select(func.max(Application.waitlist_number)).where(_of(fair))) or 0


def close_gaps(fair: Fair) -> None:
    """Those behind who left move up. The application itself has not changed, so its version stays.

    In two steps, because the database lets no two have one number even for a moment.
    """
    db.session.flush()
    query = select(Application.id, Application.waitlist_number).where(
        _of(fair), Application.waitlist_number.is_not(None)
    )
    waiting = list(db.session.execute(query.order_by(Application.waitlist_number)))
    moved = sorted((id_, place) for place, (id_, number) in enumerate(waiting, start=1) if number != place)
    if not moved:
        return
    table = Application.__table__
    step = update(table).where(table.c.id == bindparam("key")).values(waitlist_number=bindparam("number"))
    for sign in (-1, 1):
        db.session.connection().execute(step, [{"key": id_, "number": sign * place} for id_, place in moved])
    for id_, _place in moved:
        loaded = db.session.identity_map.get(db.session.identity_key(Application, id_))
        if loaded is not None:
            db.session.expire(loaded, ["waitlist_number"])


def to_the_end(application: Application) -> None:
    """Behind all who wait now."""
    application.waitlist_number = length(application.fair) + 1
    close_gaps(application.fair)


def _of(fair: Fair):  # noqa: ANN202  (a condition)
    return Application.fair_id == fair.id
