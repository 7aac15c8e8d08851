#!/bin/sh
# Print a Python of this machine that is 3.11 or later; PYTHON=… goes before the search.
for candidate in "$PYTHON" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$candidate" ] &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$candidate"
        exit
    fi
done
echo "Python 3.11 or later is needed: run \`sudo apt-get install python3 python3-venv\`," \
    "or name one: \`PYTHON=/path/to/python3 make …\`." >&2
exit 1
