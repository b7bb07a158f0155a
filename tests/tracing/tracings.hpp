// A buyer with a parcel that stands still, in the running house.
#pragma once

#include "kit/crypto/crypto.hpp"
#include "orders/sample.hpp"
#include "tracing/tracing.hpp"

class Tracings : public House {
protected:
    // 2026-12-22 12:00 by the clock of Beijing.
    static constexpr kit::Time noon{1'797'868'800'000'000 + 12 * 3'600'000'000};
    void SetUp() override {
        House::SetUp();
        if (IsSkipped()) return;
        clock.set(noon);
        auto proof = kit::crypto::sign_identity({"b-42", "小明", "", clock.now() + 5min},
                                                acme.identity_key, acme.key, clock.now());
        auto answer = nobody().post("/visits", {{"key", "acme"}, {"identity", proof}});
        ASSERT_EQ(answer.status, 201) << answer.body;
        ann = {port(),
               {{"Authorization", "Visitor " + answer.text("visitor")}},
               answer.text("contact.id"),
               answer.text("visitor")};
    }
    // An order on its way; returns the parcel. `orders_id` has its order.
    std::string shipped(const std::string& number = "SG1001", const std::string& waybill = "ZT1",
                        const std::string& shop = "acme") {
        auto ask = sample(number);
        ask.state = orders::OrderState::shipped;
        ask.parcels = {{"中通", waybill, {}, clock.now()}};
        order = put(store(), shop == "acme" ? acme.shop : rival.shop, ask, orders::Telling::silent)
                    .id.text;
        settle();
        return store().read_now([&](kit::Work& work) {
            return orders::find(work, shop == "acme" ? acme.shop : rival.shop, {order})
                ->parcels.front()
                .id.text;
        });
    }
    Answer opens(const std::string& parcel, const json::object& more = {},
                 const std::string& who = "ben") {
        json::object ask{{"client_key", "t" + std::to_string(++keys_)},
                         {"parcel", parcel},
                         {"reason", "silent"}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/tracings", ask);
    }
    Answer speaks(const std::string& id, const std::string& outcome, const json::object& more = {},
                  const std::string& who = "ben") {
        json::object ask{{"channel", "phone"},
                         {"spoke_to", "中通客服 8021"},
                         {"said", "正在核实"},
                         {"outcome", outcome}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/tracings/" + id + "/contacts", ask);
    }
    void scan(const std::string& waybill, orders::ParcelState state) {
        store().write_now([&](kit::Work& work) {
            return orders::add_traces_by_number(work, acme.shop, waybill,
                                                {{clock.now(), state, "", "扫描"}});
        });
        settle();
    }
    // Also when everybody's session has ended.
    tracing::Tracing seen(const std::string& id) {
        return *store().read_now(
            [&](kit::Work& work) { return tracing::find(work, acme.shop, {id}); });
    }
    std::string state(const std::string& id) {
        return std::string(kit::name_of(seen(id).brief.state));
    }
    int times(const std::string& id, std::string_view event) {
        return static_cast<int>(std::ranges::count_if(
            seen(id).history, [&](auto& entry) { return entry.event == event; }));
    }
    std::vector<std::string> told() {
        std::vector<std::string> out;
        for (auto& item : ann.get("/visit/messages").at("items").as_array())
            out.emplace_back(item.at("text").as_string());
        return out;
    }
    bool was_told(std::string_view words) {
        return std::ranges::any_of(told(), [&](auto& text) { return text.contains(words); });
    }
    void pass(kit::Span time) {
        clock.advance(time);
        settle();
    }
    Caller ann;
    std::string order;
    int keys_ = 0;
};
