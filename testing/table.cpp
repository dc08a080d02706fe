#include "testing/table.h"

#include "compiler/syntax/near.h"
#include "io/binding/instant_text.h"
#include "io/binding/table_builder.h"
#include "testing/expected.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace zs::testing {
namespace {

using model::FieldType;
using typed::kNone;

bool any_of(std::string_view s, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), s) != words.end(); }
bool is_name(std::string_view s) { return any_of(s, {"测试", "用例", "test", "Test"}); }
bool is_as_of(std::string_view s) { return any_of(s, {"截至", "as_of", "as-of"}); }
bool is_expect(std::string_view s) { return any_of(s, {"期望", "expect"}); }
bool is_note(std::string_view s) { return s.starts_with("#") || s.starts_with("备注") || s.starts_with("note"); }

struct Column {
  enum class What : uint8_t { kIgnored, kName, kAsOf, kExpect, kIndicator, kField } what = What::kIgnored;
  int model = kNone;       // kField
  std::string field;       // kField: the name to bind
  int indicator = kNone;
};

/// Columns of a model as data files may name them: 承诺时限, 承诺时限单位, and their codes.
std::vector<std::string_view> names_of(const model::RecordModel& m) {
  std::vector<std::string_view> out;
  for (const auto& f : m.fields) {
    out.insert(out.end(), {f.name, f.code});
    if (f.type == FieldType::kSpan) out.insert(out.end(), {f.unit_name, f.unit_code});
  }
  std::erase(out, std::string_view());
  return out;
}
bool has_field(const model::RecordModel& m, std::string_view name) {
  const auto names = names_of(m);
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Table {
 public:
  Table(const typed::Program& program, const sheets::Sheet& sheet, const std::string& file)
      : p_(program), sheet_(sheet), file_(sheet.name.empty() ? file : file + "[" + sheet.name + "]"), names_(program.models) {}

  TableTests read() {
    if (!is_test_table(sheet_)) {
      problem(sheet_.rows.empty() ? 1 : sheet_.rows[0].number, {"没有测试表头：第一行要有“测试”一列，和“期望”或某个指标编号一列", "this is no test table: its first row needs a column 测试 (test), and a column 期望 (expect) or one named by an indicator's code"});
      return std::move(out_);
    }
    header();
    if (!out_.problems.empty()) return std::move(out_);
    for (size_t r = 1; r < sheet_.rows.size(); ++r) row(sheet_.rows[r]);
    return std::move(out_);
  }

 private:
  void problem(uint64_t row, Words what) { out_.problems.push_back({file_, row, std::move(what)}); }
  void problem(uint64_t row, size_t column, const Words& what) {
    const std::string& name = sheet_.rows[0].cells[column];
    const std::string at = sheets::column_letters(column);
    problem(row, {fmt::format("{} 列“{}”：{}", at, name, what.zh), fmt::format("column {} “{}”: {}", at, name, what.en)});
  }

  const model::RecordModel& model(int m) const { return p_.models.models[static_cast<size_t>(m)]; }

  bool is_reference(int m) const {
    for (const auto& x : p_.models.models)
      for (const auto& f : x.fields)
        if (f.reference == m) return true;
    return false;
  }

  // ---- the header ----

  void header() {
    judged_ = judged_model();
    columns_.resize(sheet_.rows[0].cells.size());
    std::set<std::string> seen;
    for (size_t c = 0; c < columns_.size(); ++c) {
      const std::string& name = sheet_.rows[0].cells[c];
      if (name.empty() || is_note(name)) continue;
      if (!seen.insert(name).second) problem(sheet_.rows[0].number, c, {"这个列名出现了两次", "this column stands here twice"});
      columns_[c] = column(c, name);
    }
  }

  /// The kind that the indicators named in the header judge; with 期望 alone the one that has the fields, 办件 before others.
  int judged_model() const {
    const auto& cells = sheet_.rows[0].cells;
    for (const auto& name : cells)
      if (const int i = indicator_named(p_, name, kNone); i != kNone && !is_name(name)) return p_.indicators[static_cast<size_t>(i)].model;
    int best = kNone;
    long most = -1;
    for (size_t m = 0; m < p_.models.models.size(); ++m) {
      const bool judges = std::any_of(p_.indicators.begin(), p_.indicators.end(), [&](const auto& i) { return i.model == static_cast<int>(m); });
      if (!judges) continue;
      const long known = std::count_if(cells.begin(), cells.end(), [&](const auto& n) { return has_field(p_.models.models[m], n); });
      if (known > most || (known == most && p_.models.models[m].name == "办件")) best = static_cast<int>(m), most = known;
    }
    return best;
  }

  Column column(size_t c, const std::string& name) {
    using What = Column::What;
    if (is_name(name)) return {What::kName, kNone, "", kNone};
    if (is_as_of(name)) return {What::kAsOf, kNone, "", kNone};
    if (is_expect(name)) return {What::kExpect, kNone, "", kNone};
    if (has_field(model(judged_), name)) return {What::kField, judged_, name, kNone};
    if (const size_t dot = name.find('.'); dot != std::string::npos)
      if (const int m = p_.models.find(name.substr(0, dot)); m != kNone && !model(m).is_row) return reference_column(c, m, name.substr(dot + 1));
    if (const int i = indicator_named(p_, name, judged_); i != kNone) return {What::kIndicator, kNone, "", i};
    if (const int i = indicator_named(p_, name, kNone); i != kNone) {
      const std::string& other = model(p_.indicators[static_cast<size_t>(i)].model).name;
      problem(sheet_.rows[0].number, c, {"这个指标判定" + other + "，表里判定的是" + model(judged_).name + "；一张表只判定一种记录", "this indicator judges " + other + ", the table " + model(judged_).name + "; a table judges one kind of record"});
      return {};
    }
    unknown(c, name);
    return {};
  }

  Column reference_column(size_t c, int m, const std::string& field) {
    if (m != judged_ && !is_reference(m)) {
      problem(sheet_.rows[0].number, c, {model(m).name + "不是" + model(judged_).name + "的参考表", model(m).name + " is no reference table here"});
      return {};
    }
    if (has_field(model(m), field)) return {Column::What::kField, m, field, kNone};
    const std::string near(syntax::nearest(field, names_of(model(m))));
    problem(sheet_.rows[0].number, c, {model(m).name + "没有字段「" + field + "」" + (near.empty() ? "" : "；是不是 " + model(m).name + "." + near + "？"), model(m).name + " has no field “" + field + "”" + (near.empty() ? "" : "; did you mean " + model(m).name + "." + near + "?")});
    return {};
  }

  void unknown(size_t c, const std::string& name) {
    auto names = names_of(model(judged_));
    for (const auto& i : p_.indicators)
      if (i.model == judged_) names.push_back(i.code);
    for (const char* n : {"测试", "截至", "期望"}) names.push_back(n);
    const std::string near(syntax::nearest(name, names)), kind = model(judged_).name;
    problem(sheet_.rows[0].number, c, {"不认识的列；应是" + kind + "的字段、事项.字段、指标编号、测试、截至 或 期望" + (near.empty() ? "，不读的列以“备注”或 # 开头" : "；是不是 " + near + "？"),
                                "unknown column; it should be a field of " + kind + ", REFERENCE.FIELD, an indicator's code, 测试, 截至 or 期望" + (near.empty() ? "; columns not to be read begin with 备注 or #" : "; did you mean " + near + "?")});
  }

  // ---- a row ----

  void row(const sheets::Sheet::Row& r) {
    const size_t before = out_.problems.size();
    Case test;
    test.from = Case::From::kTable;
    test.file = file_;
    test.line = static_cast<int>(r.number);
    if (r.cells.size() > columns_.size()) problem(r.number, {"这一行比表头长：" + sheets::column_letters(columns_.size()) + " 列起没有列名", "the row is longer than the header: columns from " + sheets::column_letters(columns_.size()) + " on have no name"});
    std::map<int, std::vector<binding::Member>> given;
    given[judged_];
    for (size_t c = 0; c < columns_.size() && c < r.cells.size(); ++c)
      if (!r.cells[c].empty()) cell(r, c, test, given);
    if (test.name.empty()) test.name = "第" + std::to_string(r.number) + "行";
    if (test.expect.empty() && !test.every_card && out_.problems.size() == before)
      problem(r.number, {"没有写期望：在指标的列或“期望”列里写应亮的牌，或写 不亮牌", "nothing is expected: fill an indicator's column or 期望, if only with 不亮牌 (no card)"});
    bind(r, test, given);
    if (out_.problems.size() == before) out_.cases.push_back(std::move(test));
  }

  void cell(const sheets::Sheet::Row& r, size_t c, Case& test, std::map<int, std::vector<binding::Member>>& given) {
    const Column& column = columns_[c];
    const std::string& text = r.cells[c];
    using What = Column::What;
    switch (column.what) {
      case What::kIgnored: break;
      case What::kName: test.name = text; break;
      case What::kField: given[column.model].push_back({column.field, binding::Value::of_text(text)}); break;
      case What::kAsOf: {
        const auto t = binding::parse_instant(text);
        if (t) test.as_of = *t;
        else problem(r.number, c, {"「" + text + "」不是时刻；应如 2024-10-08 或 2024-10-08 12:00:00", "“" + text + "” is no instant; write 2024-10-08 or 2024-10-08 12:00:00"});
        break;
      }
      case What::kIndicator:
      case What::kExpect: {
        auto read = read_expected(p_, text, judged_, column.indicator);
        if (const auto* bad = std::get_if<Words>(&read)) {
          problem(r.number, c, *bad);
          break;
        }
        auto& e = std::get<ExpectedCell>(read);
        test.expect.insert(test.expect.end(), e.expect.begin(), e.expect.end());
        test.every_card = test.every_card || column.what == What::kExpect;
        break;
      }
    }
  }

  /// The record's and the reference row's keys are the row's business only where it names them.
  void bind(const sheets::Sheet::Row& r, Case& test, std::map<int, std::vector<binding::Member>>& given) {
    const auto says = [&](int m, int field) -> const binding::Value* {
      for (const auto& x : given[m])
        if (names_.find(m, x.name).field == field && !names_.find(m, x.name).unit) return &x.value;
      return nullptr;
    };
    const auto& judged = model(judged_);
    const std::string own_key = "R" + std::to_string(r.number);
    if (judged.key >= 0 && !says(judged_, judged.key)) given[judged_].push_back({judged.fields[static_cast<size_t>(judged.key)].name, binding::Value::of_text(own_key)});
    test.data.references.resize(p_.models.models.size());
    std::set<int> keyless;
    for (auto& [m, members] : given) {
      if (m == judged_) continue;
      const int key = model(m).key;
      if (key < 0 || says(m, key)) continue;
      const binding::Value* to = nullptr;
      for (size_t f = 0; f < judged.fields.size() && !to; ++f)
        if (judged.fields[f].reference == m) to = says(judged_, static_cast<int>(f));
      const std::string& key_name = model(m).fields[static_cast<size_t>(key)].name;
      if (to) members.push_back({key_name, *to});
      else if (keyless.insert(m).second) problem(r.number, {fmt::format("给了{}的字段，却不知道是哪一行：请加一列 {}", model(m).name, key_name), fmt::format("fields of {} are given, but not of which row: add a column {}", model(m).name, key_name)});
    }
    for (auto& [m, members] : given) {
      if (keyless.count(m)) continue;
      binding::TableBuilder builder(p_.models, m);
      binding::Value record;
      record.kind = binding::Value::Kind::kObject;
      record.size = static_cast<uint32_t>(members.size());
      record.members = members.data();
      if (const auto refused = builder.add(record)) {
        refuse(r, m, refused->problem);
        continue;
      }
      if (m == judged_) test.data.records = builder.take();
      else test.data.references[static_cast<size_t>(m)] = std::make_unique<columns::Table>(builder.take());
    }
    for (const auto& t : test.data.references) test.data.pointers.push_back(t.get());
  }

  void refuse(const sheets::Sheet::Row& r, int m, const binding::Problem& p) {
    const std::string value = p.value.empty() ? "" : "「" + p.value + "」";
    const std::string top = p.field.substr(0, p.field.find_first_of("[."));
    for (size_t c = 0; c < columns_.size(); ++c)
      if (columns_[c].what == Column::What::kField && columns_[c].model == m) {
        const auto slot = names_.find(m, columns_[c].field);
        const auto& f = model(m).fields[static_cast<size_t>(slot.field)];
        if ((slot.unit ? f.unit_name : f.name) != top) continue;
        const std::string inner = p.field == top ? "" : p.field;
        problem(r.number, c, {inner + value + p.why.zh, inner + (inner.empty() ? "" : " ") + value + (value.empty() ? "" : " ") + p.why.en});
        return;
      }
    const bool absent = value.empty() && has_field(model(m), top);
    const std::string wanted = (m == judged_ ? "" : model(m).name + ".") + top;
    problem(r.number, {model(m).name + "." + p.field + value + "：" + p.why.zh + (absent ? "；请加一列 " + wanted : ""), model(m).name + "." + p.field + value + ": " + p.why.en + (absent ? "; add a column " + wanted : "")});
  }

  const typed::Program& p_;
  const sheets::Sheet& sheet_;
  std::string file_;
  binding::Names names_;
  int judged_ = kNone;
  std::vector<Column> columns_;
  TableTests out_;
};

}  // namespace

bool is_test_table(const sheets::Sheet& sheet) {
  return !sheet.rows.empty() && sheet.rows[0].cells.size() > 1 && std::any_of(sheet.rows[0].cells.begin(), sheet.rows[0].cells.end(), [](const auto& c) { return is_name(c); });
}

TableTests read_table(const typed::Program& program, const sheets::Sheet& sheet, const std::string& file) { return Table(program, sheet, file).read(); }

std::vector<std::vector<std::string>> new_table(const typed::Program& program, int model, Language language) {
  const bool zh = language == Language::kChinese;
  std::vector<std::string> head = {zh ? "测试" : "test"};
  const auto& m = program.models.models[static_cast<size_t>(model)];
  for (const auto& f : m.fields) {
    head.push_back(zh || f.code.empty() ? f.name : f.code);
    if (f.type == FieldType::kSpan) head.push_back(zh || f.unit_code.empty() ? f.unit_name : f.unit_code);
  }
  head.push_back(zh ? "截至" : "as_of");
  for (const auto& i : program.indicators)
    if (i.model == model) head.push_back(i.code);
  head.push_back(zh ? "期望" : "expect");
  return {head};
}

}  // namespace zs::testing
