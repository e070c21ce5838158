// A diagnostic of a check links to the check's page. clangd takes every page to be one of clang-tidy's own,
// so nostall's would lead nowhere. It has no hook for that; what it has is one function that makes the
// channel its messages go out through, and the linker hands its caller this one instead (--wrap, in
// CMakeLists.txt), which puts a stream in between. The stream waits for a message to be whole, replaces the
// links in it, and writes it with its new length.
#include "Report/Uri.h"
#include "Support/Locations.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/raw_ostream.h>

#include <cstdio>
#include <memory>
#include <string>

namespace clang::clangd {
class Transport;
enum JSONStreamStyle : int;
} // namespace clang::clangd

namespace {

using clang::clangd::JSONStreamStyle;
using clang::clangd::Transport;

constexpr llvm::StringLiteral Theirs = "https://clang.llvm.org/extra/clang-tidy/checks/nostall/";
constexpr llvm::StringLiteral TheirEnd = ".html";

class LinkingStream : public llvm::raw_ostream {
public:
  LinkingStream(llvm::raw_ostream& out, std::string pages) : out(out), pages(std::move(pages)) {}
  ~LinkingStream() override { flush(); }

private:
  void write_impl(const char* data, std::size_t size) override {
    pending.append(data, size);
    written += size;
    while (takeMessage()) {
    }
  }
  std::uint64_t current_pos() const override { return written; }

  /// Passes the first message on, when it is whole.
  bool takeMessage() {
    const llvm::StringRef text = pending;
    constexpr llvm::StringLiteral Length = "Content-Length: ";
    constexpr llvm::StringLiteral EndOfHead = "\r\n\r\n";
    const std::size_t head = text.find(EndOfHead);
    if (head == llvm::StringRef::npos) return false;
    std::size_t length = 0;
    if (!text.starts_with(Length) || text.slice(Length.size(), head).getAsInteger(10, length)) {
      // Nothing that is known here.
      out << text;
      out.flush();
      pending.clear();
      return false;
    }
    const std::size_t begin = head + EndOfHead.size();
    if (text.size() - begin < length) return false;
    const std::string body = withLinks(text.substr(begin, length));
    out << Length << body.size() << EndOfHead << body;
    out.flush();
    pending.erase(0, begin + length);
    return true;
  }

  std::string withLinks(llvm::StringRef body) const {
    std::string result;
    for (std::size_t at; (at = body.find(Theirs)) != llvm::StringRef::npos;) {
      result += body.take_front(at);
      body = body.drop_front(at + Theirs.size());
      const std::size_t end = body.find(TheirEnd);
      result += pages + "/" + body.take_front(end).str() + ".md";
      body = body.substr(end == llvm::StringRef::npos ? end : end + TheirEnd.size());
    }
    result += body;
    return result;
  }

  llvm::raw_ostream& out;
  const std::string pages;
  std::string pending;
  std::uint64_t written = 0;
};

} // namespace

namespace nostall::clangd {

#define NOSTALL_TRANSPORT                                                                                    \
  "_ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE"

/// clangd's own headers are not installed, so what it returns cannot be deleted here. It is handed on.
struct NotHere {
  void operator()(Transport*) const {}
};
using Made = std::unique_ptr<Transport, NotHere>;

Made clangdsTransport(std::FILE* in, llvm::raw_ostream& out, llvm::raw_ostream* mirror, bool pretty,
                      JSONStreamStyle style) asm("__real_" NOSTALL_TRANSPORT);
Made transport(std::FILE* in, llvm::raw_ostream& out, llvm::raw_ostream* mirror, bool pretty,
               JSONStreamStyle style) asm("__wrap_" NOSTALL_TRANSPORT);

Made transport(std::FILE* in, llvm::raw_ostream& out, llvm::raw_ostream* mirror, bool pretty,
               JSONStreamStyle style) {
  // Lives as long as the server, which is as long as the program.
  static LinkingStream linking(out, "file://" + report::uriPath(support::checkPagesDirectory()));
  return clangdsTransport(in, linking, mirror, pretty, style);
}

} // namespace nostall::clangd
