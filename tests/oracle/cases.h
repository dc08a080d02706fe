#pragma once
// A small record model like 办件, with an item table, for tests of whole evaluations.
#include "oracle/oracle.h"
#include "tests/oracle/build.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace zs::test {

struct Office : Pack {
  int item, project, correction, step;
  typed::ScopeId record_scope, corrections, steps;

  Office() {
    using model::FieldType;
    item = model("事项");
    key(item, "实施编码");
    add_field(item, "承诺时限", FieldType::kSpan);
    add_field(item, "流程环节", FieldType::kTextList);
    project = model("办件");
    key(project, "办件编号");
    add_field(project, "实施编码", FieldType::kText);
    for (const char* event : {"收件时间", "受理时间", "办结时间", "证照上传时间", "证照信息补全时间", "受理数据接收时间"})
      add_field(project, event, FieldType::kEvent);
    add_field(project, "承诺时限", FieldType::kSpan);
    add_field(project, "证照信息完整", FieldType::kBool);
    add_field(project, "公示到期日", FieldType::kDate);
    add_field(project, "数据问题", FieldType::kTextList);
    correction = list(project, "补正");
    add_field(correction, "告知时间", FieldType::kEvent);
    add_field(correction, "补齐确认时间", FieldType::kEvent);
    add_field(correction, "有效", FieldType::kBool);
    step = list(project, "环节");
    add_field(step, "环节名称", FieldType::kText);
    add_field(step, "开始时间", FieldType::kEvent);
    add_field(step, "结束时间", FieldType::kEvent);
    govern(project, "受理时间");
    record_scope = record(project);
    corrections = rows(record_scope, "补正");
    steps = rows(record_scope, "环节");
  }

  typed::ExprId operator()(const std::string& name) { return field(record_scope, name); }
  typed::ExprId of_item(const std::string& name) { return reference((*this)("实施编码"), item, name); }
  typed::ExprId work_days(int64_t n) { return span(Rational::of(n), Unit::kWorkDay); }

  /// 办理时限: 自 受理时间 至 办结时间, 限 承诺时限 缺省 事项的承诺时限, 暂停 逐 补正.
  int handling_clock() {
    typed::Clock c;
    c.name = "办理时限";
    c.scope = record_scope;
    c.start = (*this)("受理时间");
    c.end = (*this)("办结时间");
    c.limit = make(typed::Op::kCoalesce, {(*this)("承诺时限"), of_item("承诺时限")}, typed::Kind::kSpan);
    typed::Pause p;
    p.rows = corrections;
    p.from = field(corrections, "告知时间");
    p.to = field(corrections, "补齐确认时间");
    p.name = "补正";
    c.pauses = {p};
    return clock(std::move(c));
  }

  findings::Report judge(const std::vector<Fields>& records, std::optional<Instant> as_of = std::nullopt,
                         const std::vector<Fields>& items = {}) {
    const columns::Table r = table(program.models, project, records), i = table(program.models, item, items);
    oracle::Inputs in;
    in.records = &r;
    in.references.resize(program.models.models.size());
    in.references[static_cast<size_t>(item)] = &i;
    return oracle::evaluate(program, in, as_of);
  }
  /// "预警 2024-10-09 00:00:00 - 2024-10-13 00:00:00" for each finding.
  std::vector<std::string> cards(const findings::Report& r) const {
    std::vector<std::string> out;
    for (const auto& f : r.findings) out.push_back(program.cards[f.card] + " " + show(f.onset) + " - " + show(f.cleared));
    return out;
  }
  static std::string show(Tick t);
};

inline std::string Office::show(Tick tick) {
  if (tick == kTickAlways) return "always";
  if (tick == kTickNever) return "never";
  const Instant t = instant_of(tick);
  const Day d = day_of(t);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{d}}};
  char buffer[64];
  const auto s = static_cast<int>(t - start_of(d));
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u %02d:%02d:%02d%s", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), s / 3600, s / 60 % 60, s % 60,
                is_provisional(tick) ? "?" : "");
  return buffer;
}

using Lines = std::vector<std::string>;

}  // namespace zs::test
