// The cell in which strangers' pictures are decoded.
//
//     limit()   before anything else: memory, time, files; nothing inherited but 0, 1 and 2
//     shut()    when the libraries stand: only calls on memory, threads and open files remain
//
// Built with a sanitizer the program keeps the limits on time only: sanitizers need the rest.
#pragma once

namespace picture {

bool limit();
bool shut();
// Tries each door from inside and prints "shut" or "OPEN" for it. 0 when all are shut.
int check();

}  // namespace picture
