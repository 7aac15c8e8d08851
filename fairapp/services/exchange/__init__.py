"""Lists in and out: producers, products, applications and booths."""

from fairapp.services.exchange.files import (
    check_next,
    count,
    discard,
    forget_old,
    get,
    list_latest,
    list_rows,
    take_over,
    upload,
)
from fairapp.services.exchange.scope import Scope

__all__ = [
    "Scope",
    "check_next",
    "count",
    "discard",
    "forget_old",
    "get",
    "list_latest",
    "list_rows",
    "take_over",
    "upload",
]
