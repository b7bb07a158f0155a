// Taking a file: a slice of orders a transaction, with how far the file was read.
#include <set>

#include "connections/imports.hpp"
#include "connections/rows.hpp"
#include "kit/base/spool.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/text/csv.hpp"

namespace connections {

using namespace kit::text;
using namespace std::chrono_literals;

namespace {

constexpr auto import_kind = "connections.import";
// So many orders a transaction: the writer is free for chats again within some tens of
// milliseconds.
constexpr std::size_t slice_orders = 100;
constexpr std::size_t group_rows_max = 500;
constexpr Span run_max = 8s;
constexpr std::int64_t faults_kept = 10'000;

struct Round {
    Id<Import> import;
};
BOOST_DESCRIBE_STRUCT(Round, (), (import))

// What was read and waits for its transaction.
struct Slice {
    std::vector<orders::NewOrder> orders;
    std::vector<std::int64_t> lines;  // the first one of each order
    std::vector<RowFault> faults;
    std::int64_t rows = 0;
    std::int64_t end = 0;  // bytes of the rows that are in it
};

// Gathers rows into orders and orders into slices.
struct Gathering {
    ImportLayout layout;
    std::vector<ExportRow> group;        // rows of the order that is being read
    std::vector<RowFault> group_faults;  // and those of them that are wrong
    std::string number;
    std::int64_t group_end = 0;
    std::set<std::uint64_t> seen;  // orders that ended, to see one that comes in two places
    Slice slice;
};

// FNV-1a. A collision calls a good order double once in 10^9 files; no order is lost silently by
// it.
std::uint64_t short_name(std::string_view text) {
    std::uint64_t out = 14695981039346656037ull;
    for (char c : text) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return out;
}

// An order one of whose rows is wrong is not taken in part.
void end_group(Gathering& now) {
    if (now.group_faults.empty() && !now.group.empty()) {
        now.slice.orders.push_back(order_of(now.layout, now.group));
        now.slice.lines.push_back(now.group.front().line);
    }
    if (!now.group_faults.empty())
        for (auto& row : now.group)
            now.slice.faults.push_back({row.line, now.number, "", "row_beside_is_wrong"});
    for (auto& fault : now.group_faults) now.slice.faults.push_back(std::move(fault));
    if (!now.number.empty()) now.seen.insert(short_name(now.number));
    now.group.clear(), now.group_faults.clear(), now.number.clear();
    now.slice.end = now.group_end;
}

std::optional<RowFault> broken_row(const TableRow& row, std::int64_t line) {
    if (row.fault != TableRow::Fault::none) return RowFault{line, "", "", "too_long"};
    if (row.cells.size() == 3 && row.cells[1].empty() &&
        (row.cells[2] == "quote_not_closed" || row.cells[2] == "too_long"))
        return RowFault{line, "", "", row.cells[2]};
    return std::nullopt;
}

void take_row(Gathering& now, TableRow& kept) {
    ++now.slice.rows;
    ExportRow row;
    std::from_chars(kept.cells.front().data(),
                    kept.cells.front().data() + kept.cells.front().size(), row.line);
    auto fault = broken_row(kept, row.line);
    row.cells.assign(std::make_move_iterator(kept.cells.begin() + 1),
                     std::make_move_iterator(kept.cells.end()));
    if (!fault) fault = fault_of(now.layout, row);
    auto number = fault ? fault->number : number_of(now.layout, row);
    if (number != now.number || number.empty()) end_group(now);
    now.group_end = kept.end;
    if (!fault && now.seen.contains(short_name(number)))
        fault = RowFault{row.line, number, "", "order_in_two_places"};
    if (fault && number.empty()) {
        now.slice.faults.push_back(*fault);
        now.slice.end = kept.end;
        return;
    }
    now.number = number;
    if (now.group.size() >= group_rows_max) fault = RowFault{row.line, number, "", "too_many"};
    if (fault) now.group_faults.push_back(*fault);
    else now.group.push_back(std::move(row));
    // What never ends is no order.
    if (now.group_faults.size() >= group_rows_max) end_group(now);
}

void count(Import& row, orders::Outcome outcome) {
    using enum orders::Outcome;
    if (outcome == added) ++row.added;
    else if (outcome == changed) ++row.changed;
    else if (outcome != quarantined) ++row.unchanged;
}

void keep_fault(Work& work, Import& row, const RowFault& fault) {
    if (row.faults++ < faults_kept)
        work.db.insert(ImportFault{work.new_id<ImportFault>(), row.shop, row.id, fault.line,
                                   fault.number, fault.heading, fault.reason});
}

// False when somebody canceled it, or another run is further.
bool write_slice(Work& work, const Import& seen, Slice& slice) {
    auto row = work.db.first<Import>("where shop = ? and id = ?", seen.shop, seen.id);
    if (!row || row->state != ImportState::taking || row->read_at != seen.read_at) return false;
    for (std::size_t i = 0; i < slice.orders.size(); ++i) {
        auto put = orders::put_order(work, row->shop, slice.orders[i], orders::Telling::silent);
        count(*row, put.outcome);
        if (put.outcome == orders::Outcome::quarantined)
            keep_fault(work, *row, {slice.lines[i], slice.orders[i].number, put.field, put.reason});
    }
    for (auto& fault : slice.faults) keep_fault(work, *row, fault);
    row->rows_read += slice.rows, row->read_at = slice.end, row->version += 1;
    work.db.update(*row);
    work.publish(ImportChanged{*row}, {team::desk_key(row->shop)});
    return true;
}

void end(Work& work, const Import& seen, ImportState state, const std::string& reason) {
    auto row = work.db.first<Import>("where shop = ? and id = ?", seen.shop, seen.id);
    if (!row || (row->state != ImportState::taking && row->state != ImportState::reading)) return;
    row->state = state, row->reason = reason, row->ended_at = work.now, row->version += 1;
    work.db.update(*row);
    work.publish(ImportChanged{*row}, {team::desk_key(row->shop)});
}

void again(Work& work, const Id<Import>& id) {
    later(work, import_kind, Round{id}, work.now, id.text);
}

Import fresh(Store& store, const Import& seen) {
    auto row = store.read_now([&](Work& work) {
        return work.db.first<Import>("where shop = ? and id = ?", seen.shop, seen.id);
    });
    return row ? *row : seen;
}

std::string key_of(Store& store, const Import& row) {
    return store.read_now([&](Work& work) { return file_key(work, row); });
}

void unroll(Store& store, Import row) {
    auto size = unrolled(store.settings(), row, key_of(store, row));
    if (!size)
        return store.write_now(
            [&](Work& work) { end(work, row, ImportState::refused, size.error().reason); });
    store.write_now([&](Work& work) {
        work.db.execute(
            "update imports set state = 'taking', row_bytes = ? where shop = ? and id = ? and state = 'reading'",
            *size, row.shop, row.id);
        again(work, row.id);
    });
}

// One round over a file: slices until it ends or its turn does.
struct Taking {
    Store& store;
    Import row;
    Gathering now;
    bool stopped = false;  // canceled, or another run is further

