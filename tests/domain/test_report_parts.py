"""What an organiser writes into a report."""

from fairapp.domain.report_parts import Part, changed, paragraphs


def test_lines_lose_the_dashes_with_which_people_begin_them():
    assert paragraphs("- Tổ chức chậm\n\n+ Thiếu bãi xe \n• Điện yếu") == [
        "Tổ chức chậm",
        "Thiếu bãi xe",
        "Điện yếu",
    ]
    assert paragraphs("") == []


def test_what_changed_is_named():
    before = {Part.ISSUER: "Sở Công Thương", Part.NUMBER: "215/BC-SCT"}
    assert list(changed(before, before)) == []
    assert list(changed(before, {Part.ISSUER: "Sở Công Thương", Part.PLACE: "Hạ Long"})) == [
        Part.NUMBER,
        Part.PLACE,
    ]
