#pragma once
// Lines of a terminal, column by column: Chinese characters take two.
#include <string>
#include <string_view>
#include <vector>

namespace zs::oracle::render {

/// Columns that the text takes; what is ambiguous counts as one.
int columns_of(std::string_view text);
/// The text cut to `most` columns, with … where something is left out, or filled up with blanks.
std::string fitted(std::string_view text, int columns);
/// Lines of at most `columns`, broken where `text` has a blank or between Chinese characters.
std::vector<std::string> wrapped(std::string_view text, int columns);

/// One line on which text is laid over what stands there.
class TextLine {
 public:
  explicit TextLine(int columns) : glyphs_(static_cast<size_t>(columns), " "), colors_(static_cast<size_t>(columns), 0) {}

  /// Writes at a column; what does not fit at the right is left out. `color` is an ANSI code such as 31, 0 for none.
  void put(int column, std::string_view text, int color = 0);
  bool blank(int column, int count = 1) const;
  int columns() const { return static_cast<int>(glyphs_.size()); }
  /// Without blanks at the end.
  std::string text(bool color) const;

 private:
  std::vector<std::string> glyphs_;  // empty: the right half of the glyph before
  std::vector<int> colors_;
};

}  // namespace zs::oracle::render
