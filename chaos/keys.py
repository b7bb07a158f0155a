#!/usr/bin/env python3
"""Unsafe requests with an Idempotency-Key, each sent several times at once, many of them cut off in the
middle, while the server is killed now and then: every key has had its effect exactly once.

    bin/chaos keys --n 1000

Then, for some of the keys: the same key with another body is refused, another person's same key
is its own, and a repetition gets the very answer the first one got.
"""
import json
import os
import random
import socket
import sys
import threading
import time
import urllib.error
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
from house import House, bound, figure, options  # noqa: E402


class Caller:
    """Plain sockets, so that a request can be cut at any byte."""

    def __init__(self, port, headers):
        self.port, self.headers = port, headers

    def post(self, path, body, key, cut=None, method="POST"):
        """→ (status, body), or None when no whole answer came."""
        data = json.dumps(body).encode()
        head = f"{method} /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in self.headers.items())
        bytes_ = (head + f"Idempotency-Key: {key}\r\nContent-Type: application/json\r\n"
                  f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n").encode() + data
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=10) as one:
                if cut is not None:
                    one.sendall(bytes_[:cut(len(bytes_))])
                    if random.random() < 0.5:
                        return None
                else:
                    one.sendall(bytes_)
                got = b""
                while part := one.recv(65536):
                    got += part
                    if cut is not None and random.random() < 0.5:
                        return None
        except OSError:
            return None
        head, _, text = got.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 "):
            return None
        return int(head[9:12]), text


def sign_in(house, account):
    email, _, password = account.partition(":")
    session = house.call("POST", "/session", {"email": email, "password": password})
    return {"Cookie": session["cookie"], "X-CSRF": session["csrf"]}


class Trial:
    """One key: what is asked, and where its effect is counted."""

    def __init__(self, number, agent, visitor):
        self.key, self.number = str(uuid.uuid4()), number
        self.mark = f"{number}x{self.key[:8]}"
        self.answers = []
        if number % 2:
            self.caller, self.path = agent, "/scripts"
            self.body = {"code": self.mark, "title": self.mark, "folder": "试", "text": "您好"}
            self.other = dict(self.body, title="other")
        else:
            # The key of the request decides here, not the message's own key: that one is new in
            # each body that a careless client would build.
            self.caller, self.path = visitor, "/visit/messages"
            self.body = {"client_key": str(uuid.uuid4()), "text": self.mark}
            self.other = dict(self.body, text="other")

    def run(self):
        """1 to 5 tries at once, some cut short; then again until one is answered."""
        def once(cut):
            answer = self.caller.post(self.path, self.body, self.key, cut)
            if answer:
                self.answers.append(answer)
        tries = [threading.Thread(target=once, args=(
            (lambda size: random.randint(1, size)) if random.random() < 0.5 else None,))
            for _ in range(random.randint(1, 5))]
        for one in tries:
            one.start()
        for one in tries:
            one.join()
        for _ in range(100):
            if any(status // 100 == 2 for status, _ in self.answers):
                return
            once(None)
            time.sleep(0.1)


def all_of(house, path, headers):
    after, found = "", []
    while True:
        page = house.call("GET", path + after, headers=headers)
        found += page["items"]
        if not page.get("next"):
            return found
        after = f"{'&' if '?' in path else '?'}after={page['next']}"


def main():
    ask = options(__doc__, n=200, kills=5)
    with House(ask) as house:
        house.seed()
        house.start()
        agent_head = sign_in(house, house.accounts[-1])
        rival_head = sign_in(house, house.accounts[0])
        secret = house.call("POST", "/visits", {"key": "demo"})["visitor"]
        visitor_head = {"Authorization": "Visitor " + secret}
        agent, visitor = Caller(house.port, agent_head), Caller(house.port, visitor_head)
        trials = [Trial(number, agent, visitor) for number in range(ask.n)]
        left, lock, kills = list(trials), threading.Lock(), 0

        def work():
            while True:
                with lock:
                    if not left:
                        return
                    trial = left.pop()
                trial.run()
        workers = [threading.Thread(target=work) for _ in range(8)]
        for one in workers:
            one.start()
        while any(one.is_alive() for one in workers):
            time.sleep(0.4)
            if kills < ask.kills and random.random() < 0.4:
                kills += 1
                house.kill()
                house.start()
        unanswered = sum(not any(s // 100 == 2 for s, _ in t.answers) for t in trials)
        differing = sum(len({text for status, text in t.answers if status // 100 == 2}) > 1
                        for t in trials)
        odd = [status for t in trials for status, _ in t.answers
               if status not in (200, 201, 409, 503)]
        titles = [item["title"] for item in all_of(house, "/scripts?limit=100", agent_head)]
        texts, after = [], 0
        while page := house.call("GET", f"/visit/messages?after_seq={after}&limit=100",
                                 headers=visitor_head)["items"]:
            texts += [item["text"] for item in page]
            after = page[-1]["seq"]
        effects = [(titles if t.number % 2 else texts).count(t.mark) for t in trials]
        wrong_body = [t.caller.post(t.path, t.other, t.key)[0] for t in trials[:40]]
        rival = Caller(house.port, rival_head)
        rivals = [rival.post("/scripts", dict(t.body, code=t.mark + "r"), t.key)
                  for t in trials[:40] if t.number % 2]
        stolen = sum(answer[1] in [text for _, text in t.answers]
                     for answer, t in zip(rivals, [t for t in trials[:40] if t.number % 2]))
    twice, never = sum(e > 1 for e in effects), sum(e == 0 for e in effects)
    figure("keys_keys", ask.n, "keys", f"{sum(len(t.answers) for t in trials)} answers, {kills} kills")
    figure("keys_twice", twice, "keys", f"0: below {bound(ask.n):.1e} a key (95 %)")
    figure("keys_never", never, "keys", f"{unanswered} without an answer")
    figure("keys_answers_differ", differing, "keys")
    figure("keys_other_body_taken", sum(s // 100 == 2 for s in wrong_body), "of 40")
    figure("keys_answer_of_another", stolen, "of 20")
    figure("keys_odd_statuses", len(odd), "answers", str(sorted(set(odd))))
    return 0 if not (twice or never or differing or stolen or odd
                     or any(s // 100 == 2 for s in wrong_body)) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.url}: {error.code} {error.read().decode()[:300]}")
