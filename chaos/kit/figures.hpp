// How a figure is printed: one JSON object a line, so that scripts and people read the same.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace chaos {

// All latencies of a run, kept exactly: a run has at most a few million.
class Latencies {
public:
    void add(double ms) { all_.push_back(static_cast<float>(ms)); }
    std::size_t count() const { return all_.size(); }
    // share 0.99: the smallest latency that 99 % do not exceed. 0 when there is none.
    double at(double share) const {
        if (all_.empty()) return 0;
        std::vector<float> sorted = all_;
        const auto index = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
        const auto place =
            sorted.begin() + static_cast<std::ptrdiff_t>(std::min(index, sorted.size() - 1));
        std::ranges::nth_element(sorted, place);
        return static_cast<double>(*place);
    }

private:
    std::vector<float> all_;
};

// against: what the figure is held against, in words; ratio: value / that, 0 when there is none.
inline void print_figure(const std::string& name, double value, const std::string& unit,
                         const std::string& against = "", double ratio = 0) {
    std::printf(R"({"name":"%s","value":%.6g,"unit":"%s")", name.c_str(), value, unit.c_str());
    if (!against.empty()) std::printf(R"(,"against":"%s")", against.c_str());
    if (ratio > 0) std::printf(R"(,"ratio":%.4g)", ratio);
    std::printf("}\n");
    std::fflush(stdout);
}

}  // namespace chaos
