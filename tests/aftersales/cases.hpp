// Cases of the sample order in the running house.
#pragma once

#include "aftersales/aftersales.hpp"
#include "orders/sample.hpp"

class Cases : public House {
protected:
    void SetUp() override {
        House::SetUp();
        if (!IsSkipped()) clock.set(sample_time + 1h);
    }
    std::string order(const std::string& number = "SG1001", const std::string& shop = "acme") {
        return put(store(), shop == "acme" ? acme.shop : rival.shop, sample(number)).id.text;
    }
    // The lines of an order, by their place.
    std::string line(const std::string& order, int i) {
        return as("ben").get("/orders/" + order).text("lines." + std::to_string(i) + ".id");
    }
    Answer open(const std::string& order, const std::string& kind, const json::object& more = {},
                const std::string& who = "ben") {
        json::object ask{{"client_key", "k" + std::to_string(++keys_)},
                         {"order", order},
                         {"kind", kind},
                         {"reason", "quality"},
                         {"lines", json::array()}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/cases", ask);
    }
    json::array lines(const std::string& line, int quantity = 1) {
        return {{{"line", line}, {"quantity", quantity}}};
    }
    Answer step(const std::string& id, const std::string& event, const json::object& more = {},
                const std::string& who = "ben") {
        json::object ask{{"event", event}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/cases/" + id + "/steps", ask);
    }
    // Also when everybody's session has ended.
    aftersales::Case seen(const std::string& id) {
        return *store().read_now(
            [&](kit::Work& work) { return aftersales::find(work, acme.shop, {id}); });
    }
    std::string state(const std::string& id) {
        return std::string(kit::name_of(seen(id).brief.state));
    }
    int times(const std::string& id, std::string_view event) {
        return static_cast<int>(std::ranges::count_if(
            seen(id).history, [&](auto& entry) { return entry.event == event; }));
    }
    // A step without a session, for when the clock has ended them.
    std::string stepped(const std::string& id, aftersales::CaseEvent event,
                        aftersales::CaseActor actor) {
        return store().write_now([&](kit::Work& work) {
            aftersales::CaseStep ask;
            ask.event = event;
            auto moved = aftersales::step(work, acme.shop, {id}, ask, {actor, "", ""});
            return moved ? std::string(kit::name_of(moved->brief.state)) : moved.error().reason;
        });
    }
    void work_on(int hours) {
        clock.advance(std::chrono::hours{hours});
        settle();
    }
    int keys_ = 0;
};
