"""Checks of booths: kept once, told, listed, followed up."""

import os
import random
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Forbidden, NotFound
from fairapp.domain.inspections import Attendance, FindingState, Point, Word
from fairapp.models import Assignment, AuditEntry, FloorPhoto, FloorPhotoPart, Notice
from fairapp.services import gate as gates, inspections
from fairapp.services.gate import Phone
from fairapp.services.papers import storing
from tests import factories as a, people
from tests.floor_rows import a_check, a_fair_today, a_photo, a_sign, a_stand, an_officer, rows_of, send
from tests.gate_rows import a_gate, a_phone


@pytest.fixture
def fair(db):
    return a_fair_today()


@pytest.fixture
def officer(fair):
    return an_officer(a_gate(fair))


@pytest.fixture
def stand(fair):
    return a_stand(fair)


def overview(fair):
    return inspections.read_overview(fair, inspections.hours_of(fair)[0])


def test_a_check_is_kept_once_however_often_it_is_sent(fair, officer, stand):
    check = a_check(*stand, present=True, labels=False, note="Hai hũ")
    first, again = send(officer, [check, check]), send(officer, [check])
    assert (first.new, first.known, again.new, again.known) == (1, 1, 0, 1)
    [row] = rows_of(fair)
    assert row.answers == {Point.PRESENT: True, Point.LABELS: False}
    assert (row.note, row.booth_id, row.application_id) == ("Hai hũ", stand[0].id, stand[1].id)


def test_any_order_repetition_and_split_of_uploads_gives_one_state(fair, officer):
    stands = [a_stand(fair) for _ in range(4)]
    chance, at = random.Random(5), now()
    checks = [
        a_check(
            *chance.choice(stands),
            at - timedelta(minutes=n),
            present=chance.random() < 0.6,
            prices=chance.random() < 0.6,
        )
        for n in range(24)
    ]
    found = set()
    for seed in range(3):
        again = [*checks, *checks[:7]]
        random.Random(seed).shuffle(again)
        for start in range(0, len(again), 5):
            send(officer, again[start : start + 5], at)
        lines = tuple((line.stand.booth.id, line.attendance, line.unsettled) for line in overview(fair).lines)
        found.add(lines)
    assert len(found) == 1
    assert len(rows_of(fair)) == 24


def test_a_scanned_sign_counts_only_when_it_is_this_booths_own(fair, officer, stand):
    other, _ = a_stand(fair)
    own = a_sign(stand[0])
    forged = own[:-5] + ("B" if own[-5] == "A" else "A") + own[-4:]  # inside the signature
    codes = [own, a_sign(other), forged, None]
    checks = [
        a_check(*stand, now() - timedelta(minutes=n), present=True, code=code) for n, code in enumerate(codes)
    ]
    send(officer, checks)
    assert [row.by_sign for row in reversed(rows_of(fair))] == [True, False, False, False]


def test_a_booth_of_another_fair_is_a_dead_letter_and_nothing_else_is_lost(fair, officer, stand):
    strange, _ = a_stand(a_fair_today())
    kept = send(officer, [a_check(strange, present=True), a_check(*stand, present=True)])
    assert (kept.new, len(kept.dead)) == (1, 1)
    assert [row.booth_id for row in rows_of(fair)] == [stand[0].id]


def test_an_exhibitor_of_another_fair_is_not_believed(fair, officer, stand):
    _, strange = a_stand(a_fair_today())
    send(officer, [a_check(stand[0], strange, present=True)])
    assert rows_of(fair)[0].application_id is None


def test_a_phone_without_the_right_checks_nothing(fair):
    station = gates.get_by_credential(a_phone(a_gate(fair)))
    with pytest.raises(Forbidden):
        inspections.require_inspector(station)


def test_a_phones_wrong_clock_changes_nothing(fair, officer, stand):
    at, ahead = now(), timedelta(hours=5)
    check = a_check(*stand, at + ahead, present=True, skew=5 * 3600 * 1000)
    station = gates.get_by_credential(officer)
    inspections.keep_checks(station, Phone(at + ahead), [check], at)
    [row] = rows_of(fair)
    assert abs(row.at - at) < timedelta(seconds=1)
    assert not row.time_doubtful


def test_who_is_away_comes_first_and_who_was_not_seen_is_not_called_away(fair, officer):
    here, away, unseen = (a_stand(fair) for _ in range(3))
    send(officer, [a_check(*here, present=True), a_check(*away, present=False)])
    found = overview(fair)
    assert [line.stand.booth for line in found.list(None)] == [away[0], unseen[0], here[0]]
    assert found.count(Attendance.UNCHECKED) == 1
    assert [line.stand.booth for line in found.list(Attendance.UNATTENDED)] == [away[0]]


def test_a_booth_given_to_somebody_else_begins_anew(fair, officer, stand, db):
    booth, before = stand
    send(officer, [a_check(booth, before, present=False, prices=False)])
    after = a.an_application(fair=fair)
    assert inspections.list_stands(fair)[0].application == before
    db.session.execute(
        update(Assignment).where(Assignment.booth_id == booth.id).values(application_id=after.id)
    )
    db.session.expire_all()
    [line] = overview(fair).lines
    assert (line.attendance, line.unsettled) == (Attendance.UNCHECKED, 0)


def test_an_exhibitor_is_told_once_of_what_was_found_and_not_of_what_is_well(fair, officer, stand, db):
    wrong, well = a_check(*stand, present=True, labels=False), a_check(*stand, present=True)
    for _ in range(2):
        send(officer, [wrong, well])
    [notice] = db.session.scalars(select(Notice).filter_by(fair_id=fair.id))
    assert notice.key == f"check:{wrong.id}"
    assert "Hàng thiếu nhãn" in notice.body
    assert notice.path == f"/producer/applications/{stand[1].id}/checks"


