"""An application's way from the first typed word to the announcement."""

from enum import StrEnum

from fairapp.domain.text import N_


class ApplicationState(StrEnum):
    """What the applicant sees. The organiser's verdict is private until it is announced."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ENDORSED = "endorsed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATE_LABELS = {
    ApplicationState.DRAFT: N_("Bản nháp"),
    ApplicationState.SUBMITTED: N_("Đã gửi"),
    ApplicationState.ENDORSED: N_("Đoàn tỉnh đã xác nhận"),
    ApplicationState.RETURNED: N_("Cần bổ sung"),
    ApplicationState.ACCEPTED: N_("Được nhận"),
    ApplicationState.WAITLISTED: N_("Danh sách chờ"),
    ApplicationState.REFUSED: N_("Không được nhận"),
    ApplicationState.WITHDRAWN: N_("Đã rút"),
}


class Decision(StrEnum):
    """The organiser's verdict, decided privately and announced with all the others."""

    ACCEPT = "accept"
    WAITLIST = "waitlist"
    REFUSE = "refuse"


DECISION_LABELS = {
    Decision.ACCEPT: N_("Dự kiến nhận"),
    Decision.WAITLIST: N_("Dự kiến chờ"),
    Decision.REFUSE: N_("Dự kiến từ chối"),
}
