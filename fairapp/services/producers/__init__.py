"""Producers: their profiles and products."""

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
    "change_profile",
    "create_for_user",
    "enter",
    "find_for_user",
    "get_for_user",
    "get_without_account",
    "is_complete",
    "list_without_account",
    "register",
]
