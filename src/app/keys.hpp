// Changing the master key: a new one in front, everything sealed again by it, the old one
// forgotten.
//
//     master.key   [old] --rotate--> [new old] --rounds of KeysChanged--> [new]
//
// Killed anywhere, the file says how far it got: two keys mean that rounds go on at the next start.
#pragma once

#include <string>

namespace kit {
class Jobs;
class Work;
}  // namespace kit

namespace app {

class House;
struct HouseOptions;

// A change of keys is on its way, or a secret lies here from before there was a seal.
bool keys_have_work(kit::Work&);
// Registered after every room: when a round leaves nothing to do, the old key is forgotten.
void watch_keys(kit::Jobs&, const std::string& data);
// `xiaoer vault rotate`. Returns the exit code and says on stdout what it did.
int rotate_keys(const HouseOptions&);

}  // namespace app
