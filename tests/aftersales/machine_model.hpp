// A second description of the machine, written on its own as lines of words, to compare the machine
// with.
//
//     KINDS ; FROM ; WHO ; WHAT > TO ; WHAT > TO …
//
// KINDS: u unshipped, n not received, g got it (received, no return), r return and refund, x
// exchange, f repair, s resend, d discount (partial refund), p price protection, c compensation, t
// tracing; * all but tracing.
#pragma once

#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "aftersales/machine.hpp"

namespace machine_model {

inline constexpr auto lines = R"(
u n g d p c ; review ; seller ; agree > refunding
r x f ; review ; seller ; agree > wait_buyer_return
s ; review ; seller ; agree > reshipping
r ; review ; seller ; waive_return > refunding as g
x ; review ; seller ; waive_return > reshipping as s
n ; review ; seller ; intercept > intercepting
* ; review ; seller ; refuse > seller_refused ; offer > offered
* ; review ; buyer ; edit > review ; withdraw > cancelled
u n ; review ; clock ; time_passed > refunding
r x f ; review ; clock ; time_passed > wait_buyer_return
g s d p c ; review ; clock ; time_passed > CALL
* ; offered ; buyer ; accept_offer > refunding as d ; decline_offer > review ; withdraw > cancelled
* ; offered ; clock ; time_passed > review
* ; seller_refused ; buyer ; edit > review ; escalate > arbitration ; withdraw > cancelled
u n g d p c ; seller_refused ; seller ; agree > refunding
r x f ; seller_refused ; seller ; agree > wait_buyer_return
s ; seller_refused ; seller ; agree > reshipping
* ; seller_refused ; clock ; time_passed > closed
n ; intercepting ; seller ; parcel_back > refunding ; intercept_failed > review
n ; intercepting ; courier ; parcel_back > refunding ; intercept_failed > review
n ; intercepting ; buyer ; withdraw > cancelled
n ; intercepting ; clock ; time_passed > CALL
r x f ; wait_buyer_return ; buyer ; shipped_back > wait_seller_receive ; withdraw > cancelled
r x f ; wait_buyer_return ; seller ; shipped_back > wait_seller_receive
r x f ; wait_buyer_return ; clock ; time_passed > closed
r ; wait_seller_receive ; seller ; received > refunding
x ; wait_seller_receive ; seller ; received > reshipping
f ; wait_seller_receive ; seller ; received > repairing
r ; wait_seller_receive ; clock ; time_passed > refunding
x ; wait_seller_receive ; clock ; time_passed > reshipping
f ; wait_seller_receive ; clock ; time_passed > repairing
r x f ; wait_seller_receive ; seller ; receipt_refused > receipt_refused
r x f ; wait_seller_receive ; buyer ; withdraw > cancelled
r ; receipt_refused ; seller ; received > refunding
x ; receipt_refused ; seller ; received > reshipping
f ; receipt_refused ; seller ; received > repairing
r x f ; receipt_refused ; buyer ; escalate > arbitration ; withdraw > cancelled
r x f ; receipt_refused ; clock ; time_passed > closed
x f s ; reshipping ; seller ; reshipped > wait_buyer_receive
s ; reshipping ; buyer ; withdraw > cancelled
x f s ; reshipping ; clock ; time_passed > CALL
f ; repairing ; seller ; repaired > wait_buyer_receive ; repair_failed > repairing
f ; repairing ; clock ; time_passed > CALL
f ; wait_buyer_choice ; buyer ; choose_exchange > reshipping as x ; choose_refund > refunding as r
f ; wait_buyer_choice ; clock ; time_passed > refunding as r
x f s ; wait_buyer_receive ; buyer ; confirm > success
x f s ; wait_buyer_receive ; clock ; time_passed > success
* ; arbitration ; platform ; ask_seller > evidence_seller ; ask_buyer > evidence_buyer ; ask_both > evidence_both
* ; arbitration ; platform ; ask_more > evidence_more ; suspend > suspended ; rule_for_seller > closed
* ; arbitration ; platform ; rule_for_buyer > to_execute ; settle > to_execute
* ; arbitration ; buyer ; withdraw > cancelled
* ; arbitration ; clock ; time_passed > CALL
* ; evidence_seller ; seller ; evidence > arbitration
* ; evidence_buyer ; buyer ; evidence > arbitration ; withdraw > cancelled
* ; evidence_both ; seller ; evidence > evidence_buyer
* ; evidence_both ; buyer ; evidence > evidence_seller ; withdraw > cancelled
* ; evidence_more ; seller ; evidence > arbitration
* ; evidence_seller ; buyer ; withdraw > cancelled
* ; evidence_more ; buyer ; withdraw > cancelled
* ; evidence_seller ; clock ; time_passed > arbitration
* ; evidence_buyer ; clock ; time_passed > arbitration
* ; evidence_both ; clock ; time_passed > arbitration
* ; evidence_more ; clock ; time_passed > arbitration
* ; suspended ; platform ; resume > arbitration
* ; suspended ; buyer ; withdraw > cancelled
* ; suspended ; clock ; time_passed > arbitration
u n g d p c ; to_execute ; seller ; execute > refunding
r x f ; to_execute ; seller ; execute > wait_buyer_return
s ; to_execute ; seller ; execute > reshipping
u n g d p c ; to_execute ; clock ; time_passed > refunding
r x f ; to_execute ; clock ; time_passed > wait_buyer_return
s ; to_execute ; clock ; time_passed > reshipping
* ; refunding ; payment ; paid > success ; pay_failed > refund_failed
* ; refunding ; clock ; time_passed > CALL
* ; refund_failed ; seller ; retry > refunding
* ; refund_failed ; clock ; time_passed > CALL
t ; tracing ; seller ; found > success ; lost > closed
t ; tracing ; courier ; found > success ; lost > closed
t ; tracing ; buyer ; withdraw > cancelled
t ; tracing ; clock ; time_passed > CALL
)";

