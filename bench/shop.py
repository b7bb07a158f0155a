#!/usr/bin/env python3
"""The figures of the shop's facts, part by part; each part prints JSON lines of its own.

    bin/bench shop --json            every part
    bin/bench shop --json best_plan  only this one

A part is a program bench_NAME of the build, or a script bench/shop_NAME.py; one that is not there is left out.
"""
import os
import subprocess
import sys
from pathlib import Path

PARTS = ["best_plan", "import", "order_panel", "sync"]
ROOT = Path(__file__).resolve().parent.parent
BUILD = Path(os.environ.get("XIAOER_BUILD", ROOT / "build/release"))


def command_of(part):
    program, script = BUILD / f"bench_{part}", ROOT / f"bench/shop_{part}.py"
    if script.is_file():
        return [sys.executable, str(script)]
    return [str(program)] if program.is_file() else None


def main():
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    wanted = [word for word in sys.argv[1:] if not word.startswith("--")] or PARTS
    for part in wanted:
        command = command_of(part)
        if command is None:
            print(f"{part}: no such part in this build", file=sys.stderr)
        elif subprocess.run(command + options, check=False).returncode != 0:
            sys.exit(f"{part} failed")


if __name__ == "__main__":
    main()
