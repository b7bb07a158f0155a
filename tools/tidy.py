#!/usr/bin/env python3
"""The rules of STYLE.md that a program can check. Every rule carries its own good and bad line.

    tidy.py               checks the tree
    tidy.py --self-test   each rule must pass its good line and refuse its bad one
    tidy.py --longest     the twenty longest functions and files, to think about
    tidy.py --mark        writes tools/marks.json anew: what is too large or not yet as it should be today.
                          What is marked may shrink, never grow; whoever mends one runs --mark.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [row["name"] for row in json.loads((ROOT / "tools/rooms.json").read_text())["rooms"]]
IN_ROOMS = re.compile(rf"^src/(?!app/)({'|'.join(ROOMS)})/.*\.[ch]pp$")
CPP = re.compile(r"^(src|tests|bench|chaos|fuzz|cmake)/.*\.[ch]pp$")
SERVER = re.compile(r"^src/.*\.[ch]pp$")
PROSE = re.compile(r"\.(md|cpp|hpp|py|ts|vue|mjs|js|css|html|sql|cmake|txt)$|^bin/|^\.ci/")
UI = re.compile(r"^ui/.*\.(vue|ts)$")
VUE = re.compile(r"^ui/.*\.vue$")
CJK = r"[\u3400-\u9fff\u3000-\u303f\uff01-\uff60]"

# name, where, what is refused, why, a good line, a bad line. Comments are taken off C++ first.
LINE_RULES = [
    ("catch", IN_ROOMS, r"\bcatch\b|\btry\b", "rooms do not catch: a refusal is a Result, a breakage is the kit's",
     "TRY(auto claim, claimed(found, me));", "try { claim(found); } catch (...) {}"),
    ("throw", IN_ROOMS, r"\bthrow\b", "rooms do not throw: refuse with a Result, or ENSURE",
     'return conflict("already_claimed");', 'throw std::runtime_error("claimed");'),
    ("template", IN_ROOMS, r"\btemplate\s*<", "rooms hold no templates: the kit is missing something",
     "Result<Message> sent(Message);", "template <class T> void send(T message);"),
    ("thread", IN_ROOMS, r"\bstd::(jthread|thread|async|mutex|atomic|condition_variable|scoped_lock)\b|\bco_(await|return|yield)\b",
     "rooms are straight-line: no threads, no coroutines", "work.publish(MessageSent{message});", "co_await socket.send(message);"),
    ("json", IN_ROOMS, r"\bjson::(?!text_of\b)|boost/json", "rooms do not know JSON: describe a struct",
     "BOOST_DESCRIBE_STRUCT(Ask, (), (text))", "auto text = json::value_to<std::string>(body);"),
    ("macro", IN_ROOMS, r"^\s*#\s*define\b", "rooms define no macros", "constexpr auto words_max = 2'000;", "#define WORDS_MAX 2000"),
    ("inheritance", IN_ROOMS, r"(?<!enum )\b(class|struct)\s+\w+\s*(final)?\s*:\s*(public|private|protected|virtual|\w)",
     "rooms do not inherit: use a value and a function", "struct Verdict { Colour colour; };", "struct Verdict : Result {};"),
    ("ending", IN_ROOMS, r"\b(class|struct)\s+\w*(Manager|Helper|Utils?|Handler|Processor|Service|Base|Impl|Info|Data)\b",
     "the name marks a noun nobody looked for", "struct Verdict {", "struct MessageManager {"),
    ("danger", SERVER, r"\bstd::w?regex|\b(system|popen|strcpy|strcat|sprintf|gets|alloca|rand|srand|tmpnam)\s*\(",
     "not on strangers' text: kit/text, posix_spawn, std::string, libsodium", "phrases.find(normal.text, report);", "std::regex_match(text, pattern);"),
    ("joined sql", SERVER, r'"\s*(select|insert into|update|delete from)\s[^"]*"\s*\+|format\(\s*"\s*(select|insert into|update|delete from)\s',
     "SQL is a literal: values go in by ?", 'db.all<Row>("select id from people where shop = ?", shop);', 'db.run("delete from people where id = " + id);'),
    ("fixme", PROSE, r"\bFIX" r"ME\b", "mend it, or open an issue", "// The clock may go back: time is data here.", "// FIX" "ME: later"),
    ("todo", PROSE, r"\bTO" r"DO\b(?!: \w+ \w+ \w+)", "a TO" "DO names its next step",
     "// TO" "DO: measure with 100k sockets and write it down.", "// TO" "DO"),
    ("place", PROSE, r"(?<![\w.$}])/(home|root|work|Users)/\w|\.\./shared\b", "paths of one machine mean nothing on another",
     "bin/run --data data", "bin/run --data /ho" "me/ann/data"),
    ("markup", UI, r"v-html|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write\(", "text is text: never markup made from strings",
     "<p>{{ message.text }}</p>", '<p v-html="message.text"></p>'),
    ("style attribute", VUE, r"\sstyle=\"", "the policy forbids inline styles: a class, or :style", '<p class="note">', '<p style="color: red">'),
]
# The only places that may catch, and why. A file that is listed and does not catch is a complaint too.
CATCHES = ROOT / "tools/catches.json"
MARKS = ROOT / "tools/marks.json"
LIMITS = {"function": 40, "test": 60, "room file": 300, "front door": 250, "vue": 200, "kit file": 500, "test file": 600}


def tracked():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file() and "node_modules" not in name]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def without_comments(text):
    """C++ without // comments; strings stay. Line numbers stay too."""
    return re.sub(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*', lambda match: match.group(1) or "", text)


def line_rules(name, text):
    code = without_comments(text) if CPP.search(name) else text
    for rule, where, pattern, why, _, _ in LINE_RULES:
        if not where.search(name) or name == "tools/tidy.py" or (rule == "joined sql" and name.startswith("src/kit/db/")):
            continue
        for number, line in enumerate((text if where is PROSE else code).splitlines(), 1):
            if re.search(pattern, line, re.I if "sql" in rule else 0):
                yield f"{name}:{number}: {rule}: {why}"


# --- SQL ----------------------------------------------------------------------------------------------
LITERAL = re.compile(r'R"(\w*)\((.*?)\)\1"|((?:"(?:[^"\\\n]|\\.)*"\s*)+)', re.S)
IS_SQL = re.compile(r'^[\s"]*(select\b.*\bfrom|insert\s+into|update\s+\w+["\s]+set|delete\s+from|with\s+\w+.*\bas\s*\()', re.I | re.S)


def sql_literals(text):
    for match in LITERAL.finditer(text):
        sql = match.group(2) or match.group(3) or ""
        if IS_SQL.search(sql):
            yield text.count("\n", 0, match.start()) + 1, sql


def shop_tables(schemas):
    """Tables with a shop column."""
    owned = set()
    for text in schemas:
        for table, body in re.findall(r"\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)\s*\((.*?)\n\)", text, re.I | re.S):
            if re.search(r"^\s*shop\s", body, re.M):
                owned.add(table)
    return owned


def sql_rules(name, text, owned):
    for number, sql in sql_literals(without_comments(text)):
        if not re.search(r"queries(_\w+)?\.cpp$", name) and (len(sql) > 200 or re.search(r"\b(join|union|group by)\b", sql, re.I)):
            yield f"{name}:{number}: sql place: SQL of more than two lines stands in queries.cpp"
        touched = set(re.findall(r"\b(?:from|join|into|update)\s+(\w+)", sql, re.I)) & owned
        if touched and not re.search(r"\bshop\b", sql):
            yield (f"{name}:{number}: sql shop: {', '.join(sorted(touched))} belongs to a shop; the query must name it, "
                   "or say in an SQL comment why any shop is meant")


# --- the front end --------------------------------------------------------------------------------------
def vue_rules(name, text):
    template = re.search(r"<template>.*</template>", text, re.S)
    if template and (found := re.search(CJK, re.sub(r"<!--.*?-->", "", template.group(), flags=re.S))):
        number = text.count("\n", 0, template.start() + found.start()) + 1
        yield f"{name}:{number}: text: words for people stand in texts.*, not in templates"


# --- routes ---------------------------------------------------------------------------------------------
ROUTE = re.compile(r'\.\s*(?:get|post|put|patch|remove|del|delete_)\s*\(\s*"(/[^"]*)"')


def untested_routes(sources, tests):
    for name, text in sources:
        for path in ROUTE.findall(without_comments(text)):
            pieces = [piece.rstrip("/") for piece in re.split(r"\{\w+\}", path) if piece.strip("/")]
            if not all(piece in tests for piece in pieces):
                yield f"{name}: route: no test mentions {path}"


# --- sizes ----------------------------------------------------------------------------------------------
def function_sizes(name, text):
    """Functions at column 0: from the line with the name to the closing brace alone on its line."""
    start, head = None, ""
    text = re.sub(r'R"(\w*)\(.*?\)\1"', '""', text, flags=re.S)  # a table of words is not a long function
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"(?!class |struct |enum |namespace |extern |constexpr |#|BOOST_)(?=[\w\[])[^=;]*?\b([\w:~]+)\(([^;]*)$", line, re.A):
            start, head = number, found.group(1)
            if head.startswith("TEST"): head += f"({found.group(2).rstrip(' {')}"
        elif line == "}" and start is not None:
            yield f"{name} {head}", "test" if name.startswith("tests/") else "function", number - start + 1
        if line.startswith("}"): start = None