inline constexpr std::string_view letters = "ungrxfsdpct";

struct Place {
    char kind = 'r';
    std::string state = "review";
    bool called = false, goods = false;
    int edits = 0, offers = 0, failed = 0;
};

struct Goal {
    std::string state;
    char as = 0;
};

struct Model {
    std::map<std::tuple<char, std::string, std::string, std::string>, Goal> table;

    Model() {
        std::istringstream in(lines);
        for (std::string line; std::getline(in, line);)
            if (!line.empty()) read(line);
    }
    static std::vector<std::string> words_of(const std::string& text) {
        std::istringstream in(text);
        std::vector<std::string> out;
        for (std::string word; in >> word;) out.push_back(word);
        return out;
    }
    void read(const std::string& line) {
        std::vector<std::string> parts;
        std::istringstream in(line);
        for (std::string part; std::getline(in, part, ';');) parts.push_back(part);
        for (std::size_t i = 3; i < parts.size(); ++i) {
            auto act = words_of(parts[i]);  // WHAT > TO [as K]
            Goal goal{act[2], act.size() > 4 ? act[4][0] : char(0)};
            for (auto& kind : words_of(parts[0]))
                for (char letter : kind == "*" ? std::string("ungrxfsdpc") : kind)
                    table[{letter, words_of(parts[1])[0], words_of(parts[2])[0], act[0]}] = goal;
        }
    }
    // Nothing: refused.
    std::optional<Place> after(Place at, const std::string& who, const std::string& what) const {
        auto found = table.find({at.kind, at.state, who, what});
        if (found == table.end()) return {};
        bool asks_again = what == "edit" && at.state == "seller_refused";
        if (asks_again && at.edits == 4) return {};
        if (what == "offer" && at.offers == 3) return {};
        if (what == "time_passed" && at.called) return {};
        if (found->second.state == "CALL") return at.called = true, at;
        at.called = false;
        at.edits += asks_again;
        at.offers += what == "offer";
        if (at.state == "wait_seller_receive" && what != "withdraw") at.goods = true;
        if (what == "received") at.goods = true;
        at.state = found->second.state;
        if (found->second.as) at.kind = found->second.as;
        if (what == "repair_failed" && ++at.failed >= 2) at.state = "wait_buyer_choice";
        if (at.goods && at.state == "wait_buyer_return")
            at.state = at.kind == 'x' ? "reshipping" : at.kind == 'f' ? "repairing" : "refunding";
        return at;
    }
};

inline bool same(const aftersales::Position& a, const Place& b) {
    return letters[static_cast<std::size_t>(a.kind)] == b.kind &&
           kit::name_of(a.state) == b.state && a.called_lead == b.called &&
           a.goods_back == b.goods && a.edits == b.edits && a.offers == b.offers &&
           a.failed_repairs == b.failed;
}

struct Walked {
    std::int64_t walks = 0, steps = 0, refusals = 0, differences = 0;
    std::set<std::size_t> transitions;  // which rows of the machine's table were taken
    std::string first_difference;
};

// Walks both at random; every step tries everything that could be tried and takes one that worked.
inline Walked walk(std::int64_t walks, std::uint64_t seed) {
    using namespace aftersales;
    Model model;
    Walked out;
    std::mt19937_64 dice(seed);
    for (out.walks = 0; out.walks < walks; ++out.walks) {
        auto kind = static_cast<CaseKind>(dice() % case_kinds);
        auto at = begun(kind);
        Place place{letters[static_cast<std::size_t>(kind)],
                    std::string(kit::name_of(at.state)),
                    false,
                    false,
                    0,
                    0,
                    0};
        for (int step = 0; step < 40 && !is_final(at.state); ++step) {
            auto event = static_cast<CaseEvent>(dice() % case_events);
            auto actor = static_cast<CaseActor>(dice() % case_actors);
            // Mostly what is possible, or a walk would stand still; sometimes anything.
            if (dice() % 4 != 0) {
                std::vector<const Transition*> open;
                for (auto& row : transitions())
                    if (row.from == at.state && (row.kinds & kinds_of(at.kind)))
                        open.push_back(&row);
                auto* row = open[dice() % open.size()];
                event = row->event, actor = row->actor;
            }
            auto next = stepped(at, event, actor);
            auto other = model.after(place, std::string(kit::name_of(actor)),
                                     std::string(kit::name_of(event)));
            ++out.steps;
            if (next.has_value() != other.has_value() || (next && !same(*next, *other))) {
                if (out.differences++ == 0)
                    out.first_difference =
                        std::string(kit::name_of(at.kind)) + " " +
                        std::string(kit::name_of(at.state)) + " " +
                        std::string(kit::name_of(actor)) + " " + std::string(kit::name_of(event)) +
                        " -> " +
                        (next ? std::string(kit::name_of(next->state)) : next.error().reason) +
                        " / " + (other ? other->state : "refused");
                break;
            }
            if (!next) {
                ++out.refusals;
                continue;
            }
            for (std::size_t i = 0; i < transitions().size(); ++i) {
                auto& row = transitions()[i];
                if (row.from == at.state && row.event == event && row.actor == actor &&
                    (row.kinds & kinds_of(at.kind)))
                    out.transitions.insert(i);
            }
            at = *next;
            place = *other;
        }
    }
    return out;
}

}  // namespace machine_model
