"""Colour is never the only sign of a state."""

from enum import Enum

import pytest
from flask import Flask

from fairapp.config import ROOT
from fairapp.domain.allocation import PlanState
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.evidence import Evidence
from fairapp.domain.fairs import FairState, Hold, Phase
from fairapp.domain.gate_phones import PhoneState
from fairapp.domain.producers import CertificateState
from fairapp.domain.sales import DiaryState
from fairapp.domain.sponsors import BenefitState
from fairapp.web import icons, shapes, statuses

ENUMERATIONS = [
    ApplicationState,
    BenefitState,
    CertificateState,
    Decision,
    DiaryState,
    Evidence,
    FairState,
    Hold,
    Phase,
    PhoneState,
    PlanState,
]
FAMILIES = sorted(statuses.LOOKS)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_state_has_a_known_tone_and_shape(family):
    for look in statuses.LOOKS[family].values():
        assert look.word and look.tone in shapes.INKS and look.shape in shapes.SHAPES


@pytest.mark.parametrize("family", FAMILIES)
def test_states_of_one_family_are_told_apart_without_colour(family):
    looks = statuses.LOOKS[family].values()
    assert len({look.word for look in looks}) == len(looks)
    assert len({(look.shape, look.tone) for look in looks}) == len({look.shape for look in looks})


@pytest.mark.parametrize("states", ENUMERATIONS)
def test_every_state_of_the_domain_has_a_look(states: type[Enum]):
    for state in states:
        assert statuses.status_look(state).word


def test_enumeration_tells_its_family():
    assert statuses.status_look(FairState.DRAFT) == statuses.LOOKS["fair"]["draft"]


def test_bare_word_with_two_meanings_must_name_its_family():
    with pytest.raises(LookupError, match="closed"):
        statuses.status_look("closed")
    assert statuses.status_look("closed", "phase").word == "Đã khoá sổ"


def test_unknown_state_is_an_error_not_a_blank():
    with pytest.raises(LookupError):
        statuses.status_look("astray")
    with pytest.raises(LookupError):
        statuses.status_look("astray", "application")


@pytest.mark.parametrize("name", ["no-such-icon", "../LICENSE", "", "Search"])
def test_unknown_icon_is_an_error(name):
    app = Flask("small", static_folder=str(ROOT / "static"))
    with app.app_context(), pytest.raises(LookupError):
        icons.icon(name)


def test_icon_is_drawn_in_the_page_and_hidden_from_readers():
    app = Flask("small", static_folder=str(ROOT / "static"))
    with app.app_context():
        svg = icons.icon("search", 'x" onload="')
    assert svg.startswith('<svg class="icon x&#34; onload=&#34;" viewBox=')
    assert 'aria-hidden="true"' in svg and svg.endswith("</svg>") and "<path" in svg
