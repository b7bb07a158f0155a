// Files kept by what is in them: the name of a blob is the SHA-256 of its bytes.
//
//     FOLDER/ab/ab3f…64 digits     whole blobs, never changed once there
//     FOLDER.part/…                blobs being written; swept when the store is opened
//
// Invariants: nothing a person typed is ever a name on disk; a blob that `put` answered for is on
// the disk together with its directory entry (P18), whatever happens to the power afterwards.
#pragma once

#include <string>
#include <string_view>

#include "kit/base/result.hpp"

namespace kit {

// Any worker may call it, several at once. Holds two names and no files: cheap to make.
class Blobs {
public:
    // Makes the folders (0700). Throws Breakage when it cannot.
    explicit Blobs(std::string folder);

    // Keeps the bytes and gives their name. The same bytes again cost no space; a blob that is
    // missing or cut short on the disk is written anew.
    // Throws Breakage `storage_full` when there is no room left, Breakage otherwise.
    std::string put(std::string_view bytes);

    // Requires: a name, as `is_name` says.
    std::string path_of(std::string_view name) const;
    bool has(std::string_view name) const;
    // Forgets the bytes. True when they were there.
    bool drop(std::string_view name);

    static bool is_name(std::string_view text);  // 64 digits, 0-9 a-f

private:
    std::string folder_;
    std::string part_folder_;
};

}  // namespace kit
