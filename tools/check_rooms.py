#!/usr/bin/env python3
"""The staircase: each room uses only the rooms below it, through their front doors.

    check_rooms.py               checks src/ against tools/rooms.json (CMake links by the same table)
    check_rooms.py --write       writes the rooms into ARCHITECTURE.md; without it a stale table is refused
    check_rooms.py --self-test   runs the good and bad lines at the end of this file

Refused: a table that is no staircase, a folder of src/ that is not in it, an include upward or past a
front door, and the name of another room's table in SQL. A row's "reads" lends it single tables of rooms
below, to join in a list; never to write.
"""
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')
CREATE = re.compile(r"\bcreate\s+(?:virtual\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)", re.I)
STRING = re.compile(r'R"(\w*)\((.*?)\)\1"|"((?:[^"\\\n]|\\.)*)"', re.S)
TOUCHES = re.compile(r"\b(from|join|into|update|table)\s+(\w+)", re.I)
COMMENT = re.compile(r"//[^\n]*")
TABLE_OF_STRUCT = re.compile(r'\btable\s*=\s*"(\w+)"')


class Staircase:
    def __init__(self, table):
        self.kit = table["kit"]
        self.rows = table["rooms"]
        self.rooms = {row["name"]: row["uses"] for row in table["rooms"]}
        self.reads = {row["name"]: row.get("reads", []) for row in table["rooms"]}
        self.programs = {row["name"]: row["uses"] for row in table["programs"]}

    def faults(self):
        """A room may use only rows above its own in the file: that also rules out cycles."""
        seen = []
        for name, uses in self.rooms.items():
            for used in uses:
                if used not in seen:
                    yield f"tools/rooms.json: {name} uses {used}, which is not a step below it"
            seen.append(name)

    def unit_of(self, path):
        """'kit/db' for kit/db/work.hpp, 'team' for team/team.hpp, 'app' for main.cpp, None if unlisted."""
        parts = path.split("/")
        if path == "main.cpp":
            return "app"
        if parts[0] == "kit":
            return f"kit/{parts[1]}" if len(parts) == 3 and parts[1] in self.kit else None
        return parts[0] if parts[0] in {**self.rooms, **self.programs} and len(parts) > 1 else None

    def complaint(self, path, included):
        """Why `path` may not include `included`, or None. Both are relative to src/."""
        me, other = self.unit_of(path), self.unit_of(included)
        if other is None:
            return f"{included} is in no room of tools/rooms.json"
        if me == other:
            return None
        if other.startswith("kit/"):
            if me.startswith("kit/") and self.kit.index(other[4:]) > self.kit.index(me[4:]):
                return f"{me} includes {included}, a step above it"
            return None
        if me.startswith("kit/"):
            return f"the kit includes {included}: it knows no room"
        if other not in {**self.rooms, **self.programs}[me]:
            return f"{me} may not use {other}"
        if included != f"{other}/{other}.hpp":
            return f"{included} is behind the front door {other}/{other}.hpp"
        return None


def own_tables(stairs):
    owners = {}
    for file in SRC.rglob("schema/*.sql"):
        unit = file.relative_to(SRC).parts[0]  # the room, or "kit"
        for table in CREATE.findall(re.sub(r"--[^\n]*", "", file.read_text(encoding="utf-8"))):
            owners[table] = unit
    return owners


def foreign_tables(me, text, owners, reads=()):
    """Names of tables that another unit owns and that this unit's SQL touches, but for those it may read."""
    me = me.partition("/")[0]  # the kit's tables belong to the whole kit
    text = COMMENT.sub("", text)
    names = set(TABLE_OF_STRUCT.findall(text))
    for match in STRING.finditer(text):
        sql = match.group(2) or match.group(3) or ""
        for verb, name in TOUCHES.findall(sql):
            reading = verb.lower() in ("from", "join") and not re.search(r"\bdelete\s+from\s+" + name, sql, re.I)
            if not (reading and name in reads):
                names.add(name)
    return sorted(name for name in names if owners.get(name, me) != me and not name.startswith("report_"))


