"""The report to the authorities, laid out by Nghị định 30/2020/NĐ-CP: the organiser's words, our figures.

Set from published figures alone: it goes out to many, and no exhibitor's own figure may follow from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask_babel import force_locale

from fairapp.documents import close_sheets, figures, headlines, pdf, summary_sheets as sheets
from fairapp.documents.close_up import CloseUp, close_up, known_text, word_of
from fairapp.documents.cover_sheet import cover
from fairapp.documents.seal import Seal
from fairapp.documents.stands import stands, stands_sheet, tells_stars
from fairapp.documents.workbooks import workbook
from fairapp.domain.calendar import document_date
from fairapp.domain.comparison import MEASURE_LABELS
from fairapp.domain.facts import FairFacts
from fairapp.domain.report_parts import Part
from fairapp.domain.summary import FairSummary

STYLES = ("css/official.css", "css/official_sheet.css")
TOLD = ("day", "group", "stars", "kind", "province", "province_now")


@dataclass(frozen=True)
class Letterhead:
    """What stands over and under an official paper; blanks where the organiser has written nothing yet."""

    parent: str
    issuer: str
    speaker: str  # the issuer as it is written within a sentence
    number: str
    place_and_day: str
    subject: str
    addressee: str
    bases: list[str]
    recipients: list[str]
    authority: str
    position: str
    signer: str


def administrative_report(
    summary: FairSummary, facts: FairFacts, names: Mapping[int, str], seal: Seal
) -> bytes:
    """The same snapshot and names of exhibitors give the same bytes."""
    with force_locale("vi"):
        html = render_template(
            "documents/administrative_report.html", **contents(summary, facts, names, seal)
        )
        return pdf.render(html, created_at=seal.frozen_at, stylesheets=STYLES, tagged=True)


def administrative_workbook(
    summary: FairSummary, facts: FairFacts, names: Mapping[int, str], seal: Seal
) -> bytes:
    """The same figures as numbers, and the list of booths."""
    _require_published(summary)
    with force_locale("vi"):
        close = close_up(facts, summary)
        told = TOLD if summary.sales.total is not None else ()
        pages = [
            cover(summary, seal),
            sheets.people(summary),
            *(sheets.sales(summary, name) for name in told),
            sheets.papers(summary),
            *([close_sheets.editions(close)] if close.compared else []),
            stands_sheet(facts, names),
            *([close_sheets.words(close)] if close.parts else []),
        ]
        return workbook(pages, seal.frozen_at)


def _require_published(summary: FairSummary) -> None:
    if not summary.published:
        raise ValueError("an administrative report is set from published figures")


def contents(
    summary: FairSummary, facts: FairFacts, names: Mapping[int, str], seal: Seal
) -> dict[str, object]:
    """What page and paper fill in alike."""
    _require_published(summary)
    close = close_up(facts, summary)
    return {
        "summary": summary,
        "seal": seal,
        "figures": figures,
        "close": close,
        "head": letterhead(summary, close),
        "editions": _editions(close),
        "stands": stands(facts, names),
        "tells_stars": tells_stars(facts),
    }


def letterhead(summary: FairSummary, close: CloseUp) -> Letterhead:
    fair = summary.fair
    issuer = _line(close, Part.ISSUER) or fair.organisers[0]
    return Letterhead(
        parent=_line(close, Part.PARENT).upper(),
        issuer=issuer.upper(),
        speaker=issuer,
        number=_line(close, Part.NUMBER),
        place_and_day=_place_and_day(close, fair.host, summary.days),
        subject=_line(close, Part.SUBJECT) or f"Kết quả tổ chức {fair.name}",
        addressee=_line(close, Part.ADDRESSEE),
        bases=close.part(Part.BASES) or ([f"Căn cứ văn bản số {fair.basis}"] if fair.basis else []),
        recipients=close.part(Part.RECIPIENTS) or ["Như trên", "Lưu: VT"],
        authority=_line(close, Part.AUTHORITY).upper(),
        position=_line(close, Part.POSITION).upper(),
        signer=_line(close, Part.SIGNER),
    )


def _line(close: CloseUp, part: Part) -> str:
    return " ".join(close.part(part))


def _place_and_day(close: CloseUp, host: str, days: tuple[date, ...]) -> str:
    """Without a day there is room to write it by hand."""
    place, day = _line(close, Part.PLACE) or host, _line(close, Part.DAY)
    if day:
        return document_date(place, date.fromisoformat(day))
    year = f" {days[-1].year}" if days else ""
    blank = "\u00a0" * 6
    return f"{place}, ngày{blank}tháng{blank}năm{year}"


def _editions(close: CloseUp) -> dict[str, list]:
    """Heads and rows of the comparison."""
    return {
        "heads": [word_of(edition) for edition in close.editions],
        "rows": [
            (
                MEASURE_LABELS[row.measure],
                [(known_text(row.measure, known), known.said) for known in row.figures],
                headlines.change(row),
            )
            for row in close.compared
        ],
    }
