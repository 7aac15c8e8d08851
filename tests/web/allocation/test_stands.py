"""Who stands where, as a workbook."""

import pytest

from fairapp.domain.applications import ApplicationState
from fairapp.services import allocation
from tests import people
from tests.documents.reading import rows_of
from tests.factories import a_booth, a_certified_product, a_producer, a_ready_application, an_open_fair


@pytest.fixture
def fair(db):
    fair = an_open_fair()
    for number, x in (("A1", 0), ("A2", 300)):
        a_booth(site=fair.sites[0], number=number, x_cm=x, y_cm=0)
    return fair


def test_every_booth_is_there_with_who_has_it(sign_in, fair):
    organiser = people.an_organiser(organisation=fair.owner)
    producer = a_producer(name="HTX Đông Triều")
    a_ready_application(
        fair=fair,
        producer=producer,
        products=[a_certified_product(producer=producer)],
        state=ApplicationState.ACCEPTED,
    )
    allocation.run(fair, organiser)
    answer = sign_in(organiser).get(f"/organiser/fairs/{fair.id}/allocation/list.xlsx")
    head, *rows = rows_of(answer.data)
    assert sorted(row[head.index("Số gian")] for row in rows) == ["A1", "A2"]
    assert [row[head.index("Chủ thể")] for row in rows].count("HTX Đông Triều") == 1
    assert {row[head.index("Rộng (m)")] for row in rows} == {3}


def test_a_stranger_finds_no_plan(sign_in, fair):
    stranger = sign_in(people.an_organiser())
    assert stranger.get(f"/organiser/fairs/{fair.id}/allocation/list.xlsx").status_code == 404
