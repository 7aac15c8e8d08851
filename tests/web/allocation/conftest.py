"""A fair whose booths are given, and its organiser's browser."""

import pytest
from markupsafe import Markup

from tests.allocation_world import a_row_of_four
from tests.people import an_organiser


@pytest.fixture
def fair(db):
    return a_row_of_four()


@pytest.fixture
def organiser(fair):
    return an_organiser(organisation=fair.owner)


@pytest.fixture
def desk(sign_in, organiser, fair):
    """The organiser's browser, at the fair's allocation."""
    client = sign_in(organiser)

    class Desk:
        address = f"/organiser/fairs/{fair.id}/allocation"

        def get(self, path="", **query):
            return client.get(self.address + path, query_string=query)

        def follow(self, link):
            return client.get(Markup(link).unescape())

        def post(self, path, **form):
            return client.post(self.address + path, data=form)

    return Desk()
