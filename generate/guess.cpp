#include "generate/guess.h"

#include "generate/distribution.h"

#include <algorithm>
#include <fmt/format.h>
#include <initializer_list>

namespace zs::generate {
namespace {

using model::Field;
using model::FieldType;
using Words = std::vector<std::string>;

bool says(const Field& f, std::initializer_list<std::string_view> hints) {
  std::string code = f.code;
  std::transform(code.begin(), code.end(), code.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::any_of(hints.begin(), hints.end(), [&](std::string_view h) { return f.name.find(h) != std::string::npos || code.find(h) != std::string::npos; });
}

const Field* first_of(const model::RecordModel& m, FieldType type) {
  const auto it = std::find_if(m.fields.begin(), m.fields.end(), [&](const Field& f) { return f.type == type; });
  return it == m.fields.end() ? nullptr : &*it;
}

bool ends(const Field& f) { return says(f, {"办结", "完成", "结束", "end", "finish", "done", "result", "close"}); }

/// The event that ends a record; none where its name does not tell, or it is the only one.
const Field* end_of(const model::RecordModel& m) {
  const Field* first = first_of(m, FieldType::kEvent);
  const auto it = std::find_if(m.fields.begin(), m.fields.end(), [&](const Field& f) { return f.type == FieldType::kEvent && &f != first && ends(f) && !says(f, {"接收", "received"}); });
  return it == m.fields.end() ? nullptr : &*it;
}

/// The event written before this one.
const Field* event_before(const model::RecordModel& m, size_t field) {
  for (size_t i = field; i-- > 0;)
    if (m.fields[i].type == FieldType::kEvent) return &m.fields[i];
  return nullptr;
}

/// What an event comes after: the one before it; where that one may be missing and this one may not, also those before, back to one that is there.
std::string bases(const model::RecordModel& m, size_t field) {
  std::string out;
  for (size_t i = field; i-- > 0;) {
    const Field& f = m.fields[i];
    if (f.type != FieldType::kEvent) continue;
    out += (out.empty() ? "" : "、") + f.name;
    if (m.fields[field].optional || !f.optional) break;
  }
  return out;
}

Words event(const model::RecordModel& m, const model::RecordModel* parent, size_t i) {
  const Field& f = m.fields[i];
  const Field* before = event_before(m, i);
  // Rows lie between the record's first event and its end.
  const bool between = parent && end_of(*parent);
  if (between && !before) return {"同", "段始"};
  if (between && before == first_of(m, FieldType::kEvent) && ends(f)) return {"同", "段终"};
  if (!before) {
    const Field* outer = parent ? first_of(*parent, FieldType::kEvent) : nullptr;
    // A row comes after the row before it.
    if (outer) return {"后", "前." + f.name + "、" + outer->name, "对数(1工作日,1.0)"};
    return {"到件"};
  }
  if (says(f, {"接收", "上传", "共享", "received", "upload"})) return {"后", bases(m, i), "0.95*对数(8分,1.0)|0.03*均匀(25时,47时)|0.02*均匀(48时,96时)"};
  const Field* limit = first_of(m, FieldType::kSpan);
  const Field* first = first_of(m, FieldType::kEvent);
  if (limit && ends(f)) return {"限内", first->name, limit->name, "对数(0.33,0.68)", "不早于", before->name};
  if (ends(f)) return {"后", bases(m, i), "对数(10工作日,0.68)"};
  return {"后", bases(m, i), "对数(1工作日,1.0)"};
}

Words text(const Field& f, bool is_key) {
  if (is_key) return {"号", f.code.empty() ? "{序:8}" : fmt::format("{}{{序:8}}", static_cast<char>(f.code[0] >= 'a' && f.code[0] <= 'z' ? f.code[0] - 32 : f.code[0]))};
  if (f.reference >= 0) return {"引用", "0.86"};
  if (!f.pattern.empty()) return {"式"};
  if (says(f, {"电话", "联系", "手机", "mobile", "phone"})) return {"词", "1380000{数:4}"};
  if (says(f, {"姓名", "申请人", "处理人", "负责人", "经办人", "user", "person", "applicant"})) return {"词", "{姓}{名}"};
  if (says(f, {"环节", "步骤", "step", "activity"})) return {"词", "{流程环节}"};
  if (says(f, {"部门", "机构", "单位", "主体", "dept", "department", "org"})) return {"词", "{部门}"};
  if (says(f, {"名称", "name"})) return {"词", "{标的}{动作}"};
  if (says(f, {"编号", "代码", "编码", "号", "code", "_no", "_id"})) return {"词", "{数:10}"};
  if (says(f, {"原因", "说明", "理由", "备注", "reason", "remark", "note"})) return {"词", "{事由}"};
  return {"词", "{甲乙}"};
}

/// The labels, each half as frequent as the one before, but none rare.
Words labels(const model::Enumeration& e) {
  Words out{"择"};
  double weight = 100;
  for (const auto& l : e.labels) {
    out.push_back(fmt::format("{}:{:.0f}", l.label, weight));
    weight = std::max(5.0, weight * 0.6);
  }
  return out;
}

}  // namespace

Statement guess(const model::Models& models, int model, int parent, size_t field) {
  const auto& m = models.models[static_cast<size_t>(model)];
  const Field& f = m.fields[field];
  const model::RecordModel* outer = parent < 0 ? nullptr : &models.models[static_cast<size_t>(parent)];
  const bool is_key = static_cast<int>(field) == m.key;
  Words w;
  switch (f.type) {
    case FieldType::kText: w = text(f, is_key); break;
    case FieldType::kInteger: w = says(f, {"序号", "seq", "sn"}) && m.is_row ? Words{"同", "序"} : Words{"数", "均匀(0,9)"}; break;
    case FieldType::kDecimal: w = {"数", "对数(120,0.9)"}; break;
    case FieldType::kBool: w = {"择", "是:85", "否:15"}; break;
    case FieldType::kDate:
    case FieldType::kInstant:
      if (const Field* e = first_of(m, FieldType::kEvent)) w = {"后", e->name, "对数(30日,0.4)"};
      else w = {"到件"};
      break;
    case FieldType::kEvent: w = event(m, outer, field); break;
    case FieldType::kEnum: w = labels(models.enumerations[static_cast<size_t>(f.enumeration)]); break;
    case FieldType::kSpan: w = {"择", "3工作日:2", "5工作日:3", "10工作日:3", "15工作日:1", "20工作日:2"}; break;
    case FieldType::kTextList: w = {"列", "均匀(0,3)", "@甲乙"}; break;
    case FieldType::kEnumList: w = {"列", "均匀(0,3)", "枚举"}; break;
    case FieldType::kRows: {
      w = {"行", "件", "均匀(0,5)"};
      if (const Field* end = end_of(m)) w.insert(w.end(), {"于", first_of(m, FieldType::kEvent)->name + "~" + end->name});
      break;
    }
  }
  const bool may_lack = f.optional && !is_key && f.type != FieldType::kRows;
  // The last event of all is what an open case lacks; it is missing by itself where it lies after the export.
  if (may_lack && !(f.type == FieldType::kEvent && !event_before(m, field))) w.insert(w.end(), {"占", "0.95"});
  return {f.name, std::move(w), "", 0};
}

namespace {

/// Draws a text while walking the pattern once; what it does not know ends it.
class Sampler {
 public:
  Sampler(std::string_view pattern, Random& random) : s_(pattern), random_(random) {}

