"""Notices: written once, to an inbox, by letter, and as text that a person passes on."""

from fairapp.services.notices.channels import CHANNELS, Addressee, News, Sent
from fairapp.services.notices.inbox import count_unread, get_for_user, list_for_user, list_latest, mark_read
from fairapp.services.notices.ledger import Tally, Wanted, list_sent, mark_handed, tally
from fairapp.services.notices.telling import list_told, tell

__all__ = [
    "CHANNELS",
    "Addressee",
    "News",
    "Sent",
    "Tally",
    "Wanted",
    "count_unread",
    "get_for_user",
    "list_for_user",
    "list_latest",
    "list_sent",
    "list_told",
    "mark_handed",
    "mark_read",
    "tally",
    "tell",
]
