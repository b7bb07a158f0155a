// Brings the agents' messages of the last month to a draft of the shop's pack, piece by piece.
#include "conversations/rows.hpp"
#include "kit/jobs/jobs.hpp"

namespace conversations {

constexpr int piece = 200;  // messages a step: a step is a few milliseconds of the writer

struct TrialStep {
    static constexpr auto kind = "conversations.trial_step";
    std::string shop, trial;
};
BOOST_DESCRIBE_STRUCT(TrialStep, (), (shop, trial))

static std::string body_of(const std::optional<MessageRow>& row) { return row ? row->body : ""; }

static std::string buyer_before(Work& work, const MessageRow& row) {
    return body_of(work.db.first<MessageRow>(
        "where shop = ? and conversation = ? and sender = 'buyer' and seq < ? order by seq desc limit 1",
        row.shop, row.conversation, row.seq));
}
static std::string buyer_after(Work& work, const MessageRow& row) {
    return body_of(work.db.first<MessageRow>(
        "where shop = ? and conversation = ? and sender = 'buyer' and seq > ? order by seq limit 1",
        row.shop, row.conversation, row.seq));
}

static void try_piece(Work& work, const TrialStep& step) {
    auto place = manners::trial_place(work, step.shop, step.trial);
    if (!place) return;
    auto rows = work.db.all<MessageRow>(
        "where shop = ? and sender = 'agent' and kind = 'text' and body <> '' and "
        "sent_at >= ? and id > ? order by id limit ?",
        step.shop, place->since, place->place, piece);
    auto total = place->total;
    if (place->place.empty())
        total = work.db
                    .value<std::int64_t>(
                        "select count(*) from messages where shop = ? and sender = 'agent' and "
                        "kind = 'text' and body <> '' and sent_at >= ?",
                        step.shop, place->since)
                    .value_or(0);
    std::vector<manners::Said> said;
    for (auto& row : rows)
        said.push_back({row.id.text, row.conversation.text, row.body, buyer_before(work, row),
                        buyer_after(work, row)});
    manners::try_on(work, step.shop, step.trial, said, total);
    if (!said.empty()) later(work, TrialStep::kind, step, work.now);
}

static void begin(Work& work, const manners::TrialBegun& event) {
    later(work, TrialStep::kind, TrialStep{event.shop, event.trial}, work.now);
}

void reactions(Jobs& jobs) {
    jobs.react<manners::TrialBegun>(begin);
    jobs.on<TrialStep>(TrialStep::kind, try_piece);
}

}  // namespace conversations
