#!/usr/bin/env python3
"""A real Vendure shop beside a house: orders are placed and cancelled while either side is killed.

    bin/bench shop --json sync [--n 60] [--kills 6]

n orders, every third one cancelled; after each tenth one side is killed (kill -9) and started again. At the
end, what stands over there is compared with what stands at the desk, order by order. Lag is from a change over there
until it is seen at the desk, for changes made while both sides were up; one that is not seen within half a minute is
lost, and counts with that half minute.
"""
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../chaos/kit"))
sys.path.insert(0, HERE)
from house import House, figure, options, share  # noqa: E402
from shop_import import admin  # noqa: E402

SHOP = os.path.join(HERE, "../tests/connections/vendure")
PATIENCE = 30   # seconds
STATES = {"PaymentSettled": "paid", "Cancelled": "canceled"}


class Shop:
    def __init__(self, folder):
        self.folder, self.port, self.process, self.tokens = folder, 0, None, {}
        subprocess.run(["node", os.path.join(SHOP, "shop.cjs"), "seed", folder], check=True)

    def start(self, hook="", secret=""):
        command = ["node", os.path.join(SHOP, "shop.cjs"), "serve", self.folder, str(self.port)] + ([hook, secret] if hook else [])
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def ask(self, api, query, variables=None, session="admin"):
        headers = {"content-type": "application/json"}
        if session in self.tokens:
            headers["authorization"] = "Bearer " + self.tokens[session]
        body = json.dumps({"query": query, "variables": variables or {}}).encode()
        with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{self.port}/{api}", body, headers), timeout=60) as answer:
            if token := answer.headers.get("vendure-auth-token"):
                self.tokens[session] = token
            return json.loads(answer.read())["data"]

    def admin(self, query, variables=None):
        if "admin" not in self.tokens:
            self.ask("admin-api", 'mutation{login(username:"superadmin",password:"superadmin"){__typename}}')
        return self.ask("admin-api", query, variables)

    def order(self, n):
        buyer = f"buyer{n}"

        def buy(query):
            return self.ask("shop-api", query, session=buyer)
        buy(f"mutation{{addItemToOrder(productVariantId:{1 + n % 4},quantity:1){{__typename}}}}")
        buy(f'mutation{{setCustomerForOrder(input:{{firstName:"安",lastName:"林",emailAddress:"b{n}@example.com"}}){{__typename}}}}')
        buy('mutation{setOrderShippingAddress(input:{fullName:"林安",streetLine1:"文三路",city:"杭州市",countryCode:"CN"}){__typename}}')
        buy('mutation{setOrderShippingMethod(shippingMethodId:["1"]){__typename}}')
        buy('mutation{transitionOrderToState(state:"ArrangingPayment"){__typename}}')
        paid = buy('mutation{addPaymentToOrder(input:{method:"test",metadata:{}}){... on Order{id code}}}')
        return paid["addPaymentToOrder"]

    def cancel(self, order):
        self.admin("mutation($i:CancelOrderInput!){cancelOrder(input:$i){... on Order{id}}}",
                   {"i": {"orderId": order["id"], "reason": "buyer", "cancelShipping": True}})

    def stand(self):
        told = self.admin("{orders(options:{take:1000,filter:{active:{eq:false}}}){items{code state}}}")
        return {one["code"]: STATES.get(one["state"], one["state"]) for one in told["orders"]["items"]}


def at_desk(house, who):
    """→ (state by number, how many stand twice)."""
    found, doubled, after = {}, 0, ""
    while True:
        page = house.call("GET", f"/orders?limit=100{after}", None, who)
        for one in page["items"]:
            if one["source"] != "vendure":
                continue
            doubled += one["number"] in found
            found[one["number"]] = one["state"]
        if not page.get("next"):
            return found, doubled
        after = "&after=" + page["next"]


def wait_for(house, who, order, state, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if at_desk(house, who)[0].get(order) == state:
            return True
        time.sleep(0.05)
    return False


def main():
    ask = options(__doc__, n=60, kills=6)
    with House(ask) as house:
        os.environ["XIAOER_SERVE_OPTIONS"] = "--unlimited"
        shop = Shop(os.path.join(house.folder, "shop"))
        shop.start()
        os.environ["XIAOER_SERVE_OPTIONS"] += f" --allow-private 127.0.0.1:{shop.port}"
        house.seed()
        house.start()
        who = admin(house)
        made = house.call("POST", "/connections", {"kind": "vendure", "name": "Vendure", "user": "superadmin", "password": "superadmin",
                                                   "url": f"http://127.0.0.1:{shop.port}"}, who)
        hook = f"{house.base}/hooks/shops/{made['connection']['id']}"
        shop.kill()
        shop.start(hook, made["signing"])
        lags, unseen, kills, changes, quiet = [], [], 0, 0, True
        every = max(1, ask.n // max(1, ask.kills))
        for n in range(ask.n):
            order = shop.order(n)
            changes += 1
            if n % 3 == 2:
                shop.cancel(order)
                changes += 1
            # Lag is looked at while nobody was killed since the last change was seen.
            if quiet and n % 2 == 0:
                begin = time.monotonic()
                if not wait_for(house, who, order["code"], "canceled" if n % 3 == 2 else "paid", PATIENCE):
                    unseen.append(order["code"])
                lags.append(1000 * (time.monotonic() - begin))
            quiet = True
            if n % every == every - 1 and kills < ask.kills:
                if kills % 2:
                    shop.kill()
                    shop.start(hook, made["signing"])
                else:
                    house.kill()
                    house.start()
                kills, quiet = kills + 1, False
        over_there, until = shop.stand(), time.monotonic() + 60
        here, doubled = at_desk(house, who)
        while here != over_there and time.monotonic() < until:
            time.sleep(0.5)
            here, doubled = at_desk(house, who)
        apart = {order: state for order, state in over_there.items() if here.get(order) != state}
        for order, state in apart.items():
            print(f"{order}: {state} over there, {here.get(order)} at the desk", file=sys.stderr)
        for order in set(unseen) - set(apart):
            print(f"{order}: not seen within {PATIENCE} s", file=sys.stderr)
        lost = len(set(unseen) | set(apart))
        more = len(set(here) - set(over_there))
        shop.kill()
        shutil.rmtree(shop.folder, ignore_errors=True)
    figure("shop_sync_events", changes, "changes", f"{len(over_there)} orders over there, {kills} kills")
    figure("shop_sync_lost", lost, "orders", 0)
    figure("shop_sync_doubled", doubled + more, "orders", 0)
    figure("shop_sync_kills", kills, "kills survived")
    figure("shop_sync_lag_p99", share(lags, 0.99), "ms", f"5000 ms; {len(lags)} changes seen", share(lags, 0.99) / 5000)
    return 1 if lost or doubled or more or not lags else 0


if __name__ == "__main__":
    sys.exit(main())
