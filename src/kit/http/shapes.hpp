// What the API looks like, told by the described structs: TypeScript and JSON Schema.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/json.hpp"
#include "kit/base/values.hpp"

namespace kit {

// `claims::OpenClaim`.
template <class T>
constexpr std::string_view whole_name() {
    std::string_view text = __PRETTY_FUNCTION__;
    text.remove_prefix(text.find("T = ") + 4);
    text.remove_suffix(text.size() - text.find_last_of(']'));
    return text;
}

// `claims::OpenClaim` is `OpenClaim`.
template <class T>
constexpr std::string_view type_name() {
    auto text = whole_name<T>();
    auto colon = text.rfind(':');
    return colon == text.npos ? text : text.substr(colon + 1);
}

struct TypeText {
    std::string typescript;
    std::string schema;
};

class Shapes {
public:
    struct Field {
        std::string name;
        TypeText type;
        bool required = true;
    };
    std::map<std::string, std::vector<Field>, std::less<>> structs;
    std::map<std::string, std::vector<std::string>, std::less<>> enums;
    // Names that two types bear: the API has one shape a name.
    std::vector<std::string> clashes;

    // Learns T and everything in it; returns how T is written.
    template <class T>
    TypeText use() {
        if constexpr (std::is_void_v<T>) {
            return {"void", "{}"};
        } else if constexpr (std::is_same_v<T, std::string>) {
            return {"string", R"({"type":"string"})"};
        } else if constexpr (std::is_same_v<T, bool>) {
            return {"boolean", R"({"type":"boolean"})"};
        } else if constexpr (std::is_integral_v<T> || std::is_same_v<T, Minor>) {
            return {"number", R"({"type":"integer"})"};
        } else if constexpr (std::is_same_v<T, Time>) {
            return {"number", R"({"type":"integer","description":"microseconds since 1970, UTC"})"};
        } else if constexpr (std::is_floating_point_v<T>) {
            return {"number", R"({"type":"number"})"};
        } else if constexpr (std::is_same_v<T, Json>) {
            return {"unknown", "{}"};
        } else if constexpr (json::is_id<T>::value) {
            return {"string", R"({"type":"string","format":"uuid"})"};
        } else if constexpr (is_optional<T>::value) {
            auto inner = use<typename is_optional<T>::inner>();
            return {inner.typescript + " | null",
                    R"({"anyOf":[)" + inner.schema + R"(,{"type":"null"}]})"};
        } else if constexpr (json::is_vector<T>::value) {
            auto inner = use<typename T::value_type>();
            bool plain = inner.typescript.find(' ') == std::string::npos;
            return {plain ? inner.typescript + "[]" : "(" + inner.typescript + ")[]",
                    R"({"type":"array","items":)" + inner.schema + "}"};
        } else if constexpr (json::is_pair<T>::value) {
            auto a = use<typename T::first_type>(), b = use<typename T::second_type>();
            return {"[" + a.typescript + ", " + b.typescript + "]",
                    R"({"type":"array","prefixItems":[)" + a.schema + "," + b.schema + "]}"};
        } else if constexpr (json::is_map<T>::value) {
            auto inner = use<typename T::mapped_type>();
            return {"Record<string, " + inner.typescript + ">",
                    R"({"type":"object","additionalProperties":)" + inner.schema + "}"};
        } else if constexpr (DescribedEnum<T>) {
            auto name = named<T>();
            auto& words = enums[name];
            if (words.empty())
                boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
                    [&](auto d) { words.emplace_back(d.name); });
            return {name, R"({"$ref":"#/components/schemas/)" + name + "\"}"};
        } else {
            static_assert(Described<T>, "describe this type");
            auto name = named<T>();
            if (!structs.contains(name)) {
                structs[name];
                std::vector<Field> fields;
                each_member<T>([&](const char* field, auto member) {
                    using M = std::remove_cvref_t<decltype(std::declval<T&>().*member)>;
                    bool required = !is_optional<M>::value && !json::is_vector<M>::value &&
                                    !json::is_map<M>::value && !std::is_same_v<M, bool>;
                    fields.push_back({field, use<M>(), required});
                });
                structs[name] = std::move(fields);
            }
            return {name, R"({"$ref":"#/components/schemas/)" + name + "\"}"};
        }
    }

private:
    std::map<std::string, std::string_view, std::less<>> whose_;

    template <class T>
    std::string named() {
        std::string name(type_name<T>());
        auto whose = whose_.emplace(name, whole_name<T>()).first->second;
        if (whose != whole_name<T>())
            clashes.push_back(std::string(whose) + " and " + std::string(whole_name<T>()));
        return name;
    }
};

}  // namespace kit