    // Rows of the order that is being read belong to the next slice.
    bool flush() {
        auto open = static_cast<std::int64_t>(now.group.size() + now.group_faults.size());
        now.slice.rows -= open;
        if (now.slice.rows > 0)
            stopped =
                !store.write_now([&](Work& work) { return write_slice(work, row, now.slice); });
        row.read_at = now.slice.end;
        now.slice = {};
        now.slice.rows = open, now.slice.end = row.read_at;
        return !stopped;
    }
    // Rows of earlier rounds are passed, not taken again: only which orders they were is
    // remembered.
    void pass(TableRow& kept) {
        kept.cells.erase(kept.cells.begin());
        now.seen.insert(short_name(number_of(now.layout, {0, std::move(kept.cells)})));
        now.group_end = now.slice.end = kept.end;
    }
    // False when a slice was full and could not be written.
    bool take(TableRow& kept) {
        if (now.layout.columns.empty()) {
            kept.cells.erase(kept.cells.begin());
            now.layout = detected(kept.cells);
        } else if (kept.end <= row.read_at) {
            pass(kept);
        } else {
            take_row(now, kept);
            if (now.slice.orders.size() >= slice_orders || now.slice.faults.size() >= slice_orders)
                return flush();
        }
        return true;
    }
};

void take_slices(Store& store, const Import& row) {
    auto files = import_spool(store.settings(), key_of(store, row));
    auto until = store.clock().now() + run_max;
    Taking taking{store, row, {}};
    bool late = false;
    CsvReader reader;
    auto each = [&](TableRow& kept) {
        auto before = taking.row.read_at;
        if (!taking.take(kept)) return false;
        late = taking.row.read_at != before && store.clock().now() > until;
        return !late;
    };
    files.read(rows_name(row.id), 0,
               [&](std::string_view piece) { return reader.take(piece, each); });
    if (taking.stopped) return;
    if (late) return store.write_now([&](Work& work) { again(work, row.id); });
    reader.finish(each);
    end_group(taking.now);
    taking.now.slice.end = row.row_bytes;
    if (taking.flush()) store.write_now([&](Work& work) { end(work, row, ImportState::done, ""); });
}

std::optional<std::string> run(Store& store, const Job& job) {
    auto round = foreign::from_text<Round>(job.payload.text);
    ENSURE(round, "a round has its shape");
    auto row = store.read_now([&](Work& work) {
        return work.db.first<Import>("where id = ? /* shop: any; our own round names it */",
                                     round->import);
    });
    if (!row) return std::nullopt;
    if (row->state == ImportState::reading) unroll(store, *row);
    else if (row->state == ImportState::taking) take_slices(store, *row);
    auto state = fresh(store, *row).state;
    if (state != ImportState::reading && state != ImportState::taking) {
        forget_file(store.settings(), row->id);
        store.write_now([&](Work& work) { drop_file_key(work, *row); });
    }
    return std::nullopt;
}

}  // namespace

void start_import(Work& work, const Id<Import>& id) { again(work, id); }

void resume_imports(Work& work) {
    for (auto& row : work.db.all<Import>(
             "where state in ('reading', 'taking') /* shop: every one of the house */"))
        again(work, row.id);
}

void import_jobs(Jobs& jobs) {
    jobs.outside(import_kind, run);
    import_key_jobs(jobs);
}

}  // namespace connections
