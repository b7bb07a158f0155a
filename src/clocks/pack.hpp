// What each marketplace asks of answers: data in packs/*.json, with its source and the day from
// which it holds.
//
//     packs (data) --in_force(date)--> limits --tallied(rounds)--> in time of all
//                                             \-strictest(waiting)-> what is due first
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clocks/rounds.hpp"
#include "kit/base/describe.hpp"

namespace clocks {

// What is counted: the first round of a talk, every round, or a talk whose rounds are all in time.
enum class ClockMeasure { first_answer, round, conversation };
BOOST_DESCRIBE_ENUM(ClockMeasure, first_answer, round, conversation)
BOOST_DESCRIBE_ENUM(Answerers, humans, anybody)

struct ClockLimit {
    std::string id, name, name_en;
    ClockMeasure measure = ClockMeasure::round;
    Answerers who = Answerers::humans;
    int limit_s = 180, warn_s = 100;
    int from = 0, to = 1440;  // minutes of the local day in which a question counts, half open
    int target = 9800;        // hundredths of a percent
};
BOOST_DESCRIBE_STRUCT(ClockLimit, (),
                      (id, name, name_en, measure, who, limit_s, warn_s, from, to, target))

struct ClockPack {
    std::string id, market, name, market_en, name_en;
    std::string effective_from;               // "2024-11-01"
    std::optional<std::string> effective_to;  // the last day
    std::string source, source_en;
    std::vector<ClockLimit> limits;
};
BOOST_DESCRIBE_STRUCT(ClockPack, (),
                      (id, market, name, market_en, name_en, effective_from, effective_to, source,
                       source_en, limits))

// A file of src/clocks/packs: a marketplace and what it has asked since when.
struct PackEdition {
    std::string name, name_en, effective_from;
    std::optional<std::string> effective_to;
    std::string source, source_en;
    std::vector<ClockLimit> limits;
};
BOOST_DESCRIBE_STRUCT(PackEdition, (),
                      (name, name_en, effective_from, effective_to, source, source_en, limits))
struct PackFile {
    std::string id, market, market_en;
    int place = 0;
    std::vector<PackEdition> editions;
};
BOOST_DESCRIBE_STRUCT(PackFile, (), (id, market, market_en, place, editions))

// Every edition of every pack, by place and day.
const std::vector<ClockPack>& packs();
// One edition of each pack: what holds on that date, or else what holds next, or held last.
std::vector<ClockPack> packs_on(const std::string& date);

// The limits of the chosen packs that hold on that date, in the order of the packs.
std::vector<ClockLimit> in_force(const std::vector<std::string>& chosen, const std::string& date);

struct Tally {
    int in_time = 0, all = 0;
    bool operator==(const Tally&) const = default;
};
// One conversation's utterances of one day, as it stands at `until`. What waits still within the
// limit is not counted yet; with the end of its day an unanswered question is not in time, whatever
// its limit.
struct Until {
    Time time;
    bool is_over = true;  // the day has passed
};
Tally tallied(const ClockLimit&, std::span<const Utterance>, int offset_minutes, Until = {});

// A buyer who waits.
struct Waiting {
    Time asked;
    bool first = true;     // nobody has answered in this conversation yet
    bool greeted = false;  // a machine has
};
struct Due {
    std::string limit, name;
    Time warns, breaks;
};
// The limit that breaks next; the last one when all are broken. Nothing: none counts at this hour.
std::optional<Due> strictest(const std::vector<ClockLimit>&, const Waiting&, int offset_minutes,
                             Time now);

}  // namespace clocks
