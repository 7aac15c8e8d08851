"""The application on a server that does what servers do at the worst moment, while a test's file says so.

`dies`: once it has kept an upload and before it says so, the worker is gone. `deployed`: the scanner
has another version.
"""

import os
import re
from pathlib import Path

from wsgi import app as application

FOLDER = Path(os.environ["MISBEHAVES"])
DIES, DEPLOYED = FOLDER / "dies", FOLDER / "deployed"


def app(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/gate/worker.js" and DEPLOYED.exists():
        return _another_version(environ, start_response)
    answer = application(environ, start_response)
    if DIES.exists() and (path == "/api/gate/scans" or _is_diary(environ)):
        DIES.unlink()
        list(answer)
        os._exit(1)
    return answer


def _is_diary(environ) -> bool:
    return environ["REQUEST_METHOD"] == "POST" and "/diary/" in environ["PATH_INFO"]


def _another_version(environ, start_response):
    def start(status, headers, *rest):
        bare = [pair for pair in headers if pair[0].lower() not in ("content-length", "etag")]
        return start_response(status, bare, *rest)

    environ.pop("HTTP_IF_NONE_MATCH", None)
    script = b"".join(application(environ, start))
    return [re.sub(rb'"version": "[0-9a-f]+"', b'"version": "another"', script)]
