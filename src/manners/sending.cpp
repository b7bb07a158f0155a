// The gate as a step of sending, and its routes.
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"
#include "manners/kept.hpp"
#include "manners/rows.hpp"
#include "team/team.hpp"

namespace manners {

using namespace kit;

// The buffer before a doubtful text leaves (三秒缓冲期). Source: the training manual, three-colour
// system.
constexpr auto buffer_lasts = std::chrono::seconds{3};

static Refusal with_verdict(Refusal refusal, const Verdict& verdict) {
    auto error = refusal.error();
    error.detail = json::text_of(verdict);
    return Refusal(std::move(error));
}

// The note of this text under this key: a changed text starts its three seconds anew.
static HeldReply note(Work& work, const Draft& draft, const Verdict& verdict) {
    auto found = work.db.first<HeldReply>("where shop = ? and person = ? and client_key = ?",
                                          work.who.shop, work.who.id, draft.client_key);
    if (found && found->body == draft.text) return *found;
    HeldReply row{found ? found->id : work.new_id<HeldReply>(),
                  work.who.shop,
                  draft.conversation,
                  work.who.id,
                  draft.client_key,
                  verdict.colour,
                  draft.text,
                  verdict,
                  work.now,
                  "",
                  "agent",
                  draft.buyer_text};
    if (found) work.db.update(row);
    else work.db.insert(row);
    return row;
}

Verdict judge(Work& work, const std::string& shop, std::string_view text, const Context& context) {
    return judged(*shop_judge(work, shop), text, context);
}

// The shop's hour: what is late for the buyer is late for the shop. China has one time, UTC+8.
std::int32_t hour_in_the_shop(Time now) {
    const auto hours = std::chrono::floor<std::chrono::hours>(std::chrono::microseconds{now.us}) +
                       std::chrono::hours{8};
    return static_cast<std::int32_t>(hours.count() % 24);
}

static Result<Cleared> passed_red(Work& work, const Draft& draft, const Verdict& verdict,
                                  Cleared cleared) {
    if (!work.who.may(may::override_gate))
        return with_verdict(forbidden("override_not_yours"), verdict);
    TRY(auto reason, team::decent(draft.override_reason, "override_reason", 200));
    auto row = note(work, draft, verdict);
    row.override_reason = reason;
    work.db.update(row);
    team::audit(work, "gate_overridden", draft.conversation, reason);
    return cleared;
}

Result<Cleared> pass(Work& work, const Draft& draft) {
    auto verdict = judge(work, work.who.shop, draft.text,
                         {.buyer_text = draft.buyer_text,
                          .own_text = draft.own_text,
                          .emotion = draft.emotion,
                          .product_names = {},
                          .hour = hour_in_the_shop(work.now),
                          .automatic = false,
                          .language = Language::zh});
    Cleared cleared(draft.text);
    if (verdict.colour == Colour::green) return cleared;
    if (verdict.colour == Colour::red && !draft.override_reason.empty())
        return passed_red(work, draft, verdict, std::move(cleared));
    auto row = note(work, draft, verdict);
    if (verdict.colour == Colour::yellow && draft.held && work.now - row.first_at >= buffer_lasts)
        return cleared;
    work.leaves_note();
    if (verdict.colour == Colour::red) return with_verdict(invalid("stopped", "text"), verdict);
    return with_verdict(conflict("hold"), verdict);
}

Result<Cleared> pass_by_itself(Work& work, const Automatic& said) {
    Context context;
    context.automatic = true;
    auto verdict = judge(work, said.shop, said.text, context);
    if (verdict.colour != Colour::red) return Cleared(said.text);
    work.db.insert(HeldReply{work.new_id<HeldReply>(), said.shop, said.conversation, said.origin,
                             new_uuid(work.now), verdict.colour, said.text, verdict, work.now, "",
                             said.origin, ""});
    work.leaves_note();
    return with_verdict(invalid("stopped", "text"), verdict);
}

struct AskCheck {
    std::string text;
    std::optional<std::string> conversation;
    std::optional<std::string> locale;
};
BOOST_DESCRIBE_STRUCT(AskCheck, (), (text, conversation, locale))

static Result<Verdict> check(Work& work, const AskCheck& ask) {
    if (!text::is_valid_utf8(ask.text)) return malformed("broken_text", "text");
    if (text::length(ask.text) > 4000) return invalid("too_long", "text");
    Context context;
    if (ask.locale && ask.locale->starts_with("en")) context.language = Language::en;
    return judge(work, work.who.shop, ask.text, context);
}

// The pack as it judges in this shop: what the desk looks through at each key.
static Result<Pack> show_pack(Work& work) {
    auto live = live_edition(work, work.who.shop);
    if (!live) return house_gate().pack();
    Pack pack = changed(house_gate().pack(), live->changes);
    pack.version += "+" + std::to_string(live->number);
    return pack;
}

void routes(Router& router) {
    std::function<Result<Verdict>(Work&, const AskCheck&)> ask = check;
    router.ask("POST", "/manners/check", ask, may::converse).limited({"check", 300, 60});
    router.get("/manners/pack", show_pack, may::converse);
    kept_routes(router);
    edition_routes(router);
    trial_routes(router);
    guide_routes(router);
}

void verify(Db& db) {
    db.verify<HeldReply>();
    db.verify<EditionRow>();
    verify_trials(db);
    house_gate();  // built at the start, not under the first agent's first key
}

}  // namespace manners
