#!/usr/bin/env python3
"""WooCommerce, Shopify and Medusa as far as the house speaks to them: recorded answers over real HTTP.

    fake_shops.py       prints "listening PORT"; ends when its standard input does

The first ask for each list is refused with 503. PUT /orders replaces what is told; PUT /refunds/slow answers a
refund only after it was made and the connection is gone. Keys: Basic ck:cs, token shpat, key sk.
"""
import base64
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

RECORDED = Path(__file__).resolve().parent / "recorded"
told = {kind: json.loads((RECORDED / f"{kind}_order.json").read_text()) for kind in ("woocommerce", "shopify", "medusa")}
refused, refunds, lock = set(), [], threading.Lock()
drop_next = False


def basic(text):
    return "Basic " + base64.b64encode(text.encode()).decode()


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def say(self, value, status=200):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def opened(self, path):
        if path.startswith("/wp-json/"):
            return self.headers.get("authorization") == basic("ck:cs")
        if path.startswith("/admin/api/"):
            return self.headers.get("x-shopify-access-token") == "shpat"
        return self.headers.get("authorization") == basic("sk:")

    def do_GET(self):
        url = urlsplit(self.path)
        if not self.opened(url.path):
            return self.say({"message": "unauthorized"}, 401)
        if url.path not in refused:
            refused.add(url.path)
            return self.say({"message": "later"}, 503)
        if url.path.endswith("/refunds"):
            return self.say(refunds)
        first = int(parse_qs(url.query).get("offset", ["0"])[0]) == 0
        if url.path == "/wp-json/wc/v3/orders":
            return self.say([told["woocommerce"]] if first else [])
        if url.path.startswith("/wp-json/"):
            return self.say([])
        if url.path.endswith("/orders.json"):
            return self.say({"orders": [told["shopify"]]})
        if url.path.startswith("/admin/api/"):
            return self.say({})
        if url.path == "/admin/orders":
            return self.say({"orders": [told["medusa"]] if first else [], "count": 1})
        self.say({"products": [], "customers": []})

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
