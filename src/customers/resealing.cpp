// Rounds of sealing again, after the master key changed.
#include "customers/customers.hpp"
#include "kit/crypto/seal.hpp"
#include "kit/jobs/keys.hpp"

namespace customers {

// A batch holds the writer for some 20 ms; buyers' messages go between two of them.
constexpr int batch = 200;

static void reseal_some(Work& work, const KeysChanged&) {
    if (reseal(work, batch) > 0) more_to_seal(work);
}

void reactions(Jobs& jobs) { jobs.react<KeysChanged>(reseal_some); }

}  // namespace customers
