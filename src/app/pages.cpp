#include "app/pages.hpp"

#include <openssl/sha.h>
#include <zlib.h>

#include "kit/crypto/crypto.hpp"
#include "kit/http/assets.hpp"
#include "shop/shop.hpp"
#include "team/team.hpp"

namespace app {

using namespace kit;

// Source: security requirement W2.
constexpr auto desk_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'";
constexpr auto shop_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

static bool takes(const Request& request, std::string_view coding) {
    auto accepted = request.header("accept-encoding");
    return accepted && accepted->contains(coding);
}

// A file of the binary, as small as the browser takes it.
static Response of_asset(const Asset& file, const Request& request, std::string_view policy,
                         bool for_ever) {
    Response out;
    out.content_type = file.type;
    out.headers = {{"ETag", std::string(file.etag)},
                   {"Cache-Control", for_ever ? "public, max-age=31536000, immutable" : "no-cache"},
                   {"Vary", "Accept-Encoding"},
                   {"Content-Security-Policy", std::string(policy)},
                   {"X-Frame-Options", "DENY"},
                   {"Cross-Origin-Opener-Policy", "same-origin"}};
    if (auto known = request.header("if-none-match"); known && *known == file.etag) {
        out.status = 304;
        return out;
    }
    if (!file.brotli.empty() && takes(request, "br")) {
        out.fixed_body = file.brotli;
        out.headers.emplace_back("Content-Encoding", "br");
    } else if (!file.gzip.empty() && takes(request, "gzip")) {
        out.fixed_body = file.gzip;
        out.headers.emplace_back("Content-Encoding", "gzip");
    } else {
        out.fixed_body = file.raw;
    }
    return out;
}

static Result<Response> desk_page(Work&, const Request& request) {
    auto file = asset(request.path);
    // The desk finds its own way inside /desk; what looks like a file and is none is not found.
    if (!file && request.path.rfind('.') == std::string::npos) file = asset("/desk/index.html");
    if (!file) return not_found();
    return of_asset(*file, request, desk_policy, request.path.starts_with("/desk/assets/"));
}

static Result<Response> shop_page(Work&, const Request& request) {
    auto file = asset(request.path == "/" ? "/pages/index.html" : request.path);
    if (!file || file->path == "/pages/chat.html") return not_found();
    return of_asset(*file, request, shop_policy, false);
}

struct AgentCard {
    std::string name, signature;
    bool online = false;
};
BOOST_DESCRIBE_STRUCT(AgentCard, (), (name, signature, online))
struct Boot {
    std::string key, brand, slogan, colour;
    AgentCard agent;
    std::string hello;
    std::vector<std::string> quick;
    std::string locale;
};
BOOST_DESCRIBE_STRUCT(Boot, (), (key, brand, slogan, colour, agent, hello, quick, locale))

// The face of the shop: somebody who is there, else anybody who talks with buyers.
static AgentCard face(Work& work, std::string_view shop_id) {
    AgentCard out;
    for (auto& person : team::colleagues(work, shop_id)) {
        if (!person.active || (person.role != team::Role::agent && person.role != team::Role::lead))
            continue;
        bool online = person.status == team::Status::online;
        if (out.name.empty() || (online && !out.online))
            out = {person.name, person.signature, online};
    }
    return out;
}

static Result<Boot> boot(Work& work, const std::string& widget_key) {
    TRY(auto front, shop::storefront_by_key(work, widget_key));
    TRY(auto of, team::shop(work, front.id.text));
    return Boot{widget_key,
                of.name,
                of.slogan,
                front.brand_colour,
                face(work, front.id.text),
                front.greeting,
                front.quick_replies,
                of.locale};
}

Result<std::string> boot_record(Work& work, const std::string& widget_key) {
    TRY(auto record, boot(work, widget_key));
    return "self.__xiaoerBoot=" + json::text_of(record) + ";";
}

// Source: RFC 1952, by zlib.
static std::string gzipped(std::string_view text) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

static void squeeze(Response& out, const Request& request) {
    if (!takes(request, "gzip")) return;
    out.body = gzipped(out.body);
    out.headers.emplace_back("Content-Encoding", "gzip");
}

static Result<std::string> widget_text(Work& work, const Request& request) {
    std::optional<std::string> key;
    TRY(query_value(request.query, "k", key));
    auto script = asset("/widget/widget.js");
    if (!key || !script) return not_found("unknown_key");
    TRY(auto record, boot_record(work, *key));
    return record + std::string(script->raw);
}

static Result<Response> widget(Work& work, const Request& request) {
    TRY(auto text, widget_text(work, request));
    Response out;
    out.content_type = "text/javascript; charset=utf-8";
    auto tag = '"' + crypto::sha256_hex(text).substr(0, 20) + '"';
    out.headers = {{"ETag", tag},
                   {"Cache-Control", "public, max-age=300, stale-while-revalidate=86400"},
                   {"Vary", "Accept-Encoding"},
                   {"Cross-Origin-Resource-Policy", "cross-origin"},
                   {"Access-Control-Allow-Origin", "*"}};
    if (auto known = request.header("if-none-match"); known && *known == tag) {
        out.status = 304;
        return out;
    }
    out.body = std::move(text);
    squeeze(out, request);
    return out;
}

// The conversation that widget.js fetches when it is wanted. Its address changes with its content.
static Result<Response> widget_chat(Work&, const Request& request) {
    auto file = asset("/widget/chat.js");
    if (!file) return not_found();
    auto out = of_asset(*file, request, shop_policy, true);
    out.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
    out.headers.emplace_back("Access-Control-Allow-Origin", "*");
    return out;
}

static std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '&') out += "&amp;";
        else if (c == '"') out += "&quot;";
        else out += c;
    }
    return out;
}

