// One row per endpoint. The row names the method, the path, the verb and the right; everything else
// (body and path parsing, status codes, OpenAPI, TypeScript) follows from the verb's signature.
//
//     router.post("/conversations/{id}/claim", claim, may::converse);
//
//     Result<Conversation> claim(Work&, Id<Conversation>);             // path parameters in order
//     Result<Message> reply(Work&, Id<Conversation>, const Reply&);    // then the body (or query)
//
// Modes: GET reads from a snapshot; the others write in the writer's transaction; `slow` verbs take
// `Slow&` and run on a small pool, for what must not hold the writer: password hashing, files.
// A row without a right does not compile, so a route without a policy cannot start.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "kit/base/json.hpp"
#include "kit/base/result.hpp"
#include "kit/db/store.hpp"
#include "kit/db/work.hpp"
#include "kit/http/message.hpp"
#include "kit/http/shapes.hpp"

namespace kit {

// For verbs that wait: no transaction is open; reads and writes are short transactions of their
// own, each of which checks again that the caller may.
class Slow {
public:
    Principal who;
    const Request& request;
    std::vector<std::pair<std::string, std::string>> headers;  // what the answer carries

    Slow(const Request& request, Store& store, std::function<Result<Principal>(Work&)> admit)
        : request(request), store_(store), admit_(std::move(admit)) {}

    const Settings& settings() const { return store_.settings(); }
    Time now() const { return store_.clock().now(); }
    template <class F>
    auto read(F verb) {
        return store_.read_now(admitted(std::move(verb)));
    }
    template <class F>
    auto write(F verb) {
        return store_.write_now(admitted(std::move(verb)));
    }

private:
    // F: Result<T>(Work&)
    template <class F>
    auto admitted(F verb) {
        return
            [this, verb = std::move(verb)](Work& work) mutable -> std::invoke_result_t<F&, Work&> {
                TRY(work.who, admit_(work));
                return verb(work);
            };
    }
    Store& store_;
    std::function<Result<Principal>(Work&)> admit_;
};

// The raw body of an upload.
struct Upload {
    std::string name;  // as the client called it; untrusted
    std::string_view bytes;
};

struct Inputs {
    std::vector<std::string> path;
    const Request* request = nullptr;
};

struct Answered {
    int status = 200;
    std::string body;
};

struct Limit {
    std::string_view name;  // "message"
    int count = 0;          // that many …
    int seconds = 0;        // … in so long, then refused until there is room
    enum class By { principal, address } by = By::principal;
};

struct Route {
    enum class Mode { read, write, slow, page, hook };
    std::string method;
    std::string path;
    std::vector<std::string> segments;
    Right right;
    Mode mode = Mode::read;
    std::size_t body_max = 64 * 1024;
    bool raw_body = false;      // an upload: any content type
    bool cross_origin = false;  // the chat window calls it from the shop's own pages
    bool shows_secret = false;  // its answer holds what is shown once; it is never kept
    std::optional<Limit> limit;
    std::function<Result<Answered>(Work&, const Inputs&)> run;
    std::function<Result<Answered>(Slow&, const Inputs&)> run_slow;
    std::function<Result<Response>(Work&, const Request&)> page;
    std::function<Result<Response>(Work&, const Inputs&)> hook;
    TypeText ask, answer;
    bool asks_by_query = false;

