# One compiler, one standard, warnings are errors; system headers are not ours to judge.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  message(FATAL_ERROR "g++ ${CMAKE_CXX_COMPILER_VERSION} miscompiles ordinary coroutine code "
    "(docs/decisions/0001-clang-19.md). Use clang-19: bin/setup installs it.")
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
  message(FATAL_ERROR "clang ${CMAKE_CXX_COMPILER_VERSION} has no std::expected with libstdc++. "
    "Use clang-19: bin/setup installs it.")
endif()

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_LINK_DEPENDS_USE_LINKER OFF)
set(THREADS_PREFER_PTHREAD_FLAG ON)
add_compile_options(-pthread)  # everywhere alike: a precompiled header with threads serves no file without

# ccache finds the same object again from another folder or another build directory.
option(XIAOER_PRECOMPILED "precompiled headers (cmake/Precompiled.cmake) instead of ccache" OFF)
find_program(CCACHE ccache)
if(CCACHE AND NOT XIAOER_PRECOMPILED)
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=time_macros,include_file_mtime,include_file_ctime ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

find_program(LLD NAMES ld.lld-19 ld.lld)
if(LLD)
  add_link_options(-fuse-ld=${LLD})
endif()
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)

# Dev is what tests and daily work use: quick to compile, quick enough to run, library assertions on.
set(CMAKE_CXX_FLAGS_DEV "-O0 -g1 -D_GLIBCXX_ASSERTIONS")
# Source: OWASP C-Based Toolchain Hardening; `bin/lint` does not check it, `readelf` in tests/kit could.
set(hardening "-D_GLIBCXX_ASSERTIONS -D_FORTIFY_SOURCE=2 -fstack-protector-strong")
set(hardening "${hardening} -fstack-clash-protection -fcf-protection")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG ${hardening}")
set(CMAKE_CXX_FLAGS_ASAN
  "-O1 -g1 -D_GLIBCXX_ASSERTIONS -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_TSAN "-O1 -g1 -fsanitize=thread -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_FUZZ
  "-O1 -g1 -D_GLIBCXX_ASSERTIONS -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all")
set(CMAKE_CXX_FLAGS_COVERAGE "-O0 -g1 -fprofile-instr-generate -fcoverage-mapping")
foreach(type DEV RELEASE ASAN TSAN FUZZ COVERAGE)
  set(CMAKE_C_FLAGS_${type} ${CMAKE_CXX_FLAGS_${type}})
  set(CMAKE_ASM_FLAGS_${type} "")
  set(CMAKE_EXE_LINKER_FLAGS_${type} "-pie")
endforeach()
set(CMAKE_C_FLAGS_DEV "-O2 -g1")
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-pie -Wl,-z,relro,-z,now -Wl,--gc-sections")
set(CMAKE_EXE_LINKER_FLAGS_ASAN "-pie -fsanitize=address,undefined")
set(CMAKE_EXE_LINKER_FLAGS_TSAN "-pie -fsanitize=thread")
set(CMAKE_EXE_LINKER_FLAGS_FUZZ "-pie -fsanitize=address,undefined")
set(CMAKE_EXE_LINKER_FLAGS_COVERAGE "-pie -fprofile-instr-generate")

# What every target of ours links: our warnings and our include folders. Nothing third-party is here.
add_library(house INTERFACE)
target_compile_options(house INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  -Wno-missing-designated-field-initializers)  # members left out take the defaults they declare
target_include_directories(house INTERFACE ${CMAKE_SOURCE_DIR}/src)
