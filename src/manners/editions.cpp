// Editions: draft, test, publish now or later, undo. Who, when and what changed stays.
#include "kit/base/shelf.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"
#include "manners/rows.hpp"
#include "team/team.hpp"

namespace manners {

using namespace kit;

constexpr auto latest_start = std::chrono::days{366};

enum class EditionStands { draft, scheduled, live, past, withdrawn };
BOOST_DESCRIBE_ENUM(EditionStands, draft, scheduled, live, past, withdrawn)

struct Edition {
    Id<Edition> id;
    std::int64_t number = 0;
    EditionStands stands = EditionStands::draft;
    std::string note, author_name, house;
    std::optional<Time> published_at, starts_at;
    Changes changes;
    std::vector<Difference> differences;  // to the one before; of a draft: to what is live
};
BOOST_DESCRIBE_STRUCT(Edition, (),
                      (id, number, stands, note, author_name, house, published_at, starts_at,
                       changes, differences))
struct EditionList {
    std::vector<Edition> items;  // the draft first, then the newest
};
BOOST_DESCRIBE_STRUCT(EditionList, (), (items))

std::optional<EditionRow> live_edition(Work& work, const std::string& shop) {
    return work.db.first<EditionRow>(
        "where shop = ? and state = 'published' and starts_at <= ? order by starts_at desc, number desc limit 1",
        shop, work.now);
}

static Gate gate_of(const Changes& changes, std::int64_t number) {
    const Gate& house = house_gate();
    if (number == 0 && changes.off.empty() && changes.exceptions.empty() && changes.own.empty())
        return house;
    // A rule that the house no longer has cannot be switched off: such changes fall away. The
    // learner's are not the gate's.
    Changes fitting = changes;
    const auto gone = [&](const std::string& id) {
        return std::ranges::find(house.pack().rules, id, &Rule::id) == house.pack().rules.end();
    };
    std::erase_if(fitting.off, gone);
    std::erase_if(fitting.exceptions, [&](const Exception& one) {
        return gone(one.rule) &&
               std::ranges::find(fitting.own, one.rule, &Rule::id) == fitting.own.end();
    });
    return house.with(fitting, house.pack().version + "+" + std::to_string(number));
}

Judge judge_of(const Changes& changes, std::int64_t number) {
    return {gate_of(changes, number), advice_of(changes)};
}

std::shared_ptr<const Judge> shop_judge(Work& work, const std::string& shop) {
    static Shelf<Judge> shelf(256);
    auto live = live_edition(work, shop);
    if (!live) return shelf.get("", [] { return Judge{house_gate(), {}}; });
    return shelf.get(live->id.text, [&] { return judge_of(live->changes, live->number); });
}

static EditionStands stands(const EditionRow& row, const std::optional<EditionRow>& live,
                            Time now) {
    if (row.state == EditionState::draft) return EditionStands::draft;
    if (row.state == EditionState::withdrawn) return EditionStands::withdrawn;
    if (row.starts_at > now) return EditionStands::scheduled;
    return live && live->id == row.id ? EditionStands::live : EditionStands::past;
}

static Edition shown(const EditionRow& row, EditionStands stands, const Changes& before) {
    Edition out{row.id,    row.number, stands, row.note,    row.author_name,
                row.house, {},         {},     row.changes, differences(before, row.changes)};
    if (row.state == EditionState::draft) return out;
    out.published_at = row.published_at;
    out.starts_at = row.starts_at;
    return out;
}

static Result<EditionList> list_editions(Work& work) {
    auto rows =
        work.db.all<EditionRow>("where shop = ? order by number desc limit 100", work.who.shop);
    auto live = live_edition(work, work.who.shop);
    EditionList out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].state == EditionState::draft) continue;
        const bool first = i + 1 == rows.size() || rows[i + 1].state == EditionState::draft;
        out.items.push_back(shown(rows[i], stands(rows[i], live, work.now),
                                  first ? Changes{} : rows[i + 1].changes));
    }
    for (auto& row : rows)
        if (row.state == EditionState::draft)
            out.items.insert(out.items.begin(),
                             shown(row, EditionStands::draft, live ? live->changes : Changes{}));
    return out;
}

