// Disputes, for the knocks of the security harness.
#include "harness.hpp"

std::string Security::object_of_disputes(const std::string& kind, const Cast& cast) {
    if (kind != "dispute") return {};
    auto order = order_in(cast, "order");
    return session_of(cast, cast.beth)
        .post("/orders/" + order + "/disputes",
              {{"platform", "jd"}, {"platform_number", "N" + order}})
        .text("id");
}
