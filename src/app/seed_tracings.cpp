// Parcels of the demo shop that are looked for: one that somebody follows, one whose deadline has
// passed.
#include <algorithm>

#include "app/seed.hpp"
#include "tracing/tracing.hpp"

namespace app {

using namespace kit;

static bool is_on_its_way(const orders::Parcel& parcel) {
    using enum orders::ParcelState;
    return parcel.state == picked_up || parcel.state == in_transit || parcel.state == exception;
}

int seed_tracings(House& house) {
    return house.store().write_now([](Work& work) {
        auto shop = work.db.value<std::string>("select shop from people limit 1").value_or("");
        auto present = work.now;
        int made = 0;
        for (auto& contact : customers::latest(work, shop, 20))
            for (auto& order : orders::of_contact(work, shop, contact.id, 10))
                for (auto& parcel : order.parcels) {
                    if (made == 2 || !is_on_its_way(parcel)) continue;
                    work.now = present - std::chrono::hours{made == 0 ? 2 : 7};
                    tracing::NewTracing ask{"demo-" + parcel.id.text,
                                            parcel.id,
                                            tracing::TracingReason::silent,
                                            {},
                                            {}};
                    auto opened =
                        tracing::open_tracing(work, shop, ask, tracing::TracingOpener::watch,
                                              {tracing::TracingActor::parcel, "", ""});
                    made += opened ? 1 : 0;
                    work.now = present;
                }
        return made;
    });
}

}  // namespace app
