#include "publish/document.h"

#include "publish/book.h"

#include "oracle/show.h"

#include <filesystem>

namespace zs::publish {

Book::Book(const Compilation& compilation, std::string path, Language in, std::vector<CoverageRow> rows)
    : pack(compilation), program(*compilation.program), language(in), coverage(std::move(rows)), subjects(outline(program)), texts(regulations(pack, coverage)),
      definitions(publish::definitions(pack)), root(std::move(path)) {}

Phraser Book::phraser() const {
  return Phraser(program, language, [this](Span s) { return s.file >= 0 ? std::string(pack.sources.text(s)) : std::string(); });
}

Target Book::page_of(const std::string& code) const {
  for (const auto& s : subjects)
    if (s.code == code) return {code, ""};
  return {"table", ""};
}

std::string Book::place(Span src) const {
  if (src.file < 0) return "";
  std::string name = pack.sources.name(src.file);
  if (name.starts_with(root + "/")) name = name.substr(root.size() + 1);
  const std::string line = std::to_string(pack.sources.position(src.file, src.begin).line);
  return say(name + " 第" + line + "行", name + " line " + line);
}

std::string day_text(const Book& book, int64_t day) {
  const auto d = oracle::date_of(day);
  if (!book.zh()) return oracle::show_date(day);
  return std::to_string(d.year) + "年" + std::to_string(d.month) + "月" + std::to_string(d.day) + "日";
}

namespace {

Frame frame_of(const Book& book, bool texts, bool choices) {
  const auto& p = book.program;
  Frame f;
  f.language = book.language;
  f.document = p.title.empty() ? p.code : p.title;
  f.provenance = book.say("由规则集 ", "made from the rule set ") + p.code + book.say(" 版本 ", " version ") + p.version + book.say(" 生成（zs doc）", " by zs doc");
  f.pages = {{"index", book.say("目录", "Contents")}, {"table", book.say("监督指标表", "Table")}};
  if (texts) f.pages.emplace_back("text", book.say("原文对照", "The text"));
  if (choices) f.pages.emplace_back("choices", book.say("口径与参数", "Readings"));
  f.pages.emplace_back("records", book.say("数据项", "Records"));
  f.pages.emplace_back("calendar", book.say("日历", "Calendar"));
  return f;
}

}  // namespace

Result<std::vector<File>> document(const Compilation& pack, const std::string& path, const DocumentOptions& options) {
  std::error_code ec;
  const std::string folder = std::filesystem::is_directory(path, ec) ? path : std::filesystem::path(path).parent_path().string();
  auto coverage = std::filesystem::is_directory(path, ec) ? read_coverage(path) : Result<std::vector<CoverageRow>>(std::vector<CoverageRow>{});
  if (!coverage) return coverage.error();
  std::string root = folder;
  while (root.size() > 1 && root.back() == '/') root.pop_back();
  const Book book(pack, root, options.language, std::move(*coverage));
  std::vector<Page> pages = {index_page(book), table_page(book)};
  if (!book.texts.empty()) pages.push_back(text_page(book));
  Page choices = choices_page(book);
  const bool with_choices = choices.blocks.size() > 1;
  if (with_choices) pages.push_back(std::move(choices));
  for (size_t n = 0; n < book.subjects.size(); ++n) pages.push_back(subject_page(book, n));
  pages.push_back(records_page(book));
  pages.push_back(calendar_page(book));
  const Frame frame = frame_of(book, !book.texts.empty(), with_choices);
  std::vector<File> out;
  for (const Page& page : pages) {
    if (options.html) out.push_back({page.name + ".html", render_html(page, frame)});
    if (options.markdown) out.push_back({markdown_file(page.name), render_markdown(page, frame)});
  }
  return out;
}

}  // namespace zs::publish
