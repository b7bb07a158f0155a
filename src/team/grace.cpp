// How long a desk may be away (a reload, a lift) before its person counts as gone; each shop says.
#include "kit/http/router.hpp"
#include "team/sign_in.hpp"

namespace team {

struct DeskGrace {
    static constexpr auto table = "desk_grace";
    Id<Shop> id;
    // Source: reliability promise P19, back in the queue within 90 s.
    int seconds = 90;
};
BOOST_DESCRIBE_STRUCT(DeskGrace, (), (id, seconds))

// Shorter, and every reload on a slow line gives one's buyers away.
constexpr int seconds_least = 10, seconds_most = 90;

static DeskGrace row_of(Work& work, std::string_view shop) {
    return work.db.first<DeskGrace>("where id = ? /* the shop */", shop)
        .value_or(DeskGrace{.id = {std::string(shop)}});
}

std::chrono::seconds desk_grace(Work& work, std::string_view shop) {
    return std::chrono::seconds{row_of(work, shop).seconds};
}

struct Grace {
    int seconds = 90;
};
BOOST_DESCRIBE_STRUCT(Grace, (), (seconds))

static Result<Grace> show_grace(Work& work) { return Grace{row_of(work, work.who.shop).seconds}; }

// From the next desk that goes away on.
static Result<Grace> put_grace(Work& work, const Grace& ask) {
    if (ask.seconds < seconds_least || ask.seconds > seconds_most)
        return invalid("out_of_range", "seconds");
    auto& shop = work.who.shop;
    work.db.execute("delete from desk_grace where id = ? /* the shop */", shop);
    work.db.insert(DeskGrace{{shop}, ask.seconds});
    audit(work, "desk_grace_changed", shop, std::to_string(ask.seconds));
    return ask;
}

void grace_routes(Router& router) {
    router.get("/desk_grace", show_grace, may::be_here);
    router.put("/desk_grace", put_grace, may::manage_shifts);
}

void verify_grace(Db& db) { db.verify<DeskGrace>(); }

}  // namespace team
