"""Warnings before a paper runs out: 60 and 30 days ahead, each once, whatever happens in between."""

from datetime import timedelta

import pytest

from fairapp.db import clock_at, db as database, now
from fairapp.jobs import papers
from fairapp.models import Letter, Notice
from tests.factories import a_kind, a_paper, a_producer, a_product, a_user, today
from tests.statements import statements


def letters():
    return list(database.session.scalars(database.select(Letter).order_by(Letter.id)))


def _food(days, **facts):
    producer = facts.pop("producer", None) or a_producer()
    return a_paper(producer=producer, kind="food_safety", expires_on=today() + timedelta(days=days), **facts)


def test_a_paper_is_told_of_sixty_and_thirty_days_ahead(app, db):
    paper = _food(75)
    db.session.commit()
    told = []
    for ahead in (0, 14, 15, 16, 44, 45, 46, 74, 75, 76):
        with clock_at(now() + timedelta(days=ahead)):
            if papers.warn():
                told.append(ahead)
    assert told == [15, 45]
    first, second = letters()
    assert first.to == paper.producer.user.email
    assert a_kind("food_safety").name in first.subject
    assert "https://fair.example/producer/papers" in first.body
    assert {letter.key[-3:] for letter in (first, second)} == {":60", ":30"}


def test_a_products_certificate_is_told_of_and_its_picture_is_not_told_of_again(app, db):
    producer = a_producer()
    tea = a_product(producer=producer, name="Chè Ba Chẽ", expires_on=today() + timedelta(days=40))
    a_paper(producer=producer, kind="certificate", product=tea)
    db.session.commit()
    assert papers.warn() == "1 warnings for 1 papers"
    (letter,) = letters()
    assert "Chè Ba Chẽ" in letter.body
    tea.expires_on += timedelta(days=1)  # corrected: another day is another warning
    db.session.commit()
    assert papers.warn() == "1 warnings for 1 papers"


def test_what_is_replaced_removed_expired_or_far_off_is_not_told_of(app, db):
    _food(20, superseded_at=now())
    _food(-1)
    _food(61)
    _food(20, producer=a_producer(), product=a_product(producer=a_producer(), removed_at=now()))
    a_product(producer=a_producer(), expires_on=today() + timedelta(days=9), removed_at=now())
    db.session.commit()
    assert papers.warn() == ""
    assert letters() == []


def test_who_has_no_address_finds_it_in_the_inbox_and_gets_no_letter(app, db):
    user = a_user(email=None, phone="+84900000123")
    _food(20, producer=a_producer(user=user, email=""))
    db.session.commit()
    papers.warn()
    assert letters() == []
    (notice,) = database.session.scalars(database.select(Notice).filter_by(user_id=user.id))
    assert notice.path == "/producer/papers"


def test_a_run_that_is_killed_in_the_middle_is_finished_by_the_next_and_nobody_is_told_twice(
    committing_app, monkeypatch
):
    with committing_app.app_context():
        for _ in range(7):
            _food(20)
        database.session.commit()
        monkeypatch.setattr(papers, "AT_ONCE", 3)
        whole, calls = papers._tell, []

        def killed(soon):
            calls.append(soon)
            done = whole(soon)
            if len(calls) == 2:  # after the rows were written and before they were committed
                raise KeyboardInterrupt
            return done

        monkeypatch.setattr(papers, "_tell", killed)
        with pytest.raises(KeyboardInterrupt):
            papers.warn()
        assert len(letters()) == 3
        monkeypatch.setattr(papers, "_tell", whole)
        assert papers.warn() == "4 warnings for 7 papers"
        assert papers.warn() == ""
        assert len({letter.to for letter in letters()}) == len(letters()) == 7


def test_the_warnings_cost_the_same_for_twenty_and_for_two_hundred(app, db):
    counts, made = {}, 0
    for rows in (20, 200):
        for _ in range(made, rows):
            _food(20)
        made = rows
        db.session.commit()
        with clock_at(now()), statements() as seen:
            papers.warn()
        counts[rows] = len([s for s in seen if s.startswith(("SELECT", "INSERT"))])
    assert counts[20] == counts[200]