  std::optional<std::string> operator()() {
    while (!s_.empty() && s_.front() == '^') s_.remove_prefix(1);
    std::string out;
    if (!alternatives(out) || !s_.empty()) return std::nullopt;
    return out;
  }

 private:
  static constexpr size_t kLongest = 10'000;

  bool alternatives(std::string& out) {
    std::vector<std::string> all;
    do {
      if (!all.empty()) s_.remove_prefix(1);
      std::string one;
      if (!sequence(one)) return false;
      all.push_back(std::move(one));
    } while (!s_.empty() && s_.front() == '|');
    out += all[random_.below(all.size())];
    return true;
  }

  bool sequence(std::string& out) {
    while (!s_.empty() && s_.front() != '|' && s_.front() != ')') {
      if (s_ == "$") return s_.remove_prefix(1), true;
      const std::string_view before = s_;
      std::string one;
      if (!atom(one)) return false;
      const std::string_view piece = before.substr(0, before.size() - s_.size());
      int least = 1, most = 1;
      if (!repetition(least, most)) return false;
      const int n = least + static_cast<int>(random_.below(static_cast<uint64_t>(most - least) + 1));
      const std::string_view rest = s_;
      for (int i = 0; i < n; ++i) {
        s_ = piece;  // each time anew, so that [0-9]{6} is not one digit six times
        if (!atom(out) || out.size() > kLongest) return false;
      }
      s_ = rest;
    }
    return true;
  }

