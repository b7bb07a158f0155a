# The models of manners: trained from src/manners/data when the house is built, and put into the
# program as bytes. Training is the same on every machine; it takes a second or two.
add_executable(manners_train ${CMAKE_SOURCE_DIR}/src/manners/train/train.cpp
  ${CMAKE_SOURCE_DIR}/src/manners/emotion_words.cpp ${CMAKE_SOURCE_DIR}/src/manners/score_signs.cpp
  ${CMAKE_SOURCE_DIR}/src/manners/kinds.cpp)
target_link_libraries(manners_train PRIVATE house kit_text kit_base)
target_compile_options(manners_train PRIVATE -O2)

set(models_dir ${CMAKE_BINARY_DIR}/generated/manners_models)
set(models)
foreach(pair emotion=buyer score=agent)
  string(REGEX MATCH "^[^=]*" model ${pair})
  string(REGEX REPLACE "^[^=]*=" "" lines ${pair})
  add_custom_command(
    OUTPUT ${models_dir}/${model}.bin
    COMMAND ${CMAKE_COMMAND} -E make_directory ${models_dir}
    COMMAND manners_train ${model} ${CMAKE_SOURCE_DIR}/src/manners/data/${lines}.tsv
      ${models_dir}/${model}.bin
    DEPENDS manners_train ${CMAKE_SOURCE_DIR}/src/manners/data/${lines}.tsv
    COMMENT "Training the ${model} model" VERBATIM)
  list(APPEND models ${models_dir}/${model}.bin)
endforeach()
add_custom_command(
  OUTPUT ${models_dir}/models.S ${models_dir}/models.cpp
  COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/embed.py bytes
    ${models_dir}/models.S ${models_dir}/models.cpp manners ${models}
  DEPENDS ${models} ${CMAKE_SOURCE_DIR}/tools/embed.py VERBATIM)
add_library(manners_models STATIC ${models_dir}/models.S ${models_dir}/models.cpp)
target_link_libraries(manners_models PRIVATE house)

# What each marketplace asks of answers, as data.
embed_texts(clocks_packs clocks/pack_files.hpp pack_files ${CMAKE_SOURCE_DIR}/src/clocks/packs)
