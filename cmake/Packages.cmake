# What we take from the system. bin/packages installs it; docs/dependencies.md says why each is here.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(EXPAT REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(vips REQUIRED IMPORTED_TARGET vips)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
find_package(GTest QUIET)
find_package(benchmark QUIET)

# Asio's bodies, and the little of Beast we use, are compiled once, in their own library; everyone else sees declarations.
add_library(boost_bodies STATIC ${CMAKE_SOURCE_DIR}/cmake/boost_bodies.cpp)
target_compile_definitions(boost_bodies PUBLIC
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(boost_bodies PUBLIC Boost::headers Threads::Threads)

# SQLite from the amalgamation that bin/setup puts into third_party/ (docs/decisions/0002).
set(sqlite_dir ${CMAKE_SOURCE_DIR}/third_party/sqlite)
if(NOT EXISTS ${sqlite_dir}/sqlite3.c)
  message(FATAL_ERROR "third_party/sqlite is missing. bin/setup fetches it.")
endif()
add_library(sqlite3_amalgamation STATIC ${sqlite_dir}/sqlite3.c)
target_include_directories(sqlite3_amalgamation SYSTEM PUBLIC ${sqlite_dir})
target_compile_definitions(sqlite3_amalgamation PRIVATE
  SQLITE_THREADSAFE=2               # one connection is used by one thread at a time
  SQLITE_ENABLE_FTS5
  SQLITE_DEFAULT_WAL_SYNCHRONOUS=2  # FULL: acknowledged means on disk
  SQLITE_LIKE_DOESNT_MATCH_BLOBS
  SQLITE_OMIT_DEPRECATED
  SQLITE_DQS=0                      # a double-quoted word is a name, never a string
  $<$<NOT:$<CONFIG:Release>>:SQLITE_ENABLE_API_ARMOR>)
target_compile_options(sqlite3_amalgamation PRIVATE -O2 -w)
target_link_libraries(sqlite3_amalgamation PRIVATE Threads::Threads m)

# The interface of each kit step to the outside; a step sees what the steps below it see.
set(third_party_base Boost::headers Boost::json fmt::fmt spdlog::spdlog Threads::Threads)
set(third_party_text PkgConfig::re2 PkgConfig::zip EXPAT::EXPAT)
set(third_party_crypto PkgConfig::sodium OpenSSL::Crypto)
set(third_party_db sqlite3_amalgamation PkgConfig::pq)
set(third_party_jobs CURL::libcurl)
set(third_party_http boost_bodies Boost::url OpenSSL::SSL ZLIB::ZLIB)
set(third_party_live boost_bodies)
set(third_party_app CLI11::CLI11)
set(third_party_clocks clocks_packs)  # its own data, cmake/Models.cmake
set(third_party_manners manners_models)  # its own models, cmake/Models.cmake
