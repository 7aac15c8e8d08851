"""Producers: their profiles, products and papers."""

from fairapp.services.producers.papers import add_paper, count_papers, get_paper, list_papers
from fairapp.services.producers.profiles import (
    Profile,
    change_profile,
    create_for_user,
    enter,
    find_for_user,
    get_for_user,
    get_without_account,
    is_complete,
    list_without_account,
    register,
)

__all__ = [
    "Profile",
    "add_paper",
    "change_profile",
    "count_papers",
    "create_for_user",
    "enter",
    "find_for_user",
    "get_for_user",
    "get_paper",
    "get_without_account",
    "is_complete",
    "list_papers",
    "list_without_account",
    "register",
]