static void put(std::string& page, std::string_view place, std::string_view text) {
    for (auto at = page.find(place); at != page.npos; at = page.find(place, at + text.size()))
        page.replace(at, place.size(), text);
}

static std::string sha256_base64(std::string_view text) {
    unsigned char raw[32];
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), raw);
    auto digest = crypto::base64url({reinterpret_cast<const char*>(raw), 32});
    for (auto& c : digest) c = c == '-' ? '+' : c == '_' ? '/' : c;
    return digest + "=";
}

// One response holds the page, the script and its first record: one round trip to the first screen.
static Result<Response> chat_page(Work& work, const Request& request) {
    std::optional<std::string> key;
    TRY(query_value(request.query, "k", key));
    TRY(auto script, widget_text(work, request));
    TRY(auto record, boot(work, *key));
    auto shell = asset("/pages/chat.html");
    if (!shell) return not_found();
    // The script's place is found before anything of the shop goes in, so that no name can move it.
    constexpr std::string_view place = "{{script}}";
    auto at = shell->raw.find(place);
    ENSURE(at != shell->raw.npos, "the chat page has a place for its script");
    std::string before(shell->raw.substr(0, at)), after(shell->raw.substr(at + place.size()));
    for (auto part : {&before, &after}) {
        put(*part, "{{locale}}", escaped(record.locale));
        put(*part, "{{brand}}", escaped(record.brand));
    }
    auto page = before + script + after;
    Response out;
    out.content_type = "text/html; charset=utf-8";
    out.headers = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self' 'sha256-" + sha256_base64(script) +
             "'; connect-src 'self'; img-src 'self' blob: https:; base-uri 'none'; form-action 'none'; "
             "frame-ancestors 'none'"},
        {"Cache-Control", "no-cache"},
        {"Vary", "Accept-Encoding"}};
    out.body = std::move(page);
    squeeze(out, request);
    return out;
}

// Where strangers ask after their parcels: /p/track?k=<the shop's widget key>.
static Result<Response> track_page(Work&, const Request& request) {
    auto file = asset("/pages/track.html");
    if (!file) return not_found();
    return of_asset(*file, request, shop_policy, false);
}

// A buyer's after-sales without an account: /p/case#SECRET. What follows # stays in the browser.
static Result<Response> case_page(Work&, const Request& request) {
    auto file = asset("/pages/case.html");
    if (!file) return not_found();
    return of_asset(*file, request, shop_policy, false);
}

void page_routes(Router& router) {
    router.page("/p/case", case_page, may::look);
    router.page("/p/track", track_page, may::look);
    router.page("/", shop_page, may::look);
    router.page("/pages/{rest}", shop_page, may::look);
    router.page("/desk", desk_page, may::look);
    router.page("/desk/{rest}", desk_page, may::look);
    router.page("/widget.js", widget, may::look);
    router.page("/widget_chat.js", widget_chat, may::look);
    router.page("/chat", chat_page, may::look);
}

}  // namespace app
