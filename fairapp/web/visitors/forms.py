"""The visitor's form: a name is all that is needed."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from fairapp.domain.visitors import CONSENT, KEPT_DAYS
from fairapp.web.forms import Form, at_most, required


class VisitForm(Form):
    name = StringField(_l("Họ và tên"), [required(), at_most(120)])
    phone = StringField(_l("Số điện thoại"), [at_most(20)])
    email = StringField(_l("E-mail"), [at_most(254)])
    consent = BooleanField(_l(CONSENT, days=KEPT_DAYS), [required(_l("Cần sự đồng ý này để cấp thẻ khách."))])


class EraseForm(Form):
    """Nothing but the token that the form was asked for by its owner."""
