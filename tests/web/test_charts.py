"""Charts drawn once for page and paper, each with a table that says the same."""

import re

import pytest

DAYS = [("28/10", 18250), ("29/10", 31200), ("30/10", 0)]


def test_chart_and_its_table_say_the_same(macro):
    html = macro("bar_chart", "bar_chart", DAYS, "Lượt khách")
    picture, table = html.split("<details")
    for figure in ("18.250", "31.200"):
        assert figure in picture and figure in table


def test_sorted_bars_begin_with_the_largest_which_fills_its_track(macro):
    html = macro("sorted_bars", "sorted_bars", [("A", 10), ("B", 40, "bốn mươi")], "Theo tỉnh")
    assert html.index(">B<") < html.index(">A<")
    assert re.findall(r'class="chart-bar"[^>]* width="([\d.]+)%"', html) == ["66.0", "16.5"]
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
    assert re.findall(r'<rect class="heat-(\d)"', picture) == ["0", "3", "5"]
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
