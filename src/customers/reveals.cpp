// Seeing a value as it is: with a right, a reason, a place in one's count, and a row of the audit.
#include "customers/customers.hpp"
#include "customers/vault_rows.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"

namespace customers {

// An agent with eight conversations at once who needs a number in one of ten sees some thirty a
// day; fifty leaves room, and a stolen account takes fifty values and not fifty thousand. Leads
// settle what agents cannot.
constexpr int agents_see = 50;
constexpr int leads_see = 200;
constexpr auto counted_for = std::chrono::hours{24};
constexpr int shown_seconds = 30;
constexpr std::size_t reason_min = 2, reason_max = 100;

struct AskReveal {
    Slip slip;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(AskReveal, (), (slip, reason))

struct RevealsLeft {
    std::int64_t limit = 0, left = 0;  // within the last 24 hours
};
BOOST_DESCRIBE_STRUCT(RevealsLeft, (), (limit, left))

struct Reveal {
    Slip slip;
    Personal kind = Personal::phone;
    std::string text;
    Time at;
    int seconds = shown_seconds;  // how long a screen shows it
    RevealsLeft count;
};
BOOST_DESCRIBE_STRUCT(Reveal, (), (slip, kind, text, at, seconds, count))

static RevealsLeft reveals_left(Work& work) {
    auto seen = work.db.value<std::int64_t>(
        "select count(*) from reveals where shop = ? and person = ? and at > ?", work.who.shop,
        work.who.id, work.now - counted_for);
    std::int64_t limit = work.who.may(may::lead_floor) ? leads_see : agents_see;
    return {limit, std::max<std::int64_t>(limit - seen.value_or(0), 0)};
}

// Until the oldest one that is counted is a day old.
static int seconds_until_room(Work& work) {
    auto oldest =
        work.db.value<Time>("select min(at) from reveals where shop = ? and person = ? and at > ?",
                            work.who.shop, work.who.id, work.now - counted_for);
    auto until = oldest.value_or(work.now) + counted_for - work.now;
    return static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(until).count()) + 1;
}

// What somebody wrote as a reason may itself name a number.
static std::string audited(const VaultRow& row, const std::string& reason) {
    return std::string(kit::name_of(row.kind)) + ' ' + row.mask + ": " + masked_text(reason);
}

static Result<Reveal> reveal(Work& work, const AskReveal& ask) {
    TRY(auto row, work.db.find(ask.slip, work.who.shop));
    TRY(auto reason, team::decent(ask.reason, "reason", reason_max));
    if (text::length(reason) < reason_min) return invalid("too_short", "reason");
    if (row.box.empty()) return conflict("erased");
    auto count = reveals_left(work);
    if (count.left == 0) {
        work.leaves_note();
        team::audit(work, "reveal_refused", row.id.text, audited(row, reason));
        return limited("too_many_reveals", seconds_until_room(work));
    }
    auto text = vault_ring(work).open(row.box, sealed_about(row));
    if (!text) return refused(Code::unavailable, "does_not_open");
    work.db.insert(RevealRow{work.new_id<RevealRow>(), row.shop, work.who.id, row.id,
                             masked_text(reason), work.now});
    team::audit(work, "revealed", row.id.text, audited(row, reason));
    count.left -= 1;
    return Reveal{row.id, row.kind, *std::move(text), work.now, shown_seconds, count};
}

static Result<RevealsLeft> show_left(Work& work) { return reveals_left(work); }

void reveal_routes(Router& router) {
    router.get("/reveals/left", show_left, may::reveal_personal);
    router.post("/reveals", reveal, may::reveal_personal)
        .showing_a_secret()
        .limited({"reveal", 20, 60});
}

}  // namespace customers
