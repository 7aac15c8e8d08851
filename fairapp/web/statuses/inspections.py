"""Booths in a session, findings and visitors' reports."""

from fairapp.domain.inspections import (
    ATTENDANCE_LABELS,
    FINDING_STATE_LABELS,
    REPORT_STATE_LABELS,
    Attendance,
    FindingState,
    ReportState,
)
from fairapp.web.statuses.look import Look, with_words

LOOKS: dict[str, dict[str, Look]] = {
    "attendance": with_words(
        ATTENDANCE_LABELS,
        {
            Attendance.ATTENDED: ("good", "check"),
            Attendance.UNATTENDED: ("bad", "cross"),
            Attendance.UNCHECKED: ("neutral", "ring"),
        },
    ),
    "floor": with_words(
        FINDING_STATE_LABELS,
        {
            FindingState.OPEN: ("warn", "triangle"),
            FindingState.CLAIMED: ("info", "half"),
            FindingState.MENDED: ("good", "check"),
            FindingState.REPEATED: ("bad", "square"),
        },
    ),
    "report": with_words(
        REPORT_STATE_LABELS,
        {
            ReportState.NEW: ("warn", "ring"),
            ReportState.TAKEN_UP: ("info", "half"),
            ReportState.SETTLED: ("good", "check"),
            ReportState.UNFOUNDED: ("neutral", "dash"),
        },
    ),
}
