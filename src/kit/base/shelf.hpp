// Things that are dear to make and never change, kept by key and shared by all threads: the one
// asked for longest ago goes when the shelf is full.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace kit {

template <class T>
class Shelf {
public:
    explicit Shelf(std::size_t most) : most_(most) {}

    // Makes it when it is not there; two threads may make it at once, one of the two is kept.
    template <class Make>
    std::shared_ptr<const T> get(const std::string& key, Make make) {
        if (auto found = find(key)) return found;
        auto made = std::make_shared<const T>(make());
        const std::scoped_lock lock(mutex_);
        auto& kept = kept_[key];
        if (!kept.thing) kept.thing = std::move(made);
        kept.asked = ++clock_;
        auto out = kept.thing;
        while (kept_.size() > most_) drop_oldest();
        return out;
    }

private:
    struct Kept {
        std::shared_ptr<const T> thing;
        std::uint64_t asked = 0;
    };
    std::shared_ptr<const T> find(const std::string& key) {
        const std::scoped_lock lock(mutex_);
        const auto found = kept_.find(key);
        if (found == kept_.end()) return nullptr;
        found->second.asked = ++clock_;
        return found->second.thing;
    }
    void drop_oldest() {
        auto oldest = kept_.begin();
        for (auto at = kept_.begin(); at != kept_.end(); ++at)
            if (at->second.asked < oldest->second.asked) oldest = at;
        kept_.erase(oldest);
    }

    std::mutex mutex_;
    std::map<std::string, Kept> kept_;
    std::size_t most_;
    std::uint64_t clock_ = 0;
};

}  // namespace kit
