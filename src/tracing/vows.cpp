// The word that the house gives a buyer of a search: "you hear from us by …" is an item of the
// ledger of promises. What the room only expects of a courier is its own clock and no promise.
#include "promises/promises.hpp"
#include "tracing/rows.hpp"

namespace tracing {

static std::string cause_of(const StepRow& step) { return "tracing:" + step.id.text; }

void give_word(Work& work, const TracingFileRow& row, const StepRow& step,
               const Id<conversations::Conversation>& chat, bool english) {
    auto words =
        vowed(row.state,
              {row.carrier_name, row.waybill, row.case_number, step.deadline_at, row.silent_since},
              english);
    if (!words) return;
    promises::OwnWord word{.cause = cause_of(step),
                           .kind = promises::PromiseKind::reply,
                           .words = *words,
                           .due_at = *step.deadline_at,
                           .conversation = chat,
                           .order = row.order_id};
    if (!row.assignee.empty()) word.owner = {row.assignee};
    // Refused when the time was over before it could be told: then there is nothing left to
    // promise.
    (void)promises::make(work, row.shop, word);
}

void settle_word(Work& work, const TracingFileRow& row, const StepRow& now) {
    bool told = now.news == News::sent || row.state == TracingState::delivered;
    for (auto& step : steps_of(work, row)) {
        if (step.seq >= now.seq || step.news != News::sent || !step.deadline_at ||
            step.to_state != kit::name_of(TracingState::open))
            continue;
        bool late = work.now > *step.deadline_at;
        auto end = late   ? promises::PromiseEnd::broken
                   : told ? promises::PromiseEnd::kept
                          : promises::PromiseEnd::withdrawn;
        promises::settle(
            work, row.shop, cause_of(step), end,
            "查件 " + row.number +
                (told ? (late ? " 超时后已告知顾客" : " 已告知顾客") : " 已结束，无需再告知"));
    }
}

}  // namespace tracing
