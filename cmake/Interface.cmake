# The UI: npm builds ui/ into ui/*/dist, and the result is embedded. tools/build_ui.py skips the work
# when no input changed, so a change of C++ alone does not run npm.
option(XIAOER_UI "Build ui/ with npm and embed it" ON)

set(ui_stamp ${CMAKE_BINARY_DIR}/ui.stamp)
find_program(NPM npm HINTS ${CMAKE_SOURCE_DIR}/.cache/node/bin)
if(XIAOER_UI AND EXISTS ${CMAKE_SOURCE_DIR}/ui/package-lock.json AND NPM)
  add_custom_target(ui
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/build_ui.py ${ui_stamp}
    BYPRODUCTS ${ui_stamp}
    USES_TERMINAL VERBATIM)
  set(ui_folders /desk/=${CMAKE_SOURCE_DIR}/ui/desk/dist /widget/=${CMAKE_SOURCE_DIR}/ui/widget/dist
    /pages/=${CMAKE_SOURCE_DIR}/ui/pages/dist)
else()
  message(STATUS "The UI is not built (XIAOER_UI=${XIAOER_UI}, npm: ${NPM}); a page that says so is embedded")
  add_custom_target(ui)
  file(TOUCH ${ui_stamp})
  set(ui_folders /desk/=${CMAKE_SOURCE_DIR}/cmake/ui_not_built /pages/=${CMAKE_SOURCE_DIR}/cmake/ui_not_built)
endif()
embed_assets(ui_assets STAMP ${ui_stamp} FOLDERS ${ui_folders})
add_dependencies(ui_assets ui)
