// The warehouse: what is expected by when, the scan, what is found line by line, and where the
// goods go.
#include "cases.hpp"
#include "catalogue/catalogue.hpp"

class Warehouse : public Cases {
protected:
    void SetUp() override {
        Cases::SetUp();
        if (!IsSkipped()) stocked("MUG-1", 5), stocked("PLATE-1", 8);
    }
    void stocked(const std::string& sku, std::int64_t on_hand, const std::string& source = "") {
        store().write_now([&](kit::Work& work) {
            catalogue::ProductSheet sheet;
            sheet.source = source;
            sheet.external_id = source.empty() ? "" : sku;
            sheet.title = sku;
            sheet.currency = "CNY";
            catalogue::VariantSheet variant;
            variant.sku = sku;
            variant.external_id = source.empty() ? "" : sku + "-v";
            variant.price = {9900};
            variant.stock = std::vector<catalogue::StockSheet>{{"hz", on_hand, 0}};
            sheet.variants = {variant};
            auto made = catalogue::upsert_product(work, acme.shop, sheet);
            ASSERT_TRUE(made) << made.error().reason;
        });
    }
    std::int64_t on_hand(const std::string& sku) {
        return store().read_now([&](kit::Work& work) {
            return catalogue::find_by_sku(work, acme.shop, sku)->available;
        });
    }
    // A case whose parcel is on its way.
    std::string coming(const std::string& waybill, const std::string& reason = "no_reason",
                       const std::string& mug = "MUG-1") {
        auto of = sample("W" + waybill);
        of.lines[0].sku = mug;
        of.lines[1].sku = "PLATE-1";
        auto id = open(put(store(), acme.shop, of).id.text, "return_refund", {{"reason", reason}})
                      .text("id");
        step(id, "agree");
        EXPECT_EQ(step(id, "shipped_back", {{"carrier", "shunfeng"}, {"waybill", waybill}}).status,
                  201);
        return id;
    }
    Answer scan(const std::string& number, const json::object& more = {}) {
        json::object ask{{"number", number}};
        for (auto& [name, value] : more) ask[name] = value;
        return as("wade").post("/return-parcels/receipts", ask);
    }
    json::object found(const Answer& look, int i, std::int64_t got, const std::string& disposition,
                       const json::array& findings = {}) {
        return {{"line", look.text("lines." + std::to_string(i) + ".line")},
                {"got", got},
                {"disposition", disposition},
                {"findings", findings}};
    }
    Answer inspected(const std::string& id, const json::array& lines,
                     const json::object& more = {}) {
        json::object ask{
            {"disposition", "restock"}, {"note", ""}, {"right_goods", true}, {"lines", lines}};
        for (auto& [name, value] : more) ask[name] = value;
        return as("wade").post("/return-parcels/" + id + "/inspection", ask);
    }
};

TEST_P(Warehouse, a_parcel_is_expected_by_its_day_scanned_looked_at_by_line_and_restocked) {
    auto id = coming("SF300");
    auto expected = as("wade").get("/return-parcels");
    EXPECT_EQ(expected.number("items.0.due_at"), seen(id).brief.deadline_at->us)
        << "on that day the money leaves by itself";
    auto got = scan(" sf300\r");
    ASSERT_EQ(got.status, 201) << got.body << " whatever a scanner puts around it";
    EXPECT_EQ(got.text("received_by_name"), "wade");
    auto look = as("wade").get("/return-parcels/" + got.text("id"));
    ASSERT_EQ(look.status, 200) << look.body;
    EXPECT_EQ(look.number("lines.1.expected"), 2);
    EXPECT_FALSE(look.body.contains("¥")) << "no money, no chat";
    auto done = inspected(
        got.text("id"), {found(look, 0, 1, "restock"), found(look, 1, 2, "write_off", {"opened"})});
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(done.text("parcel.state"), "restocked");
    EXPECT_EQ(done.number("lines.0.restocked"), 1);
    EXPECT_EQ(done.number("lines.1.restocked"), 0);
    EXPECT_EQ(on_hand("MUG-1"), 6) << "on the shelf again";
    EXPECT_EQ(on_hand("PLATE-1"), 8) << "written off";
    EXPECT_EQ(state(id), "refunding");
    EXPECT_EQ(
        inspected(got.text("id"), {found(look, 0, 1, "restock"), found(look, 1, 2, "restock")})
            .reason(),
        "inspected_already");
    EXPECT_EQ(on_hand("MUG-1"), 6) << "once";
    EXPECT_EQ(as("rival.wade").get("/return-parcels/" + got.text("id")).status, 404);
    EXPECT_EQ(as("ben").get("/return-parcels/" + got.text("id")).status, 403);
}

TEST_P(Warehouse, what_a_connected_shop_counts_is_counted_there) {
    stocked("SYNC-1", 5, "vendure");
    auto id = coming("SF310", "quality", "SYNC-1");
    auto got = scan("SF310").text("id");
    auto look = as("wade").get("/return-parcels/" + got);
    auto done = inspected(got, {found(look, 0, 1, "restock"), found(look, 1, 2, "restock")});
    EXPECT_EQ(done.number("lines.0.restocked"), 0) << done.body;
    EXPECT_EQ(done.number("lines.1.restocked"), 2);
    EXPECT_EQ(on_hand("SYNC-1"), 5);
    EXPECT_EQ(state(id), "refunding");
}

