// The shapes of tracings as the wire and the desk know them; part of the front door tracing.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aftersales/aftersales.hpp"
#include "orders/orders.hpp"
#include "tracing/machine.hpp"

namespace tracing {

enum class TracingReason { silent, late, not_received, damaged, other };
BOOST_DESCRIBE_ENUM(TracingReason, silent, late, not_received, damaged, other)
// `watch`: the parcel watch of the room orders.
enum class TracingOpener { agent, buyer, watch };
BOOST_DESCRIBE_ENUM(TracingOpener, agent, buyer, watch)

// What the list shows.
struct TracingBrief {
    Id<struct Tracing> id;
    std::int64_t version = 1;
    std::string number, order, order_number, parcel, carrier_name, waybill, buyer_name, goods_title;
    TracingReason reason = TracingReason::silent;
    TracingOpener opened_by = TracingOpener::agent;
    TracingState state = TracingState::open;
    bool calls_lead = false;
    std::string assignee, assignee_name, case_id, case_number;
    Time silent_since, opened_at;
    std::optional<Time> deadline_at, over_at;
};
BOOST_DESCRIBE_STRUCT(TracingBrief, (),
                      (id, version, number, order, order_number, parcel, carrier_name, waybill,
                       buyer_name, goods_title, reason, opened_by, state, calls_lead, assignee,
                       assignee_name, case_id, case_number, silent_since, opened_at, deadline_at,
                       over_at))

struct TracingRailStep {
    TracingState state = TracingState::open;
    std::optional<Time> at;
    bool now = false;
};
BOOST_DESCRIBE_STRUCT(TracingRailStep, (), (state, at, now))

struct TracingRunningClock {
    Awaited awaited = Awaited::agent;
    Time since;
    std::optional<Time> deadline_at;
    bool by_word = false;  // the courier's own word, not the table
    std::string source_zh, source_en, effective_from;
};
BOOST_DESCRIBE_STRUCT(TracingRunningClock, (),
                      (awaited, since, deadline_at, by_word, source_zh, source_en, effective_from))

// What became of telling the buyer about a step.
enum class News { none, waiting, sent, nobody, stopped, outdated };
BOOST_DESCRIBE_ENUM(News, none, waiting, sent, nobody, stopped, outdated)
struct TracingEntry {
    std::int64_t seq = 0;
    std::string event, actor, who_name, from_state, to_state, note;
    std::optional<Time> deadline_at;
    News news = News::none;
    std::string news_text;
    Time at;
};
BOOST_DESCRIBE_STRUCT(TracingEntry, (),
                      (seq, event, actor, who_name, from_state, to_state, note, deadline_at, news,
                       news_text, at))

enum class CourierChannel { phone, portal, chat, mail };
BOOST_DESCRIBE_ENUM(CourierChannel, phone, portal, chat, mail)
// What came of a contact; each but `nobody_there` is an event of the machine.
enum class CourierOutcome { asked, nobody_there, looking, found, delivered, lost, damaged };
BOOST_DESCRIBE_ENUM(CourierOutcome, asked, nobody_there, looking, found, delivered, lost, damaged)
struct CourierContact {
    Id<CourierContact> id;
    CourierChannel channel = CourierChannel::phone;
    std::string spoke_to, said;
    CourierOutcome outcome = CourierOutcome::asked;
    std::optional<Time> promised_by;
    std::string who_name;
    Time at;
};
BOOST_DESCRIBE_STRUCT(CourierContact, (),
                      (id, channel, spoke_to, said, outcome, promised_by, who_name, at))

// All of a tracing.
struct Tracing {
    Id<Tracing> id;
    TracingBrief brief;
    std::string words, conversation, contact;
    orders::Parcel parcel;
    std::vector<TracingRailStep> rail;
    std::optional<TracingRunningClock> clock;
    std::vector<TracingEvent> may;
    std::vector<CourierContact> contacts;  // newest first
    std::vector<TracingEntry> history;
};
BOOST_DESCRIBE_STRUCT(Tracing, (),
                      (id, brief, words, conversation, contact, parcel, rail, clock, may, contacts,
                       history))

// What the buyer sees: no colleague, no log, no note.
struct OwnTracing {
    Id<Tracing> id;
    std::string number, carrier_name, waybill;
    TracingReason reason = TracingReason::silent;
    TracingState state = TracingState::open;
    std::vector<TracingRailStep> rail;
    Time opened_at;
    std::optional<Time> deadline_at, over_at;
};
BOOST_DESCRIBE_STRUCT(OwnTracing, (),
                      (id, number, carrier_name, waybill, reason, state, rail, opened_at,
                       deadline_at, over_at))
struct OwnTracingList {
    std::vector<OwnTracing> items;
};
BOOST_DESCRIBE_STRUCT(OwnTracingList, (), (items))

}  // namespace tracing
