"""A fair with a gate, a phone there, a pass and its code."""

from datetime import timedelta

import pytest

from fairapp.domain import pass_keys
from fairapp.domain.passes import Role
from fairapp.services import gate as gates
from tests import people
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import FIRST_DAY, NOON, a_gate, a_phone


@pytest.fixture
def fair(db):
    return a_fair(first_day=FIRST_DAY)


@pytest.fixture
def gate(fair):
    return a_gate(fair)


@pytest.fixture
def phone(gate):
    return a_phone(gate, since=NOON - timedelta(days=3))


@pytest.fixture
def key():
    return pass_keys.generate_key()


@pytest.fixture
def badge(fair, key):
    return a_pass(fair=fair, key=key, role=Role.VISITOR)


@pytest.fixture
def code(badge, key):
    return a_code(badge, key)


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def supervisor(fair, organiser):
    return gates.add_supervisor(fair, "Trưởng ca", organiser, rounds=10)
