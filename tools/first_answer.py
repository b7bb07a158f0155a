#!/usr/bin/env python3
"""Serves a data folder on a free port and asks what a newcomer's browser asks first.

    first_answer.py PROGRAM FOLDER
"""
import re
import subprocess
import sys
import urllib.request

PAGES = {"/healthz": "", "/": "<html", "/desk": "<html", "/widget.js?k=demo": "__xiaoerBoot", "/api/openapi.json": "openapi"}


def main(program, folder):
    command = [program, "serve", "--listen", "127.0.0.1:0", "--data", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            base = re.match(r"listening on (\S+)", server.stdout.readline()).group(1)
            for path, words in PAGES.items():
                with urllib.request.urlopen(base + path, timeout=10) as answer:
                    text = answer.read().decode()
                    assert answer.status == 200 and words in text, f"{path}: {answer.status} {text[:200]}"
                    print(f"{path}: 200, {len(text)} characters")
        finally:
            server.terminate()
    assert server.returncode == 0, f"the server ended with {server.returncode}"


main(*sys.argv[1:])
