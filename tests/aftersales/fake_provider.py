#!/usr/bin/env python3
"""微信支付 (API v3) and 支付宝 (RSA2) as far as refunds go: true signatures, and every lie that is known.

    fake_provider.py [--seed N]      prints "listening PORT"; ends when its standard input does

    GET  /keys      the merchant's private key and the provider's public key
    PUT  /faults    {"lost": 10, "drop": 15, "error": 15, "processing": 10, "other": 5, "refused": 5, "deaf": 10,
                     "unsigned": 5, "forgets": true} in percent of the asks:
                    lost        never arrived: nothing is paid, no answer
                    drop        paid, and the connection is gone
                    error       paid, and answers 500
                    processing  paid, and says that it is at it
                    other       paid, and answers for another refund
                    refused     not paid, and says why: the balance
                    unsigned    paid, and its signature is not its own
                    deaf        a question is not answered
                    forgets     the same key again pays again
    GET  /ledger    {"executions": {key: times}, "orders": {order: money that left}}
"""
import argparse
import json
import random
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))
from rsa import MERCHANT, PROVIDER  # noqa: E402

REFUNDS = "/v3/refund/domestic/refunds"
lock = threading.Lock()
dice = random.Random(1)
faults, executions, refunds, orders = {}, {}, {}, {}


def chance(name):
    return dice.randrange(100) < faults.get(name, 0)


def execute(key, order, amount):
    """Money leaves, unless this key has had its refund and is remembered."""
    if key in executions and not faults.get("forgets"):
        return refunds[key]
    executions[key] = executions.get(key, 0) + 1
    orders[order] = orders.get(order, 0) + amount
    refunds[key] = {"id": f"p{len(refunds) + 1}", "key": key, "order": order, "amount": amount, "done": not chance("processing")}
    return refunds[key]


def fate():
    for name in ("lost", "refused", "drop", "error", "other", "unsigned"):
        if chance(name):
            return name
    return "fine"


