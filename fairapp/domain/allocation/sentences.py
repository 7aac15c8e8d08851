"""A stored reason: clauses that are msgids of their own, and the values for their places."""

from dataclasses import dataclass, field

from fairapp.domain.text import N_

BETWEEN = "; "
"""A stored reason is clauses joined by this; each clause is translated by itself."""

BY_HAND = N_("Ban tổ chức chọn gian này")
BY_LEAD = N_("Đầu mối đoàn chọn gian này trong khu của đoàn")


@dataclass(frozen=True)
class Reason:
    """What is stored with a decision: a sentence of msgids and the values for its places."""

    sentence: str
    values: dict[str, object] = field(default_factory=dict)
