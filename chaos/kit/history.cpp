#include "chaos/kit/history.hpp"

#include <algorithm>
#include <limits>
#include <sstream>

namespace chaos {
namespace {

constexpr std::size_t told_per_promise = 3;

// Collects what is wrong, keeping words only for the first few of each kind.
class Report {
public:
    explicit Report(Verdict& verdict) : verdict_{verdict} {}

    void broken(const std::string& promise, const std::string& what) {
        if (++verdict_.broken[promise] <= told_per_promise)
            verdict_.first.push_back({promise, what});
    }

private:
    Verdict& verdict_;
};

std::string at(const std::string& conversation, std::int64_t seq) {
    return conversation + " #" + std::to_string(seq);
}

using BySeq = std::map<std::int64_t, const Stored*>;

BySeq check_numbers(const std::string& conversation, const std::vector<Stored>& messages,
                    Report& report) {
    BySeq by_seq;
    for (const Stored& message : messages) {
        const auto [place, is_new] = by_seq.emplace(message.seq, &message);
        if (!is_new)
            report.broken("doubled", at(conversation, message.seq) + " is both " + message.id +
                                         " and " + place->second->id);
    }
    std::int64_t expected = 1;
    for (const auto& [seq, message] : by_seq) {
        if (seq != expected)
            report.broken(
                "hole", at(conversation, expected) + " is missing before #" + std::to_string(seq));
        expected = seq + 1;
    }
    return by_seq;
}

// From the end to the beginning: the earliest answer among the later ones must not be before
// the moment this one was sent.
void check_order(const std::string& conversation, const BySeq& by_seq,
                 const std::unordered_map<std::string, Attempt>& attempts, Report& report) {
    Tick earliest = std::numeric_limits<Tick>::max();
    std::int64_t whose = 0;
    for (auto place = by_seq.rbegin(); place != by_seq.rend(); ++place) {
        const auto known = attempts.find(place->second->client_key);
        if (known == attempts.end()) continue;
        const Attempt& attempt = known->second;
        if (earliest < attempt.invoked)
            report.broken("disorder", at(conversation, whose) + " was answered before #" +
                                          std::to_string(place->first) + " was sent");
        if (attempt.outcome == Outcome::ok && attempt.answered < earliest) {
            earliest = attempt.answered;
            whose = place->first;
        }
    }
}

void check_view(const std::string& screen, const std::string& conversation,
                const std::vector<Shown>& shown, const BySeq& by_seq, bool stayed, Report& report) {
    std::set<std::int64_t> seen;
    std::int64_t before = 0;
    const std::string who = screen + " in ";
    for (const Shown& one : shown) {
        const auto stored = by_seq.find(one.seq);
        if (stored == by_seq.end() || stored->second->id != one.id ||
            stored->second->text_hash != one.text_hash)
            report.broken("view_wrong", who + at(conversation, one.seq) + " showed " + one.id);
        if (!seen.insert(one.seq).second)
            report.broken("view_doubled", who + at(conversation, one.seq));
        else if (one.seq < before)
            report.broken("view_disorder", who + at(conversation, one.seq) + " came after #" +
                                               std::to_string(before));
        before = std::max(before, one.seq);
    }
    if (seen.empty()) return;
    for (auto place = by_seq.lower_bound(*seen.begin());
         place != by_seq.end() && place->first < *seen.rbegin(); ++place)
        if (!seen.contains(place->first))
            report.broken("view_hole", who + at(conversation, place->first));
    if (!stayed) return;
    for (auto place = by_seq.upper_bound(*seen.rbegin()); place != by_seq.end(); ++place)
        report.broken("unseen", who + at(conversation, place->first));
}

}  // namespace

std::uint64_t hash_of(std::string_view text) {
    // Source: FNV-1a, 64 bits.
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3u;
    return hash;
}

std::uint64_t Verdict::count(std::string_view promise) const {
    const auto place = broken.find(std::string{promise});
    return place == broken.end() ? 0 : place->second;
}

void History::invoked(const std::string& client_key, std::string_view text, Tick when) {
    Attempt& attempt = attempts_[client_key];
    attempt.client_key = client_key;
    attempt.text_hash = hash_of(text);
    attempt.invoked = when;
}

void History::ok(const std::string& client_key, Tick when, const std::string& conversation,
                 const std::string& id, std::int64_t seq) {
    Attempt& attempt = attempts_[client_key];
    if (attempt.outcome == Outcome::ok) {
        if (attempt.seq != seq || attempt.id != id || attempt.conversation != conversation)
            moved_.push_back({"moved", client_key + ": " + at(attempt.conversation, attempt.seq) +
                                           ", then " + at(conversation, seq)});
        return;
    }
    ++acked_;
    attempt.outcome = Outcome::ok;
    attempt.answered = when;
    attempt.conversation = conversation;
    attempt.id = id;
    attempt.seq = seq;
}

void History::fail(const std::string& client_key, Tick when) {
    Attempt& attempt = attempts_[client_key];
    attempt.outcome = Outcome::fail;
    attempt.answered = when;
}

void History::shown(const std::string& screen, const std::string& conversation, Shown one) {
    views_[{screen, conversation}].push_back(std::move(one));
}

void History::stayed(const std::string& screen, const std::string& conversation) {
    stayed_.emplace(screen, conversation);
}

void History::stored(const std::string& conversation, Stored message) {
    stored_[conversation].push_back(std::move(message));
}

Verdict History::check() const {
    Verdict verdict;
    Report report{verdict};
    std::unordered_map<std::string, std::pair<std::string, const Stored*>> by_key;
    std::map<std::string, BySeq> numbered;

    for (const auto& [conversation, messages] : stored_) {
        numbered[conversation] = check_numbers(conversation, messages, report);
        check_order(conversation, numbered[conversation], attempts_, report);
        for (const Stored& message : messages) {
            ++verdict.stored;
            if (message.by_server) continue;
            const auto known = attempts_.find(message.client_key);
            if (known == attempts_.end())
                report.broken("invented", at(conversation, message.seq) + " key " +
                                              message.client_key + " was never sent");
            else if (known->second.text_hash != message.text_hash)
                report.broken("invented", at(conversation, message.seq) + " has another text");
            const auto [place, is_new] =
                by_key.emplace(message.client_key, std::pair{conversation, &message});
            if (!is_new)
                report.broken("doubled", "key " + message.client_key + " is stored at " +
                                             at(place->second.first, place->second.second->seq) +
                                             " and " + at(conversation, message.seq));
        }
    }
    verdict.conversations = stored_.size();

    for (const auto& [key, attempt] : attempts_) {
        ++verdict.sent;
        const auto place = by_key.find(key);
        const bool is_stored = place != by_key.end();
        if (attempt.outcome == Outcome::ok) {
            ++verdict.acked;
            if (!is_stored)
                report.broken("lost", "key " + key + ", answered as " +
                                          at(attempt.conversation, attempt.seq));
            else if (place->second.first != attempt.conversation ||
                     place->second.second->seq != attempt.seq ||
                     place->second.second->id != attempt.id)
                report.broken("moved", "key " + key + ": answered " +
                                           at(attempt.conversation, attempt.seq) + ", stored " +
                                           at(place->second.first, place->second.second->seq));
        } else if (attempt.outcome == Outcome::fail) {
            ++verdict.refused;
            if (is_stored) report.broken("refused_stored", "key " + key);
        } else {
            ++verdict.unknown;
            verdict.unknown_stored += is_stored;
        }
    }

    for (const auto& [view, shown] : views_) {
        ++verdict.views;
        verdict.shown += shown.size();
        const auto place = numbered.find(view.second);
        static const BySeq nothing;
        check_view(view.first, view.second, shown,
                   place == numbered.end() ? nothing : place->second, stayed_.contains(view),
                   report);
    }
    for (const auto& view : stayed_)
        if (!views_.contains(view) && stored_.contains(view.second))
            report.broken("unseen", view.first + " in " + view.second + " showed nothing");
    for (const Finding& finding : moved_) report.broken(finding.promise, finding.what);
    return verdict;
}

std::string told(const Verdict& verdict) {
    std::ostringstream out;
    out << verdict.conversations << " conversations, " << verdict.stored << " stored; "
        << verdict.sent << " sent: " << verdict.acked << " acknowledged, " << verdict.refused
        << " refused, " << verdict.unknown << " unknown (" << verdict.unknown_stored
        << " of them stored); " << verdict.views << " views showed " << verdict.shown << ".\n";
    if (verdict.is_clean()) out << "Every promise kept.\n";
    for (const auto& [promise, count] : verdict.broken)
        out << "BROKEN " << promise << ": " << count << "\n";
    for (const Finding& finding : verdict.first)
        out << "  " << finding.promise << ": " << finding.what << "\n";
    return out.str();
}

}  // namespace chaos
