// Pages and files that are not the API: the desk, the chat window, the demo shop, health, metrics.
#pragma once

#include "kit/http/router.hpp"

namespace app {

void page_routes(kit::Router&);

// The chat window's first record, as it goes in front of the script. Errors: not_found
// (`unknown_key`).
kit::Result<std::string> boot_record(kit::Work&, const std::string& widget_key);

}  // namespace app
