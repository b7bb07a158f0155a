#!/usr/bin/env python3
"""200 buyers and the agents talk through a bad network: late, chopped, stalled, cut in the middle of a
frame, or silently dead. Every message arrives exactly once and in order on every screen.

    bin/chaos net --n 20000        until so many messages are acknowledged

Must fail with: no unique client_key; a live event that is not held behind the replay.
"""
import json
import os
import signal
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
from house import House, Load, figure, lost_and_more, options  # noqa: E402


def main():
    ask = options(__doc__, n=3000, buyers=200, cut=2500, stall=2000, delay=20, minutes=15)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with House(ask) as house:
        house.seed()
        house.start()
        proxy = subprocess.Popen(
            [os.path.join(ask.kit, "chaos_netproxy"), "--listen", str(port), "--to",
             str(house.port), "--seed", str(ask.seed), "--cut", str(ask.cut), "--stall",
             str(ask.stall), "--delay", str(ask.delay)], stdout=subprocess.PIPE, text=True)
        load = Load(house, base=f"http://127.0.0.1:{port}", buyers=ask.buyers, pace=400,
                    uploads=0.05, sends=0.7, cuts=0.02)
        try:
            took = load.wait(lambda told: told["acked"] >= ask.n, ask.minutes * 60)
            told, is_kept = load.finish()
        finally:
            load.close()
            proxy.send_signal(signal.SIGTERM)
            weather = json.loads(proxy.communicate(timeout=20)[0])
    lost, doubled, disorder, rest = lost_and_more(told)
    figure("net_acked", told["acked"], "messages", f"at least {ask.n}")
    figure("net_lost", lost, "messages")
    figure("net_doubled", doubled, "messages")
    figure("net_out_of_order", disorder, "messages")
    figure("net_other_violations", rest, "count")
    figure("net_reconnects", told["reconnects"], "reconnects", f"{weather['cuts']} cuts, "
           f"{weather['silent_cuts']} silent, {weather['stalls']} stalls in {weather['connections']}"
           " connections")
    figure("net_send_p99", told["send_p99_ms"], "ms")
    return 0 if is_kept and took is not None else 1


if __name__ == "__main__":
    sys.exit(main())
