"""Which exhibitor gets which booth.

`instance`, `files`, `weights`, `objective` and `checker` say what is asked and how good an answer is;
`engine` answers. `spots`, `blocks`, `hand` and `simple*` are the first rule and placing by hand.
"""

from fairapp.domain.allocation.states import HOW_LABELS, How, PlanState

__all__ = ["HOW_LABELS", "How", "PlanState"]
