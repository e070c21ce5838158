// A worker whose conduct is the name of the unit it gets: `crash.cpp` crashes. Anything else is analysed: its
// facts are one shard for itself and one for `shared.h` beside it, both read.
#include "Driver/Worker.h"
#include "Facts/Store.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <vector>

using namespace nostall;
using namespace nostall::driver;

namespace {

facts::Shard shardOf(const std::string& file) {
  facts::Shard shard;
  shard.files = {file};
  return shard;
}

/// The descriptors above the standard ones that lead somewhere.
std::size_t openDescriptors() {
  std::size_t count = 0;
  struct stat ignored;
  for (int number = 3; number != 256; ++number)
    count += ::fstat(number, &ignored) == 0;
  return count;
}

void takeMemory() {
  for (std::vector<char*> blocks;; blocks.push_back(new char[64 << 20])) {
  }
}

void writeGarbage() {
  const std::string garbage(100000, '?');
  for (int number = 3; number != 64; ++number)
    (void)!::write(number, garbage.data(), garbage.size());
}

void hang(const Request& request) {
  std::ofstream(request.command.file + ".pid") << ::getpid() << std::endl;
  while (true)
    ::pause();
}

facts::Unit analyse(const Request& request) {
  const std::string& file = request.command.file;
  std::string folder = llvm::sys::path::parent_path(file).str() + "/";
  facts::FileHashes hashes;
  facts::Unit unit;
  unit.mainFile = file;
  unit.dependencies = {{file, hashes.hash(file)}, {folder + "shared.h", hashes.hash(folder + "shared.h")}};
  unit.shards = {shardOf(file), shardOf(folder + "shared.h")};

  llvm::StringRef conduct = llvm::sys::path::stem(file);
  if (conduct == "crash") {
    std::signal(SIGSEGV, SIG_DFL); // sanitizers have a handler
    ::raise(SIGSEGV);
  }
  if (conduct == "hang") hang(request);
  if (conduct == "memory") takeMemory();
  if (conduct == "exit") ::_exit(7);
  if (conduct == "killed") ::raise(SIGKILL);
  if (conduct == "garbage") writeGarbage();
  if (conduct == "orphan") ::kill(::getppid(), SIGKILL), ::pause();
  if (conduct == "fatal") {
    std::fputs("preparing\nLLVM ERROR: something is wrong\n", stderr);
    std::exit(1);
  }
  if (conduct == "noisy")
    for (int i = 0; i != 100000; ++i)
      std::puts("this is not an answer");
  if (conduct == "other") unit.mainFile = "/other.cpp";
  if (conduct == "descriptors") unit.notes = {std::to_string(openDescriptors())};
  if (conduct == "failed")
    unit.status = facts::UnitStatus::Failed, unit.message = "no facts", unit.shards.clear();
  if (conduct == "recovered") {
    unit.status = facts::UnitStatus::Recovered;
    unit.errors = 1;
    unit.message = "something is missing";
  }
  if (conduct == "invalid") {
    unit.shards[0].entities.emplace_back();
    unit.shards[0].entities[0].symbol = 99;
  }
  std::ofstream(folder + "analysed", std::ios::app) << conduct.str() << '\n';
  return unit;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 2 || llvm::StringRef(argv[1]) != "--worker") return 1;
  return serve(analyse);
}
