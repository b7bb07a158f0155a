#!/usr/bin/env python3
"""Stops the server politely under load and starts it again: SIGTERM, drain, close 1012, checkpoint.

    bin/chaos restart --n 20

Expected: exit code 0, drained in at most 6 s, nothing lost, nobody's request answered with 5xx
for having come before the signal, and nothing left in the write-ahead log for the next start.
"""
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
from house import House, Load, figure, lost_and_more, options, share  # noqa: E402


def main():
    ask = options(__doc__, n=5, buyers=50)
    drained, ready, codes, log_bytes = [], [], [], 0
    with House(ask) as house:
        house.seed()
        house.start()
        load = Load(house, buyers=ask.buyers, pace=40)
        try:
            load.wait_all_live()
            for _ in range(ask.n):
                time.sleep(random.uniform(0.5, 1.5))
                took, code = house.terminate()
                drained.append(took)
                codes.append(code)
                log = house.database() + "-wal"
                log_bytes = max(log_bytes, os.path.getsize(log) if os.path.exists(log) else 0)
                ready.append(house.start())
            told, is_kept = load.finish()
        finally:
            load.close()
    lost, doubled, disorder, rest = lost_and_more(told)
    figure("restart_restarts", ask.n, "restarts", f"{sum(code != 0 for code in codes)} with an "
           "exit code other than 0")
    figure("restart_acked", told["acked"], "messages")
    figure("restart_lost", lost, "messages")
    figure("restart_other_violations", doubled + disorder + rest, "count")
    figure("restart_5xx", told["unavailable"], "answers")
    figure("restart_told_to_reconnect", told["told_to_reconnect"], "sockets")
    figure("restart_drain_p99", share(drained, 0.99), "s", "6 s", share(drained, 0.99) / 6)
    figure("restart_ready_p99", share(ready, 0.99), "s")
    figure("restart_log_left", log_bytes, "bytes")
    return 0 if is_kept and not any(codes) and max(drained) <= 6 and log_bytes == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
