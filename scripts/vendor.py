"""Copy the front-end files the pages use from node_modules/ to static/vendor/.

Needs only the standard library. WANTED is the whole list: what is not named here is never served.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules"
TARGET = ROOT / "static" / "vendor"

# package -> (folder under static/vendor, {file or pattern inside the package: folder to put it in})
WANTED: dict[str, tuple[str, dict[str, str]]] = {
    "bootstrap": (
        "bootstrap",
        {"dist/css/bootstrap.min.css": ".", "LICENSE": "."},
    ),
    "bootstrap-icons": ("bootstrap-icons", {"icons/*.svg": ".", "LICENSE": "."}),
    # For browsers: each weight is split by script, and a page loads only what it shows (css/fonts.css).
    "@fontsource/be-vietnam-pro": (
        "be-vietnam-pro-web",
        {
            f"files/be-vietnam-pro-{script}-{weight}-normal.woff2": "files"
            for script in ("latin", "vietnamese")
            for weight in (400, 600, 700)
        }
        | {"LICENSE": "."},
    ),
    # For paper: WeasyPrint draws wrong glyphs from a family split by script, so it gets whole files.
    "@expo-google-fonts/be-vietnam-pro": (
        "be-vietnam-pro-print",
        {
            "400Regular/*.ttf": ".",
            "400Regular_Italic/*.ttf": ".",
            "600SemiBold/*.ttf": ".",
            "700Bold/*.ttf": ".",
            "LICENSE_FONT": ".",
        },
    ),
    # For official papers, set in a face like Times: Tinos has its widths and all Vietnamese letters.
    "@expo-google-fonts/tinos": (
        "tinos-print",
        {
            "400Regular/*.ttf": ".",
            "400Regular_Italic/*.ttf": ".",
            "700Bold/*.ttf": ".",
            "700Bold_Italic/*.ttf": ".",
            "LICENSE_FONT": ".",
        },
    ),
    # Keeps the package's own folders: reader/index.js imports ../share.js.
    "zxing-wasm": (
        "zxing-wasm",
        {
            "dist/es/share.js": ".",
            "dist/es/reader/index.js": "reader",
            "dist/reader/zxing_reader.wasm": "reader",
            "LICENSE": ".",
        },
    ),
    "@noble/ed25519": ("noble-ed25519", {"index.js": ".", "LICENSE": "."}),
}


def copy_package(package: str, folder: str, wanted: dict[str, str]) -> int:
    """Copy one package's wanted files and say how many there were."""
    copied = 0
    for pattern, subfolder in wanted.items():
        found = sorted((SOURCE / package).glob(pattern))
        if not found:
            sys.exit(f"node_modules/{package} has no {pattern}: run `npm ci`, or mend scripts/vendor.py.")
        destination = TARGET / folder / subfolder
        destination.mkdir(parents=True, exist_ok=True)
        for file in found:
            shutil.copyfile(file, destination / file.name)
        copied += len(found)
    return copied


def main() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    copied = sum(copy_package(package, *wanted) for package, wanted in WANTED.items())
    print(f"    {copied} files in static/vendor")


if __name__ == "__main__":
    main()
