#!/usr/bin/env python3
"""A tiny stand-in for the server: enough of the protocol for the tools of chaos/ to run against,
and every fault that they must find, by name.

    fake_house.py seed --data DIR
    fake_house.py serve --data DIR --listen 127.0.0.1:PORT      faults: FAKE_FAULTS=a,b

Messages are rows of an SQLite file, one commit each (FAKE_SYNCHRONOUS=FULL by default).
"""
import asyncio
import base64
import hashlib
import json
import os
import random
import sqlite3
import sys
import time
import uuid
from urllib.parse import parse_qs, urlsplit

FAULTS = set(filter(None, os.environ.get("FAKE_FAULTS", "").split(",")))
EVERY = int(os.environ.get("FAKE_FAULT_EVERY", "37"))  # how often a fault strikes
# As long as a disk takes: in memory no message would be on its way when a line is cut, and none would be sent again.
DISK_S = float(os.environ.get("FAKE_DISK_S", "0.005"))


class House:
    def __init__(self, data):
        self.db = sqlite3.connect(os.path.join(data, "house.db"), isolation_level=None)
        self.db.execute("pragma journal_mode=wal")
        self.db.execute("pragma synchronous=" + os.environ.get("FAKE_SYNCHRONOUS", "FULL"))
        self.db.executescript("""
            create table if not exists visitors (secret text primary key, talk text);
            create table if not exists messages (
                talk text, seq integer, id text, client_key text, sender text, text text,
                files text, primary key (talk, seq));
            create index if not exists by_key on messages (talk, client_key);
            create table if not exists files (id text primary key, bytes blob);
        """)
        self.tickets, self.sockets, self.count = {}, {}, 0

    def strikes(self, fault):
        return fault in FAULTS and self.count % EVERY == 0

    def message(self, row):
        talk, seq, ident, key, sender, text, files = row
        listed = [{"id": f, "name": f, "url": "/files/" + f} for f in json.loads(files)]
        return {"id": ident, "conversation": talk, "seq": seq, "kind": "text", "sender": sender,
                "client_key": key, "text": text, "files": listed, "card": None}

    def messages(self, talk, after, limit=100):
        rows = self.db.execute("select * from messages where talk = ? and seq > ? order by seq "
                               "limit ?", (talk, after, limit))
        return [self.message(row) for row in rows]

    def send(self, talk, sender, body):
        self.count += 1
        found = self.db.execute("select * from messages where talk = ? and client_key = ?",
                                (talk, body["client_key"])).fetchone()
        if found and "no_unique_key" not in FAULTS:
            return self.message(found), False
        seq = self.db.execute("select coalesce(max(seq), 0) + 1 from messages where talk = ?",
                              (talk,)).fetchone()[0]
        if self.strikes("hole"):
            seq += 1
        text = body["text"]
        row = [talk, seq, str(uuid.uuid4()), body["client_key"], sender, text,
               json.dumps(body.get("files", []))]
        if self.strikes("other_text"):
            row[5] = text + "!"
        if "ack_before_commit" in FAULTS and self.count % 20 == 0:
            if self.db.in_transaction:
                self.db.execute("commit")
            self.db.execute("begin")
        if self.strikes("lose_acked"):
            return self.message(row), True
        self.db.execute("insert into messages values (?, ?, ?, ?, ?, ?, ?)", row)
        time.sleep(DISK_S)
        if self.strikes("store_twice"):
            again = list(row)
            again[1:3] = seq + 1, str(uuid.uuid4())
            self.db.execute("insert into messages values (?, ?, ?, ?, ?, ?, ?)", again)
        return self.message(row), True

    def publish(self, message):
        event = {"event": "message_sent", "data": message}
        frames = [event]
        if self.strikes("skip_event"):
            frames = []
        if self.strikes("double_event"):
            frames = [event, event]
        if self.strikes("event_text"):
            frames = [{"event": "message_sent", "data": dict(message, text="something else")}]
        if message["seq"] == 1:  # whoever is at the desk has it from now on
            frames.append({"event": "conversation_changed", "data": {
                "id": message["conversation"], "assignee": "p", "last_seq": 1}})
        for socket in list(self.sockets.get(message["conversation"], ())) + \
                list(self.sockets.get("desk", ())):
            for frame in frames:
                socket(frame)

    def answer(self, method, path, query, headers, body):
        """→ status, value, extra headers"""
        kind, _, secret = headers.get("authorization", "").partition(" ")
        talk = None
        if kind == "Visitor":
            found = self.db.execute("select talk from visitors where secret = ?",
                                    (secret,)).fetchone()
            if not found:
                return 401, {"code": "unauthenticated", "reason": "bad_visitor"}, {}
            talk = found[0]
        elif "cookie" not in headers and path not in ("/session", "/visits"):
            return 401, {"code": "unauthenticated", "reason": "who"}, {}
        after = int(query.get("after_seq", ["0"])[0])
        parts = path.strip("/").split("/")
        if path == "/visits":
            secret, talk = uuid.uuid4().hex, str(uuid.uuid4())
            self.db.execute("insert into visitors values (?, ?)", (secret, talk))
            return 201, {"visitor": secret, "conversation": None}, {}
        if path == "/session":
            return 201 if method == "POST" else 200, \
                {"csrf": "c", "person": {"id": "p"}}, {"Set-Cookie": "sid=1; Path=/"}
        if path == "/live_tickets":
            ticket = uuid.uuid4().hex
            self.tickets[ticket] = (talk, headers)
            return 201, {"ticket": ticket}, {}
        if path == "/visit/messages" or (parts[0] == "conversations" and parts[-1] == "messages"):
            talk = talk or parts[1]
            if method == "GET":
                return 200, {"items": self.messages(talk, after), "next": None}, {}
            message, is_new = self.send(talk, "buyer" if kind == "Visitor" else "agent", body)
            if is_new:
                self.publish(message)
            if self.strikes("move") and not is_new:
                message = dict(message, seq=message["seq"] + 1)
            return 201, message, {}
        if path == "/visit/files":
            ident = str(uuid.uuid4())
            kept = body[:-1] if "short_file" in FAULTS else body
            self.count += 1
            self.db.execute("insert into files values (?, ?)", (ident, kept))
            return 201, {"id": ident}, {}
        if parts[0] == "files":
            return 200, self.db.execute("select bytes from files where id = ?",
                                        (parts[1],)).fetchone()[0], {}
        if path == "/conversations":
            return 200, {"items": [], "next": None}, {}
        return (200, {}, {}) if path in ("/visit", "/me/status") else (404, {}, {})


