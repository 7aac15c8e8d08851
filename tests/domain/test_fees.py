from hypothesis import given, strategies as st

from fairapp.domain.booths import BoothKind
from fairapp.domain.fees import (
    Base,
    BaseHow,
    Covers,
    Exhibitor,
    Schedule,
    Stand,
    Subsidy,
    Surcharge,
    SurchargeKind,
    assess,
    open_corners,
    times,
)
from fairapp.domain.ocop import ProducerKind

PROVINCE = "UBND tỉnh Quảng Ninh"


def a_stand(number="A12", **facts):
    ready = {"kind": BoothKind.STANDARD, "width_cm": 300, "depth_cm": 300, "open_sides": "S"}
    return Stand(number, **(ready | facts))


def an_exhibitor(*stands, **facts):
    ready = {"unit_id": "quang-ninh", "producer_kind": ProducerKind.COOPERATIVE}
    return Exhibitor(stands=stands or (a_stand(),), **(ready | facts))


def amounts(assessment):
    return [(line.label, line.quantity, line.unit_price, line.amount) for line in assessment.lines]


def test_without_a_schedule_a_booth_costs_what_the_plan_says():
    booths = [a_stand(n, fee=5_000_000, subsidy=2_500_000, subsidy_by=PROVINCE) for n in ("G01", "G02")]
    assessment = assess(Schedule(), an_exhibitor(*booths))
    assert amounts(assessment) == [
        ("Gian tiêu chuẩn G01, G02", 200, 5_000_000, 10_000_000),
        (f"{PROVINCE} hỗ trợ", 100, -5_000_000, -5_000_000),
    ]
    assert (assessment.charges, assessment.subsidised, assessment.payable) == (
        10_000_000,
        5_000_000,
        5_000_000,
    )
    assert assessment.payers == {PROVINCE: 5_000_000}


def test_a_price_of_the_schedule_goes_before_the_plan_with_its_subsidy():
    schedule = Schedule(bases=(Base(BoothKind.STANDARD, BaseHow.PER_BOOTH, 4_000_000),))
    assessment = assess(schedule, an_exhibitor(a_stand(fee=9, subsidy=9)))
    assert amounts(assessment) == [("Gian tiêu chuẩn A12", 100, 4_000_000, 4_000_000)]


def test_bare_floor_is_paid_by_the_square_metre():
    schedule = Schedule(bases=(Base(BoothKind.RAW, BaseHow.PER_M2, 400_001),))
    floor = a_stand("R1", kind=BoothKind.RAW, width_cm=335, depth_cm=250)
    assert amounts(assess(schedule, an_exhibitor(floor))) == [("Đất trống R1", 838, 400_001, 3_352_008)]


def test_corners_are_where_two_open_sides_meet():
    assert [open_corners(sides) for sides in ("", "S", "NS", "ES", "NE", "NES", "NESW")] == [
        0,
        0,
        0,
        1,
        1,
        2,
        4,
    ]


def test_surcharges_count_corners_kilowatts_needs_and_items():
    schedule = Schedule(
        surcharges=(
            Surcharge(1, SurchargeKind.CORNER, "Góc mở", 300_000),
            Surcharge(2, SurchargeKind.POWER, "Điện trên 1,5 kW", 150_000, free=1500),
            Surcharge(3, SurchargeKind.WATER, "Cấp nước", 200_000),
            Surcharge(4, SurchargeKind.ITEM, "Ghế thuê thêm", 20_000, free=2),
            Surcharge(5, SurchargeKind.LORRY, "Xe tải", 100_000),
            Surcharge(6, SurchargeKind.BOOTH, "Vệ sinh, an ninh", 200_000),
        )
    )
    who = an_exhibitor(
        a_stand("A1", open_sides="ES"),
        a_stand("A2"),
        power_watts=3000,
        needs=frozenset({SurchargeKind.WATER}),
        extras={4: 7},
    )
    assert amounts(assess(schedule, who))[1:] == [
        ("Góc mở", 100, 300_000, 300_000),
        ("Điện trên 1,5 kW", 400, 150_000, 600_000),
        ("Cấp nước", 100, 200_000, 200_000),
        ("Ghế thuê thêm", 300, 20_000, 60_000),
        ("Vệ sinh, an ninh", 200, 200_000, 400_000),
    ]


