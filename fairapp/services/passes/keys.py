"""A fair's signing key, and the tokens it signs. A token is never stored: it is made again from the row."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app
from sqlalchemy import Row, select

from fairapp.config import Config
from fairapp.db import db
from fairapp.domain.errors import Conflict
from fairapp.domain.pass_keys import LAST_KEY, generate_key, open_key, public_bytes, seal_key
from fairapp.domain.passes import Kind, PassBody, RoleCode, address, sign
from fairapp.domain.text import N_
from fairapp.models import Fair, FairKey, Pass

FIRST_KEY = 1


def key_for(fair: Fair) -> FairKey:
    """The key that new passes are signed with, made at first use; not refused before they are written."""
    found = newest(fair, shared=True)
    if found is None:
        wait_in_line(fair)
        found = newest(fair) or make_key(fair)
    return found


def wait_in_line(fair: Fair) -> None:
    """Whoever gives out a fair's passes does so one after the other; what is read next is the last word.

    The fair's own row is only held against others in this line, not against rows that point to it.
    """
    db.session.execute(select(Fair.id).where(Fair.id == fair.id).with_for_update(key_share=True))


def newest(fair: Fair, *, shared: bool = False) -> FairKey | None:
    """The newest key that is not refused. `shared` keeps it from being refused while passes are written."""
    keys = select(FairKey).where(FairKey.fair_id == fair.id, FairKey.refused_at.is_(None))
    query = keys.order_by(FairKey.key_id.desc()).limit(1)
    return db.session.scalar(query.with_for_update(read=True) if shared else query)


def make_key(fair: Fair) -> FairKey:
    used = db.session.scalars(select(FairKey.key_id).where(FairKey.fair_id == fair.id)).all()
    key_id = max(used, default=FIRST_KEY - 1) + 1
    if key_id > LAST_KEY:
        raise Conflict(N_("Hội chợ này đã dùng hết số khoá, không đổi khoá được nữa."))
    private = generate_key()
    key = FairKey(
        fair_id=fair.id,
        key_id=key_id,
        public_key=public_bytes(private),
        private_key=seal_key(private, _config().secret_key, _owner(fair.id, key_id)),
    )
    db.session.add(key)
    db.session.flush()
    return key


def reseal(old_secret: str) -> int:
    """Seal every private key with today's secret instead of an old one; gives how many.

    ValueError when the old secret is not the one: nothing may be kept then.
    """
    keys = db.session.scalars(select(FairKey).order_by(FairKey.id).with_for_update()).all()
    for key in keys:
        owner = _owner(key.fair_id, key.key_id)
        private = open_key(key.private_key, old_secret, owner)
        key.private_key = seal_key(private, _config().secret_key, owner)
    db.session.flush()
    return len(keys)


def body_of(badge: Pass | Row) -> PassBody:
    """What the token of this pass, or of a row of its columns, says."""
    return PassBody(
        fair=badge.fair_id,
        number=badge.number,
        role=RoleCode(badge.role).role,
        first_day=badge.first_day,
        day_bits=badge.day_bits,
        key=badge.key_id,
        issue=badge.issue,
        zones=badge.zone_bits,
        kind=Kind(badge.kind),
    )


@dataclass
class Signer:
    """Opens each key once, however many passes are printed."""

    opened: dict[tuple[int, int], Ed25519PrivateKey] = field(default_factory=dict)

    def code(self, badge: Pass) -> str:
        """What the QR code of this pass says."""
        return address(_config().public_url, sign(body_of(badge), self._key(badge)))

    def _key(self, badge: Pass) -> Ed25519PrivateKey:
        name = (badge.fair_id, badge.key_id)
        if name not in self.opened:
            query = select(FairKey).where(FairKey.fair_id == name[0], FairKey.key_id == name[1])
            self.opened[name] = private_key(db.session.scalars(query).one())
        return self.opened[name]


def private_key(key: FairKey) -> Ed25519PrivateKey:
    return open_key(key.private_key, _config().secret_key, _owner(key.fair_id, key.key_id))


def _owner(fair_id: int, key_id: int) -> str:
    return f"fair {fair_id} key {key_id}"


def _config() -> Config:
    return current_app.config["FAIRAPP"]
