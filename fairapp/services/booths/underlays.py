"""What a plan is drawn over, laid to scale. It hinders nobody; where it lies is part of the history."""

import json
import subprocess
import sys
from dataclasses import dataclass

from fairapp.db import db, now
from fairapp.documents.line import Line
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.geometry import Rect
from fairapp.domain.text import N_, clean
from fairapp.domain.underlays import (
    LEAST_STRENGTH,
    LONGEST_CM,
    MOST_MEMORY,
    MOST_POINTS,
    MOST_SECONDS,
    MOST_STRENGTH,
    UnderlayKind,
    check_place,
    drawing_kind,
    scaled,
)
from fairapp.models import PlanUnderlay, Site, User
from fairapp.services import accounts
from fairapp.services.booths import tracing
from fairapp.services.booths.layout import put
from fairapp.services.booths.listing import find_underlay, hall_rect, rect
from fairapp.services.booths.steps import step
from fairapp.services.fairs import require_open_book

BROKEN = N_("Bản vẽ này không đọc được. Hãy xuất lại dạng DXF (bản 2000 trở lên) hoặc SVG rồi gửi lại.")
TOO_MUCH = N_("Bản vẽ này quá chi tiết. Hãy bỏ bớt lớp không cần rồi xuất lại.")
EMPTY = N_("Bản vẽ này không có đường nét nào.")
SENTENCES = {tracing.TOO_MUCH: TOO_MUCH, tracing.EMPTY: EMPTY}
GRAIN = tracing.GRAIN
PATIENCE = 4  # times the seconds of work: a busy machine lets it wait
_line = Line()


@dataclass(frozen=True)
class Traced:
    """A drawing's lines as one path, GRAIN points wide; `width_cm` where the drawing says its unit."""

    d: str
    depth: int
    width_cm: int | None


def is_drawing(content: bytes) -> bool:
    return drawing_kind(content) is not None


def trace(content: bytes) -> Traced:
    """The lines of a DXF or an SVG; Invalid with a sentence when there are none to be had."""
    limits = {
        "kind": drawing_kind(content),
        "memory": MOST_MEMORY,
        "seconds": MOST_SECONDS,
        "points": MOST_POINTS,
    }
    command = [sys.executable, "-I", tracing.__file__, json.dumps(limits)]
    try:
        with _line.wait():
            ended = subprocess.run(
                command, input=content, capture_output=True, timeout=MOST_SECONDS * PATIENCE, check=False
            )
    except subprocess.TimeoutExpired:
        raise Invalid(TOO_MUCH, field="file") from None
    if ended.returncode != 0:  # its own word, or the end that a limit made
        raise Invalid(SENTENCES.get(ended.returncode, BROKEN), field="file")
    return Traced(**json.loads(ended.stdout))


def get_underlay(site: Site) -> PlanUnderlay:
    found = find_underlay(site)
    if found is None:
        raise NotFound(N_("Sơ đồ này không có hình nền."))
    return found


def lay_lines(actor: User, site: Site, filename: str, traced: Traced) -> PlanUnderlay:
    """Lay a drawing under the plan: to its own scale when it says one, else as wide as the hall."""
    width = traced.width_cm or hall_rect(site).width
    laid = _new(actor, site, filename, width, width * traced.depth // GRAIN)
    laid.kind, laid.lines, laid.stored_name = UnderlayKind.LINES, traced.d, None
    return _kept(laid)


def lay_picture(
    actor: User, site: Site, filename: str, stored_name: str, pixels: tuple[int, int]
) -> PlanUnderlay:
    """Lay a picture under the plan, as wide as the hall until somebody says better.

    Its bytes were made new and stored before: how is a matter of papers, a later chapter.
    """
    width = hall_rect(site).width
    laid = _new(actor, site, filename, width, width * pixels[1] // pixels[0])
    laid.kind, laid.lines, laid.stored_name = UnderlayKind.PICTURE, "", stored_name
    return _kept(laid)


def place_underlay(actor: User, site: Site, at: tuple[int, int], width: int, strength: int) -> None:
    """Move it, scale it by its width, make it stronger or fainter."""
    laid = get_underlay(site)
    if not LEAST_STRENGTH <= strength <= MOST_STRENGTH:
        raise Invalid(N_("Độ đậm từ 5 đến 100 phần trăm."), field="strength")
    place = Rect(*at, width, max(1, laid.depth_cm * width // laid.width_cm))
    _lay(actor, site, check_place(place), strength, N_("Đặt lại hình nền %(file)s trên sơ đồ %(site)s."))


def scale_underlay(
    actor: User, site: Site, one: tuple[int, int], other: tuple[int, int], length: int
) -> None:
    """Scale it by two points whose distance is known outside; the first point stays."""
    laid = get_underlay(site)
    place = check_place(scaled(rect(laid), one, other, length))
    _lay(actor, site, place, laid.strength, N_("Chỉnh tỉ lệ hình nền %(file)s trên sơ đồ %(site)s."))


def _lay(actor: User, site: Site, place: Rect, strength: int, sentence: str) -> None:
    """A step of the plan's history, which can be undone; nobody's booth depends on it."""
    with step(actor, site) as taken:
        laid = get_underlay(site)
        put(laid, place)
        laid.strength = strength
        taken.tell("plan.underlay", sentence, file=laid.filename)
        taken.audited = False


def remove_underlay(actor: User, site: Site) -> str | None:
    """Gives the name under which its bytes lie, if it was a picture."""
    require_open_book(site.fair)
    laid = get_underlay(site)
    stored = laid.stored_name
    db.session.delete(laid)
    _record(actor, site, N_("Bỏ hình nền %(file)s khỏi sơ đồ %(site)s."), laid.filename)
    db.session.flush()
    return stored


def _new(actor: User, site: Site, filename: str, width: int, depth: int) -> PlanUnderlay:
    require_open_book(site.fair)
    laid = find_underlay(site) or PlanUnderlay(site_id=site.id)
    laid.filename = clean(filename)[-200:] or "hinh-nen"
    laid.x_cm = laid.y_cm = 0
    laid.width_cm, laid.depth_cm = min(max(width, 10), LONGEST_CM), min(max(depth, 1), LONGEST_CM)
    laid.strength, laid.uploaded_by_id, laid.uploaded_at = 50, actor.id, now()
    _record(actor, site, N_("Đặt hình nền %(file)s cho sơ đồ %(site)s."), laid.filename)
    return laid


def _kept(laid: PlanUnderlay) -> PlanUnderlay:
    db.session.add(laid)
    db.session.flush()
    return laid


def _record(actor: User, site: Site, sentence: str, filename: str) -> None:
    accounts.audit(
        actor, "plan.underlay", "site", site.id, sentence, fair_id=site.fair_id, site=site.name, file=filename
    )
