"""What every driver in chaos/ and bench/ needs: a seeded server in a folder of its own that can be
started, killed and stopped, the load beside it, and figures printed as one JSON object a line."""
import argparse
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TICKS = os.sysconf("SC_CLK_TCK")


def options(about, n, **more):
    """--n, --server, --kit, --seed, --keep, --json; `more` are further options with their defaults."""
    server = os.environ.get("XIAOER_BIN", os.path.join(ROOT, "build/dev/xiaoer"))
    parser = argparse.ArgumentParser(description=about,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=n)
    parser.add_argument("--server", default=server, help="path to xiaoer")
    parser.add_argument("--kit", default=os.environ.get("XIAOER_BUILD"),
                        help="where chaos_load and the shims are; beside the server by default")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--keep", action="store_true", help="leave the data folder behind")
    parser.add_argument("--json", action="store_true", help="figures only")
    for name, default in more.items():
        kind = type(default) if default is not None else str
        parser.add_argument("--" + name.replace("_", "-"), type=kind, default=default)
    ask = parser.parse_args()
    ask.kit = ask.kit or os.path.dirname(os.path.abspath(ask.server))
    random.seed(ask.seed)
    return ask


def figure(name, value, unit, against=None, ratio=None):
    line = {"name": name, "value": round(value, 4) if isinstance(value, float) else value,
            "unit": unit}
    if against is not None:
        line["against"] = against
    if ratio is not None:
        line["ratio"] = round(ratio, 4)
    print(json.dumps(line, ensure_ascii=False), flush=True)


