"""A booth that somebody wishes for, or that a delegation has, while the plan changes under it."""

import pytest

from fairapp.models import ApplicationPlace, Booth, Notice, PavilionBooth
from fairapp.services.applications import pavilions
from tests.factories import a_delegation, an_application


def standing_id(db, site, number):
    return db.session.scalar(db.select(Booth.id).where(Booth.site_id == site.id, Booth.number == number))


class TestWishes:
    @pytest.fixture
    def wish(self, db, site, row):
        """Somebody would like to stand at A2."""
        application = an_application(fair=site.fair)
        application.places = [ApplicationPlace(rank=1, booth=row[1])]
        db.session.commit()
        return application

    def test_a_wished_booth_is_removed_only_when_the_organiser_agrees(self, send, db, site, wish, numbers):
        asked = send({"do": "remove", "keys": ["key002"]})
        assert (asked.status_code, asked.json["field"]) == (422, "anyway")
        assert "A2 đang được ghi nguyện vọng trong 1 đơn" in asked.json["sentence"]
        assert numbers() == ["A1", "A2", "A3", "A4"]
        for unclear in ("yes", 1, None):
            assert send({"do": "remove", "keys": ["key002"], "anyway": unclear}).status_code == 422
        assert send({"do": "remove", "keys": ["key002"], "anyway": True}).status_code == 200
        assert numbers() == ["A1", "A3", "A4"]
        [notice] = db.session.scalars(db.select(Notice))
        assert "không còn trên sơ đồ: A2." in notice.body

    def test_a_merge_takes_the_wish_along(self, send, db, site, wish):
        assert send({"do": "merge", "keys": ["key001", "key002"]}).status_code == 200
        [place] = db.session.scalars(db.select(ApplicationPlace))
        assert place.booth.number == "A1"
        assert list(db.session.scalars(db.select(Notice))) == []

    def test_a_merge_stays_with_the_delegation_that_had_a_part_of_it(self, send, db, site, row):
        delegation = a_delegation(fair=site.fair)
        db.session.add(PavilionBooth(booth=row[1], delegation=delegation))
        db.session.commit()
        assert send({"do": "merge", "keys": ["key001", "key002"]}).status_code == 200
        assert [booth.number for booth in pavilions.list_booths(delegation)] == ["A1"]
        assert send({"do": "undo"}).status_code == 200
        form = {"action": "merge", "booth": [row[0].id, standing_id(db, site, "A2")]}
        address = f"/organiser/fairs/{site.fair_id}/sites/{site.id}/booths/selection"
        assert send.desk.post(address, data=form).status_code == 302
        assert [booth.number for booth in pavilions.list_booths(delegation)] == ["A1"]

    def test_the_table_asks_with_a_box_to_tick(self, send, site, row, wish, numbers):
        address = f"/organiser/fairs/{site.fair_id}/sites/{site.id}/booths/selection"
        form = {"action": "remove", "booth": [row[1].id]}
        asked = send.desk.post(address, data=form)
        assert asked.status_code == 422
        assert 'name="anyway"' in asked.text
        assert numbers() == ["A1", "A2", "A3", "A4"]
        assert 'value="A2"' in asked.text  # the row is still there to be decided on
        assert send.desk.post(address, data=form | {"anyway": "y"}).status_code == 302
        assert numbers() == ["A1", "A3", "A4"]
