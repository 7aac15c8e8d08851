"""A fair's application form: what it asks of whom, and the words it wants accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from fairapp.db import db
from fairapp.domain.application_form import (
    LONGEST_WORDING,
    MOST_COMMITMENTS,
    USUAL_COMMITMENTS,
    USUAL_CONSENT,
    FieldAsk,
    FormField,
    Wording,
    asks_of,
    choices_of,
    kept_wording,
    read_wording,
)
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.text import N_, Bilingual, clean_lines
from fairapp.models import Fair, FormRule, User
from fairapp.services import accounts, fairs

CHANGED = N_("Mẫu đơn vừa được người khác sửa. Hãy xem lại rồi đặt lại.")
NO_CHOICE = N_("Có ô chưa chọn. Hãy tải lại trang rồi đặt lại.")

Table = Mapping[FormField, Mapping[ProducerKind, FieldAsk]]


@dataclass(frozen=True)
class FairForm:
    """The form of one fair as it stands; `version` 0: nobody has changed it."""

    said: Mapping[str, Mapping[str, str]]
    commitments: tuple[Wording, ...]
    consent: Wording
    version: int

    def asks(self, kind: ProducerKind) -> dict[FormField, FieldAsk]:
        return asks_of(self.said, kind)


def read(fair: Fair) -> FairForm:
    rule = db.session.get(FormRule, fair.id)
    if rule is None:
        return FairForm({}, USUAL_COMMITMENTS, USUAL_CONSENT, 0)
    commitments = rule.commitments
    return FairForm(
        rule.asks,
        USUAL_COMMITMENTS if commitments is None else tuple(read_wording(one) for one in commitments),
        read_wording(rule.consent) if rule.consent else USUAL_CONSENT,
        rule.version,
    )


def change_asks(fair: Fair, actor: User, table: Table, version: int) -> bool:
    """Set the whole table of fields; False when nothing has changed."""
    rule = _open(fair, version)
    for field, asks in table.items():
        if not set(asks.values()) <= set(choices_of(field)):
            raise Invalid(NO_CHOICE)
    said = {f.value: {kind.value: ask.value for kind, ask in asks.items()} for f, asks in table.items()}
    before = read(fair)
    if all(asks_of(said, kind) == before.asks(kind) for kind in ProducerKind):
        return False
    rule.asks = said
    _keep(rule, actor, "form.fields", N_("Đặt lại các mục trong đơn đăng ký."))
    return True


def change_words(
    fair: Fair,
    actor: User,
    commitments: Sequence[tuple[str, Bilingual]],
    consent: Bilingual,
    version: int,
) -> bool:
    """Set the commitments, each with the key it had or none, and the consent; new words, new version."""
    rule = _open(fair, version)
    before = read(fair)
    if len(commitments) > MOST_COMMITMENTS:
        raise Invalid(N_("Nhiều nhất %(max)d điều cam kết."), max=MOST_COMMITMENTS)
    known = {wording.key: wording for wording in before.commitments}
    after = tuple(_wording(known.get(key), words, "commitments") for key, words in commitments)
    agreed = _wording(before.consent, consent, "consent")
    if (after, agreed) == (before.commitments, before.consent):
        return False
    rule.commitments = [kept_wording(wording) for wording in after]
    rule.consent = kept_wording(agreed)
    _keep(rule, actor, "form.words", N_("Đặt lại lời cam kết và lời đồng ý xử lý dữ liệu."))
    return True


def copy_form(old: Fair, new: Fair) -> None:
    """The next edition begins with what the last one asked."""
    rule = db.session.get(FormRule, old.id)
    if rule is not None:
        kept = FormRule(fair_id=new.id, asks=rule.asks, commitments=rule.commitments, consent=rule.consent)
        db.session.add(kept)
        db.session.flush()


def _wording(known: Wording | None, words: Bilingual, field: str) -> Wording:
    words = Bilingual(clean_lines(words.vi), clean_lines(words.en))
    if not words.vi:
        raise Invalid(N_("Hãy viết lời tiếng Việt."), field=field)
    if max(len(words.vi), len(words.en)) > LONGEST_WORDING:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field=field, max=LONGEST_WORDING)
    if known is None:
        return Wording(uuid4().hex[:12], 1, words)
    if known.words == words:
        return known
    return Wording(known.key, known.version + 1, words)


def _open(fair: Fair, version: int) -> FormRule:
    """The row to be written, unless somebody else has written it since it was read."""
    fairs.require_open_book(fair)
    rule = db.session.get(FormRule, fair.id, with_for_update=True)
    if (rule.version if rule else 0) != version:
        raise Conflict(CHANGED)
    return rule or FormRule(fair_id=fair.id, asks={})


def _keep(rule: FormRule, actor: User, action: str, sentence: str) -> None:
    db.session.add(rule)
    db.session.flush()
    accounts.audit(actor, action, "fair", rule.fair_id, sentence, fair_id=rule.fair_id)
