"""What a fair is: its kinds, its stages and where it stands today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from fairapp.domain.text import N_


class FairKind(StrEnum):
    """The four kinds of event that OCOP programmes hold."""

    FAIR = "fair"
    PRODUCT_WEEK = "product_week"
    CONFERENCE = "conference"
    EXHIBITION = "exhibition"


KIND_LABELS = {
    FairKind.FAIR: N_("Hội chợ"),
    FairKind.PRODUCT_WEEK: N_("Tuần hàng"),
    FairKind.CONFERENCE: N_("Hội nghị kết nối"),
    FairKind.EXHIBITION: N_("Triển lãm"),
}


class FairState(StrEnum):
    """What the organiser decided; what the calendar adds to it is `Phase`."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ExpiryRule(StrEnum):
    """What a fair makes of a paper that is not valid on every one of its days."""

    BLOCK = "block"
    WARN = "warn"


EXPIRY_RULE_LABELS = {
    ExpiryRule.BLOCK: N_("Không gửi được đơn"),
    ExpiryRule.WARN: N_("Chỉ cảnh báo, vẫn gửi được đơn"),
}


class Basis(StrEnum):
    """On what a fair rests: a programme of the authorities, or a registration of its own."""

    PROGRAMME = "programme"
    REGISTRATION = "registration"


BASIS_LABELS = {
    Basis.PROGRAMME: N_("Theo kế hoạch, quyết định của cơ quan nhà nước"),
    Basis.REGISTRATION: N_("Đăng ký với Sở Công Thương nơi tổ chức"),
}

# Decree 81/2018, article 29: a registration reaches the department between these days before opening.
REGISTER_EARLIEST = timedelta(days=365)
REGISTER_LATEST = timedelta(days=30)


class Hold(StrEnum):
    """How sure a hall is: a tentative hold is shown, and gives way to nobody but is not a promise."""

    TENTATIVE = "tentative"
    FIRM = "firm"


HOLD_LABELS = {Hold.TENTATIVE: N_("Giữ chỗ tạm"), Hold.FIRM: N_("Đã xác nhận")}


class Phase(StrEnum):
    """Where a fair stands today: the organiser's state and the calendar together."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    APPLYING = "applying"
    BUILDING = "building"
    OPEN = "open"
    BETWEEN = "between"
    DISMANTLING = "dismantling"
    ENDED = "ended"
    CLOSED = "closed"
    CANCELLED = "cancelled"


PHASE_LABELS = {
    Phase.DRAFT: N_("Bản nháp"),
    Phase.UPCOMING: N_("Sắp diễn ra"),
    Phase.APPLYING: N_("Đang nhận đăng ký"),
    Phase.BUILDING: N_("Đang dựng gian"),
    Phase.OPEN: N_("Đang mở cửa"),
    Phase.BETWEEN: N_("Đang diễn ra, ngoài giờ mở cửa"),
    Phase.DISMANTLING: N_("Đang tháo dỡ"),
    Phase.ENDED: N_("Đã kết thúc"),
    Phase.CLOSED: N_("Đã khoá sổ"),
    Phase.CANCELLED: N_("Đã huỷ"),
}

ON_NOW = frozenset({Phase.OPEN, Phase.BETWEEN})
STILL_TO_COME = frozenset({Phase.UPCOMING, Phase.APPLYING, Phase.BUILDING})
OVER = frozenset({Phase.DISMANTLING, Phase.ENDED, Phase.CLOSED})


@dataclass(frozen=True)
class Timeline:
    """What the phase is computed from. `opens` holds (from, to) of every session, as moments."""

    state: FairState
    opens: tuple[tuple[datetime, datetime], ...] = ()
    build_from: datetime | None = None
    clear_by: datetime | None = None
    apply_from: datetime | None = None
    apply_until: datetime | None = None


def takes_decisions(state: FairState) -> bool:
    """A cancelled or closed fair asks, decides and announces nothing more."""
    return state not in (FairState.CANCELLED, FairState.CLOSED)


def phase(timeline: Timeline, now: datetime) -> Phase:
    """Where the fair stands at this moment."""
    if timeline.state is FairState.ANNOUNCED:
        return _announced_phase(timeline, now)
    return Phase(timeline.state.value)


def takes_applications(timeline: Timeline, now: datetime) -> bool:
    """Whether a producer may send an application now; a missing start means from the announcement on."""
    return (
        timeline.state is FairState.ANNOUNCED
        and timeline.apply_until is not None
        and (timeline.apply_from is None or timeline.apply_from <= now)
        and now < timeline.apply_until
    )


def _announced_phase(timeline: Timeline, now: datetime) -> Phase:
    if not timeline.opens:
        return Phase.APPLYING if takes_applications(timeline, now) else Phase.UPCOMING
    first = min(opens for opens, _ in timeline.opens)
    last = max(closes for _, closes in timeline.opens)
    if now >= last:
        still_there = timeline.clear_by is not None and now < timeline.clear_by
        return Phase.DISMANTLING if still_there else Phase.ENDED
    if now >= first:
        return Phase.OPEN if any(a <= now < b for a, b in timeline.opens) else Phase.BETWEEN
    if timeline.build_from is not None and now >= timeline.build_from:
        return Phase.BUILDING
    return Phase.APPLYING if takes_applications(timeline, now) else Phase.UPCOMING


class Gap(StrEnum):
    """What a fair still lacks before the public may see it."""

    HALL = "hall"
    SESSIONS = "sessions"
    BASIS = "basis"
    ORGANISERS = "organisers"


GAP_LABELS = {
    Gap.HALL: N_("Chọn ít nhất một địa điểm có sảnh."),
    Gap.SESSIONS: N_("Thêm phiên mở cửa cho địa điểm đó."),
    Gap.BASIS: N_("Điền căn cứ pháp lý: số, ngày và cơ quan ban hành."),
    Gap.ORGANISERS: N_("Điền tên ít nhất một đơn vị tổ chức."),
}


@dataclass(frozen=True)
class Readiness:
    """What the announcement asks of a fair. `sites` holds (has a hall, has sessions) of each site."""

    sites: tuple[tuple[bool, bool], ...]
    basis_number: str
    basis_date: date | None
    basis_issuer: str
    organisers: tuple[str, ...]


def gaps(readiness: Readiness) -> list[Gap]:
    """What is still missing, in the order in which it is filled in."""
    has_basis = readiness.basis_number and readiness.basis_date and readiness.basis_issuer
    missing = {
        Gap.HALL: not any(hall for hall, _ in readiness.sites),
        Gap.SESSIONS: not any(hall and sessions for hall, sessions in readiness.sites),
        Gap.BASIS: not has_basis,
        Gap.ORGANISERS: not readiness.organisers,
    }
    return [gap for gap, is_missing in missing.items() if is_missing]


def registration_days(basis: Basis, first_day: date) -> tuple[date, date] | None:
    """The first and last day for registering the fair; None where no registration is asked for."""
    if basis is Basis.PROGRAMME:
        return None
    return first_day - REGISTER_EARLIEST, first_day - REGISTER_LATEST
