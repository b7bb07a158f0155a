#!/usr/bin/env bash
# Speed and disguises first, then agreement with people on the test part.
set -euo pipefail
"$XIAOER_BUILD/bench_manners" "$@"
"$XIAOER_BUILD/bench_judged" "$@"
