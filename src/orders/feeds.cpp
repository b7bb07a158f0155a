// The addresses that carriers' houses push to, one a kind: set up by who manages connections.
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/seal.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"
#include "orders/carriers.hpp"

namespace orders {

struct FeedRow {
    static constexpr auto table = "carrier_feeds";
    Id<FeedRow> id;
    std::string shop;
    FeedKind kind = FeedKind::kuaidi100;
    std::string secret;  // sealed
    Time made_at;
    std::optional<Time> heard_at;
    std::int64_t refused = 0;
};
BOOST_DESCRIBE_STRUCT(FeedRow, (), (id, shop, kind, secret, made_at, heard_at, refused))
struct PushRow {
    static constexpr auto table = "carrier_pushes";
    Id<PushRow> id;
    std::string shop;
    Id<FeedRow> feed;
    Time heard_at;
};
BOOST_DESCRIBE_STRUCT(PushRow, (), (id, shop, feed, heard_at))

void verify_feeds(Db& db) {
    db.verify<FeedRow>();
    db.verify<PushRow>();
}

static crypto::KeyRing ring(const Work& work) {
    return {work.settings->master_key, "carrier feeds"};
}
static std::string about(const FeedRow& row) {
    return "carrier_feeds:" + row.shop + ":" + row.id.text;
}

struct CarrierFeed {
    Id<FeedRow> id;
    FeedKind kind = FeedKind::kuaidi100;
    std::string
        hook;  // the call-back address; without the host where the house does not know its own
    Time made_at;
    std::optional<Time> heard_at;
    std::int64_t refused = 0;
};
BOOST_DESCRIBE_STRUCT(CarrierFeed, (), (id, kind, hook, made_at, heard_at, refused))
struct CarrierFeedList {
    std::vector<CarrierFeed> items;
};
BOOST_DESCRIBE_STRUCT(CarrierFeedList, (), (items))

static CarrierFeed shown(const Work& work, const FeedRow& row) {
    return {row.id,      row.kind,     work.settings->public_url + "/hooks/carriers/" + row.id.text,
            row.made_at, row.heard_at, row.refused};
}

static Result<CarrierFeedList> list_feeds(Work& work) {
    CarrierFeedList out;
    for (auto& row : work.db.all<FeedRow>("where shop = ? order by kind", work.who.shop))
        out.items.push_back(shown(work, row));
    return out;
}

struct SetFeed {
    FeedKind kind = FeedKind::kuaidi100;
    std::string secret;  // 快递100: salt; 17TRACK: key; AfterShip: webhook secret
};
BOOST_DESCRIBE_STRUCT(SetFeed, (), (kind, secret))

static Result<CarrierFeed> set_feed(Work& work, const SetFeed& ask) {
    if (ask.secret.size() < 4 || ask.secret.size() > 200) return invalid("bad_secret", "secret");
    auto old = work.db.first<FeedRow>("where shop = ? and kind = ?", work.who.shop, ask.kind);
    auto row = old ? *old
                   : FeedRow{.id = work.new_id<FeedRow>(),
                             .shop = work.who.shop,
                             .kind = ask.kind,
                             .secret = "",
                             .made_at = work.now,
                             .heard_at = {}};
    row.secret = ring(work).seal(ask.secret, about(row));
    row.refused = 0;
    if (old) work.db.update(row);
    else work.db.insert(row);
    team::audit(work, "carrier_feed_set", row.id.text, std::string(name_of(row.kind)));
    return shown(work, row);
}

static Result<void> drop_feed(Work& work, const Id<FeedRow>& id) {
    TRY(auto row, work.db.find(id, work.who.shop));
    work.db.execute("delete from carrier_pushes where shop = ? and feed = ?", row.shop, row.id);
    work.db.execute("delete from carrier_feeds where shop = ? and id = ?", row.shop, row.id);
    team::audit(work, "carrier_feed_dropped", row.id.text, std::string(name_of(row.kind)));
    return {};
}

static Result<CarrierPush> understood(const FeedRow& feed, const Request& request,
                                      const std::string& secret) {
    auto header = [&](std::string_view name) {
        return request.header(name) ? *request.header(name) : std::string();
    };
    switch (feed.kind) {
        case FeedKind::kuaidi100:
            return kuaidi100_push(request.body, secret);
        case FeedKind::seventeentrack:
            return seventeentrack_push(request.body, header("sign"), secret);
        case FeedKind::aftership:
            return aftership_push(request.body, header("aftership-hmac-sha256"), secret);
    }
    return not_found();
}

// Source: 快递100's document on call-backs: this very answer, or it calls again.
static Response thanks() {
    Response out;
    out.body = R"({"result":true,"returnCode":"200","message":"成功"})";
    return out;
}

static Result<Response> heard(Work& work, const Inputs& in) {
    if (in.path.empty() || !is_uuid(in.path.front())) return not_found();
    auto feed = work.db.first<FeedRow>("where id = ? and shop <> ''", in.path.front());
    if (!feed) return not_found();
    auto secret = ring(work).open(feed->secret, about(*feed));
    if (!secret) return not_found();
    auto push = understood(*feed, *in.request, *secret);
    if (!push) {
        work.db.execute("update carrier_feeds set refused = refused + 1 where shop = ? and id = ?",
                        feed->shop, feed->id);
        work.leaves_note();
        return std::unexpected(push.error());
    }
    // Said before, word for word: thanked for again, so that they stop calling, and nothing else
    // happens.
    Id<PushRow> once{crypto::sha256_hex(feed->id.text + '\n' + in.request->body)};
    if (work.db.value<std::string>("select id from carrier_pushes where shop = ? and id = ?",
                                   feed->shop, once))
        return thanks();
    work.db.insert(PushRow{once, feed->shop, feed->id, work.now});
    work.db.execute("update carrier_feeds set heard_at = ? where shop = ? and id = ?", work.now,
                    feed->shop, feed->id);
    work.db.execute("delete from carrier_pushes where shop = ? and heard_at < ?", feed->shop,
                    work.now - std::chrono::days{30});
    if (text::is_valid_utf8(push->number))
        add_traces_by_number(work, feed->shop, push->number, push->traces, push->eta);
    return thanks();
}

void feed_routes(Router& router) {
    router.get("/carrier_feeds", list_feeds, may::manage_connections);
    router.put("/carrier_feeds", set_feed, may::manage_connections);
    router.remove("/carrier_feeds/{id}", drop_feed, may::manage_connections);
    router.hook("/hooks/carriers/{id}", heard, may::look);
}

}  // namespace orders
