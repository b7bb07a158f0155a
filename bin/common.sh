# Sourced by every command in bin/: strict mode, the root of the tree, and a Node.js that is new enough.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

cache=$root/.cache
if [ -x "$cache/node/bin/node" ]; then PATH=$cache/node/bin:$PATH; fi
export PATH

jobs=${XIAOER_JOBS:-$(nproc)}

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# build PRESET [TARGET…]: configures when there is nothing configured yet, then builds. Where nothing was ever compiled
# there is nothing for ccache to find, and precompiled headers are quicker.
build() {
    local preset=$1; shift
    local precompiled=OFF
    case $preset in dev | release) [ -d "${CCACHE_DIR:-$HOME/.cache/ccache}" ] || precompiled=ON ;; esac
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" -DXIAOER_PRECOMPILED=$precompiled
    cmake --build "build/$preset" -j "$jobs" ${1:+--target "$@"}
}
