#include "kit/http/limits.hpp"

#include <algorithm>
#include <cmath>

namespace kit {

int Limits::take(const Limit& limit, const std::string& caller, Time now) {
    std::lock_guard lock(guard_);
    // Callers that have been quiet are full again, so forgetting all of them now and then is safe
    // enough and bounds the memory.
    if (buckets_.size() > 100'000) buckets_.clear();
    auto [found, fresh] = buckets_.try_emplace(std::string(limit.name) + ' ' + caller);
    auto& bucket = found->second;
    double rate = static_cast<double>(limit.count) / limit.seconds;
    if (fresh) bucket.left = limit.count;
    double passed = std::clamp(static_cast<double>((now - bucket.at).count()) / 1e6, 0.0, 1e6);
    if (!fresh) bucket.left = std::min<double>(limit.count, bucket.left + passed * rate);
    bucket.at = now;
    if (bucket.left >= 1) {
        bucket.left -= 1;
        return 0;
    }
    return static_cast<int>(std::ceil((1 - bucket.left) / rate));
}

}  // namespace kit
