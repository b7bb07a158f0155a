// JSON from and to described shapes. Compiled into `routes()` and the kit only; front doors of
// rooms need describe.hpp and nothing of this.
//
// Reading is strict: unknown fields, wrong types and numbers out of range are refusals that name
// the path ("files[2].name"). Texts, numbers, enums and ids must be there; optionals, lists, maps
// and bools may be absent.
#pragma once

#include <boost/json/value.hpp>
#include <charconv>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

namespace kit::json {

using boost::json::value;

// Errors: malformed (`broken_json`: syntax, deeper than 32, a key twice, not UTF-8).
Result<value> parsed(std::string_view text);
void write_text(std::string& out, std::string_view text);

template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_map : std::false_type {};
template <class T>
struct is_map<std::map<std::string, T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class T>
struct is_id<Id<T>> : std::true_type {};
template <class T>
struct is_pair : std::false_type {};
template <class A, class B>
struct is_pair<std::pair<A, B>> : std::true_type {};

inline void write_integer(std::string& out, std::int64_t number) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}
void write_double(std::string& out, double number);

template <class T>
void write(std::string& out, const T& v) {
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
        write_text(out, v);
    } else if constexpr (std::is_same_v<T, bool>) {
        out += v ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        write_integer(out, static_cast<std::int64_t>(v));
    } else if constexpr (std::is_floating_point_v<T>) {
        write_double(out, v);
    } else if constexpr (DescribedEnum<T>) {
        out += '"';
        out += kit::name_of(v);
        out += '"';
    } else if constexpr (std::is_same_v<T, Time>) {
        write_integer(out, v.us);
    } else if constexpr (std::is_same_v<T, Minor>) {
        write_integer(out, v.units);
    } else if constexpr (std::is_same_v<T, Json>) {
        out += v.text.empty() ? std::string_view("null") : std::string_view(v.text);
    } else if constexpr (is_id<T>::value) {
        write_text(out, v.text);
    } else if constexpr (is_optional<T>::value) {
        if (v) write(out, *v);
        else out += "null";
    } else if constexpr (is_vector<T>::value) {
        out += '[';
        for (bool first = true; const auto& item : v) {
            if (!std::exchange(first, false)) out += ',';
            write(out, item);
        }
        out += ']';
    } else if constexpr (is_pair<T>::value) {
        out += '[';
        write(out, v.first);
        out += ',';
        write(out, v.second);
        out += ']';
    } else if constexpr (is_map<T>::value) {
        out += '{';
        for (bool first = true; const auto& [key, item] : v) {
            if (!std::exchange(first, false)) out += ',';
            write_text(out, key);
            out += ':';
            write(out, item);
        }
        out += '}';
    } else {
        static_assert(Described<T>, "describe this type");
        out += '{';
        bool first = true;
        each_member<T>([&](const char* name, auto member) {
            if (!std::exchange(first, false)) out += ',';
            out += '"';
            out += name;
            out += "\":";
            write(out, v.*member);
        });
        out += '}';
    }
}

template <class T>
std::string text_of(const T& v) {
    std::string out;
    write(out, v);
    return out;
}

struct Problem {
    std::string reason;
    std::string field;
};

std::string written(const value& v);
bool whole_number(const value& v, std::int64_t& out);

