#pragma once
// What every page of a document draws on.
#include "publish/coverage.h"
#include "publish/definitions.h"
#include "publish/outline.h"
#include "publish/passages.h"
#include "publish/phrase.h"
#include <fmt/format.h>

namespace zs::publish {

struct Book {
  const Compilation& pack;
  const typed::Program& program;
  Language language;
  std::vector<CoverageRow> coverage;
  std::vector<Subject> subjects;
  std::vector<Regulation> texts;
  std::vector<Definition> definitions;
  std::string root;                    // the pack's folder: places are told from it

  Book(const Compilation& compilation, std::string path, Language language, std::vector<CoverageRow> coverage);

  bool zh() const { return language == Language::kChinese; }
  std::string say(const std::string& in_chinese, const std::string& in_english) const { return zh() ? in_chinese : in_english; }
  Phraser phraser() const;
  Inline card(int index) const { return badge(program.cards[static_cast<size_t>(index)], tone_of_card(program, index)); }
  /// Of the page of a code; that of the whole table where no page has it.
  Target page_of(const std::string& code) const;
  Inline link_to(const std::string& code) const { return link(code, page_of(code)); }
  /// 02-办理时限.zs 第19行.
  std::string place(Span src) const;
  const typed::Indicator& indicator(int index) const { return program.indicators[static_cast<size_t>(index)]; }
};

// The pages, in the order of the contents.
Page index_page(const Book& book);
Page table_page(const Book& book);
Page text_page(const Book& book);
Page choices_page(const Book& book);
Page subject_page(const Book& book, size_t subject);
Page records_page(const Book& book);
Page calendar_page(const Book& book);

/// The tests of a subject, each with its timeline; nothing where it has none.
std::vector<Block> tests_of(const Book& book, const Subject& subject);
/// Clocks with all that is known of them, as a table; nothing where there are none.
std::vector<Block> clocks_block(const Book& book, const std::vector<int>& clocks);
/// 口径, 参数 and the like that `places` draw on.
std::vector<Block> readings_block(const Book& book, const std::vector<Span>& places);
std::string field_type(const Book& book, const model::Field& field);
/// 2024年5月9日; 9 May 2024 as 2024-05-09.
std::string day_text(const Book& book, int64_t day);
/// With `mark` between them.
inline std::string joined(const std::vector<std::string>& all, const char* mark) { return fmt::format("{}", fmt::join(all, mark)); }

}  // namespace zs::publish