  bool repetition(int& least, int& most) {
    if (s_.empty()) return true;
    const char c = s_.front();
    if (c == '*' || c == '+' || c == '?') {
      s_.remove_prefix(1);
      least = c == '+' ? 1 : 0;
      most = c == '?' ? 1 : least + 3;
      return true;
    }
    if (c != '{') return true;
    const size_t end = s_.find('}');
    if (end == std::string_view::npos) return false;
    const auto bounds = pieces(s_.substr(1, end - 1), ",");
    s_.remove_prefix(end + 1);
    double a = 0, b = 0;
    std::string_view first = bounds[0], second = bounds.size() > 1 ? bounds[1] : bounds[0];
    if (bounds.size() > 2 || !take_number(first, a) || !first.empty()) return false;
    if (second.empty()) b = a + 3;
    else if (!take_number(second, b) || !second.empty()) return false;
    least = static_cast<int>(a);
    most = static_cast<int>(b);
    return least <= most && most <= 1000;
  }

  bool atom(std::string& out) {
    if (s_.empty()) return false;
    const char c = s_.front();
    if (c == '(') {
      s_.remove_prefix(1);
      if (s_.substr(0, 2) == "?:") s_.remove_prefix(2);
      if (!s_.empty() && s_.front() == '?') return false;
      if (!alternatives(out) || s_.empty()) return false;
      s_.remove_prefix(1);
      return true;
    }
    if (c == '[') return bracket(out);
    if (c == '\\') return escape(out);
    if (c == '.') return s_.remove_prefix(1), out += static_cast<char>('a' + random_.below(26)), true;
    if (std::string_view("*+?{}$^").find(c) != std::string_view::npos) return false;
    out += letter();
    return true;
  }

  /// One character of UTF-8.
  std::string_view letter() {
    size_t n = 1;
    while (n < s_.size() && (static_cast<unsigned char>(s_[n]) & 0xC0) == 0x80) ++n;
    const std::string_view one = s_.substr(0, n);
    s_.remove_prefix(n);
    return one;
  }

  static const char* members(char c) { return c == 'd' ? "0123456789" : c == 'w' ? "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_" : c == 's' ? " " : nullptr; }

  bool escape(std::string& out) {
    s_.remove_prefix(1);
    if (s_.empty()) return false;
    if (const char* all = members(s_.front())) return s_.remove_prefix(1), out += all[random_.below(std::string_view(all).size())], true;
    const char c = s_.front();
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return false;
    return s_.remove_prefix(1), out += c, true;
  }

  bool bracket(std::string& out) {
    s_.remove_prefix(1);
    if (!s_.empty() && s_.front() == '^') return false;
    std::vector<std::string> all;
    while (!s_.empty() && s_.front() != ']') {
      if (s_.front() == '\\') {
        s_.remove_prefix(1);
        if (s_.empty()) return false;
        if (const char* set = members(s_.front())) {
          for (const char* p = set; *p; ++p) all.emplace_back(1, *p);
          s_.remove_prefix(1);
          continue;
        }
      }
      const std::string_view from = letter();
      if (s_.size() > 1 && s_[0] == '-' && s_[1] != ']' && from.size() == 1) {
        s_.remove_prefix(1);
        const std::string_view to = letter();
        if (to.size() != 1 || to[0] < from[0]) return false;
        for (int c = from[0]; c <= to[0]; ++c) all.emplace_back(1, static_cast<char>(c));
      } else {
        all.emplace_back(from);
      }
    }
    if (s_.empty() || all.empty()) return false;
    s_.remove_prefix(1);
    out += all[random_.below(all.size())];
    return true;
  }

  std::string_view s_;
  Random& random_;
};

}  // namespace

std::optional<std::string> sample_pattern(std::string_view pattern, Random& random) { return Sampler(pattern, random)(); }

}  // namespace zs::generate
