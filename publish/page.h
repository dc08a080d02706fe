#pragma once
// A document as blocks, in one language; html.h and markdown.h write the same blocks in their own ways. Texts are plain: the
// renderers escape them.
#include <string>
#include <vector>

namespace zs::publish {

/// Where a link leads: a page of the document and a place on it; an empty page is the one it stands on.
struct Target {
  std::string page, place;
  bool nowhere() const { return page.empty() && place.empty(); }
};

struct Inline {
  enum class Kind { kText, kStrong, kSoft, kCode, kMark, kBare, kBadge, kBreak } kind = Kind::kText;
  //  kMark: words of the regulation that a rule quotes; kBare: words that none does; kBadge: a card's name
  std::string text;
  Target link;             // nowhere: no link
  std::string id;          // the place that links lead to; empty: none
  std::string tone;        // kBadge: red, orange, yellow, blue; kBare: reason where one is given
};
using Line = std::vector<Inline>;

struct Item {              // of a list
  Line line;
  std::vector<Item> items;
};

struct Cell {
  Line line;
  int rows = 1;            // how many rows it reaches over; 0: a cell above reaches over this one
};
struct Table {
  std::vector<std::string> head;
  std::vector<int> widths;             // percent, by column; empty: as the content needs
  std::vector<std::vector<Cell>> rows;
};

struct Block {
  enum class Kind { kHeading, kParagraph, kNote, kQuote, kList, kTable, kDrawing, kPassage, kBreak } kind = Kind::kParagraph;
  //  kPassage: a paragraph of the regulation; kBreak: a new sheet of paper
  int level = 2;           // kHeading: 1 to 4
  std::string id;
  Line line;
  std::vector<Item> items; // kList
  bool numbered = false;   // kList
  Table table;
  std::string html, plain; // kDrawing: a fragment made by the room of drawings; the same in characters
};

struct Page {
  std::string name;        // of the file, without its ending
  std::string title;
  bool wide = false;       // printed across
  std::vector<Block> blocks;
};

// ---- short ways to make them ---------------------------------------------------------------------------------

inline Inline text(std::string s) { return {Inline::Kind::kText, std::move(s), {}, {}, {}}; }
inline Inline strong(std::string s) { return {Inline::Kind::kStrong, std::move(s), {}, {}, {}}; }
inline Inline soft(std::string s) { return {Inline::Kind::kSoft, std::move(s), {}, {}, {}}; }
inline Inline code(std::string s) { return {Inline::Kind::kCode, std::move(s), {}, {}, {}}; }
inline Inline line_break() { return {Inline::Kind::kBreak, "", {}, {}, {}}; }
inline Inline badge(std::string card, std::string tone) { return {Inline::Kind::kBadge, std::move(card), {}, {}, std::move(tone)}; }
inline Inline link(std::string s, Target to) { return {Inline::Kind::kText, std::move(s), std::move(to), {}, {}}; }

inline Block heading(int level, std::string s, std::string id = "") {
  Block b;
  b.kind = Block::Kind::kHeading, b.level = level, b.id = std::move(id), b.line = {text(std::move(s))};
  return b;
}
inline Block paragraph(Line line, Block::Kind kind = Block::Kind::kParagraph) {
  Block b;
  b.kind = kind, b.line = std::move(line);
  return b;
}
inline Block note(std::string s) { return paragraph({text(std::move(s))}, Block::Kind::kNote); }
inline Block list(std::vector<Item> items, bool numbered = false) {
  Block b;
  b.kind = Block::Kind::kList, b.items = std::move(items), b.numbered = numbered;
  return b;
}
inline Block table(Table t) {
  Block b;
  b.kind = Block::Kind::kTable, b.table = std::move(t);
  return b;
}
inline Cell cell(std::string s) { return {{text(std::move(s))}, 1}; }
inline Cell cell(Line line) { return {std::move(line), 1}; }

}  // namespace zs::publish
