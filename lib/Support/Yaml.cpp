// Text → tree. LLVM's parser is lazy (nodes are parsed as they are visited), so the recursion here is the
// only one and a depth limit bounds it. When the parser reports an error the tree is given up: what it
// returns after one cannot be relied on. Things that it accepts but that have no meaning in our files
// (anchors, aliases, tags, several documents) are refused where they stand.

#include "Support/Yaml.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/Support/ConvertUTF.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLParser.h>

#include <algorithm>
#include <ostream>

namespace nostall {

std::ostream& operator<<(std::ostream& out, const Problem& problem) {
  out << problem.file;
  if (problem.line != 0) out << ':' << problem.line << ':' << problem.column;
  return out << ": " << (problem.error ? "error" : "warning") << ": " << problem.text;
}

namespace yaml {
namespace {

constexpr unsigned MaxDepth = 48;
constexpr std::size_t MaxBytes = 4 << 20;

/// The checks that come before LLVM's parser sees the text.
class Screen {
public:
  Screen(std::string_view text, Reader& reader) : text(text), reader(reader) {}

  bool run() {
    unsigned line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
      std::size_t end = std::min(text.find('\n', at), text.size());
      if (!checkLine(text.substr(at, end - at), line)) return false;
      at = end + 1;
    }
    return true;
  }

private:
  bool checkLine(std::string_view content, unsigned line) {
    std::size_t indentation = content.find_first_not_of(" \t\r");
    std::size_t tab = content.substr(0, indentation).find('\t');
    if (indentation != content.npos && tab != content.npos)
      return fail(line, tab, "tab in the indentation; indent with spaces");
    for (std::size_t i = 0; i < content.size();) {
      auto byte = static_cast<unsigned char>(content[i]);
      if ((byte < 0x20 && byte != '\t' && byte != '\r') || byte == 0x7f)
        return fail(line, i, "control character 0x" + llvm::utohexstr(byte, true));
      auto* begin = reinterpret_cast<const llvm::UTF8*>(content.data()) + i;
      auto* end = reinterpret_cast<const llvm::UTF8*>(content.data()) + content.size();
      unsigned length = llvm::getNumBytesForUTF8(*begin);
      if (length > static_cast<std::size_t>(end - begin) || !llvm::isLegalUTF8Sequence(begin, begin + length))
        return fail(line, i, "invalid UTF-8");
      i += length;
    }
    return true;
  }

  bool fail(unsigned line, std::size_t offset, std::string message) {
    reader.error({line, static_cast<unsigned>(offset) + 1}, std::move(message));
    return false;
  }

  std::string_view text;
  Reader& reader;
};

/// Walks LLVM's tree once and copies it. `failed` stops everything: after it no parser function may be
/// called.
class Builder {
public:
  Builder(llvm::StringRef text, Reader& reader) : text(text), reader(reader), lines(lineStarts(text)) {
    manager.setDiagHandler([](const llvm::SMDiagnostic& diagnostic,
                              void* self) { static_cast<Builder*>(self)->parserError(diagnostic); },
                           this);
  }

  std::optional<Node> run() {
    llvm::yaml::Stream stream(text, manager, /*ShowColors=*/false);
    auto document = stream.begin();
    Node root;
    root.place = {1, 1};
    if (!failed && document != stream.end()) {
      if (llvm::yaml::Node* node = document->getRoot(); node && !failed) root = build(*node, {1, 1}, 0);
      if (!failed && ++document != stream.end() && !failed) extraDocument(*document);
    }
    if (stream.failed() && !failed) fail({1, 1}, "not valid YAML");
    if (failed) return std::nullopt;
    return root;
  }

private:
  static std::vector<const char*> lineStarts(llvm::StringRef text) {
    std::vector<const char*> starts{text.begin()};
    for (const char& c : text)
      if (c == '\n') starts.push_back(&c + 1);
    return starts;
  }

  Place placeOf(const char* at) const {
    auto next = std::upper_bound(lines.begin(), lines.end(), at);
    return {static_cast<unsigned>(next - lines.begin()), static_cast<unsigned>(at - *(next - 1)) + 1};
  }

  /// Where the node starts; `otherwise` for what does not show in the text, such as an omitted value. The
  /// parser's own ranges are off for some kinds: a collection in brackets begins after its bracket, a block
  /// scalar after its `|`.
  Place placeOf(const llvm::yaml::Node& node, Place otherwise) const {
    if (auto* alias = llvm::dyn_cast<llvm::yaml::AliasNode>(&node))
      return placeOf(alias->getName().begin() - 1);
    const char* at = node.getSourceRange().Start.getPointer();
    if (at < text.begin() || at >= text.end() ||
        llvm::isa<llvm::yaml::NullNode, llvm::yaml::BlockScalarNode>(node))
      return otherwise;
    if (llvm::isa<llvm::yaml::MappingNode, llvm::yaml::SequenceNode>(node)) {
      llvm::StringRef before = llvm::StringRef(text.begin(), at - text.begin()).rtrim();
      if (before.ends_with("[") || before.ends_with("{")) at = before.end() - 1;
    }
    return placeOf(at);
  }

  void fail(Place place, std::string message) {
    failed = true;
    reader.error(place, std::move(message));
  }

