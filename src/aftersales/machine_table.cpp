// The table of the machine: which states follow which, and every clock with its source.
#include "aftersales/machine.hpp"

namespace aftersales {

using S = CaseState;
using E = CaseEvent;
using A = CaseActor;
using K = CaseKind;

namespace {

constexpr Kinds of(K a) { return kinds_of(a); }
constexpr Kinds unshipped = of(K::refund_unshipped), unreceived = of(K::refund_unreceived);
constexpr Kinds returning = of(K::return_refund) | of(K::exchange) | of(K::repair);
// Money and nothing else.
constexpr Kinds money = unshipped | of(K::refund_received) | of(K::partial_refund) |
                        of(K::price_protection) | of(K::compensation);
constexpr Kinds resent = of(K::resend);
constexpr Kinds asked = money | unreceived | returning | resent;  // everything but tracing
constexpr Kinds refunds = money | unreceived | of(K::return_refund);
constexpr Kinds ships = of(K::exchange) | of(K::repair) | resent;
// A case that was offered money instead becomes partial_refund; one whose return is waived changes
// its kind too.
constexpr Kinds pays = refunds | of(K::exchange) | of(K::repair) | resent;

constexpr Transition table[] = {
    // The seller decides.
    {S::review, E::agree, A::seller, money, S::refunding},
    {S::review, E::agree, A::seller, unreceived, S::refunding},
    {S::review, E::agree, A::seller, returning, S::wait_buyer_return},
    {S::review, E::agree, A::seller, resent, S::reshipping},
    {S::review, E::waive_return, A::seller, of(K::return_refund), S::refunding},
    {S::review, E::waive_return, A::seller, of(K::exchange), S::reshipping},
    {S::review, E::intercept, A::seller, unreceived, S::intercepting},
    {S::review, E::refuse, A::seller, asked, S::seller_refused},
    {S::review, E::offer, A::seller, asked, S::offered},
    {S::review, E::edit, A::buyer, asked, S::review},
    {S::review, E::withdraw, A::buyer, asked, S::cancelled},
    {S::review, E::time_passed, A::clock, unshipped | unreceived, S::refunding},
    {S::review, E::time_passed, A::clock, returning, S::wait_buyer_return},
    {S::review, E::time_passed, A::clock, asked & ~(unshipped | unreceived | returning), S::review},
    // An offer lies with the buyer.
    {S::offered, E::accept_offer, A::buyer, asked, S::refunding},
    {S::offered, E::decline_offer, A::buyer, asked, S::review},
    {S::offered, E::withdraw, A::buyer, asked, S::cancelled},
    {S::offered, E::time_passed, A::clock, asked, S::review},
    // Refused.
    {S::seller_refused, E::edit, A::buyer, asked, S::review},
    {S::seller_refused, E::escalate, A::buyer, asked, S::arbitration},
    {S::seller_refused, E::agree, A::seller, money | unreceived, S::refunding},
    {S::seller_refused, E::agree, A::seller, returning, S::wait_buyer_return},
    {S::seller_refused, E::agree, A::seller, resent, S::reshipping},
    {S::seller_refused, E::withdraw, A::buyer, asked, S::cancelled},
    {S::seller_refused, E::time_passed, A::clock, asked, S::closed},
    // The courier is asked to stop the parcel, or the buyer refuses it at the door.
    {S::intercepting, E::parcel_back, A::courier, unreceived, S::refunding},
    {S::intercepting, E::parcel_back, A::seller, unreceived, S::refunding},
    {S::intercepting, E::intercept_failed, A::courier, unreceived, S::review},
    {S::intercepting, E::intercept_failed, A::seller, unreceived, S::review},
    {S::intercepting, E::withdraw, A::buyer, unreceived, S::cancelled},
    {S::intercepting, E::time_passed, A::clock, unreceived, S::intercepting},
    // Goods come back.
    {S::wait_buyer_return, E::shipped_back, A::buyer, returning, S::wait_seller_receive},
    {S::wait_buyer_return, E::shipped_back, A::seller, returning, S::wait_seller_receive},
    {S::wait_buyer_return, E::withdraw, A::buyer, returning, S::cancelled},
    {S::wait_buyer_return, E::time_passed, A::clock, returning, S::closed},
    {S::wait_seller_receive, E::received, A::seller, of(K::return_refund), S::refunding},
    {S::wait_seller_receive, E::received, A::seller, of(K::exchange), S::reshipping},
    {S::wait_seller_receive, E::received, A::seller, of(K::repair), S::repairing},
    {S::wait_seller_receive, E::receipt_refused, A::seller, returning, S::receipt_refused},
    {S::wait_seller_receive, E::withdraw, A::buyer, returning, S::cancelled},
    {S::wait_seller_receive, E::time_passed, A::clock, of(K::return_refund), S::refunding},
    {S::wait_seller_receive, E::time_passed, A::clock, of(K::exchange), S::reshipping},
    {S::wait_seller_receive, E::time_passed, A::clock, of(K::repair), S::repairing},
    {S::receipt_refused, E::received, A::seller, of(K::return_refund), S::refunding},
    {S::receipt_refused, E::received, A::seller, of(K::exchange), S::reshipping},
    {S::receipt_refused, E::received, A::seller, of(K::repair), S::repairing},
    {S::receipt_refused, E::escalate, A::buyer, returning, S::arbitration},
    {S::receipt_refused, E::withdraw, A::buyer, returning, S::cancelled},
    {S::receipt_refused, E::time_passed, A::clock, returning, S::closed},
    // Goods go out again.
    {S::reshipping, E::reshipped, A::seller, ships, S::wait_buyer_receive},
    {S::reshipping, E::withdraw, A::buyer, resent, S::cancelled},
    {S::reshipping, E::time_passed, A::clock, ships, S::reshipping},
    {S::repairing, E::repaired, A::seller, of(K::repair), S::wait_buyer_receive},
    {S::repairing, E::repair_failed, A::seller, of(K::repair), S::repairing},
    {S::repairing, E::time_passed, A::clock, of(K::repair), S::repairing},
    {S::wait_buyer_choice, E::choose_exchange, A::buyer, of(K::repair), S::reshipping},
    {S::wait_buyer_choice, E::choose_refund, A::buyer, of(K::repair), S::refunding},
    {S::wait_buyer_choice, E::time_passed, A::clock, of(K::repair), S::refunding},
    {S::wait_buyer_receive, E::confirm, A::buyer, ships, S::success},
    {S::wait_buyer_receive, E::time_passed, A::clock, ships, S::success},
    // The platform, or whoever the two let decide.
    {S::arbitration, E::ask_seller, A::platform, asked, S::evidence_seller},
    {S::arbitration, E::ask_buyer, A::platform, asked, S::evidence_buyer},
    {S::arbitration, E::ask_both, A::platform, asked, S::evidence_both},
    {S::arbitration, E::ask_more, A::platform, asked, S::evidence_more},
    {S::arbitration, E::suspend, A::platform, asked, S::suspended},
    {S::arbitration, E::rule_for_buyer, A::platform, asked, S::to_execute},
    {S::arbitration, E::rule_for_seller, A::platform, asked, S::closed},
    {S::arbitration, E::settle, A::platform, asked, S::to_execute},
    {S::arbitration, E::withdraw, A::buyer, asked, S::cancelled},
    {S::arbitration, E::time_passed, A::clock, asked, S::arbitration},
    {S::evidence_seller, E::evidence, A::seller, asked, S::arbitration},
    {S::evidence_seller, E::withdraw, A::buyer, asked, S::cancelled},
    {S::evidence_seller, E::time_passed, A::clock, asked, S::arbitration},
    {S::evidence_buyer, E::evidence, A::buyer, asked, S::arbitration},
    {S::evidence_buyer, E::withdraw, A::buyer, asked, S::cancelled},
    {S::evidence_buyer, E::time_passed, A::clock, asked, S::arbitration},
    {S::evidence_both, E::evidence, A::seller, asked, S::evidence_buyer},
    {S::evidence_both, E::evidence, A::buyer, asked, S::evidence_seller},
    {S::evidence_both, E::withdraw, A::buyer, asked, S::cancelled},
    {S::evidence_both, E::time_passed, A::clock, asked, S::arbitration},
    {S::evidence_more, E::evidence, A::seller, asked, S::arbitration},
    {S::evidence_more, E::withdraw, A::buyer, asked, S::cancelled},
    {S::evidence_more, E::time_passed, A::clock, asked, S::arbitration},
    {S::suspended, E::resume, A::platform, asked, S::arbitration},
    {S::suspended, E::withdraw, A::buyer, asked, S::cancelled},
    {S::suspended, E::time_passed, A::clock, asked, S::arbitration},
    // A ruling is carried out; `stepped` sends goods that are back already past the return.
    {S::to_execute, E::execute, A::seller, money | unreceived, S::refunding},
    {S::to_execute, E::execute, A::seller, returning, S::wait_buyer_return},
    {S::to_execute, E::execute, A::seller, resent, S::reshipping},
    {S::to_execute, E::time_passed, A::clock, money | unreceived, S::refunding},
    {S::to_execute, E::time_passed, A::clock, returning, S::wait_buyer_return},
    {S::to_execute, E::time_passed, A::clock, resent, S::reshipping},
    // Money leaves.
    {S::refunding, E::paid, A::payment, pays, S::success},
    {S::refunding, E::pay_failed, A::payment, pays, S::refund_failed},
    {S::refunding, E::time_passed, A::clock, pays, S::refunding},
    {S::refund_failed, E::retry, A::seller, pays, S::refunding},
    {S::refund_failed, E::time_passed, A::clock, pays, S::refund_failed},
    // 查件.
    {S::tracing, E::found, A::seller, of(K::tracing), S::success},
    {S::tracing, E::found, A::courier, of(K::tracing), S::success},
    {S::tracing, E::lost, A::seller, of(K::tracing), S::closed},
    {S::tracing, E::lost, A::courier, of(K::tracing), S::closed},
    {S::tracing, E::withdraw, A::buyer, of(K::tracing), S::cancelled},
    {S::tracing, E::time_passed, A::clock, of(K::tracing), S::tracing},
};

constexpr auto h = ClockUnit::hours;
constexpr auto d = ClockUnit::days;
using T = TimeAction;

constexpr ClockRow clocks[] = {
    {S::review, unshipped | unreceived, A::seller, 48, h, T::agree,
     "微信小店售后：商家处理退款 48 小时", "2024-01-01"},
    {S::review, returning, A::seller, 48, h, T::agree,
     "微信小店售后：商家处理退货 48 小时；京东商品类问题纠纷处理标准：48 小时审核", "2024-01-01"},
    {S::review, asked & ~(unshipped | unreceived | returning), A::seller, 48, h, T::call_lead,
     "自定：平台不再代商家决定，到时提醒主管", "2025-04-22"},
    {S::offered, asked, A::buyer, 48, h, T::review, "自定：方案 48 小时内有效", "2024-01-01"},
    {S::seller_refused, asked, A::buyer, 7, d, T::close,
     "微信小店售后：拒绝后 7 天内可申请平台介入", "2024-01-01"},
    {S::intercepting, unreceived, A::courier, 7, d, T::call_lead,
     "快递暂行条例：快递企业 7 日内答复", "2019-03-02"},
    {S::wait_buyer_return, returning, A::buyer, 7, d, T::close,
     "微信小店售后：买家 7 天内上传退货物流", "2024-01-01"},
    {S::wait_seller_receive, of(K::return_refund), A::seller, 10, d, T::refund,
     "微信小店售后：商家 10 天内确认收货", "2024-01-01"},
    {S::wait_seller_receive, of(K::exchange) | of(K::repair), A::seller, 10, d, T::receive,
     "微信小店售后：商家 10 天内确认收货", "2024-01-01"},
    {S::receipt_refused, returning, A::buyer, 7, d, T::close,
     "微信小店售后：拒绝后 7 天内可申请平台介入", "2024-01-01"},
    {S::reshipping, ships, A::seller, 72, h, T::call_lead,
     "京东商品类问题纠纷处理标准：收到退货后 72 小时内换出", "2026-06-15"},
    {S::repairing, of(K::repair), A::seller, 30, d, T::call_lead,
     "京东商品类问题纠纷处理标准：维修不超过 30 天", "2026-06-15"},
    {S::wait_buyer_choice, of(K::repair), A::buyer, 7, d, T::refund,
     "京东商品类问题纠纷处理标准：两次维修未好，换货或退货", "2026-06-15"},
    {S::wait_buyer_receive, ships, A::buyer, 10, d, T::confirm, "自定：快递签收后 10 天自动确认",
     "2024-01-01"},
    {S::arbitration, asked, A::platform, 7, ClockUnit::working_days, T::call_lead,
     "消费者权益保护法第四十六条：7 个工作日", "2014-03-15"},
    {S::evidence_seller, asked, A::seller, 24, h, T::judge_on_file,
     "京东开放平台交易纠纷处理总则：24 小时内举证", "2025-07-04"},
    {S::evidence_buyer, asked, A::buyer, 24, h, T::judge_on_file,
     "京东开放平台交易纠纷处理总则：24 小时内举证", "2025-07-04"},
    {S::evidence_both, asked, A::seller, 24, h, T::judge_on_file,
     "京东开放平台交易纠纷处理总则：24 小时内举证", "2025-07-04"},
    {S::evidence_more, asked, A::seller, 4, ClockUnit::working_hours, T::judge_on_file,
     "京东开放平台交易纠纷处理总则：补充凭证 4 小时（9 至 18 点）", "2025-07-04"},
    {S::suspended, asked, A::platform, 30, d, T::judge_on_file,
     "淘宝平台争议处理规则第八十二条：协商期最长 30 天", "2025-08-15"},
    {S::to_execute, asked, A::seller, 24, h, T::execute,
     "京东开放平台交易纠纷处理总则：24 小时内执行", "2025-07-04"},
    {S::refunding, pays, A::payment, 5, d, T::call_lead,
     "七日无理由退货暂行办法第十三条：7 日内退款，第 5 天提醒", "2020-10-23"},
    {S::refund_failed, pays, A::seller, 24, h, T::call_lead, "自定：退款失败当天处理",
     "2024-01-01"},
    {S::tracing, of(K::tracing), A::courier, 7, d, T::call_lead,
     "快递暂行条例：快递企业 7 日内答复", "2019-03-02"},
};

}  // namespace

std::span<const Transition> transitions() { return table; }

std::span<const ClockRow> clock_rows() { return clocks; }

}  // namespace aftersales
