// Pictures of goods in connected shops. The desk's pages load nothing from other houses, so a
// picture that a product or an order names is fetched here, drawn anew and shown from here.
//
//     take(product) --want--> wanted --timer, a few at a time--> here | wanted again, later |
//     refused
//
// One timer a shop, so that a slow picture house holds up no order. Only addresses that the shop
// itself has named are fetched, and never because somebody asks for one.
#include "kit/base/pictures.hpp"
#include "connections/rows.hpp"
#include "kit/base/blobs.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/outbound.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace connections {

using namespace std::chrono_literals;

enum class PictureState { wanted, here, refused };
BOOST_DESCRIBE_ENUM(PictureState, wanted, here, refused)
struct PictureRow {
    static constexpr auto table = "goods_pictures";
    Id<PictureRow> id;
    std::string shop, url;
    PictureState state = PictureState::wanted;
    std::string reason, sha256, content_type;
    std::int64_t tries = 0;
    Time due_at;
};
BOOST_DESCRIBE_STRUCT(PictureRow, (),
                      (id, shop, url, state, reason, sha256, content_type, tries, due_at))

namespace {

constexpr auto timer = "connections.pictures";
constexpr int at_once = 4;                         // a run; [own]
constexpr std::chrono::milliseconds one_max = 5s;  // of the lease of a minute, four of them
constexpr Span breath = 200ms;                     // between two runs
constexpr int tries_max =
    5;  // after 1 and 8 minutes, 1 and 8 hours: a day's trouble over there is no reason to give up

struct FetchPictures {
    std::string shop;
};
BOOST_DESCRIBE_STRUCT(FetchPictures, (), (shop))

Id<PictureRow> id_of(std::string_view shop, std::string_view url) {
    return {crypto::sha256_hex(std::string(shop) + "\n" + std::string(url))};
}

Blobs blobs(const Settings& settings) { return Blobs(settings.data_folder + "/blobs"); }

// A picture by its bytes, or why it is none. What the answer calls itself counts for nothing.
Result<Picture> fetched(const Settings& settings, const Outbound& outbound,
                        const std::string& url) {
    TRY(auto answer,
        outbound.send(
            {.url = url, .headers = {{"accept", "image/*"}}, .body = "", .timeout = one_max}));
    if (answer.status != 200)
        return std::unexpected(
            Error{Code::unavailable, "answered_" + std::to_string(answer.status), "", "", "", 0});
    if (!is_picture_type(content_type_of(answer.body))) return invalid("bad_picture");
    return redrawn(answer.body, settings.picture_program);
}

void note(const Settings& settings, PictureRow& row, const Result<Picture>& got, Time now) {
    row.tries += 1;
    if (got) {
        row.state = PictureState::here, row.reason.clear();
        row.content_type = got->content_type, row.sha256 = blobs(settings).put(got->bytes);
        return;
    }
    row.reason = got.error().reason;
    bool for_good = got.error().code == Code::invalid || row.tries >= tries_max;
    if (for_good) row.state = PictureState::refused;
    Span pause = 1min;
    for (std::int64_t i = 1; i < row.tries; ++i) pause *= 8;
    row.due_at = now + pause;
}

std::optional<std::string> fetch_some(Store& store, const Outbound& outbound, const Job& job) {
    auto asked = foreign::from_text<FetchPictures>(job.payload.text);
    ENSURE(asked, "a fetch has its shape");
    auto rows = store.read_now([&](Work& work) {
        return work.db.all<PictureRow>(
            "where shop = ? and state = 'wanted' and due_at <= ? order by due_at limit ?",
            asked->shop, work.now, at_once);
    });
    auto now = store.clock().now();
    for (auto& row : rows)
        note(store.settings(), row, fetched(store.settings(), outbound, row.url), now);
    store.write_now([&](Work& work) {
        for (auto& row : rows) work.db.update(row);
        auto next = work.db.value<Time>(
            "select min(due_at) from goods_pictures where shop = ? and state = 'wanted'",
            asked->shop);
        if (next) later(work, timer, *asked, std::max(*next, work.now + breath), asked->shop);
    });
    return std::nullopt;
}

void want(Work& work, const std::string& shop, const std::string& url) {
    if (!url.starts_with("https://") && !url.starts_with("http://")) return;
    auto id = id_of(shop, url);
    if (work.db.value<std::string>("select id from goods_pictures where shop = ? and id = ?", shop,
                                   id))
        return;
    work.db.insert(PictureRow{id, shop, url, PictureState::wanted, "", "", "", 0, work.now});
    later(work, timer, FetchPictures{shop}, work.now, shop);
}

Result<Response> send_picture(Work& work, const Request& request) {
    std::optional<std::string> url;
    TRY(query_value(request.query, "of", url));
    auto row = work.db.first<PictureRow>("where shop = ? and id = ? and state = 'here'",
                                         work.who.shop, id_of(work.who.shop, url.value_or("")));
    if (!row || !blobs(*work.settings).has(row->sha256)) return not_found();
    Response out;
    out.content_type = row->content_type;
    out.file = blobs(*work.settings).path_of(row->sha256);
    out.headers = {{"Content-Security-Policy", "sandbox; default-src 'none'"},
                   {"Cache-Control", "private, max-age=86400"}};
    return out;
}

}  // namespace

void want_pictures(Work& work, const ConnectionRow& row, const catalogue::ProductSheet& of) {
    want(work, row.shop, of.picture);
    for (auto& variant : of.variants) want(work, row.shop, variant.picture);
}

void want_pictures(Work& work, const ConnectionRow& row, const orders::NewOrder& of) {
    for (auto& line : of.lines) want(work, row.shop, line.picture.value_or(""));
}

void picture_routes(Router& router) {
    router.page("/goods-pictures", send_picture, may::see_orders);
}
void picture_jobs(Jobs& jobs, const Outbound& outbound) {
    jobs.outside(timer, [&outbound](Store& store, const Job& job) {
        return fetch_some(store, outbound, job);
    });
}
void verify_pictures(Db& db) { db.verify<PictureRow>(); }

}  // namespace connections