TEST_P(Warehouse,
       what_is_missing_broken_or_another_thing_is_refused_kept_off_the_shelf_and_sent_back) {
    struct Way {
        std::string number;
        std::int64_t got;
        json::array findings;
        bool right;
    };
    std::vector<Way> ways{
        {"SF321", 0, {}, true}, {"SF322", 1, {"heavy_wear"}, true}, {"SF323", 1, {}, false}};
    for (auto& way : ways) {
        auto id = coming(way.number);
        auto got = scan(way.number).text("id");
        auto look = as("wade").get("/return-parcels/" + got);
        auto done = inspected(
            got, {found(look, 0, way.got, "restock", way.findings), found(look, 1, 2, "restock")},
            {{"right_goods", way.right}});
        ASSERT_EQ(done.status, 201) << done.body;
        EXPECT_EQ(done.text("parcel.state"), "sent_back") << way.number;
        EXPECT_EQ(state(id), "receipt_refused") << way.number;
        EXPECT_FALSE(done.text("parcel.note").empty()) << "with the finding in words";
        EXPECT_TRUE(seen(id).refunds.empty());
        auto back = as("wade").put("/return-parcels/" + got + "/way-back",
                                   {{"carrier", "zto"}, {"number", "zt " + way.number}});
        EXPECT_EQ(back.text("back_number"), "ZT" + way.number) << back.body;
        EXPECT_EQ(as("wade")
                      .put("/return-parcels/" + got + "/way-back",
                           {{"carrier", "zto"}, {"number", "ZT9"}})
                      .reason(),
                  "sent_already");
        EXPECT_EQ(times(id, "parcel_sent_back"), 1);
    }
    EXPECT_EQ(on_hand("MUG-1"), 5);
    EXPECT_EQ(on_hand("PLATE-1"), 8);
}

TEST_P(Warehouse, broken_goods_that_came_back_because_they_are_broken_are_taken) {
    auto id = coming("SF330", "damaged");
    auto got = scan("SF330").text("id");
    auto look = as("wade").get("/return-parcels/" + got);
    EXPECT_EQ(inspected(got, {found(look, 0, 1, "write_off", {"damaged"}),
                              found(look, 1, 2, "write_off", {"damaged"})})
                  .text("parcel.state"),
              "written_off");
    EXPECT_EQ(state(id), "refunding");
}

TEST_P(Warehouse, each_wrong_scan_has_its_answer) {
    auto id = coming("SF340");
    EXPECT_EQ(scan("SF999").reason(), "unknown_parcel");
    EXPECT_EQ(scan("SF340").status, 201);
    EXPECT_EQ(scan("SF340").reason(), "received_already");
    EXPECT_EQ(times(id, "parcel_received"), 1);
    auto again = as("wade").get("/return-parcels?number=sf340");
    EXPECT_EQ(again.text("items.0.received_by_name"), "wade") << "who took it, and when";
    auto look = as("wade").get("/return-parcels/" + again.text("items.0.id"));
    auto twice = json::array{found(look, 0, 1, "restock"), found(look, 0, 1, "restock")};
    EXPECT_EQ(inspected(look.text("parcel.id"), twice).reason(), "line_twice");
    EXPECT_EQ(inspected(look.text("parcel.id"), {found(look, 0, 1, "restock")}).reason(),
              "required")
        << "each line is looked at";
    EXPECT_EQ(inspected(look.text("parcel.id"),
                        {found(look, 0, 2, "restock"), found(look, 1, 2, "restock")})
                  .reason(),
              "too_many_units");
    EXPECT_EQ(as("wade")
                  .put("/return-parcels/" + look.text("parcel.id") + "/way-back",
                       {{"carrier", ""}, {"number", "X"}})
                  .reason(),
              "not_to_send_back");
    EXPECT_EQ(as("rival.wade").post("/return-parcels/receipts", {{"number", "SF340"}}).reason(),
              "unknown_parcel");
}

TEST_P(Warehouse, a_parcel_whose_number_nobody_told_is_taken_by_the_slip_inside) {
    auto opened = open(order("W9"), "return_refund");
    step(opened.text("id"), "agree");
    auto number = opened.text("brief.number");
    EXPECT_EQ(scan("YT500", {{"case_number", "AS0"}}).reason(), "unknown_case");
    auto got = scan("YT500", {{"case_number", number}});
    ASSERT_EQ(got.status, 201) << got.body;
    EXPECT_EQ(got.text("state"), "received");
    EXPECT_EQ(state(opened.text("id")), "wait_seller_receive");
    EXPECT_EQ(seen(opened.text("id")).waybill, "YT500");
    EXPECT_EQ(scan("YT501", {{"case_number", number}}).reason(), "not_awaited")
        << "its parcel is here";
}

TEST_P(Warehouse, photos_of_the_warehouse_are_evidence_of_the_case) {
    auto id = coming("SF350");
    auto got = scan("SF350").text("id");
    auto added = as("wade").upload("/return-parcels/" + got + "/photos?name=box.txt", "a torn box");
    ASSERT_EQ(added.status, 201) << added.body;
    ASSERT_EQ(added.at("photos").as_array().size(), 1u);
    EXPECT_EQ(as("wade").ask("GET", "/" + added.text("photos.0.url")).status, 200);
    EXPECT_EQ(as("rival.wade").ask("GET", "/" + added.text("photos.0.url")).status, 404);
    EXPECT_EQ(seen(id).evidence.size(), 1u);
    auto other = open(order("W10"), "return_refund").text("id");
    auto theirs = as("ben").upload("/cases/" + other + "/evidence?name=a.txt", "chat");
    EXPECT_EQ(as("wade").ask("GET", "//return-photos/" + theirs.text("id")).status, 404)
        << "no parcel, nothing of the warehouse's";
}

IN_BOTH_ENGINES(Warehouse);
