// Messages in and out. The library of LLVM's language servers frames what is written, tells handlers by the
// names of methods, decodes their parameters and answers for methods that nobody handles.
//
// What is read is framed here, because the library's own loop ends at the first message that is not JSON-RPC,
// reserves whatever length a header claims, does not tell handlers the id of a request (so that nothing can
// be cancelled) and waits for input alone, while a server has to end with its client too
// (docs/design/language-server.md).
#pragma once

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/Support/JSON.h>

#include <mlir/Tools/lsp-server-support/Transport.h>

#include <optional>
#include <string>

namespace nostall::lsp {

/// How the input ended.
enum class End { Exit, Closed, ClientGone };

class Connection {
public:
  /// Reads file descriptor `in`.
  Connection(int in, llvm::raw_ostream& out);
  ~Connection();

  mlir::lsp::MessageHandler& handler() { return messages; }

  /// From now on, the end of that process ends the input as well.
  void watch(std::int64_t process);
  /// The id of the request that is being handled, and its method.
  const llvm::json::Value& request() const { return id; }

  /// Hands messages to the handlers, on this thread, until the input ends. `admit` is asked first: an error
  /// is the answer to a request, and a notification with one is dropped.
  End run(llvm::function_ref<llvm::Error(llvm::StringRef method, bool isRequest)> admit);

private:
  enum class Read { Message, Nothing, End, ClientGone };
  Read fill();
  Read readLine(std::string& line);
  Read readMessage(std::string& json);
  bool dispatch(llvm::json::Value message, llvm::function_ref<llvm::Error(llvm::StringRef, bool)> admit);
  void refuse(llvm::json::Value request, llvm::Error why);
  void answerRefused(const mlir::lsp::NoParams&, mlir::lsp::Callback<llvm::json::Value> reply);

  int in;
  int client = -1; ///< a descriptor of the client's process
  std::string pending;
  std::size_t begin = 0; ///< of what is pending
  mlir::lsp::JSONTransport output;
  mlir::lsp::MessageHandler messages;
  llvm::json::Value id = nullptr;
  llvm::Error refusal = llvm::Error::success();
};

} // namespace nostall::lsp
