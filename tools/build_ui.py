#!/usr/bin/env python3
"""Builds ui/ into ui/*/dist when one of its inputs changed, and touches the stamp when it did.

    build_ui.py STAMP

Two builds at once wait for each other. The state is in ui/node_modules/.xiaoer/, so that several
build folders share one result.
"""
import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

UI = Path(__file__).resolve().parent.parent / "ui"
SKIPPED = {"node_modules", "dist", "tests", "test-results"}


def digest(paths):
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(UI)}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def inputs():
    def walk(folder):
        for path in folder.iterdir():
            if path.name in SKIPPED:
                continue
            if path.is_dir():
                yield from walk(path)
            elif path.is_file() and ".test." not in path.name and ".spec." not in path.name:
                yield path

    return digest(walk(UI))


def run(*command):
    print("ui:", *command, flush=True)
    if subprocess.run(command, cwd=UI).returncode != 0:
        sys.exit(f"ui: {' '.join(command)} failed. To build the server without the UI: cmake -DXIAOER_UI=OFF")


def same(file, value):
    return file.exists() and file.read_text() == value


def main(stamp):
    with open(UI / "package.json") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = UI / "node_modules" / ".xiaoer"
        packages = digest([UI / "package-lock.json", UI / "package.json"])
        if not same(state / "packages", packages):
            run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
            state.mkdir(parents=True, exist_ok=True)
            (state / "packages").write_text(packages)
        now = inputs()
        dist = [UI / part / "dist" for part in ("desk", "widget", "pages") if (UI / part).is_dir()]
        if not same(state / "built", now) or not all(folder.is_dir() for folder in dist):
            run("npm", "run", "build")
            for part in ("widget", "pages"):
                if (UI / part / "build.mjs").exists():
                    run("node", f"{part}/build.mjs")
            (state / "built").write_text(now)
    if not same(stamp, now):
        stamp.write_text(now)


main(Path(sys.argv[1]))
