"""What an organiser wants of a run: a preset, its aims turned up and down, or all aims in an order."""

from collections.abc import Sequence

from flask import Flask, request
from flask_babel import gettext as _, lazy_gettext as _l

from fairapp.domain.allocation import PRESET_LABELS, Aim, Preset
from fairapp.domain.allocation.mixing import STRENGTH_WORDS, STRENGTHS, USUAL, moved
from fairapp.models import AllocationRun, Fair
from fairapp.services import allocation
from fairapp.services.allocation import Wanted
from fairapp.web.allocation.forms import AskForm
from fairapp.web.forms import options
from fairapp.web.labels import label

IN_ORDER = "order"
EFFORTS = [
    ("quick", _l("Nhanh, để xem thử")),
    ("usual", _l("Bình thường")),
    ("thorough", _l("Thật kỹ, trước khi công bố")),
]


def ask_form(fair: Fair, sent: bool = False) -> AskForm:
    """As sent, or as in the latest run."""
    if sent:
        form = AskForm()
    else:
        latest = _latest(fair)
        way = IN_ORDER if latest and latest.ranked else (latest.preset if latest else Preset.BALANCED).value
        form = AskForm(formdata=None, preset=way, effort="usual")
    ways = [(preset.value, word) for preset, word in PRESET_LABELS.items()]
    form.preset.choices = options(
        [*((way, _(word)) for way, word in ways), (IN_ORDER, _("Theo thứ tự riêng"))]
    )
    form.effort.choices = options(EFFORTS)
    return form


def levels(fair: Fair) -> dict[str, int]:
    """How much each aim counts: as sent, or as in the latest run."""
    if request.method == "POST":
        return {aim.value: _sent(aim) for aim in Aim}
    latest = _latest(fair)
    return {aim.value: (latest.levels if latest else {}).get(aim.value, USUAL) for aim in Aim}


def order(fair: Fair) -> list[Aim]:
    """The aims as they were sent, after a step of one that was pressed, or as in the latest order."""
    if request.method == "POST":
        names = request.form.getlist("order")
    else:
        names = next((run.ranked for run in allocation.list_full(fair) if run.ranked), [])
    for step, by in (("up", -1), ("down", 1)):
        if request.form.get(step) in names:
            names = moved(names, request.form[step], by)
    known = list(dict.fromkeys(name for name in names if name in set(Aim)))
    return [Aim(name) for name in known] + [aim for aim in Aim if aim not in known]


def is_only_a_step() -> bool:
    """Whether without script an aim was moved by its button: nothing is asked for yet."""
    return "up" in request.form or "down" in request.form


def wanted(form: AskForm) -> Wanted:
    way, effort, moved_at_most = form.preset.data, form.effort.data, form.moved_at_most.data
    if way == IN_ORDER:
        return Wanted(order=request.form.getlist("order"), effort=effort, moved_at_most=moved_at_most)
    turned = {aim.value: level for aim in Aim if (level := _sent(aim)) != USUAL}
    return Wanted(Preset(way), turned, effort=effort, moved_at_most=moved_at_most)


def _latest(fair: Fair) -> AllocationRun | None:
    return next(iter(allocation.list_full(fair)), None)


def _sent(aim: Aim) -> int:
    level = request.form.get(f"level-{aim.value}", USUAL, int)
    return level if 0 <= level < len(STRENGTHS) else USUAL


def way_name(run: AllocationRun) -> str:
    """In a word: what a run was weighed by."""
    if run.ranked:
        return _("Theo thứ tự riêng")
    return _("%(preset)s, có chỉnh", preset=label(run.preset)) if run.levels else label(run.preset)


def way_words(run: AllocationRun) -> str:
    """In full, for whoever reads where a plan comes from."""
    if run.ranked:
        return _("Theo thứ tự riêng: %(aims)s.", aims=_numbered([Aim(name) for name in run.ranked]))
    if not run.levels:
        return label(run.preset)
    turned = (f"{label(Aim(name))} ({_(STRENGTH_WORDS[level])})" for name, level in run.levels.items())
    return _("%(preset)s, riêng: %(aims)s.", preset=label(run.preset), aims="; ".join(turned))


def _numbered(aims: Sequence[Aim]) -> str:
    return "; ".join(f"{place}. {label(aim)}" for place, aim in enumerate(aims, 1))


def register(app: Flask) -> None:
    app.jinja_env.filters["way_name"] = way_name
    app.jinja_env.filters["way_words"] = way_words
