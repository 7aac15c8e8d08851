"""Reads the lines out of an architect's drawing, in a process of its own: `tracing.py LIMITS < file > path`.

Of DXF and SVG only lines are kept, as one path of whole points: no text, no picture, no link, no script.
A drawing may hide blocks in blocks or entities in entities; here it meets the limits of a process. Imports
nothing of the application; `underlays` turns its endings into sentences.
"""

import json
import re
import resource
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from math import cos, pi, sin
from typing import Any

BROKEN, TOO_MUCH, EMPTY = 2, 3, 4
UNITS_CM = {1: 2.54, 2: 30.48, 4: 0.1, 5: 1.0, 6: 100.0}  # $INSUNITS: inch, foot, mm, cm, m
STEPS = 24  # straight pieces of a circle
DEEPEST = 6  # blocks in blocks
LONGEST_FORMULA = 200_000
GRAIN = 10_000  # points across a drawing's width

Point = tuple[float, float]
Line = list[Point]


class Ending(Exception):
    def __init__(self, code: int) -> None:
        self.code = code


# --- DXF ---------------------------------------------------------------------------------------------


def read_dxf(content: bytes, most: int) -> tuple[list[Line], float | None]:
    """The lines with y downwards, and how many centimetres one unit is."""
    import ezdxf
    from ezdxf import recover
    from ezdxf.lldxf.const import DXFError

    try:
        if b"SECTION" not in content[:4096]:
            raise Ending(BROKEN)
        try:
            document = ezdxf.read(StringIO(content.decode("utf-8")))
        except (DXFError, UnicodeDecodeError):
            document, _auditor = recover.read(BytesIO(content))
    except (DXFError, ValueError, OSError, IndexError, KeyError, AttributeError):
        raise Ending(BROKEN) from None
    lines, points = [], 0
    for line in _entities(document.modelspace(), 0):
        points += len(line)
        if points > most:
            raise Ending(TOO_MUCH)
        lines.append([(x, -y) for x, y in line])
    return lines, UNITS_CM.get(int(document.header.get("$INSUNITS", 0)))


def _entities(entities: Iterable[Any], depth: int) -> Iterator[Line]:
    from ezdxf import path
    from ezdxf.lldxf.const import DXFError

    for entity in entities:
        kind = entity.dxftype()
        if kind == "INSERT" and depth < DEEPEST:
            yield from _entities(entity.virtual_entities(), depth + 1)
        elif kind in ("LINE", "LWPOLYLINE", "POLYLINE", "CIRCLE", "ARC", "ELLIPSE", "SPLINE"):
            try:
                made = path.make_path(entity)
                yield [(p.x, p.y) for p in made.flattening(distance=10, segments=4)]
            except (DXFError, TypeError, ValueError, ZeroDivisionError):
                continue  # one thing that cannot be drawn does not spoil the rest


# --- SVG ---------------------------------------------------------------------------------------------


def read_svg(content: bytes, most: int) -> tuple[list[Line], None]:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        raise Ending(BROKEN) from None
    if not root.tag.endswith("svg"):
        raise Ending(BROKEN)
    lines: list[Line] = []
    points = 0
    for line in _shapes(root, (1, 0, 0, 1, 0, 0)):
        points += len(line)
        if points > most:
            raise Ending(TOO_MUCH)
        lines.append(line)
    return lines, None


Matrix = tuple[float, float, float, float, float, float]
HIDDEN = ("defs", "symbol", "clipPath", "mask", "pattern", "marker", "metadata", "style", "script", "text")


def _shapes(root: Any, matrix: Matrix) -> Iterator[Line]:
    """Depth first, without recursion: a drawing may nest deeper than Python likes."""
    waiting = [(root, matrix)]
    while waiting:
        element, outer = waiting.pop()
        name = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
        if name in HIDDEN or element.get("display") == "none":
            continue
        here = _times(outer, _transform(element.get("transform", "")))
        try:
            for line in _shape(name, element):
                yield [
                    (here[0] * x + here[2] * y + here[4], here[1] * x + here[3] * y + here[5])
                    for x, y in line
                ]
        except (ValueError, IndexError, OverflowError, AttributeError):
            pass  # one shape that cannot be read does not spoil the rest
        waiting.extend((child, here) for child in reversed(list(element)))


