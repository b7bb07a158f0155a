#!/usr/bin/env python3
"""Kills the server at any instant, again and again, while 54 clients talk; nothing acknowledged may
be missing, double or out of order afterwards.

    bin/chaos kill --n 300

Must fail with: an answer before the commit. It does not see synchronous=NORMAL: what is in the
page cache outlives a process. chaos/power does.
"""
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
from house import House, Load, bound, figure, lost_and_more, options, share  # noqa: E402


def main():
    ask = options(__doc__, n=30, buyers=50)
    recovery, corrupt = [], []
    with House(ask) as house:
        house.seed()
        house.start()
        load = Load(house, buyers=ask.buyers, pace=40)
        try:
            load.wait_all_live()
            for kill in range(ask.n):
                time.sleep(random.uniform(0.1, 0.9))
                house.kill()
                if kill % 25 == 24 or kill == ask.n - 1:
                    corrupt += filter(None, [house.check_integrity()])
                recovery.append(house.start() * 1000)
            told, is_kept = load.finish()
        finally:
            load.close()
    lost, doubled, disorder, rest = lost_and_more(told)
    figure("kill_kills", ask.n, "kills")
    figure("kill_acked", told["acked"], "messages")
    figure("kill_acked_lost", lost, "messages", f"0 in {ask.n} kills: below {bound(ask.n):.3f} a "
           f"kill, {bound(told['acked']):.1e} a message (95 %)")
    figure("kill_duplicated", doubled, "messages")
    figure("kill_reordered", disorder, "messages")
    figure("kill_other_violations", rest, "count")
    figure("kill_corrupt", len(corrupt), "files")
    figure("kill_reconnects", told["reconnects"], "reconnects")
    figure("kill_recovery_p50", share(recovery, 0.5), "ms")
    figure("kill_recovery_p99", share(recovery, 0.99), "ms", "2000 ms", share(recovery, 0.99) / 2000)
    for words in corrupt:
        print(words, file=sys.stderr)
    return 0 if is_kept and not corrupt else 1


if __name__ == "__main__":
    sys.exit(main())