class Provider(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def say(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def plain(self, value, status=200):
        self.say(status, json.dumps(value).encode(), [("content-type", "application/json")])

    def gone(self):
        self.close_connection = True
        self.connection.close()

    # --- 微信支付 ------------------------------------------------------------------------------------------

    def weixin_signed(self, method, body):
        head = self.headers.get("authorization", "")
        scheme, _, rest = head.partition(" ")
        parts = dict(part.split("=", 1) for part in rest.split(",") if "=" in part)
        parts = {name: value.strip('"') for name, value in parts.items()}
        text = f"{method}\n{self.path}\n{parts.get('timestamp')}\n{parts.get('nonce_str')}\n".encode() + body + b"\n"
        return scheme == "WECHATPAY2-SHA256-RSA2048" and parts.get("mchid") == "1900000001" and parts.get("serial_no") == "5157F09E" and \
            MERCHANT.verified(text, parts.get("signature", ""))

    def weixin_say(self, status, value, signed=True):
        body = json.dumps(value).encode()
        # It lives in the time of whoever asks: tests move their clock.
        at, nonce = re.search(r'timestamp="(\d+)"', self.headers.get("authorization", ""))[1], "n" * 32
        signature = (PROVIDER if signed else MERCHANT).signed(f"{at}\n{nonce}\n".encode() + body + b"\n")
        self.say(status, body, [("content-type", "application/json"), ("Wechatpay-Timestamp", at), ("Wechatpay-Nonce", nonce),
                                ("Wechatpay-Signature", signature), ("Wechatpay-Serial", "PUB_1")])

    def weixin_told(self, made, key=None):
        return {"refund_id": made["id"], "out_refund_no": key or made["key"], "out_trade_no": made["order"],
                "status": "SUCCESS" if made["done"] else "PROCESSING",
                "amount": {"refund": made["amount"], "total": made["amount"], "currency": "CNY"}}

    def weixin_submit(self, body):
        if not self.weixin_signed("POST", body):
            return self.weixin_say(401, {"code": "SIGN_ERROR", "message": "signature"})
        ask = json.loads(body)
        how = fate()
        if how == "lost":
            return self.gone()
        if how == "refused":
            return self.weixin_say(403, {"code": "NOT_ENOUGH", "message": "基本账户余额不足"})
        made = execute(ask["out_refund_no"], ask["out_trade_no"], ask["amount"]["refund"])
        if how == "drop":
            return self.gone()
        if how == "error":
            return self.weixin_say(500, {"code": "SYSTEM_ERROR", "message": "later"})
        return self.weixin_say(200, self.weixin_told(made, "another" if how == "other" else None), how != "unsigned")

    def weixin_question(self, key):
        if not self.weixin_signed("GET", b""):
            return self.weixin_say(401, {"code": "SIGN_ERROR", "message": "signature"})
        if chance("deaf"):
            return self.gone()
        if key not in refunds:
            return self.weixin_say(404, {"code": "RESOURCE_NOT_EXISTS", "message": "退款单不存在"})
        told = self.weixin_told(refunds[key])
        refunds[key]["done"] = True
        return self.weixin_say(200, told)

    # --- 支付宝 --------------------------------------------------------------------------------------------

    def alipay_say(self, name, value, signed=True, status=200):
        part = json.dumps(value, ensure_ascii=False)
        signature = (PROVIDER if signed else MERCHANT).signed(part.encode())
        self.say(status, f'{{"{name}":{part},"sign":"{signature}"}}'.encode(), [("content-type", "text/html;charset=utf-8")])

    def alipay(self, body):
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        signature = fields.pop("sign", "")
        text = "&".join(f"{name}={fields[name]}" for name in sorted(fields) if fields[name])
        name = fields.get("method", "").replace(".", "_") + "_response"
        if fields.get("app_id") != "2021000000000001" or not MERCHANT.verified(text.encode(), signature):
            return self.alipay_say(name, {"code": "40002", "msg": "Invalid Arguments", "sub_code": "isv.invalid-signature"})
        ask = json.loads(fields["biz_content"])
        if fields["method"] == "alipay.trade.refund":
            return self.alipay_submit(name, ask)
        return self.alipay_question(name, ask)

    def alipay_submit(self, name, ask):
        how = fate()
        if how == "lost":
            return self.gone()
        if how == "refused":
            return self.alipay_say(name, {"code": "40004", "msg": "Business Failed", "sub_code": "ACQ.SELLER_BALANCE_NOT_ENOUGH"})
        whole, _, part = ask["refund_amount"].partition(".")
        made = execute(ask["out_request_no"], ask["out_trade_no"], int(whole) * 100 + int(part.ljust(2, "0")))
        if how == "drop":
            return self.gone()
        if how == "error":
            return self.say(500, b"busy")
        # The sum of all refunds of the trade, not of this one.
        total = orders[ask["out_trade_no"]]
        return self.alipay_say(name, {"code": "10000", "msg": "Success", "fund_change": "Y", "out_trade_no": "another" if how == "other" else made["order"],
                                      "trade_no": made["id"], "refund_fee": f"{total // 100}.{total % 100:02}"}, how != "unsigned")

    def alipay_question(self, name, ask):
        if chance("deaf"):
            return self.gone()
        made = refunds.get(ask["out_request_no"])
        if not made:
            return self.alipay_say(name, {"code": "10000", "msg": "Success"})
        amount = made["amount"]
        value = {"code": "10000", "msg": "Success", "out_trade_no": made["order"], "trade_no": made["id"], "out_request_no": made["key"],
                 "refund_amount": f"{amount // 100}.{amount % 100:02}", "refund_status": "REFUND_SUCCESS"}
        if chance("other"):
            value["out_request_no"] = "another"
        return self.alipay_say(name, value)

    # --- the door --------------------------------------------------------------------------------------------

    def do_GET(self):
        path = urlsplit(self.path).path
        with lock:
            if path == "/keys":
                return self.plain({"private": MERCHANT.private_pem(), "public": PROVIDER.public_pem()})
            if path == "/ledger":
                return self.plain({"executions": executions, "orders": orders})
            if path.startswith(REFUNDS + "/"):
                return self.weixin_question(path[len(REFUNDS) + 1:])
        self.plain({}, 404)

    def do_PUT(self):
        faults.clear()
        faults.update(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.plain({})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        with lock:
            if self.path == REFUNDS:
                return self.weixin_submit(body)
            if urlsplit(self.path).path == "/gateway.do":
                return self.alipay(body)
        self.plain({}, 404)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass   # whoever asks may be killed at any moment


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    dice.seed(parser.parse_args().seed)
    server = Server(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"listening {server.server_address[1]}", flush=True)
    sys.stdin.read()


main()
