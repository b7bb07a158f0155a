// Real houses under the hours of rush.hpp, and a floor of hundreds of agents.
//
// A node is a process of its own, split off before anything here has a thread; it is told the time
// and asked who has whom through a pipe, everything else goes over HTTP and live sockets.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "chaos/kit/rush.hpp"

namespace floor_bench {

struct HouseSpec {
    std::string database;  // empty: SQLite
    int nodes = 1;
};
// "house_sqlite" with one process, and "house_postgres" with two when XIAOER_TEST_POSTGRES names a
// server.
std::map<std::string, HouseSpec> houses();
std::unique_ptr<rush::Queue> house_queue(const HouseSpec&);

// From the commit that frees a place to the commit that gives it away. All agents are full.
double assignment_p99_ms(int agents, int waiting);
// The server's CPU, each agent with an open desk and a change of status every ten seconds.
double presence_cpu_per_agent_us(int agents);

}  // namespace floor_bench
