"""What several audiences see alike: photos, and an exhibitor's checks."""

from flask import send_file

from fairapp.services.papers import storing

LASTS = 3600  # seconds; a photo never changes


def send_photo(name: str):
    """A picture that was made new when it came."""
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    answer = send_file(storing.path_of(name), kind)
    answer.headers["Cache-Control"] = f"private, max-age={LASTS}"
    return answer
