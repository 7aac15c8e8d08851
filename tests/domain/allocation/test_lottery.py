from fairapp.domain.allocation.lottery import drawn, seed_of
from tests.domain.allocation.small import an_app

APPS = [an_app(str(n), hours=n) for n in range(1, 21)]


def test_the_seed_is_what_anybody_computes_from_the_text():
    # printf '58291' | sha256sum → ab35ef02…
    assert seed_of("58291") == int("ab35ef02", 16)
    assert seed_of("Số 58.291") != seed_of("58291")


def test_the_draw_follows_the_text_and_not_the_order_of_rows():
    once = {app.id: app.applied for app in drawn(APPS, "58291")}
    again = {app.id: app.applied for app in drawn(reversed(APPS), "58291")}
    other = {app.id: app.applied for app in drawn(APPS, "58292")}
    assert once == again
    assert once != other
    assert len(set(once.values())) == len(APPS)


def test_the_draw_changes_nothing_but_the_time():
    for app in drawn(APPS, "x"):
        before = next(a for a in APPS if a.id == app.id)
        assert vars(app) | {"applied": None} == vars(before) | {"applied": None}
