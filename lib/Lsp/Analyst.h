// The thread that analyses. Whoever reads messages tells it what changed and what is to be answered; it waits
// for a pause in the changes, brings the projects up to date and hands out a picture of the whole: texts and
// the findings made from them. What changes meanwhile ends an update that has not come to its last steps,
// unless it has been put off for long. When findings are provisional (Editor/Project.h) and nothing happens
// for a while, it has them settled.
#pragma once

#include "Editor/Project.h"

#include <llvm/ADT/FunctionExtras.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace nostall::lsp {

/// A document that the client has open.
struct Open {
  std::string uri; ///< as the client writes it
  std::int64_t version = 0;
};
using OpenDocuments = std::map<std::string, Open, std::less<>>; ///< by path

/// The workspace at one moment.
struct Picture {
  OpenDocuments open;
  editor::Buffers buffers; ///< of the open documents
  editor::Findings findings;
  std::vector<std::string> troubles; ///< for the user, of no file
};

class Analyst {
public:
  using Done = std::function<void(const Picture&)>;

  /// `done` is called on the analyst's thread after each update.
  Analyst(editor::ProjectOptions options, Done done);
  ~Analyst();

  /// What is analysed: folders, and single files that lie in none of them.
  void setPlaces(std::vector<std::string> places);
  void wish(editor::Wishes wishes);
  /// The open documents are now these, and something changed, in them or elsewhere.
  void change(OpenDocuments open, editor::Buffers buffers, const editor::Changes& changes);

  /// Calls `answer` on the analyst's thread with a picture of everything said so far, without waiting for a
  /// pause.
  using Question = llvm::unique_function<void(const Picture&)>;
  void ask(Question question);

private:
  using Clock = std::chrono::steady_clock;

  void work(std::stop_token stop);
  void touch();
  bool update(const std::stop_token& ended);
  std::vector<Finding> remarksOn(const std::string& file) const;
  void settle();
  void takeSettled();
  bool isProvisional() const;
  void draw();

  const editor::ProjectOptions options;
  const Done done;

  std::mutex mutex; ///< of what follows
  std::condition_variable_any wake;
  std::vector<std::string> places;
  editor::Wishes wishes;
  OpenDocuments open;
  editor::Buffers buffers;
  editor::Changes changes;
  bool dirty = false;
  bool settled = false;   ///< a project is
  std::uint64_t said = 0; ///< number of changes
  Clock::time_point firstChange, lastChange;
  std::vector<Question> questions;

  std::vector<std::unique_ptr<editor::Project>> projects; ///< of the thread, as is what follows
  Picture picture;
  std::jthread thread;
};

} // namespace nostall::lsp