def test_province_and_sponsor_share_and_nothing_is_left():
    schedule = Schedule(
        bases=(Base(BoothKind.STANDARD, BaseHow.PER_BOOTH, 3_500_000),),
        subsidies=(
            Subsidy(PROVINCE, percent=50, unit_id="quang-ninh"),
            Subsidy("Ngân hàng Vịnh Xanh", percent=50, producer_kind=ProducerKind.COOPERATIVE),
        ),
    )
    assessment = assess(schedule, an_exhibitor())
    assert assessment.payable == 0
    assert assessment.payers == {PROVINCE: 1_750_000, "Ngân hàng Vịnh Xanh": 1_750_000}
    other = assess(schedule, an_exhibitor(unit_id="son-la", producer_kind=ProducerKind.COMPANY))
    assert (other.payable, other.payers) == (3_500_000, {})


def test_a_cap_a_fixed_sum_and_a_booth_kind_bound_a_subsidy():
    base = Base(BoothKind.STANDARD, BaseHow.PER_BOOTH, 3_000_000)
    corner = Surcharge(1, SurchargeKind.CORNER, "Góc mở", 1_000_000)

    def taken(subsidy):
        return assess(
            Schedule((base,), (corner,), (subsidy,)), an_exhibitor(a_stand(open_sides="ES"))
        ).subsidised

    assert taken(Subsidy(PROVINCE, percent=50)) == 2_000_000
    assert taken(Subsidy(PROVINCE, percent=50, covers=Covers.BASE)) == 1_500_000
    assert taken(Subsidy(PROVINCE, percent=50, cap=700_000)) == 700_000
    assert taken(Subsidy(PROVINCE, amount=1_200_000)) == 1_200_000
    assert taken(Subsidy(PROVINCE, amount=9_000_000)) == 4_000_000
    assert taken(Subsidy(PROVINCE, amount=1_200_000, booth_kind=BoothKind.RAW)) == 0


money = st.integers(0, 50_000_000)
payers = st.sampled_from([PROVINCE, "Ngân hàng Vịnh Xanh", "Sở Công Thương"])
kinds = st.sampled_from(BoothKind)
stands = st.builds(
    lambda kind, width, depth, sides, fee, part: Stand(
        "A1", kind, width, depth, sides, fee, fee * part // 100, PROVINCE if part else ""
    ),
    kinds,
    st.integers(50, 3000),
    st.integers(50, 3000),
    st.sampled_from(["S", "ES", "NES", "NESW"]),
    money,
    st.integers(0, 100),
)
schedules = st.builds(
    Schedule,
    st.lists(st.builds(Base, kinds, st.sampled_from(BaseHow), money), unique_by=lambda b: b.kind).map(tuple),
    st.lists(
        st.builds(
            Surcharge,
            st.integers(1, 5),
            st.sampled_from(SurchargeKind),
            st.just("Khoản thêm"),
            money,
            st.integers(0, 3000),
        ),
        unique_by=lambda s: s.id,
    ).map(tuple),
    st.lists(
        st.builds(
            Subsidy,
            payers,
            st.none() | st.integers(1, 100),
            st.none() | money,
            st.none() | money,
            st.sampled_from(Covers),
            st.none() | st.just("quang-ninh"),
            st.none() | st.sampled_from(ProducerKind),
            st.none() | kinds,
        )
    ).map(tuple),
)
exhibitors = st.builds(
    Exhibitor,
    st.sampled_from(["quang-ninh", "son-la"]),
    st.sampled_from(ProducerKind),
    st.lists(stands, min_size=1, max_size=4).map(tuple),
    st.integers(0, 20_000),
    st.frozensets(st.sampled_from(SurchargeKind)),
    st.dictionaries(st.integers(1, 5), st.integers(0, 30)),
)


@given(schedules, exhibitors)
def test_sums_always_add_up_and_nobody_owes_less_than_nothing(schedule, exhibitor):
    assessment = assess(schedule, exhibitor)
    assert assessment.payable >= 0
    assert assessment.payable == sum(line.amount for line in assessment.lines)
    assert assessment.charges - assessment.subsidised == assessment.payable
    assert sum(assessment.payers.values()) == assessment.subsidised
    for line in assessment.lines:
        assert line.amount == times(line.quantity, line.unit_price)
        assert bool(line.payer) == (line.amount < 0)


@given(schedules, exhibitors)
def test_the_same_facts_give_the_same_lines(schedule, exhibitor):
    assert assess(schedule, exhibitor) == assess(schedule, exhibitor)
