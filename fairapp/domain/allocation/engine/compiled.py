"""Turning the loop into machine code, and keeping that between processes where a folder can be written.

Numba looks only at the file of a function to see whether kept code is stale, not at the functions it has
swallowed. So each state of this package keeps its own, in a folder named after its text.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = "FAIRAPP_COMPILED"
"""Environment: where compiled code is kept; else in the user's cache."""


def keep_in(folder: Path) -> None:
    """Where compiled code lies, unless the environment says; to be said before the loop is imported."""
    os.environ.setdefault(FOLDER, str(folder))


@cache
def kept_in() -> Path | None:
    """The folder for this state of the package; None when nothing can be written there."""
    users = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(os.environ.get(FOLDER) or Path(users) / "fairapp") / _state()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


def _state() -> str:
    texts = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:16]


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as machine code; without a place to keep it, it is compiled anew in each process."""
    return _njit(function)


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same for what the innermost loop calls: a call would cost more than what it does."""
    return _njit(function, forceinline=True)


def _njit(function: Callable[..., Any], **how: bool) -> Callable[..., Any]:
    import numba

    folder = kept_in()
    if folder:
        numba.config.CACHE_DIR = str(folder)
    return numba.njit(cache=folder is not None, nogil=True, **how)(function)
