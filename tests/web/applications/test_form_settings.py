"""The organiser says what the form asks, and sees it as each kind of producer does."""

import pytest

from fairapp.db import db as database, now
from fairapp.domain.allocation import How, PlanState
from fairapp.domain.application_form import USUAL, USUAL_COMMITMENTS, FieldAsk, FormField
from fairapp.domain.applications import ApplicationState
from fairapp.domain.fairs import FairState
from fairapp.domain.ocop import ProducerKind
from fairapp.models import (
    AllocationPlan,
    Application,
    ApplicationPlace,
    Assignment,
    DelegationMember,
    Producer,
)
from fairapp.services.applications import fair_form, offers, promises
from tests import people
from tests.factories import a_booth, a_delegation, a_ready_application, a_zone, an_open_fair


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair, sign_in):
    return sign_in(people.an_organiser(organisation=fair.owner))


@pytest.fixture
def base(fair):
    return f"/organiser/fairs/{fair.id}/application-form"


def _table(version=0, **changed):
    """The page's switches; `water_household="hidden"` is one of them set."""
    data = {"version": str(version)}
    for field in FormField:
        for kind in ProducerKind:
            ask = changed.get(f"{field.value}_{kind.value}", USUAL[field].value)
            data[f"ask-{field.value}-{kind.value}"] = ask
    return data


def _words(version=0, **changed):
    data = {"version": str(version), "consent": "Tôi đồng ý cho dùng tên và số điện thoại.", "consent_en": ""}
    for i, wording in enumerate(USUAL_COMMITMENTS):
        data[f"commitments-{i}-key"] = wording.key
        data[f"commitments-{i}-words"] = changed.get(wording.key.replace("-", "_"), wording.words.vi)
        data[f"commitments-{i}-words_en"] = ""
    return data


def _text(answer):
    return answer.get_data(as_text=True)


def test_fields_are_switched_per_kind_without_code(organiser, base, fair):
    answer = organiser.post(base, data=_table(water_household="hidden", introduction_company="required"))
    assert answer.status_code == 302
    form = fair_form.read(fair)
    assert form.asks(ProducerKind.HOUSEHOLD)[FormField.WATER] is FieldAsk.HIDDEN
    assert form.asks(ProducerKind.COMPANY)[FormField.WATER] is FieldAsk.OPTIONAL
    assert form.asks(ProducerKind.COMPANY)[FormField.INTRODUCTION] is FieldAsk.REQUIRED
    assert "Đã lưu mẫu đơn" in _text(organiser.get(base))


def test_the_preview_shows_each_kind_its_own_form_and_sends_nothing(organiser, base):
    organiser.post(base, data=_table(water_household="hidden", lorry_household="required"))
    household = _text(organiser.get(f"{base}/preview?kind=household"))
    company = _text(organiser.get(f"{base}/preview?kind=company"))
    assert 'name="water"' not in household and 'id="lorry-yes"' in household
    assert 'name="water"' in company and 'id="lorry-yes"' not in company
    main = household.split("<main")[1]
    assert "disabled" in main and 'type="submit"' not in main
    assert organiser.get(f"{base}/preview?kind=nobody").status_code == 200


def test_a_preview_keeps_nothing(organiser, base, db):
    organiser.get(f"{base}/preview")
    assert database.session.query(Application).count() == database.session.query(Producer).count() == 0


def test_the_pages_of_the_form_lead_to_one_another(organiser, base, fair):
    papers = f"/organiser/fairs/{fair.id}/paper-demands"
    for page in (base, f"{base}/words", f"{base}/preview", papers):
        text = _text(organiser.get(page))
        for other in (base, f"{base}/words", f"{base}/preview", papers):
            assert f'href="{other}"' in text, (page, other)


@pytest.mark.parametrize("sent", ["palace", "", None])
def test_a_switch_that_is_no_choice_is_refused(organiser, base, fair, sent):
    data = _table() | {"ask-water-household": sent}
    answer = organiser.post(base, data={k: v for k, v in data.items() if v is not None})
    assert answer.status_code == 422
    assert fair_form.read(fair).version == 0


def test_the_second_organiser_is_told_and_sees_the_table_as_it_is(organiser, base, fair):
    organiser.post(base, data=_table(water_household="hidden"))
    answer = organiser.post(base, data=_table(0, lorry_household="hidden"))
    assert answer.status_code == 422
    assert "vừa được người khác sửa" in _text(answer)
    assert fair_form.read(fair).asks(ProducerKind.HOUSEHOLD)[FormField.LORRY] is FieldAsk.OPTIONAL


