#!/usr/bin/env python3
"""What an idle buyer costs in memory: 10,000 authenticated visitors, each with a socket that has said
hello and made one call, in a server that was started for them.

    bin/bench idle [--n 10000]

Memory is the proportional set size of the server; the base is the same server with 100 sockets.
"""
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../chaos/kit"))
from house import House, figure, options  # noqa: E402


def hold(ask, house, visitors, count):
    crowd = subprocess.Popen([os.path.join(ask.kit, "bench_crowd"), "idle", "--base", house.base,
                              "--visitors", visitors, "--buyers", str(count)],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    told = json.loads(crowd.stdout.readline())
    time.sleep(2)
    return crowd, told


def let_go(crowd):
    crowd.stdin.close()
    crowd.wait(60)


def main():
    ask = options(__doc__, n=10000)
    with House(ask) as house:
        house.seed()
        visitors = os.path.join(house.folder, "visitors")
        house.start()
        let_go(hold(ask, house, visitors, ask.n)[0])
        house.terminate()
        house.start()
        few, _ = hold(ask, house, visitors, 100)
        base = house.memory_kb()
        let_go(few)
        time.sleep(1)
        many, told = hold(ask, house, visitors, ask.n)
        full = house.memory_kb()
        cpu = house.cpu_s()
        time.sleep(10)
        cpu = (house.cpu_s() - cpu) / 10 / max(1, told["live"])
        let_go(many)
    figure("memory_per_idle_socket", (full - base) / (ask.n - 100), "KiB",
           f"20 KiB; {told['live']} live sockets, {base / 1024:.0f} MB before, "
           f"{full / 1024:.0f} MB after", (full - base) / (ask.n - 100) / 20)
    figure("cpu_per_idle_socket", cpu * 1e6, "us/s")
    return 0 if told["live"] == ask.n else 1


if __name__ == "__main__":
    sys.exit(main())
