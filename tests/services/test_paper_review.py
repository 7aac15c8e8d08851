"""A reviewer's word on each paper: who sees it, what becomes of it, and what two of them do at once."""

from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.papers import Finding, PaperState
from fairapp.models import AuditEntry, PaperVerdict
from fairapp.services import applications, papers
from fairapp.services.applications import paper_review, recusal
from fairapp.services.papers import Sent
from tests import people
from tests.factories import (
    a_demand,
    a_kind,
    a_paper,
    a_producer,
    a_product,
    a_ready_application,
    an_open_fair,
    an_own_kind,
)
from tests.services.test_papers import a_pdf
from tests.statements import statements


@pytest.fixture
def fair(db):
    fair = an_open_fair()
    a_demand(fair=fair, kind="business")
    return fair


@pytest.fixture
def application(fair):
    return a_ready_application(fair=fair)


@pytest.fixture
def reviewer(fair):
    return people.an_organiser(organisation=fair.owner)


def _business(application, **facts):
    return a_paper(producer=application.producer, kind="business", **facts)


def _standing(application, code="business"):
    return next(s for s in applications.standings_of(application) if s.kind.id == a_kind(code).id)


def test_a_verdict_is_kept_with_who_and_when_and_told_in_the_history(application, reviewer, db):
    paper = _business(application)
    verdict = paper_review.judge(application, paper.id, reviewer, Finding.LACKING, "Ảnh mờ", 0)
    assert (verdict.by_name, verdict.reason) == (reviewer.name, "Ảnh mờ") and verdict.at <= now()
    assert _standing(application).state is PaperState.LACKING
    entry = db.session.query(AuditEntry).filter_by(action="application.paper").one()
    assert not entry.private and entry.values["reason"] == "Ảnh mờ"
    assert paper_review.verdicts_of(application.producer)[paper.id] == [verdict]


def test_a_reviewer_of_the_applicants_own_province_judges_no_paper_of_it(application, reviewer, db):
    paper = _business(application)
    recusal.belong_to(reviewer, application.producer.unit_id)
    with pytest.raises(Conflict, match="công tác"):
        paper_review.judge(application, paper.id, reviewer, Finding.GOOD, "", 0)
    assert db.session.query(PaperVerdict).count() == 0


def test_what_is_lacking_has_to_be_said(application, reviewer):
    paper = _business(application)
    for reason in ("", " \n ", "x" * 501):
        with pytest.raises(Invalid) as refusal:
            paper_review.judge(application, paper.id, reviewer, Finding.LACKING, reason, 0)
        assert refusal.value.field == "reason"


def test_a_good_paper_keeps_no_reason_of_before(application, reviewer):
    paper = _business(application)
    first = paper_review.judge(application, paper.id, reviewer, Finding.LACKING, "Ảnh mờ", 0)
    again = paper_review.judge(application, paper.id, reviewer, Finding.GOOD, "còn chữ cũ", first.version)
    assert (again.finding, again.reason) == (Finding.GOOD, "")


def test_the_second_reviewer_is_told_who_was_first(application, reviewer, db):
    paper = _business(application)
    paper_review.judge(application, paper.id, reviewer, Finding.GOOD, "", 0)
    second = people.an_organiser(organisation=reviewer.organisation, name="Lê Thị Hai")
    with pytest.raises(Conflict) as refusal:
        paper_review.judge(application, paper.id, second, Finding.EXPIRED, "", 0)
    assert refusal.value.values["who"] == reviewer.name
    assert db.session.query(PaperVerdict).one().finding is Finding.GOOD


def test_a_verdict_is_taken_back_by_whoever_has_seen_it(application, reviewer, db):
    paper = _business(application)
    verdict = paper_review.judge(application, paper.id, reviewer, Finding.GOOD, "", 0)
    with pytest.raises(Conflict):
        paper_review.take_back(application, paper.id, reviewer, verdict.version + 1)
    paper_review.take_back(application, paper.id, reviewer, verdict.version)
    assert _standing(application).state is PaperState.ON_FILE


def test_a_new_paper_replaces_the_old_one_keeps_it_as_history_and_is_read_again(application, reviewer, db):
    producer = application.producer
    old = papers.add_paper(producer, producer.user, a_kind(), Sent("cu.pdf", a_pdf()))
    paper_review.judge(application, old.id, reviewer, Finding.LACKING, "Ảnh mờ", 0)
    new = papers.add_paper(producer, producer.user, a_kind(), Sent("moi.pdf", a_pdf()))
    assert papers.list_papers(producer) == [new] and papers.list_replaced(producer) == [old]
    assert _standing(application).state is PaperState.ON_FILE
    assert paper_review.verdicts_of(producer)[old.id][0].reason == "Ảnh mờ"
    assert papers.path_of(old).exists()
    assert [s.paper for s in paper_review.desk(application).sheets] == [new]


