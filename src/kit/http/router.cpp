#include "kit/http/router.hpp"

#include <algorithm>
#include <set>

#include "kit/text/utf8.hpp"

namespace kit {

static std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> out;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        auto end = path.find('/');
        out.emplace_back(path.substr(0, end));
        path = end == path.npos ? std::string_view() : path.substr(end);
    }
    return out;
}

// Errors: malformed (`bad_query`).
static Result<std::string> unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
        } else if (text[i] == '%') {
            unsigned value = 0;
            if (i + 3 > text.size()) return malformed("bad_query");
            auto got = std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
            if (got.ptr != text.data() + i + 3) return malformed("bad_query");
            out += static_cast<char>(value);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

template <class Each>
static void each_pair(std::string_view query, Each each) {
    while (!query.empty()) {
        auto end = query.find('&');
        auto pair = query.substr(0, end);
        query = end == query.npos ? std::string_view() : query.substr(end + 1);
        auto equals = pair.find('=');
        if (pair.empty()) continue;
        each(pair.substr(0, equals),
             equals == pair.npos ? std::string_view() : pair.substr(equals + 1));
    }
}

Result<void> query_value(std::string_view query, std::string_view name,
                         std::optional<std::string>& out) {
    Result<void> fine;
    bool twice = false;
    each_pair(query, [&](std::string_view key, std::string_view value) {
        if (key != name || !fine) return;
        twice = out.has_value();
        auto text = unescaped(value);
        if (!text) fine = std::unexpected(text.error());
        // JSON bodies are checked by their parser; a query is text under the same terms.
        else if (!text::is_valid_utf8(*text) || text->contains('\0'))
            fine = malformed("bad_query", std::string(name));
        else out = *text;
    });
    if (twice) return malformed("key_twice", std::string(name));
    return fine;
}

Result<void> routing::only_known(std::string_view query,
                                 const std::vector<std::string_view>& known) {
    std::string unknown;
    each_pair(query, [&](std::string_view key, std::string_view) {
        if (std::ranges::find(known, key) == known.end()) unknown = key;
    });
    if (!unknown.empty()) return malformed("unknown_field", unknown);
    return {};
}

Route& Router::make(std::string method, std::string path, Right right, Route::Mode mode) {
    auto& route = *routes_.emplace_back(std::make_unique<Route>());
    route.method = std::move(method);
    route.path = std::move(path);
    route.segments = split(route.path);
    route.right = right;
    route.mode = mode;
    if (by_length_.size() <= route.segments.size()) by_length_.resize(route.segments.size() + 1);
    by_length_[route.segments.size()].push_back(&route);
    for (auto& other : routes_)
        ENSURE(other.get() == &route || other->method != route.method || other->path != route.path,
               "a route is declared once");
    return route;
}

Route& Router::page(std::string path, std::function<Result<Response>(Work&, const Request&)> page,
                    Right right) {
    auto& route = make("GET", std::move(path), right, Route::Mode::page);
    route.page = std::move(page);
    return route;
}

Route& Router::hook(std::string path, Result<Response> (*verb)(Work&, const Inputs&), Right right) {
    auto& route = make("POST", std::move(path), right, Route::Mode::hook);
    route.hook = verb;
    route.raw_body = true;
    route.body_max = 1024 * 1024;
    return route;
}

std::size_t Router::brace_count(std::string_view path) {
    return static_cast<std::size_t>(std::ranges::count(path, '{'));
}

// How well a route fits: 0 not at all, else more for more literal segments.
static std::size_t fitness(const Route& route, const std::vector<std::string_view>& segments) {
    std::size_t literals = 1;
    for (std::size_t i = 0; i < route.segments.size(); ++i) {
        if (route.segments[i].starts_with('{')) continue;
        if (route.segments[i] != segments[i]) return 0;
        ++literals;
    }
    return literals;
}

Router::Found Router::find(std::string_view method, std::string_view path) const {
    Found found;
    std::vector<std::string_view> segments;
    segments.reserve(8);
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        auto end = path.find('/');
        segments.push_back(path.substr(0, end));
        path = end == path.npos ? std::string_view() : path.substr(end);
    }
    std::size_t best = 0;
    auto look_at = [&](const Route& route) {
        auto fits = fitness(route, segments);
        if (fits == 0) return;
        found.path_known = true;
        bool same = route.method == method || (method == "HEAD" && route.method == "GET");
        if (!same || fits <= best) return;
        best = fits;
        found.route = &route;
    };
    if (segments.size() < by_length_.size())
        for (auto route : by_length_[segments.size()]) look_at(*route);
    // A last segment {rest} takes everything that follows.
    for (std::size_t n = 1; n < std::min(segments.size(), by_length_.size()); ++n)
        for (auto route : by_length_[n])
            if (route->segments.back() == "{rest}") look_at(*route);
    if (found.route)
        for (std::size_t i = 0; i < found.route->segments.size(); ++i)
            if (found.route->segments[i].starts_with('{')) found.path.emplace_back(segments[i]);
    return found;
}

static std::string path_type(const Route& route) {
    std::string out;
    for (auto& segment : route.segments)
        if (segment.starts_with('{'))
            out += (out.empty() ? "" : "; ") + segment.substr(1, segment.size() - 2) + ": string";
    return out.empty() ? "undefined" : "{ " + out + " }";
}

static std::string short_path(const Route& route) { return route.path.substr(7); }