def share(values, part):
    """The value that `part` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def bound(trials):
    """0 bad in N trials: below this rate with 95 % confidence."""
    return 3 / max(1, trials)


class House:
    """One server and its data folder. Everything started here is ended by close()."""

    def __init__(self, ask, folder=None):
        self.ask = ask
        self.folder = folder or tempfile.mkdtemp(prefix="xiaoer-chaos-")
        self.data = os.path.join(self.folder, "data")
        self.command = ([sys.executable] if ask.server.endswith(".py") else []) + [ask.server]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.log = open(os.path.join(self.folder, "server.log"), "ab")
        self.accounts = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()
        self.log.close()
        if not self.ask.keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def seed(self):
        os.makedirs(self.data, exist_ok=True)
        told = subprocess.run(self.command + ["seed", "--data", self.data], check=True, text=True,
                              stdout=subprocess.PIPE, timeout=60).stdout
        self.accounts = [":".join(pair) for pair in
                         re.findall(r"^account (\S+@\S+) (\S+)", told, re.MULTILINE)]
        if not self.accounts:
            raise SystemExit("the seed printed no accounts:\n" + told)

    def people(self):
        """→ (who may watch all, everybody who only converses), as email:password. Server is up."""
        watchers, agents = [], []
        for account in self.accounts:
            email, _, password = account.partition(":")
            session = self.call("POST", "/session", {"email": email, "password": password})
            may_watch = "watch_all" in session.get("rights", ["watch_all"] if not agents else [])
            role = session.get("person", {}).get("role")
            (watchers if may_watch and role != "agent" else agents).append(account)
        return watchers, agents

    def call(self, method, path, body=None, headers=None, timeout=20):
        request = urllib.request.Request(self.base + "/api/v1" + path, method=method)
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, data=data, timeout=timeout) as answer:
            text = answer.read()
            told = json.loads(text) if text else {}
            cookie = answer.headers.get("Set-Cookie")
            if cookie and isinstance(told, dict):
                told["cookie"] = cookie.partition(";")[0]
            return told

    def spawn(self, environment=None, preload=None):
        environment = {**os.environ, **(environment or {})}
        if preload:
            environment["LD_PRELOAD"] = os.path.join(self.ask.kit, preload)
        self.process = subprocess.Popen(
            self.command + ["serve", "--listen", f"127.0.0.1:{self.port}", "--data", self.data]
            + self.serve_options(), env=environment, stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=self.log)

    @staticmethod
    def serve_options():
        return os.environ.get("XIAOER_SERVE_OPTIONS", "--unlimited").split()

    def is_ready(self):
        try:
            with urllib.request.urlopen(self.base + "/healthz", timeout=1) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False

    def wait_ready(self, seconds=30):
        """→ seconds until it answered, or None when it ended first."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            if self.is_ready():
                return time.monotonic() - start
            if self.process.poll() is not None:
                return None
            time.sleep(0.005)
        raise SystemExit(f"the server did not answer in {seconds} s; see {self.log.name}")

    def start(self, environment=None, preload=None):
        self.spawn(environment, preload)
        return self.wait_ready()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self, seconds=20):
        """→ (seconds until it ended, exit code)"""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(seconds)
        return time.monotonic() - start, code

    def cpu_s(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_kb(self, what="Pss"):
        with open(f"/proc/{self.process.pid}/smaps_rollup") as file:
            for line in file:
                if line.startswith(what + ":"):
                    return int(line.split()[1])
        return 0

    def database(self):
        for base, _, names in os.walk(self.data):
            for name in names:
                if name.endswith((".db", ".sqlite", ".sqlite3")):
                    return os.path.join(base, name)
        raise SystemExit("no database in " + self.data)

    def check_integrity(self):
        """On a copy, so that the server itself still does the recovery. → "" or what is wrong."""
        copy = tempfile.mkdtemp(prefix="xiaoer-copy-")
        try:
            database = self.database()
            for end in ("", "-wal"):
                if os.path.exists(database + end):
                    shutil.copy(database + end, os.path.join(copy, "house.db" + end))
            checked = subprocess.run([os.path.join(self.ask.kit, "chaos_integrity"),
                                      os.path.join(copy, "house.db")], text=True, timeout=600,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            return "" if checked.returncode == 0 else checked.stdout.strip() or "crashed"
        finally:
            shutil.rmtree(copy, ignore_errors=True)


class Load:
    """chaos_load, driven over its standard input."""

    def __init__(self, house, base=None, **more):
        watchers, agents = house.people()
        words = [os.path.join(house.ask.kit, "chaos_load"), "--base", base or house.base,
                 "--direct", house.base, "--reader", watchers[0], "--seed", str(house.ask.seed)]
        for account in agents:
            words += ["--agent", account]
        for name, value in more.items():
            words += ["--" + name, str(value)]
        self.quiet = house.ask.json
        self.told = open(os.path.join(house.folder, "load.log"), "w+")
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=self.told, text=True, bufsize=1)

    def say(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def status(self):
        self.say("status")
        return json.loads(self.process.stdout.readline())

    def wait(self, condition, seconds=30):
        """Polls the status until `condition(status)`; → seconds it took, or None."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            if condition(self.status()):
                return time.monotonic() - start
            time.sleep(0.05)
        return None

    def wait_all_live(self):
        # Some of them cut their own connection at any moment.
        if self.wait(lambda told: told["live"] >= 0.8 * told["people"], 60) is None:
            raise SystemExit(f"not everybody is connected: {self.status()}; see {self.told.name}")

    def finish(self, seconds=300):
        """Stops talking, lets it check; → (last status, was everything kept)."""
        self.say("stop")
        try:
            out, _ = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            out = ""
        self.told.seek(0)
        text = self.told.read()
        if not self.quiet or self.process.returncode != 0:
            sys.stderr.write(text[-4000:])
        lines = out.strip().splitlines()
        if self.process.returncode == 2 or not lines:
            raise SystemExit("the run did not come off:\n" + text[-2000:] + "\n".join(lines))
        return json.loads(lines[-1]), self.process.returncode == 0

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def lost_and_more(told):
    """From the load's last status: (lost, doubled, disordered, everything else that broke)."""
    broken = dict(told["broken"])
    lost = broken.pop("lost", 0)
    doubled = broken.pop("doubled", 0) + broken.pop("view_doubled", 0) + told["events_doubled"]
    disorder = broken.pop("disorder", 0) + broken.pop("view_disorder", 0)
    rest = sum(broken.values()) + told["files_wrong"] + told["reads_broken"] + told["holes"]
    return lost, doubled, disorder, rest
