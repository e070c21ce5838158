#include "Lsp/Connection.h"

#include <llvm/ADT/ScopeExit.h>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace nostall::lsp {

using mlir::lsp::ErrorCode;
using mlir::lsp::Logger;
using mlir::lsp::LSPError;

namespace {

/// Longer messages are skipped: no document that a person edits needs one.
constexpr std::size_t MostBytes = std::size_t{256} << 20;
/// No header is longer; what is, is not the protocol.
constexpr std::size_t MostHeaderBytes = 4096;
/// The parser of JSON calls itself for each level.
constexpr unsigned MostLevels = 200;

/// A method of our own: only the handler writes with its lock held, so refusals are its answers too.
constexpr llvm::StringLiteral Refused = "nostall/refused";

llvm::Error errorOf(ErrorCode code, const std::string& why) { return llvm::make_error<LSPError>(why, code); }

bool isTooDeep(llvm::StringRef json) {
  unsigned depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > MostLevels) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

} // namespace

Connection::Connection(int in, llvm::raw_ostream& out) : in(in), output(nullptr, out), messages(output) {
  messages.method(Refused, this, &Connection::answerRefused);
}

Connection::~Connection() {
  llvm::consumeError(std::move(refusal));
  if (client >= 0) ::close(client);
}

void Connection::watch(std::int64_t process) {
  if (process <= 0 || client >= 0) return;
  client = static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(process), 0));
  if (client < 0)
    Logger::error("the client's process {0} cannot be watched; the end of input ends this", process);
}

Connection::Read Connection::fill() {
  pending.erase(0, begin);
  begin = 0;
  pollfd both[] = {{in, POLLIN, 0}, {client, POLLIN, 0}};
  while (::poll(both, 2, -1) < 0)
    if (errno != EINTR) return Read::End;
  // What a client wrote before its end still counts.
  if (both[0].revents == 0) return Read::ClientGone;
  char bytes[1 << 16];
  const ssize_t count = ::read(in, bytes, sizeof(bytes));
  if (count < 0 && errno == EINTR) return Read::Message;
  if (count <= 0) return Read::End;
  pending.append(bytes, static_cast<std::size_t>(count));
  return Read::Message;
}

/// One line of a header, without its end. Read::Nothing: it was longer than any.
Connection::Read Connection::readLine(std::string& line) {
  bool tooLong = false;
  while (true) {
    const std::size_t end = pending.find('\n', begin);
    if (end != std::string::npos) {
      line = llvm::StringRef(pending).slice(begin, end).rtrim('\r').str();
      begin = end + 1;
      return tooLong ? Read::Nothing : Read::Message;
    }
    if (pending.size() - begin > MostHeaderBytes) {
      tooLong = true;
      begin = pending.size();
    }
    if (Read read = fill(); read != Read::Message) return read;
  }
}

Connection::Read Connection::readMessage(std::string& json) {
  std::size_t length = 0;
  std::string line;
  // A blank line ends the header. Unknown fields are the protocol's to add, and lines that are none are what
  // a message of the wrong length left behind.
  while (true) {
    Read read = readLine(line);
    if (read == Read::Nothing) continue;
    if (read != Read::Message) return read;
    llvm::StringRef field = line;
    if (field.consume_front_insensitive("Content-Length:")) {
      if (field.trim().getAsInteger(10, length)) {
        length = 0;
        Logger::error("`{0}` is no length of a message", line);
      }
    } else if (field.empty() && length > 0) {
      break;
    }
  }
  const bool skipped = length > MostBytes;
  json.clear();
  while (length > 0) {
    if (begin == pending.size())
      if (Read read = fill(); read != Read::Message) return read;
    const std::size_t part = std::min(length, pending.size() - begin);
    if (!skipped) json.append(pending, begin, part);
    begin += part;
    length -= part;
  }
  if (!skipped) return Read::Message;
  refuse(nullptr, errorOf(ErrorCode::InvalidRequest, "the message is longer than 256 MiB"));
  return Read::Nothing;
}

void Connection::refuse(llvm::json::Value request, llvm::Error why) {
  llvm::consumeError(std::move(refusal));
  refusal = std::move(why);
  messages.onCall(Refused, nullptr, std::move(request));
}

void Connection::answerRefused(const mlir::lsp::NoParams&, mlir::lsp::Callback<llvm::json::Value> reply) {
  if (!refusal) refusal = errorOf(ErrorCode::MethodNotFound, "there is no such method");
  reply(std::move(refusal));
  refusal = llvm::Error::success();
}

bool Connection::dispatch(llvm::json::Value message,
                          llvm::function_ref<llvm::Error(llvm::StringRef, bool)> admit) {
  llvm::json::Object* object = message.getAsObject();
  if (!object || object->getString("jsonrpc") != llvm::StringRef("2.0")) {
    refuse(nullptr, errorOf(ErrorCode::InvalidRequest, "the message is not of JSON-RPC 2.0"));
    return true;
  }
  const llvm::json::Value* given = object->get("id");
  const std::optional<llvm::StringRef> method = object->getString("method");
  if (!method) {
    if (!given) {
      refuse(nullptr, errorOf(ErrorCode::InvalidRequest, "the message has neither a method nor an id"));
      return true;
    }
    if (const llvm::json::Object* error = object->getObject("error"))
      return messages.onReply(*given, errorOf(ErrorCode(error->getInteger("code").value_or(0)),
                                              error->getString("message").value_or("no reason").str()));
    const llvm::json::Value* result = object->get("result");
    return messages.onReply(*given, result ? *result : llvm::json::Value(nullptr));
  }
  const std::string name = method->str();
  const llvm::json::Value* parameters = object->get("params");
  llvm::json::Value values = parameters ? *parameters : llvm::json::Value(nullptr);
  if (name == "exit") return false;
  if (llvm::Error refused = admit(name, given != nullptr)) {
    if (given)
      refuse(*given, std::move(refused));
    else
      llvm::consumeError(std::move(refused));
    return true;
  }
  if (!given) return messages.onNotify(name, std::move(values));
  id = *given;
  return messages.onCall(name, std::move(values), *given);
}

End Connection::run(llvm::function_ref<llvm::Error(llvm::StringRef, bool)> admit) {
  std::string json;
  while (true) {
    switch (readMessage(json)) {
    case Read::End:
      return End::Closed;
    case Read::ClientGone:
      return End::ClientGone;
    case Read::Nothing:
      continue;
    case Read::Message:
      break;
    }
    if (isTooDeep(json)) {
      refuse(nullptr, errorOf(ErrorCode::ParseError, "the message is nested too deeply"));
      continue;
    }
    llvm::Expected<llvm::json::Value> message = llvm::json::parse(json);
    if (!message)
      refuse(nullptr, errorOf(ErrorCode::ParseError, llvm::toString(message.takeError())));
    else if (!dispatch(std::move(*message), admit))
      return End::Exit;
  }
}

} // namespace nostall::lsp
