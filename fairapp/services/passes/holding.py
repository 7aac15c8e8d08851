"""What happens to a pass in its life: renamed, revoked, printed again, forgotten."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select

from fairapp.db import db, now
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_, clean, fold
from fairapp.domain.visitors import ERASED_NAME
from fairapp.models import Pass, User
from fairapp.services import visitors
from fairapp.services.accounts import audit
from fairapp.services.passes.keys import key_for
from fairapp.services.passes.press import set_holder

MOST_ISSUES = 255
LONGEST_REASON = 200


def revoke(badge: Pass, reason: str, actor: User | None) -> None:
    """The pass opens no gate any more."""
    reason = clean(reason)
    if not reason:
        raise Invalid(N_("Hãy ghi lý do thu hồi."), field="reason")
    require_valid(badge)
    badge.revoked_at, badge.revoked_reason = now(), reason[:LONGEST_REASON]
    if badge.visitor is not None:
        visitors.end(badge.visitor)
    _audit(actor, badge, "revoke", N_("Thu hồi thẻ: %(reason)s"), reason=reason)


def reprint(badge: Pass, actor: User | None) -> None:
    """A new issue; every copy handed out before is void."""
    require_valid(badge)
    raise_issue(badge)
    _audit(actor, badge, "reprint", N_("Cấp lại thẻ, bản số %(issue)d."), issue=badge.issue)


def rename(badge: Pass, name: str, actor: User | None) -> None:
    """Another person takes the pass; what was printed in the first one's name is void."""
    require_valid(badge)
    if clean(name) == badge.holder_name:
        return
    before = badge.holder_name
    set_holder(badge, name)
    _rename_among_staff(badge, before)
    if badge.printed_at is not None:
        raise_issue(badge)
    _audit(
        actor, badge, "rename", N_("Đổi người giữ thẻ từ %(before)s sang %(name)s."), before=before, name=name
    )


def erase_visitor(badge: Pass, actor: User | None = None) -> None:
    """Forget who a visitor's pass belonged to, at that person's wish or because the fair is long over.

    The pass stays without a name, so that the count of visits stays true.
    """
    visitor = badge.visitor
    if visitor is None:
        return
    let_go(badge, now())
    visitors.erase(visitor)
    visitors.note_erasure(actor, badge.fair)


def erase_old_visitors(at: datetime) -> int:
    """Forget the visitors of fairs that ended a while ago, as they were promised; gives how many."""
    due = visitors.list_due_for_erasure(at)
    ids, of_fair = [visitor.id for visitor in due], Counter(visitor.fair for visitor in due)
    for badge in db.session.scalars(select(Pass).where(Pass.visitor_id.in_(ids))) if ids else []:
        let_go(badge, at)
    for visitor in due:
        visitors.erase(visitor)
    for group in visitors.list_groups_due_for_erasure(at):
        visitors.erase_group(group)
    for fair, n in of_fair.items():
        visitors.note_erasure(None, fair, n)
    return len(due)


def _rename_among_staff(badge: Pass, before: str) -> None:
    """The application's list follows, or issuing again would give the first person another pass."""
    staff = badge.application.staff if badge.application is not None else []
    person = next((person for person in staff if fold(person.name) == fold(before)), None)
    if person is not None:
        person.name = badge.holder_name


def let_go(badge: Pass, at: datetime | None = None) -> None:
    """The pass ends and is nobody's any more."""
    badge.visitor_id, badge.holder_line = None, ""
    set_holder(badge, ERASED_NAME)
    if badge.revoked_at is None:
        badge.revoked_at, badge.revoked_reason = at or now(), ERASED_NAME
    db.session.flush()


def require_valid(badge: Pass) -> None:
    if badge.revoked_at is not None:
        raise Conflict(N_("Thẻ này đã bị thu hồi."))


def raise_issue(badge: Pass) -> None:
    if badge.issue >= MOST_ISSUES:
        raise Invalid(N_("Thẻ này đã cấp lại quá nhiều lần. Hãy thu hồi và cấp thẻ mới."))
    badge.issue += 1
    badge.reissued_at = now()
    badge.key_id = key_for(badge.fair).key_id  # a refused key would not open the gate for the new copy
    badge.printed_at = None
    db.session.flush()


def _audit(actor: User | None, badge: Pass, verb: str, sentence: str, **values: object) -> None:
    audit(actor, f"pass.{verb}", "pass", badge.id, sentence, fair_id=badge.fair_id, **values)