def test_a_reviewer_whose_paper_was_replaced_meanwhile_is_told(application, reviewer, db):
    producer = application.producer
    old = papers.add_paper(producer, producer.user, a_kind(), Sent("cu.pdf", a_pdf()))
    papers.add_paper(producer, producer.user, a_kind(), Sent("moi.pdf", a_pdf()))
    with pytest.raises(Conflict, match="bản mới"):
        paper_review.judge(application, old.id, reviewer, Finding.GOOD, "", 0)
    assert db.session.query(PaperVerdict).count() == 0


def test_papers_of_which_there_may_be_many_replace_nothing(db):
    producer = a_producer()
    for _ in range(2):
        papers.add_paper(producer, producer.user, a_kind("other"), Sent("a.pdf", a_pdf()))
    assert len(papers.list_papers(producer)) == 2


def test_a_label_replaces_only_the_label_of_its_product(db):
    producer = a_producer()
    tea, honey = (a_product(producer=producer) for _ in range(2))
    for product in (tea, honey, tea):
        papers.add_paper(producer, producer.user, a_kind("label"), Sent("a.pdf", a_pdf()), product=product)
    assert [paper.product for paper in papers.list_papers(producer)] == [tea, honey]
    with pytest.raises(Invalid) as refusal:
        papers.add_paper(producer, producer.user, a_kind("label"), Sent("a.pdf", a_pdf()))
    assert refusal.value.field == "product"


def test_a_verdict_of_a_former_fair_of_the_same_organiser_is_a_hint_only(application, reviewer, fair):
    former = an_open_fair(owner=fair.owner)
    stranger = an_open_fair()
    paper = _business(application, uploaded_at=now() - timedelta(days=90))
    for other in (former, stranger):
        before = a_ready_application(fair=other, producer=application.producer)
        paper_review.judge(before, paper.id, reviewer, Finding.GOOD, "", 0)
    (sheet,) = paper_review.desk(application).sheets
    assert sheet.verdict is None and sheet.standing.state is PaperState.ON_FILE
    assert sheet.former.fair is former


def test_a_paper_of_somebody_else_or_of_another_organisers_kind_is_not_found(application, reviewer, fair):
    theirs = a_paper(producer=a_producer(), kind="business")
    foreign = a_paper(producer=application.producer, kind=an_own_kind(people.an_organiser().organisation))
    own = a_paper(producer=application.producer, kind=an_own_kind(fair.owner))
    for paper in (theirs, foreign):
        with pytest.raises(NotFound):
            paper_review.judge(application, paper.id, reviewer, Finding.GOOD, "", 0)
    with pytest.raises(NotFound):
        applications.get_paper_for_fair(foreign.id, fair)
    assert applications.get_paper_for_fair(own.id, fair) is own
    assert [sheet.paper for sheet in paper_review.desk(application).sheets] == [own]


def test_removing_a_paper_removes_its_verdicts_and_says_so_in_the_history(application, reviewer, db):
    producer = application.producer
    paper = papers.add_paper(producer, producer.user, a_kind(), Sent("cu.pdf", a_pdf()))
    paper_review.judge(application, paper.id, reviewer, Finding.GOOD, "", 0)
    papers.remove_paper(paper, producer.user)
    db.session.commit()
    assert db.session.query(PaperVerdict).count() == 0
    assert _standing(application).state is PaperState.MISSING
    actions = [entry.action for entry in db.session.query(AuditEntry).filter_by(subject_kind="producer")]
    assert actions[-2:] == ["paper.add", "paper.remove"]


def test_the_question_begins_with_what_the_papers_lack(application, reviewer):
    paper = _business(application)
    assert paper_review.question_about(paper_review.desk(application)) == ""
    paper_review.judge(application, paper.id, reviewer, Finding.LACKING, "Ảnh mờ", 0)
    asked = paper_review.question_about(paper_review.desk(application))
    assert asked == f"- {a_kind().name}: Ảnh mờ"


def test_papers_missing_are_counted_alike_for_one_and_for_all(fair, reviewer):
    lacking = a_ready_application(fair=fair)
    whole = a_ready_application(fair=fair)
    bad = a_ready_application(fair=fair)
    _business(whole)
    paper = _business(bad)
    paper_review.judge(bad, paper.id, reviewer, Finding.EXPIRED, "", 0)
    found = applications.failing(fair, applications.open_ids(fair))
    assert found == {lacking.id: 1, bad.id: 1}
    for one in (lacking, whole, bad):
        assert sum(s.fails for s in applications.standings_of(one)) == found.get(one.id, 0)
    withdrawn = a_ready_application(fair=fair, state=ApplicationState.WITHDRAWN)
    assert withdrawn.id not in applications.failing(fair, applications.open_ids(fair))


def test_counting_costs_the_same_for_twenty_and_for_three_hundred(fair, db):
    a_demand(fair=fair, kind="label")
    counts, made = {}, 0
    for rows in (20, 300):
        for _ in range(made, rows):
            _business(a_ready_application(fair=fair))
        made = rows
        db.session.commit()
        with statements() as seen:
            assert len(applications.failing(fair, applications.open_ids(fair))) == rows
        counts[rows] = len([s for s in seen if s.startswith("SELECT")])
    assert counts[20] == counts[300] < 10
