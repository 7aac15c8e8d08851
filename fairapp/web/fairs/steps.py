"""Where a fair stands, as a row of steps."""

from flask_babel import gettext

from fairapp.domain.fairs import Phase
from fairapp.domain.text import N_

STEPS = (
    (N_("Chuẩn bị"), {Phase.DRAFT}),
    (N_("Công bố"), {Phase.UPCOMING}),
    (N_("Nhận đơn"), {Phase.APPLYING}),
    (N_("Dựng gian"), {Phase.BUILDING}),
    (N_("Mở cửa"), {Phase.OPEN, Phase.BETWEEN}),
    (N_("Tháo dỡ"), {Phase.DISMANTLING}),
    (N_("Tổng kết"), {Phase.ENDED}),
    (N_("Khoá sổ"), {Phase.CLOSED}),
)


def steps(phase: Phase, applied: bool = False) -> list[tuple[str, str]]:
    """(word, done | current | todo) of each step; nothing for a fair that was called off.

    Between the deadline and the first day of building a fair is announced again in the calendar's
    eyes; `applied` says that the time for applications has passed.
    """
    here = next((i for i, (_word, phases) in enumerate(STEPS) if phase in phases), None)
    if here is None:
        return []
    if phase is Phase.UPCOMING and applied:
        here = 2
        return [(gettext(word), "done" if i <= here else "todo") for i, (word, _) in enumerate(STEPS)]
    state = {True: "done", False: "todo"}
    return [(gettext(word), "current" if i == here else state[i < here]) for i, (word, _) in enumerate(STEPS)]
