"""A short line before work that takes long."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from fairapp.domain.errors import Busy
from fairapp.domain.text import N_

BUSY = N_("Hệ thống đang bận soạn tệp cho người khác. Hãy thử lại sau ít giây.")


class Line:
    """One at a time, a few waiting; whoever comes when the line is full is asked to come back.

    A web server's threads are few. If all of them waited here, nobody could be scanned at a gate.
    """

    def __init__(self, most: int = 3) -> None:
        self._places = BoundedSemaphore(most)
        self._turn = Lock()

    @contextmanager
    def wait(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Busy(BUSY)
        try:
            with self._turn:
                yield
        finally:
            self._places.release()
