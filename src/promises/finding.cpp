// Acts and times put together, and what bars them.
#include "promises/finding.hpp"

#include <algorithm>
#include <array>

#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"
#include "promises/reading.hpp"

namespace promises {

namespace {

// Marks [first, last) of a sentence or of a clause in it.
struct Stretch {
    std::size_t first = 0, last = 0;
};

struct Whole {
    const Reading& of;
    std::vector<Spoken> times;
    std::vector<bool> quoted;  // by mark

    const Mark& mark(std::size_t i) const { return of.marks[i]; }
    bool any(std::size_t from, std::size_t to, Sign sign) const {
        for (auto i = from; i < to && i < of.marks.size(); ++i)
            if (mark(i).sign == sign) return true;
        return false;
    }
    bool in_time(std::size_t i) const {
        return std::ranges::any_of(times,
                                   [&](auto& time) { return i >= time.first && i < time.last; });
    }
};

std::vector<bool> quoted(const Reading& of) {
    std::vector<bool> out;
    bool open = false;
    for (auto& mark : of.marks) {
        bool plain = mark.sign == Sign::quote_open && of.text[mark.from] == U'"';
        if (mark.sign == Sign::quote_open) open = plain ? !open : true;
        if (mark.sign == Sign::quote_close) open = false;
        out.push_back(open);
    }
    return out;
}

// Cuts at these signs, each of which stays at the end of its stretch; not within a time.
std::vector<Stretch> cut(const Whole& whole, Stretch of, bool (*ends)(Sign)) {
    std::vector<Stretch> out;
    auto from = of.first;
    for (auto i = of.first; i < of.last; ++i) {
        if (!ends(whole.mark(i).sign) || whole.in_time(i)) continue;
        out.push_back({from, i + 1});
        from = i + 1;
    }
    if (from < of.last) out.push_back({from, of.last});
    return out;
}

bool ends_sentence(Sign sign) { return sign == Sign::stop || sign == Sign::question; }
bool ends_clause(Sign sign) { return sign == Sign::clause || ends_sentence(sign); }

// What an act comes to when several stand together: 核实后回复 is an answer.
int weight(PromiseKind kind) {
    static constexpr std::array order{
        PromiseKind::refund,    PromiseKind::replace, PromiseKind::compensate, PromiseKind::ship,
        PromiseKind::call_back, PromiseKind::reply,   PromiseKind::check,      PromiseKind::other};
    return static_cast<int>(std::ranges::find(order, kind) - order.begin());
}

struct Candidate {
    std::size_t act = 0;  // its mark
    PromiseKind kind = PromiseKind::other;
    const Spoken* time = nullptr;
    Stretch clause, sentence;
};

std::vector<std::size_t> acts_in(const Whole& whole, Stretch of) {
    std::vector<std::size_t> out;
    for (auto i = of.first; i < of.last; ++i)
        if (whole.mark(i).sign == Sign::act) out.push_back(i);
    return out;
}

std::vector<const Spoken*> times_of(const Whole& whole, Stretch of) {
    std::vector<const Spoken*> out;
    for (auto& time : whole.times)
        if (time.first >= of.first && time.first < of.last) out.push_back(&time);
    return out;
}

// 发您单号 is an answer, 发您红包 a compensation.
PromiseKind kind_with_object(const Whole& whole, std::size_t act, Stretch clause) {
    auto kind = static_cast<PromiseKind>(whole.mark(act).value);
    if (kind != PromiseKind::ship && kind != PromiseKind::replace) return kind;
    if (whole.any(act + 1, clause.last, Sign::gift)) return PromiseKind::compensate;
    return kind == PromiseKind::ship && whole.any(act + 1, clause.last, Sign::thing)
               ? PromiseKind::reply
               : kind;
}

Candidate weightiest(const Whole& whole, const std::vector<std::size_t>& acts, Stretch clause,
                     Stretch sentence) {
    Candidate best{acts.front(), kind_with_object(whole, acts.front(), clause), nullptr, clause,
                   sentence};
    for (auto act : acts) {
        auto kind = kind_with_object(whole, act, clause);
        if (weight(kind) < weight(best.kind)) best.act = act, best.kind = kind;
    }
    return best;
}

// --- what bars
// ---------------------------------------------------------------------------------------------

bool is_asked(const Whole& whole, const Candidate& of) {
    if (whole.any(of.clause.first, of.clause.last, Sign::asks)) return true;
    bool ends = whole.mark(of.sentence.last - 1).sign == Sign::question;
    bool last_clause = of.clause.last == of.sentence.last;
    if (ends && last_clause) return true;
    // 明天给您补发，您看可以吗
    bool asks = ends || whole.any(of.clause.last, of.sentence.last, Sign::asks);
    return asks && whole.any(of.clause.last, of.sentence.last, Sign::consent);
}

bool is_over(const Whole& whole, const Candidate& of) {
    for (auto i = of.clause.first; i < of.act; ++i) {
        if (whole.mark(i).sign != Sign::done) continue;
        // 已备注明天发货: what is done lies before the time.
        bool time_between =
            of.time && of.time->first > i && of.time->last <= of.act && !of.time->past;
        if (!time_between) return true;
    }
    if (of.time && of.time->past) return true;
    // 物流今天刚刚更新: what is done comes behind the day.
    if (of.time && of.time->today && whole.any(of.time->last, of.clause.last, Sign::done))
        return true;
    auto after = of.act + 1;
    bool told_done = after < of.clause.last && whole.mark(after).sign == Sign::over &&
                     whole.mark(after).from - whole.mark(of.act).to <= 3;
    // 今天把款退了 is still to be done, 今天发货了 is not.
    return told_done &&
           (!of.time || (of.time->today && !whole.any(of.clause.first, of.act, Sign::will)));
}

bool is_theirs(const Whole& whole, const Candidate& of) {
    for (auto i = of.act; i-- > of.clause.first;) {
        if (whole.mark(i).sign == Sign::for_you) return false;
        if (whole.mark(i).sign == Sign::yours) return true;
    }
    auto& text = whole.of.text;
    auto end = whole.mark(of.act).to;
    // 回复我 is asked of them; 回复您 is ours.
    return end < text.size() && text[end] == U'我';
}

// 核实后: our own doing comes first, and nobody else's.
bool is_after_our_check(const Whole& whole, std::size_t i) {
    return i > 0 && whole.mark(i - 1).sign == Sign::act &&
           whole.mark(i - 1).to == whole.mark(i).from &&
           static_cast<PromiseKind>(whole.mark(i - 1).value) == PromiseKind::check;
}

// 到货之后, 取消以后: it waits for something, unless it is part of a time (10分钟后).
bool waits_for_something(const Whole& whole, std::size_t from, std::size_t act) {
    for (auto i = from; i < act; ++i) {
        bool after =
            whole.mark(i).sign == Sign::after && !whole.in_time(i) && !is_after_our_check(whole, i);
        if (after || whole.mark(i).sign == Sign::condition) return true;
    }
    return false;
}

bool is_barred(const Whole& whole, const Candidate& of) {
    auto from = of.sentence.first, act = of.act, end = of.clause.last;
    if (whole.quoted[act]) return true;
    if (whole.any(of.clause.first, act, Sign::negation) ||
        whole.any(act + 1, std::min(act + 2, end), Sign::negation))
        return true;
    if (waits_for_something(whole, from, act) || whole.any(from, act, Sign::told) ||
        whole.any(from, end, Sign::lure))
        return true;
    if (whole.any(from, of.time ? std::max(act, of.time->first) : act, Sign::rule) ||
        whole.any(of.clause.first, act, Sign::estimate))
        return true;
    if (whole.any(of.clause.first, act, Sign::elsewhere)) return true;
    return is_asked(whole, of) || is_over(whole, of) || is_theirs(whole, of);
}

// --- putting together
// ----------------------------------------------------------------------------------------

struct Finder {
    Whole whole;
    std::string_view text;
    std::vector<Found> out;

