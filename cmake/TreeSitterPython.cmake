# Python's grammar for tree-sitter, which Debian lacks: the npm package, pinned by its hash and fetched once by npm
# itself. Without a network, put the archive into NOSTALL_DOWNLOADS. 0.23 is the last grammar whose tables Debian's
# libtree-sitter (ABI 14) takes.
set(NOSTALL_DOWNLOADS "${PROJECT_SOURCE_DIR}/build/downloads" CACHE PATH "where archives are kept between builds")
set(grammar_version 0.23.6)
set(grammar_name tree-sitter-python-${grammar_version}.tgz)
set(grammar_archive "${NOSTALL_DOWNLOADS}/${grammar_name}")
set(grammar_sha512
    c8833dcf4a31288c53edb02d3ce860a1597a8135e59a5221b9eee58854f8a013c5fe585aec76b8750052f3602fea130c459a159c5248f0cea62fe4b05a82c3dc)

# The archive where there is one: calls within the parser are then direct, and the tool needs no shared library.
find_path(TREE_SITTER_INCLUDE_DIR tree_sitter/api.h REQUIRED)
find_library(TREE_SITTER_LIBRARY NAMES libtree-sitter.a tree-sitter REQUIRED)

if(NOT EXISTS "${grammar_archive}")
  find_program(NPM_PROGRAM npm REQUIRED)
  string(RANDOM unique)
  set(partial "${NOSTALL_DOWNLOADS}/partial-${unique}")
  file(MAKE_DIRECTORY "${partial}")
  execute_process(
    COMMAND "${NPM_PROGRAM}" pack --silent --ignore-scripts tree-sitter-python@${grammar_version}
    WORKING_DIRECTORY "${partial}" OUTPUT_QUIET RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    file(REMOVE_RECURSE "${partial}")
    message(FATAL_ERROR "npm could not fetch tree-sitter-python ${grammar_version}; without a network, put "
                        "${grammar_name} into ${NOSTALL_DOWNLOADS}")
  endif()
  file(RENAME "${partial}/${grammar_name}" "${grammar_archive}")
  file(REMOVE_RECURSE "${partial}")
endif()

file(SHA512 "${grammar_archive}" actual)
if(NOT actual STREQUAL grammar_sha512)
  message(FATAL_ERROR "${grammar_archive} is not the archive that was pinned; remove it and configure again")
endif()

set(grammar "${CMAKE_BINARY_DIR}/tree-sitter-python-${grammar_version}")
if(NOT EXISTS "${grammar}/package/src/scanner.c")
  file(ARCHIVE_EXTRACT INPUT "${grammar_archive}" DESTINATION "${grammar}" PATTERNS package/src package/LICENSE)
endif()

add_library(tree_sitter_python STATIC "${grammar}/package/src/parser.c" "${grammar}/package/src/scanner.c")
target_include_directories(tree_sitter_python PRIVATE "${grammar}/package/src")
target_compile_options(tree_sitter_python PRIVATE -O2 -w)
# The scanner allocates as the library does.
target_compile_definitions(tree_sitter_python PRIVATE TREE_SITTER_REUSE_ALLOCATOR)
target_include_directories(tree_sitter_python SYSTEM PUBLIC "${TREE_SITTER_INCLUDE_DIR}")
target_link_libraries(tree_sitter_python PUBLIC "${TREE_SITTER_LIBRARY}")
