#!/usr/bin/env python3
"""Turns a data folder into what a power cut could have left of it.

    power_cut.py --dir DATA --log LOG --grave FOLDER --seed N [--keep none|random]

Reads the log of plsim_shim and takes back what no fsync had made safe: each 512-byte sector and
each length at random (or all of them with --keep none), of each folder's changes all but a random
number of the first ones. Prints what it took back as one JSON object.
"""
import argparse
import json
import os
import random
import shutil
import struct

HEADER = struct.Struct("<IIQQQ")  # kind, size, file, offset, number
SECTOR = 512
OVERWRITTEN, SYNCED, CREATED, RENAMED, UNLINKED, FOLDER_SYNCED, FOLDER_MADE = range(1, 8)


def records(log):
    """A record that was cut short is the last one, and its change never happened."""
    with open(log, "rb") as file:
        data = file.read()
    at = 0
    while at + HEADER.size <= len(data):
        kind, size, inode, offset, number = HEADER.unpack_from(data, at)
        at += HEADER.size
        if at + size > len(data):
            return
        yield kind, inode, offset, number, data[at:at + size]
        at += size


class Unsafe:
    """What a file looked like when it was last made safe, where it has changed since."""

    def __init__(self, length):
        self.length = length
        self.sectors = {}


def unsafe_changes(log):
    files, folders = {}, {}
    for kind, inode, offset, number, data in records(log):
        if kind == OVERWRITTEN:
            unsafe = files.setdefault(inode, Unsafe(number))
            for start in range(0, len(data), SECTOR):
                # Bytes beyond the safe length are new, not overwritten.
                if offset + start < unsafe.length:
                    unsafe.sectors.setdefault(offset + start, data[start:start + SECTOR])
        elif kind == SYNCED:
            files.pop(inode, None)
        elif kind == FOLDER_SYNCED:
            folders.pop(data.decode(), None)
        else:
            names = data.decode().split("\0")
            folders.setdefault(os.path.dirname(names[-1]), []).append((kind, names, number))
    return files, folders


def paths_by_inode(folder):
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            found[os.stat(path).st_ino] = path
    return found


def cut_file(path, unsafe, lost):
    """`lost()` says for one thing that it did not survive."""
    taken = 0
    with open(path, "r+b") as file:
        length = file.seek(0, os.SEEK_END)
        for offset, before in unsafe.sectors.items():
            if lost():
                file.seek(offset)
                file.write(before)
                taken += 1
        if length > unsafe.length:
            if lost():
                file.truncate(unsafe.length)
                return taken + 1
            # The length survived; of the new sectors, those that did not read as zeros.
            for offset in range(-(-unsafe.length // SECTOR) * SECTOR, length, SECTOR):
                if lost():
                    file.seek(offset)
                    file.write(bytes(min(SECTOR, length - offset)))
                    taken += 1
        elif length < unsafe.length:
            if lost():
                # Taken-back sectors beyond the end have already been written above.
                file.truncate(unsafe.length)
                for offset, before in unsafe.sectors.items():
                    if offset + len(before) > length:
                        file.seek(offset)
                        file.write(before)
                taken += 1
            else:
                file.truncate(length)
    return taken


def take_back(kind, names, number, grave):
    if kind == CREATED:
        if os.path.exists(names[0]):
            os.unlink(names[0])
    elif kind == FOLDER_MADE:
        shutil.rmtree(names[0], ignore_errors=True)
    else:
        if kind == RENAMED and os.path.exists(names[1]):
            os.rename(names[1], names[0])
        if number and os.path.exists(os.path.join(grave, str(number))):
            os.link(os.path.join(grave, str(number)), names[-1])


def cut(folder, log, grave, seed, keep="random"):
    chance = random.Random(seed)
    lost = (lambda: True) if keep == "none" else (lambda: chance.random() < 0.5)
    files, folders = unsafe_changes(log)
    told = {"files": 0, "sectors": 0, "names": 0}
    paths = paths_by_inode(folder)
    for inode, unsafe in files.items():
        # A file that was unlinked and never brought back is nobody's any more.
        if inode in paths and not paths[inode].endswith("-shm"):
            taken = cut_file(paths[inode], unsafe, lost)
            told["files"] += taken > 0
            told["sectors"] += taken
    for changes in folders.values():
        stays = 0 if keep == "none" else chance.randint(0, len(changes))
        for kind, names, number in reversed(changes[stays:]):
            take_back(kind, names, number, grave)
            told["names"] += 1
    for path in paths.values():
        if path.endswith("-shm") and os.path.exists(path):
            os.unlink(path)  # shared memory does not outlive power
    return told


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("dir", "log", "grave"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", choices=("none", "random"), default="random")
    ask = parser.parse_args()
    print(json.dumps(cut(os.path.realpath(ask.dir), ask.log, ask.grave, ask.seed, ask.keep)))


if __name__ == "__main__":
    main()
