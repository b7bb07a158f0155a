// What a shop changes in the house's pack: rules it switches off, words it lets pass, rules of its
// own.
//
//     house pack + changes of an edition = the pack that judges in this shop
//
// Changes are data: an edition is published as a whole, is never changed after that, and is undone
// by publishing an earlier one again.
#pragma once

#include <string>
#include <vector>

#include "manners/gate.hpp"

namespace manners {

// `words` are left alone by `rule`: a phrase as phrase.hpp has it, without gaps.
struct Exception {
    std::string rule;
    std::string words;
    bool operator==(const Exception&) const = default;
};
BOOST_DESCRIBE_STRUCT(Exception, (), (rule, words))

struct Changes {
    std::vector<std::string> off;
    std::vector<Exception> exceptions;
    std::vector<Rule> own;
};
BOOST_DESCRIBE_STRUCT(Changes, (), (off, exceptions, own))

enum class Differing {
    switched_off,
    switched_on,
    exception_added,
    exception_removed,
    rule_added,
    rule_removed,
    rule_changed
};
BOOST_DESCRIBE_ENUM(Differing, switched_off, switched_on, exception_added, exception_removed,
                    rule_added, rule_removed, rule_changed)
struct Difference {
    Differing kind = Differing::rule_changed;
    std::string rule;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Difference, (), (kind, rule, words))

// Errors: invalid (`unknown_rule`, `not_own`, `rule_twice`, `too_many`, and what accepted()
// refuses).
kit::Result<void> acceptable(const Changes&, const Pack& house);

// The pack as it judges in the shop: without what is off, with its exceptions and its own rules.
Pack changed(Pack house, const Changes&);

std::vector<Difference> differences(const Changes& before, const Changes& after);

}  // namespace manners
