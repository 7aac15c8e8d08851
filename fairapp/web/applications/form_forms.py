"""Forms with which an organiser sets the application form."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, IntegerField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from fairapp.domain.application_form import LONGEST_WORDING, MOST_COMMITMENTS
from fairapp.domain.text import Bilingual
from fairapp.services.applications.fair_form import FairForm
from fairapp.web.forms import Form, at_most

EMPTY_ROWS = 2  # to write more; a row that is emptied goes


class FieldsForm(Form):
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])


class WordingForm(Form):
    class Meta(Form.Meta):
        csrf = False

    key = HiddenField()
    words = TextAreaField(_l("Lời cam kết"), [at_most(LONGEST_WORDING)])
    words_en = TextAreaField(_l("Tiếng Anh"), [at_most(LONGEST_WORDING)])


class WordsForm(Form):
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    commitments = FieldList(FormField(WordingForm), _l("Cam kết"), max_entries=MOST_COMMITMENTS + EMPTY_ROWS)
    consent = TextAreaField(_l("Lời đồng ý xử lý dữ liệu"), [at_most(LONGEST_WORDING)])
    consent_en = TextAreaField(_l("Tiếng Anh"), [at_most(LONGEST_WORDING)])

    @classmethod
    def of(cls, found: FairForm) -> WordsForm:
        """The words as they stand, with room for more."""
        rows = [
            {"key": wording.key, "words": wording.words.vi, "words_en": wording.words.en}
            for wording in found.commitments
        ]
        room = min(EMPTY_ROWS, MOST_COMMITMENTS - len(rows))
        rows += [{"key": "", "words": "", "words_en": ""}] * max(0, room)
        consent = found.consent.words
        return cls(
            formdata=None,
            data={
                "version": found.version,
                "commitments": rows,
                "consent": consent.vi,
                "consent_en": consent.en,
            },
        )

    def wordings(self) -> list[tuple[str, Bilingual]]:
        rows = [row.form for row in self.commitments]
        return [
            (row.key.data or "", Bilingual(row.words.data or "", row.words_en.data or ""))
            for row in rows
            if row.words.data or row.words_en.data
        ]

    def consent_words(self) -> Bilingual:
        return Bilingual(self.consent.data or "", self.consent_en.data or "")
