"""What the clock did, and letters that need a person."""

from fairapp.db import db as database, now
from fairapp.domain.jobs import JobOutcome
from fairapp.domain.letters import LetterState
from fairapp.jobs import runner
from fairapp.jobs.timetable import get_job
from fairapp.models import JobRun
from fairapp.services import letters
from tests.factories import a_fair
from tests.people import an_organiser


def a_stuck_letter(fair):
    letter = letters.write(
        key="a", to="taitro@example.vn", subject="Báo cáo tài trợ", body="…", fair_id=fair.id
    )
    letters.claim(now())
    return letter


def test_every_job_is_listed_with_its_latest_run(db, sign_in):
    runner.run(get_job("house.tidy"), now())
    page = sign_in(an_organiser()).get("/organiser/jobs").text
    assert "Gửi thư đang chờ" in page
    assert "20:00 hằng ngày" in page
    assert "mỗi phút" in page
    assert "mỗi 10 phút" in page
    assert "house.tidy" not in page and "letters.send" not in page
    assert "Chưa có thư nào" in page


def test_a_failure_is_shown_with_what_was_recorded(db, sign_in, monkeypatch):
    import dataclasses

    broken = dataclasses.replace(get_job("house.tidy"), work=lambda: 1 / 0)
    runner.run(broken, now())
    page = sign_in(an_organiser()).get("/organiser/jobs").text
    assert "Không chạy được" in page
    assert "ZeroDivisionError" in page
    assert page.count("dọn tệp nhập dở") == 2 and "house.tidy" not in page


def test_a_job_that_the_timetable_no_longer_has_keeps_its_name(db, sign_in):
    gone = {"name": "old.job", "due_at": now(), "outcome": JobOutcome.FAILED, "detail": "…"}
    database.session.add(JobRun(**gone))
    assert "old.job" in sign_in(an_organiser()).get("/organiser/jobs").text


def test_a_stuck_letter_goes_out_again_by_a_persons_word(db, sign_in):
    fair = a_fair()
    letter = a_stuck_letter(fair)
    browser = sign_in(an_organiser(organisation=fair.owner))
    assert "hãy hỏi người nhận" in browser.get("/organiser/jobs").text
    assert browser.post(f"/organiser/jobs/letters/{letter.id}/again").status_code == 302
    database.session.expire_all()
    assert letter.state is LetterState.WAITING
    assert browser.post(f"/organiser/jobs/letters/{letter.id}/again").status_code == 409


def test_another_organisations_letters_are_not_shown(db, sign_in):
    letter = a_stuck_letter(a_fair())
    stranger = sign_in(an_organiser())
    assert "taitro@example.vn" not in stranger.get("/organiser/jobs").text
    assert stranger.post(f"/organiser/jobs/letters/{letter.id}/again").status_code == 404
