"""Text can be read in both themes: WCAG AA contrast of the pairs that tokens.css offers."""

import re

import pytest

from fairapp.config import ROOT

CSS = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
TONES = ["neutral", "info", "good", "warn", "bad"]
PAPERS = ["c-bg", "c-surface", "c-raised", "c-sunken"]
TEXT = (
    [
        (ink, paper)
        for ink in ("c-text", "c-muted", "c-accent", "c-accent-strong", "c-mark")
        for paper in PAPERS
    ]
    + [(f"tone-{tone}-text", f"tone-{tone}-bg") for tone in TONES]
    + [(f"tone-{tone}-text", "c-surface") for tone in TONES]
    + [("c-on-accent", "c-accent"), ("c-on-accent", "c-accent-strong"), ("c-accent-strong", "c-accent-tint")]
    + [("c-text", "c-accent-tint"), ("c-band-text", "c-band"), ("c-band-muted", "c-band")]
)
# Borders of inputs, chart bars and the focus ring: WCAG asks for 3:1.
DRAWN = [("c-line-strong", paper) for paper in PAPERS[:3]] + [
    ("chart-1", "c-surface"),
    ("chart-2", "c-surface"),
    ("c-mark", "c-bg"),
    ("c-gold", "c-surface"),
]


def theme(name):
    block = re.search(rf'\[data-bs-theme="{name}"\] {{\n(.*?)\n}}', CSS, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_stands_out(name, ink, paper):
    colours = theme(name)
    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), DRAWN)
def test_drawn_marks_stand_out(name, ink, paper):
    colours = theme(name)
    assert contrast(colours[ink], colours[paper]) >= 3


def test_both_themes_name_the_same_colours():
    assert theme("light").keys() == theme("dark").keys()
    assert len(theme("light")) > 40


@pytest.mark.parametrize("name", ["light", "dark"])
def test_heat_grows_darker_or_lighter_in_one_direction(name):
    steps = [luminance(theme(name)[f"heat-{step}"]) for step in range(6)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
