// A promise for the security harnesses: of the caller's own, and nobody has confirmed it.
#include "harness.hpp"

std::string Security::promise_of(const Cast& cast, const Ground& ground, const Caller& owner) {
    bool person = !owner.headers.empty() && owner.headers.front().first == "Cookie";
    return store().write_now([&](kit::Work& work) {
        auto id = kit::new_uuid(work.now);
        auto due = work.now + std::chrono::hours{4};
        work.db.execute(
            "insert into promises (id, shop, cause, kind, state, owner, placed, conversation, seq, words, words_from, words_to, "
            "made_at, due_at, turn_at, note, version) values (?, ?, ?, 'reply', 'suggested', ?, 0, ?, 1, 'x', 0, 1, ?, ?, ?, '', 1)",
            id, cast.shop, id, person ? owner.id : cast.ben, ground.conversation, work.now, due,
            due);
        return id;
    });
}