def sizes(names):
    for name in names:
        kind = None
        if re.match(r"^src/kit/.*\.[ch]pp$", name): kind = "kit file"
        elif IN_ROOMS.search(name): kind = "front door" if name.endswith(".hpp") else "room file"
        elif re.match(r"^tests/.*\.[ch]pp$", name): kind = "test file"
        elif VUE.search(name): kind = "vue"
        if kind:
            text = read(name)
            yield name, kind, text.count("\n")
            if name.endswith(".cpp"): yield from function_sizes(name, text)


def size_rules(found, marks):
    for name, kind, lines in found:
        mark = max(LIMITS[kind], marks.get(name, 0))
        if lines > mark:
            yield f"{name}: size: {lines} lines, the mark of this {kind} is {mark}: is there a noun hiding?"


def key_of(complaint):
    """'src/team/team.cpp json' for 'src/team/team.cpp:89: json: …'."""
    place, rule, _ = complaint.split(": ", 2)
    return f"{re.sub(r':[0-9]+$', '', place)} {rule}"


def counted(complaints):
    counts = {}
    for complaint in complaints:
        counts[key_of(complaint)] = counts.get(key_of(complaint), 0) + 1
    return counts


def unmarked(complaints, marks):
    """The complaints of a file and a rule that has more of them than its mark."""
    counts = counted(complaints)
    return [complaint for complaint in complaints if counts[key_of(complaint)] > marks.get(key_of(complaint), 0)]