def test_words_are_changed_removed_and_added(organiser, base, fair):
    data = _words(stay="Ở lại đến 21 giờ ngày cuối.", staff_agree="")
    data |= {
        "commitments-5-key": "",
        "commitments-5-words": "Không hút thuốc.",
        "commitments-5-words_en": "x",
    }
    assert organiser.post(f"{base}/words", data=data).status_code == 302
    found = fair_form.read(fair)
    assert [w.key for w in found.commitments][:4] == ["no-fakes", "price-list", "no-subletting", "stay"]
    assert [(w.version, w.words.vi) for w in found.commitments][3:] == [
        (2, "Ở lại đến 21 giờ ngày cuối."),
        (1, "Không hút thuốc."),
    ]
    assert found.consent.version == 2
    assert "Không hút thuốc." in _text(organiser.get(f"{base}/words"))


def test_words_that_somebody_else_has_changed_meanwhile_are_shown_beside(organiser, base):
    organiser.post(f"{base}/words", data=_words(stay="Ở lại đến hết."))
    answer = organiser.post(f"{base}/words", data=_words(stay="Về sớm cũng được."))
    page = _text(answer)
    assert answer.status_code == 422
    assert "vừa được người khác sửa" in page and "Ở lại đến hết." in page and "Về sớm cũng được." in page


def test_an_empty_consent_is_refused(organiser, base, fair):
    answer = organiser.post(f"{base}/words", data=_words() | {"consent": " "})
    assert answer.status_code == 422
    assert fair_form.read(fair).consent.version == 1


def test_the_form_of_a_closed_fair_is_only_to_be_read(organiser, base, fair):
    fair.state = FairState.CLOSED
    database.session.commit()
    assert "disabled" in _text(organiser.get(base)).split("demands-frame")[1].split(">")[0]
    assert organiser.post(base, data=_table(water_household="hidden")).status_code == 422
    assert fair_form.read(fair).version == 0


def test_what_is_asked_since_is_named_to_the_organiser_and_the_application_stays_sent(organiser, base, fair):
    sent = a_ready_application(fair=fair)
    organiser.post(base, data=_table(introduction_cooperative="required"))
    page = _text(organiser.get(f"/organiser/fairs/{fair.id}/applications/{sent.id}"))
    assert "Hội chợ hỏi thêm sau khi đơn đã gửi" in page and "Giới thiệu ngắn" in page
    assert sent.state is ApplicationState.SUBMITTED


def test_withdrawn_consent_is_plain_to_the_organiser(organiser, fair):
    sent = a_ready_application(fair=fair)
    address = f"/organiser/fairs/{fair.id}/applications/{sent.id}"
    assert "Đồng ý lúc" in _text(organiser.get(address))
    promises.withdraw_consent(sent, sent.producer.user)
    database.session.commit()
    page = _text(organiser.get(address))
    assert "Đã rút lại lúc" in page and "Chủ thể rút sự đồng ý" in page


def test_the_list_shows_what_is_wished_and_the_delegations_order(organiser, fair):
    site = fair.sites[0]
    sent = a_ready_application(fair=fair)
    zone = a_zone(site=site, code="A")
    sent.places = [
        ApplicationPlace(rank=1, booth=a_booth(site=site, number="B07", zone=zone)),
        ApplicationPlace(rank=2, zone=zone),
    ]
    delegation = a_delegation(fair=fair)
    database.session.add(
        DelegationMember(fair_id=fair.id, delegation=delegation, producer=sent.producer, rank=3)
    )
    database.session.commit()
    page = _text(organiser.get(f"/organiser/fairs/{fair.id}/applications"))
    assert "muốn B07, A" in page and "đoàn xếp thứ 3" in page


def test_who_leaves_a_booth_frees_it_as_it_is(fair, sign_in):
    left = a_ready_application(fair=fair, state=ApplicationState.ACCEPTED, power_watts=500)
    booth = a_booth(site=fair.sites[0], power_watts=3000, water=True, open_flame=True)
    plan = AllocationPlan(fair=fair, number=1, state=PlanState.PUBLISHED, published_at=now())
    plan.assignments = [Assignment(booth=booth, application=left, how=How.HAND, locked=False, reason="")]
    database.session.add(plan)
    database.session.commit()
    assert sign_in(left.producer.user).post(f"/producer/applications/{left.id}/withdraw").status_code == 302
    [vacancy] = offers.list_vacancies(fair)
    assert (vacancy.power_watts, vacancy.water, vacancy.open_flame) == (3000, True, True)
