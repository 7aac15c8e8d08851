"""What a phone's camera sees, written as raw video that Chromium plays to the page."""

from pathlib import Path

from PIL import Image

SIZE = (640, 480)
FRAMES_A_SECOND = 10
SECONDS_EACH = 2


def film(pictures: list[Image.Image], path: Path) -> Path:
    """Each picture in the middle of a grey table for two seconds, then an empty table for one."""
    empty = Image.new("L", SIZE, 150)
    frames = []
    for picture in pictures:
        scene = empty.copy()
        small = picture.convert("L")
        small.thumbnail((420, 420))
        scene.paste(small, ((SIZE[0] - small.width) // 2, (SIZE[1] - small.height) // 2))
        frames += [scene] * (FRAMES_A_SECOND * SECONDS_EACH) + [empty] * FRAMES_A_SECOND
    chroma = bytes([128]) * (SIZE[0] // 2 * (SIZE[1] // 2) * 2)  # no colour
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{SIZE[0]} H{SIZE[1]} F{FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n".encode())
        for frame in frames:
            file.write(b"FRAME\n" + frame.tobytes() + chroma)
    return path


def filming(video: Path) -> list[str]:
    """What Chromium is started with, so that its camera plays this and nobody is asked for permission."""
    return [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={video}",
    ]
