#!/usr/bin/env python3
"""Cuts the power, again and again, while 54 clients talk: the server runs under plsim_shim, dies at a
random storage call (or a random moment), and starts again on what only fsync had made safe.

    bin/chaos power --n 300
    bin/chaos power --n 30 --mode normal           must fail: synchronous=NORMAL loses messages
    bin/chaos power --n 30 --mode no-folder-sync   must fail: as if nobody synced a folder after a
                                                   rename, so that files lose their names

After each cut the database copy is checked with integrity_check; at the end every acknowledged
message is stored, and every file of an acknowledged message has the bytes that were sent.
"""
import os
import random
import shutil
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
import power_cut  # noqa: E402
from house import House, Load, bound, figure, lost_and_more, options  # noqa: E402


MODES = {"full": {}, "no-folder-sync": {"PLSIM_DEAF": "folders"},
         "normal": {"XIAOER_TEST_SYNCHRONOUS": "NORMAL", "FAKE_SYNCHRONOUS": "NORMAL"}}


def main():
    ask = options(__doc__, n=20, mode="full", calls_max=1500, buyers=50)
    # The log is the simulation's own memory; it must not compete with the disk under test.
    memory = tempfile.mkdtemp(prefix="xiaoer-power-", dir="/dev/shm")
    corrupt, at_start, taken = [], 0, {"files": 0, "sectors": 0, "names": 0}
    try:
        with House(ask) as house:
            house.seed()
            house.start()
            load = Load(house, buyers=ask.buyers, pace=40)
            try:
                load.wait_all_live()
                house.terminate()
                for cut in range(ask.n):
                    at_start += one_cut(ask, house, memory, cut, taken)
                    corrupt += filter(None, [house.check_integrity()])
                house.start()
                told, is_kept = load.finish()
            finally:
                load.close()
    finally:
        shutil.rmtree(memory, ignore_errors=True)
    lost, doubled, disorder, rest = lost_and_more(told)
    figure("power_cuts", ask.n, "cuts", f"{at_start} of them before the server was ready")
    figure("power_acked", told["acked"], "messages")
    figure("power_acked_lost", lost, "messages", f"mode {ask.mode}; 0 in {ask.n} "
           f"cuts: below {bound(ask.n):.3f} a cut (95 %)", lost / max(1, told["acked"]))
    figure("power_corrupt", len(corrupt), "files")
    figure("power_files", told["files"], "files", f"{told['files_wrong']} missing or changed")
    figure("power_other_violations", doubled + disorder + rest, "count")
    figure("power_taken_back", taken["sectors"], "sectors", f"in {taken['files']} files, and "
           f"{taken['names']} changes of folders")
    for words in corrupt[:10]:
        print(words, file=sys.stderr)
    return 0 if is_kept and not corrupt else 1


def one_cut(ask, house, memory, cut, taken):
    """Runs until the cut and applies it; → was the server still starting?"""
    log, grave = os.path.join(memory, "log"), os.path.join(house.folder, "grave")
    os.makedirs(grave, exist_ok=True)
    at = random.randint(1, ask.calls_max)
    house.spawn({"PLSIM_DIR": house.data, "PLSIM_LOG": log, "PLSIM_GRAVE": grave,
                 "PLSIM_CUT": str(at),
                 **MODES[ask.mode]}, preload="plsim_shim.so")
    ready = house.wait_ready()
    end = time.monotonic() + 3
    while house.process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    if house.process.poll() is None:
        house.kill()  # a quiet house: then the cut comes at a moment, not at a call
    if not os.path.exists(log):
        raise SystemExit("plsim_shim noted nothing: was it preloaded?")
    keep = "none" if cut % 3 == 0 else "random"
    for name, count in power_cut.cut(os.path.realpath(house.data), log, grave,
                                     random.randrange(1 << 30), keep).items():
        taken[name] += count
    os.unlink(log)
    shutil.rmtree(grave)
    return ready is None


if __name__ == "__main__":
    sys.exit(main())
