"""A sponsor's report as a workbook: figures that can be added and sorted, each with how it is known."""

from collections.abc import Iterator

from flask_babel import force_locale, gettext as _

from fairapp.documents import figures
from fairapp.documents.seal import Seal
from fairapp.documents.workbooks import Head, Kind, Sheet, workbook
from fairapp.domain.evidence import EVIDENCE_LABELS, Evidence
from fairapp.domain.facts import ProofFact
from fairapp.domain.sponsor_sheet import SponsorSheet
from fairapp.domain.sponsors import BENEFIT_STATE_LABELS, TIER_LABELS, Tier
from fairapp.domain.takings import TABLES

NUMBER, DAY, MONEY = Kind.NUMBER, Kind.DAY, Kind.MONEY
SOLD = ("day", "group", "stars", "kind", "province")


def sponsor_workbook(sheet: SponsorSheet, seal: Seal) -> bytes:
    with force_locale("vi"):
        first = [_summary(sheet, seal), _benefits(sheet), _proofs(sheet)]
        return workbook([*first, *_people(sheet), _sales(sheet)], seal.frozen_at)


def _summary(sheet: SponsorSheet, seal: Seal) -> Sheet:
    heads = [Head(_("Chỉ số"), width=44), Head(_("Con số"), NUMBER, 40), Head(_("Cách biết"), width=20)]
    return Sheet(_("Tóm tắt"), heads, [*_who(sheet, seal), *_figures(sheet)])


def _who(sheet: SponsorSheet, seal: Seal) -> list[tuple[str, object, str]]:
    summary, sponsor = sheet.summary, sheet.sponsor
    return [
        (_("Hội chợ"), summary.fair.name, ""),
        (_("Nhà tài trợ"), sponsor.name, ""),
        (_("Hạng tài trợ"), _(TIER_LABELS[Tier(sponsor.tier)]), ""),
        (_("Bản chốt số liệu"), seal.number, ""),
        (_("Mã kiểm tra (SHA-256)"), seal.sha256, ""),
        (_("Kiểm tra mã tại"), seal.address, ""),
    ]


def _figures(sheet: SponsorSheet) -> Iterator[tuple[str, object, str]]:
    summary, engaged = sheet.summary, sheet.engagement
    audience, scale = summary.audience, summary.scale
    counted = Evidence.COUNTED
    rows = [
        (_("Quyền lợi thực hiện đủ"), sheet.delivered, counted),
        (_("Quyền lợi đã hứa"), len(sheet.kept), counted),
        (_("Lượt vào cổng"), audience.entries.value, audience.entries.evidence),
        (_("Lượt khách"), audience.visits.value, audience.visits.evidence),
        (_("Khách có thẻ"), audience.visitors.value, audience.visitors.evidence),
        (_("Đăng ký trước để lấy thẻ khách"), engaged.registered, counted),
        (_("Trong đó đã đến"), engaged.registered_came, counted),
        (_("Đơn vị bán hàng"), scale.exhibitors, counted),
        (_("Hợp tác xã, tổ hợp tác, hộ kinh doanh"), sheet.small, counted),
        (_("Tỉnh, thành phố"), scale.units, counted),
        (_("Sản phẩm"), scale.products, counted),
        (_("Trong đó có sao OCOP"), scale.starred, counted),
        (_("Doanh thu tại gian (đồng)"), summary.sales.total, Evidence.DECLARED),
        (_("Văn bản ký tại hội chợ"), summary.agreements.total.papers, Evidence.DECLARED),
    ]
    if sheet.on_passes:
        rows.append((_("Thẻ đã quét ở cổng ít nhất một lần"), sheet.on_passes.scanned, counted))
    for word, value, evidence in rows:
        yield word, _("không công bố") if value is None else value, _(EVIDENCE_LABELS[Evidence(evidence)])


def _benefits(sheet: SponsorSheet) -> Sheet:
    heads = [
        Head(_("Quyền lợi"), width=40),
        Head(_("Đơn vị tính")),
        Head(_("Đã hứa"), NUMBER),
        Head(_("Thực hiện"), NUMBER),
        Head(_("Trạng thái")),
        Head(_("Hạn"), DAY),
        Head(_("Bằng chứng"), width=40),
        Head(_("Lý do phần thiếu"), width=40),
        Head(_("Bù đắp"), width=40),
    ]
    rows = [
        (
            one.benefit.what,
            one.benefit.unit,
            one.benefit.promised,
            one.benefit.delivered,
            _(BENEFIT_STATE_LABELS[one.state]),
            one.benefit.due_on,
            one.benefit.proof,
            one.benefit.shortfall,
            one.benefit.make_good,
        )
        for one in sheet.kept
    ]
    return Sheet(_("Quyền lợi"), heads, rows)


def _proofs(sheet: SponsorSheet) -> Sheet:
    heads = [
        Head(_("Quyền lợi"), width=40),
        Head(_("Ngày"), DAY),
        Head(_("Giờ")),
        Head(_("Ở đâu"), width=30),
        Head(_("Lúc đó đã thực hiện"), NUMBER),
        Head(_("Ghi thêm"), width=40),
        Head(_("Mã của ảnh (SHA-256)"), width=68),
    ]
    rows = [(one.what, *_seen(one.seen)) for one in sheet.proofs]
    return Sheet(_("Bằng chứng"), heads, rows)


def _seen(proof: ProofFact) -> tuple[object, ...]:
    return (proof.day, proof.clock, proof.place, proof.delivered, proof.note, proof.photo)


def _people(sheet: SponsorSheet) -> list[Sheet]:
    audience = sheet.summary.audience
    days = [Head(_("Ngày"), DAY), Head(_("Lượt vào cổng"), NUMBER), Head(_("Lượt khách"), NUMBER)]
    hours = [Head(_("Ngày"), DAY), Head(_("Giờ"), NUMBER), Head(_("Lượt vào cổng"), NUMBER)]
    return [
        Sheet(_("Khách theo ngày"), days, [(one.day, one.entries, one.visits) for one in audience.days]),
        Sheet(_("Khách theo giờ"), hours, [(one.day, one.hour, one.entries) for one in audience.hours]),
    ]


def _sales(sheet: SponsorSheet) -> Sheet:
    """Every way to cut the published sales, one below the other."""
    heads = [
        Head(_("Chia theo"), width=28),
        Head(_("Nhóm"), width=40),
        Head(_("Đơn vị bán"), NUMBER),
        Head(_("Doanh thu"), MONEY, 24),
    ]
    rows = [
        (_(TABLES[name]), cell.label, cell.sellers, cell.amount)
        for name in SOLD
        for cell in figures.sales_table(sheet.summary, name).cells
    ]
    return Sheet(_("Doanh thu tự khai"), heads, rows)
