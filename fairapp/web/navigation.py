"""Where one is and can go: a fair's phase and stations, a role's home, the same page asked otherwise."""

from typing import NamedTuple

from flask import Flask, current_app, request, url_for
from flask_babel import gettext
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.accounts import Role
from fairapp.domain.fairs import Phase
from fairapp.domain.text import N_
from fairapp.models import Fair
from fairapp.services import fairs, notices


class Station(NamedTuple):
    """One entry of a fair's side navigation; its view takes fair_id."""

    endpoint: str
    word: str
    icon: str


class Link(NamedTuple):
    """An entry ready to show."""

    href: str
    word: str
    icon: str
    current: bool


STATIONS = (
    Station("organiser_fairs.show", N_("Tổng quan"), "house-door"),
    Station("organiser_fairs.sites", N_("Địa điểm và phiên"), "calendar3"),
    Station("organiser_booths.plan", N_("Sơ đồ gian hàng"), "grid-3x3-gap"),
    Station("organiser_delegations.index", N_("Đoàn và chỉ tiêu"), "people"),
    Station("organiser_form.show", N_("Mẫu đơn và giấy tờ"), "file-earmark-check"),
    Station("organiser_applications.index", N_("Đơn đăng ký"), "file-earmark-text"),
    Station("organiser_allocation.board", N_("Xếp gian"), "pin-map"),
    Station("organiser_fees.index", N_("Phí gian hàng"), "receipt"),
    Station("organiser_circulars.index", N_("Thông báo"), "megaphone"),
    Station("organiser_passes.index", N_("Thẻ ra vào"), "person-badge"),
    Station("organiser_gate.live", N_("Cổng và bảng trực tiếp"), "door-open"),
    Station("organiser_inspections.index", N_("Kiểm tra gian hàng"), "clipboard-check"),
    Station("organiser_sales.index", N_("Doanh thu"), "cash-coin"),
    Station("organiser_agreements.index", N_("Biên bản ghi nhớ và hợp đồng"), "pen"),
    Station("organiser_sponsors.index", N_("Tài trợ"), "award"),
    Station("organiser_reports.show", N_("Báo cáo"), "bar-chart"),
)

# Blueprints of pages that belong to a station of another blueprint.
BELONGS = {
    "organiser_sites": "organiser_fairs.sites",
    "organiser_demands": "organiser_form.show",
    "organiser_board": "organiser_applications.index",
    "organiser_waitlist": "organiser_applications.index",
    "organiser_editions": "organiser_fairs.show",
    "organiser_plan_history": "organiser_booths.plan",
    "organiser_underlays": "organiser_booths.plan",
    "organiser_table": "organiser_booths.plan",
    "organiser_plan_edits": "organiser_booths.plan",
    "organiser_rows": "organiser_booths.plan",
    "organiser_zones": "organiser_booths.plan",
    "organiser_publication": "organiser_allocation.board",
    "organiser_stands": "organiser_allocation.board",
    "organiser_runs": "organiser_allocation.board",
    "organiser_allocation_paper": "organiser_allocation.board",
    "organiser_allocation_desk": "organiser_allocation.board",
    "organiser_papers": "organiser_applications.index",
    "organiser_imports": "organiser_applications.index",
    "organiser_keys": "organiser_passes.index",
    "organiser_fee_schedule": "organiser_fees.index",
    "organiser_fee_list": "organiser_fees.index",
    "organiser_statements": "organiser_fees.index",
    "organiser_counting": "organiser_gate.live",
    "organiser_gate_devices": "organiser_gate.live",
    "organiser_visitors": "organiser_passes.index",
    "organiser_visitor_groups": "organiser_passes.index",
    "organiser_kiosks": "organiser_passes.index",
    "organiser_findings": "organiser_inspections.index",
    "organiser_booth_reports": "organiser_inspections.index",
    "organiser_promises": "organiser_sponsors.index",
    "organiser_tiers": "organiser_sponsors.index",
    "organiser_agreement_events": "organiser_agreements.index",
    "organiser_follow_ups": "organiser_agreements.index",
    "organiser_slices": "organiser_reports.show",
    "organiser_feedback": "organiser_reports.show",
    "organiser_batches": "organiser_reports.show",
    "organiser_official_reports": "organiser_reports.show",
}

HOMES = {
    Role.ORGANISER: ("organiser_fairs.index", N_("Các hội chợ của tôi")),
    Role.PRODUCER: ("producer_home.index", N_("Trang của chủ thể")),
    Role.DELEGATION: ("delegation_home.index", N_("Trang của đoàn tỉnh")),
    Role.SPONSOR: ("sponsor_home.index", N_("Trang của nhà tài trợ")),
}


def stations(fair_id: int) -> list[Link]:
    """A fair's stations, in the order in which a fair happens; only those that exist."""
    here = _current_station()
    return [
        Link(url_for(s.endpoint, fair_id=fair_id), gettext(s.word), s.icon, s.endpoint == here)
        for s in STATIONS
        if has_endpoint(s.endpoint)
    ]


def phase_of(fair: Fair) -> Phase:
    """Where the fair stands now, for the line under its name."""
    return fairs.phase(fair, now())


def _current_station() -> str | None:
    """The station of this page: the same view, or else the first of the same blueprint."""
    endpoints = [s.endpoint for s in STATIONS]
    if request.endpoint in endpoints:
        return request.endpoint
    if request.blueprint in BELONGS:
        return BELONGS[request.blueprint]
    mine = [e for e in endpoints if e.split(".")[0] == request.blueprint]
    return mine[0] if mine else None


def has_endpoint(endpoint: str) -> bool:
    """Whether a page exists in this application."""
    return endpoint in current_app.view_functions


def home_of(role: str) -> tuple[str, str] | None:
    """Address and word of a role's first page."""
    endpoint, word = HOMES[Role(role)]
    return (url_for(endpoint), gettext(word)) if has_endpoint(endpoint) else None


def unread_notices() -> int:
    """How many notices the person before the screen has not opened."""
    return notices.count_unread(current_user) if current_user.is_authenticated else 0


def url_with(**changes: object) -> str:
    """This page with some query values changed; None drops one. A changed list starts at its first page."""
    if "page" not in changes:
        changes = {"page": None, **changes}
    query = {**request.args.to_dict(flat=False), **changes}
    kept = {key: value for key, value in query.items() if value not in (None, "", [])}
    return url_for(request.endpoint or "static", **{**(request.view_args or {}), **kept})


def register(app: Flask) -> None:
    app.jinja_env.globals.update(
        stations=stations,
        phase_of=phase_of,
        has_endpoint=has_endpoint,
        home_of=home_of,
        url_with=url_with,
        unread_notices=unread_notices,
    )