def check(stairs):
    yield from stairs.faults()
    owners = own_tables(stairs)
    for file in sorted(SRC.rglob("*.?pp")):
        path = file.relative_to(SRC).as_posix()
        if stairs.unit_of(path) is None:
            yield f"src/{path}: its folder is in no row of tools/rooms.json"
            continue
        text = file.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            if match and (why := stairs.complaint(path, match.group(1))):
                yield f"src/{path}:{number}: {why}"
        unit = stairs.unit_of(path)
        for table in foreign_tables(unit, text, owners, stairs.reads.get(unit, ())):
            yield f"src/{path}: the table {table} belongs to {owners[table]}"


def table(stairs):
    yield "| room | holds | may use |\n| --- | --- | --- |"
    yield f"| kit ({' < '.join(stairs.kit)}) | no business words | nothing of ours |"
    for row in stairs.rows:
        yield f"| {row['name']} | {row['holds']} | {', '.join(['kit', *row['uses']])} |"


def with_table(text, stairs):
    """ARCHITECTURE.md with the table between its two marks."""
    before, mark, rest = text.partition("bin/gen from tools/rooms.json -->\n")
    _, end, after = rest.partition("<!-- /rooms -->")
    return before + mark + "\n".join(table(stairs)) + "\n" + end + after


GOOD = [
    ("team/people.cpp", "team/people.hpp"),
    ("team/team.hpp", "kit/db/work.hpp"),
    ("conversations/threads.cpp", "manners/manners.hpp"),
    ("kit/jobs/jobs.cpp", "kit/db/work.hpp"),
    ("main.cpp", "app/app.hpp"),
]
BAD = [
    ("team/people.cpp", "conversations/conversations.hpp"),  # upward
    ("conversations/threads.cpp", "team/people.hpp"),        # past the front door
    ("kit/db/db.cpp", "kit/http/message.hpp"),               # up the kit's own stairs
    ("kit/http/server.cpp", "team/team.hpp"),                # the kit knows no room
    ("team/people.cpp", "utils/strings.hpp"),                # no such room
    ("manners/gate.cpp", "customers/customers.hpp"),         # beside, not below
    ("picture/main.cpp", "team/team.hpp"),                   # a program is no room
]
OWNERS = {"people": "team", "messages": "conversations", "jobs": "kit"}
GOOD_SQL = [("team", 'db.all("select id from people")'), ("team", "// select * from messages"),
            ("kit/jobs", '"update jobs set a = 1"'), ("app", '"an update of messages"')]
BAD_SQL = [("team", 'db.all("select id from messages where 1")'), ("shop", 'R"(delete from people)"'),
           ("team", 'static constexpr auto table = "messages";'), ("team", '"update jobs set a = 1"')]


def self_test(stairs):
    for path, included in GOOD:
        assert stairs.complaint(path, included) is None, (path, included)
    for path, included in BAD:
        assert stairs.complaint(path, included), (path, included)
    for me, line in GOOD_SQL:
        assert not foreign_tables(me, line, OWNERS), line
    for me, line in BAD_SQL:
        assert foreign_tables(me, line, OWNERS), line
    assert not foreign_tables("app", '"select id from people"', OWNERS, ["people"])
    assert foreign_tables("app", '"delete from people"', OWNERS, ["people"])
    upside_down = Staircase({"kit": [], "rooms": [{"name": "a", "uses": ["b"]}, {"name": "b", "uses": []}], "programs": []})
    assert list(upside_down.faults())
    print(f"check_rooms: {len(GOOD + BAD + GOOD_SQL + BAD_SQL) + 3} lines judged as they should be")


def main():
    stairs = Staircase(json.loads((ROOT / "tools" / "rooms.json").read_text(encoding="utf-8")))
    if "--self-test" in sys.argv:
        return self_test(stairs)
    page = ROOT / "ARCHITECTURE.md"
    fresh = with_table(page.read_text(encoding="utf-8"), stairs)
    if "--write" in sys.argv:
        page.write_text(fresh, encoding="utf-8")
    complaints = list(check(stairs))
    if fresh != page.read_text(encoding="utf-8"):
        complaints.append("ARCHITECTURE.md: its table of rooms is stale: run bin/gen")
    print("\n".join(complaints) or "check_rooms: the staircase holds")
    sys.exit(1 if complaints else 0)


main()