static std::optional<EditionRow> draft_of(Work& work) {
    return work.db.first<EditionRow>("where shop = ? and state = 'draft'", work.who.shop);
}

static EditionRow fresh(Work& work, const Changes& changes) {
    return {.id = work.new_id<Edition>(),
            .shop = work.who.shop,
            .number = 0,
            .state = EditionState::draft,
            .changes = changes,
            .note = "",
            .author = work.who.id,
            .author_name = work.who.name,
            .house = house_gate().pack().version,
            .made_at = work.now,
            .published_at = {},
            .starts_at = {}};
}

struct SetDraft {
    Changes changes;
};
BOOST_DESCRIBE_STRUCT(SetDraft, (), (changes))

// Errors: what acceptable() refuses, so that nothing half-good is kept.
static Result<Edition> set_draft(Work& work, const SetDraft& ask) {
    TRY(acceptable(ask.changes, house_gate().pack()));
    auto live = live_edition(work, work.who.shop);
    auto row = draft_of(work);
    const bool is_new = !row;
    auto next = row ? *row : fresh(work, ask.changes);
    next.changes = ask.changes;
    next.author = work.who.id;
    next.author_name = work.who.name;
    next.made_at = work.now;
    if (is_new) work.db.insert(next);
    else work.db.update(next);
    return shown(next, EditionStands::draft, live ? live->changes : Changes{});
}

static Result<void> drop_draft(Work& work) {
    work.db.execute("delete from pack_editions where shop = ? and state = 'draft'", work.who.shop);
    return {};
}

struct Publication {
    std::string note;
    std::optional<Time> starts_at;  // none: now
};
BOOST_DESCRIBE_STRUCT(Publication, (), (note, starts_at))

static Result<Edition> publish_row(Work& work, EditionRow row, const std::string& note,
                                   Time starts_at) {
    TRY(row.note, team::decent(note, "note", 200));
    auto live = live_edition(work, work.who.shop);
    row.number = work.db
                     .value<std::int64_t>("select max(number) from pack_editions where shop = ?",
                                          work.who.shop)
                     .value_or(0) +
                 1;
    row.state = EditionState::published;
    row.author = work.who.id;
    row.author_name = work.who.name;
    row.published_at = work.now;
    row.starts_at = starts_at;
    work.db.insert(row);
    team::audit(work, "pack_published", row.id.text, std::to_string(row.number) + " " + row.note);
    auto now_live = live_edition(work, work.who.shop);
    return shown(row, stands(row, now_live, work.now), live ? live->changes : Changes{});
}

static Result<Edition> publish_draft(Work& work, const Publication& ask) {
    auto draft = draft_of(work);
    if (!draft) return conflict("no_draft");
    TRY(acceptable(draft->changes, house_gate().pack()));
    const Time starts = ask.starts_at.value_or(work.now);
    if (starts < work.now || starts > work.now + latest_start)
        return invalid("bad_time", "starts_at");
    TRY(team::decent(ask.note, "note", 200));
    work.db.execute("delete from pack_editions where shop = ? and state = 'draft'", work.who.shop);
    auto row = fresh(work, draft->changes);
    return publish_row(work, std::move(row), ask.note, starts);
}

struct Undo {
    std::string note;
};
BOOST_DESCRIBE_STRUCT(Undo, (), (note))

// An earlier edition, published again as a new one: the history only grows.
static Result<Edition> restore(Work& work, const Id<Edition>& id, const Undo& ask) {
    auto row = work.db.first<EditionRow>("where shop = ? and id = ? and state = 'published'",
                                         work.who.shop, id);
    if (!row) return not_found();
    return publish_row(work, fresh(work, row->changes), ask.note, work.now);
}

static Result<Edition> restore_house(Work& work, const Undo& ask) {
    return publish_row(work, fresh(work, {}), ask.note, work.now);
}

