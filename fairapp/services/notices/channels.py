"""The ways a notice goes. Another one (docs/operations.md: Zalo ZNS) is another class in these tuples."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fairapp.domain.letters import LetterState
from fairapp.domain.notices import ChannelKind, NoticeState, state_of_letter
from fairapp.models import Notice
from fairapp.services import letters
from fairapp.services.letters import Draft


@dataclass(frozen=True)
class Addressee:
    """Somebody with its addresses; each may be missing."""

    name: str
    email: str
    phone: str
    language: str
    user_id: int | None

    @property
    def has_account(self) -> bool:
        return self.user_id is not None


@dataclass(frozen=True)
class News:
    """A notice to be told. `key` says what it is about: of two with one key the first stands."""

    key: str
    to: Addressee
    subject: str
    body: str
    path: str = ""
    fair_id: int | None = None
    circular_id: int | None = None


@dataclass(frozen=True)
class Sent:
    """A notice with what is known of its letter; `letter_state` is None where none was written."""

    notice: Notice
    letter_state: LetterState | None = None
    attempts: int = 0
    error: str = ""
    letter_at: datetime | None = None

    def state(self, kind: ChannelKind) -> NoticeState | None:
        """How it stands with one channel; None where that channel does not reach this recipient."""
        return CHANNELS[kind].state(self)


class Channel(Protocol):
    """A way to a recipient, and how a notice on it stands."""

    kind: ChannelKind

    def reaches(self, to: Addressee) -> bool: ...

    def state(self, sent: Sent) -> NoticeState | None: ...


class Carrier(Channel, Protocol):
    """A channel that has something to send: it takes the news over in the transaction in which they are told,
    in a fixed number of statements, and under their keys, so that nothing is sent twice."""

    def carry(self, news: Sequence[News]) -> None: ...


class Inbox:
    """The notice's own row, shown to whoever has an account."""

    kind = ChannelKind.INBOX

    def reaches(self, to: Addressee) -> bool:
        return to.has_account

    def state(self, sent: Sent) -> NoticeState | None:
        if sent.notice.user_id is None:
            return None
        return NoticeState.READ if sent.notice.read_at else NoticeState.SENT


class Email:
    """A letter under the notice's key."""

    kind = ChannelKind.EMAIL

    def reaches(self, to: Addressee) -> bool:
        return bool(to.email)

    def state(self, sent: Sent) -> NoticeState | None:
        return state_of_letter(sent.letter_state, sent.attempts) if sent.letter_state else None

    def carry(self, news: Sequence[News]) -> None:
        letters.write_all([Draft(one.key, one.to.email, one.subject, one.body, one.fair_id) for one in news])


class CopiedText:
    """The row's text, copied into Zalo or read out by a person, who then says so."""

    kind = ChannelKind.BY_HAND

    def reaches(self, to: Addressee) -> bool:
        return bool(to.phone)

    def state(self, sent: Sent) -> NoticeState | None:
        if sent.notice.handed_at:
            return NoticeState.DONE
        return NoticeState.TO_DO if sent.notice.phone else None


EMAIL = Email()
CHANNELS: dict[ChannelKind, Channel] = {channel.kind: channel for channel in (Inbox(), EMAIL, CopiedText())}
CARRIERS: tuple[Carrier, ...] = (EMAIL,)
