"""Many reports of one snapshot, made one after the other by a worker."""

from dataclasses import dataclass
from enum import StrEnum

from fairapp.domain.allocation import RunState
from fairapp.domain.text import N_


class BatchKind(StrEnum):
    """Which reports are made; services/reports/making.py says how each is."""

    SPONSORS = "sponsors"
    DELEGATIONS = "delegations"


BATCH_KIND_LABELS = {
    BatchKind.SPONSORS: N_("Báo cáo tài trợ"),
    BatchKind.DELEGATIONS: N_("Báo cáo theo đoàn"),
}

UNDER_WAY = (RunState.WAITING, RunState.RUNNING)
ENDED_EARLY = (RunState.FAILED, RunState.DROPPED)


@dataclass(frozen=True)
class Document:
    """A report on paper, ready to be kept: `key` says whose it is."""

    key: str
    name: str
    content: bytes
