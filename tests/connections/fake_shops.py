#!/usr/bin/env python3
"""WooCommerce, Shopify and Medusa as far as the house speaks to them: recorded answers over real HTTP.

    fake_shops.py       prints "listening PORT"; ends when its standard input does

The first ask for each list is refused with 503. PUT /NAME replaces what is told: woocommerce, shopify, medusa (an order
each), woocommerce_products, woocommerce_variations, shopify_products, medusa_products. After PUT /drop a refund is made
and its answer lost. /pictures/cup.png is one, page.png says that it is. Keys: Basic ck:cs, token shpat, key sk.
"""
import base64
import json
import sys
import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

RECORDED = Path(__file__).resolve().parent / "recorded"
told = {kind: json.loads((RECORDED / f"{kind}_order.json").read_text()) for kind in ("woocommerce", "shopify", "medusa")}
for name in ("woocommerce_products", "woocommerce_variations", "shopify_products", "medusa_products"):
    told[name] = json.loads((RECORDED / f"{name}.json").read_text())
# Many more, so that every list has more than a page.
customers = [{"id": 1000 + i, "first_name": "安", "last_name": "林", "email": f"lin{i}@example.com", "date_modified_gmt": "2026-05-01T00:00:00",
              "billing": {"phone": f"1390000{i:04}"}} for i in range(120)]
PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC")
refused, refunds, lock = set(), [], threading.Lock()
drop_next = False


def instant(text):
    return datetime.fromisoformat(text)


def basic(text):
    return "Basic " + base64.b64encode(text.encode()).decode()


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def say(self, value, status=200, headers={}):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, text in headers.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def show(self, name):
        body = {"cup.png": PICTURE + b"<script>alert(1)</script>", "page.png": b"<html><script>alert(1)</script>"}.get(name)
        if body is None:
            return self.say({"message": "gone"}, 404)
        self.send_response(200)
        self.send_header("content-type", "image/png")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def opened(self, path):
        if path.startswith("/wp-json/"):
            return self.headers.get("authorization") == basic("ck:cs")
        if path.startswith("/admin/api/"):
            return self.headers.get("x-shopify-access-token") == "shpat"
        return self.headers.get("authorization") == basic("sk:")

    def woo(self, path, ask):
        if path == "/data/currencies/current":
            return self.say({"code": "CNY", "name": "人民币", "symbol": "&yen;"})
        if path.startswith("/products/") and path.endswith("/variations"):
            return self.say(told["woocommerce_variations"].get(path.split("/")[2], []))
        if path == "/customers":
            page, size = int(ask.get("page", 1)), int(ask["per_page"])
            more = page * size < len(customers)
            link = {"link": f'<http://127.0.0.1/wp-json/wc/v3/customers?page=1>; rel="first", '
                            f'<http://127.0.0.1/wp-json/wc/v3/customers?per_page={size}&page={page + 1}>; rel="next"'} if more else {}
            return self.say(customers[(page - 1) * size:page * size], headers=link)
        all_of_them = [told["woocommerce"]] if path == "/orders" else told["woocommerce_products"]
        if "include" in ask:
            return self.say([one for one in all_of_them if str(one["id"]) == ask["include"]])
        changed = sorted((one for one in all_of_them if one["date_modified_gmt"] > ask["modified_after"]), key=lambda one: one["date_modified_gmt"])
        return self.say(changed[int(ask.get("offset", 0)):][:int(ask["per_page"])])

    # A page of one, so that every list is walked.
    def shopify(self, path, ask):
        if path == "/shop.json":
            return self.say({"shop": {"id": 690933842, "name": "拾光器物", "currency": "CNY", "money_format": "¥{{amount}}"}})
        name = path.strip("/").removesuffix(".json")
        all_of_them = {"orders": [told["shopify"]], "products": told["shopify_products"]}.get(name, [])
        if "ids" in ask:
            return self.say({name: [one for one in all_of_them if str(one["id"]) == ask["ids"]]})
        if "page_info" in ask and set(ask) - {"page_info", "limit"}:
            return self.say({"errors": {"page_info": "Invalid value."}}, 400)
        at, after = int(ask["page_info"][1:].split("_")[0]) if "page_info" in ask else 0, ask.get("updated_at_min") or ask["page_info"].split("_", 1)[1]
        changed = [one for one in all_of_them if instant(one["updated_at"]) >= instant(after)]
        more = at + 1 < len(changed)
        link = {"link": f'<http://127.0.0.1{path}?page_info=p{at + 1}_{after.replace(":", "%3A")}&limit=50>; rel="next"'} if more else {}
        return self.say({name: changed[at:at + 1]}, headers=link)

    def medusa(self, path, ask):
        name = path.split("/")[2]
        all_of_them = {"orders": [told["medusa"]], "products": told["medusa_products"]}.get(name, [])
        if "id" in ask:
            return self.say({name: [one for one in all_of_them if one["id"] == ask["id"]]})
        changed = [one for one in all_of_them if instant(one["updated_at"]) > instant(ask["updated_at[$gt]"])]
        self.say({name: changed[int(ask["offset"]):], "count": len(changed)})

    def do_GET(self):
        url = urlsplit(self.path)
        if not url.path.startswith("/pictures/") and not self.opened(url.path):
            return self.say({"message": "unauthorized"}, 401)
        if url.path not in refused:
            refused.add(url.path)
            return self.say({"message": "later"}, 503)
        if url.path.startswith("/pictures/"):
            return self.show(url.path.removeprefix("/pictures/"))
        if url.path.endswith("/refunds"):
            return self.say(refunds)
        ask = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path.startswith("/wp-json/wc/v3"):
            return self.woo(url.path.removeprefix("/wp-json/wc/v3"), ask)
        if url.path.startswith("/admin/api/"):
            return self.shopify("/" + url.path.split("/", 4)[4], ask)
        self.medusa(url.path, ask)

    def do_POST(self):
        global drop_next
        ask = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if not self.opened(self.path):
            return self.say({"message": "unauthorized"}, 401)
        with lock:
            refunds.append({"id": 900 + len(refunds), "reason": ask["reason"], "amount": ask["amount"]})
            drop, drop_next = drop_next, False
        if drop:
            self.close_connection = True
            return self.connection.close()
        self.say(refunds[-1], 201)

    def do_PUT(self):
        global drop_next
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.path == "/drop":
            drop_next = True
        else:
            told[self.path.strip("/")] = json.loads(body)
        self.say({})


server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("listening", server.server_address[1], flush=True)
sys.stdin.read()
