// Does an account work? The provider is asked about a refund that was never made. Only an answer
// under their signature that says so proves our key and theirs; it moves no money.
#include <algorithm>

#include "aftersales/pay_accounts.hpp"
#include "aftersales/refunds.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/jobs/jobs.hpp"

namespace aftersales {

constexpr auto trial_job = "aftersales.pay_trial";
struct PayTrialJob {
    bool due = true;  // which account stands in the job's word: shop/adapter
};
BOOST_DESCRIBE_STRUCT(PayTrialJob, (), (due))

void begin_trial(Work& work, PayAccountRow& row) {
    row.trial = PayTrial::running;
    row.trial_error.clear();
    row.tried_at = work.now;
    later(work, trial_job, PayTrialJob{}, work.now,
          row.shop + "/" + std::string(kit::name_of(row.adapter)));
}

static std::optional<PayAccountRow> tried_row(Work& work, const std::string& word) {
    auto slash = word.find('/');
    return work.db.first<PayAccountRow>("where shop = ? and adapter = ? and trial = 'running'",
                                        word.substr(0, slash), word.substr(slash + 1));
}

// An account that was changed meanwhile has not been tried.
static void learn_trial(Work& work, const PayAccountRow& tried, const PayAnswer& answer) {
    auto row =
        work.db.first<PayAccountRow>("where shop = ? and adapter = ?", tried.shop, tried.adapter);
    if (!row || row->version != tried.version || row->trial != PayTrial::running) return;
    row->trial = answer.outcome == PayOutcome::not_there ? PayTrial::works : PayTrial::failed;
    row->trial_error = row->trial == PayTrial::works ? "" : answer.error.substr(0, 200);
    work.db.update(*row);
}

static std::optional<std::string> try_account(Store& store, const Job& job,
                                              const std::vector<Provider>& providers) {
    auto word = job.once.value_or("");
    auto row = store.read_now([&](Work& work) { return tried_row(work, word); });
    if (!row) return {};
    auto way = std::ranges::find(providers, row->adapter, &Provider::adapter);
    if (way == providers.end()) return "nobody pays this way";
    auto key = "TRIAL" + crypto::hex(crypto::random_bytes(10));
    auto answer = way->ask({row->shop, key, "CNY", key, {}, {}, {1}, {1}});
    store.write_now([&](Work& work) { learn_trial(work, *row, answer); });
    return {};
}

void pay_trials(Jobs& jobs, const std::vector<Provider>& providers) {
    jobs.outside(trial_job, [providers](Store& store, const Job& job) {
        return try_account(store, job, providers);
    });
}

}  // namespace aftersales
