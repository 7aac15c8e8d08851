"""A province pays for several of its exhibitors in one transfer."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fairapp.db import db, now
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.purpose_codes import purpose_code
from fairapp.domain.text import N_
from fairapp.models import Application, Delegation, Fair, FeeBundle, FeeBundleMember, User
from fairapp.services import accounts
from fairapp.services.fees.balances import Balance
from fairapp.services.fees.issuing import next_number
from fairapp.services.fees.listing import held_in_bundles, list_delegation
from fairapp.services.fees.schedules import find_schedule, wait_in_line

NO_BUNDLE = N_("Không có phiếu nộp chung này.")


@dataclass(frozen=True)
class Together:
    """A bundle with its members' invoices as they stand."""

    bundle: FeeBundle
    members: list[Balance]

    @property
    def lacking(self) -> int:
        return sum(member.lacking for member in self.members)

    @property
    def payable(self) -> int:
        return sum(member.invoice.payable for member in self.members)


def make(delegation: Delegation, lead: User, application_ids: Collection[int]) -> FeeBundle:
    """One code for these exhibitors, who are then paid for."""
    fair = delegation.fair
    wait_in_line(fair)
    lacking = {b.invoice.application_id for b in list_delegation(delegation) if b.lacking}
    chosen = sorted(set(application_ids))
    if not chosen:
        raise Invalid(N_("Hãy chọn ít nhất một chủ thể để nộp chung."))
    if not set(chosen) <= lacking:
        raise Conflict(N_("Trong danh sách có chủ thể đã nộp đủ. Hãy tải lại trang rồi chọn lại."))
    if set(chosen) & set(held_in_bundles(fair)):
        raise Conflict(N_("Trong danh sách có chủ thể đã ở phiếu nộp chung khác."))
    schedule = find_schedule(fair)
    if schedule is None or not schedule.account_number:
        raise Conflict(N_("Ban tổ chức chưa ghi tài khoản nhận phí."))
    number = next_number(fair)
    bundle = FeeBundle(
        fair_id=fair.id,
        delegation_id=delegation.id,
        number=number,
        code=purpose_code(fair.id, number),
        payer=delegation.full_name,
        made_by_id=lead.id,
    )
    bundle.members = [FeeBundleMember(application_id=key) for key in chosen]
    db.session.add(bundle)
    db.session.flush()
    _note(lead, bundle, "make", N_("Lập phiếu nộp chung số %(number)d cho %(n)d chủ thể."), n=len(chosen))
    return bundle


def cancel(bundle: FeeBundle, lead: User) -> None:
    """Its members pay for themselves again; a transfer that still carries the code reaches them."""
    wait_in_line(bundle.fair)
    db.session.refresh(bundle)
    if bundle.cancelled_at is not None:
        raise Conflict(N_("Phiếu nộp chung này đã bỏ."))
    bundle.cancelled_at = now()
    for member in bundle.members:
        member.released_at = bundle.cancelled_at
    db.session.flush()
    _note(lead, bundle, "cancel", N_("Bỏ phiếu nộp chung số %(number)d."))


def get_for_delegation(bundle_id: int, delegation: Delegation) -> FeeBundle:
    query = _whole().where(FeeBundle.id == bundle_id, FeeBundle.delegation_id == delegation.id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(NO_BUNDLE)
    return found


def list_for_delegation(delegation: Delegation, members: list[Balance]) -> list[Together]:
    """Bundles that hold, the latest first; `members` are the province's invoices."""
    query = (
        _whole()
        .where(FeeBundle.delegation_id == delegation.id, FeeBundle.cancelled_at.is_(None))
        .order_by(FeeBundle.id.desc())
    )
    return [together(bundle, members) for bundle in db.session.scalars(query)]


def together(bundle: FeeBundle, members: list[Balance]) -> Together:
    mine = {member.application_id for member in bundle.members}
    return Together(bundle, [b for b in members if b.invoice.application_id in mine])


def find_holding(application: Application) -> FeeBundle | None:
    """The bundle that pays for this exhibitor."""
    query = (
        select(FeeBundle)
        .join(FeeBundleMember)
        .where(FeeBundleMember.application_id == application.id, FeeBundleMember.released_at.is_(None))
    )
    return db.session.scalar(query)


def list_for_fair(fair: Fair) -> dict[int, FeeBundle]:
    """The bundles that hold, by their id."""
    query = select(FeeBundle).where(FeeBundle.fair_id == fair.id, FeeBundle.cancelled_at.is_(None))
    return {bundle.id: bundle for bundle in db.session.scalars(query)}


def _whole():  # noqa: ANN202  (a Select of FeeBundle)
    return select(FeeBundle).options(selectinload(FeeBundle.members))


def _note(actor: User, bundle: FeeBundle, verb: str, sentence: str, **values: object) -> None:
    accounts.audit(
        actor,
        f"fee_bundle.{verb}",
        "fee_bundle",
        bundle.id,
        sentence,
        fair_id=bundle.fair_id,
        number=bundle.number,
        **values,
    )
