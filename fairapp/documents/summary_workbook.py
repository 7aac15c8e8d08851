"""The fair's report as a workbook: every table a sheet, every figure a number that can be reckoned with."""

from collections.abc import Sequence

from flask_babel import force_locale, gettext

from fairapp.documents import figures, summary_sheets as sheets
from fairapp.documents.close_sheets import closer
from fairapp.documents.close_up import close_up
from fairapp.documents.cover_sheet import cover
from fairapp.documents.seal import Seal
from fairapp.documents.workbooks import Head, Kind, Sheet, workbook
from fairapp.domain.facts import FairFacts
from fairapp.domain.summary import FairSummary
from fairapp.domain.takings import TABLES

Row = Sequence[object]


def summary_workbook(summary: FairSummary, seal: Seal, facts: FairFacts) -> bytes:
    """Vietnamese like the paper, and under the same fingerprint."""
    with force_locale("vi"):
        close = close_up(facts, summary)
        pages = [
            cover(summary, seal),
            sheets.people(summary),
            sheets.hours(summary),
            sheets.gates(summary),
            *(sheets.sales(summary, name) for name in TABLES),
            sheets.coverage(summary),
            sheets.papers(summary),
            sheets.became(summary),
            *closer(close),
            _reported(summary),
        ]
        return workbook([page for page in pages if page], seal.frozen_at)


def _reported(summary: FairSummary) -> Sheet | None:
    if not summary.reported:
        return None
    heads = [
        Head(gettext("Chỉ số"), width=26),
        Head(gettext("Được nêu"), width=26),
        Head(gettext("Số của hệ thống"), width=26),
        Head(gettext("Nguồn"), width=70),
        Head(gettext("Ngày nêu"), Kind.DAY, 14),
    ]
    rows = [(r.label, r.reported, r.ours, r.source, r.said_on) for r in figures.reported_rows(summary)]
    return Sheet(gettext("Báo chí nêu"), heads, rows)
