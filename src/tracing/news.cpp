// The history, and what the buyer is told of it: the newest step, once, outside quiet hours, past
// the gate.
#include "conversations/conversations.hpp"
#include "kit/jobs/jobs.hpp"
#include "notices/notices.hpp"
#include "tracing/rows.hpp"

namespace tracing {

constexpr auto timer = "tracing.news";

struct NewsDue {
    std::string shop;
    Id<Tracing> id;
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(NewsDue, (), (shop, id, seq))

std::vector<StepRow> steps_of(Work& work, const TracingFileRow& row) {
    return work.db.all<StepRow>("where shop = ? and tracing = ? order by seq", row.shop, row.id);
}

static NewsFacts facts_of(const TracingFileRow& row, const StepRow& step) {
    return {
        row.carrier_name,
        row.waybill,
        row.case_number,
        row.deadline_at,
        row.silent_since,
        row.opened_by == TracingOpener::watch && step.event == "opened",
        step.actor == kit::name_of(TracingActor::parcel) && row.state == TracingState::delivered};
}

static bool is_news(const TracingFileRow& row, const StepRow& step) {
    bool moved = step.event == "opened" || step.from_state != step.to_state;
    return moved && worded(row.state, facts_of(row, step), false).has_value();
}

void remember(Work& work, const TracingFileRow& row, const Happening& of) {
    auto last = work.db.value<std::int64_t>(
        "select max(seq) from tracing_steps where shop = ? and tracing = ?", row.shop, row.id);
    StepRow step{work.new_id<StepRow>(),
                 row.shop,
                 row.id,
                 last.value_or(0) + 1,
                 of.event,
                 std::string(kit::name_of(of.by.actor)),
                 of.by.id,
                 of.by.name,
                 std::string(kit::name_of(of.from)),
                 std::string(kit::name_of(row.state)),
                 of.note,
                 row.deadline_at,
                 News::none,
                 "",
                 work.now};
    bool moved = of.event == "opened" || of.from != row.state;
    // Whatever was still to be told is no longer how things stand.
    if (moved) {
        work.db.execute(
            "update tracing_steps set news = 'outdated' where shop = ? and tracing = ? and news = 'waiting'",
            row.shop, row.id);
        unschedule(work, timer, row.id.text);
    }
    if (is_news(row, step)) {
        step.news = News::waiting;
        later(work, timer, NewsDue{row.shop, row.id, step.seq},
              notices::out_of_quiet(work.now, notices::rules_of(work, row.shop)), row.id.text);
    }
    work.db.insert(step);
    // Over, and nothing more is said by this room.
    if (is_final(row.state) && step.news == News::none) settle_word(work, row, step);
}

static News told(Work& work, const TracingFileRow& row, StepRow& step) {
    if (row.contact.empty()) return News::nobody;
    auto to = customers::contact(work, row.shop, {row.contact});
    if (!to) return News::nobody;
    bool english = to->locale.starts_with("en");
    auto text = worded(row.state, facts_of(row, step), english);
    if (!text) return News::outdated;
    step.news_text = *text;
    step.deadline_at = row.deadline_at;
    conversations::HouseWords words{.key = "tracing." + step.id.text, .text = *text, .card = {}};
    auto said = conversations::tell_buyer(work, row.shop, {row.contact}, words);
    if (!said) return News::stopped;
    give_word(work, row, step, said->conversation, english);
    return News::sent;
}

static void tell(Work& work, const NewsDue& due) {
    auto row = tracing_row(work, due.shop, due.id);
    auto step = work.db.first<StepRow>("where shop = ? and tracing = ? and seq = ?", due.shop,
                                       due.id, due.seq);
    if (!row || !step || step->news != News::waiting) return;
    // Quiet hours may have been set since.
    auto at = notices::out_of_quiet(work.now, notices::rules_of(work, due.shop));
    if (at > work.now) return later(work, timer, due, at, due.id.text);
    step->news = told(work, *row, *step);
    work.db.update(*step);
    if (step->news == News::sent) settle_word(work, *row, *step);
    work.publish(TracingChanged{brief_of(work, *row)}, {team::desk_key(row->shop)});
}

void news_reactions(Jobs& jobs) { jobs.on<NewsDue>(timer, tell); }

}  // namespace tracing
