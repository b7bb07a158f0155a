// The way out of money: what to do with a refund whose job runs, and what was learned of it.
//
//     approved --submitting is committed--> submit --> succeeded | failed
//                      | killed, timed out, 500            \--> unknown --ask--> succeeded | failed
//                      | not there
//                      '--> the job runs again: submitting --ask-->                    |
//                                    ^------ same key, once the doubt is over ---------'
#include <algorithm>

#include "aftersales/refunds.hpp"
#include "kit/jobs/jobs.hpp"

namespace aftersales {

std::string pay_word(const RefundRow& row) { return row.shop + "/" + row.id.text; }

PayStep pay_step(const RefundRow& row, Span doubt) {
    switch (row.state) {
        case RefundState::approved:
            return PayStep::submit;
        case RefundState::submitting:
            return PayStep::ask;
        case RefundState::unknown: {
            bool waited = row.asked_provider_at && row.submitted_at &&
                          *row.asked_provider_at >= *row.submitted_at + doubt;
            return waited && row.error == "not_there" ? PayStep::submit : PayStep::ask;
        }
        case RefundState::requested:
        case RefundState::succeeded:
        case RefundState::failed:
            break;
    }
    return PayStep::nothing;
}

namespace {

struct Begun {
    PayStep step = PayStep::nothing;
    RefundRow row;
    Minor paid;
    std::string order_number;
};

// Before anybody outside is asked it stands in the table that we may have asked.
Begun begin(Work& work, const std::string& word, Span doubt) {
    Begun out;
    auto slash = word.find('/');
    auto row = work.db.first<RefundRow>("where shop = ? and id = ?", word.substr(0, slash),
                                        word.substr(slash + 1));
    if (!row) return out;
    out.step = pay_step(*row, doubt);
    if (out.step == PayStep::submit) {
        row->state = RefundState::submitting;
        row->submitted_at = work.now;
        row->attempts += 1;
        row->error.clear();
        keep(work, *row);
    }
    out.paid = work.db
                   .value<Minor>("select paid from after_ledgers where shop = ? and order_id = ?",
                                 row->shop, row->order_id)
                   .value_or(Minor{});
    if (auto order = orders::find(work, row->shop, row->order_id))
        out.order_number = order->external_id;
    out.row = *row;
    return out;
}

// An answer that is not about this refund proves nothing about it.
PayAnswer believed(const RefundRow& row, PayAnswer answer) {
    bool other = answer.key != row.pay_key ||
                 (answer.outcome == PayOutcome::succeeded && answer.amount != row.amount);
    if (other) return {PayOutcome::unknown, row.pay_key, "", "other_refund", row.amount};
    if (answer.outcome == PayOutcome::not_there) answer.error = "not_there";
    return answer;
}

void learn(Work& work, const RefundRow& row, const PayAnswer& answer, Span pause) {
    auto taken = pay_ended(work, row.shop, row.id, answer);
    ENSURE(taken, "an answer that is believed is about this refund");
    bool ended = answer.outcome == PayOutcome::succeeded || answer.outcome == PayOutcome::failed;
    if (!ended) later(work, pay_job, PayJob{}, work.now + pause, pay_word(row));
}

std::optional<std::string> pay(Store& store, const Job& job, const std::vector<Provider>& providers,
                               Span doubt) {
    auto word = job.once.value_or("");
    auto begun = store.write_now([&](Work& work) { return begin(work, word, doubt); });
    if (begun.step == PayStep::nothing) return {};
    auto& row = begun.row;
    auto way = std::ranges::find(providers, row.adapter, &Provider::adapter);
    if (way == providers.end()) return "nobody pays this way";
    PayAsk ask{row.shop, row.pay_key,  row.currency, begun.order_number,
               row.id,   row.order_id, row.amount,   begun.paid};
    auto answer = believed(row, begun.step == PayStep::submit ? way->submit(ask) : way->ask(ask));
    store.write_now([&](Work& work) { learn(work, row, answer, doubt / 3); });
    return {};
}

}  // namespace

void payments(Jobs& jobs, std::vector<Provider> providers, Span doubt) {
    pay_trials(jobs, providers);
    jobs.outside(pay_job, [providers = std::move(providers), doubt](Store& store, const Job& job) {
        return pay(store, job, providers, doubt);
    });
}

}  // namespace aftersales
