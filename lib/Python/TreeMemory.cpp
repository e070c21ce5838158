// Each block has its size before it, for reallocation. Freed blocks are kept by size and handed out again, so
// a long parse needs about what it would need from the heap.
#include "Python/TreeMemory.h"

#include <llvm/Support/Allocator.h>
#include <llvm/Support/MathExtras.h>

#include <tree_sitter/api.h>

#include <array>
#include <cstring>

namespace nostall::python {
namespace {

constexpr std::size_t Step = 16;
constexpr std::size_t Header = Step;
constexpr std::size_t LargestExact = 1024;  ///< larger blocks have a power of two for their size
constexpr std::size_t SlabBytes = 64 << 10; ///< little enough that the heap keeps freed ones

struct Slabs {
  llvm::BumpPtrAllocatorImpl<llvm::MallocAllocator, SlabBytes, SlabBytes> memory;
  std::array<void*, LargestExact / Step + 64> unused{}; ///< by size; each block holds the next one
  unsigned users = 0;
};

thread_local Slabs slabs;

std::size_t roundUp(std::size_t size) {
  if (size > LargestExact) return llvm::PowerOf2Ceil(size);
  return std::max(llvm::alignTo(size, Step), Step);
}

void*& unusedOf(std::size_t rounded) {
  return slabs
      .unused[rounded > LargestExact ? LargestExact / Step + llvm::Log2_64(rounded) - 1 : rounded / Step];
}

std::size_t& sizeOf(void* block) {
  return *reinterpret_cast<std::size_t*>(static_cast<char*>(block) - Header);
}

void* allocate(std::size_t size) {
  size = roundUp(size);
  void*& unused = unusedOf(size);
  if (void* block = unused) {
    std::memcpy(&unused, block, sizeof(void*));
    return block;
  }
  void* block = static_cast<char*>(slabs.memory.Allocate(size + Header, llvm::Align(Step))) + Header;
  sizeOf(block) = size;
  return block;
}

void release(void* block) {
  if (!block) return;
  void*& unused = unusedOf(sizeOf(block));
  std::memcpy(block, &unused, sizeof(void*));
  unused = block;
}

void* allocateZeros(std::size_t count, std::size_t size) {
  return std::memset(allocate(count * size), 0, count * size);
}

void* resize(void* block, std::size_t size) {
  if (!block) return allocate(size);
  if (size <= sizeOf(block)) return block;
  void* larger = allocate(size);
  std::memcpy(larger, block, sizeOf(block));
  release(block);
  return larger;
}

} // namespace

TreeMemory::TreeMemory() {
  static const bool once = [] {
    ts_set_allocator(allocate, allocateZeros, resize, release);
    return true;
  }();
  static_cast<void>(once);
  ++slabs.users;
}

TreeMemory::~TreeMemory() {
  if (--slabs.users != 0) return;
  slabs.unused = {};
  slabs.memory.Reset();
}

} // namespace nostall::python
