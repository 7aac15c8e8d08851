"""Run the web server and the scheduler side by side, and stop both together.

Whichever ends first, and however it ends, takes the other with it; Ctrl-C and TERM end both.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "5000")
GRACE = 10  # seconds between asking and killing
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
COMMANDS = {
    "web server": [*FLASK, "run", "--host", HOST, "--port", PORT],
    "scheduler": [*FLASK, "jobs", "start"],
}


class Stopped(Exception):
    """Somebody asked us to stop."""


def stop(signum: int, frame: object) -> None:
    raise Stopped


def port_is_taken() -> bool:
    family = socket.AF_INET6 if ":" in HOST else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(PORT)))
        except OSError:
            return True
    return False


def first_to_end(running: dict[str, subprocess.Popen]) -> str:
    """Wait until one of them ends, and name it; a parent killed outright counts as asking to stop."""
    parent = os.getppid()
    while os.getppid() == parent:
        for name, process in running.items():
            if process.poll() is not None:
                return name
        time.sleep(0.2)
    raise Stopped


def signal_group(process: subprocess.Popen, number: signal.Signals) -> None:
    """Reach the process and whatever it has started, even after its own end."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def end_all(running: dict[str, subprocess.Popen]) -> None:
    """Ask each to end, then insist."""
    for process in running.values():
        signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for process in running.values():
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            signal_group(process, signal.SIGKILL)


def main() -> int | str:
    if port_is_taken():
        return f"Port {PORT} on {HOST} is taken: choose another, for instance `PORT=5001 make run`."
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    running: dict[str, subprocess.Popen] = {}
    try:
        for name, command in COMMANDS.items():
            # A session of its own: Ctrl-C reaches only this process, which then ends both in order.
            running[name] = subprocess.Popen(command, start_new_session=True)
        ended = first_to_end(running)
        return f"The {ended} ended by itself (status {running[ended].returncode}); the other is stopped too."
    except Stopped:
        return 0
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        end_all(running)


if __name__ == "__main__":
    sys.exit(main())
