"""What a drawing shows, said in one sentence over it: a reader in a hurry reads no more."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext

from fairapp.documents.figures import language, percent, sales_table
from fairapp.domain import money
from fairapp.domain.calendar import weekday_name
from fairapp.domain.charts import Five
from fairapp.domain.comparison import MEASURE_LABELS, Compared
from fairapp.domain.floor_sales import Stretch
from fairapp.domain.publication import OTHER
from fairapp.domain.summary import FairSummary
from fairapp.domain.takings import UNDIVIDED


def visits_by_day(summary: FairSummary) -> str:
    best = max(summary.audience.days, key=lambda day: (day.visits, -day.day.toordinal()), default=None)
    if best is None or not best.visits:
        return gettext("Lượt khách mỗi ngày")
    return gettext("Đông nhất là %(day)s: %(n)s lượt khách", day=_day(best.day), n=_number(best.visits))


def entries_by_hour(summary: FairSummary) -> str:
    peak = summary.audience.peak
    if peak is None:
        return gettext("Lượt vào cổng theo ngày và giờ")
    return gettext(
        "Giờ đông nhất: %(hour)d–%(next)d giờ %(day)s, %(n)s lượt vào cổng",
        hour=peak.hour,
        next=peak.hour + 1,
        day=_day(peak.day),
        n=_number(peak.entries),
    )


def sales_by_day(summary: FairSummary) -> str:
    rows = [row for row in summary.sales.tables["day"] if row.key != OTHER]
    if not rows:
        return gettext("Doanh thu tự khai mỗi ngày")
    best = max(rows, key=lambda row: (row.amount, row.key))
    return gettext(
        "Bán nhiều nhất %(day)s: %(amount)s",
        day=_day(date.fromisoformat(best.key)),
        amount=money.prose(best.amount, language()),
    )


def sales_by_province(summary: FairSummary, name: str = "province") -> str:
    """How much the first three make up, when there are more."""
    told = [row for row in summary.sales.tables[name] if row.key not in (OTHER, UNDIVIDED)]
    if len(told) < 4 or not summary.sales.total:
        return sales_table(summary, name).title
    first = sorted(told, key=lambda row: (-row.amount, row.key))[:3]
    share = 1000 * sum(row.amount for row in first) // summary.sales.total
    return gettext(
        "%(names)s bán nhiều nhất, %(share)s doanh thu",
        names=", ".join(row.key for row in first),
        share=percent(share),
    )


def spread(rows: list[tuple[str, Five]]) -> str:
    whole = rows[0][1]
    return gettext(
        "Nửa số đơn vị bán bình quân từ %(first)s đến %(third)s một ngày",
        first=money.prose(whole.first, language()),
        third=money.prose(whole.third, language()),
    )


def floor(site: str, stretches: Iterable[Stretch]) -> str:
    best = max(stretches, key=lambda one: (one.average, one.name))
    return gettext(
        "%(site)s: dãy %(name)s bán nhiều nhất, %(amount)s mỗi gian",
        site=site,
        name=best.name,
        amount=money.prose(best.average, language()),
    )


def editions(rows: Iterable[Compared]) -> str:
    """What grew and what shrank, where both figures are ours."""
    told = [
        gettext("%(what)s %(change)s", what=gettext(MEASURE_LABELS[row.measure]).lower(), change=change(row))
        for row in rows
        if row.change is not None
    ]
    if not told:
        return gettext("Các lần tổ chức")
    return gettext("So với lần trước: %(changes)s", changes="; ".join(told[:3]))


def change(row: Compared) -> str:
    """tăng 12,3%, giảm 8%, không đổi; nothing where the two were not counted alike."""
    if row.change is None:
        return ""
    if row.change == 0:
        return gettext("không đổi")
    size = percent(abs(row.change))
    return gettext("tăng %(size)s", size=size) if row.change > 0 else gettext("giảm %(size)s", size=size)


def _day(day: date) -> str:
    return f"{weekday_name(day, language())} {day:%d/%m}"


def _number(n: int) -> str:
    return money.group_digits(n, language())
