"""What every figure means and how it is known, and the rules by which figures are made.

Page, paper and export read these words from the snapshot, into which they are frozen with the facts: who
mends a sentence here changes later snapshots only.
"""

from dataclasses import replace

from fairapp.domain.definitions.people import AUDIENCE, GATE_HOURS, SCALE
from fairapp.domain.definitions.rules import RULES
from fairapp.domain.definitions.trade import (
    ANSWERED,
    BECAME,
    EARLIER_SALES,
    ESTIMATES,
    SALES,
    SIGNED,
    TAKINGS,
)
from fairapp.domain.definitions.units import AREA, DONG, PERMILLE
from fairapp.domain.facts import DefinitionFact, FairFacts, RuleFact

__all__ = ["AREA", "CURRENT", "DONG", "EARLIER", "PERMILLE", "RULES", "SINCE", "definitions_of", "rules_of"]

SINCE = 3
"""The first layout whose facts bring their own words."""

CURRENT = (*SCALE, *AUDIENCE, *TAKINGS, *ANSWERED, *ESTIMATES, *SIGNED, *BECAME, *GATE_HOURS)

EARLIER = tuple(
    replace(one, words=EARLIER_SALES) if one.words == SALES else one
    for one in CURRENT
    if one not in (*ESTIMATES, *BECAME, *GATE_HOURS)
)
"""The words that were printed of snapshots that did not bring their own."""


def definitions_of(facts: FairFacts) -> tuple[DefinitionFact, ...]:
    return facts.definitions or (CURRENT if facts.layout >= SINCE else EARLIER)


def rules_of(facts: FairFacts) -> tuple[RuleFact, ...]:
    return facts.rules or RULES
