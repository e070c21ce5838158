# nostall_library(NAME SOURCES... [DEPENDS libs...] [CLANG]): one library of lib/. They are OBJECT libraries so that
# things that register themselves (reporters, subcommands) are linked although nobody names them, and so that the
# command line and the editor modules reuse the same objects, built once.
function(nostall_library name)
  cmake_parse_arguments(arg "CLANG" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(${name} OBJECT ${arg_SOURCES})
  target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}/lib")
  target_link_libraries(${name} PUBLIC nostall_options nostall_llvm fmt::fmt Threads::Threads ${arg_DEPENDS})
  if(arg_CLANG)
    target_link_libraries(${name} PUBLIC nostall_clang)
  endif()
endfunction()

add_library(nostall_options INTERFACE)
target_compile_options(nostall_options INTERFACE -Wall -Wextra -Wpedantic -Wno-unused-parameter)
if(NOSTALL_WERROR)
  target_compile_options(nostall_options INTERFACE -Werror)
endif()
if(NOSTALL_SANITIZE)
  target_compile_options(nostall_options INTERFACE -fsanitize=${NOSTALL_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(nostall_options INTERFACE -fsanitize=${NOSTALL_SANITIZE})
endif()
