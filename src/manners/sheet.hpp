// Rule sheets: packs written for people.
//
//     # a remark
//     version: 2026.11
//     lead_ins: 亲 | 您好 | 嗯
//
//     [refusal.opener] red sentence_start statement
//     zh: 句子以“不”开头,听起来像拒绝。
//     en: The sentence opens with a refusal.
//     except: 不好意思 | 不客气
//     instead: 我来帮您看看怎么处理更合适。
//     不
//     (不可以|不能)退(货|) => 我先为您看看这一单适合哪种处理方式。
//
// A line that begins with `~ ` is a pattern, a regular expression over the normalised text.
// `[refusal.opener] more` adds to a rule that stands above. `source:` names the rule's origin.
// After the name: a colour, then any of the words of Where and Mood, the switches disguised,
// even_quoted, unless_negated, people_only, unless_repeated, and settings such as emotion_min=2,
// hours=22-8, length=121 (a measure with its number). Lists are separated by ` | `. Everything else
// is one phrase a line (phrase.hpp), with `=>` its suggestion.
#pragma once

#include <string_view>

#include "manners/gate.hpp"

namespace manners {

// Errors: malformed (bad_line, unknown_word), `message` quotes the line; and what `accepted`
// refuses.
kit::Result<Pack> pack_from(std::string_view sheet);

}  // namespace manners
