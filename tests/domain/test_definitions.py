"""Every figure has one definition, in the words of the day on which it was frozen."""

from dataclasses import replace

from hypothesis import given, settings

from fairapp.domain import definitions
from fairapp.domain.cells import cells_of
from fairapp.domain.evidence import Evidence
from fairapp.domain.facts import from_json, to_json
from fairapp.domain.publication import publish
from fairapp.domain.summary import summarise
from tests.domain.fair_facts import a_fair_in_facts, fairs

LATER = {"papers_by_event", "entries_by_hour_and_gate"}


def test_a_figure_is_defined_once_and_says_how_it_is_known():
    keys = [one.key for one in definitions.CURRENT]
    assert len(set(keys)) == len(keys)
    for one in definitions.CURRENT:
        assert one.evidence in set(Evidence), one
        assert all((one.name, one.words, one.unit)), one


@given(fairs())
@settings(max_examples=20, deadline=None)
def test_no_figure_is_told_without_a_definition(facts):
    for summary in (summarise(facts), publish(facts)):
        for address, cell in cells_of(summary).items():
            assert summary.define(address.figure) is not None, address
            assert cell.evidence in set(Evidence)


def test_every_definition_is_used():
    facts = a_fair_in_facts()
    used = {address.figure for address in cells_of(summarise(facts))}
    assert {one.key for one in definitions.CURRENT} - used == {"entries_sampled"}


def test_a_snapshot_keeps_the_words_it_was_frozen_with():
    words = replace(definitions.CURRENT[0], words="Lời ngày ấy.")
    frozen = to_json(replace(a_fair_in_facts(), definitions=(words,)))
    assert summarise(from_json(frozen)).define(words.key).words == "Lời ngày ấy."


def test_an_earlier_layout_says_what_was_printed_of_it():
    earlier = summarise(replace(a_fair_in_facts(), layout=2))
    assert "không ước thay" in earlier.define("sales").words
    assert earlier.define("unanswered_sales") is None
    assert earlier.unanswered is None
    assert not any(address.figure.startswith("unanswered") for address in cells_of(earlier))


def test_what_was_frozen_before_a_figure_was_invented_has_no_cell_of_it():
    """An export that was written then is still right."""
    then = tuple(one for one in definitions.CURRENT if one.key not in LATER)
    facts = a_fair_in_facts()
    now, old = cells_of(summarise(facts)), cells_of(summarise(replace(facts, definitions=then)))
    gone = {address.figure for address in now.keys() - old.keys()}
    assert gone == LATER
    assert all(now[address] == cell for address, cell in old.items())


def test_a_part_is_known_no_better_than_its_whole():
    cells = cells_of(summarise(a_fair_in_facts()))
    whole = {address.figure: cell.evidence for address, cell in cells.items() if not address.key}
    assert whole["visits"] == Evidence.ESTIMATED
    assert {c.evidence for a, c in cells.items() if a.figure == "visits_by_day"} == {Evidence.ESTIMATED}