  void parserError(const llvm::SMDiagnostic& diagnostic) {
    if (failed) return;
    std::string message = diagnostic.getMessage().str();
    if (!message.empty()) message[0] = llvm::toLower(message[0]);
    while (!message.empty() && (message.back() == '.' || message.back() == '!'))
      message.pop_back();
    Place place{static_cast<unsigned>(std::max(diagnostic.getLineNo(), 1)),
                static_cast<unsigned>(std::max(diagnostic.getColumnNo(), 0)) + 1};
    llvm::StringRef rest = diagnostic.getLineContents().drop_front(
        std::min<std::size_t>(place.column - 1, diagnostic.getLineContents().size()));
    if (rest.starts_with("*") || rest.starts_with("&") || message.find("alias") != message.npos)
      message += "; a text that starts with `*` or `&` needs quotes";
    else if (message.find("xpected") != message.npos)
      message += "; check the indentation, and quote a text that contains `: ` or ` #`";
    fail(place, "not valid YAML: " + message);
  }

  void extraDocument(llvm::yaml::Document& document) {
    Place place{1, 1};
    if (llvm::yaml::Node* node = document.getRoot(); node && !failed) place = placeOf(*node, place);
    if (!failed) fail(place, "a second document starts here; one file is one document");
  }

  Node build(llvm::yaml::Node& from, Place parent, unsigned depth) {
    Node node;
    node.place = placeOf(from, parent);
    if (depth > MaxDepth) {
      fail(node.place, "nested too deeply");
    } else if (llvm::isa<llvm::yaml::AliasNode>(from)) {
      fail(node.place, "aliases are not supported; a text that starts with `*` needs quotes");
    } else if (!from.getAnchor().empty()) {
      fail(node.place, "anchors are not supported; a text that starts with `&` needs quotes");
    } else if (!from.getRawTag().empty()) {
      fail(node.place, "tags are not supported; a text that starts with `!` needs quotes");
    } else if (auto* scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(&from)) {
      buildScalar(*scalar, node);
    } else if (auto* block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(&from)) {
      node.kind = Node::Kind::Scalar;
      node.text = block->getValue().str();
      node.quoted = true;
    } else if (auto* sequence = llvm::dyn_cast<llvm::yaml::SequenceNode>(&from)) {
      node.kind = Node::Kind::Sequence;
      for (auto item = sequence->begin(); !failed && item != sequence->end(); ++item) {
        node.items.push_back(build(*item, node.place, depth + 1));
        if (failed) break;
      }
    } else if (auto* mapping = llvm::dyn_cast<llvm::yaml::MappingNode>(&from)) {
      buildMapping(*mapping, node, depth);
    }
    return node;
  }

  void buildScalar(llvm::yaml::ScalarNode& scalar, Node& node) {
    llvm::StringRef raw = scalar.getRawValue();
    llvm::SmallString<64> storage;
    node.text = scalar.getValue(storage).str();
    node.quoted = raw.starts_with("'") || raw.starts_with("\"");
    bool null = !node.quoted && (node.text.empty() || node.text == "~" || node.text == "null");
    node.kind = null ? Node::Kind::Null : Node::Kind::Scalar;
  }

  void buildMapping(llvm::yaml::MappingNode& mapping, Node& node, unsigned depth) {
    node.kind = Node::Kind::Mapping;
    llvm::StringMap<unsigned> seen;
    for (auto pair = mapping.begin(); !failed && pair != mapping.end(); ++pair) {
      llvm::yaml::Node* key = pair->getKey();
      if (failed || !key) return;
      auto* name = llvm::dyn_cast<llvm::yaml::ScalarNode>(key);
      Entry entry;
      entry.place = placeOf(*key, node.place);
      if (!name) return fail(entry.place, "a key must be a text");
      llvm::SmallString<32> storage;
      entry.key = name->getValue(storage).str();
      llvm::yaml::Node* value = pair->getValue();
      if (failed || !value) return;
      entry.value = build(*value, entry.place, depth + 1);
      if (failed) return;
      auto [previous, fresh] = seen.try_emplace(entry.key, entry.place.line);
      if (fresh)
        node.entries.push_back(std::move(entry));
      else
        reader.error(entry.place,
                     "`" + entry.key + "` stands twice; first on line " + std::to_string(previous->second));
    }
  }

  llvm::StringRef text;
  Reader& reader;
  std::vector<const char*> lines;
  llvm::SourceMgr manager;
  bool failed = false;
};

} // namespace

const Entry* Node::find(std::string_view key) const {
  auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
  return entry == entries.end() ? nullptr : &*entry;
}

std::optional<Node> parse(std::string_view text, const std::string& file, std::vector<Problem>& problems) {
  Reader reader(file, problems);
  if (text.size() > MaxBytes) {
    reader.error({}, "larger than " + std::to_string(MaxBytes >> 20) + " MiB");
    return std::nullopt;
  }
  if (!Screen(text, reader).run()) return std::nullopt;
  // A copy that ends in a line break: the scanner looks one byte ahead.
  std::string copy(text);
  copy += '\n';
  return Builder(copy, reader).run();
}

} // namespace yaml
} // namespace nostall
