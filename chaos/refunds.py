#!/usr/bin/env python3
"""Refunds through the real server to a payment provider that pays and does not say so, answers 500 after paying,
answers for another refund and forgets keys, while the server is killed: each is paid once, no order gets back more
than was paid, and the books say what left.

    bin/chaos refunds --n 1000 --kills 200
"""
import hashlib
import hmac
import http.client
import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
from house import House, ROOT, bound, figure, options  # noqa: E402

DOUBT_S = 12   # more than the server waits for an answer
FAULTS = {"lost": 10, "drop": 20, "error": 20, "processing": 10, "other": 5, "refused": 5, "unsigned": 5, "deaf": 20}


class Fake:
    """tests/aftersales/fake_provider.py: it ends when its standard input does."""

    def __init__(self, seed):
        self.process = subprocess.Popen([sys.executable, os.path.join(ROOT, "tests/aftersales/fake_provider.py"), "--seed", str(seed)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = "127.0.0.1:" + self.process.stdout.readline().split()[1]

    def told(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://{self.address}{path}", data=data, method="GET" if body is None else "PUT")
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Shop:
    """The demo shop by its API, through a server that is killed now and then."""

    def __init__(self, house):
        self.house = house
        self.heads = []

    def sign_in(self):
        for account in self.house.accounts:
            email, _, password = account.partition(":")
            session = self.house.call("POST", "/session", {"email": email, "password": password})
            head = {"Cookie": session["cookie"], "X-CSRF": session["csrf"]}
            (self.heads.insert(0, head) if "manage_connections" in session["rights"] else self.heads.append(head) if "work_cases" in session["rights"] else None)

    def call(self, method, path, body=None, head=None):
        """Until it is answered; a refusal is an answer."""
        for _ in range(600):
            try:
                return 200, self.house.call(method, path, body, head or self.heads[0])
            except urllib.error.HTTPError as error:
                if error.code < 500:
                    return error.code, json.loads(error.read() or b"{}")
            except (OSError, http.client.HTTPException, urllib.error.URLError):
                pass
            time.sleep(0.05)
        raise SystemExit(f"{method} {path} is not answered")

    def must(self, *ask):
        status, body = self.call(*ask)
        if status != 200:
            raise SystemExit(f"{ask[:2]}: {status} {body}")
        return body

    def push(self, connection, secret, orders):
        body = json.dumps({"orders": orders}).encode()
        for _ in range(600):
            at = int(time.time())
            signature = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
            request = urllib.request.Request(f"{self.house.base}/api/v1/connections/{connection}/orders", data=body, method="POST",
                                             headers={"Content-Type": "application/json", "X-CS-Signature": f"t={at},v1={signature}"})
            try:
                with urllib.request.urlopen(request, timeout=20) as answer:
                    items = json.loads(answer.read())["items"]
                bad = [one for one in items if one["outcome"] == "quarantined"]
                if bad:
                    raise SystemExit(f"an order is not taken: {bad[0]}")
                return
            except urllib.error.HTTPError as error:
                if error.code < 500 and error.code not in (401, 409):
                    raise SystemExit(f"push: {error.code} {error.read().decode()[:300]}")
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(1)


def order(number, source):
    now = int(time.time() * 1e6)
    return {"source": source, "external_id": number, "version": 1, "number": number, "buyer": "b-" + number, "state": "paid", "currency": "CNY",
            "lines": [{"external_id": "a", "title": "杯", "quantity": 1, "price": 9900}, {"external_id": "b", "title": "盘", "quantity": 2, "price": 4950}],
            "discounts": [{"kind": "shop_coupon", "title": "店铺券", "amount": 1000}], "freight": 800,
            "placed_at": now - 3_600_000_000, "paid_at": now - 3_500_000_000}


PAID = 9900 + 9900 - 1000 + 800


def set_up(shop, fake):
    keys = fake.told("/keys")
    ways = []
    for adapter, merchant, path in (("weixin", "1900000001", ""), ("alipay", "2021000000000001", "/gateway.do")):
        shop.must("PUT", f"/payment-accounts/{adapter}", {"merchant": merchant, "serial": "5157F09E", "private_key": keys["private"],
                                                        "their_key": keys["public"], "url": f"http://{fake.address}{path}"})
        made = shop.must("POST", "/connections", {"kind": "open_api", "name": adapter})
        ways.append((adapter, made["connection"]["id"], made["connection"]["source"], made["signing"]))
    policy = shop.must("GET", "/case-policies/now")
    body = dict(policy["policy"], agent_limit=10_000_000, second_above=10_000_000, pay_by=[{"source": way[2], "adapter": way[0]} for way in ways])
    shop.must("POST", "/case-policies", {"based_on": policy["number"], "policy": body})
    return ways


def ask_for_refunds(shop, number, found):
    """A case a line; several agree at once, each of them more than once."""
    for line in found["lines"]:
        opened = shop.must("POST", "/cases", {"client_key": f"{number}-{line['external_id']}", "order": found["id"], "kind": "refund_unshipped",
                                              "reason": "changed_mind", "lines": [{"line": line["id"], "quantity": line["quantity"]}]})
        clicks = [threading.Thread(target=shop.call, args=("POST", f"/cases/{opened['id']}/steps", {"event": "agree"}, head)) for head in shop.heads[:3]]
        for one in clicks:
            one.start()
        for one in clicks:
            one.join()


def running(house):
    with sqlite3.connect(f"file:{house.database()}?mode=ro", uri=True, timeout=30) as base:
        return base.execute("select count(*), coalesce(sum(case when state in ('succeeded', 'failed') then 0 else 1 end), 0) from after_refunds").fetchone()


def main():
    ask = options(__doc__, n=40, kills=8)
    fake = Fake(ask.seed)
    os.environ["XIAOER_SERVE_OPTIONS"] = f"--unlimited --allow-private {fake.address} --refund-doubt {DOUBT_S}"
    began = time.monotonic()
    with House(ask) as house:
        house.seed()
        house.start()
        shop = Shop(house)
        shop.sign_in()
        ways = set_up(shop, fake)
        fake.told("/faults", dict(FAULTS, forgets=True))
        numbers = [f"C{i}" for i in range(ask.n // 2)]
        found = {}
        for i, (adapter, connection, source, secret) in enumerate(ways):
            mine = numbers[i::2]
            for at in range(0, len(mine), 100):
                shop.push(connection, secret, [order(number, source) for number in mine[at:at + 100]])
        for number in numbers:
            found[number] = shop.must("GET", f"/orders?q={number}")["items"]
            mine = next(one for one in found[number] if one["number"] == number)
            found[number] = shop.must("GET", f"/orders/{mine['id']}")
        left, lock = list(numbers), threading.Lock()

        def work():
            while True:
                with lock:
                    if not left:
                        return
                    number = left.pop()
                ask_for_refunds(shop, number, found[number])
        workers = [threading.Thread(target=work) for _ in range(6)]
        for one in workers:
            one.start()
        kills, until = 0, time.monotonic() + 120 + ask.n * 2
        pause = min(1.5, max(0.25, ask.n * 0.2 / max(1, ask.kills)))
        while time.monotonic() < until:
            time.sleep(random.uniform(0.3, 1.7) * pause)
            if kills < ask.kills:
                kills += 1
                house.kill()
                house.start()
            elif not any(one.is_alive() for one in workers) and running(house)[1] <= 1:
                break   # the demo shop's own refund waits for an approver
        for one in workers:
            one.join()
        house.terminate()
        with sqlite3.connect(house.database()) as base:
            rows = base.execute("select o.number, r.pay_key, r.amount, r.state, r.error from after_refunds r join orders o on o.id = r.order_id "
                                "where r.adapter in ('weixin', 'alipay')").fetchall()
            ledgers = dict(base.execute("select o.number, l.total from after_ledgers l join orders o on o.id = l.order_id").fetchall())
        ledger = fake.told("/ledger")
    fake.close()
    executions, left_for = ledger["executions"], ledger["orders"]
    booked = {}
    for number, _, amount, state, _ in rows:
        booked[number] = booked.get(number, 0) + (amount if state == "succeeded" else 0)
    most = max(executions.values(), default=0)
    over = sum(left_for.get(number, 0) > PAID for number in numbers)
    stuck = [row for row in rows if row[3] not in ("succeeded", "failed")]
    wrong = [number for number in numbers if left_for.get(number, 0) != booked.get(number, 0) or ledgers.get(number, 0) != booked.get(number, 0)]
    failed = sum(row[3] == "failed" for row in rows)
    figure("refunds", len(rows), "refunds", f"{kills} kills, {failed} refused by the provider, {time.monotonic() - began:.0f} s")
    figure("refund_kills", kills, "kills", ask.kills)
    figure("refund_executions_max", most, "executions", 1)
    figure("over_refunds", over, "orders", f"0: below {bound(len(numbers)):.1e} an order (95 %)")
    figure("refunds_stuck", len(stuck), "refunds", 0)
    figure("refund_books_wrong", len(wrong), "orders", 0)
    fine = len(rows) == 2 * len(numbers) and most == 1 and not over and not stuck and not wrong
    if not fine:
        print(json.dumps({"stuck": stuck[:5], "wrong": [(one, left_for.get(one), booked.get(one), ledgers.get(one)) for one in wrong[:5]],
                          "rows": len(rows)}), file=sys.stderr)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
