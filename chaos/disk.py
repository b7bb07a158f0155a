#!/usr/bin/env python3
"""A full disk, short writes and I/O errors while people talk.

    bin/chaos disk --n 3

Each round: the disk is full for two seconds (every write and create below the data folder says
ENOSPC), then writes come back short, then there is room again; then one fsync fails. Expected:
nothing is acknowledged while the disk is full, the server stays up and goes on reading, writing
resumes within 5 s of there being room, without a restart; after a failed fsync of the database it
ends at once (what the kernel kept of those pages is unknowable) and starts again cleanly. Nothing
acknowledged is lost.
"""
import os
import sys
import time
import urllib.error

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
from house import House, Load, figure, lost_and_more, options  # noqa: E402
from storage_fault import (IO_ERROR, NAME, NO_SPACE, OPEN, SHORT_WRITE, SYNC, WRITE,  # noqa: E402
                           StorageFault)


def can_read(house):
    try:
        house.call("GET", "/session", headers={"Authorization": "Visitor none"})
        return True
    except urllib.error.HTTPError as answer:
        return answer.code in (401, 403)
    except OSError:
        return False


def main():
    ask = options(__doc__, n=2, buyers=30)
    resumed, wrong, ended_on_sync, corrupt = [], [], 0, []
    with House(ask) as house:
        house.seed()
        fault = StorageFault(house.folder, house.data)
        house.start(fault.environment, preload="iofail_shim.so")
        load = Load(house, buyers=ask.buyers, pace=40)
        try:
            load.wait_all_live()
            for _ in range(ask.n):
                for action in (NO_SPACE, SHORT_WRITE):
                    fault.arm(action, WRITE | OPEN | NAME)
                    time.sleep(0.3)  # what was in flight has been answered by now
                    before = load.status()["acked"]
                    time.sleep(2)
                    after = load.status()["acked"]
                    if action == NO_SPACE and fault.get("failed") == 0:
                        wrong.append("the fault met no call")
                    if action == NO_SPACE and after > before:
                        wrong.append(f"{after - before} acknowledged on a full disk")
                    if house.process.poll() is not None:
                        wrong.append("the server ended on a full disk")
                        house.start(fault.environment, preload="iofail_shim.so")
                    if not house.is_ready() or not can_read(house):
                        wrong.append("reading stopped on a full disk")
                    fault.disarm()
                    took = load.wait(lambda told, had=after: told["acked"] > had + 20, 20)
                    resumed.append(took if took is not None else 20.0)
                    if took is None:
                        wrong.append("writing did not resume")
                fault.arm(IO_ERROR, SYNC, count=1)
                time.sleep(1)
                if house.process.poll() is not None:
                    ended_on_sync += 1
                    corrupt += filter(None, [house.check_integrity()])
                    fault.disarm()
                    house.start(fault.environment, preload="iofail_shim.so")
                fault.disarm()
                before = load.status()["acked"]
                if load.wait(lambda told, had=before: told["acked"] > had + 20, 20) is None:
                    wrong.append("writing did not resume after a failed fsync")
            told, is_kept = load.finish()
            corrupt += filter(None, [house.check_integrity()])
        finally:
            load.close()
            fault.close()
    if ended_on_sync == 0:
        wrong.append("went on after every failed fsync")
    lost, doubled, disorder, rest = lost_and_more(told)
    figure("disk_rounds", ask.n, "rounds")
    figure("disk_acked", told["acked"], "messages")
    figure("disk_acked_lost", lost, "messages")
    figure("disk_other_violations", doubled + disorder + rest, "count")
    figure("disk_corrupt", len(corrupt), "files")
    figure("disk_resumed_s", max(resumed), "s", "5 s", max(resumed) / 5)
    figure("disk_ended_on_failed_fsync", ended_on_sync, "times", f"of {ask.n}")
    for words in wrong + corrupt:
        print("WRONG " + words, file=sys.stderr)
    return 0 if is_kept and not wrong and not corrupt and max(resumed) <= 5 else 1


if __name__ == "__main__":
    sys.exit(main())
