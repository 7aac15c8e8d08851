#!/bin/sh
# install.sh VENV REQUIREMENTS: make the virtual environment if need be, then install exactly what is pinned.
set -e
venv=$1
requirements=$2
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

if ! "$venv/bin/python" -c '' 2>/dev/null; then
    python=$(scripts/find_python.sh)
    echo "  $venv: making a virtual environment ($("$python" --version))"
    rm -rf "$venv"
    if command -v uv >/dev/null; then
        uv venv --quiet --python "$python" "$venv"
    else
        "$python" -m venv "$venv"
    fi
fi

echo "  $venv: installing $(grep -c '==' "$requirements") packages of $requirements (up to a minute the first time)"
if command -v uv >/dev/null; then
    uv pip install --quiet --compile-bytecode --python "$venv/bin/python" --require-hashes --only-binary :all: -r "$requirements"
else
    "$venv/bin/python" -m pip install --quiet --require-hashes --only-binary :all: -r "$requirements"
fi
