#!/usr/bin/env python3
"""10,000 buyers lose their server at once and come back.

    bin/bench storm [--n 10000] [--rate 200]

All are connected, 200 messages a second go on; kill -9, start again. The clock runs from the kill
until the last one has resumed; every acknowledged message must then be in its conversation.
"""
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../chaos/kit"))
from house import House, figure, options  # noqa: E402


def main():
    ask = options(__doc__, n=10000, rate=200)
    with House(ask) as house:
        house.seed()
        house.start()
        crowd = subprocess.Popen([os.path.join(ask.kit, "bench_crowd"), "storm", "--base",
                                  house.base, "--buyers", str(ask.n), "--rate", str(ask.rate)],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        entered = json.loads(crowd.stdout.readline())
        time.sleep(3)
        crowd.stdin.write("storm\n")
        crowd.stdin.flush()
        began = time.monotonic()
        house.kill()
        house.start()
        down = time.monotonic() - began
        told = json.loads(crowd.stdout.readline())
        crowd.stdin.close()
        code = crowd.wait(60)
        cpu = house.cpu_s()
        memory = house.memory_kb() / 1024
    figure("storm_all_resumed_s", told["all_s"], "s", f"20 s; {told['back']} of {entered['live']} "
           f"are back, 99 % after {told['most_s']:.1f} s, the server was down for {down:.2f} s, "
           f"{told['unavailable']} times told to wait, {told['timed_out']} gave up waiting and "
           f"tried again; {cpu:.1f} s of server CPU", told["all_s"] / 20)
    figure("storm_lost", told["lost"], "messages", f"of {told['checked']} acknowledged")
    figure("storm_memory", memory, "MB", "300 MB", memory / 300)
    return code


if __name__ == "__main__":
    sys.exit(main())
