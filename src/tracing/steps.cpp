// A tracing moves: by its people, its parcel and its clock; and every word with a courier is kept.
#include <algorithm>

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "tracing/rows.hpp"

namespace tracing {

constexpr auto timer = "tracing.deadline";

// One deadline: it does nothing when the tracing has moved on.
struct TracingDeadline {
    std::string shop;
    Id<Tracing> id;
    Time at;
};
BOOST_DESCRIBE_STRUCT(TracingDeadline, (), (shop, id, at))

TracingPosition position_of(const TracingFileRow& row) { return {row.state, row.ran_out}; }

TracingDoer me(const Work& work) { return {TracingActor::agent, work.who.id, work.who.name}; }

Result<TracingFileRow> tracing_row(Work& work, std::string_view shop, const Id<Tracing>& id) {
    return work.db.find<TracingFileRow>({id.text}, shop);
}

static void set_timer(Work& work, const TracingFileRow& row) {
    if (row.deadline_at)
        later(work, timer, TracingDeadline{row.shop, row.id, *row.deadline_at}, *row.deadline_at,
              row.id.text);
    else unschedule(work, timer, row.id.text);
}

void save(Work& work, TracingFileRow& row, TracingState before) {
    row.version += 1;
    if (row.state != before) row.state_since = work.now;
    if (is_final(row.state) && !row.over_at) row.over_at = work.now;
    auto at = position_of(row);
    row.deadline_at = is_final(row.state) ? std::nullopt
                                          : deadline_of(at, row.state_since,
                                                        rules_of(work, row.shop), row.promised_by);
    row.rank_at = calls_lead(at) ? Time{0} : row.deadline_at.value_or(row.state_since);
    work.db.update(row);
    set_timer(work, row);
    work.publish(TracingChanged{brief_of(work, row)}, {team::desk_key(row.shop)});
}

Result<TracingFileRow> moved(Work& work, TracingFileRow row, TracingEvent event,
                             const std::string& note, const TracingDoer& doer) {
    TRY(auto next, stepped(position_of(row), event, doer.actor));
    auto before = row.state;
    // Asked again: the clock begins anew, and an old word of the courier's no longer counts.
    if (event != TracingEvent::time_passed) row.state_since = work.now;
    row.state = next.state;
    row.ran_out = next.ran_out;
    if (event != TracingEvent::ask && event != TracingEvent::answer) row.promised_by.reset();
    save(work, row, before);
    remember(work, row, {std::string(kit::name_of(event)), before, note, doer});
    return row;
}

static Result<std::string> decent_note(const std::optional<std::string>& note) {
    if (!note || note->empty()) return std::string();
    return team::decent(*note, "note", 2000);
}

Result<Tracing> step(Work& work, std::string_view shop, const Id<Tracing>& id,
                     const TracingStep& ask, const TracingDoer& doer) {
    TRY(auto note, decent_note(ask.note));
    TRY(auto row, tracing_row(work, shop, id));
    if (ask.version && *ask.version != row.version) return conflict("changed");
    TRY(auto after, moved(work, row, ask.event, note, doer));
    return shown(work, after);
}

static void on_deadline(Work& work, const TracingDeadline& deadline) {
    auto row = tracing_row(work, deadline.shop, deadline.id);
    // Moved on, set again, or the clock was put back since.
    if (!row || row->deadline_at != deadline.at) return;
    if (work.now < deadline.at) return later(work, timer, deadline, deadline.at, row->id.text);
    (void)moved(work, *row, TracingEvent::time_passed, "", {TracingActor::clock, "", ""});
}

void clock_reactions(Jobs& jobs) { jobs.on<TracingDeadline>(timer, on_deadline); }

// --- the log of contacts
// -----------------------------------------------------------------------------------

struct NewCourierContact {
    CourierChannel channel = CourierChannel::phone;
    std::string spoke_to, said;
    CourierOutcome outcome = CourierOutcome::asked;
    std::optional<Time> promised_by;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(NewCourierContact, (),
                      (channel, spoke_to, said, outcome, promised_by, version))

static std::optional<TracingEvent> event_of(CourierOutcome outcome) {
    switch (outcome) {
        case CourierOutcome::asked:
            return TracingEvent::ask;
        case CourierOutcome::looking:
            return TracingEvent::answer;
        case CourierOutcome::found:
            return TracingEvent::find;
        case CourierOutcome::delivered:
            return TracingEvent::sign;
        case CourierOutcome::lost:
            return TracingEvent::lose;
        case CourierOutcome::damaged:
            return TracingEvent::damage;
        case CourierOutcome::nobody_there:
            break;
    }
    return {};
}

// An answer to a question that nobody wrote down: both are steps, the question first.
static Result<TracingFileRow> answered_at_once(Work& work, TracingFileRow row,
                                               const TracingDoer& doer) {
    if (row.state != TracingState::open) return row;
    TRY(auto next, moved(work, std::move(row), TracingEvent::ask, "", doer));
    return next;
}

static Result<Tracing> log_contact(Work& work, const Id<Tracing>& id,
                                   const NewCourierContact& ask) {
    TRY(auto row, tracing_row(work, work.who.shop, id));
    if (ask.version && *ask.version != row.version) return conflict("changed");
    if (is_final(row.state)) return conflict("already_over");
    TRY(auto spoke_to, team::decent(ask.spoke_to, "spoke_to", 60));
    TRY(auto said, team::decent(ask.said, "said", 2000));
    if (ask.promised_by && *ask.promised_by <= work.now)
        return invalid("in_the_past", "promised_by");
    if (ask.promised_by && *ask.promised_by > work.now + std::chrono::days{30})
        return invalid("too_far", "promised_by");
    auto event = event_of(ask.outcome);
    if (event && *event != TracingEvent::ask && *event != TracingEvent::answer && ask.promised_by)
        return invalid("nothing_to_wait_for", "promised_by");
    if (event && !(row.state == TracingState::open && *event == TracingEvent::answer)) {
        TRY(stepped(position_of(row), *event, TracingActor::agent));
    }
    work.db.insert(ContactRow{work.new_id<CourierContact>(), row.shop, row.id, ask.channel,
                              spoke_to, said, ask.outcome, ask.promised_by, work.who.id,
                              work.who.name, work.now});
    if (!event) {
        save(work, row, row.state);
        return shown(work, row);
    }
    if (*event == TracingEvent::answer) {
        TRY(row, answered_at_once(work, std::move(row), me(work)));
    }
    row.promised_by = ask.promised_by;
    TRY(auto after, moved(work, std::move(row), *event, said, me(work)));
    return shown(work, after);
}

// --- routes
// ------------------------------------------------------------------------------------------------

static Result<Tracing> open_mine(Work& work, const NewTracing& ask) {
    return open_tracing(work, work.who.shop, ask, TracingOpener::agent, me(work));
}

static Result<Tracing> take_step(Work& work, const Id<Tracing>& id, const TracingStep& ask) {
    // An agent writes down that the buyer no longer asks; the parcel and the clock speak for
    // themselves.
    auto doer = me(work);
    if (ask.event == TracingEvent::withdraw) doer.actor = TracingActor::buyer;
    return step(work, work.who.shop, id, ask, doer);
}

struct NewTracingAssignee {
    std::string person;  // empty: nobody
};
BOOST_DESCRIBE_STRUCT(NewTracingAssignee, (), (person))

static Result<Tracing> give_to(Work& work, const Id<Tracing>& id, const NewTracingAssignee& ask) {
    TRY(auto row, tracing_row(work, work.who.shop, id));
    std::string name;
    if (!ask.person.empty()) {
        TRY(auto person, team::taker(work, row.shop, {ask.person}, may::work_cases, "person"));
        name = person.name;
    }
    row.assignee = ask.person;
    save(work, row, row.state);
    remember(work, row, {"assigned", row.state, name, me(work)});
    return shown(work, row);
}

// --- resend or refund
// ----------------------------------------------------------------------------------------

struct NewTracingCase {
    std::string client_key;
    aftersales::CaseKind kind = aftersales::CaseKind::resend;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(NewTracingCase, (), (client_key, kind, version))

static bool is_remedy(aftersales::CaseKind kind) {
    using enum aftersales::CaseKind;
    return kind == resend || kind == refund_unreceived || kind == refund_received ||
           kind == compensation;
}

static aftersales::NewCase case_for(const TracingFileRow& row, const orders::Parcel& parcel,
                                    const NewTracingCase& ask) {
    aftersales::NewCase out;
    out.client_key = "tracing-" + row.id.text + "-" + ask.client_key;
    out.order = row.order_id;
    out.kind = ask.kind;
    out.reason = row.state == TracingState::damaged ? aftersales::Reason::damaged
                                                    : aftersales::Reason::not_received;
    for (auto& packed : parcel.lines) out.lines.push_back({packed.line, packed.quantity});
    out.words = "查件 " + row.number + "：" + row.carrier_name + " " + row.waybill;
    if (!row.conversation.empty()) out.conversation = row.conversation;
    return out;
}

// The tracing ends when it may; one that is still under way goes on beside its case.
static Result<Tracing> open_its_case(Work& work, const Id<Tracing>& id, const NewTracingCase& ask) {
    TRY(auto row, tracing_row(work, work.who.shop, id));
    if (ask.client_key.empty() || ask.client_key.size() > 50)
        return invalid("bad_client_key", "client_key");
    if (!is_remedy(ask.kind) || ask.kind == aftersales::CaseKind::compensation)
        return invalid("no_remedy", "kind");
    if (!row.case_id.empty()) return conflict("has_case");
    if (ask.version && *ask.version != row.version) return conflict("changed");
    TRY(auto parcel, orders::parcel(work, row.shop, row.parcel));
    TRY(auto opened,
        aftersales::open_case(work, row.shop, case_for(row, parcel, ask),
                              {aftersales::CaseActor::seller, work.who.id, work.who.name}));
    row.case_id = opened.id.text;
    row.case_number = opened.brief.number;
    if (stepped(position_of(row), TracingEvent::settle, TracingActor::agent)) {
        TRY(auto after,
            moved(work, std::move(row), TracingEvent::settle, opened.brief.number, me(work)));
        return shown(work, after);
    }
    save(work, row, row.state);
    remember(work, row, {"case_opened", row.state, opened.brief.number, me(work)});
    return shown(work, row);
}

void desk_routes(Router& router) {
    router.post("/tracings", open_mine, may::work_cases);
    router.post("/tracings/{id}/steps", take_step, may::work_cases);
    router.post("/tracings/{id}/contacts", log_contact, may::work_cases);
    router.put("/tracings/{id}/assignee", give_to, may::work_cases);
    router.post("/tracings/{id}/cases", open_its_case, may::work_cases);
}

}  // namespace tracing
