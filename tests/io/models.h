#pragma once
// A small record model, built by hand, with a field of every type.
#include "runtime/model/record_model.h"

namespace zs::testing {

inline model::Field field(std::string name, std::string code, model::FieldType type, bool optional = true) {
  model::Field f;
  f.name = std::move(name);
  f.code = std::move(code);
  f.type = type;
  f.optional = optional;
  return f;
}

enum CaseField { kNo, kRegion, kKind, kAccepted, kAmount, kVisits, kMinistry, kDue, kLimit, kProblems, kOptions, kSteps };

/// Model 0: 办件; model 1: 办件.环节; enumerations 0: 类型, 1: 单位.
inline model::Models case_models() {
  using T = model::FieldType;
  model::Models m;
  m.enumerations.push_back({{{"即办件", {"1"}}, {"承诺件", {"2"}}, {"其他", {"9"}}}, false});
  m.enumerations.push_back({{{"工作日", {"1", "G"}}, {"自然日", {"Z"}}, {"小时", {}}, {"工作小时", {}}}, false});
  model::RecordModel c;
  c.name = "办件", c.code = "case", c.key = kNo;
  c.fields = {field("办件编号", "project_no", T::kText, false), field("行政区划", "region_code", T::kText),     field("办件类型", "project_type", T::kEnum),
              field("受理时间", "accept_date", T::kEvent),      field("金额", "amount", T::kDecimal),           field("跑动次数", "visits", T::kInteger),
              field("证照信息部委确定", "lic_by_ministry", T::kBool), field("公示到期日", "publicity_end", T::kDate), field("承诺时限", "promise_day", T::kSpan),
              field("数据问题", "data_problems", T::kTextList), field("评价详情", "eval_detail", T::kEnumList), field("环节", "process", T::kRows)};
  c.fields[kRegion].pattern = "[0-9]{6,}";
  c.fields[kKind].enumeration = c.fields[kOptions].enumeration = 0;
  c.fields[kLimit].enumeration = 1;
  c.fields[kLimit].unit_name = "承诺时限单位", c.fields[kLimit].unit_code = "promise_type";
  c.fields[kSteps].rows = 1;
  model::RecordModel s;
  s.name = "办件.环节", s.code = "process", s.is_row = true;
  s.fields = {field("环节名称", "process_name", T::kText, false), field("开始时间", "event_start_time", T::kEvent), field("材料", "materials", T::kTextList)};
  m.models = {c, s};
  return m;
}

}  // namespace zs::testing
