"""A summary in words and rows ready to show: the same for the page, the report and the sponsor."""

from fairapp.documents.figures.fair import count_delivered, kinds_of_exhibitors
from fairapp.documents.figures.keys import key_word
from fairapp.documents.figures.meaning import coverage_line, method
from fairapp.documents.figures.papers import (
    Papers,
    papers_by_event,
    papers_by_kind,
    papers_by_level,
    papers_in_all,
    what_became,
)
from fairapp.documents.figures.people import (
    Grid,
    Heat,
    attendance_bars,
    days_at_gates,
    gate_bars,
    gates_by_day,
    gates_by_hour,
    heat,
)
from fairapp.documents.figures.said import Said, reported_rows
from fairapp.documents.figures.sales import WORD_OTHER, WORD_UNDIVIDED, Cell, Table, day_bars, sales_table
from fairapp.documents.figures.units import language, millions, percent, square_metres

__all__ = [
    "WORD_OTHER",
    "WORD_UNDIVIDED",
    "Cell",
    "Grid",
    "Heat",
    "Papers",
    "Said",
    "Table",
    "attendance_bars",
    "count_delivered",
    "coverage_line",
    "day_bars",
    "days_at_gates",
    "gate_bars",
    "gates_by_day",
    "gates_by_hour",
    "heat",
    "key_word",
    "kinds_of_exhibitors",
    "language",
    "method",
    "millions",
    "papers_by_event",
    "papers_by_kind",
    "papers_by_level",
    "papers_in_all",
    "percent",
    "reported_rows",
    "sales_table",
    "square_metres",
    "what_became",
]
