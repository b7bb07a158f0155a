// Scripts (话术): prepared answers with a short code and variables that are filled from facts.
#include "conversations/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"

namespace conversations {

struct ScriptRow {
    static constexpr auto table = "scripts";
    Id<struct Script> id;
    std::string shop, code, title, folder, body, owner;
    std::int64_t version = 1;
    std::int64_t uses = 0;
};
BOOST_DESCRIBE_STRUCT(ScriptRow, (), (id, shop, code, title, folder, body, owner, version, uses))

struct Script {
    Id<Script> id;
    std::string code, title, folder, text;
    std::optional<Id<team::Person>> owner;  // none: everybody's
    std::int64_t version = 1;
    std::int64_t uses = 0;  // how often it was chosen
};
BOOST_DESCRIBE_STRUCT(Script, (), (id, code, title, folder, text, owner, version, uses))
struct ScriptList {
    std::vector<Script> items;
};
BOOST_DESCRIBE_STRUCT(ScriptList, (), (items))

static Script shown(const ScriptRow& row) {
    Script out{row.id, row.code, row.title, row.folder, row.body, {}, row.version, row.uses};
    if (!row.owner.empty()) out.owner = {row.owner};
    return out;
}

static Result<ScriptList> list_scripts(Work& work) {
    ScriptList out;
    for (auto& row :
         work.db.all<ScriptRow>("where shop = ? and owner in ('', ?) order by folder, code",
                                work.who.shop, work.who.id))
        out.items.push_back(shown(row));
    return out;
}

struct MakeScript {
    std::string code, title, text;
    std::optional<std::string> folder;
    bool own = false;  // only for oneself
};
BOOST_DESCRIBE_STRUCT(MakeScript, (), (code, title, text, folder, own))
struct PatchScript {
    std::optional<std::string> code, title, text, folder;
};
BOOST_DESCRIBE_STRUCT(PatchScript, (), (code, title, text, folder))

static Result<std::string> decent_body(const std::string& text) {
    if (text.empty()) return invalid("required", "text");
    if (!text::is_valid_utf8(text) || text::has_forbidden_controls(text))
        return invalid("bad_characters", "text");
    if (text::length(text) > 2000) return invalid("too_long", "text");
    return text;
}

Result<void> add_script(Work& work, std::string_view shop, const NewScript& ask) {
    if (work.db.value<std::string>(
            "select id from scripts where shop = ? and owner = '' and code = ?", shop, ask.code))
        return conflict("code_taken");
    TRY(auto body, decent_body(ask.text));
    work.db.insert(ScriptRow{work.new_id<Script>(), std::string(shop), ask.code, ask.title,
                             ask.folder, body, "", 1, 0});
    return {};
}

// Everybody's scripts are changed by those who lead; one's own by oneself.
static Result<void> may_change(const Work& work, const ScriptRow& row) {
    if (row.owner == work.who.id) return {};
    if (!row.owner.empty()) return not_found();
    if (!work.who.may(may::watch_all) && !work.who.may(may::manage_shop))
        return forbidden("not_your_script");
    return {};
}

static Result<ScriptRow> checked(Work& work, ScriptRow row) {
    TRY(row.code, team::decent(row.code, "code", 20));
    if (row.code.contains(' ') || row.code.contains('/')) return invalid("bad_characters", "code");
    TRY(row.title, team::decent(row.title, "title", 40));
    TRY(row.body, decent_body(row.body));
    if (!row.folder.empty()) {
        TRY(row.folder, team::decent(row.folder, "folder", 20));
    }
    TRY(may_change(work, row));
    if (work.db.value<std::string>(
            "select id from scripts where shop = ? and owner = ? and code = ? and id <> ?",
            row.shop, row.owner, row.code, row.id))
        return conflict("code_taken");
    return row;
}

static Result<Script> make_script(Work& work, const MakeScript& ask) {
    TRY(auto row,
        checked(work, {work.new_id<Script>(), work.who.shop, ask.code, ask.title,
                       ask.folder.value_or(""), ask.text, ask.own ? work.who.id : "", 1, 0}));
    work.db.insert(row);
    return shown(row);
}

static Result<ScriptRow> script_row(Work& work, const Id<Script>& id) {
    auto row = work.db.first<ScriptRow>("where shop = ? and id = ? and owner in ('', ?)",
                                        work.who.shop, id, work.who.id);
    if (!row) return not_found();
    return *std::move(row);
}

static Result<Script> patch_script(Work& work, const Id<Script>& id, const PatchScript& ask) {
    TRY(auto row, script_row(work, id));
    if (ask.code) row.code = *ask.code;
    if (ask.title) row.title = *ask.title;
    if (ask.text) row.body = *ask.text;
    if (ask.folder) row.folder = *ask.folder;
    TRY(row, checked(work, std::move(row)));
    row.version += 1;
    work.db.update(row);
    return shown(row);
}

static Result<void> drop_script(Work& work, const Id<Script>& id) {
    TRY(auto row, script_row(work, id));
    TRY(may_change(work, row));
    work.db.execute("delete from scripts where shop = ? and id = ?", row.shop, row.id);
    return {};
}

// Somebody chose it for an answer.
static Result<Script> use_script(Work& work, const Id<Script>& id) {
    TRY(auto row, script_row(work, id));
    row.uses += 1;
    work.db.execute("update scripts set uses = uses + 1 where shop = ? and id = ?", row.shop,
                    row.id);
    return shown(row);
}

struct AskRendering {
    Id<Conversation> conversation;
};
BOOST_DESCRIBE_STRUCT(AskRendering, (), (conversation))
struct Rendering {
    std::string text;
    std::vector<std::string> missing;  // variables without a fact; the text shows 【name】 there
};
BOOST_DESCRIBE_STRUCT(Rendering, (), (text, missing))

FilledText filled_text(Work& work, const ConversationRow& row, std::string_view body,
                       const std::map<std::string, std::string>& more) {
    FilledText out;
    auto rest = body;
    for (;;) {
        auto open = rest.find("{{");
        auto close = rest.find("}}", open == rest.npos ? 0 : open);
        if (open == rest.npos || close == rest.npos) break;
        auto name = rest.substr(open + 2, close - open - 2);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        out.text += rest.substr(0, open);
        auto brought = more.find(std::string(name));
        auto known =
            brought != more.end() ? std::optional(brought->second) : fact_of(work, row, name);
        out.text += known ? *known : "【" + std::string(name) + "】";
        if (!known) out.missing.emplace_back(name);
        rest = rest.substr(close + 2);
    }
    out.text += rest;
    return out;
}

static Result<Rendering> render(Work& work, const Id<Script>& id, const AskRendering& ask) {
    TRY(auto script, script_row(work, id));
    TRY(auto row, desk_conversation(work, ask.conversation));
    auto filled = filled_text(work, row, script.body);
    return Rendering{filled.text, filled.missing};
}

void script_routes(Router& router) {
    router.get("/scripts", list_scripts, may::converse);
    router.post("/scripts", make_script, may::manage_scripts);
    router.patch("/scripts/{id}", patch_script, may::manage_scripts);
    router.remove("/scripts/{id}", drop_script, may::manage_scripts);
    router.post("/scripts/{id}/uses", use_script, may::converse);
    router.get("/scripts/{id}/rendering", render, may::converse);
}

void verify_scripts(Db& db) { db.verify<ScriptRow>(); }

}  // namespace conversations
