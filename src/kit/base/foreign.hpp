// JSON as other houses write it, into our described shapes.
//
// Reading is forgiving where json.hpp is strict, because the sender does not know our shapes:
// unknown fields are passed over, absent ones and null stay at their default, a number where we
// keep text is its text (and the other way round when it is a whole number). `last_result` also
// takes "lastResult". What cannot be understood is still refused: broken JSON, an object where a
// text is meant.
#pragma once

#include "kit/base/json.hpp"

namespace kit::foreign {

// "last_result" as "lastResult".
std::string camel(std::string_view name);
bool text_from(const json::value&, std::string& out);
bool whole_from(const json::value&, std::int64_t& out);

template <class T>
bool read(const json::value& v, T& out) {
    if (v.is_null()) return true;
    if constexpr (std::is_same_v<T, std::string>) {
        return text_from(v, out);
    } else if constexpr (json::is_id<T>::value) {
        return text_from(v, out.text);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (auto flag = v.if_bool()) return out = *flag, true;
        return false;
    } else if constexpr (std::is_integral_v<T>) {
        std::int64_t number = 0;
        if (!whole_from(v, number) || !std::in_range<T>(number)) return false;
        return out = static_cast<T>(number), true;
    } else if constexpr (std::is_floating_point_v<T>) {
        if (!v.is_number()) return false;
        return out = v.to_number<T>(), true;
    } else if constexpr (std::is_same_v<T, Json>) {
        return out.text = json::written(v), true;
    } else if constexpr (is_optional<T>::value) {
        return read(v, out.emplace());
    } else if constexpr (json::is_vector<T>::value) {
        auto list = v.if_array();
        if (!list || list->size() > 5000) return false;
        for (auto& item : *list)
            if (!read(item, out.emplace_back())) return false;
        return true;
    } else if constexpr (json::is_map<T>::value) {
        auto object = v.if_object();
        if (!object || object->size() > 5000) return false;
        for (auto& [key, item] : *object)
            if (!read(item, out[std::string(key)])) return false;
        return true;
    } else {
        static_assert(Described<T>, "describe this type");
        auto object = v.if_object();
        if (!object) return false;
        bool fine = true;
        each_member<T>([&](const char* name, auto member) {
            auto item = object->if_contains(name);
            if (!item) item = object->if_contains(camel(name));
            if (fine && item) fine = read(*item, out.*member);
        });
        return fine;
    }
}

// Errors: malformed (`broken_json`, `key_twice`, `other_shape`).
template <class T>
Result<T> from_text(std::string_view text) {
    TRY(auto v, json::parsed(text));
    T out{};
    if (!read(v, out)) return malformed("other_shape");
    return out;
}

}  // namespace kit::foreign
