# Files into the binary. tools/embed.py does the work and writes only what changed.

# embed_assets(TARGET STAMP file FOLDERS prefix=folder…)
# A library with kit::asset() over the files that are in the folders once STAMP is made.
function(embed_assets target)
  cmake_parse_arguments(arg "" "STAMP" "FOLDERS" ${ARGN})
  set(out ${CMAKE_BINARY_DIR}/generated/${target})
  add_custom_command(
    OUTPUT ${out}/assets.S ${out}/assets.cpp
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/embed.py assets
      ${out}/assets.S ${out}/assets.cpp ${out}/cache ${arg_FOLDERS}
    DEPENDS ${arg_STAMP} ${CMAKE_SOURCE_DIR}/tools/embed.py
    COMMENT "Embedding the UI" VERBATIM)
  add_library(${target} STATIC ${out}/assets.S ${out}/assets.cpp)
  target_link_libraries(${target} PRIVATE house)
endfunction()

# embed_schema(TARGET room=folder…): a library with kit::all_migrations(), in the order given.
function(embed_schema target)
  set(out ${CMAKE_BINARY_DIR}/generated/${target}/schema.cpp)
  set(files)
  foreach(pair ${ARGN})
    string(REGEX REPLACE "^[^=]*=" "" folder ${pair})
    file(GLOB found CONFIGURE_DEPENDS ${folder}/*.sql)
    list(APPEND files ${found})
  endforeach()
  add_custom_command(
    OUTPUT ${out}
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/embed.py schema ${out} ${ARGN}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed.py
    COMMENT "Embedding the schemas" VERBATIM)
  add_library(${target} STATIC ${out})
  target_link_libraries(${target} PRIVATE house kit_db)
endfunction()

# embed_texts(TARGET HEADER FUNCTION FOLDER): a library with the function that HEADER declares, over FOLDER/*.json.
function(embed_texts target header function folder)
  set(out ${CMAKE_BINARY_DIR}/generated/${target}/texts.cpp)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.json)
  add_custom_command(
    OUTPUT ${out}
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/embed.py texts ${out} ${header} ${function} ${files}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed.py
    COMMENT "Embedding ${folder}" VERBATIM)
  add_library(${target} STATIC ${out})
  target_link_libraries(${target} PRIVATE house)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/src)
endfunction()

find_package(Python3 REQUIRED COMPONENTS Interpreter)
