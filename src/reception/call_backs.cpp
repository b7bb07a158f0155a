// A buyer asks to be called: a number for the vault, a time, and somebody who works then.
#include "kit/http/router.hpp"
#include "reception/call_back.hpp"
#include "reception/rows.hpp"

namespace reception {

using conversations::State;

struct AskCallBack {
    std::string phone;
    std::optional<CallWhen> when;
};
BOOST_DESCRIBE_STRUCT(AskCallBack, (), (phone, when))
struct CallPromised {
    std::string owner_name;
    Time from_at, due_at;
};
BOOST_DESCRIBE_STRUCT(CallPromised, (), (owner_name, from_at, due_at))

static std::optional<FollowUp> open_call(Work& work, const conversations::ConversationRow& row) {
    return work.db.first<FollowUp>(
        "where shop = ? and contact = ? and kind = 'call_back' and done_at is null and call_to <> ''",
        row.shop, row.contact);
}

// Who waits stops waiting; who is served goes on. Either way the thread says who calls.
static Result<void> said_in_thread(Work& work, const conversations::ConversationRow& row,
                                   const std::string& name) {
    if (row.state == State::waiting) {
        TRY(conversations::end(work, row.shop, row.id, "call_back|" + name));
        return {};
    }
    return conversations::tell(work, row.shop, row.id, "call_back|" + name);
}

// Errors: not_found (nothing was said yet), invalid (`bad_phone`), conflict (`asked_already`,
// `nobody_works_here`).
static Result<CallPromised> ask_call(Work& work, const AskCallBack& ask) {
    auto& shop = work.who.shop;
    auto row = conversations::current(work, shop, work.who.id);
    if (!row) return not_found();
    if (!is_dialled(ask.phone)) return invalid("bad_phone", "phone");
    if (open_call(work, *row)) return conflict("asked_already");
    auto time = called_in(ask.when.value_or(CallWhen::soon), shifts::hours(work, shop), work.now);
    auto owner = owner_for(work, *row, time.from, time.to);
    if (!owner) return conflict("nobody_works_here");
    TRY(auto person, team::person(work, shop, *owner));
    TRY(auto slip, customers::put_away(work, shop,
                                       {customers::Personal::phone, ask.phone, row->contact.text}));
    TRY(said_in_thread(work, *row, person.name));
    promise(work, *row,
            {FollowUpKind::call_back, *owner, row->last_text, time.to, slip, time.from});
    return CallPromised{person.name, time.from, time.to};
}

void call_back_routes(Router& router) {
    router.post("/visit/call_back", ask_call, may::visit).for_any_site().limited({"left", 10, 60});
}

}  // namespace reception