    Route& limited(Limit by) { return limit = by, *this; }
    Route& for_any_site() { return cross_origin = true, *this; }
    Route& showing_a_secret() { return shows_secret = true, *this; }
    Route& body_up_to(std::size_t bytes) { return body_max = bytes, *this; }
};

Result<void> query_value(std::string_view query, std::string_view name,
                         std::optional<std::string>& out);

namespace routing {

template <class T>
struct is_path_value : std::false_type {};
template <class T>
struct is_path_value<Id<T>> : std::true_type {};
template <>
struct is_path_value<std::string> : std::true_type {};

template <class M>
Result<void> take_query(std::string_view query, const char* name, M& out) {
    std::optional<std::string> text;
    TRY(query_value(query, name, text));
    if constexpr (is_optional<M>::value) {
        if (!text) return {};
        return take_query(query, name, out.emplace());
    } else {
        if (!text) return malformed("required", name);
        json::Problem problem;
        json::value v;
        if constexpr (std::is_integral_v<M> || std::is_same_v<M, Time>) {
            std::int64_t number = 0;
            auto end = text->data() + text->size();
            auto got = std::from_chars(text->data(), end, number);
            if (got.ec != std::errc{} || got.ptr != end)
                return malformed("must_be_a_whole_number", name);
            v = number;
        } else {
            v = boost::json::string(*text);
        }
        if (!json::read(v, out, problem)) return malformed(problem.reason, name);
        return {};
    }
}

Result<void> only_known(std::string_view query, const std::vector<std::string_view>& known);

template <Described T>
Result<T> from_query(std::string_view query) {
    T out{};
    Result<void> fine;
    std::vector<std::string_view> known;
    each_member<T>([&](const char* name, auto member) {
        known.push_back(name);
        if (fine) fine = take_query(query, name, out.*member);
    });
    TRY(fine);
    TRY(only_known(query, known));
    return out;
}

template <class P>
Result<P> from_path(const std::string& text) {
    if constexpr (std::is_same_v<P, std::string>) {
        return text;
    } else {
        // What is not an id cannot be found.
        if (!is_uuid(text)) return not_found();
        return P{text};
    }
}

template <class R>
Answered answered(const Result<R>& result, std::string_view method) {
    if constexpr (std::is_void_v<R>) return {204, {}};
    else return {method == "POST" ? 201 : 200, json::text_of(*result)};
}

// Calls `verb(context, path…, ask)` with what the request holds.
template <class Context, class R, class... P>
struct Caller {
    using Ask = std::remove_cvref_t<
        std::tuple_element_t<sizeof...(P) == 0 ? 0 : sizeof...(P) - 1, std::tuple<P..., void*>>>;
    static constexpr bool has_ask =
        sizeof...(P) > 0 && !is_path_value<Ask>::value && !std::is_same_v<Ask, void*>;
    static constexpr std::size_t path_count = sizeof...(P) - (has_ask ? 1 : 0);

    template <class V>
    static Result<Answered> call(V verb, Context& context, const Inputs& in, bool by_query) {
        using Values = std::tuple<std::remove_cvref_t<P>...>;
        Values values;
        TRY(fill_path(values, in, std::make_index_sequence<path_count>{}));
        if constexpr (has_ask) {
            TRY(std::get<path_count>(values), ask(in, by_query));
        }
        auto result = std::apply([&](auto&... v) { return verb(context, v...); }, values);
        if (!result) return std::unexpected(std::move(result).error());
        return answered<R>(result, in.request->method);
    }
    template <class Values, std::size_t... I>
    static Result<void> fill_path(Values& values, const Inputs& in, std::index_sequence<I...>) {
        Result<void> fine;
        (void)values;
        (void)in;
        ((fine ? void(fine = fill_one(std::get<I>(values), in.path[I])) : void()), ...);
        return fine;
    }
    template <class Value>
    static Result<void> fill_one(Value& value, const std::string& text) {
        TRY(value, from_path<Value>(text));
        return {};
    }
    static Result<Ask> ask(const Inputs& in, bool by_query) {
        if constexpr (std::is_same_v<Ask, Upload>) {
            Upload upload;
            std::optional<std::string> name;
            TRY(query_value(in.request->query, "name", name));
            upload.name = name.value_or("");
            upload.bytes = in.request->body;
            return upload;
        } else if constexpr (has_ask) {
            if (by_query) return from_query<Ask>(in.request->query);
            return json::from_text<Ask>(in.request->body);
        }
    }
};

}  // namespace routing

class Router {
public:
    template <class R, class... P>
    Route& get(std::string path, Result<R> (*verb)(Work&, P...), Right right) {
        return add<Work, R, P...>("GET", std::move(path), verb, right, Route::Mode::read);
    }
    template <class R, class... P>
    Route& post(std::string path, Result<R> (*verb)(Work&, P...), Right right) {
        return add<Work, R, P...>("POST", std::move(path), verb, right, Route::Mode::write);
    }
    template <class R, class... P>
    Route& put(std::string path, Result<R> (*verb)(Work&, P...), Right right) {
        return add<Work, R, P...>("PUT", std::move(path), verb, right, Route::Mode::write);
    }
    template <class R, class... P>
    Route& patch(std::string path, Result<R> (*verb)(Work&, P...), Right right) {
        return add<Work, R, P...>("PATCH", std::move(path), verb, right, Route::Mode::write);
    }
    template <class R, class... P>
    Route& remove(std::string path, Result<R> (*verb)(Work&, P...), Right right) {
        return add<Work, R, P...>("DELETE", std::move(path), verb, right, Route::Mode::write);
    }
    // Passing things that are told and not kept (somebody types): a read that may publish.
    template <class R, class... P>
    Route& signal(std::string path, Result<R> (*verb)(Work&, P...), Right right) {
        return add<Work, R, P...>("PUT", std::move(path), verb, right, Route::Mode::read);
    }
    template <class R, class... P>
    Route& slow(std::string method, std::string path, Result<R> (*verb)(Slow&, P...), Right right) {
        return add<Slow, R, P...>(std::move(method), std::move(path), verb, right,
                                  Route::Mode::slow);
    }
    // A verb of the kit's own that needs more than its Work; it reads and writes no rows.
    template <class R, class... P>
    Route& ask(std::string method, std::string path, std::function<Result<R>(Work&, P...)> verb,
               Right right) {
        return add<Work, R, P...>(std::move(method), std::move(path), std::move(verb), right,
                                  Route::Mode::read);
    }
    // Outside /api/v1 and JSON: pages, files, metrics. The path is the whole path.
    Route& page(std::string path, std::function<Result<Response>(Work&, const Request&)> page,
                Right right);
    // What another house calls us by, on its terms: a POST of any content type whose signature the
    // verb checks over the raw body and headers, and whose answer it words. Runs in the writer's
    // transaction; a refusal has written nothing.
    Route& hook(std::string path, Result<Response> (*verb)(Work&, const Inputs&), Right right);

