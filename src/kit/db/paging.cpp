#include "kit/db/paging.hpp"

#include <charconv>

#include "kit/base/values.hpp"

namespace kit {

std::string text_of(const ListPlace& place) { return std::to_string(place.at) + "." + place.id; }

Result<ListPlace> place_after(const std::optional<std::string>& after, ListPlace first) {
    if (!after) return first;
    ListPlace out;
    auto dot = std::min(after->find('.'), after->size());
    auto end = after->data() + dot;
    auto read = std::from_chars(after->data(), end, out.at);
    if (dot == after->size() || read.ec != std::errc{} || read.ptr != end)
        return invalid("bad_cursor", "after");
    out.id = after->substr(dot + 1);
    if (!is_uuid(out.id)) return invalid("bad_cursor", "after");
    return out;
}

}  // namespace kit
