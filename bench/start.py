#!/usr/bin/env python3
"""How long the demo takes from its start to the first answer, and what it needs in memory then.

    bin/bench start [--n 10]
"""
import os
import statistics
import sys
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../chaos/kit"))
from house import House, figure, options  # noqa: E402

PAGES = ("/", "/desk", "/widget.js?k=demo", "/chat?k=demo")


def main():
    ask = options(__doc__, n=10)
    took, resident = [], []
    with House(ask) as house:
        house.seed()
        for _ in range(ask.n):
            begin = time.monotonic()
            house.start()
            took.append(1000 * (time.monotonic() - begin))
            for page in PAGES:
                with urllib.request.urlopen(house.base + page, timeout=5) as answer:
                    answer.read()
            resident.append(house.memory_kb("Rss") / 1024)
            house.terminate()
    figure("first_answer_ms", statistics.median(took), "ms",
           f"1000 ms; slowest of {ask.n}: {max(took):.0f}", statistics.median(took) / 1000)
    figure("resident_mb", statistics.median(resident), "MB", "80 MB after its pages were read",
           statistics.median(resident) / 80)
    return 0


if __name__ == "__main__":
    sys.exit(main())
