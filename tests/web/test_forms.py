"""What a form says by itself, in the reader's language."""

import pytest
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, NumberRange

from fairapp.web.forms import SAID, Form, options

NOT_THERE = "Không có mục này trong danh mục. Hãy chọn lại."
CHOICES = [("1", "Một"), ("2", "Hai")]
CASES = {
    "select": (lambda: SelectField(choices=options(CHOICES)), "9", NOT_THERE),
    "radio": (lambda: RadioField(choices=options(CHOICES)), "9", NOT_THERE),
    "several": (lambda: SelectMultipleField(choices=options(CHOICES)), "9", NOT_THERE),
    "no key": (lambda: SelectField(choices=options(CHOICES), coerce=int), "x", NOT_THERE),
    "no keys": (lambda: SelectMultipleField(choices=options(CHOICES), coerce=int), "x", NOT_THERE),
    "word": (lambda: StringField(validators=[AnyOf(["yes", "no"])]), "maybe", NOT_THERE),
    "number": (lambda: IntegerField(), "x", "Hãy nhập một số nguyên."),
    "least": (lambda: IntegerField(validators=[NumberRange(min=1)]), "0", "Hãy nhập số từ 1 trở lên."),
    "most": (lambda: IntegerField(validators=[NumberRange(max=9)]), "10", "Hãy nhập số không quá 9."),
    "between": (lambda: IntegerField(validators=[NumberRange(1, 9)]), "10", "Hãy nhập số từ 1 đến 9."),
}


def refused(field, typed):
    form = type("Any", (Form,), {"field": field()})(MultiDict({"field": typed}), meta={"csrf": False})
    assert not form.validate()
    return form.field.errors[0]


@pytest.mark.parametrize("case", CASES)
def test_what_no_choice_or_number_is_told_in_the_readers_words(app, case):
    field, typed, sentence = CASES[case]
    with app.test_request_context():
        assert refused(field, typed) == sentence
        with force_locale("en"):
            assert refused(field, typed).isascii()


def test_every_sentence_is_said_in_a_case():
    assert {sentence for _field, _typed, sentence in CASES.values()} == {
        sentence % {"min": 1, "max": 9} for sentence in SAID.values()
    }
