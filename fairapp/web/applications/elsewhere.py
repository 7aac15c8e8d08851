"""What another device saved of a draft, for the page that was open all the while."""

from flask import request
from flask_babel import gettext as _
from werkzeug.user_agent import UserAgent

from fairapp.domain.calendar import format_time
from fairapp.models import Application
from fairapp.services.applications.saves import Save
from fairapp.web.applications.draft_form import NO, shown
from fairapp.web.fields import kilowatts
from fairapp.web.filters import kilowatts as with_unit
from fairapp.web.labels import label

# The first that fits; a phone's browser names several others, too.
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Zalo", "Zalo"),
    ("FBAN", "Facebook"),
    ("FBAV", "Facebook"),
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device(agent: UserAgent | None = None) -> str:
    """Android · Chrome: enough for a person to know which of their own it was, and no more."""
    said = (agent or request.user_agent).string
    words = [next((word for sign, word in table if sign in said), "") for table in (SYSTEMS, BROWSERS)]
    return " · ".join(word for word in words if word)


def pairs(application: Application, name: str, answers: bool = False) -> list[list[str]]:
    """A field as the browser would send it; `answers`: a no is said and not left out."""
    value = shown(application)[name]
    if isinstance(value, bool):
        return [[name, "y"]] if value else [[name, NO]] if answers else []
    if name in ("staff", "places"):
        return [
            [f"{name}-{i}-{part}", str(text)]
            for i, row in enumerate(value)  # type: ignore[arg-type]
            for part, text in row.items()
        ]
    if isinstance(value, list):
        return [[name, str(one)] for one in value]
    if name in ("power_kw", "cold_kw"):
        return [[name, "" if value is None else kilowatts(int(str(value)))]]
    return [[name, str(value)]] if value != "" or name != "consent" else []


def words(application: Application, name: str) -> str:
    """The same in words, for who typed something else at the same time."""
    if name == "goods":
        return ", ".join(line.product.name for line in application.goods) or _("không có gì")
    if name == "staff":
        return ", ".join(person.name for person in application.staff) or _("không có ai")
    if name == "places":
        return places_words(application)
    if name == "booth_kind":
        return label(application.booth_kind)
    if name == "commitments":
        return _("đã nhận %(n)d điều", n=len(application.acceptances))
    if name == "consent":
        return _("đồng ý") if application.consent else _("không đồng ý")
    if name in ("power_kw", "cold_kw"):
        return with_unit(application.power_watts if name == "power_kw" else application.cold_watts)
    value = shown(application)[name]
    if isinstance(value, bool):
        return _("có") if value else _("không")
    said = pairs(application, name)
    return said[0][1] if said and said[0][1] else _("để trống")


def places_words(application: Application) -> str:
    if application.anywhere or not application.places:
        return _("Gian nào cũng được")
    return ", ".join(
        _("gian %(number)s", number=place.booth.number)
        if place.booth
        else _("khu %(zone)s", zone=place.zone.code)
        for place in application.places
    )


def sentence(application: Application, save: Save) -> str:
    """Where the other content comes from, and what it says."""
    where = save.device or _("thiết bị khác")
    when = format_time(save.at)
    if save.by:
        where = f"{where}, {save.by}"
    return _(
        "Mục này vừa được lưu lúc %(time)s từ %(where)s: “%(words)s”.",
        time=when,
        where=where,
        words=words(application, save.field),
    )
