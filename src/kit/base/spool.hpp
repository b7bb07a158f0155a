// Large files on their way in: they come in parts, are read once from front to back, and go.
//
//     FOLDER/uuid        what came so far
//
// Invariants: a part lands where it belongs or nowhere; names are ids of ours; nobody but us may
// read them; with a change, what lies on the disk is never what came.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace kit {

class Spool {
public:
    // Turns bytes that stand at `offset` into what the disk gets, and back again.
    using Change =
        std::function<void(std::string& bytes, std::string_view name, std::int64_t offset)>;
    // Makes the folder (0700). Throws Breakage when it cannot.
    explicit Spool(std::string folder, Change change = {});

    // Writes a part at `offset`. Throws Breakage `storage_full` when there is no room, Breakage
    // otherwise.
    void put(std::string_view name, std::int64_t offset, std::string_view bytes) const;
    std::int64_t bytes(std::string_view name) const;  // 0 when there is none
    // As it came, in memory alone, for readers that want a file to seek in.
    class Plain {
    public:
        Plain(const Spool&, std::string_view name);
        ~Plain();
        std::string path() const;
        Plain(const Plain&) = delete;
        Plain& operator=(const Plain&) = delete;

    private:
        int file_;
    };
    void drop(std::string_view name) const;

    // Gives the file in pieces of at most 64 KB, from `offset` on; return false to stop.
    void read(std::string_view name, std::int64_t offset,
              const std::function<bool(std::string_view)>& piece) const;

    // Writes a file from the front, piece by piece; what was there is gone.
    class Writer {
    public:
        Writer(const Spool&, std::string_view name);
        ~Writer();
        void add(std::string_view bytes);
        void finish();  // all of it is in the file
        Writer(const Writer&) = delete;
        Writer& operator=(const Writer&) = delete;

    private:
        const Spool& spool_;
        std::string name_;
        int file_;
        std::int64_t at_ = 0;
        std::string waiting_;
    };

private:
    std::string path_of(std::string_view name) const;
    std::string changed(std::string_view bytes, std::string_view name, std::int64_t offset) const;
    std::string folder_;
    Change change_;
};

}  // namespace kit
