"""gunicorn as `make serve` starts it, and clients that keep their connections."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from fairapp.config import ROOT

TICK = os.sysconf("SC_CLK_TCK")


@contextmanager
def gunicorn(target: str, environ: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve `target` with two workers; gives the port and the process id of the master."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", target, "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "8", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environ)
    try:
        for _ in range(100):
            time.sleep(0.2)
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(20)


def cpu_seconds(master: int) -> float:
    """CPU time that the workers of a gunicorn master have used."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    ticks = 0
    for child in children:
        fields = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def send_all(port: int, path: str, bodies: list[dict], headers: dict[str, str], at_once: int) -> float:
    """POST every body from `at_once` connections; gives the seconds it took. Anything but 200 is an error."""

    def work(part: list[dict]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for body in part:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"} | headers)
            answer = connection.getresponse()
            said = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{answer.status}: {said[:200]!r}")
        connection.close()

    begun = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(work, [bodies[i::at_once] for i in range(at_once)]))
    return time.perf_counter() - begun


def sign_in(port: int, contact: str, password: str, page: str) -> dict[str, str]:
    """Sign in as a browser does; gives the headers of a writing request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    cookie, token = _page(connection, "/sign-in", "")
    form = urlencode({"contact": contact, "password": password, "csrf_token": token})
    connection.request(
        "POST",
        "/sign-in",
        form,
        {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie},
    )
    answer = connection.getresponse()
    answer.read()
    if answer.status != 302:
        raise RuntimeError(f"sign-in answered {answer.status}")
    cookie, token = _page(connection, page, _cookie(answer) or cookie)
    return {"Cookie": cookie, "X-CSRFToken": token}


def _page(connection: http.client.HTTPConnection, path: str, cookie: str) -> tuple[str, str]:
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    text = answer.read().decode()
    found = re.search(r'name="csrf-token" content="([^"]+)"|name="csrf_token"[^>]* value="([^"]+)"', text)
    if answer.status != 200 or found is None:
        raise RuntimeError(f"{path} answered {answer.status} without a token")
    return _cookie(answer) or cookie, found[1] or found[2]


def _cookie(answer: http.client.HTTPResponse) -> str:
    kept = [value.split(";")[0] for name, value in answer.getheaders() if name == "Set-Cookie"]
    return "; ".join(kept)
