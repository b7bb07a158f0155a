// The file of evidence: who must prove what, which files of the case show it, and when it was
// filed.
#include <algorithm>

#include "disputes/rows.hpp"
#include "kit/http/router.hpp"

namespace disputes {

constexpr std::size_t pieces_max = 40;  // a dispute [own]

static void add_kinds(std::vector<DisputePiece>& out,
                      const std::vector<aftersales::EvidenceKind>& kinds, aftersales::CaseSide side,
                      bool required) {
    for (auto kind : kinds) {
        DisputePiece piece;
        piece.key = std::string(kit::name_of(side)) + "_" + std::string(kit::name_of(kind));
        piece.kind = kind;
        piece.side = side;
        piece.required = required;
        out.push_back(piece);
    }
}

std::vector<DisputePiece> pieces_for(aftersales::Reason reason) {
    using aftersales::Prover;
    auto wanted = aftersales::evidence_wanted(reason);
    std::vector<DisputePiece> out;
    add_kinds(out, wanted.from_seller, aftersales::CaseSide::seller,
              wanted.first == Prover::seller || wanted.first == Prover::both);
    add_kinds(out, wanted.from_buyer, aftersales::CaseSide::buyer,
              wanted.first == Prover::buyer || wanted.first == Prover::both);
    return out;
}

struct DisputePieceShown {
    std::string key, note;
    std::vector<std::string> files;  // evidence of the case
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(DisputePieceShown, (), (key, note, files, version))

// Errors: invalid (`unknown_evidence`: no file of this dispute's case).
static Result<std::vector<DisputeFile>> files_of(Work& work, const DisputeFileRow& row,
                                                 const std::vector<std::string>& wanted) {
    std::vector<DisputeFile> out;
    auto of = case_of(work, row);
    for (auto& id : wanted) {
        if (!of) return invalid("unknown_evidence", "files");
        auto at = std::ranges::find(of->evidence, id, [](auto& one) { return one.id.text; });
        if (at == of->evidence.end()) return invalid("unknown_evidence", "files");
        if (std::ranges::find(out, id, &DisputeFile::id) == out.end())
            out.push_back({at->id.text, at->name, at->sha256, at->url});
    }
    return out;
}

static Result<Dispute> show_piece(Work& work, const Id<Dispute>& id, const DisputePieceShown& ask) {
    TRY(auto note, decent_note(ask.note, 500));
    TRY(auto row, dispute_row(work, id, ask.version));
    if (is_final(row.state)) return conflict("already_over");
    auto piece = std::ranges::find(row.pieces, ask.key, &DisputePiece::key);
    if (piece == row.pieces.end()) return invalid("unknown_piece", "key");
    if (piece->filed_at) return conflict("already_filed");
    TRY(piece->files, files_of(work, row, ask.files));
    piece->note = note;
    save(work, row);
    return shown(work, row);
}

struct NewDisputePiece {
    std::string title;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(NewDisputePiece, (), (title, version))

// What the table does not name, and what is shown again after it was filed.
static Result<Dispute> add_piece(Work& work, const Id<Dispute>& id, const NewDisputePiece& ask) {
    TRY(auto title, team::decent(ask.title, "title", 60));
    TRY(auto row, dispute_row(work, id, ask.version));
    if (is_final(row.state)) return conflict("already_over");
    if (row.pieces.size() >= pieces_max) return conflict("too_many");
    DisputePiece piece;
    piece.key = "own_" + std::to_string(row.pieces.size() + 1);
    piece.title = title;
    row.pieces.push_back(piece);
    save(work, row);
    return shown(work, row);
}

void piece_routes(Router& router) {
    router.put("/disputes/{id}/piece", show_piece, may::work_cases);
    router.post("/disputes/{id}/pieces", add_piece, may::work_cases);
}

}  // namespace disputes
