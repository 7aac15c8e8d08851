"""The organiser says which papers a fair wants, and adds kinds of its own."""

import pytest

from fairapp.domain.fairs import ExpiryRule
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.papers import Ask
from fairapp.models import DocumentKind, Fair
from fairapp.services import papers
from tests import people
from tests.factories import a_kind, an_open_fair, an_own_kind
from tests.statements import statements


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair, sign_in):
    return sign_in(people.an_organiser(organisation=fair.owner))


def _text(answer):
    return answer.get_data(as_text=True)


def _table(fair, **changes):
    """The whole table as its page would send it."""
    data = {"rule": "warn"}
    for row in papers.list_rows(fair):
        data[f"kind-{row.kind.id}"] = "1"
        for kind, ask in row.asks.items():
            data[f"ask-{row.kind.id}-{kind.value}"] = ask.value
        if row.food_only:
            data[f"food-{row.kind.id}"] = "y"
    return data | changes


def test_the_table_is_kept_as_it_was_set(organiser, fair, db):
    label, food = a_kind("label").id, a_kind("food_safety").id
    data = _table(fair, **{f"ask-{label}-household": "required"})
    del data[f"food-{food}"]
    path = f"/organiser/fairs/{fair.id}/paper-demands"
    answer = organiser.post(path, data=data)
    assert answer.status_code == 302
    fair = db.session.get(Fair, fair.id)
    rows = {row.kind.code: row for row in papers.list_rows(fair)}
    assert rows["label"].asks[ProducerKind.HOUSEHOLD] is Ask.REQUIRED
    assert rows["label"].asks[ProducerKind.COMPANY] is Ask.NOT_USED
    assert not rows["food_safety"].food_only
    assert fair.expiry_rule is ExpiryRule.WARN
    page = _text(organiser.get(path))
    assert page.count('data-ask="required"') == 1


@pytest.mark.parametrize("sent", ["", "perhaps", None])
def test_a_switch_that_says_nothing_keeps_the_table_as_it_was(organiser, fair, db, sent):
    label = a_kind("label").id
    data = _table(fair, **{f"ask-{label}-household": sent})
    answer = organiser.post(
        f"/organiser/fairs/{fair.id}/paper-demands", data={k: v for k, v in data.items() if v is not None}
    )
    assert answer.status_code == 422 and "form-errors" in _text(answer)
    assert db.session.get(Fair, fair.id).expiry_rule is ExpiryRule.BLOCK


def test_a_kind_that_came_while_the_page_was_open_keeps_its_own_way(organiser, fair, db):
    data = _table(fair)
    kind = an_own_kind(fair.owner, usual_ask=Ask.ASKED)
    assert organiser.post(f"/organiser/fairs/{fair.id}/paper-demands", data=data).status_code == 302
    row = next(row for row in papers.list_rows(db.session.get(Fair, fair.id)) if row.kind.id == kind.id)
    assert set(row.asks.values()) == {Ask.ASKED}


def test_the_table_costs_the_same_whatever_has_been_said(organiser, fair):
    path, counts = f"/organiser/fairs/{fair.id}/paper-demands", []
    for _ in range(2):
        with statements() as seen:
            assert organiser.get(path).status_code == 200
        counts.append(len(seen))
        organiser.post(path, data=_table(fair, **{f"ask-{a_kind('label').id}-household": "required"}))
        for n in range(20):
            an_own_kind(fair.owner, name=f"Bản cam kết số {n} của tỉnh")
    assert counts[0] == counts[1]


KIND = {"name": "Bản cam kết", "name_en": "Commitment", "belongs": "producer", "expires": "y"}


def test_a_kind_of_ones_own_is_added_changed_and_no_longer_used(organiser, fair, db):
    path = "/organiser/document-kinds"
    assert "Chưa có loại riêng nào" in _text(organiser.get(path))
    assert organiser.post(path, data=KIND | {"valid_months": "12"}).status_code == 302
    kind = db.session.query(DocumentKind).filter_by(name="Bản cam kết").one()
    assert (kind.valid_months, kind.asks_facts) == (12, True)
    assert "Bản cam kết" in _text(organiser.get(f"/organiser/fairs/{fair.id}/paper-demands"))
    page = _text(organiser.get(f"{path}/{kind.id}"))
    assert 'value="Bản cam kết"' in page
    organiser.post(f"{path}/{kind.id}", data=KIND | {"name": "Bản cam kết mới"})
    assert db.session.get(DocumentKind, kind.id).name == "Bản cam kết mới"
    answer = organiser.post(f"{path}/{kind.id}/retire")
    assert "Thôi dùng Bản cam kết mới" in _text(organiser.get(answer.location))
    assert "Bản cam kết mới" not in _text(organiser.get(f"/organiser/fairs/{fair.id}/paper-demands"))
    assert organiser.get(f"{path}/{kind.id}").status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        KIND | {"name": "x" * 300},
        KIND | {"belongs": "nobody"},
        KIND | {"valid_months": "999"},
        KIND | {"name": "NHÃN sản phẩm"},
    ],
    ids=str,
)
def test_half_a_kind_comes_back_with_what_was_typed(organiser, db, data):
    answer = organiser.post("/organiser/document-kinds", data=data)
    assert answer.status_code in (409, 422) and "form-errors" in _text(answer)
    assert db.session.query(DocumentKind).filter(DocumentKind.organisation_id.is_not(None)).count() == 0


def test_a_kind_with_a_percent_sign_or_markup_in_its_name_is_only_shown(organiser, fair):
    an_own_kind(fair.owner, name="Cam kết 100%s <b>sạch</b>")
    for path in ("/organiser/document-kinds", f"/organiser/fairs/{fair.id}/paper-demands"):
        page = _text(organiser.get(path))
        assert "Cam kết 100%s &lt;b&gt;sạch" in page
