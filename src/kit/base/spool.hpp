// Large files on their way in: they come in parts, are read once from front to back, and go.
//
//     FOLDER/uuid        what came so far
//
// Invariants: a part lands where it belongs or nowhere; names are ids of ours; nobody but us may read them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace kit {

class Spool {
public:
    // Makes the folder (0700). Throws Breakage when it cannot.
    explicit Spool(std::string folder);

    // Writes a part at `offset`. Throws Breakage `storage_full` when there is no room, Breakage otherwise.
    void put(std::string_view name, std::int64_t offset, std::string_view bytes) const;
    std::int64_t bytes(std::string_view name) const;   // 0 when there is none
    std::string path_of(std::string_view name) const;
    void drop(std::string_view name) const;

    // Gives the file in pieces of at most 64 KB, from `offset` on; return false to stop.
    void read(std::string_view name, std::int64_t offset, const std::function<bool(std::string_view)>& piece) const;

    // Writes a file from the front, piece by piece; what was there is gone.
    class Writer {
    public:
        Writer(const Spool&, std::string_view name);
        ~Writer();
        void add(std::string_view bytes);
        void finish();   // all of it is in the file
        Writer(const Writer&) = delete;
        Writer& operator=(const Writer&) = delete;

    private:
        int file_;
        std::string waiting_;
    };

private:
    std::string folder_;
};

}  // namespace kit
