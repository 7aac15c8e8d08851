"""A fair's signing keys through its life: changed for a new one, refused, its passes signed again."""

from dataclasses import dataclass

from sqlalchemy import func, select, update

from fairapp.db import db, now
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.pass_keys import KeyState
from fairapp.domain.text import N_, clean
from fairapp.models import Fair, FairKey, Pass, User
from fairapp.services.accounts import audit
from fairapp.services.passes.holding import LONGEST_REASON, MOST_ISSUES
from fairapp.services.passes.keys import key_for, make_key, newest, wait_in_line

CHANGED = N_("Vừa có người đổi khoá nên chưa làm gì. Hãy xem lại danh sách khoá dưới đây.")
MORE_PASSES = N_("Số thẻ của khoá này vừa thay đổi nên chưa thu hồi. Hãy xem lại số thẻ rồi xác nhận lại.")


@dataclass(frozen=True)
class KeyLine:
    """One key as the organiser sees it. `open_passes` would stop opening the gate if it were refused."""

    key: FairKey
    state: KeyState
    passes: int
    open_passes: int


def list_keys(fair: Fair) -> list[KeyLine]:
    """A fair's keys, the newest first, with how many passes each signed."""
    signed = (
        select(Pass.key_id, func.count(), func.count().filter(Pass.revoked_at.is_(None)))
        .where(Pass.fair_id == fair.id)
        .group_by(Pass.key_id)
    )
    counted = {key_id: (passes, held) for key_id, passes, held in db.session.execute(signed)}
    query = select(FairKey).where(FairKey.fair_id == fair.id).order_by(FairKey.key_id.desc())
    keys = db.session.scalars(query.execution_options(populate_existing=True)).all()
    current = next((key.key_id for key in keys if key.refused_at is None), None)
    return [KeyLine(key, _state(key, current), *counted.get(key.key_id, (0, 0))) for key in keys]


def get_key(key_id: int, fair: Fair) -> KeyLine:
    found = next((line for line in list_keys(fair) if line.key.key_id == key_id), None)
    if found is None:
        raise NotFound(N_("Hội chợ này không có khoá đó."))
    return found


def rotate(fair: Fair, actor: User, seen: int) -> FairKey:
    """Sign new passes with a new key. `seen` is the current key that the person looked at, 0 for none."""
    wait_in_line(fair)
    current = newest(fair)
    if (current.key_id if current else 0) != seen:
        raise Conflict(CHANGED)
    made = make_key(fair)
    _audit(actor, fair, "rotate", N_("Đổi sang khoá ký thẻ số %(key)d."), key=made.key_id)
    return made


def refuse(fair: Fair, actor: User, key_id: int, reason: str, seen: int) -> FairKey:
    """No pass of this key opens a gate any more. `seen` is how many passes the person was told of.

    The current key is followed by a new one at once, so that no pass is signed with an older key again.
    """
    wait_in_line(fair)
    if get_key(key_id, fair).state is KeyState.REFUSED:
        # Asked before the key is locked: who found it refused while giving a pass holds it and waits for us.
        raise Conflict(N_("Khoá này đã bị thu hồi từ trước."))
    key = db.session.scalars(
        select(FairKey).where(FairKey.fair_id == fair.id, FairKey.key_id == key_id).with_for_update()
    ).one()
    reason = clean(reason)[:LONGEST_REASON]
    if not reason:
        raise Invalid(N_("Hãy ghi lý do thu hồi."), field="reason")
    line = get_key(key_id, fair)
    if line.open_passes != seen:
        raise Conflict(MORE_PASSES)
    if line.state is KeyState.CURRENT:
        make_key(fair)
    key.refused_at = now()
    db.session.flush()
    sentence = N_("Thu hồi khoá ký thẻ số %(key)d, %(n)d thẻ không vào cổng được nữa: %(reason)s")
    _audit(actor, fair, "refuse", sentence, key=key_id, n=seen, reason=reason)
    return key


def count_shut_out(fair: Fair) -> int:
    """Passes that nobody revoked and that no gate opens for, because their key is refused."""
    return db.session.scalar(select(func.count(Pass.id)).where(*_shut_out(fair))) or 0


def is_shut_out(badge: Pass) -> bool:
    key = select(FairKey.refused_at).where(FairKey.fair_id == badge.fair_id, FairKey.key_id == badge.key_id)
    return badge.revoked_at is None and db.session.scalar(key) is not None


def sign_again(fair: Fair, actor: User) -> int:
    """Passes of refused keys get the current key and a new issue, to be printed anew; gives how many."""
    wait_in_line(fair)
    key = key_for(fair)
    again = (
        update(Pass)
        .where(*_shut_out(fair), Pass.issue < MOST_ISSUES)
        .values(key_id=key.key_id, issue=Pass.issue + 1, reissued_at=now(), printed_at=None)
        .execution_options(synchronize_session="fetch")
    )
    done: int = db.session.execute(again).rowcount
    if not done:
        raise Conflict(N_("Không có thẻ nào cần ký lại."))
    _audit(actor, fair, "sign_again", N_("Ký lại %(n)d thẻ bằng khoá số %(key)d."), n=done, key=key.key_id)
    return done


def _shut_out(fair: Fair) -> list:
    refused = select(FairKey.key_id).where(FairKey.fair_id == fair.id, FairKey.refused_at.is_not(None))
    return [Pass.fair_id == fair.id, Pass.revoked_at.is_(None), Pass.key_id.in_(refused)]


def _state(key: FairKey, current: int | None) -> KeyState:
    if key.refused_at is not None:
        return KeyState.REFUSED
    return KeyState.CURRENT if key.key_id == current else KeyState.EARLIER


def _audit(actor: User, fair: Fair, verb: str, sentence: str, **values: object) -> None:
    audit(actor, f"key.{verb}", "fair", fair.id, sentence, fair_id=fair.id, private=True, **values)
