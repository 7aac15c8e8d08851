"""gunicorn as `make serve` starts it, and clients that keep their connections."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

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


def send_all(port: int, path: str, bodies: list[bytes], phones: list[str], at_once: int) -> float:
    """POST every body from `at_once` connections, each a phone; gives the seconds it took."""

    def work(part: list[bytes], phone: str) -> None:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {phone}"}
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for body in part:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            said = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{answer.status}: {said[:200]!r}")
        connection.close()

    begun = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        parts = [bodies[i::at_once] for i in range(at_once)]
        list(pool.map(work, parts, [phones[i % len(phones)] for i in range(at_once)]))
    return time.perf_counter() - begun
