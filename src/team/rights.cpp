#include "team/rights.hpp"

#include <algorithm>

namespace team {

const std::vector<RightRow>& rights_table() {
    using enum Role;
    static const std::vector<Role> everyone = {agent, lead, quality, warehouse, manager, admin};
    static const std::vector<Role> desk = {agent, lead, quality, manager, admin};
    static const std::vector<Role> leads = {lead, manager, admin};
    static const std::vector<RightRow> table = {
        {may::look, true, true, everyone},
        {may::visit, false, true, {}},
        {may::listen, false, true, everyone},
        {may::be_here, false, false, everyone},
        {may::converse, false, false, desk},
        {may::watch_all, false, false, {lead, quality, manager, admin}},
        {may::override_gate, false, false, leads},
        {may::manage_scripts, false, false, {agent, lead, manager, admin}},
        {may::manage_people, false, false, {manager, admin}},
        {may::manage_shop, false, false, {manager, admin}},
        {may::manage_tokens, false, false, {admin}},
        {may::read_audit, false, false, {manager, admin}},
        {may::see_orders, false, false, everyone},
        {may::work_orders, false, false, desk},
        {may::manage_catalogue, false, false, {manager, admin}},
        {may::manage_connections, false, false, {manager, admin}},
        {may::reveal_personal, false, false, {agent, lead, manager, admin}},
        {may::manage_manners, false, false, leads},
        {may::see_scores, false, false, {lead, quality, manager, admin}},
        {may::lead_floor, false, false, leads},
        {may::manage_shifts, false, false, leads},
        {may::work_cases, false, false, desk},
        {may::approve_cases, false, false, leads},
        {may::receive_goods, false, false, {warehouse, lead, manager, admin}},
        {may::manage_policies, false, false, {manager, admin}},
    };
    return table;
}

template <class Has>
static std::uint64_t collected(Has has) {
    std::uint64_t out = 0;
    for (auto& row : rights_table())
        if (has(row)) out |= row.right.bit;
    return out;
}

std::uint64_t rights_of_nobody() {
    static const auto rights = collected([](auto& row) { return row.nobody; });
    return rights;
}
std::uint64_t rights_of_visitors() {
    static const auto rights = collected([](auto& row) { return row.visitor; });
    return rights;
}
std::uint64_t rights_of(Role role) {
    return collected(
        [&](auto& row) { return std::ranges::find(row.roles, role) != row.roles.end(); });
}
std::vector<std::string> names_of_rights(std::uint64_t rights) {
    std::vector<std::string> out;
    for (auto& row : rights_table())
        if (rights & row.right.bit) out.emplace_back(row.right.name);
    return out;
}
std::uint64_t rights_named(const std::vector<std::string>& names) {
    return collected(
        [&](auto& row) { return std::ranges::find(names, row.right.name) != names.end(); });
}

}  // namespace team
