// What a claim is proved with: pieces ticked off, and the files that show them.
#include <algorithm>

#include "aftersales/aftersales.hpp"
#include "kit/base/blobs.hpp"
#include "kit/base/pictures.hpp"
#include "kit/http/router.hpp"
#include "tracing/claims.hpp"

namespace tracing {

constexpr int files_max = 40;  // a claim; [own]

static ClaimFile shown_file(const ClaimFileRow& row) {
    return {row.id,
            row.piece,
            row.name,
            row.content_type,
            "/claim-files/" + row.id.text,
            row.by_name,
            row.bytes,
            row.width,
            row.at};
}

std::vector<ClaimFile> files_of(Work& work, const ClaimRow& row) {
    std::vector<ClaimFile> out;
    for (auto& file : work.db.all<ClaimFileRow>("where shop = ? and claim = ? order by at, id",
                                                row.shop, row.id))
        out.push_back(shown_file(file));
    return out;
}

// Errors: conflict (`already_over`), invalid (`unknown_piece`).
static Result<ClaimPiece*> piece_of(ClaimRow& row, const std::string& key) {
    if (is_final(row.state)) return conflict("already_over");
    auto at = std::ranges::find(row.pieces, key, &ClaimPiece::key);
    if (at == row.pieces.end()) return invalid("unknown_piece", "key");
    return &*at;
}

static Result<Claim> mark_piece(Work& work, const Id<Claim>& id, const ClaimPieceMark& ask) {
    TRY(auto row, claim_row(work, work.who.shop, id));
    TRY(auto piece, piece_of(row, ask.key));
    if (!ask.note.empty()) {
        TRY(piece->note, team::decent(ask.note, "note", 500));
    } else {
        piece->note.clear();
    }
    piece->done = ask.done;
    save(work, row);
    return shown(work, row);
}

// The same bytes of a piece again are one file. What is shown is done.
static Result<Claim> keep_file(Work& work, const Id<Claim>& id, const std::string& key,
                               const aftersales::Piece& of) {
    TRY(auto row, claim_row(work, work.who.shop, id));
    TRY(auto piece, piece_of(row, key));
    if (work.db.value<std::string>(
            "select id from claim_files where shop = ? and claim = ? and piece = ? and sha256 = ?",
            row.shop, id, key, of.sha256))
        return shown(work, row);
    auto many = work.db.value<std::int64_t>(
        "select count(*) from claim_files where shop = ? and claim = ?", row.shop, id);
    if (many.value_or(0) >= files_max) return conflict("too_many");
    work.db.insert(ClaimFileRow{work.new_id<ClaimFile>(), row.shop, id, key, of.sha256, of.name,
                                of.content_type, of.bytes, of.width, of.height, work.who.name,
                                work.now});
    piece->done = true;
    save(work, row);
    return shown(work, row);
}

static Result<Claim> add_file(Slow& slow, const Id<Claim>& id, const std::string& key,
                              const Upload& upload) {
    TRY(auto known, slow.read([&](Work& work) -> Result<std::string> {
        TRY(auto row, claim_row(work, work.who.shop, id));
        TRY(auto piece, piece_of(row, key));
        return piece->key;
    }));
    TRY(auto piece, aftersales::taken_in(slow.settings(), upload));
    return slow.write([&](Work& work) { return keep_file(work, id, known, piece); });
}

// Put there by mistake. What the courier was sent stays.
static Result<Claim> drop_file(Work& work, const Id<Claim>& id, const Id<ClaimFile>& of) {
    TRY(auto row, claim_row(work, work.who.shop, id));
    auto file =
        work.db.first<ClaimFileRow>("where shop = ? and claim = ? and id = ?", row.shop, id, of);
    if (!file) return not_found();
    if (row.state != ClaimState::prepared && row.state != ClaimState::refused)
        return conflict("already_sent");
    work.db.execute("delete from claim_files where shop = ? and id = ?", row.shop, of);
    auto left = work.db.value<std::string>(
        "select id from claim_files where shop = ? and claim = ? and piece = ? limit 1", row.shop,
        id, file->piece);
    TRY(auto piece, piece_of(row, file->piece));
    piece->done = left.has_value();
    save(work, row);
    return shown(work, row);
}

static Result<Response> send_file(Work& work, const Request& request) {
    auto id = request.path.substr(request.path.rfind('/') + 1);
    if (!is_uuid(id)) return not_found();
    auto row = work.db.first<ClaimFileRow>("where shop = ? and id = ?", work.who.shop, id);
    if (!row || !Blobs(work.settings->data_folder + "/blobs").has(row->sha256)) return not_found();
    return aftersales::piece_answer(*work.settings, row->content_type, row->sha256);
}

void claim_file_routes(Router& router) {
    router.put("/claims/{id}/piece", mark_piece, may::work_cases);
    router.slow("POST", "/claims/{id}/pieces/{key}/files", add_file, may::work_cases)
        .body_up_to(aftersales::evidence_max)
        .limited({"upload", 30, 60});
    router.remove("/claims/{id}/files/{file}", drop_file, may::work_cases);
    router.page("/claim-files/{id}", send_file, may::work_cases);
}

}  // namespace tracing
