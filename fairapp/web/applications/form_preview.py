"""The form of an applicant who does not exist, with one product; nothing of it is ever kept."""

from flask_babel import gettext as _

from fairapp.db import now
from fairapp.domain.booths import BoothKind
from fairapp.domain.ocop import ProducerKind
from fairapp.models import Application, ApplicationProduct, Fair, Producer, Product
from fairapp.services import applications
from fairapp.services.applications import fair_form
from fairapp.web.applications import draft_page
from fairapp.web.applications.draft_form import shown
from fairapp.web.applications.draft_page import Choice, Paperwork


def context(fair: Fair, kind: ProducerKind) -> dict[str, object]:
    """What the parts of the form need, for a producer of this kind."""
    application = _application(fair, kind)
    nobody = Paperwork(application, "", "", "", "")
    form = draft_page.bound(nobody, data=shown(application))
    facts = applications.facts(application)
    parts = draft_page.parts(nobody, form, fair_form.read(fair), facts)
    product = application.goods[0].product
    return parts | {"form": form, "work": None, "choices": [Choice(0, product, False, [])]}


def _application(fair: Fair, kind: ProducerKind) -> Application:
    producer = Producer(name="", kind=kind, unit_id=fair.unit_id, representative="", phone="")
    application = Application(
        fair=fair,
        fair_id=fair.id,
        producer=producer,
        booth_kind=BoothKind.STANDARD,
        booth_count=1,
        power_watts=500,
        cold_watts=0,
        water=False,
        open_flame=False,
        cold_storage=False,
        lorry=False,
        lorry_plate="",
        introduction="",
        wishes="",
        anywhere=False,
        saves={},
        created_at=now(),
    )
    product = Product(name=_("Một sản phẩm của chủ thể"), leaf_code="I.1.a", stars=3)
    application.goods = [ApplicationProduct(product=product)]
    return application
