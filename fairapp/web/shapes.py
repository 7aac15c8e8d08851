"""The small drawings beside the words of states, on screen and on paper."""

from markupsafe import Markup

_LINE = 'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"'
INKS = {"neutral": "#47504f", "info": "#0b565c", "good": "#24602f", "warn": "#7a4a00", "bad": "#96201f"}
_OPEN = (
    '<svg class="status__shape" viewBox="0 0 14 14" width="12" height="12"'
    ' aria-hidden="true" focusable="false"'
)
SHAPES = {
    "ring": '<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="2"/>',
    "dot": '<circle cx="7" cy="7" r="5.5" fill="currentColor"/>',
    "half": '<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M7 2a5 5 0 0 1 0 10z" fill="currentColor"/>',
    "check": f'<path d="M2 7.5l3.4 3.5L12 3.6" {_LINE}/>',
    "cross": f'<path d="M3 3l8 8M11 3l-8 8" {_LINE}/>',
    "dash": f'<path d="M2.5 7h9" {_LINE}/>',
    "pause": f'<path d="M4.5 3v8M9.5 3v8" {_LINE}/>',
    "play": '<path d="M3.5 1.8v10.4L12 7z" fill="currentColor"/>',
    "arrow": f'<path d="M2 7h9.5M8 3.2L11.8 7 8 10.8" {_LINE}/>',
    "triangle": '<path d="M7 1.5l6 11H1z" fill="currentColor"/>',
    "square": '<rect x="2.2" y="2.2" width="9.6" height="9.6" fill="currentColor"/>',
    "diamond": '<path d="M7 1l6 6-6 6-6-6z" fill="currentColor"/>',
}


def status_shape(shape: str, tone: str = "neutral") -> Markup:
    """The small drawing beside the word. Its colour attribute is for paper; on screen the word's wins."""
    return Markup(f'{_OPEN} color="{INKS[tone]}">{SHAPES[shape]}</svg>')