def _shape(name: str, element: Any) -> Iterator[Line]:
    def number(key: str) -> float:
        return float(re.match(r"[-+.\deE]+", element.get(key, "0")).group())  # type: ignore[union-attr]

    if name == "line":
        yield [(number("x1"), number("y1")), (number("x2"), number("y2"))]
    elif name == "rect":
        x, y, w, h = (number(key) for key in ("x", "y", "width", "height"))
        yield [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
    elif name in ("circle", "ellipse"):
        rx, ry = (number("r"),) * 2 if name == "circle" else (number("rx"), number("ry"))
        turns = (2 * pi * i / STEPS for i in range(STEPS + 1))
        yield [(number("cx") + rx * cos(t), number("cy") + ry * sin(t)) for t in turns]
    elif name in ("polyline", "polygon"):
        found = [float(n) for n in re.findall(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?", element.get("points", ""))]
        line = list(zip(found[::2], found[1::2], strict=False))
        yield line + line[:1] if name == "polygon" else line
    elif name == "path":
        yield from _path(element.get("d", ""))


def _path(formula: str) -> Iterator[Line]:
    from fontTools.pens.basePen import BasePen
    from fontTools.svgLib.path.parser import parse_path

    if len(formula) > LONGEST_FORMULA:
        raise Ending(TOO_MUCH)

    class Straight(BasePen):  # type: ignore[misc]
        """Curves become a few straight pieces."""

        def __init__(self) -> None:
            super().__init__(None)
            self.lines: list[Line] = []

        def _moveTo(self, point: Point) -> None:
            self.lines.append([point])

        def _lineTo(self, point: Point) -> None:
            self.lines[-1].append(point)

        def _curveToOne(self, one: Point, two: Point, three: Point) -> None:
            zero = self.lines[-1][-1]
            for i in range(1, 9):
                t = i / 8
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                self.lines[-1].append(
                    tuple(a * zero[k] + b * one[k] + c * two[k] + d * three[k] for k in (0, 1))  # type: ignore[arg-type]
                )

        def _closePath(self) -> None:
            self.lines[-1].append(self.lines[-1][0])

    pen = Straight()
    parse_path(formula, pen)
    yield from pen.lines


def _transform(text: str) -> Matrix:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    for name, inside in re.findall(r"(\w+)\s*\(([^)]{0,200})\)", text[:1000]):
        n = [float(v) for v in re.findall(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?", inside)]
        matrix = _times(matrix, _one_transform(name, n))
    return matrix


def _one_transform(name: str, n: list[float]) -> Matrix:
    if name == "matrix" and len(n) == 6:
        return (n[0], n[1], n[2], n[3], n[4], n[5])
    if name == "translate" and n:
        return (1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0)
    if name == "scale" and n:
        return (n[0], 0, 0, n[1] if len(n) > 1 else n[0], 0, 0)
    if name == "rotate" and n:
        c, s = cos(n[0] * pi / 180), sin(n[0] * pi / 180)
        x, y = (n[1], n[2]) if len(n) == 3 else (0, 0)
        return (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)
    return (1, 0, 0, 1, 0, 0)


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[2] * b[1],
        a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3],
        a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4],
        a[1] * b[4] + a[3] * b[5] + a[5],
    )


# --- both --------------------------------------------------------------------------------------------


def as_path(lines: list[Line], unit: float | None) -> dict[str, object]:
    """One path, GRAIN points wide, how deep it is, and its width in centimetres where the unit is known."""
    points = [p for line in lines if len(line) > 1 for p in line]
    if not points or not all(abs(c) < 1e12 for p in points for c in p):
        raise Ending(EMPTY)
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, depth = max(x for x, _ in points) - left, max(y for _, y in points) - top
    if width <= 0 or depth > width * GRAIN:
        raise Ending(EMPTY)
    scale = GRAIN / width
    pieces = []
    for line in lines:
        there = [(round((x - left) * scale), round((y - top) * scale)) for x, y in line]
        kept = [p for i, p in enumerate(there) if i == 0 or p != there[i - 1]]
        if len(kept) > 1:
            pieces.append("M" + "L".join(f"{x} {y}" for x, y in kept))
    known = round(width * unit) if unit else None
    return {"d": "".join(pieces), "depth": round(depth * scale) or 1, "width_cm": known}


def main() -> int:
    limits = json.loads(sys.argv[1])
    for what, most in ((resource.RLIMIT_AS, limits["memory"]), (resource.RLIMIT_CPU, limits["seconds"])):
        resource.setrlimit(what, (most, most))
    content = sys.stdin.buffer.read()
    try:
        read = read_svg if limits["kind"] == "svg" else read_dxf
        lines, unit = read(content, limits["points"])
        sys.stdout.write(json.dumps(as_path(lines, unit)))
    except Ending as ending:
        return ending.code
    except (MemoryError, RecursionError):
        return TOO_MUCH
    return 0


if __name__ == "__main__":
    sys.exit(main())
