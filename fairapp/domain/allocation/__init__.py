"""Which exhibitor gets which booth.

`instance`, `files`, `weights`, `objective` and `checker` say what is asked and how good an answer is;
`engine` answers. `spots`, `blocks`, `hand` and `simple*` are the first rule and placing by hand.
"""

from fairapp.domain.allocation.mixing import AIM_LABELS, Aim
from fairapp.domain.allocation.states import (
    HOW_LABELS,
    RUN_STATE_LABELS,
    How,
    PlanState,
    RunKind,
    RunState,
    Stop,
)
from fairapp.domain.allocation.weights import PRESET_LABELS, Preset

__all__ = [
    "AIM_LABELS",
    "HOW_LABELS",
    "PRESET_LABELS",
    "RUN_STATE_LABELS",
    "Aim",
    "How",
    "PlanState",
    "Preset",
    "RunKind",
    "RunState",
    "Stop",
]
