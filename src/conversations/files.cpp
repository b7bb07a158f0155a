// Pictures and files. What a file is, its bytes say; pictures are drawn anew by a child process;
// names are shown and never touch the disk.
#include "conversations/rows.hpp"
#include "kit/base/blobs.hpp"
#include "kit/base/pictures.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"

namespace conversations {

constexpr std::size_t upload_max = 10 * 1024 * 1024;  // source: security requirement W11

static Blobs blobs(const Settings& settings) { return Blobs(settings.data_folder + "/blobs"); }

// A name to show: no folders, no controls, at most 120 characters, never empty.
static std::string shown_name(std::string_view name, std::string_view type) {
    auto slash = name.find_last_of("/\\");
    if (slash != name.npos) name.remove_prefix(slash + 1);
    auto fine = team::decent(std::string(name), "name", 120);
    if (fine && *fine != "." && *fine != "..") return *fine;
    return is_picture_type(type) ? "picture" : "file";
}

static Result<File> upload(Slow& slow, const Upload& upload) {
    if (upload.bytes.empty()) return invalid("empty", "file");
    auto type = content_type_of(upload.bytes);
    Picture picture;
    std::string_view bytes = upload.bytes;
    if (is_picture_type(type)) {
        TRY(picture, redrawn(upload.bytes, slow.settings().picture_program));
        bytes = picture.bytes;
        type = picture.content_type;
    }
    // The bytes are on disk before the row that names them.
    auto name = blobs(slow.settings()).put(bytes);
    return slow.write([&](Work& work) -> Result<File> {
        FileRow row{work.new_id<File>(),
                    work.who.shop,
                    work.who.kind == Principal::Kind::visitor ? work.who.id : "",
                    work.who.id,
                    "",
                    name,
                    shown_name(upload.name, type),
                    type,
                    static_cast<std::int64_t>(bytes.size()),
                    picture.width,
                    picture.height,
                    work.now};
        work.db.insert(row);
        return shown(row);
    });
}

// The contact that a pass was made for, while it lasts.
static std::optional<std::string> contact_of_pass(const Work& work, std::string_view pass) {
    auto first = pass.find('.'), second = pass.rfind('.');
    if (first == pass.npos || first == second) return std::nullopt;
    auto text = pass.substr(0, second);
    auto signature = crypto::from_base64url(pass.substr(second + 1));
    auto key = crypto::derived_key(work.settings->master_key, "file pass");
    if (!signature || !crypto::same(*signature, crypto::hmac_sha256(key, text)))
        return std::nullopt;
    std::int64_t until = 0;
    auto digits = text.substr(first + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), until);
    if (until < work.now.us) return std::nullopt;
    return std::string(text.substr(0, first));
}

// Who may see the bytes: the desk of the shop, the buyer of the conversation, whoever uploaded it.
static bool may_see(Work& work, const FileRow& row, const Request& request) {
    if (work.who.kind == Principal::Kind::person)
        return work.who.shop == row.shop && work.who.may(may::converse);
    std::optional<std::string> pass;
    std::string contact = work.who.kind == Principal::Kind::visitor ? work.who.id : "";
    if (query_value(request.query, "pass", pass) && pass)
        contact = contact_of_pass(work, *pass).value_or("");
    return !contact.empty() && contact == row.contact;
}

// Source: RFC 6266 §4.3 with RFC 8187 encoding; the plain name is ASCII without quotes.
static std::string content_disposition(bool inline_picture, std::string_view name) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string plain, encoded;
    for (char c : name) {
        bool simple = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '.' || c == '-' || c == '_';
        plain += simple ? c : '_';
        if (simple) encoded += c;
        else encoded += {'%', digits[static_cast<unsigned char>(c) >> 4], digits[c & 15]};
    }
    return std::string(inline_picture ? "inline" : "attachment") + "; filename=\"" + plain +
           "\"; filename*=UTF-8''" + encoded;
}

static Result<Response> send_file(Work& work, const Request& request) {
    auto id = request.path.substr(request.path.rfind('/') + 1);
    if (!is_uuid(id)) return not_found();
    auto row = work.db.first<FileRow>("where id = ?", id);
    if (!row || !may_see(work, *row, request)) return not_found();
    Response out;
    auto store = blobs(*work.settings);
    if (!store.has(row->sha256)) return not_found("file_missing");
    bool picture = is_picture_type(row->content_type);
    out.content_type = picture ? row->content_type : "application/octet-stream";
    out.file = store.path_of(row->sha256);
    out.headers = {{"Content-Security-Policy", "sandbox; default-src 'none'"},
                   {"Cache-Control", "private, max-age=3600"},
                   {"Cross-Origin-Resource-Policy", "cross-origin"},
                   {"Content-Disposition", content_disposition(picture, row->name)}};
    return out;
}

void file_routes(Router& router) {
    router.slow("POST", "/files", upload, may::converse)
        .body_up_to(upload_max)
        .limited({"upload", 30, 60});
    router.slow("POST", "/visit/files", upload, may::visit)
        .for_any_site()
        .body_up_to(upload_max)
        .limited({"upload", 10, 60});
    router.page("/files/{id}", send_file, may::look);
}

}  // namespace conversations