def catch_rules(counts, allowed):
    for name in sorted({*counts, *allowed}):
        have, may = counts.get(name, 0), allowed.get(name, {"count": 0})["count"]
        if have > may or (have == 0 and may):
            yield f"{name}: catch sites: {have} found, tools/catches.json names {may}"


def self_test():
    for rule, where, pattern, _, good, bad in LINE_RULES:
        flags = re.I if "sql" in rule else 0
        assert not re.search(pattern, good, flags), f"{rule} refuses its good line"
        assert re.search(pattern, bad, flags), f"{rule} passes its bad line"
    owned = shop_tables(["create table people (\n    id text,\n    shop text\n);\ncreate table words (\n    id text\n);"])
    assert owned == {"people"}
    good, bad = 'all("select id from people where shop = ? and id = ?")', 'all("select id "\n"from people where id = ?")'
    long = 'all("select name from words join people on shop = 1")'
    assert not list(sql_rules("src/team/queries.cpp", good + long, owned)) and list(sql_rules("src/team/queries.cpp", bad, owned))
    assert not list(sql_rules("src/team/people.cpp", good, owned)) and list(sql_rules("src/team/people.cpp", long, owned))
    told = ["a.cpp:7: json: no", "a.cpp:9: json: no"]
    assert not unmarked(told, {"a.cpp json": 2}) and unmarked(told, {"a.cpp json": 1})
    assert not list(vue_rules("a.vue", "<template><p>{{ t('hello') }}</p></template>"))
    assert list(vue_rules("a.vue", "<template>\n<p>\u4f60\u597d</p></template>"))
    source = [("src/team/people.cpp", 'router.post("/people/{id}/deactivation", deactivate);')]
    assert not list(untested_routes(source, 'post("/people/" + id + "/deactivation")')) and list(untested_routes(source, 'post("/people")'))
    assert list(function_sizes("a.cpp", "int f(int a) {\n    return a;\n}\n")) == [("a.cpp f", "function", 3)]
    assert not list(size_rules([("a", "vue", 210)], {"a": 210})) and list(size_rules([("a", "vue", 211)], {"a": 210}))
    assert not list(catch_rules({"a": 1}, {"a": {"count": 1}})) and list(catch_rules({"a": 1}, {})) and list(catch_rules({}, {"a": {"count": 1}}))
    print(f"tidy: {len(LINE_RULES) + 7} rules pass their good line and refuse their bad one")


def main():
    names = tracked()
    if "--self-test" in sys.argv:
        return self_test()
    if "--longest" in sys.argv:
        for name, kind, lines in sorted(sizes(names), key=lambda row: -row[2])[:40]:
            print(f"{lines:5}  {kind:10}  {name}")
        return
    complaints, counts = [], {}
    owned = shop_tables(read(name) for name in names if name.endswith(".sql"))
    for name in names:
        if not PROSE.search(name):
            continue
        text = read(name)
        complaints += line_rules(name, text)
        if IN_ROOMS.search(name):
            complaints += sql_rules(name, text, owned)
        if VUE.search(name):
            complaints += vue_rules(name, text)
        if SERVER.search(name) and (count := len(re.findall(r"\bcatch\s*\(", without_comments(text)))):
            counts[name] = count
    tests = "\n".join(read(name) for name in names if name.startswith(("tests/", "ui/tests/")))
    complaints += untested_routes([(name, read(name)) for name in names if IN_ROOMS.search(name)], tests)
    complaints += catch_rules(counts, json.loads(CATCHES.read_text()))
    included = "\n".join(read(name) for name in names if CPP.search(name))
    complaints += [f"{name}: nobody includes it" for name in names
                   if name.startswith("src/") and name.endswith(".hpp") and f'"{name[4:]}"' not in included]
    if "--mark" in sys.argv:
        # A tenth of room, so that a mended line does not stop a change.
        marks = {"sizes": {name: lines + lines // 10 for name, kind, lines in sizes(names) if lines > LIMITS[kind]}, "rules": counted(complaints)}
        MARKS.write_text(json.dumps(marks, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    marks = json.loads(MARKS.read_text(encoding="utf-8"))
    complaints = unmarked(complaints, marks["rules"]) + list(size_rules(sizes(names), marks["sizes"]))
    known = sum(marks["rules"].values()) + len(marks["sizes"])
    print("\n".join(complaints) or f"tidy: nothing new; {known} marks left in tools/marks.json")
    sys.exit(1 if complaints else 0)


main()
