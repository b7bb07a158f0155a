// The one table of rights: who may what. The server, the routes and the tests read it; a right that
// no row names belongs to nobody.
#pragma once

#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/db/work.hpp"

namespace team {

enum class Role { agent, lead, quality, warehouse, manager, admin };
BOOST_DESCRIBE_ENUM(Role, agent, lead, quality, warehouse, manager, admin)

struct RightRow {
    kit::Right right;
    bool nobody = false;
    bool visitor = false;
    std::vector<Role> roles;
};

// Every right with those who have it.
const std::vector<RightRow>& rights_table();

std::uint64_t rights_of_nobody();
std::uint64_t rights_of_visitors();
std::uint64_t rights_of(Role);
std::vector<std::string> names_of_rights(std::uint64_t rights);
// The rights with these names; unknown names give none.
std::uint64_t rights_named(const std::vector<std::string>& names);

}  // namespace team

// What routes ask for.
namespace may {

using kit::Right;

inline constexpr Right look{"look", 1u << 0};            // public pages, sign-in
inline constexpr Right visit{"visit", 1u << 1};          // be a buyer in the chat window
inline constexpr Right listen{"listen", 1u << 2};        // have a live socket
inline constexpr Right be_here{"be_here", 1u << 3};      // have a session: own account, own status
inline constexpr Right converse{"converse", 1u << 4};    // read and work conversations
inline constexpr Right watch_all{"watch_all", 1u << 5};  // see colleagues' conversations
inline constexpr Right override_gate{"override_gate", 1u << 6};  // send what the gate stopped
inline constexpr Right manage_scripts{"manage_scripts", 1u << 7};
inline constexpr Right manage_people{"manage_people", 1u << 8};
inline constexpr Right manage_shop{"manage_shop", 1u << 9};
inline constexpr Right manage_tokens{"manage_tokens", 1u << 10};
inline constexpr Right read_audit{"read_audit", 1u << 11};
inline constexpr Right see_orders{"see_orders", 1u << 12};  // see orders, parcels and the catalogue
inline constexpr Right work_orders{"work_orders",
                                   1u << 13};  // remarks, address changes, cancels, notices
inline constexpr Right manage_catalogue{"manage_catalogue",
                                        1u << 14};  // products, stock, promotions
inline constexpr Right manage_connections{"manage_connections",
                                          1u << 15};  // shops connected, imports
inline constexpr Right reveal_personal{"reveal_personal",
                                       1u << 16};  // see a phone, a name or an address as it is
inline constexpr Right manage_manners{"manage_manners",
                                      1u << 17};  // phrase packs: edit, try, publish, undo
inline constexpr Right see_scores{"see_scores", 1u << 18};  // colleagues' message scores
inline constexpr Right lead_floor{"lead_floor", 1u << 19};  // board, whisper, take over, reassign
inline constexpr Right manage_shifts{"manage_shifts",
                                     1u << 20};             // shift calendar, swaps, groups, skills
inline constexpr Right work_cases{"work_cases", 1u << 21};  // open and work after-sales cases
inline constexpr Right approve_cases{"approve_cases",
                                     1u << 22};  // approve refunds above an agent's limit
inline constexpr Right receive_goods{"receive_goods", 1u << 23};  // receive, inspect, restock
inline constexpr Right manage_policies{"manage_policies",
                                       1u << 24};  // after-sales rules, limits, dry runs

}  // namespace may