std::string Router::typescript() const {
    std::string out = "// Made by bin/gen from the server's described shapes; do not edit.\n\n";
    for (auto& [name, words] : shapes_.enums) {
        out += "export type " + name + " =";
        for (bool first = true; auto& word : words)
            out += (std::exchange(first, false) ? " '" : " | '") + word + "'";
        out += "\n";
    }
    for (auto& [name, fields] : shapes_.structs) {
        out += "\nexport interface " + name + " {\n";
        for (auto& field : fields) out += "  " + field.name + ": " + field.type.typescript + "\n";
        out += "}\n";
    }
    out += "\nexport interface Events {\n";
    for (auto& [name, type] : events_) out += "  " + name + ": " + type + "\n";
    out += "}\n\n// What may be left out of a question: optionals, lists, maps and flags.\n";
    out +=
        "type Optional<T> = { [K in keyof T]-?: null extends T[K] ? K : T[K] extends boolean | "
        "unknown[] ? K : never }[keyof T]\n"
        "export type Ask<T> = Omit<T, Optional<T>> & Partial<Pick<T, Optional<T>>>\n";
    out += "\nexport interface Routes {\n";
    for (auto& route : routes_) {
        if (route->page || route->hook) continue;
        auto asks = route->ask.typescript.empty() ? std::string("undefined")
                    : route->raw_body             ? std::string("Blob")
                                                  : "Ask<" + route->ask.typescript + ">";
        out += "  '" + route->method + " " + short_path(*route) +
               "': { path: " + path_type(*route) +
               "; query: " + (route->asks_by_query ? asks : "undefined") +
               "; body: " + (route->asks_by_query ? "undefined" : asks) +
               "; answer: " + route->answer.typescript + " }\n";
    }
    return out + "}\n";
}

static std::string schemas_of(const Shapes& shapes) {
    std::string out;
    for (auto& [name, words] : shapes.enums) {
        out += ",\"" + name + R"(":{"type":"string","enum":[)";
        for (bool first = true; auto& word : words)
            out += (std::exchange(first, false) ? "\"" : ",\"") + word + "\"";
        out += "]}";
    }
    for (auto& [name, fields] : shapes.structs) {
        out += ",\"" + name + R"(":{"type":"object","additionalProperties":false,"properties":{)";
        std::string required;
        for (bool first = true; auto& field : fields) {
            out += (std::exchange(first, false) ? "\"" : ",\"") + field.name +
                   "\":" + field.type.schema;
            if (field.required) required += (required.empty() ? "\"" : ",\"") + field.name + "\"";
        }
        out += "}" + (required.empty() ? "" : ",\"required\":[" + required + "]") + "}";
    }
    return out;
}

std::string Router::openapi() const {
    std::string out = R"({"openapi":"3.1.0","info":{"title":"Xiaoer","version":"1"},)"
                      R"("servers":[{"url":"/api/v1"}],"paths":{)";
    std::map<std::string, std::string> paths;
    for (auto& route : routes_) {
        if (route->page || route->hook) continue;
        std::string method = route->method;
        std::ranges::transform(method, method.begin(),
                               [](char c) { return static_cast<char>(c | 32); });
        std::string parameters;
        for (auto& segment : route->segments)
            if (segment.starts_with('{'))
                parameters += std::string(parameters.empty() ? "" : ",") + R"({"name":")" +
                              segment.substr(1, segment.size() - 2) +
                              R"(","in":"path","required":true,"schema":{"type":"string"}})";
        std::string body;
        if (route->asks_by_query && !route->ask.typescript.empty()) {
            for (auto& field : shapes_.structs.find(route->ask.typescript)->second)
                parameters += std::string(parameters.empty() ? "" : ",") + R"({"name":")" +
                              field.name + R"(","in":"query","required":)" +
                              (field.required ? "true" : "false") + R"(,"schema":)" +
                              field.type.schema + "}";
        } else if (!route->ask.schema.empty()) {
            body = std::string(R"(,"requestBody":{"required":true,"content":{")") +
                   (route->raw_body ? "application/octet-stream" : "application/json") +
                   R"(":{"schema":)" + route->ask.schema + "}}}";
        }
        bool nothing = route->answer.typescript == "void";
        std::string status = nothing ? "204" : route->method == "POST" ? "201" : "200";
        auto& text = paths[short_path(*route)];
        text +=
            (text.empty() ? "" : ",") + std::string("\"") + method + R"(":{"x-right":")" +
            std::string(route->right.name) + R"(","parameters":[)" + parameters + "]" + body +
            R"(,"responses":{")" + status + R"(":{"description":"done")" +
            (nothing
                 ? ""
                 : R"(,"content":{"application/json":{"schema":)" + route->answer.schema + "}}") +
            R"(},"default":{"description":"refused","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}}}})";
    }
    for (bool first = true; auto& [path, text] : paths)
        out += (std::exchange(first, false) ? "\"" : ",\"") + path + "\":{" + text + "}";
    out +=
        R"(},"components":{"schemas":{"Error":{"type":"object","required":["code","reason","request_id"],"properties":{"code":{"type":"string"},"reason":{"type":"string"},"field":{"type":"string"},"message":{"type":"string"},"request_id":{"type":"string"},"detail":{}}})";
    out += schemas_of(shapes_);
    return out + "}}}";
}

}  // namespace kit
