// The gate as a step of sending, and its routes.
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"
#include "manners/manners.hpp"
#include "team/team.hpp"

namespace manners {

using namespace kit;

// The buffer before a doubtful text leaves (三秒缓冲期). Source: the training manual, three-colour system.
constexpr auto buffer_lasts = std::chrono::seconds{3};

struct HeldReply {
    static constexpr auto table = "held_replies";
    Id<HeldReply> id;
    std::string shop, conversation, person, client_key;
    Colour colour = Colour::yellow;
    std::string body;
    Verdict verdict;
    Time first_at;
    std::string override_reason;
};
BOOST_DESCRIBE_STRUCT(HeldReply, (), (id, shop, conversation, person, client_key, colour, body, verdict,
                                      first_at, override_reason))

static Refusal with_verdict(Refusal refusal, const Verdict& verdict) {
    auto error = refusal.error();
    error.detail = json::text_of(verdict);
    return Refusal(std::move(error));
}

// The note of this text under this key: a changed text starts its three seconds anew.
static HeldReply note(Work& work, const Draft& draft, const Verdict& verdict) {
    auto found = work.db.first<HeldReply>("where shop = ? and person = ? and client_key = ?", work.who.shop,
                                          work.who.id, draft.client_key);
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
                  ""};
    if (found) work.db.update(row);
    else work.db.insert(row);
    return row;
}

Result<void> pass(Work& work, const Draft& draft) {
    auto verdict = judged(draft.text, {.buyer_text = draft.buyer_text,
                                                   .emotion = draft.emotion,
                                                   .product_names = {},
                                                   .hour = -1,
                                                   .automatic = false,
                                                   .language = Language::zh});
    if (verdict.colour == Colour::green) return {};
    if (verdict.colour == Colour::red && draft.override_reason.empty()) {
        note(work, draft, verdict);
        work.leaves_note();
        return with_verdict(invalid("stopped", "text"), verdict);
    }
    if (verdict.colour == Colour::red) {
        if (!work.who.may(may::override_gate)) return with_verdict(forbidden("override_not_yours"), verdict);
        TRY(auto reason, team::decent(draft.override_reason, "override_reason", 200));
        auto row = note(work, draft, verdict);
        row.override_reason = reason;
        work.db.update(row);
        team::audit(work, "gate_overridden", draft.conversation, reason);
        return {};
    }
    auto row = note(work, draft, verdict);
    if (draft.held && work.now - row.first_at >= buffer_lasts) return {};
    work.leaves_note();
    return with_verdict(conflict("hold"), verdict);
}

struct AskCheck {
    std::string text;
    std::optional<std::string> conversation;
    std::optional<std::string> locale;
};
BOOST_DESCRIBE_STRUCT(AskCheck, (), (text, conversation, locale))

static Result<Verdict> check(Work&, const AskCheck& ask) {
    if (!text::is_valid_utf8(ask.text)) return malformed("broken_text", "text");
    if (text::length(ask.text) > 4000) return invalid("too_long", "text");
    Context context;
    if (ask.locale && ask.locale->starts_with("en")) context.language = Language::en;
    return judged(ask.text, context);
}

static Result<Pack> show_pack(Work&) { return house_gate().pack(); }

void routes(Router& router) {
    std::function<Result<Verdict>(Work&, const AskCheck&)> ask = check;
    router.ask("POST", "/manners/check", ask, may::converse).limited({"check", 300, 60});
    router.get("/manners/pack", show_pack, may::converse);
}

void verify(Db& db) { db.verify<HeldReply>(); }

}  // namespace manners
