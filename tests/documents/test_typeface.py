from io import BytesIO

import pikepdf
import pytest

from fairapp.documents.typeface import WEIGHTS, typeface


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_vietnamese_letter_is_there(weight):
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy" + "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    assert not typeface(weight).lacks(letters + letters.upper() + " –…’“”₫0123456789")
    assert typeface(weight).lacks("Иван") and typeface(weight).lacks("대사관")


@pytest.mark.parametrize("weight", WEIGHTS)
def test_pairs_are_kerned(weight):
    face = typeface(weight)
    assert face.length("AV") < face.length("A") + face.length("V")
    assert face.length("Tô") < face.length("T") + face.length("ô")
    assert face.length("HH") == 2 * face.length("H")
    assert face.shown("AV").count(b"<") == 2 and face.shown("HH").count(b"<") == 1


def test_the_same_letters_are_embedded_in_the_same_bytes():
    def embedded():
        with pikepdf.new() as pdf:
            font = pdf.make_indirect(pikepdf.Dictionary())
            typeface(700).embed(pdf, font, set("Nguyễn"))
            pdf.trailer.Root.Kept = font
            out = BytesIO()
            pdf.save(out, deterministic_id=True)
        return out.getvalue()

    assert embedded() == embedded()
    assert len(embedded()) < 8000
