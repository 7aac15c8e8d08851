"""The macros of templates/components, rendered by a small application that has nothing else."""

import re

import pytest
from flask import render_template, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from fairapp.config import ROOT
from fairapp.domain.fairs import FairState
from fairapp.models import Fair
from fairapp.web import shapes

COMPONENTS = ROOT / "templates" / "components"


class Application(Form):
    """A field of each kind that the product uses."""

    name = StringField("Tên chủ thể", [InputRequired("Hãy điền mục này.")], description="Như trên giấy.")
    kind = SelectField("Loại hình", choices=[SelectChoice("htx", "Hợp tác xã")])
    fee = StringField("Phí", [InputRequired("Hãy điền mục này.")])
    booths = IntegerField("Số gian")
    day = DateField("Ngày hết hạn")
    note = TextAreaField("Nguyện vọng")
    flame = BooleanField("Có dùng bếp lửa")
    pay = RadioField(
        "Hình thức trả", choices=[SelectChoice("a", "Chuyển khoản"), SelectChoice("b", "Tiền mặt")]
    )
    needs = SelectMultipleField(
        "Cần thêm",
        choices=[SelectChoice("e", "Điện ba pha"), SelectChoice("w", "Nước")],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )


def posted(**values):
    form = Application(MultiDict(values))
    form.validate()
    return form


def field(macro, name, form=None, **kw):
    return macro("field", "field", getattr(form or Application(), name), **kw)


def test_error_stands_beside_its_field_and_is_tied_to_it(macro):
    html = field(macro, "name", posted())
    assert "Hãy điền mục này." in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="name-help name-error"' in html
    assert 'id="name-help"' in html and 'id="name-error"' in html


def test_field_without_error_is_not_marked_wrong(macro):
    html = field(macro, "name", posted(name="HTX Bà Mai"))
    assert "aria-invalid" not in html and "is-invalid" not in html


def test_typed_text_is_shown_again_and_cannot_break_out(macro):
    html = field(macro, "name", posted(name='"><script>alert(1)</script>'))
    assert "&lt;script&gt;" in html and "<script>" not in html


@pytest.mark.parametrize("name", ["name", "kind", "fee", "booths", "day", "note", "flame"])
def test_every_single_input_has_its_label(macro, name):
    html = field(macro, name)
    assert f'for="{name}"' in html
    assert len(re.findall(rf'id="{name}"', html)) == 1


@pytest.mark.parametrize("name", ["pay", "needs"])
def test_groups_of_choices_have_a_legend_and_a_label_each(macro, name):
    html = field(macro, name)
    assert "<fieldset" in html and "<legend>" in html
    assert re.findall(r'<label for="([^"]+)"', html) == re.findall(r'<input[^>]* id="([^"]+)"', html)


def test_only_fields_that_may_stay_empty_say_so(macro):
    assert "không bắt buộc" not in field(macro, "name")
    assert "không bắt buộc" in field(macro, "note")
    assert "không bắt buộc" not in field(macro, "note", optional=False)


def test_money_field_shows_its_unit_and_groups_digits(macro):
    html = field(macro, "fee", kind="money")
    assert "₫" in html and 'data-module="lib/money_input"' in html and 'inputmode="numeric"' in html


def test_summary_of_errors_names_only_the_fields_that_are_wrong(macro):
    html = macro("form_errors", "form_errors", posted(name="HTX Bà Mai", kind="htx", pay="a"))
    assert 'href="#fee"' in html and 'href="#name"' not in html
    assert "Có 1 chỗ cần sửa" in html


def test_refusal_that_belongs_to_no_field_stands_on_top(macro):
    form = posted(name="A", fee="1")
    form.form_errors.append("Hội chợ đã hết hạn nhận đơn.")
    assert "Hội chợ đã hết hạn nhận đơn." in macro("form_errors", "form_errors", form)


def test_form_without_errors_has_no_summary(macro):
    assert macro("form_errors", "form_errors", Application()).strip() == ""


def test_status_is_word_shape_and_tone(macro):
    html = macro("status", "status", "waitlisted", "application")
    assert "Danh sách chờ" in html and "tone-warn" in html and shapes.SHAPES["pause"] in html


def test_stars_have_a_text_alternative(macro):
    html = macro("stars", "stars", 4)
    assert 'aria-label="4 sao OCOP"' in html
    assert html.count('fill="currentColor"') == 4 and html.count("<svg") == 5


