"""What `make test` runs in which part is told by folders and marks, and the two agree."""

from fairapp.config import ROOT

BROWSER = ROOT / "tests/browser"


def test_what_drives_chromium_lies_in_one_folder_and_says_so():
    marked = {path for path in (ROOT / "tests").rglob("test_*.py") if "mark.browser" in path.read_text()}
    assert marked - {ROOT / "tests/house/test_marks.py"} == set(BROWSER.rglob("test_*.py"))
