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
    LEAD = "lead"
    RULE = "rule"


HOW_LABELS = {
    How.HAND: N_("Xếp bằng tay"),
    How.LEAD: N_("Đầu mối đoàn xếp"),
    How.RULE: N_("Xếp tự động"),
}


class RunKind(StrEnum):
    """A trial shows what a choice would cost; only a full run can become a plan."""

    TRIAL = "trial"
    FULL = "full"


class RunState(StrEnum):
    """A run waits for a worker, is worked on, and ends in one of the others."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"
    FAILED = "failed"


RUN_STATE_LABELS = {
    RunState.WAITING: N_("Đang chờ"),
    RunState.RUNNING: N_("Đang chạy"),
    RunState.DONE: N_("Đã xong"),
    RunState.DROPPED: N_("Đã bỏ"),
    RunState.FAILED: N_("Không thành"),
}


class Stop(StrEnum):
    """What an organiser wants of a run that it does not let go on."""

    KEEP = "keep"
    DROP = "drop"
