"""What a plan may be, and by whom a booth was given."""

from enum import StrEnum

from fairapp.domain.text import N_


class PlanState(StrEnum):
    """A plan is worked on, then published; a later published plan supersedes it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class How(StrEnum):
    """By whom a booth was given."""

    HAND = "hand"
    RULE = "rule"


HOW_LABELS = {How.HAND: N_("Xếp bằng tay"), How.RULE: N_("Xếp tự động")}
