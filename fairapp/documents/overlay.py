"""One design, thousands of copies: WeasyPrint sets what all share, once, and the rest is written in here.

A design is a page of HTML like any other. Where a copy has its own text stands an empty link, and its
address says how the text is set:

    <a class="badge__name" href="field:name?weight=700&largest=30&two_lines=23&smallest=11&lines=4&middle">

`weight` is one of the typeface's; the sizes are points, as in `fitting.Room`; `middle` and `centre` say
where in its box a text stands, `spacing` is mm between letters, `ink` the colour. A link to `code:` is the
place of a QR code, one to `place:` on a sheet the place of a whole copy. Their boxes are laid out by CSS.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from urllib.parse import parse_qs, urlsplit

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from fairapp.documents import qr_layout
from fairapp.documents.fitting import MM_PER_PT, Room, fit
from fairapp.documents.qr import QUIET
from fairapp.documents.typeface import WEIGHTS, typeface

LINE_HEIGHT = 1.2
INK = "1c2a2c"  # as in print.css


@dataclass(frozen=True)
class Copy:
    """What is written into one copy: of which design (its page), the text of each field, and the code."""

    design: int
    texts: dict[str, str]
    code: str


@dataclass(frozen=True)
class Box:
    """A rectangle of a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Field:
    """A box and how the text in it is set."""

    name: str
    box: Box
    weight: int
    room: Room
    ink: str
    spacing: float
    middle: bool
    centre: bool

    def written(self, text: str) -> bytes:
        """The text as operators of a page, in as many lines as it needs."""
        face = typeface(self.weight)
        fitted = fit(text, self.room, face)
        size, step = fitted.size, fitted.size * LINE_HEIGHT
        above = (self.box.top - self.box.bottom - step * len(fitted.lines)) / 2 if self.middle else 0
        y = self.box.top - above - step / 2 - (face.ascent - face.descent) / 2 * size
        parts = [f"BT /F{self.weight} {size:g} Tf {_rgb(self.ink)} rg {self.spacing:g} Tc".encode()]
        for line in fitted.lines:
            taken = face.length(line) * size + self.spacing * (len(line) - 1)
            x = self.box.left + ((self.box.width - taken) / 2 if self.centre else 0)
            parts += [f"1 0 0 1 {x:.2f} {y:.2f} Tm".encode(), face.shown(line), b"TJ"]
            y -= step
        return b" ".join([*parts, b"ET"])


@dataclass(frozen=True)
class Design:
    """A page of the designs as a picture that copies are written on."""

    size: tuple[float, float]
    fields: list[Field]
    codes: list[Box]
    places: list[Box]

    def written(self, copy: Copy) -> bytes:
        parts = [field.written(copy.texts[field.name]) for field in self.fields if copy.texts[field.name]]
        parts += [_code(copy.code, box) for box in self.codes]
        return b"\n".join(parts)


def fill(designs: bytes, copies: Iterable[Copy], sheet: int | None = None) -> bytes:
    """All copies in their order: each on a page of its own, or in the places of the page `sheet`."""
    with pikepdf.open(BytesIO(designs)) as pdf:
        pages = list(pdf.pages)
        known = [_design(page) for page in pages]
        fonts = {f"F{weight}": pdf.make_indirect(Dictionary()) for weight in WEIGHTS}
        pictures = {f"D{n}": pdf.make_indirect(page.as_form_xobject()) for n, page in enumerate(pages)}
        used = pdf.make_indirect(Dictionary(Font=_named(fonts), XObject=_named(pictures)))
        del pdf.pages[:]
        letters: dict[int, set[str]] = {weight: set() for weight in WEIGHTS}
        for one in _batched(copies, 1 if sheet is None else len(known[sheet].places)):
            pdf.pages.append(_page(pdf, one, known, sheet, used))
            for copy in one:
                for field in known[copy.design].fields:
                    letters[field.weight].update(copy.texts[field.name])
        for weight, needed in letters.items():
            if needed:
                typeface(weight).embed(pdf, fonts[f"F{weight}"], needed | {"…"})
            else:
                del used.Font[f"/F{weight}"]
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _page(
    pdf: pikepdf.Pdf, copies: list[Copy], known: list[Design], sheet: int | None, used: Dictionary
) -> pikepdf.Page:
    """One page. `used` holds the fonts and the pictures of all pages."""
    if sheet is None:
        [copy] = copies
        size, content = known[copy.design].size, _placed(copy, known, 0, 0)
    else:
        size = known[sheet].size
        spots = zip(copies, known[sheet].places, strict=False)
        content = b"\n".join(
            [f"/D{sheet} Do".encode()]
            + [_placed(copy, known, box.left, box.top - known[copy.design].size[1]) for copy, box in spots]
        )
    return pikepdf.Page(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *size]),
            Resources=used,
            Contents=pdf.make_indirect(Stream(pdf, content)),
        )
    )


