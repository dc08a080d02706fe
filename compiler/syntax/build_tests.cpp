// Tests and the data in them.
#include "compiler/syntax/builder.h"
#include "compiler/syntax/numbers.h"

#include <fmt/format.h>

namespace zs::syntax {
namespace {
/// 2024年5月9日 12:00 as data files write it: 2024-05-09 12:00.
std::string as_data(std::string written) {
  if (written.find("年") == std::string::npos) return written;
  std::string digits = written;
  for (const char* sign : {"年", "月", "日"}) {
    const size_t at = digits.find(sign);
    if (at != std::string::npos) digits.replace(at, 3, " ");
  }
  int y = 0, m = 0, d = 0, used = 0;
  if (std::sscanf(digits.c_str(), "%d %d %d %n", &y, &m, &d, &used) < 3) return written;
  const std::string rest = digits.substr(static_cast<size_t>(used));
  return fmt::format("{:04}-{:02}-{:02}{}{}", y, m, d, rest.empty() ? "" : " ", rest);
}
}  // namespace

std::optional<ast::TestDecl> Builder::test_decl(Grammar::TestDeclContext* c) {
  if (lexeme(c->STR()) == nullptr) return std::nullopt;
  ast::TestDecl d;
  d.name = text(c->STR());
  d.src = span(c);
  for (auto* x : c->testClause()) {
    const int type = first_type(x);
    if (type == Grammar::K_GIVEN) {
      if (auto n = maybe(x->name())) d.given.push_back({std::move(*n), datum_record(x->datumRecord())});
    } else if (type == Grammar::K_AS_OF) {
      d.as_of = moment(x->DATE(), x->INSTANT());
    } else if (type == Grammar::K_EXPECT) {
      if (auto e = expectation(x)) d.expect.push_back(std::move(*e));
    }
  }
  return d;
}

ast::DatumNode Builder::datum(Grammar::DatumContext* c) {
  if (c != nullptr && c->scalar() != nullptr) return scalar(c->scalar());
  if (c != nullptr && c->datumRecord() != nullptr) return datum_record(c->datumRecord());
  ast::DatumNode d;
  d.src = span(c);
  d.what = ast::DatumNode::What::kList;
  if (c != nullptr && c->datumList() != nullptr)
    for (auto* x : c->datumList()->datum()) d.items.push_back(datum(x));
  return d;
}

ast::DatumNode Builder::datum_record(Grammar::DatumRecordContext* c) {
  ast::DatumNode d;
  d.src = span(c);
  d.what = ast::DatumNode::What::kRecord;
  if (c != nullptr)
    for (auto* f : c->datumField())
      if (auto n = maybe(f->name()); n && f->datum() != nullptr) d.fields.push_back({std::move(*n), datum(f->datum())});
  return d;
}

ast::DatumNode Builder::scalar(Grammar::ScalarContext* c) {
  ast::DatumNode d;
  d.src = span(c);
  if (c->children.empty()) return d;
  if (c->name() != nullptr) {
    d.scalar = name(c->name()).text;
    return d;
  }
  Leaf* last = dynamic_cast<Leaf*>(c->children.back());
  const int type = static_cast<int>(last->getSymbol()->getType());
  if (type == Grammar::STR) d.scalar = text(last).text;
  else if (type == Grammar::K_YES || type == Grammar::K_NO) d.scalar = type == Grammar::K_YES ? "是" : "否";
  else d.scalar = (c->MINUS() != nullptr ? "-" : "") + as_data(plain(last));
  return d;
}

std::optional<ast::ExpectClause> Builder::expectation(Grammar::TestClauseContext* c) {
  auto code = this->code(c->code());
  auto* x = c->expected();
  if (!code || x == nullptr || x->children.empty()) return std::nullopt;
  ast::ExpectClause e;
  e.indicator = std::move(*code);
  e.src = span(c);
  using What = ast::ExpectClause::What;
  const int outcome = first_type(x);
  e.what = outcome == Grammar::K_NOTHING ? What::kNothing : outcome == Grammar::K_UNDECIDED ? What::kUndecided : What::kCard;
  auto words = names(x->name());   // the card or what stands for none, then actions
  if (words.empty()) return std::nullopt;
  if (e.what == What::kCard) e.card = std::move(words[0]);
  e.actions.assign(std::make_move_iterator(words.begin() + 1), std::make_move_iterator(words.end()));
  for (auto* p : x->path()) {  // 事项的承诺时限 keeps its 的
    ast::Name missing{{}, span(p)};
    for (auto* n : p->name()) missing.text += (missing.text.empty() ? "" : "的") + name(n).text;
    e.missing.push_back(std::move(missing));
  }
  e.open_end = x->K_STANDING_AT_END() != nullptr;
  const auto moments = x->moment();
  size_t next = 0;
  const auto take = [&]() -> std::optional<int64_t> { return next < moments.size() ? moment(moments[next]->DATE(), moments[next]->INSTANT()) : std::nullopt; };
  if (x->K_FROM() != nullptr) e.from = take(), ++next;
  if (x->K_TO() != nullptr) e.until = take();
  return e;
}

}  // namespace zs::syntax
