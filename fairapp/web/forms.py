"""What every form shares: clean text in, a sentence beside the field out."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from flask_babel import gettext, lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, StopValidation

from fairapp.domain.errors import Refusal
from fairapp.domain.text import N_, clean, clean_lines
from fairapp.web import transaction
from fairapp.web.sentences import say

NOT_THERE = N_("Không có mục này trong danh mục. Hãy chọn lại.")
SAID = {
    "Not a valid choice.": NOT_THERE,
    "Invalid Choice: could not coerce.": NOT_THERE,
    "Invalid choice(s): one or more data inputs could not be coerced.": NOT_THERE,
    "'%(value)s' is not a valid choice for this field.": NOT_THERE,
    "Invalid value, must be one of: %(values)s.": NOT_THERE,
    "Not a valid integer value.": N_("Hãy nhập một số nguyên."),
    "Number must be at least %(min)s.": N_("Hãy nhập số từ %(min)s trở lên."),
    "Number must be at most %(max)s.": N_("Hãy nhập số không quá %(max)s."),
    "Number must be between %(min)s and %(max)s.": N_("Hãy nhập số từ %(min)s đến %(max)s."),
}
"""What WTForms says by itself, in our words: it speaks many languages, but no Vietnamese."""


class _Words:
    """WTForms asks here for every sentence of its own, and fills in the values itself."""

    def gettext(self, sentence: str) -> str:
        return gettext(SAID.get(sentence, sentence))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if one in SAID or n == 1 else many)


class InOurWords:
    """The `Meta` of a form whose fields say what is wrong in the reader's language."""

    def get_translations(self, form: object) -> _Words:
        return _Words()


def _clean(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _clean_lines(value: object) -> object:
    return clean_lines(value) if isinstance(value, str) else value


class Form(FlaskForm):
    """CSRF, Vietnamese messages, NFC text without stray blanks, and a place for refusals."""

    class Meta(InOurWords, FlaskForm.Meta):
        def bind_field(self, form, unbound_field, options):  # type: ignore[no-untyped-def]
            if issubclass(unbound_field.field_class, TextAreaField):
                options.setdefault("filters", [_clean_lines])
            elif issubclass(unbound_field.field_class, StringField):
                options.setdefault("filters", [_clean])
            return super().bind_field(form, unbound_field, options)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Inside, a service's refusal goes to its field, and the view goes on to show the form again."""
        try:
            yield
        except Refusal as refusal:
            self.refuse(refusal)

    def refuse(self, refusal: Refusal) -> None:
        """Put a service's refusal at its field, or on top; nothing of the request is kept."""
        transaction.refuse()
        self.tell(refusal)

    def tell(self, refusal: Refusal) -> None:
        """The same, when what was written before the refusal stays: that somebody tried, for instance."""
        sentence = say(refusal)
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_errors.append(sentence)
        else:
            field.errors = [*field.errors, sentence]


class Required(InputRequired):
    """Something was typed, and something of it is left when blanks are cleaned away."""

    def __call__(self, form, field) -> None:
        super().__call__(form, field)
        typed = field.raw_data[0]
        if isinstance(typed, str) and not clean(typed):
            field.errors[:] = []
            raise StopValidation(self.message)


def required(sentence: object = None) -> InputRequired:
    """The field may not be left empty."""
    return Required(sentence or _l("Hãy điền mục này."))


def at_most(length: int) -> Length:
    """The text has an upper bound that the database shares."""
    return Length(max=length, message=_l("Nhiều nhất %(max)d ký tự."))


def options(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """A select field's choices from (value, words) pairs."""
    return [SelectChoice(value, words) for value, words in pairs]
