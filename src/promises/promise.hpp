// The life of a promise. Pure rules.
//
//     suggested --confirm--> open --keep--> kept
//        |  \                 |  \--withdraw--> withdrawn
//        |   \--due--> lapsed \--due--> broken --explain--> broken, closed
//        \--dismiss--> dismissed                 \--keep, when it had been seen done in time-->
//        kept
#pragma once

#include "promises/shapes.hpp"

namespace promises {

enum class PromiseEnd { kept, withdrawn, broken };
BOOST_DESCRIBE_ENUM(PromiseEnd, kept, withdrawn, broken)

struct Closing {
    PromiseEnd end = PromiseEnd::kept;
    std::string note;
    std::optional<Id<team::Person>> by;  // nothing: the house
};

// The later of: so much of the span gone, so long before the end.
Time warn_time(Time made, Time due, const PromiseRules&);

// Errors: conflict (`not_suggested`), invalid (`needs_time`, `out_of_range` in `due_at`).
Result<PromiseRow> confirmed(PromiseRow, std::optional<Time> due, const PromiseRules&, Time now);
// Errors: conflict (`not_suggested`).
Result<PromiseRow> dismissed(PromiseRow, const std::optional<Id<team::Person>>& by, Time now);
// Another time. Errors: conflict (`not_open`), invalid (`out_of_range`).
Result<PromiseRow> moved(PromiseRow, Time due, const PromiseRules&, Time now);
// Another owner, chosen by somebody. Errors: conflict (`is_over`).
Result<PromiseRow> placed(PromiseRow, const Id<team::Person>&);
// The conversation went from hand to hand. Nothing when this promise does not go with it.
std::optional<PromiseRow> followed(PromiseRow, const std::optional<Id<team::Person>>& from,
                                   const Id<team::Person>& to);
// Errors: conflict (`not_open`, `is_over`), invalid (`required`: a withdrawn or broken one needs
// its note).
Result<PromiseRow> closed(PromiseRow, const Closing&, Time now);
// What time alone does: warns, breaks, lapses. Nothing when it is not time yet or all is done.
std::optional<PromiseRow> passed(PromiseRow, Time now);
// When to look again. Nothing: never.
std::optional<Time> next_look(const PromiseRow&);
// Said by a person to the same buyer, later than the breath in which it was promised: it may have
// been the answer.
bool may_answer(const PromiseRow&, std::int64_t seq, Time said_at);

}  // namespace promises
