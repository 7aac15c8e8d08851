#!/bin/sh
# Pin anew what requirements*.in and package.json ask for. The result names no index and no machine.
set -e
if command -v uv >/dev/null; then
    uv=uv
else
    uv=.venv-lock/bin/uv
    [ -x $uv ] || { "$(scripts/find_python.sh)" -m venv .venv-lock && .venv-lock/bin/pip install -q uv; }
fi
for name in requirements requirements-dev requirements-node; do
    echo "  $name.txt"
    # --no-config, and no index of the environment: only hashes say which files are meant.
    env -u PIP_FIND_LINKS -u UV_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
        $uv pip compile --quiet --universal --generate-hashes --no-config --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        "$@" $name.in -o $name.txt
done
echo "  package-lock.json"
scripts/with_node.sh npm install --package-lock-only --ignore-scripts --loglevel=error --no-progress >/dev/null
if grep -n '"resolved"\|^ *--.*index\|://.*/simple' package-lock.json requirements*.txt; then
    echo "A lock names where a package came from; see the lines above." >&2
    exit 1
fi
