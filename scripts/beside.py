"""beside.py COMMAND… --and LATER…: both at once; either's failure is a failure.

What LATER says is told when both are through.
"""

import shutil
import signal
import subprocess
import sys
import tempfile


def main(words: list[str]) -> int:
    between = words.index("--and")
    with tempfile.TemporaryFile() as said:
        later = subprocess.Popen(words[between + 1 :], stdout=said, stderr=subprocess.STDOUT)
        both = [subprocess.Popen(words[:between]), later]
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells them, too: they end in their own way
        outcomes = [one.wait() for one in both]
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout.buffer)
    return 1 if any(outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