def _placed(copy: Copy, known: list[Design], x: float, y: float) -> bytes:
    begin = f"q 1 0 0 1 {x:.2f} {y:.2f} cm /D{copy.design} Do\n".encode()
    return begin + known[copy.design].written(copy) + b"\nQ"


def _named(objects: dict[str, pikepdf.Object]) -> Dictionary:
    return Dictionary({f"/{name}": value for name, value in objects.items()})


def _design(page: pikepdf.Page) -> Design:
    """Read from the links of a page where what goes."""
    fields, codes, places = [], [], []
    for link in page.obj.get("/Annots", []):
        address = urlsplit(str(link.A.URI))
        box = _box(link.Rect)
        if address.scheme == "field":
            fields.append(_field(address.path, parse_qs(address.query, keep_blank_values=True), box))
        elif address.scheme == "code":
            codes.append(box)
        elif address.scheme == "place":
            places.append(box)
    left, bottom, right, top = map(float, page.mediabox)
    return Design((right - left, top - bottom), fields, codes, places)


def _box(rect: pikepdf.Object) -> Box:
    x1, y1, x2, y2 = map(float, rect)
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _field(name: str, told: dict[str, list[str]], box: Box) -> Field:
    def number(key: str, otherwise: float) -> float:
        return float(told[key][0]) if key in told else otherwise

    largest = number("largest", 10)
    room = Room(
        width_mm=box.width * MM_PER_PT,
        largest=largest,
        two_lines=number("two_lines", 0),
        smallest=number("smallest", largest),
        most_lines=int(number("lines", 1)),
    )
    return Field(
        name=name,
        box=box,
        weight=int(number("weight", 400)),
        room=room,
        ink=told.get("ink", [INK])[0],
        spacing=number("spacing", 0) / MM_PER_PT,
        middle="middle" in told,
        centre="centre" in told,
    )


def _code(text: str, box: Box) -> bytes:
    """A QR code as a mask of one bit a module, which printers enlarge without blur; its quiet zone is in
    the box."""
    rows = qr_layout.rows(text)
    n = len(rows)
    spare = -n % 8
    bits = "".join(f"{int(row, 2) << spare:0{(n + spare) // 4}x}" for row in rows)
    module = box.width / (n + 2 * QUIET)
    side, x, y = n * module, box.left + QUIET * module, box.bottom + QUIET * module
    return (
        f"q 0 g {side:.3f} 0 0 {side:.3f} {x:.3f} {y:.3f} cm\n"
        f"BI /W {n} /H {n} /IM true /BPC 1 /D [1 0] /F /AHx ID {bits}> EI Q"
    ).encode()


def _rgb(ink: str) -> str:
    return " ".join(f"{int(ink[i : i + 2], 16) / 255:.3f}" for i in (0, 2, 4))


def _batched(copies: Iterable[Copy], size: int) -> Iterator[list[Copy]]:
    """As itertools.batched, which Python 3.11 does not have."""
    rest = iter(copies)
    while part := list(islice(rest, size)):
        yield part
