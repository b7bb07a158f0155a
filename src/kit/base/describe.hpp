// Shapes are declared once: a struct and BOOST_DESCRIBE_STRUCT (or an enum and
// BOOST_DESCRIBE_ENUM). Rows, JSON both ways, OpenAPI and TypeScript follow from the description.
//
// A description that misses a member does not compile: `whole<T>` counts the struct's fields.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <boost/pfr/tuple_size.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace kit {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <Described T>
inline constexpr bool whole =
    boost::pfr::tuple_size_v<T> == boost::mp11::mp_size<Members<T>>::value;

// Calls visit(name, pointer-to-member) for each member in order.
template <Described T, class Visit>
constexpr void each_member(Visit&& visit) {
    static_assert(whole<T>, "a member is missing from the description");
    boost::mp11::mp_for_each<Members<T>>([&](auto d) { visit(d.name, d.pointer); });
}

template <DescribedEnum E>
std::string_view name_of(E value) {
    return boost::describe::enum_to_string(value, "");
}
template <DescribedEnum E>
std::optional<E> enum_named(std::string_view name) {
    std::optional<E> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (name == d.name) found = d.value;
    });
    return found;
}

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {
    using inner = T;
};

}  // namespace kit
