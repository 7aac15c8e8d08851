"""What is wrong with an applicant's papers, each with a sentence that says what to do."""

from collections.abc import Iterable

from fairapp.domain.calendar import format_day
from fairapp.domain.fairs import ExpiryRule
from fairapp.domain.gaps import Missing
from fairapp.domain.papers import Ask, PaperState, Standing
from fairapp.domain.text import N_

FIELD = "papers"
UNCONFIRMED = N_("Hãy xem lại và xác nhận các giấy tờ đã có trong hồ sơ.")

_OF_ALL = {
    PaperState.MISSING: N_("Thiếu %(kind)s. Hãy chụp rồi gửi ở mục Giấy tờ."),
    PaperState.UNDATED: N_("%(kind)s chưa ghi ngày hết hạn. Hãy gửi lại ở mục Giấy tờ, kèm ngày hết hạn."),
    PaperState.LACKING: N_("%(kind)s cần bổ sung: %(reason)s Hãy gửi bản mới ở mục Giấy tờ."),
    PaperState.EXPIRED: N_("Ban tổ chức thấy %(kind)s đã hết hạn. Hãy gửi bản còn hạn ở mục Giấy tờ."),
}
_OF_PRODUCT = {
    PaperState.MISSING: N_("Thiếu %(kind)s của %(product)s. Hãy chụp rồi gửi ở mục Giấy tờ."),
    PaperState.UNDATED: N_(
        "%(kind)s của %(product)s chưa ghi ngày hết hạn. Hãy gửi lại ở mục Giấy tờ, kèm ngày hết hạn."
    ),
    PaperState.LACKING: N_("%(kind)s của %(product)s cần bổ sung: %(reason)s Hãy gửi bản mới ở mục Giấy tờ."),
    PaperState.EXPIRED: N_(
        "Ban tổ chức thấy %(kind)s của %(product)s đã hết hạn. Hãy gửi bản còn hạn ở mục Giấy tờ."
    ),
}
_TOO_OLD = (
    N_(
        "%(kind)s hết hạn ngày %(until)s, nên ngày %(day)s của hội chợ không còn hiệu lực. "
        "Hãy gửi bản mới ở mục Giấy tờ."
    ),
    N_(
        "%(kind)s của %(product)s hết hạn ngày %(until)s, nên ngày %(day)s của hội chợ không còn hiệu lực. "
        "Hãy gửi bản mới ở mục Giấy tờ."
    ),
)
_TOO_NEW = (
    N_(
        "%(kind)s cấp ngày %(since)s, nên ngày %(day)s của hội chợ chưa có hiệu lực. "
        "Hãy kiểm tra ngày cấp rồi gửi lại ở mục Giấy tờ."
    ),
    N_(
        "%(kind)s của %(product)s cấp ngày %(since)s, nên ngày %(day)s của hội chợ chưa có hiệu lực. "
        "Hãy kiểm tra ngày cấp rồi gửi lại ở mục Giấy tờ."
    ),
)


def paper_gaps(found: Iterable[Standing], rule: ExpiryRule) -> list[Missing]:
    """Every paper that is not as it should be. Where only asked for, or where the fair only warns, it
    does not keep the application from being sent."""
    return [gap for standing in found if (gap := gap_of(standing, rule)) is not None]


def gap_of(standing: Standing, rule: ExpiryRule) -> Missing | None:
    """None when all is well, and for a certificate's days: those are told at the product."""
    if standing.state in (PaperState.UNCOVERED, PaperState.UNDATED):
        if standing.kind.certifies:
            return None
        blocks = rule is ExpiryRule.BLOCK
    elif standing.state in _OF_ALL:
        blocks = True
    else:
        return None
    sentence = _sentence(standing)
    return Missing(FIELD, sentence, _values(standing), blocks and standing.ask is Ask.REQUIRED)


def _sentence(standing: Standing) -> str:
    of_product = standing.about is not None
    if standing.state is not PaperState.UNCOVERED:
        return (_OF_PRODUCT if of_product else _OF_ALL)[standing.state]
    assert standing.day is not None
    late = standing.expires_on is not None and standing.day > standing.expires_on
    return (_TOO_OLD if late else _TOO_NEW)[of_product]


def _values(standing: Standing) -> dict[str, object]:
    values: dict[str, object] = {"kind": standing.kind.name}
    if standing.about:
        values["product"] = standing.about.name
    if standing.state is PaperState.LACKING and standing.paper:
        values["reason"] = _stopped(standing.paper.reason)
    if standing.day:
        values["day"] = format_day(standing.day)
    if standing.expires_on:
        values["until"] = format_day(standing.expires_on)
    if standing.issued_on:
        values["since"] = format_day(standing.issued_on)
    return values


def _stopped(reason: str) -> str:
    """A sentence of somebody else inside ours ends as a sentence does."""
    return reason if reason.endswith((".", "!", "?", "…")) else f"{reason}."
