"""A long list, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """The rows of one page; `total` counts those of all."""

    rows: list[T]
    total: int
    page: int
    pages: int


def place(total: int, asked: int, size: int) -> tuple[int, int]:
    """The page asked for, or the nearest there is, and how many there are; an empty list has one."""
    pages = max(1, -(-total // size))
    return min(max(asked, 1), pages), pages


def cut(rows: Sequence[T], asked: int, size: int) -> Page[T]:
    """One page of a list that is in memory already."""
    page, pages = place(len(rows), asked, size)
    return Page(list(rows[(page - 1) * size : page * size]), len(rows), page, pages)