def test_a_finding_is_said_to_be_mended_once_and_on_record(fair, officer, stand, db):
    send(officer, [a_check(*stand, labels=False)])
    [row] = rows_of(fair)
    actor = people.an_organiser(organisation=fair.owner)
    inspections.say_of(row, "labels", Word.CLAIMED, "Đã dán nhãn", stand[1].producer.user)
    assert [f.state for f in inspections.list_findings(fair)] == [FindingState.CLAIMED]
    inspections.say_of(row, "labels", Word.MENDED, "", actor)
    assert [f.state for f in inspections.list_findings(fair)] == [FindingState.MENDED]
    with pytest.raises(Conflict):
        inspections.say_of(row, "labels", Word.MENDED, "", actor)
    for point in ("prices", "nonsense"):
        with pytest.raises(NotFound):
            inspections.say_of(row, point, Word.MENDED, "", actor)
    said = db.session.scalars(
        select(AuditEntry.action).filter_by(subject_id=str(row.id)).order_by(AuditEntry.id)
    )
    assert list(said) == ["check.claimed", "check.mended"]


def test_the_book_says_what_an_officer_needs_and_no_person(fair, officer, stand):
    booth, application = stand
    send(officer, [a_check(*stand, prices=False)])
    book = inspections.book_of(fair, now())
    [page] = book["booths"]
    assert (page["key"], page["exhibitor"], page["open"]) == (
        booth.key,
        application.producer.name,
        ["prices"],
    )
    assert page["goods"][0]["state"] == "valid"
    assert application.producer.phone not in str(book)
    assert application.producer.representative not in str(book)
    mark = book["mark"]
    assert inspections.book_of(fair, now())["mark"] == mark
    send(officer, [a_check(*stand, prices=True)])
    assert inspections.book_of(fair, now())["mark"] != mark


def test_a_product_taken_back_or_run_out_shows_no_stars(fair, stand):
    application = stand[1]
    good = application.goods[0].product
    good.expires_on = a.today() - timedelta(days=1)
    [line] = inspections.list_stands(fair)[0].goods(a.today())
    assert (line.stars, line.certificate.value) == (0, "expired")
    good.removed_at = now()
    assert inspections.list_stands(fair)[0].goods(a.today()) == []


def test_photos_are_announced_with_their_check_once(fair, officer, stand, db):
    check = a_check(*stand, present=True, photos=[a_photo(9), a_photo(10)])
    send(officer, [check])
    send(officer, [check])
    assert db.session.scalar(select(func.count(FloorPhoto.id)).filter_by(check_id=check.id)) == 2


def test_strangers_find_no_photo(fair, officer, stand):
    photo = a_photo(9)
    send(officer, [a_check(*stand, present=True, photos=[photo])])
    other = gates.get_by_credential(an_officer(a_gate(a_fair_today())))
    for station, id in ((other, photo.id), (gates.get_by_credential(officer), uuid.uuid4())):
        with pytest.raises(NotFound):
            inspections.get_photo(id, station)


def test_a_photo_of_a_check_is_not_swept_away(fair, officer, stand, db, tmp_path, monkeypatch):
    monkeypatch.setattr(storing, "path_of", lambda name: tmp_path / name)
    photo = a_photo(9)
    send(officer, [a_check(*stand, present=True, photos=[photo])])
    for name in ("kept.jpg", "left.jpg"):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (0, 0))
    db.session.get(FloorPhoto, photo.id).stored_name = "kept.jpg"
    db.session.flush()
    assert storing.sweep(now()) == 1
    assert (tmp_path / "kept.jpg").exists()


def test_photos_are_forgotten_a_month_after_the_fair_and_what_was_found_stays(
    fair, officer, stand, db, tmp_path, monkeypatch
):
    monkeypatch.setattr(storing, "path_of", lambda name: tmp_path / name)
    (tmp_path / "kept.jpg").write_bytes(b"x")
    photos = [a_photo(9), a_photo(9), a_photo(9)]
    send(officer, [a_check(*stand, present=True, photos=photos)])
    kept, broken, coming = (db.session.get(FloorPhoto, photo.id) for photo in photos)
    kept.stored_name, broken.refused = "kept.jpg", "hỏng"
    inspections.keep_part(coming, 0, b"half", None)
    another = a_photo(9)
    younger = a_fair_today()
    younger.sites[0].sessions[-1].day = local_day(now()) + timedelta(days=20)
    send(an_officer(a_gate(younger)), [a_check(*a_stand(younger), present=True, photos=[another])])
    db.session.commit()
    over = fair.sites[0].sessions[-1].day - local_day(now()) + timedelta(days=30)
    assert inspections.forget_photos(now() + over) == 0
    assert inspections.forget_photos(now() + over + timedelta(days=1)) == 2
    assert inspections.forget_photos(now() + over + timedelta(days=1)) == 0
    db.session.commit()
    assert not (tmp_path / "kept.jpg").exists()
    assert [photo.is_forgotten for photo in (kept, broken, coming)] == [True, False, True]
    assert db.session.scalars(select(FloorPhotoPart)).all() == []
    assert inspections.keep_part(coming, 0, b"123456789", (b"x", "")).done  # the phone may drop it
    assert not db.session.get(FloorPhoto, another.id).is_forgotten
    assert kept.check.present
