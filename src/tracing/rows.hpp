// What the files of this room share and nobody else sees.
#pragma once

#include "conversations/conversations.hpp"
#include "tracing/tracing.hpp"

namespace tracing {

struct TracingFileRow {
    static constexpr auto table = "tracings";
    Id<Tracing> id;
    std::string shop, number, client_key;
    Id<orders::Order> order_id;
    std::string order_number;
    Id<orders::Parcel> parcel;
    std::string carrier, carrier_name, waybill, contact, buyer_name, conversation, goods_title;
    TracingReason reason = TracingReason::silent;
    TracingOpener opened_by = TracingOpener::agent;
    std::string words;
    TracingState state = TracingState::open;
    bool ran_out = false;
    std::string assignee, case_id, case_number;
    Time silent_since, opened_at, state_since;
    std::optional<Time> promised_by, deadline_at;
    Time rank_at;
    std::optional<Time> over_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(TracingFileRow, (),
                      (id, shop, number, client_key, order_id, order_number, parcel, carrier,
                       carrier_name, waybill, contact, buyer_name, conversation, goods_title,
                       reason, opened_by, words, state, ran_out, assignee, case_id, case_number,
                       silent_since, opened_at, state_since, promised_by, deadline_at, rank_at,
                       over_at, version))

struct StepRow {
    static constexpr auto table = "tracing_steps";
    Id<StepRow> id;
    std::string shop;
    Id<Tracing> tracing;
    std::int64_t seq = 0;
    std::string event, actor, who, who_name, from_state, to_state, note;
    std::optional<Time> deadline_at;
    News news = News::none;
    std::string news_text;
    Time at;
};
BOOST_DESCRIBE_STRUCT(StepRow, (),
                      (id, shop, tracing, seq, event, actor, who, who_name, from_state, to_state,
                       note, deadline_at, news, news_text, at))

struct ContactRow {
    static constexpr auto table = "courier_contacts";
    Id<CourierContact> id;
    std::string shop;
    Id<Tracing> tracing;
    CourierChannel channel = CourierChannel::phone;
    std::string spoke_to, said;
    CourierOutcome outcome = CourierOutcome::asked;
    std::optional<Time> promised_by;
    std::string who, who_name;
    Time at;
};
BOOST_DESCRIBE_STRUCT(ContactRow, (),
                      (id, shop, tracing, channel, spoke_to, said, outcome, promised_by, who,
                       who_name, at))

struct RulesRow {
    static constexpr auto table = "tracing_rules";
    Id<RulesRow> id;  // the shop
    std::string shop;
    std::int64_t ask_hours = 4, answer_hours = 24;
    bool watch_opens = true;
    Minor delay_budget;
    std::int64_t percent_day = 1, percent_three = 3, percent_longer = 5;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(RulesRow, (),
                      (id, shop, ask_hours, answer_hours, watch_opens, delay_budget, percent_day,
                       percent_three, percent_longer, version))

// --- shared by the files
// ----------------------------------------------------------------------------------

TracingPosition position_of(const TracingFileRow&);
TracingDoer me(const Work&);  // the person who asks
TracingRules rules_of(Work&, std::string_view shop);
// Errors: not_found.
Result<TracingFileRow> tracing_row(Work&, std::string_view shop, const Id<Tracing>&);
std::optional<TracingFileRow> open_row_of(Work&, std::string_view shop, const Id<orders::Parcel>&);
std::vector<StepRow> steps_of(Work&, const TracingFileRow&);
TracingBrief brief_of(Work&, const TracingFileRow&);
Tracing shown(Work&, const TracingFileRow&);
OwnTracing own_view(Work&, const TracingFileRow&);
std::string buyer_of(Work&, std::string_view shop, const orders::Order&, std::string& contact);

struct Happening {
    std::string event;
    TracingState from = TracingState::open;
    std::string note;
    TracingDoer by;
};
// The row after the machine: deadline, rank, timer, the desk is told.
void save(Work&, TracingFileRow&, TracingState before);
// A row of the history; the buyer's news of it are planned when it came into another state.
void remember(Work&, const TracingFileRow&, const Happening&);
// Moves a row that was loaded. Errors: as `step`.
Result<TracingFileRow> moved(Work&, TracingFileRow, TracingEvent, const std::string& note,
                             const TracingDoer&);

// The buyer was told by when they hear from us: a promise, once for each telling.
void give_word(Work&, const TracingFileRow&, const StepRow&, const Id<conversations::Conversation>&,
               bool english);
// The buyer was told more, or there is no more to tell: what became of the word given before this
// step.
void settle_word(Work&, const TracingFileRow&, const StepRow& now);

void desk_routes(Router&);
void list_routes(Router&);
void buyer_routes(Router&);
void clock_reactions(Jobs&);
void news_reactions(Jobs&);
void watch_reactions(Jobs&);
void claim_routes(Router&);
void claim_reactions(Jobs&);
void verify_claims(Db&);
void delay_routes(Router&);
void verify_delays(Db&);

}  // namespace tracing