    struct Found {
        const Route* route = nullptr;
        std::vector<std::string> path;  // values of the braces
        bool path_known = false;        // another method would fit: 405
    };
    Found find(std::string_view method, std::string_view path) const;
    const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

    std::string typescript() const;
    std::string openapi() const;
    // Names of shapes that two types bear, which the API cannot: "a::Page and b::Page". None, or it
    // is a fault.
    const std::vector<std::string>& clashes() const { return shapes_.clashes; }
    // Lets generated types know a shape that no route mentions (events).
    template <class E>
    void event() {
        events_.emplace_back(E::name, shapes_.use<decltype(E::data)>().typescript);
    }

private:
    template <class Context, class R, class... P, class V>
    Route& add(std::string method, std::string path, V verb, Right right, Route::Mode mode) {
        using Call = routing::Caller<Context, R, P...>;
        auto& route = make(std::move(method), "/api/v1" + path, right, mode);
        route.asks_by_query = route.method == "GET" || route.method == "DELETE";
        if constexpr (Call::has_ask && std::is_same_v<typename Call::Ask, Upload>) {
            route.raw_body = true;
            route.ask = {"Blob", R"({"type":"string","format":"binary"})"};
        } else if constexpr (Call::has_ask) {
            // DELETE with a body: the ask is JSON when its verb takes one and the method is not
            // GET.
            if (route.method == "DELETE") route.asks_by_query = false;
            route.ask = shapes_.use<typename Call::Ask>();
        }
        route.answer = shapes_.use<R>();
        bool by_query = route.asks_by_query;
        auto run = [verb, by_query](Context& context, const Inputs& in) {
            return Call::call(verb, context, in, by_query);
        };
        if constexpr (std::is_same_v<Context, Slow>) route.run_slow = run;
        else route.run = run;
        ENSURE(brace_count(route.path) == Call::path_count, "as many braces as path parameters");
        return route;
    }
    Route& make(std::string method, std::string path, Right right, Route::Mode mode);
    static std::size_t brace_count(std::string_view path);

    std::vector<std::unique_ptr<Route>> routes_;
    std::vector<std::vector<const Route*>> by_length_;  // routes by their number of segments
    Shapes shapes_;
    std::vector<std::pair<std::string, std::string>> events_;
};

}  // namespace kit
