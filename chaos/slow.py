#!/usr/bin/env python3
"""Screens that sleep and clients that drip must cost nobody else anything.

    bin/chaos slow --n 100        so many sleeping sockets, and half as many dripping requests

Good buyers talk throughout. Sleeping sockets never read; dripping clients send a request head or
an upload at one byte a second. Expected: the good ones' p99 at most 1.2 × as long (5 ms are
forgiven), the server's memory grows by at most 64 MB, every dripping client is cut within 60 s.
"""
import os
import selectors
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
from house import House, Load, figure, lost_and_more, options  # noqa: E402


class Drippers:
    """Half of them never finish a request head, half never finish a body."""

    def __init__(self, port, count):
        self.waiting = selectors.DefaultSelector()
        self.started, self.cut = time.monotonic(), []
        for number in range(count):
            one = socket.create_connection(("127.0.0.1", port))
            if number % 2:
                one.sendall(b"POST /api/v1/visits HTTP/1.1\r\nHost: x\r\nContent-Type: "
                            b"application/json\r\nContent-Length: 5000\r\n\r\n{")
            else:
                one.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            one.setblocking(False)
            self.waiting.register(one, selectors.EVENT_READ)
        self.count = count

    def drip(self):
        for key, _ in self.waiting.select(0):
            try:
                gone = not key.fileobj.recv(4096)
            except OSError:
                gone = True
            if gone:
                self.forget(key.fileobj)
        for key in list(self.waiting.get_map().values()):
            try:
                key.fileobj.send(b"a")
            except OSError:
                self.forget(key.fileobj)

    def forget(self, one):
        self.waiting.unregister(one)
        one.close()
        self.cut.append(time.monotonic() - self.started)


def main():
    ask = options(__doc__, n=40, buyers=60, quiet_s=8, busy_s=75)
    # The same talk twice, each in a new house: alone, then beside the slow ones.
    with House(ask) as house:
        house.seed()
        house.start()
        alone = Load(house, buyers=ask.buyers, pace=120, uploads=0.02, cuts=0, sends=0.8)
        time.sleep(ask.quiet_s)
        quiet, quiet_kept = alone.finish()
    with House(ask) as house:
        house.seed()
        house.start()
        load = Load(house, buyers=ask.buyers, pace=120, uploads=0.02, cuts=0, sends=0.8,
                    sleepers=ask.n)
        try:
            load.wait_all_live()
            before = house.memory_kb()
            load.say("sleep")
            drippers = Drippers(house.port, ask.n // 2)
            peak, end = before, time.monotonic() + ask.busy_s
            while time.monotonic() < end:
                drippers.drip()
                peak = max(peak, house.memory_kb())
                time.sleep(1)
            told, is_kept = load.finish()
        finally:
            load.close()
    lost, doubled, disorder, rest = lost_and_more(told)
    allowed = max(1.2 * quiet["send_p99_ms"], quiet["send_p99_ms"] + 5)
    figure("slow_good_p99", told["send_p99_ms"], "ms", f"{quiet['send_p99_ms']:.1f} ms alone",
           told["send_p99_ms"] / max(0.001, quiet["send_p99_ms"]))
    figure("slow_memory_growth", (peak - before) / 1024, "MB", "64 MB", (peak - before) / 65536)
    figure("slow_drippers_cut", len(drippers.cut), "clients", f"of {drippers.count}, the last "
           f"after {max(drippers.cut, default=0):.0f} s")
    figure("slow_acked", told["acked"], "messages")
    figure("slow_lost", lost, "messages")
    figure("slow_other_violations", doubled + disorder + rest, "count")
    return 0 if (is_kept and quiet_kept and told["send_p99_ms"] <= allowed
                 and peak - before <= 65536 and len(drippers.cut) == drippers.count
                 and max(drippers.cut) <= 62) else 1


if __name__ == "__main__":
    sys.exit(main())