@pytest.mark.parametrize("count", [0, None])
def test_product_without_stars_shows_none(macro, count):
    assert macro("stars", "stars", count) == ""


def test_head_turns_the_order_round_and_keeps_the_search(at):
    macro = at("/list?q=chè&page=3&sort=name")
    html = macro("table", "head", "Chủ thể", "name", "name")
    assert 'aria-sort="ascending"' in html and "sort=-name" in html
    assert "q=ch%C3%A8" in html and "page" not in html


def test_column_that_is_not_sorted_by_offers_ascending_order(at):
    html = at("/list?sort=-fee")("table", "head", "Tỉnh", "province", "-fee")
    assert "aria-sort" not in html and 'href="/list?sort=province"' in html


def test_pager_keeps_the_filters_and_leaves_out_far_pages(at):
    html = at("/list?province=22&page=10")("pager", "pager", 10, 20)
    links = re.findall(r'href="([^"]+)"', html)
    assert all("province=22" in link for link in links)
    assert {int(n) for n in re.findall(r"page=(\d+)", html)} == {1, 9, 11, 20}
    assert html.count("pager__gap") == 2


def test_one_page_needs_no_pager(macro):
    assert macro("pager", "pager", 1, 1).strip() == ""


def test_filter_keeps_what_was_chosen(macro):
    html = macro("search_bar", "filter_select", "stars", "Sao", [(3, "3 sao"), (4, "4 sao")], "4")
    assert re.findall(r'value="(\d)" selected', html) == ["4"]


def test_empty_list_says_what_to_do_next(macro):
    html = macro("empty", "empty", "Chưa có đơn nào", "Hãy mời đoàn tỉnh.", "inbox", "/invite", "Mời")
    assert "Hãy mời đoàn tỉnh." in html and 'href="/invite"' in html


def test_figure_names_its_class_of_evidence(macro):
    html = macro("stat", "stat", "trên 60.000", "lượt khách", "reported")
    assert "báo chí nêu" in html and "stat--reported" in html


def test_components_obey_the_content_policy(macro):
    everything = [field(macro, name, posted(), help="Ghi rõ.") for name in Application()._fields] + [
        macro(
            "steps", "steps", [("Xét đơn", "current"), ("Xếp gian", "todo"), ("Nhận đơn", "done")], "Các khâu"
        ),
        macro("tabs", "tabs", [("a", "Tất cả", "#", 3), ("b", "Mới", "#")], "a", "Nhóm"),
        macro("demo_mark", "demo_mark"),
    ]
    for html in everything:
        assert not re.search(r"\sstyle=|\son\w+=|<script|javascript:", html)


def test_every_macro_is_in_the_readme():
    readme = (COMPONENTS / "README.md").read_text(encoding="utf-8")
    macros = {
        name
        for path in COMPONENTS.glob("*.html")
        for name in re.findall(r"{%-? macro (\w+)\(", path.read_text(encoding="utf-8"))
        if not name.startswith("_")
    }
    assert len(macros) > 20
    assert {name for name in macros if f"`{name}(" not in readme} == set()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422, 429, 500])
def test_every_refusal_has_a_heading_a_sentence_and_a_way_out(at, status):
    at("/nowhere")
    html = render_template("errors/error.html", status=status, sentence="Vì thế này.")
    assert html.count("<h1>") == 1 and "Vì thế này." in html
    assert re.search(r'class="btn btn-primary" href="/"', html)
    assert html.count("<main") == 1 and 'href="#content"' in html


def test_organiser_page_lists_only_stations_that_exist(at):
    at("/fairs/7/organiser_fairs.sites")
    fair = Fair(id=7, name="Hội chợ OCOP", state=FairState.DRAFT)
    html = render_template("base_organiser.html", fair=fair)
    assert re.findall(r'side__link" href="/fairs/7/([\w.]+)"', html) == [
        "organiser_fairs.show",
        "organiser_fairs.sites",
        "organiser_reports.show",
    ]
    assert html.count('aria-current="page"') == 1
    assert re.search(r'organiser_fairs.sites" aria-current', html)
    assert "Bản nháp" in html  # where the fair stands, under its name


def test_organiser_page_without_a_fair_has_no_stations(at):
    at()
    html = render_template_string(
        '{% extends "base_organiser.html" %}{% block content %}<h1>Các hội chợ</h1>{% endblock %}'
    )
    assert html.count("<h1>") == 1 and "side__link" not in html
