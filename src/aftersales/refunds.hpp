// The way out of money, shared by refunds.cpp and payments.cpp.
#pragma once

#include "aftersales/rows.hpp"

namespace aftersales {

inline constexpr auto pay_job = "aftersales.pay";
struct PayJob {
    bool due = true;  // which refund stands in the job's word: shop/refund
};
BOOST_DESCRIBE_STRUCT(PayJob, (), (due))
std::string pay_word(const RefundRow&);

// What to do with a refund whose job runs. Pure.
enum class PayStep { submit, ask, nothing };
PayStep pay_step(const RefundRow&, Span doubt);

void keep(Work&, RefundRow&);
// Asks each provider whether an account of theirs works.
void pay_trials(Jobs&, const std::vector<Provider>&);

}  // namespace aftersales
