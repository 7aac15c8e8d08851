"""The typeface of paper, for text that no layout engine sets: its widths, its kerning, its PDF font."""

import hashlib
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from fairapp.config import ROOT

FOLDER = ROOT / "static" / "vendor" / "be-vietnam-pro-print"
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
FILES = {weight: f"BeVietnamPro_{weight}{name}.ttf" for weight, name in WEIGHTS.items()}
GLYPHS_ONLY = ["GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "gasp"]
MOST_IN_A_MAP = 100  # what a ToUnicode section may hold


class Typeface:
    """One weight. Lengths are in ems."""

    def __init__(self, weight: int) -> None:
        self.weight = weight
        font = self._read()
        self.em: int = font["head"].unitsPerEm
        self.ascent: float = font["hhea"].ascent / self.em
        self.descent: float = -font["hhea"].descent / self.em
        self._names: dict[int, str] = font.getBestCmap()
        self._gids: dict[str, int] = font.getReverseGlyphMap()
        self._advances = {name: advance for name, (advance, _) in font["hmtx"].metrics.items()}
        self._pairs = _pair_tables(font)
        self._kept: dict[tuple[str, str], int] = {}
        self._head = (font["head"].xMin, font["head"].yMin, font["head"].xMax, font["head"].yMax)

    def lacks(self, text: str) -> bool:
        """Whether a letter of the text is not in this typeface."""
        return any(ord(letter) not in self._names for letter in text)

    def length(self, text: str) -> float:
        return sum(advance + kern for _, advance, kern in self._set(text)) / self.em

    def shown(self, text: str) -> bytes:
        """The operand of TJ: glyphs as hexadecimal, broken where a pair is kerned."""
        parts = ["[<"]
        for name, _, kern in self._set(text):
            parts.append(f"{self._gids[name]:04x}")
            if kern:
                parts.append(f">{-kern * 1000 / self.em:g}<")
        return "".join([*parts, ">]"]).encode()

    def embed(self, pdf: pikepdf.Pdf, font: Dictionary, texts: set[str]) -> None:
        """Write the font into the place kept for it, with the glyphs of these letters and no others."""
        letters = sorted(set().union(*texts))
        glyphs = {self._gids[self._names[ord(letter)]]: letter for letter in letters}
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256("".join(letters).encode()).digest()[:6])
        base = Name(f"/{tag}+BeVietnamPro-{self.weight}")
        program = Stream(pdf, self._subset(list(glyphs)))
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=base,
            Flags=4,
            FontBBox=Array([self._per_mille(n) for n in self._head]),
            ItalicAngle=0,
            Ascent=round(self.ascent * 1000),
            Descent=-round(self.descent * 1000),
            CapHeight=700,
            StemV=80,
            FontFile2=pdf.make_indirect(program),
        )
        widths = Array()
        for gid, letter in sorted(glyphs.items()):
            widths.extend([gid, Array([self._per_mille(self._advances[self._names[ord(letter)]])])])
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=base,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=pdf.make_indirect(descriptor),
            W=widths,
        )
        font.Type, font.Subtype, font.BaseFont = Name.Font, Name.Type0, base
        font.Encoding = Name("/Identity-H")
        font.DescendantFonts = Array([pdf.make_indirect(descendant)])
        font.ToUnicode = pdf.make_indirect(Stream(pdf, _to_unicode(glyphs)))

    def _set(self, text: str) -> list[tuple[str, int, int]]:
        """Each glyph with its advance and what is added before the next one."""
        names = [self._names[ord(letter)] for letter in text]
        kerns = map(self._kern, names, names[1:])
        return [(name, self._advances[name], kern) for name, kern in zip(names, [*kerns, 0], strict=True)]

    def _kern(self, left: str, right: str) -> int:
        pair = (left, right)
        if pair not in self._kept:
            self._kept[pair] = next(
                (n for n in (_kern_in(t, *pair) for t in self._pairs) if n is not None), 0
            )
        return self._kept[pair]

    def _per_mille(self, units: int) -> float:
        return round(units * 1000 / self.em, 2)

    def _subset(self, gids: list[int]) -> bytes:
        from fontTools import subset

        font = self._read()
        options = subset.Options(retain_gids=True, hinting=False, layout_features=[], drop_tables=GLYPHS_ONLY)
        cutter = subset.Subsetter(options)
        cutter.populate(gids=gids)
        cutter.subset(font)
        out = BytesIO()
        font.save(out)
        return out.getvalue()

    def _read(self) -> Any:
        from fontTools.ttLib import TTFont  # read when the first document is printed, as WeasyPrint is

        return TTFont(FOLDER / FILES[self.weight], recalcTimestamp=False)


@cache
def typeface(weight: int) -> Typeface:
    return Typeface(weight)


def _pair_tables(font: Any) -> list[Any]:
    """The tables of the pairs that are set closer or wider, in the order in which they are asked."""
    return [
        table
        for lookup in font["GPOS"].table.LookupList.Lookup
        if lookup.LookupType == 2
        for table in lookup.SubTable
    ]


def _kern_in(table: Any, left: str, right: str) -> int | None:
    """What one table adds between two glyphs; None leaves it to the next table."""
    if left not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        found = next((record for record in records if record.SecondGlyph == right), None)
        return None if found is None else _advance(found.Value1)
    row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
    return _advance(row.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1)


def _advance(value: Any) -> int:
    return getattr(value, "XAdvance", 0)


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    """The map by which a reader copies and searches the text."""
    lines = [f"<{gid:04x}> <{letter.encode('utf-16-be').hex()}>" for gid, letter in sorted(glyphs.items())]
    parts = [lines[i : i + MOST_IN_A_MAP] for i in range(0, len(lines), MOST_IN_A_MAP)]
    body = "".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
