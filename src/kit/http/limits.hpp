// Token buckets: so many of a thing in so long for one caller. In memory; a restart forgives.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "kit/base/values.hpp"
#include "kit/http/router.hpp"

namespace kit {

class Limits {
public:
    // Seconds to wait, or 0 when it may go on.
    int take(const Limit& limit, const std::string& caller, Time now);

private:
    struct Bucket {
        double left = 0;
        Time at;
    };
    std::mutex guard_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace kit
