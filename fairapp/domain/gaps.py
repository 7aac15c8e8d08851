"""What stands in the way of something, as a sentence that says what to do."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Missing:
    """`field` is where to mend it. What does not block is only worth knowing."""

    field: str
    sentence: str
    values: dict[str, object] = field(default_factory=dict)
    blocks: bool = True
