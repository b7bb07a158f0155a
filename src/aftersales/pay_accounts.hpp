// What the files of payment accounts share.
#pragma once

#include "aftersales/rows.hpp"

namespace aftersales {

enum class PayTrial { untried, running, works, failed };
BOOST_DESCRIBE_ENUM(PayTrial, untried, running, works, failed)
struct PayAccountRow {
    static constexpr auto table = "after_pay_accounts";
    Id<PayAccountRow> id;
    std::string shop;
    Adapter adapter = Adapter::weixin;
    std::string merchant, serial, url, sealed, their_key, made_by;
    Time made_at;
    std::int64_t version = 1;
    PayTrial trial = PayTrial::untried;
    std::string trial_error;
    std::optional<Time> tried_at;
};
BOOST_DESCRIBE_STRUCT(PayAccountRow, (),
                      (id, shop, adapter, merchant, serial, url, sealed, their_key, made_by,
                       made_at, version, trial, trial_error, tried_at))
void begin_trial(Work&, PayAccountRow&);  // the caller writes the row

}  // namespace aftersales
