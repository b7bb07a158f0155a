// Evidence: what a side shows, kept by its hash. What a file is, its bytes say; pictures are drawn
// anew by a child process, so nothing a stranger made is ever shown as it came.
#include "aftersales/rows.hpp"
#include "kit/base/blobs.hpp"
#include "kit/base/pictures.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

constexpr int pieces_max = 60;  // a case; [own]

static Blobs blobs(const Settings& settings) { return Blobs(settings.data_folder + "/blobs"); }

static Evidence shown_piece(const EvidenceRow& row) {
    return {row.id,    row.side,         row.kind,   row.sha256,
            row.name,  row.content_type, row.note,   "/evidence/" + row.id.text,
            row.bytes, row.width,        row.height, row.at};
}

std::vector<Evidence> evidence_of(Work& work, const CaseRow& row) {
    std::vector<Evidence> out;
    for (auto& piece : work.db.all<EvidenceRow>("where shop = ? and case_id = ? order by at, id",
                                                row.shop, row.id))
        out.push_back(shown_piece(piece));
    return out;
}

Result<Piece> taken_in(const Settings& settings, const Upload& upload) {
    if (upload.bytes.empty()) return invalid("empty", "file");
    Piece out;
    out.content_type = content_type_of(upload.bytes);
    std::string bytes(upload.bytes);
    if (is_picture_type(out.content_type)) {
        TRY(auto picture, redrawn(upload.bytes, settings.picture_program));
        out.content_type = picture.content_type;
        out.width = picture.width;
        out.height = picture.height;
        bytes = std::move(picture.bytes);
    }
    auto fine = team::decent(upload.name, "name", 120);
    out.name = fine && !fine->contains('/') && !fine->contains('\\') ? *fine : "evidence";
    out.bytes = static_cast<std::int64_t>(bytes.size());
    out.sha256 = blobs(settings).put(bytes);
    return out;
}

Result<Evidence> keep_piece(Work& work, const CaseRow& of, CaseSide side, const Piece& piece,
                            const Doer& doer) {
    if (is_final(of.state)) return conflict("already_over");
    auto known =
        work.db.first<EvidenceRow>("where shop = ? and case_id = ? and side = ? and sha256 = ?",
                                   of.shop, of.id, side, piece.sha256);
    if (known) return shown_piece(*known);
    auto many = work.db.value<std::int64_t>(
        "select count(*) from after_evidence where shop = ? and case_id = ?", of.shop, of.id);
    if (many.value_or(0) >= pieces_max) return conflict("too_many");
    bool picture = is_picture_type(piece.content_type);
    EvidenceRow row{work.new_id<Evidence>(),
                    of.shop,
                    {of.id.text},
                    side,
                    doer.id,
                    picture ? EvidenceKind::photo : EvidenceKind::video,
                    piece.sha256,
                    piece.name,
                    piece.content_type,
                    piece.bytes,
                    piece.width,
                    piece.height,
                    "",
                    work.now};
    work.db.insert(row);
    remember(work, of, doer,
             {"evidence", "", "", piece.name + " " + piece.sha256.substr(0, 12), {}});
    if (side == CaseSide::buyer) work.announce(EvidenceShown{of.shop, piece.name, {of.id.text}});
    return shown_piece(row);
}

static Result<Evidence> upload(Slow& slow, const Id<Case>& id, const Upload& upload) {
    TRY(auto known, slow.read([&](Work& work) { return case_row(work, work.who.shop, id); }));
    TRY(auto piece, taken_in(slow.settings(), upload));
    return slow.write([&](Work& work) -> Result<Evidence> {
        TRY(auto row, case_row(work, work.who.shop, id));
        return keep_piece(work, row, CaseSide::seller, piece, me(work));
    });
}

Response piece_answer(const Settings& settings, const std::string& content_type,
                      const std::string& sha256) {
    Response out;
    bool picture = is_picture_type(content_type);
    out.content_type = picture ? content_type : "application/octet-stream";
    out.file = blobs(settings).path_of(sha256);
    out.headers = {{"Content-Security-Policy", "sandbox; default-src 'none'"},
                   {"Cache-Control", "private, max-age=3600"},
                   {"Content-Disposition", picture ? "inline; filename=\"evidence\""
                                                   : "attachment; filename=\"evidence\""}};
    return out;
}

static Result<Response> send_piece(Work& work, const Request& request) {
    auto id = request.path.substr(request.path.rfind('/') + 1);
    if (!is_uuid(id)) return not_found();
    auto row = work.db.first<EvidenceRow>("where shop = ? and id = ?", work.who.shop, id);
    if (!row || !blobs(*work.settings).has(row->sha256)) return not_found();
    return piece_answer(*work.settings, row->content_type, row->sha256);
}

void evidence_routes(Router& router) {
    router.slow("POST", "/cases/{id}/evidence", upload, may::work_cases)
        .body_up_to(evidence_max)
        .limited({"upload", 30, 60});
    router.page("/evidence/{id}", send_piece, may::work_cases);
}

}  // namespace aftersales
