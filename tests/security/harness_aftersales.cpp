// Cases and what hangs on them, for the knocks of the security harness.
#include "aftersales/aftersales.hpp"
#include "harness.hpp"
#include "kit/base/blobs.hpp"

static aftersales::Case opened(kit::Work& work, const std::string& shop, const std::string& order) {
    using namespace aftersales;
    NewCase ask;
    ask.client_key = kit::new_uuid(work.now);
    ask.order = {order};
    ask.kind = CaseKind::return_refund;
    return *open_case(work, shop, ask, {CaseActor::clock, "", ""});
}

static aftersales::Case moved(kit::Work& work, const std::string& shop,
                              const kit::Id<aftersales::Case>& id, aftersales::CaseEvent event) {
    aftersales::CaseStep step;
    step.event = event;
    step.waybill = kit::new_uuid(work.now);
    return *aftersales::step(work, shop, id, step, {aftersales::CaseActor::seller, "", ""});
}

// It says nothing and ends nothing, so that a chat need not be one's own.
static std::string tagging_macro(kit::Work& work, const std::string& shop) {
    auto id = kit::new_uuid(work.now);
    work.db.execute(
        "insert into after_macros (id, shop, name, money, amount, percent, kind, reason, script, tags, assign_to, closes, uses, made_by, made_at, "
        "version) values (?, ?, ?, 'none', 0, 0, 'compensation', 'other', '', '[\"x\"]', '', 0, 0, '', 1, 1)",
        id, shop, id);
    return id;
}

std::string Security::object_of_aftersales(const std::string& kind, const Cast& cast) {
    if (kind == "macro")
        return store().write_now([&](kit::Work& work) { return tagging_macro(work, cast.shop); });
    if (kind != "case" && kind != "refund" && kind != "return" && kind != "evidence" &&
        kind != "return_photo")
        return {};
    auto order = order_in(cast, "order");
    return store().write_now([&](kit::Work& work) -> std::string {
        using aftersales::CaseEvent;
        auto made = opened(work, cast.shop, order);
        if (kind == "case") return made.id.text;
        if (kind == "refund")
            return moved(work, cast.shop, made.id, CaseEvent::waive_return).refunds.front().id.text;
        if (kind == "return") {
            moved(work, cast.shop, made.id, CaseEvent::agree);
            return moved(work, cast.shop, made.id, CaseEvent::shipped_back).returns.front().id.text;
        }
        if (kind == "return_photo") {
            moved(work, cast.shop, made.id, CaseEvent::agree);
            moved(work, cast.shop, made.id, CaseEvent::shipped_back);
        }
        auto hash = kit::Blobs(work.settings->data_folder + "/blobs").put("evidence");
        auto id = kit::new_uuid(work.now);
        work.db.execute(
            "insert into after_evidence (id, shop, case_id, side, uploader, kind, sha256, name, content_type, bytes, width, "
            "height, note, at) values (?, ?, ?, 'buyer', '', 'photo', ?, 'x', 'text/plain', 8, 0, 0, '', 1)",
            id, cast.shop, made.id, hash);
        return id;
    });
}