static Result<void> withdraw(Work& work, const Id<Edition>& id) {
    auto row = work.db.first<EditionRow>("where shop = ? and id = ? and state = 'published'",
                                         work.who.shop, id);
    if (!row) return not_found();
    if (row->starts_at <= work.now) return conflict("already_started");
    row->state = EditionState::withdrawn;
    work.db.update(*row);
    team::audit(work, "pack_withdrawn", row->id.text, std::to_string(row->number));
    return {};
}

struct TestText {
    std::string text;
    std::optional<std::string> buyer_text;
    std::optional<Changes> changes;  // none: the draft
};
BOOST_DESCRIBE_STRUCT(TestText, (), (text, buyer_text, changes))
struct Tested {
    Verdict live, draft;
};
BOOST_DESCRIBE_STRUCT(Tested, (), (live, draft))

static Result<Tested> test_text(Work& work, const TestText& ask) {
    if (!text::is_valid_utf8(ask.text)) return malformed("broken_text", "text");
    if (text::length(ask.text) > 4000) return invalid("too_long", "text");
    auto draft = draft_of(work);
    Changes changes = ask.changes ? *ask.changes : draft ? draft->changes : Changes{};
    TRY(acceptable(changes, house_gate().pack()));
    Context context;
    context.buyer_text = ask.buyer_text.value_or("");
    return Tested{judged(*shop_judge(work, work.who.shop), ask.text, context),
                  judged(judge_of(changes, 0), ask.text, context)};
}

// A rule as the editor lists it: without its phrases, with what it did in the last month.
struct RuleBrief {
    std::string id;
    Colour colour = Colour::yellow;
    std::string reason_zh, reason_en, source;
    std::int64_t phrases = 0, patterns = 0, exceptions = 0;
    std::int64_t hits = 0;
    bool is_off = false;
    std::vector<std::string> examples;
};
BOOST_DESCRIBE_STRUCT(RuleBrief, (),
                      (id, colour, reason_zh, reason_en, source, phrases, patterns, exceptions,
                       hits, is_off, examples))
struct RuleList {
    std::vector<RuleBrief> items;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(RuleList, (), (items, version))

static RuleBrief brief_of(const Rule& rule, const std::optional<EditionRow>& live,
                          std::int64_t hits) {
    RuleBrief brief{
        rule.id,
        rule.colour,
        rule.reason_zh,
        rule.reason_en,
        rule.source,
        std::ssize(rule.phrases),
        std::ssize(rule.patterns),
        std::ssize(rule.except),
        hits,
        live && std::ranges::find(live->changes.off, rule.id) != live->changes.off.end(),
        {}};
    for (std::size_t i = 0; i < rule.phrases.size() && i < 3; ++i)
        brief.examples.push_back(rule.phrases[i].words);
    return brief;
}

static Result<RuleList> list_rules(Work& work) {
    auto live = live_edition(work, work.who.shop);
    auto hits = hits_of(work, work.now - std::chrono::days{30});
    RuleList out{{}, shop_judge(work, work.who.shop)->gate.pack().version};
    for (auto& rule : learned_rules()) out.items.push_back(brief_of(rule, live, hits[rule.id]));
    for (auto& rule : house_gate().pack().rules)
        out.items.push_back(brief_of(rule, live, hits[rule.id]));
    return out;
}

void edition_routes(Router& router) {
    router.get("/manners/rules", list_rules, may::manage_manners);
    router.get("/manners/editions", list_editions, may::manage_manners);
    router.put("/manners/draft", set_draft, may::manage_manners);
    router.remove("/manners/draft", drop_draft, may::manage_manners);
    router.post("/manners/draft/test", test_text, may::manage_manners);
    router.post("/manners/draft/publication", publish_draft, may::manage_manners);
    router.post("/manners/editions/{id}/restoration", restore, may::manage_manners);
    router.post("/manners/restoration", restore_house, may::manage_manners);
    router.post("/manners/editions/{id}/withdrawal", withdraw, may::manage_manners);
}

}  // namespace manners
