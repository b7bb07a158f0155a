// One text before the gate: what is known about it while its finds are weighed.
//
//     heard   the buyer's last message: which rules it wakes, which facts it names
//     read    the text once: whitelists, denials and lead-ins first, then the phrases
//     weigh   a find counts when its place, mood, surroundings and context allow
//     thin    finds that say nothing new go: inside a longer one that is as bad, or the same again
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kit/text/readings.hpp"
#include "manners/compiled.hpp"
#include "manners/layout.hpp"

namespace manners {

// What another pack lets pass of this one's: finds of `rule` that overlap these code points.
struct Excused {
    std::uint32_t rule = 0;
    std::int64_t from = 0;
    std::int64_t to = 0;
};

class Judgement {
public:
    Judgement(const Compiled& compiled, std::string_view text, const Context& context);
    void silence(const std::vector<std::uint32_t>& rules);
    void excuse(std::vector<Excused> excused) { excused_ = std::move(excused); }
    Verdict verdict();
    // After verdict(): where words stand that rules of this pack except, in the original.
    std::vector<Excused> excepted() const;

private:
    using Match = kit::text::Phrases::Match;
    static constexpr std::uint32_t no_phrase = UINT32_MAX;  // found by a pattern
    struct Find {
        std::uint32_t rule = 0;
        std::uint32_t phrase = 0;
        std::uint32_t from = 0;  // normalised
        std::uint32_t to = 0;
        bool by_sound = false;
    };
    struct Asked {  // by the buyer
        std::set<std::uint32_t> rules;
        std::set<std::u32string> facts;
        bool unrepeated = false;
    };
    struct Heard {  // a word found by its sound
        const Use* use = nullptr;
        Match match;
    };
    struct Begun {  // a phrase with … of which the parts up to one have come
        Find find;
        std::uint32_t before = 0;  // number of the one that ended before at the same part; 0: none
    };
    struct Candidate {
        std::uint32_t rule = 0;
        std::optional<std::uint32_t> phrase;
        std::int64_t from = 0;  // original
        std::int64_t to = 0;
        bool hidden = false;
    };

    void settle_context();
    Asked hear_buyer() const;
    void name_products();
    void read_surroundings();
    void open_after_lead_in(const Match& match);
    void read_phrases();
    void listen();
    void read_patterns();
    bool is_told(const Spelled& spelled, std::size_t at) const;
    void take(const Use& use, const Match& match, bool by_sound);
    void take_whole(const Use& use, const Match& match, bool by_sound);
    bool is_begun(const Use& use) const {
        return use.part == 0 || (!last_begun_.empty() && last_begun_[use.slot - 1] != 0);
    }
    bool is_plain(const Match& match) const;
    const Begun* begun_before(const Use& use, std::uint32_t from) const;
    void begin(const Use& use, const Find& find);
    void forget_far(std::uint32_t to);
    void weigh(const Find& find);
    void measure();
    void thin_out();

    bool is_placed(const Rule& rule, const Find& find) const;
    bool is_whole(const Rule& rule, std::size_t from, std::size_t to, bool whole_phrase) const;
    bool is_hidden(const Find& find) const;
    bool is_unbroken(const Rule& rule, std::size_t from, std::size_t to, bool whole_phrase) const;
    bool is_denied(const Find& find) const;
    bool is_excepted(const Find& find) const;
    bool same_sentence(const Rule& rule, std::size_t first, std::size_t last) const;
    std::set<std::u32string> facts_in(std::u32string_view text,
                                      const std::vector<Match>& matches) const;
    Hit hit_of(const Candidate& candidate, std::u32string_view points) const;
    std::string with_facts(std::string suggestion) const;
    const std::string& reason_of(const Rule& rule) const;

    const Compiled& compiled_;
    const Pack& pack_;
    const Context& context_;
    std::string_view original_;
    Layout layout_;
    std::vector<Match> matches_;
    kit::text::Sounds sounds_;
    std::vector<Heard> heard_;            // in order of their end
    std::vector<bool> silent_;            // by rule
    std::vector<Find> excepts_;           // in order of their end
    std::vector<bool> named_;             // by character: inside a product's name; or empty
    std::vector<std::uint32_t> denials_;  // where negators end, in order
    static constexpr std::size_t begun_first_max = 4096;
    std::vector<Begun>
        begun_;  // numbered from 1, in order of their end; those too far back are forgotten …
    std::uint32_t forgotten_ = 0;              // … these first ones
    std::size_t begun_max_ = begun_first_max;  // from here on it is time to forget
    std::vector<std::uint32_t> last_begun_;  // by slot: number of the last begun; 0 or empty: none
    std::vector<Candidate> candidates_;
    std::vector<Excused> excused_;
    std::set<std::u32string> unrepeated_;  // what the buyer named and the text does not
};

}  // namespace manners
