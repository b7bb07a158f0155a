#!/usr/bin/env python3
"""Written dialogues against a floor: buyers come by the widget's way, a roster answers by the queue's turn.

    bin/bench floor [--file TSV] [--people 12] [--at-once 150] [--speed 2] [--watch FILE]

FILE has the form of `xiaoer replay`; without one the demo's dialogues are played. The board is asked every second
while it goes: the figures are what a lead would have seen. --watch writes an account of the lead and the address
there and keeps the house open until the file is gone, for whoever wants to look.
"""
import collections
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../chaos/kit"))
from house import ROOT, House, figure, options  # noqa: E402

PASSWORD = "correct horse battery 7"


def sign_in(house, account):
    email, _, password = account.partition(":")
    told = house.call("POST", "/session", {"email": email, "password": password})
    return {"Cookie": told["cookie"], "X-CSRF": told["csrf"]}, told["person"]["role"]


def hire(house, count):
    """→ (the lead's headers and account, email:password of so many who answer)"""
    roles = {}
    for account in house.accounts:
        headers, role = sign_in(house, account)
        roles.setdefault(role, []).append((headers, account))
    admin = roles["admin"][0][0]
    agents = [account for _, account in roles["agent"]]
    while len(agents) < count:
        email = f"floor{len(agents)}@example.com"
        told = house.call("POST", "/people", {"name": f"客服{len(agents) + 1:02d}", "email": email, "role": "agent",
                                              "password": PASSWORD}, admin)
        agents.append(f"{email}:{told.get('password') or PASSWORD}")
    return roles["lead"][0], agents[:count]


def watch(house, lead, replay):
    """The board once a second until the replay ends. → (boards, seconds that asking took)"""
    boards, took = [], []
    while replay.poll() is None:
        begin = time.monotonic()
        boards.append(house.call("GET", "/board", headers=lead))
        took.append(time.monotonic() - begin)
        time.sleep(max(0, 1 - took[-1]))
    return boards, took


def tell(boards, took):
    most = lambda name: max((board[name] for board in boards), default=0)   # noqa: E731
    ages = [(board["at"] - board["oldest"]) / 1e6 for board in boards if board.get("oldest")]
    figure("floor_boards", len(boards), "looks", f"slowest {max(took, default=0) * 1000:.0f} ms")
    figure("floor_here_most", most("here"), "people")
    figure("floor_waiting_most", most("waiting"), "buyers")
    figure("floor_oldest_wait", max(ages, default=0.0), "s")
    figure("floor_clocks_warning_most", most("warning"), "clocks")
    figure("floor_clocks_broken_most", most("broken"), "clocks")
    over = sum(agent["load"] > agent["capacity"] for board in boards for agent in board["agents"])
    figure("floor_over_capacity", over, "looks at a person", 0)
    busiest = collections.Counter()
    for board in boards:
        for agent in board["agents"]:
            busiest[agent["name"]] = max(busiest[agent["name"]], agent["load"])
    figure("floor_people_used", sum(load > 0 for load in busiest.values()), "people")


def main():
    ask = options(__doc__, n=1, file=os.path.join(ROOT, "src/app/demo_dialogues.tsv"), people=12, at_once=150, speed=2.0,
                  watch=None)
    with House(ask) as house:
        house.seed()
        house.start()
        (lead, account), agents = hire(house, ask.people)
        if ask.watch:
            with open(ask.watch, "w") as file:
                file.write(json.dumps({"base": house.base, "account": account}))
        named = [part for agent in agents for part in ("--agent", agent)]
        replay = subprocess.Popen([ask.server, "replay", ask.file, "--base", house.base, "--at-once", str(ask.at_once),
                                   "--speed", str(ask.speed), "--claim-after", "1200000", "--json", *named], stdout=subprocess.PIPE, text=True)
        boards, took = watch(house, lead, replay)
        sys.stdout.write(replay.stdout.read())
        tell(boards, took)
        while ask.watch and os.path.exists(ask.watch):
            time.sleep(1)
        return replay.returncode


if __name__ == "__main__":
    sys.exit(main())
