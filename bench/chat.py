#!/usr/bin/env python3
"""How many messages a second become durable and reach a screen, with 200 buyers and 20 agents on the
same two cores, and what one costs. Beside it, in the same run: SQLite alone, committing the same
rows in batches of the size the server reached.

    bin/bench chat [--n 5] [--buyers 200] [--agents 20] [--window 4]

1 closed loop  every buyer keeps `window` messages unanswered: messages a second, CPU a message
2 raw loop     bench_raw_loop with the server's mean batch
3 open loop    half the rate of 1 on a fixed schedule: p99 from the scheduled moment to the screen
"""
import json
import os
import re
import statistics
import subprocess
import sys
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../chaos/kit"))
from house import House, figure, options  # noqa: E402


def metrics(house):
    with urllib.request.urlopen(house.base + "/metrics", timeout=5) as answer:
        text = answer.read().decode()
    return {name: float(value) for name, value in
            re.findall(r"^xiaoer_(\w+) ([\d.]+)$", text, re.MULTILINE)}


def hire(house, count):
    """People enough, with room for ten conversations and a half each; → email:password."""
    admin = house.accounts[-1]
    email, _, password = admin.partition(":")
    session = house.call("POST", "/session", {"email": email, "password": password})
    headers = {"Cookie": session["cookie"], "X-CSRF": session["csrf"]}
    hired = []
    for number in range(count):
        made = house.call("POST", "/people", {"name": f"客服{number + 1}", "role": "agent",
                                              "email": f"bench{number}@demo.shop"}, headers)
        house.call("PATCH", f"/people/{made['person']['id']}", {"capacity": 30}, headers)
        hired.append(f"bench{number}@demo.shop:{made['password']}")
    return hired


def talk(ask, house, agents, rate=0.0):
    """→ what bench_crowd measured, with the server's CPU seconds and batches in the same window."""
    words = [os.path.join(ask.kit, "bench_crowd"), "chat", "--base", house.base, "--buyers",
             str(ask.buyers), "--window", str(ask.window), "--seconds", str(ask.seconds),
             "--rate", str(rate)]
    for account in agents:
        words += ["--agent", account]
    crowd = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    cpu, counts, told = [], [], {}
    for line in crowd.stdout:
        if line.strip() in ("begin", "end"):
            cpu.append(house.cpu_s())
            counts.append(metrics(house))
        else:
            told = json.loads(line)
    if crowd.wait(60) != 0:
        raise SystemExit(f"the crowd was not content: {told}")
    told["server_cpu_s"] = cpu[1] - cpu[0]
    batches = counts[1]["write_batches_total"] - counts[0]["write_batches_total"]
    told["batch"] = (counts[1]["writes_total"] - counts[0]["writes_total"]) / max(1, batches)
    return told


def raw_rate(ask, batch):
    with House(ask) as beside:
        beside.seed()
        out = subprocess.run([os.path.join(ask.kit, "bench_raw_loop"), beside.database(), "--batch",
                              str(max(1, round(batch))), "--seconds", str(ask.seconds)],
                             check=True, stdout=subprocess.PIPE, text=True, timeout=120).stdout
    return json.loads(out)["rows_per_second"]


def main():
    ask = options(__doc__, n=3, buyers=200, agents=20, window=4, seconds=5)
    rates, ratios, cpu, batches, p99, p50 = [], [], [], [], [], []
    for _ in range(ask.n):
        with House(ask) as house:
            house.seed()
            house.start()
            agents = hire(house, ask.agents)
            full = talk(ask, house, agents)
            rate = full["acked"] / full["seconds"]
            raw = raw_rate(ask, full["batch"])
            house.terminate()
            house.start()
            half = talk(ask, house, agents, rate / 2)
        rates.append(rate)
        ratios.append(rate / raw)
        cpu.append(1000 * full["server_cpu_s"] / full["acked"])
        batches.append(full["batch"])
        p50.append(half["screen_p50_ms"])
        p99.append(half["screen_p99_ms"])
        if not ask.json:
            print(f"{rate:.0f} messages/s, raw {raw:.0f} rows/s in batches of {full['batch']:.0f}; "
                  f"server {cpu[-1]:.3f} ms a message, clients "
                  f"{1000 * full['client_cpu_s'] / full['acked']:.3f}; at {rate / 2:.0f}/s p50 "
                  f"{p50[-1]:.1f}, p99 {p99[-1]:.1f} ms", file=sys.stderr)
    runs = f"median of {ask.n}, {min(rates):.0f} to {max(rates):.0f}"
    figure("durable_messages_per_second", statistics.median(rates), "messages/s",
           f"raw loop, same rows, batches of {statistics.median(batches):.0f}; {runs}",
           statistics.median(ratios))
    figure("cpu_ms_per_message", statistics.median(cpu), "ms", "0.15 ms",
           statistics.median(cpu) / 0.15)
    figure("send_to_screen_p50", statistics.median(p50), "ms", "at half load")
    figure("send_to_screen_p99", statistics.median(p99), "ms", "50 ms at half load",
           statistics.median(p99) / 50)
    return 0


if __name__ == "__main__":
    sys.exit(main())
