"""Forms of the imports."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField

from fairapp.domain.exchange import Kind
from fairapp.web.forms import Form, options, required
from fairapp.web.labels import label


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


class UploadForm(Form):
    kind = SelectField(_l("Danh sách gì"), [required(_l("Hãy chọn loại danh sách."))])
    place = SelectField(_l("Hội chợ hoặc địa điểm"), coerce=_number, validate_choice=False)
    file = FileField(_l("Tệp Excel hoặc CSV"), description=_l("Theo mẫu, dòng đầu là tiêu đề."))

    def offer(self, kinds, places) -> None:
        self.kind.choices = options((kind.value, label(kind)) for kind in kinds)
        self.place.choices = options(places)

    @property
    def wanted(self) -> Kind:
        return Kind(self.kind.data)


class StepForm(Form):
    """A button: look at more rows, take over, discard."""
