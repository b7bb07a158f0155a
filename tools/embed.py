#!/usr/bin/env python3
"""Puts files into the binary. CMake calls it (cmake/EmbedAssets.cmake); it writes only what changed.

    embed.py assets  OUT.S OUT.cpp CACHE PREFIX=FOLDER…    the UI: raw, gzip and brotli, with a sorted table
    embed.py schema  OUT.cpp ROOM=FOLDER…                  migrations, in the order of the arguments
    embed.py bytes   OUT.S OUT.cpp ROOM FILE.bin…          models: ROOM::FILE_model() gives the bytes
    embed.py texts   OUT.cpp HEADER FUNCTION FILE…         data files: ROOM::FUNCTION() gives their texts

The bytes go in by .incbin: 20 MB take 0.07 s, where an array in C took 89 s.
"""
import gzip
import hashlib
import os
import subprocess
import sys
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".ogg": "audio/ogg",
    ".txt": "text/plain; charset=utf-8",
}
SQUEEZED = {".html", ".js", ".mjs", ".css", ".json", ".webmanifest", ".svg", ".txt", ".ico", ".wav"}
LEFT_OUT = {".map", ".vite"}  # source maps and Vite's own manifest stay out of the binary


def write_if_changed(path, text):
    path = Path(path)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def content_type(path):
    kind = TYPES.get(path.suffix)
    if kind is None:
        sys.exit(f"embed.py: no content type is known for {path}; add it to TYPES")
    return kind


def squeezed(path, data, name, cache):
    """The compressed siblings, made once for each content. Kept only when they are smaller."""
    variants = {}
    if path.suffix not in SQUEEZED or len(data) < 200:
        return variants
    gz, br = cache / f"{name}.gz", cache / f"{name}.br"
    if not gz.exists():
        gz.write_bytes(gzip.compress(data, 9, mtime=0))
    if not br.exists():
        subprocess.run(["brotli", "-q", "11", "-f", "-o", br, path], check=True)
    for kind, file in (("gzip", gz), ("brotli", br)):
        if file.stat().st_size < len(data):
            variants[kind] = file
    return variants


def assets(out_s, out_cpp, cache, *folders):
    cache = Path(cache)
    cache.mkdir(parents=True, exist_ok=True)
    found = {}
    for folder in folders:
        prefix, _, root = folder.partition("=")
        for path in sorted(Path(root).rglob("*")):
            relative = path.relative_to(root)
            if path.is_file() and path.suffix not in LEFT_OUT and relative.parts[0] not in LEFT_OUT:
                found[prefix + relative.as_posix()] = path.resolve()
    assembly = ['.section .rodata,"a",@progbits']
    rows, wanted = [], set()
    for number, path in enumerate(sorted(found, key=lambda p: p.encode())):
        data = found[path].read_bytes()
        name = hashlib.sha256(data).hexdigest()[:32]
        raw = cache / f"{name}.raw"  # a copy: the binary does not change under a UI build in progress
        if not raw.exists():
            raw.write_bytes(data)
        views = {"raw": raw, **squeezed(found[path], data, name, cache)}
        wanted |= {f"{name}{end}" for end in (".raw", ".gz", ".br")}
        cells = []
        for kind in ("raw", "gzip", "brotli"):
            if kind not in views:
                cells.append("{}")
                continue
            symbol = f"asset_{number}_{kind}"
            assembly += [f".global {symbol}", ".balign 16", f"{symbol}:", f'.incbin "{views[kind]}"']
            cells.append(f"{{{symbol}, {views[kind].stat().st_size}}}")
        tag = quoted(f'"{name}"')
        rows.append(f"    {{{quoted(path)}, {quoted(content_type(found[path]))}, {', '.join(cells)}, {tag}}},")
    for stale in cache.iterdir():
        if stale.name not in wanted:
            stale.unlink()
    assembly.append('.section .note.GNU-stack,"",@progbits')
    symbols = [line[8:] for line in assembly if line.startswith(".global ")]
    source = ['// Made by tools/embed.py.', '#include "kit/http/assets.hpp"', "", "#include <algorithm>", ""]
    source += [f'extern "C" const char {symbol}[];' for symbol in symbols]
    source += ["", "namespace kit {", "", "static constexpr Asset table[] = {", *rows, "};", ""]
    source += [
        "std::span<const Asset> assets() { return table; }",
        "",
        "const Asset* asset(std::string_view path) {",
        "    auto at = std::ranges::lower_bound(table, path, {}, &Asset::path);",
        "    return at != std::end(table) && at->path == path ? at : nullptr;",
        "}",
        "",
        "}  // namespace kit",
    ]
    write_if_changed(out_s, "\n".join(assembly) + "\n")
    write_if_changed(out_cpp, "\n".join(source) + "\n")


def schema(out_cpp, *folders):
    rows = []
    for folder in folders:
        room, _, root = folder.partition("=")
        for path in sorted(Path(root).glob("*.sql")):
            text = path.read_text(encoding="utf-8")
            if ')sql"' in text:
                sys.exit(f'embed.py: {path} holds )sql" and cannot be a raw literal')
            rows.append(f'    {{"{room}", "{path.name}", R"sql({text})sql"}},')
    source = [
        "// Made by tools/embed.py.",
        "#include <array>",
        "",
        '#include "kit/db/migrate.hpp"',
        "",
        "namespace kit {",
        "",
        f"static constexpr std::array<Migration, {len(rows)}> table{{{{",
        *rows,
        "}};",
        "",
        "std::span<const Migration> all_migrations() { return table; }",
        "",
        "}  // namespace kit",
    ]
    write_if_changed(out_cpp, "\n".join(source) + "\n")


def models(out_s, out_cpp, room, *files):
    assembly = ['.section .rodata,"a",@progbits']
    source = ["// Made by tools/embed.py.", f'#include "{room}/models.hpp"', ""]
    views = []
    for file in map(Path, files):
        data = file.read_bytes()
        symbol = f"{room}_{file.stem}_bytes"
        # The hash is for the build: other bytes, other assembly.
        assembly += [f"# {hashlib.sha256(data).hexdigest()}", f".global {symbol}", ".balign 16", f"{symbol}:",
                     f'.incbin "{file.resolve()}"']
        source.append(f'extern "C" const char {symbol}[];')
        views.append(f"std::string_view {file.stem}_model() {{ return {{{symbol}, {len(data)}}}; }}")
    assembly.append('.section .note.GNU-stack,"",@progbits')
    source += ["", f"namespace {room} {{", "", *views, "", f"}}  // namespace {room}"]
    write_if_changed(out_s, "\n".join(assembly) + "\n")
    write_if_changed(out_cpp, "\n".join(source) + "\n")


def texts(out_cpp, header, function, *files):
    rows = []
    for path in sorted(map(Path, files)):
        text = path.read_text(encoding="utf-8")
        if ')text"' in text:
            sys.exit(f'embed.py: {path} holds )text" and cannot be a raw literal')
        rows.append(f'    R"text({text})text",')
    room = header.partition("/")[0]
    source = ["// Made by tools/embed.py.", f'#include "{header}"', "", f"namespace {room} {{", "",
              "static constexpr std::string_view table[] = {", *rows, "};", "",
              f"std::span<const std::string_view> {function}() {{ return table; }}", "", f"}}  // namespace {room}"]
    write_if_changed(out_cpp, "\n".join(source) + "\n")


if __name__ == "__main__":
    {"assets": assets, "schema": schema, "bytes": models, "texts": texts}[sys.argv[1]](*sys.argv[2:])
