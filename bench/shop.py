#!/usr/bin/env python3
"""The figures of the shop's facts, part by part; each part prints JSON lines of its own.

    bin/bench shop --json            every part
    bin/bench shop --json best_plan  only this one

A part is a program bench_NAME of the build, or a script bench/shop_NAME.py. Ends with 1 when one is not there or
fails, after the others were run; the order panel is measured on SQLite and on a throw-away PostgreSQL.
"""
import os
import subprocess
import sys
from pathlib import Path

PARTS = ["best_plan", "import", "order_panel", "sync"]
ON_BOTH_ENGINES = {"order_panel"}
ROOT = Path(__file__).resolve().parent.parent
BUILD = Path(os.environ.get("XIAOER_BUILD", ROOT / "build/release"))


def command_of(part):
    program, script = BUILD / f"bench_{part}", ROOT / f"bench/shop_{part}.py"
    if script.is_file():
        return [sys.executable, str(script)]
    beside = [str(ROOT / "bin/with_postgres")] if part in ON_BOTH_ENGINES else []
    return [*beside, str(program)] if program.is_file() else None


def main():
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    wanted = [word for word in sys.argv[1:] if not word.startswith("--")] or PARTS
    wrong = []
    for part in wanted:
        command = command_of(part)
        if command is None:
            wrong.append(f"{part}: no such part in this build")
        elif (code := subprocess.run(command + options, check=False).returncode) != 0:
            wrong.append(f"{part} ended with {code}")
    if wrong:
        sys.exit("; ".join(wrong))


if __name__ == "__main__":
    main()
