# The one place that knows which LLVM the project is built on. Everything version-specific in C++ is in
# lib/Cxx/ClangVersion.h.
find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19/lib/cmake/llvm)
find_package(Clang REQUIRED CONFIG HINTS "${LLVM_INSTALL_PREFIX}/lib/cmake/clang")

# LLVM's own classes: YAML, JSON, command lines, files, hashing. Enough for everything that is not a front end.
add_library(nostall_llvm INTERFACE)
target_include_directories(nostall_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_link_libraries(nostall_llvm INTERFACE LLVM)

# Clang as one shared library: links in seconds and is what clang-tidy modules have to use.
add_library(nostall_clang INTERFACE)
target_include_directories(nostall_clang SYSTEM INTERFACE ${CLANG_INCLUDE_DIRS})
target_link_libraries(nostall_clang INTERFACE nostall_llvm clang-cpp)

# Clang's own headers (stddef.h, ...) that every parse needs; an installed tool cannot find them by itself.
set(NOSTALL_CLANG_RESOURCE_DIR "${LLVM_INSTALL_PREFIX}/lib/clang/${LLVM_VERSION_MAJOR}"
    CACHE PATH "Clang's resource directory")
