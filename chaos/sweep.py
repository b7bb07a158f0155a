#!/usr/bin/env python3
"""Dies at the first, second, third … write, fsync, create, rename or send after the start, restarts and
goes on; every point between a commit and its answer is met by number, not by luck.

    bin/chaos sweep --n 200 --stride 1

Must fail with: an answer before the commit; a row written outside its transaction.
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
from house import House, Load, figure, lost_and_more, options  # noqa: E402
from storage_fault import DIE, NAME, OPEN, SEND, SYNC, WRITE, StorageFault  # noqa: E402


def main():
    ask = options(__doc__, n=40, stride=7, first=1, buyers=20)
    corrupt, reached, not_started = [], 0, 0
    with House(ask) as house:
        house.seed()
        house.start()
        load = Load(house, buyers=ask.buyers, pace=15)
        fault = StorageFault(house.folder, house.data)
        try:
            load.wait_all_live()
            house.terminate()
            for point in range(ask.n):
                fault.put("calls", 0)
                fault.arm(DIE, WRITE | SYNC | OPEN | NAME | SEND, ask.first - 1 + point * ask.stride,
                          count=1)
                house.spawn(fault.environment, preload="iofail_shim.so")
                not_started += house.wait_ready() is None
                end = time.monotonic() + 10
                while house.process.poll() is None and time.monotonic() < end:
                    time.sleep(0.005)
                reached += house.process.poll() is not None
                if house.process.poll() is None:
                    house.kill()
                if point % 20 == 19 or point == ask.n - 1:
                    corrupt += filter(None, [house.check_integrity()])
            house.start()
            told, is_kept = load.finish()
        finally:
            load.close()
            fault.close()
    lost, doubled, disorder, rest = lost_and_more(told)
    figure("sweep_points", ask.n, "points", f"call {ask.first} to "
           f"{ask.first + (ask.n - 1) * ask.stride}; {reached} reached, {not_started} while starting")
    figure("sweep_acked", told["acked"], "messages")
    figure("sweep_lost", lost, "messages")
    figure("sweep_other_violations", doubled + disorder + rest, "count")
    figure("sweep_corrupt", len(corrupt), "files")
    for words in corrupt:
        print(words, file=sys.stderr)
    return 0 if is_kept and not corrupt and reached == ask.n else 1


if __name__ == "__main__":
    sys.exit(main())