def frame(text):
    data = text.encode()
    head = bytes([0x81]) + (bytes([len(data)]) if len(data) < 126 else
                            bytes([126]) + len(data).to_bytes(2, "big") if len(data) < 65536 else
                            bytes([127]) + len(data).to_bytes(8, "big"))
    return head + data


async def talk_live(house, reader, writer, talk, headers):
    def say(value):
        writer.write(frame(json.dumps(value, ensure_ascii=False)))
    key = talk or "desk"
    try:
        while True:
            head = await reader.readexactly(2)
            size = head[1] & 127
            if size > 125:
                size = int.from_bytes(await reader.readexactly(2 if size == 126 else 8), "big")
            mask = await reader.readexactly(4)
            data = bytes(b ^ mask[i % 4] for i, b in enumerate(await reader.readexactly(size)))
            if head[0] & 15 == 8:
                return
            if head[0] & 15 != 1:
                continue
            asked = json.loads(data)
            if "hello" in asked:
                for conversation, cursor in asked["hello"]["cursors"].items():
                    missed = house.messages(conversation, cursor, 10000)
                    if "gap_after_replay" in FAULTS and talk:  # what comes meanwhile is nobody's
                        house.publish(house.send(talk, "system", {
                            "client_key": uuid.uuid4().hex, "text": "meanwhile"})[0])
                    for message in missed:
                        say({"event": "message_sent", "data": message})
                say({"resumed": {}})
                house.sockets.setdefault(key, set()).add(say)
            else:
                url = urlsplit(asked["path"])
                status, body, _ = house.answer(asked["method"], url.path, parse_qs(url.query),
                                               headers, asked.get("body"))
                say({"reply": asked["call"], "status": status, "body": body})
            await writer.drain()
    finally:
        house.sockets.get(key, set()).discard(say)


async def serve_one(house, reader, writer):
    try:
        while True:
            line = (await reader.readline()).decode().split()
            if len(line) < 3:
                return
            headers = {}
            while (text := (await reader.readline()).decode().strip()):
                name, _, value = text.partition(":")
                headers[name.lower()] = value.strip()
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            url = urlsplit(line[1])
            query, path = parse_qs(url.query), url.path.removeprefix("/api/v1")
            if path == "/live":
                held = house.tickets.pop(query["ticket"][0])
                accept = base64.b64encode(hashlib.sha1(
                    (headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                    .encode()).digest()).decode()
                writer.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                              "Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept +
                              "\r\n\r\n").encode())
                return await talk_live(house, reader, writer, *held)
            if path == "/healthz":
                status, value, extra = 200, {}, {}
            else:
                is_json = "json" in headers.get("content-type", "")
                status, value, extra = house.answer(line[0], path, query, headers,
                                                    json.loads(body) if is_json and body else body)
            payload = value if isinstance(value, bytes) else \
                json.dumps(value, ensure_ascii=False).encode()
            head = "".join(f"{n}: {v}\r\n" for n, v in extra.items())
            writer.write(f"HTTP/1.1 {status} X\r\n{head}Content-Length: {len(payload)}\r\n\r\n"
                         .encode() + payload)
            await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError, KeyError):
        pass
    finally:
        writer.close()


async def serve(data, listen):
    house = House(data)
    host, _, port = listen.rpartition(":")
    server = await asyncio.start_server(lambda r, w: serve_one(house, r, w), host, int(port),
                                        limit=1 << 20)
    async with server:
        await server.serve_forever()


def main():
    options = dict(zip(sys.argv[2::2], sys.argv[3::2]))
    random.seed(1)
    if sys.argv[1] == "seed":
        os.makedirs(options["--data"], exist_ok=True)
        House(options["--data"])
        print("account ben@demo.example password-of-ben agent\n"
              "account ada@demo.example password-of-ada admin")
    else:
        asyncio.run(serve(options["--data"], options["--listen"]))


if __name__ == "__main__":
    main()
