"""A fair from its first draft to its next edition."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from fairapp.domain.calendar import at_local
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import Basis, FairKind, FairState, Gap, Hold, Phase
from fairapp.domain.opening import Run
from fairapp.models import AuditEntry, OpeningSession
from fairapp.services import fairs
from fairapp.services.fairs import FairFacts, SiteFacts
from tests.factories import a_fair, a_hall, a_site, an_organisation
from tests.people import an_organiser

pytestmark = pytest.mark.usefixtures("db")

NOW = datetime(2026, 11, 1, 3, tzinfo=UTC)
FACTS = FairFacts(
    kind=FairKind.PRODUCT_WEEK,
    name="Tuần hàng Đông Triều",
    unit_id="quang-ninh",
    organisers=("Sở Công Thương Quảng Ninh", "UBND phường Đông Triều"),
)


def window(first: date, last: date) -> tuple[datetime, datetime]:
    return at_local(first, time(7)), at_local(last, time(18))


def site_facts(hall, first: int, last: int, hold: Hold = Hold.FIRM, name: str = "Sân chính") -> SiteFacts:
    return SiteFacts(name, hall.id, hold, *window(date(2026, 12, first), date(2026, 12, last)))


class TestListing:
    def test_strangers_fair_is_not_found(self):
        mine, theirs = an_organiser(), a_fair()
        assert fairs.get_for_organiser(a_fair(owner=mine.organisation).id, mine)
        with pytest.raises(NotFound):
            fairs.get_for_organiser(theirs.id, mine)

    def test_draft_is_not_public_and_a_cancelled_fair_keeps_its_page(self):
        draft = a_fair(state=FairState.DRAFT)
        cancelled = a_fair(state=FairState.CANCELLED, announced_at=NOW)
        never_shown = a_fair(state=FairState.CANCELLED)
        assert fairs.get_public(cancelled.slug) is cancelled
        for hidden in (draft, never_shown):
            with pytest.raises(NotFound):
                fairs.get_public(hidden.slug)

    def test_public_list_is_the_latest_first_without_drafts_and_cancelled_ones(self, db):
        a_fair(state=FairState.DRAFT)
        a_fair(state=FairState.CANCELLED, announced_at=NOW)
        early = a_fair(first_day=date(2025, 5, 1), state=FairState.CLOSED)
        late = a_fair(first_day=date(2027, 5, 1))
        assert [row.fair for row in fairs.list_public(NOW)] == [late, early]

    def test_producers_are_offered_fairs_whose_deadline_lies_ahead(self):
        for facts in (
            {"apply_until": NOW - timedelta(days=1)},
            {"apply_from": NOW + timedelta(days=1)},
            {"state": FairState.DRAFT},
        ):
            a_fair(**facts)
        soon = a_fair(apply_until=NOW + timedelta(days=2))
        later = a_fair(apply_until=NOW + timedelta(days=9), apply_from=None)
        assert [row.fair for row in fairs.list_open_for_application(NOW)] == [soon, later]

    def test_organiser_finds_own_fairs_without_diacritics(self):
        organiser = an_organiser()
        wanted = a_fair(owner=organiser.organisation, name="Hội chợ Đặc sản", kind=FairKind.EXHIBITION)
        a_fair(owner=organiser.organisation, name="Tuần hàng Cô Tô")
        a_fair(name="Hội chợ Đặc sản của người khác")
        assert [row.fair for row in fairs.list_for_organiser(organiser, NOW, "dac SAN")] == [wanted]
        assert [row.fair for row in fairs.list_for_organiser(organiser, NOW, kind=FairKind.EXHIBITION)] == [
            wanted
        ]

    def test_days_are_those_of_all_sites_once(self):
        fair = a_fair(first_day=date(2026, 12, 12), days=2)
        a_site(fair=fair, first_day=date(2026, 12, 13), days=3)
        assert [day.day for day in fairs.days(fair)] == [12, 13, 14, 15]
        assert fairs.phase(fair, at_local(date(2026, 12, 12), time(9))) is Phase.OPEN


class TestPreparing:
    def test_new_fair_is_a_draft_of_the_actors_organisation_with_an_address_of_its_own(self):
        organiser = an_organiser()
        first, second = (fairs.create(organiser, FACTS) for _ in range(2))
        assert first.state is FairState.DRAFT
        assert first.owner_id == organiser.organisation_id
        assert (first.slug, second.slug) == ("tuan-hang-dong-trieu", "tuan-hang-dong-trieu-2")

    def test_account_without_an_organisation_cannot_hold_a_fair(self):
        with pytest.raises(Conflict):
            fairs.create(an_organiser(organisation=None), FACTS)

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"apply_from": NOW, "apply_until": NOW}, "apply_until"),
            ({"hotline": "12"}, "hotline"),
            ({"passes_per_booth": 0}, "passes_per_booth"),
            ({"unit_id": "nowhere"}, "unit"),
        ],
    )
    def test_senseless_facts_are_refused_at_their_field(self, facts, field):
        given = {**FACTS.__dict__, **facts}
        with pytest.raises((Invalid, NotFound)) as refused:
            fairs.create(an_organiser(), FairFacts(**given))
        assert refused.value.field == field

    def test_hotline_is_kept_as_a_number_that_can_be_dialled(self):
        fair = fairs.create(an_organiser(), FairFacts(**{**FACTS.__dict__, "hotline": "0203 3825 678"}))
        assert fair.hotline == "+842033825678"

    def test_fair_is_announced_when_hall_sessions_and_basis_are_there(self):
        organiser = an_organiser()
        fair = fairs.create(organiser, FACTS)
        assert fairs.list_gaps(fair) == [Gap.HALL, Gap.SESSIONS, Gap.BASIS]
        with pytest.raises(Invalid):
            fairs.announce(organiser, fair)
        site = fairs.add_site(organiser, fair, site_facts(a_hall(), 10, 20))
        fairs.add_run(organiser, site, Run(date(2026, 12, 12), date(2026, 12, 14), time(8), time(21)))
        basis = {"basis_number": "9/KH-UBND", "basis_date": date(2026, 9, 1), "basis_issuer": "UBND tỉnh"}
        fairs.change(
            organiser, fair, FairFacts(**{**FACTS.__dict__, **basis, "basis_kind": Basis.REGISTRATION})
        )
        fairs.announce(organiser, fair)
        assert fair.state is FairState.ANNOUNCED
        assert fair.announced_at is not None
        with pytest.raises(Conflict):
            fairs.announce(organiser, fair)

    def test_cancelling_asks_for_a_reason_and_closes_the_book(self):
        organiser, fair = an_organiser(), a_fair()
        with pytest.raises(Invalid) as refused:
            fairs.cancel(organiser, fair, "")
        assert refused.value.field == "reason"
        fairs.cancel(organiser, fair, "Bão số 9")
        assert (fair.state, fair.cancel_reason) == (FairState.CANCELLED, "Bão số 9")
        with pytest.raises(Conflict):
            fairs.change(organiser, fair, FACTS)

    def test_every_decision_is_written_down(self, db):
        organiser = an_organiser()
        fair = fairs.create(organiser, FACTS)
        fairs.cancel(organiser, fair, "Bão số 9")
        entries = db.session.scalars(db.select(AuditEntry).where(AuditEntry.fair_id == fair.id)).all()
        assert [entry.action for entry in entries] == ["fair.create", "fair.cancel"]
        assert entries[1].sentence % entries[1].values == "Huỷ hội chợ. Lý do: Bão số 9"


class TestHalls:
    def test_hall_taken_by_another_organisation_is_refused_by_the_other_fairs_name(self):
        hall = a_hall()
        theirs = a_fair(hall=hall, name="Hội chợ Xuân của tỉnh bạn")  # 12–15, building from the 10th
        fair = a_fair(site=False)
        with pytest.raises(Conflict, match=theirs.name) as refused:
            fairs.add_site(an_organiser(), fair, site_facts(hall, 16, 20))
        assert refused.value.field == "hall"
        assert fair.sites == []
        fairs.add_site(an_organiser(), fair, site_facts(hall, 17, 20))

    def test_closed_days_in_between_keep_the_hall(self):
        hall, organiser = a_hall(), an_organiser()
        fair = a_fair(site=False)
        site = fairs.add_site(organiser, fair, site_facts(hall, 1, 28))
        for day in (date(2026, 12, 2), date(2026, 12, 27)):
            fairs.add_run(organiser, site, Run(day, day, time(8), time(17)))
        with pytest.raises(Conflict, match=fair.name):
            fairs.add_site(organiser, a_fair(site=False), site_facts(hall, 10, 12, Hold.TENTATIVE))

    def test_cancelled_fair_gives_its_hall_back(self):
        hall, organiser = a_hall(), an_organiser()
        fairs.cancel(organiser, a_fair(hall=hall), "Bão")
        fairs.add_site(organiser, a_fair(site=False), site_facts(hall, 12, 15))

    def test_tentative_holds_stand_side_by_side_and_both_are_told(self):
        hall, organiser = a_hall(), an_organiser()
        one, two = (a_fair(site=False, name=name) for name in ("Tuần hàng A", "Tuần hàng B"))
        first = fairs.add_site(organiser, one, site_facts(hall, 10, 14, Hold.TENTATIVE))
        second = fairs.add_site(organiser, two, site_facts(hall, 12, 16, Hold.TENTATIVE))
        assert [use.fair_name for use in fairs.list_beside(first)] == ["Tuần hàng B"]
        assert [use.fair_name for use in fairs.list_beside(second)] == ["Tuần hàng A"]
        fairs.change_site(organiser, second, site_facts(hall, 12, 16, Hold.FIRM))
        with pytest.raises(Conflict, match="Tuần hàng B"):
            fairs.change_site(organiser, first, site_facts(hall, 10, 14, Hold.FIRM))

    def test_changed_window_is_judged_again_but_not_against_itself(self):
        hall, organiser = a_hall(), an_organiser()
        a_fair(hall=hall, first_day=date(2026, 12, 22), days=2)  # builds from the 20th
        fair = a_fair(site=False)
        site = fairs.add_site(organiser, fair, site_facts(hall, 10, 15))
        fairs.change_site(organiser, site, site_facts(hall, 9, 19))
        with pytest.raises(Conflict):
            fairs.change_site(organiser, site, site_facts(hall, 9, 20))

    def test_sessions_hold_the_window_open(self):
        organiser, fair = an_organiser(), a_fair()
        site = fair.sites[0]
        with pytest.raises(Invalid, match="14/12/2026"):
            fairs.change_site(organiser, site, site_facts(site.hall, 10, 14, name=site.name))

    def test_uses_of_a_hall_are_in_the_order_of_time(self):
        hall = a_hall()
        later = a_fair(hall=hall, first_day=date(2027, 3, 1))
        sooner = a_fair(hall=hall, first_day=date(2026, 3, 1))
        assert [site.fair for site in fairs.list_uses(hall)] == [sooner, later]


class TestSessions:
    def test_single_days_are_changed_and_removed_together(self):
        organiser, fair = an_organiser(), a_fair(days=3)
        site = fair.sites[0]
        first, second, _third = site.sessions
        fairs.change_sessions(organiser, site, {first.id: (time(14), time(22)), second.id: None})
        assert [(s.day.day, s.opens.hour, s.closes.hour) for s in fairs.sessions(fair)] == [
            (12, 14, 22),
            (14, 8, 21),
        ]

    def test_two_sessions_of_a_day_may_swap_their_hours(self):
        organiser, fair = an_organiser(), a_fair(days=1)
        site = fair.sites[0]
        (morning,) = site.sessions
        fairs.change_sessions(organiser, site, {morning.id: (time(8), time(11))})
        day = date(2026, 12, 12)
        fairs.add_run(organiser, site, Run(day, day, time(14), time(20)))
        early, late = site.sessions
        fairs.change_sessions(organiser, site, {early.id: (time(14), time(20)), late.id: (time(8), time(11))})
        assert sorted((s.opens.hour, s.closes.hour) for s in site.sessions) == [(8, 11), (14, 20)]

    def test_nothing_is_saved_when_one_day_is_wrong(self):
        organiser, fair = an_organiser(), a_fair(days=2)
        site = fair.sites[0]
        first, second = site.sessions
        with pytest.raises(Invalid):
            fairs.change_sessions(organiser, site, {first.id: None, second.id: (time(21), time(8))})
        assert len(site.sessions) == 2

    def test_day_that_is_open_already_is_refused(self):
        organiser, fair = an_organiser(), a_fair(days=2)
        with pytest.raises(Conflict, match="13/12/2026"):
            fairs.add_run(
                organiser, fair.sites[0], Run(date(2026, 12, 13), date(2026, 12, 14), time(8), time(17))
            )

    def test_session_of_another_site_is_not_found(self):
        stranger = a_fair().sites[0].sessions[0]
        with pytest.raises(NotFound):
            fairs.change_sessions(an_organiser(), a_fair().sites[0], {stranger.id: None})


class TestEditions:
    def test_next_edition_moves_every_date_and_holds_its_halls_tentatively(self):
        organiser, fair = an_organiser(), a_fair(first_day=date(2026, 12, 12), days=2, theme="Tinh hoa")
        edition = fairs.clone(organiser, fair, name="Hội chợ 2027", first=date(2027, 12, 11))
        new = edition.fair
        assert (new.state, new.previous_id, new.owner_id) == (FairState.DRAFT, fair.id, fair.owner_id)
        assert (new.theme, new.basis_number, new.basis_date) == ("Tinh hoa", "", None)
        assert fairs.days(new) == [date(2027, 12, 11), date(2027, 12, 12)]
        ((old_site, new_site),) = edition.sites
        assert new_site.hold is Hold.TENTATIVE
        assert new_site.build_from - old_site.build_from == timedelta(days=364)
        assert new.apply_until - fair.apply_until == timedelta(days=364)

    def test_hall_that_is_taken_then_is_refused_at_the_date(self):
        organiser, fair = an_organiser(), a_fair(first_day=date(2026, 12, 12))
        taken = a_fair(hall=fair.sites[0].hall, first_day=date(2027, 12, 12), owner=an_organisation())
        with pytest.raises(Conflict, match=taken.name) as refused:
            fairs.clone(organiser, fair, name="Hội chợ 2027", first=date(2027, 12, 11))
        assert refused.value.field == "first"


def test_sessions_of_one_day_stand_in_the_order_of_hours(db):
    (site,) = a_fair(days=1).sites
    (afternoon,) = site.sessions
    afternoon.opens = time(14)
    site.sessions.append(OpeningSession(day=afternoon.day, opens=time(8), closes=time(11)))
    db.session.commit()
    db.session.expire_all()
    assert [session.opens for session in site.sessions] == [time(8), time(14)]
