// A table's history: numbered SQL files of each room, run once and in order.
//
// `schema/0001_people.sql` runs on both engines; `0002_search.sqlite.sql` and
// `0002_search.postgres.sql` where they differ. Each file runs in one transaction together with the
// row that says so: killed at any point, the next start goes on where it was.
#pragma once

#include <span>
#include <string_view>

#include "kit/db/connection.hpp"

namespace kit {

struct Migration {
    std::string_view room;  // "team"
    std::string_view file;  // "0001_people.sql"
    std::string_view sql;
};

// In the order given. Throws Broken; refuses a database that knows a migration we do not (it was
// written by a newer version) and a migration whose text changed since it ran.
void migrate(Connection&, std::span<const Migration>);

// All schema files of the rooms, in staircase order; made by the build from src/*/schema.
std::span<const Migration> all_migrations();

}  // namespace kit
