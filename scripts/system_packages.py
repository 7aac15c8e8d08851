"""See that the machine has what PyPI cannot bring, and install it through apt where that is allowed.

`system_packages.py` looks after `make run`; `system_packages.py --browser` also after the browser tests.
Needs only the standard library: it runs before anything is installed.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

LIBRARIES = {  # what WeasyPrint loads -> the Debian package that holds it
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "google-chrome")
# Ubuntu's chromium is a snap, whose sandbox sees neither /tmp nor our profile: there it is Playwright's own.
PLAYWRIGHTS_OWN = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))


def loads(library: str) -> bool:
    """Whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=ubuntu" in release.read_text().splitlines()


def has_browser() -> bool:
    if any(PLAYWRIGHTS_OWN.glob("chromium*-*")):
        return True
    return not is_ubuntu() and any(map(shutil.which, BROWSERS))


def missing_packages(browser: bool) -> list[str]:
    """The packages that this machine still lacks and its apt can bring."""
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not shutil.which("uv") and not importlib.util.find_spec("ensurepip"):
        missing.append(f"python3.{sys.version_info.minor}-venv")
    if browser and not is_ubuntu() and not has_browser():
        missing.append("chromium")
    return missing


def prefix_of_root() -> list[str] | None:
    """What to write before a command that needs root: nothing, sudo, or None if it cannot be had."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install(packages: list[str]) -> str | None:
    """Install through apt-get; the reason as a half-sentence when that cannot be done."""
    root = prefix_of_root()
    if not shutil.which("apt-get"):
        return "this machine has no apt-get"
    if root is None:
        return "that takes root"
    print(f"  system: installing {' '.join(packages)} (up to a minute)", flush=True)
    environment = [*root, "env", "DEBIAN_FRONTEND=noninteractive"]
    command = [*environment, "apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if subprocess.run(command, capture_output=True).returncode == 0:
        return None
    # A fresh machine has no package lists, an old one has stale ones.
    subprocess.run([*environment, "apt-get", "update"], capture_output=True)
    outcome = subprocess.run(command, capture_output=True, text=True)
    if outcome.returncode != 0:
        return "apt-get said: " + (outcome.stderr.strip().splitlines() or ["nothing"])[-1]
    return None


def install_packages(browser: bool) -> None:
    packages = missing_packages(browser)
    if not packages:
        return
    reason = install(packages)
    still_missing = missing_packages(browser)
    if still_missing:
        command = f"sudo apt-get install --no-install-recommends {' '.join(still_missing)}"
        because = f" ({reason})" if reason else ""
        sys.exit(f"System packages are missing and could not be installed{because}: run `{command}`.")


def install_browser_of_playwright() -> None:
    """With the libraries it needs; runs in the virtual environment, where Playwright is."""
    print("  system: installing Playwright's Chromium (up to some minutes)", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    if subprocess.run(command).returncode != 0:
        sys.exit(f"Chromium is missing and could not be installed: run `{' '.join(command)}`.")


def main() -> None:
    browser = "--browser" in sys.argv[1:]
    install_packages(browser)
    if browser and not has_browser():
        install_browser_of_playwright()


if __name__ == "__main__":
    main()