    std::string words(std::uint32_t from, std::uint32_t to) const {
        auto points = text::decoded(text);
        return text::encoded(std::u32string_view(points).substr(from, to - from));
    }
    void add(const Candidate& of, std::size_t from_mark, std::size_t to_mark) {
        if (is_barred(whole, of) || out.size() >= found_max) return;
        auto from = whole.mark(from_mark).from, to = whole.mark(to_mark).to;
        Found found{of.kind, {}, whole.of.origin[from], whole.of.origin[to - 1] + 1, ""};
        if (of.time) found.due = of.time->due;
        found.words = words(found.from, found.to);
        out.push_back(std::move(found));
    }
    void add(const Candidate& of, const Spoken& time) {
        add(of, std::min(of.act, time.first), std::max(of.act, time.last - 1));
    }

    // A clause with a time and acts of its own: what follows a time is by that time.
    void timed(Stretch clause, Stretch sentence, const std::vector<std::size_t>& acts,
               const std::vector<const Spoken*>& times) {
        for (std::size_t i = 0; i < times.size(); ++i) {
            auto begin = i == 0 ? clause.first : times[i]->first;
            auto end = i + 1 < times.size() ? times[i + 1]->first : clause.last;
            std::vector<std::size_t> its;
            for (auto act : acts)
                if (act >= begin && act < end) its.push_back(act);
            if (its.empty()) continue;
            auto best = weightiest(whole, its, clause, sentence);
            best.time = times[i];
            add(best, *times[i]);
        }
    }
    // Without a time: vague, or a plain "will" about what takes longer than a chat.
    void untimed(Stretch clause, Stretch sentence, const std::vector<std::size_t>& acts) {
        auto best = weightiest(whole, acts, clause, sentence);
        bool small = best.kind == PromiseKind::reply || best.kind == PromiseKind::check ||
                     best.kind == PromiseKind::other || best.kind == PromiseKind::call_back;
        for (auto i = clause.first; i < clause.last; ++i) {
            auto sign = whole.mark(i).sign;
            bool will =
                sign == Sign::will && i < best.act && whole.any(i, clause.last, Sign::for_you);
            if (sign == Sign::vague || (!small && (sign == Sign::at_once || will)))
                return add(best, std::min(i, best.act), std::max(i, best.act));
        }
    }

