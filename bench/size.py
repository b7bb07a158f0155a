#!/usr/bin/env python3
"""How much a browser loads before it shows something, gzipped as the server sends it.

widget_gzip_kb: the script that every page of a shop loads (the conversation follows when it is wanted:
widget_chat_gzip_kb). desk_first_load_gzip_kb: the desk's page with the scripts and
styles that its entry needs at once, by Vite's manifest. Exits with 1 when a hard limit is passed.
"""
import gzip
import json
import sys
from pathlib import Path

UI = Path(__file__).resolve().parent.parent / "ui"
BARS = {"widget_gzip_kb": (10, 10), "widget_chat_gzip_kb": (5, 10), "desk_first_load_gzip_kb": (170, 170)}  # wished, hard; docs/decisions


def gzipped(*files):
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def desk_first_load():
    dist = UI / "desk/dist"
    manifest = json.loads((dist / ".vite/manifest.json").read_text())
    wanted, queue = {dist / "index.html"}, [key for key, part in manifest.items() if part.get("isEntry")]
    seen = set()
    while queue:
        key = queue.pop()
        if key in seen:
            continue
        seen.add(key)
        part = manifest[key]
        wanted |= {dist / part["file"], *(dist / css for css in part.get("css", []))}
        queue += part.get("imports", [])
    return gzipped(*wanted)


def main():
    found = {
        "widget_gzip_kb": gzipped(UI / "widget/dist/widget.js"),
        "widget_chat_gzip_kb": gzipped(UI / "widget/dist/chat.js"),
        "desk_first_load_gzip_kb": desk_first_load(),
    }
    too_large = False
    for name, size in found.items():
        bar, hard = BARS[name]
        value = size / 1024
        too_large |= value > hard
        print(json.dumps({"name": name, "value": round(value, 2), "unit": "KiB",
                          "against": f"at most {bar} (hard {hard})", "ratio": round(value / bar, 3)}))
    sys.exit(1 if too_large else 0)


main()
