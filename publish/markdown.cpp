#include "publish/render.h"

#include <fmt/format.h>

namespace zs::publish {
namespace {

std::string anchor(const std::string& id) { return id.empty() ? "" : "<a id=\"" + id + "\"></a>"; }

std::string link_to(const Target& t) { return (t.page.empty() ? "" : markdown_file(t.page)) + (t.place.empty() ? "" : "#" + t.place); }

std::string words_of(const Inline& i) {
  if (i.text.empty() && i.kind != Inline::Kind::kBreak) return anchor(i.id);
  const std::string words = escape_markdown(i.text);
  switch (i.kind) {
    case Inline::Kind::kStrong:
    case Inline::Kind::kBadge: return anchor(i.id) + "**" + words + "**";
    case Inline::Kind::kMark: return anchor(i.id) + "<mark>" + words + "</mark>";
    case Inline::Kind::kCode: return anchor(i.id) + "`" + i.text + "`";
    case Inline::Kind::kBreak: return "<br>";
    default: return anchor(i.id) + words;
  }
}

std::string markdown(const Line& line) {
  std::string out;
  for (const Inline& i : line) out += i.link.nowhere() ? words_of(i) : "[" + words_of(i) + "](" + link_to(i.link) + ")";
  return out;
}

std::string in_cell(const Line& line) {
  std::string out;
  for (const char c : markdown(line)) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string markdown(const std::vector<Item>& items, bool numbered, int depth) {
  std::string out;
  size_t number = 0;
  for (const Item& i : items) {
    out += std::string(static_cast<size_t>(depth) * 3, ' ') + (numbered ? fmt::format("{}. ", ++number) : "- ") + markdown(i.line) + "\n";
    out += markdown(i.items, numbered, depth + 1);
  }
  return out;
}

std::string markdown(const Table& t) {
  std::string out = "|", rule = "|";
  for (const auto& h : t.head) out += " " + in_cell({text(h)}) + " |", rule += "---|";
  out += "\n" + rule + "\n";
  for (const auto& row : t.rows) {
    out += "|";
    for (const Cell& c : row) out += " " + (c.rows == 0 ? "" : in_cell(c.line)) + " |";
    out += "\n";
  }
  return out;
}

std::string markdown(const Block& b) {
  const std::string at = b.id.empty() ? "" : anchor(b.id) + "\n\n";
  switch (b.kind) {
    case Block::Kind::kHeading: return at + std::string(static_cast<size_t>(b.level), '#') + " " + markdown(b.line) + "\n\n";
    case Block::Kind::kParagraph:
    case Block::Kind::kPassage: return at + markdown(b.line) + "\n\n";
    case Block::Kind::kNote: return at + "<sub>" + markdown(b.line) + "</sub>\n\n";
    case Block::Kind::kQuote: return at + "> " + markdown(b.line) + "\n\n";
    case Block::Kind::kList: return at + markdown(b.items, b.numbered, 0) + "\n";
    case Block::Kind::kTable: return at + markdown(b.table) + "\n";
    case Block::Kind::kDrawing: return b.plain.empty() ? "" : at + "```text\n" + b.plain + (b.plain.back() == '\n' ? "" : "\n") + "```\n\n";
    case Block::Kind::kBreak: return "";
  }
  return "";
}

}  // namespace

std::string markdown_file(const std::string& page) { return (page == "index" ? "README" : page) + ".md"; }

std::string escape_markdown(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '\\': case '`': case '*': case '_': case '[': case ']': case '#': case '~':
        out += '\\';
        [[fallthrough]];
      default: out += c;
    }
  }
  return out;
}

std::string render_markdown(const Page& page, const Frame& frame) {
  std::string out, contents;
  for (const auto& [name, title] : frame.pages) {
    contents += contents.empty() ? "" : " · ";
    contents += name == page.name ? escape_markdown(title) : "[" + escape_markdown(title) + "](" + markdown_file(name) + ")";
  }
  out += contents + "\n\n";
  for (const Block& b : page.blocks) out += markdown(b);
  return out + "---\n\n" + escape_markdown(frame.provenance) + "\n";
}

}  // namespace zs::publish