template <class T>
bool read(const value& v, T& out, Problem& problem) {
    auto wrong = [&](const char* reason) {
        problem.reason = reason;
        return false;
    };
    if constexpr (std::is_same_v<T, std::string>) {
        auto text = v.if_string();
        if (!text) return wrong("must_be_text");
        // Source: PostgreSQL cannot store U+0000 in text, and nobody means it.
        if (text->find('\0') != boost::json::string::npos) return wrong("must_be_text");
        out.assign(text->data(), text->size());
    } else if constexpr (std::is_same_v<T, bool>) {
        auto flag = v.if_bool();
        if (!flag) return wrong("must_be_true_or_false");
        out = *flag;
    } else if constexpr (std::is_integral_v<T>) {
        std::int64_t number = 0;
        if (!whole_number(v, number) || !std::in_range<T>(number))
            return wrong("must_be_a_whole_number");
        out = static_cast<T>(number);
    } else if constexpr (std::is_floating_point_v<T>) {
        if (!v.is_number()) return wrong("must_be_a_number");
        out = v.to_number<T>();
    } else if constexpr (DescribedEnum<T>) {
        auto text = v.if_string();
        auto found =
            text ? enum_named<T>(std::string_view(text->data(), text->size())) : std::nullopt;
        if (!found) return wrong("must_be_one_of_the_listed_words");
        out = *found;
    } else if constexpr (std::is_same_v<T, Time>) {
        if (!whole_number(v, out.us)) return wrong("must_be_a_time");
    } else if constexpr (std::is_same_v<T, Minor>) {
        if (!whole_number(v, out.units)) return wrong("must_be_a_whole_number");
    } else if constexpr (std::is_same_v<T, Json>) {
        out.text = written(v);
    } else if constexpr (is_id<T>::value) {
        auto text = v.if_string();
        if (!text || !is_uuid({text->data(), text->size()})) return wrong("must_be_an_id");
        out.text.assign(text->data(), text->size());
    } else if constexpr (is_optional<T>::value) {
        if (v.is_null()) {
            out.reset();
            return true;
        }
        return read(v, out.emplace(), problem);
    } else if constexpr (is_vector<T>::value) {
        auto list = v.if_array();
        if (!list) return wrong("must_be_a_list");
        if (list->size() > 1000) return wrong("too_many");
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (!read((*list)[i], out.emplace_back(), problem)) {
                problem.field = "[" + std::to_string(i) + "]" + problem.field;
                return false;
            }
        }
    } else if constexpr (is_pair<T>::value) {
        auto list = v.if_array();
        if (!list || list->size() != 2) return wrong("must_be_a_list");
        return read((*list)[0], out.first, problem) && read((*list)[1], out.second, problem);
    } else if constexpr (is_map<T>::value) {
        auto object = v.if_object();
        if (!object) return wrong("must_be_an_object");
        if (object->size() > 10'000) return wrong("too_many");
        for (auto& [key, item] : *object) {
            if (!read(item, out[std::string(key)], problem)) {
                problem.field = "." + std::string(key) + problem.field;
                return false;
            }
        }
    } else {
        static_assert(Described<T>, "describe this type");
        auto object = v.if_object();
        if (!object) return wrong("must_be_an_object");
        bool fine = true;
        std::size_t known = 0;
        each_member<T>([&](const char* name, auto member) {
            if (!fine) return;
            using M = std::remove_reference_t<decltype(out.*member)>;
            if (auto item = object->if_contains(name)) {
                ++known;
                fine = read(*item, out.*member, problem);
            } else if constexpr (!is_optional<M>::value && !is_vector<M>::value &&
                                 !is_map<M>::value && !std::is_same_v<M, bool>) {
                fine = wrong("required");
            }
            if (!fine) problem.field = "." + std::string(name) + problem.field;
        });
        if (!fine) return false;
        if (known != object->size()) {
            for (auto& [key, item] : *object) {
                bool listed = false;
                each_member<T>([&](const char* name, auto) { listed = listed || key == name; });
                if (!listed) problem.field = "." + std::string(key);
            }
            return wrong("unknown_field");
        }
    }
    return true;
}

// Errors: malformed, with the field that was wrong.
template <class T>
Result<T> shaped(const value& v) {
    T out{};
    Problem problem;
    if (read(v, out, problem)) return out;
    auto field = problem.field.starts_with('.') ? problem.field.substr(1) : problem.field;
    return malformed(problem.reason, field);
}
template <class T>
Result<T> from_text(std::string_view text) {
    TRY(auto v, parsed(text));
    return shaped<T>(v);
}

}  // namespace kit::json
