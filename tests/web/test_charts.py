"""Charts drawn once for page and paper, each with a table that says the same."""

import re

import pytest

from fairapp.domain import charts

DAYS = [("28/10", 18250), ("29/10", 31200), ("30/10", 0)]


def test_chart_and_its_table_say_the_same(macro):
    html = macro("bar_chart", "bar_chart", DAYS, "Lượt khách")
    picture, table = html.split("<details")
    for figure in ("18.250", "31.200"):
        assert figure in picture and figure in table


def test_sorted_bars_begin_with_the_largest_which_fills_its_track(macro):
    html = macro("sorted_bars", "sorted_bars", [("A", 10), ("B", 40, "bốn mươi")], "Theo tỉnh")
    assert html.index(">B<") < html.index(">A<")
    assert re.findall(r'class="chart-bar"[^>]* width="([\d.]+)%"', html) == ["60.0", "15.0"]
    assert "bốn mươi" in html


def test_long_label_is_cut_in_the_picture_and_whole_in_the_table(macro):
    name = "Hợp tác xã sản xuất và kinh doanh miến dong xã Bình Liêu"
    picture, table = macro("sorted_bars", "sorted_bars", [(name, 1)], "Theo gian").split("<details")
    assert name not in picture and "…" in picture and name in table


def test_hour_that_was_not_open_is_left_out_of_the_strip(macro):
    html = macro(
        "heat_strip", "heat_strip", [("Cổng 1", [0, 5, None, 10])], ["08", "09", "10", "11"], "Theo giờ"
    )
    picture, table = html.split("<details")
    assert re.findall(r'<rect class="heat-(\d)" x', picture) == ["0", "3", "5"]
    assert "–" in table


@pytest.mark.parametrize("rows", [[], [("28/10", 0)]])
def test_charts_of_nothing_still_draw(macro, rows):
    for chart in ("bar_chart", "sorted_bars"):
        assert "chart-bar" not in macro(chart, chart, rows, "Lượt khách")
    assert "heat-5" not in macro(
        "heat_strip", "heat_strip", [(label, [n]) for label, n in rows], ["08"], "Giờ"
    )


def test_charts_obey_the_content_policy(macro):
    for html in (
        macro("bar_chart", "bar_chart", DAYS, "Lượt khách"),
        macro("sorted_bars", "sorted_bars", DAYS, "Doanh thu"),
        macro("heat_strip", "heat_strip", [("Cổng 1", [1, 2])], ["08", "09"], "Giờ"),
    ):
        assert not re.search(r"\sstyle=|\son\w+=|<script", html)


def test_highest_bar_keeps_its_figure_where_there_are_many(macro):
    rows = [(str(hour), hour * 10) for hour in range(24)]
    html = macro("bar_chart", "bar_chart", rows, "Theo giờ", twin=None)
    assert re.findall(r'font-weight="600">([\d.]+)<', html) == ["230"]


def test_the_edition_before_stands_in_the_picture_and_in_the_table(macro):
    html = macro(
        "bar_chart", "bar_chart", DAYS, "Lượt khách", before=[20000, None], before_word="Thu Đông 2025"
    )
    picture, table = html.split("<details")
    assert picture.count('class="chart-outline"') == 2  # one bar, and the key
    assert "20.000" in table and "Thu Đông 2025" in table and "–" in table


def test_the_axis_counts_in_the_unit_that_the_note_names(macro):
    rows = [("28/10", 4_200_000_000, "4.200")]
    html = macro("bar_chart", "bar_chart", rows, "Doanh thu", note="triệu đồng", per=1_000_000, twin=None)
    assert re.findall(r'text-anchor="end" fill="#55605f">([^<]*)<', html) == [
        "0", "2.000", "4.000", "6.000",
    ]  # fmt: skip


def test_the_key_of_a_strip_says_which_shade_is_how_much(macro):
    html = macro("heat_strip", "heat_strip", [("Cổng 1", [3, 1000])], ["08", "09"], "Giờ", twin=None)
    assert "801–1.000" in re.sub(r"\s+", " ", html) or "800–1.000" in html


def test_a_box_plot_and_its_table_name_nobody(macro):
    five = charts.five([4_000_000, 6_000_000, 9_000_000])
    html = macro("box_plot", "box_plot", [("Hợp tác xã", five)], "Doanh thu", per=1_000_000)
    picture, table = html.split("<details")
    assert "Hợp tác xã" in picture and "(3)" in picture
    assert "6,00" in table and "5,00" in table and "7,50" in table


def test_what_the_press_said_is_a_ring_on_a_broken_line(macro):
    editions = [("2025", 50_000, "trên 50.000", True), ("2026", 35_000, "35.000", False)]
    html = macro("slopes", "slopes", [("Lượt khách", editions, "")], "Qua các lần")
    picture, table = html.split("<details")
    assert picture.count("chart-dot--said") == 1 and picture.count('class="chart-dot"') == 1
    assert "stroke-dasharray" in picture
    assert "báo chí nêu" in table


def test_a_decline_is_said_under_its_slope(macro):
    editions = [("2025", 50, "50", False), ("2026", 45, "45", False)]
    html = macro("slopes", "slopes", [("Gian hàng", editions, "giảm 10%")], "Qua các lần", twin=None)
    assert "giảm 10%" in html and "chart-dot--said" not in html


def test_words_of_neighbours_at_one_height_do_not_run_into_each_other(macro):
    def heights(*values):
        editions = [(str(n), value, f"{value / 100:.2f} tỷ đồng", False) for n, value in enumerate(values)]
        html = macro("slopes", "slopes", [("Doanh thu", editions, "")], "Qua các lần", twin=None)
        return [float(y) for y in re.findall(r'class="chart-label" x="[^"]+" y="([^"]+)"', html)]

    above, below = heights(234, 213)
    assert below - above > 25
    first, second, third = heights(234, 213, 220)
    assert second > first + 25 and second > third + 25
    low, high = heights(60, 234)
    assert low - high > 30  # far apart: each over its own point


def test_new_charts_obey_the_content_policy(macro):
    five = charts.five([1, 2, 3])
    for html in (
        macro("bar_chart", "bar_chart", DAYS, "Lượt khách", before=[1, 2, 3], before_word="2025"),
        macro("box_plot", "box_plot", [("A", five)], "Doanh thu"),
        macro("slopes", "slopes", [("A", [("2025", 1, "1", True)], "")], "Các lần"),
    ):
        assert not re.search(r"\sstyle=|\son\w+=|<script", html)
