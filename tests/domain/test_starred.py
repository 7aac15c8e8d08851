"""How much of the sales came from products with stars."""

from dataclasses import replace

from fairapp.domain.publication import publish
from fairapp.domain.starred import starred
from fairapp.domain.summary import summarise
from tests.domain.fair_facts import a_fair_in_facts


def test_what_was_not_entered_by_product_is_counted_as_without_stars():
    share = starred(summarise(a_fair_in_facts()).sales)
    assert (share.amount, share.divided, share.total) == (12_600_000, 19_600_000, 44_000_000)
    assert (share.permille, share.permille_of_divided) == (286, 642)


def test_nothing_entered_by_product_says_nothing():
    assert starred(summarise(replace(a_fair_in_facts(), lines=())).sales) is None
    assert starred(summarise(replace(a_fair_in_facts(), lines=(), diary=())).sales) is None


def test_of_merged_stars_nothing_is_said():
    """Two sold four stars: they are merged with others, and the share would tell them."""
    published = publish(a_fair_in_facts()).sales
    assert any(row.key == "other" for row in published.tables["stars"])
    assert starred(published) is None
