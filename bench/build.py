#!/usr/bin/env python3
"""How long a build takes on two cores without ccache: everything from nothing, and after a room changed.

clean_build_s compiles the server, its tests and SQLite in a folder of its own. room_rebuild_s compiles every
file of one room again and links the server. The UI is left out.
"""
import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARS = {"clean_build_s": 600, "room_rebuild_s": 20}


def timed(*command, env):
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stdout[-4000:])
    return time.monotonic() - start


def report(name, value):
    bar = BARS[name]
    print(json.dumps({"name": name, "value": round(value, 1), "unit": "s", "against": f"at most {bar}",
                      "ratio": round(value / bar, 3)}), flush=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--preset", default="release")
    options.add_argument("--room", default="conversations")
    options.add_argument("--json", action="store_true", help="the output is JSON in any case")
    chosen = options.parse_args()
    env = dict(os.environ, CCACHE_DISABLE="1")
    folder = Path(tempfile.mkdtemp(prefix="xiaoer-build."))
    try:
        cmake = ["cmake", "--preset", chosen.preset, "-B", str(folder), "-DXIAOER_UI=OFF"]
        make = ["cmake", "--build", str(folder), "-j", "2"]
        report("clean_build_s", timed(*cmake, env=env) + timed(*make, env=env))
        for source in (ROOT / "src" / chosen.room).glob("*.cpp"):
            source.touch()
        report("room_rebuild_s", timed(*make, "--target", "xiaoer", env=env))
    finally:
        shutil.rmtree(folder)


main()