    void sentence(Stretch of) {
        auto clauses = cut(whole, of, ends_clause);
        std::vector<bool> used(clauses.size());  // its time belongs to a neighbour's act
        for (std::size_t i = 0; i < clauses.size(); ++i) {
            auto acts = acts_in(whole, clauses[i]);
            if (acts.empty()) continue;
            auto times = times_of(whole, clauses[i]);
            if (!times.empty()) timed(clauses[i], of, acts, times);
            else if (auto* lent = lent_time(clauses, used, i)) {
                auto best = weightiest(whole, acts, clauses[i], of);
                best.time = lent;
                add(best, *lent);
            } else untimed(clauses[i], of, acts);
        }
    }
    // 最晚今天下午4点，给您一个准话: the time stands in a clause of its own, before or behind.
    const Spoken* lent_time(const std::vector<Stretch>& clauses, std::vector<bool>& used,
                            std::size_t i) {
        for (auto near : {i - 1, i + 1}) {
            if (near >= clauses.size() || used[near] || !acts_in(whole, clauses[near]).empty())
                continue;
            auto times = times_of(whole, clauses[near]);
            bool bars = whole.any(clauses[near].first, clauses[near].last, Sign::negation) ||
                        whole.any(clauses[near].first, clauses[near].last, Sign::done) ||
                        whole.any(clauses[near].first, clauses[near].last, Sign::estimate);
            if (times.size() != 1 || times[0]->past || bars) continue;
            used[near] = true;
            return times[0];
        }
        return nullptr;
    }
};

}  // namespace

std::vector<Found> promised_in(std::string_view text, const shifts::Hours& hours, Time now) {
    auto reading = read(text);
    Finder finder{{reading, times_in(reading, hours, now), quoted(reading)}, text, {}};
    for (auto& sentence : cut(finder.whole, {0, reading.marks.size()}, ends_sentence))
        finder.sentence(sentence);
    return std::move(finder.out);
}

}  // namespace promises
