"""flask allocation …: the engine and the checker on files, for anyone; no database is asked."""

import json
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click
from flask import current_app
from flask.cli import AppGroup

from fairapp.domain.allocation.checker import Violation, violations
from fairapp.domain.allocation.instance import Instance
from fairapp.domain.allocation.objective import score
from fairapp.domain.allocation.reading import parse, read_instance, read_plan, read_weights
from fairapp.domain.allocation.soundness import ensure_sound
from fairapp.domain.allocation.weights import PRESETS, Preset, Weights
from fairapp.domain.allocation.writing import instance_hash, plan_facts, plan_hash
from fairapp.domain.errors import Refusal

if TYPE_CHECKING:
    from fairapp.domain.allocation.engine.search import Found, Progress, Search

PROBE = 100_000
"""Steps that the speed of this machine is measured with."""

allocation = AppGroup("allocation", help="Plans for instances in files.")
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_preset = click.option(
    "--preset",
    type=click.Choice([each.value for each in Preset]),
    default=Preset.BALANCED.value,
    show_default=True,
    help="Which weights to use.",
)
_weights = click.option(
    "--weights",
    "own",
    type=A_FILE,
    help="The weights of this file instead, as in the file of a published run.",
)


@dataclass(frozen=True)
class Way:
    """Which weights count, and how one says so: by a preset's name, or by a file."""

    weights: Weights
    option: str
    facts: Mapping[str, object]


def weighed(command: Callable[..., None]) -> Callable[..., None]:
    """Adds both options, and hands the command the way that they mean."""

    @wraps(command)
    def with_way(preset: str, own: Path | None, **values: Any) -> None:
        command(way=_way(preset, own), **values)

    return _preset(_weights(with_way))


def _way(preset: str, own: Path | None) -> Way:
    if own is None:
        return Way(PRESETS[Preset(preset)], f"--preset {preset}", {"preset": preset})
    with _refusing(own):
        found = read_weights(parse(_text(own)))
    return Way(found, f"--weights {own}", {"weights": asdict(found)})


@allocation.command()
@click.argument("instance", type=A_FILE)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True)
@click.option("--seconds", type=click.FloatRange(0, 86_400), default=20, show_default=True)
@click.option(
    "--steps", type=click.IntRange(1, 10**12), help="Exactly so many steps, whatever time they take."
)
@click.option("--until", type=click.IntRange(0), help="Stop there, as the run to be replayed was stopped.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True)
@click.option("--bound", "bounded", is_flag=True, help="Also prove how good a plan could be at the most.")
@weighed
def solve(
    instance: Path,
    seed: int,
    seconds: float,
    steps: int | None,
    until: int | None,
    out: Path,
    bounded: bool,
    way: Way,
) -> None:
    """Find a plan for INSTANCE. The same seed and steps give the same plan on every machine."""
    given = _sound(instance)
    search = _search(given, way.weights)
    steps = steps or _steps_in(search, seconds)
    again = f"--seed {seed} --steps {steps} {way.option}"
    _say(f"{len(given.booths)} booths, {len(given.apps)} applications; to replay: {again}")
    with _stoppable() as stopped:
        begun = time.monotonic()
        found = search.run(
            seed=seed, steps=steps, until=until, on_progress=_progress(begun), should_stop=stopped
        )
    if found.until < steps:
        _say(f"stopped early; to replay: {again} --until {found.until}")
    if _complain(violations(given, found.plan)):
        raise click.ClickException("No plan was found that keeps every hard rule; no file is written.")
    _write(out, given, found, way)
    _tell(given, found.plan, way.weights)
    if bounded:
        _prove(given, found.z, way.weights)


@allocation.command()
@click.argument("instance", type=A_FILE)
@click.argument("plan", type=A_FILE)
@weighed
def check(instance: Path, plan: Path, way: Way) -> None:
    """Say every hard rule that PLAN breaks, and what it is worth."""
    given = _sound(instance)
    with _refusing(plan):
        found = read_plan(parse(_text(plan)))
    if _complain(violations(given, found)):
        raise click.ClickException("The plan breaks hard rules.")
    _tell(given, found, way.weights)
    click.echo(f"OK: no hard rule is broken; plan {plan_hash(found)}")


def _sound(path: Path) -> Instance:
    with _refusing(path):
        given = read_instance(parse(_text(path)))
        ensure_sound(given)
    return given


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path}: not UTF-8 text.") from error


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(f"{path}: {refusal}") from refusal


def _search(given: Instance, weights: Weights) -> "Search":
    from fairapp.domain.allocation.engine import compiled

    compiled.keep_in(Path(current_app.instance_path) / "compiled")
    _say("making the search ready (the first time on a machine up to a minute)")
    from fairapp.domain.allocation.engine.search import Search

    return Search(given, weights)


def _steps_in(search: "Search", seconds: float) -> int:
    search.run(seed=0, steps=1)  # compiles
    begun = time.monotonic()
    search.run(seed=0, steps=1)
    started = time.monotonic()
    search.run(seed=0, steps=PROBE)
    start, probe = started - begun, time.monotonic() - started
    return max(1, int(PROBE * max(0.0, seconds - start) / max(probe - start, 0.001)))


def _progress(begun: float) -> "Callable[[Progress], None]":
    last = 0.0

    def say(progress: "Progress") -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= 1 or progress.done == progress.total:
            last = now
            share = progress.done / progress.total
            _say(f"{share:5.0%}  {now - begun:6.1f} s  Z {progress.z / 100:,.2f}")

    return say


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Interrupted or terminated, a search ends with the best plan so far."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    before = {each: signal.signal(each, ask) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _write(out: Path, given: Instance, found: "Found", way: Way) -> None:
    from fairapp.domain.allocation.engine.search import RULE

    facts: dict[str, Any] = {
        "instance": instance_hash(given),
        "rule": RULE,
        **way.facts,
        "seed": found.seed,
        "steps": found.steps,
        "until": found.until,
        "z": found.z,
        "hash": plan_hash(found.plan),
        "plan": plan_facts(found.plan),
    }
    try:
        out.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}") from error


def _tell(given: Instance, plan: Any, weights: Weights) -> None:
    found = score(given, plan, weights)
    for line in found.lines:
        if line.count:
            _say(f"  {line.term:<8} {line.count:>6} × {line.each / 100:>7,.2f} = {line.value / 100:>12,.2f}")
    _say(f"{len(plan)} of {len(given.apps)} placed")
    click.echo(f"Z {found.z / 100:.2f}")


def _prove(given: Instance, z: int, weights: Weights) -> None:
    from fairapp.domain.allocation.engine.bound import bound, missing

    _say("proving how good a plan could be (minutes for thousands of booths)")
    limit = bound(given, weights)
    share = float(missing(z, limit))
    click.echo(f"at most {share:.2%} from the best possible, which is no more than {limit / 100:.2f}")


def _complain(wrong: list[Violation]) -> bool:
    for each in wrong:
        click.echo(str(each))
    return bool(wrong)


def _say(text: str) -> None:
    click.echo(text, err=True)
