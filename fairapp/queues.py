"""Writers of one SQLite file wait in a queue.

SQLite lets a writer that finds the file taken sleep and look again, each time after a longer sleep. With many
of them the file stands free while all sleep, and whoever came first is served last. So they take turns before
they ask for the file: the threads of a process among themselves, the processes by a lock on a file beside it,
which ends with its process however that ends. What keeps the data right is SQLite's own lock, all the same.
"""

import fcntl
import os
from contextlib import suppress
from functools import cache
from threading import Lock

PATIENCE = 5
"""Seconds. Whoever has waited in vain asks SQLite without a turn, and hears from it what is wrong."""


class Queue:
    """Before one database file."""

    def __init__(self, path: str) -> None:
        self._path = f"{path}-queue"
        self._here = Lock()

    def wait(self) -> "Turn | None":
        """Our turn, once it has come."""
        if not self._here.acquire(timeout=PATIENCE):
            return None
        turn = Turn(self._here)
        try:
            turn.wait_for_others(self._path)
        except BaseException:
            turn.end()
            raise
        return turn


class Turn:
    """Ours among the threads of this process, until `end`."""

    def __init__(self, here: Lock) -> None:
        self._here = here
        self._file: int | None = None

    def wait_for_others(self, path: str) -> None:
        """Among processes. The lock is the process's, not the open file's: no child forked now keeps it."""
        with suppress(OSError):  # in a folder that nobody may write to, only our own threads queue
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.lockf(self._file, fcntl.LOCK_EX)

    def end(self) -> None:
        if self._file is not None:
            os.close(self._file)  # which gives the lock back
        self._here.release()


@cache
def before(path: str) -> Queue:
    """The queue of this file, one for all threads."""
    return Queue(path)


os.register_at_fork(after_in_child=before.cache_clear)
