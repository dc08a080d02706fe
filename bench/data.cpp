#include "bench/data.h"

#include "runtime/base/instant.h"
#include "tests/differential/random.h"

#include <cstdlib>
#include <iostream>
#include <map>

namespace zs::bench {

using columns::Column;
using columns::Table;
using differential::Random;
using model::FieldType;

int field_of(const model::Models& models, int model, std::string_view name) {
  const auto& fields = models.models[static_cast<size_t>(model)].fields;
  for (size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == name) return static_cast<int>(i);
  std::cerr << "bench: no field " << name << " in " << models.models[static_cast<size_t>(model)].name << "\n";
  std::abort();
}

namespace {

constexpr int kItems = 40;
constexpr Day kFirstDay = 19'845;  // 2024-05-02
constexpr int kDays = 120;

/// Appends one row at a time; fields not named in a row are missing in it.
class Rows {
 public:
  Rows(const model::Models& models, Table& t) : models_(models), t_(t) {}

  void event(std::string_view f, Instant at) { column(f).values.push_back(at); }
  void number(std::string_view f, int64_t v) { column(f).values.push_back(v); }
  void text(std::string_view f, const std::string& s) { column(f).codes.push_back(code(s)); }
  void texts(std::string_view f, const std::vector<std::string>& list) {
    Column& c = column(f);
    for (const auto& s : list) c.codes.push_back(code(s));
  }
  Rows rows(std::string_view f) { return Rows(models_, *column(f).rows, words_); }

  /// Closes the row: every column that got nothing gets "missing".
  void end() {
    const auto& fields = models_.models[static_cast<size_t>(t_.model)].fields;
    ++t_.size;
    for (size_t i = 0; i < fields.size(); ++i) close(t_.columns[i], fields[i].type);
  }

 private:
  Rows(const model::Models& models, Table& t, std::shared_ptr<std::map<std::string, int32_t>> words) : models_(models), t_(t), words_(std::move(words)) {}

  void close(Column& c, FieldType type) {
    switch (type) {
      case FieldType::kText:
        if (c.codes.size() < t_.size) c.codes.push_back(-1);
        break;
      case FieldType::kTextList: case FieldType::kEnumList: case FieldType::kRows: {
        if (c.offsets.empty()) c.offsets.push_back(0);
        const size_t end = type == FieldType::kTextList ? c.codes.size() : type == FieldType::kEnumList ? c.values.size() : c.rows->size;
        c.absent.push_back(end == c.offsets.back() ? 1 : 0);
        c.offsets.push_back(static_cast<uint32_t>(end));
        break;
      }
      default:
        if (c.values.size() < t_.size) c.values.push_back(type == FieldType::kEvent ? kNever : kMissing);
    }
  }
  Column& column(std::string_view f) { return t_.columns[static_cast<size_t>(field_of(models_, t_.model, f))]; }
  int32_t code(const std::string& s) {
    const auto [it, fresh] = words_->try_emplace(s, 0);
    if (fresh) it->second = t_.strings->add(s);
    return it->second;
  }

  const model::Models& models_;
  Table& t_;
  std::shared_ptr<std::map<std::string, int32_t>> words_ = std::make_shared<std::map<std::string, int32_t>>();
};

const std::vector<std::string>& flow() {
  static const std::vector<std::string> f{"收件", "受理", "审查", "决定", "制证"};
  return f;
}

Instant working_hour(Random& r, Day d) { return start_of(d) + 9 * 3600 + r.below(8 * 3600); }

void add_item(Rows& t, Random& r, int i, int64_t licence, int64_t other) {
  t.text("实施编码", "T" + std::to_string(i));
  t.number("承诺时限", pack_span((5 + r.below(20)) * kDecimalOne, Unit::kWorkDay));
  t.number("结果类型", r.chance(60) ? licence : other);
  t.texts("流程环节", flow());
  t.texts("收费项目", {"工本费", "检测费"});
  t.end();
}

struct Timeline { Instant accepted, done; };

void add_steps(Rows t, Random& r, const Timeline& c, Instant as_of) {
  const Instant last = c.done == kNever ? as_of : c.done;
  Instant at = c.accepted;
  for (size_t k = 0; k < flow().size() && at < last; ++k) {
    const Instant end = at + 600 + r.below(2 * 86'400);
    const bool open = end > last;
    t.text("环节名称", flow()[r.chance(98) ? k : static_cast<size_t>(r.below(5))]);
    t.event("开始时间", at);
    t.event("结束时间", open ? kNever : end);
    t.event("开始数据接收时间", at + r.below(r.chance(97) ? 7'200 : 172'800));
    t.event("结束数据接收时间", open ? kNever : end + r.below(r.chance(97) ? 7'200 : 172'800));
    t.end();
    at = end + r.below(86'400) - (r.chance(1) ? 200'000 : 0);
  }
}

/// A correction in the first days, a special procedure in later ones: they never overlap.
void add_pauses(Rows corrections, Rows specials, Random& r, const Timeline& c) {
  if (r.chance(10)) {
    const Instant from = working_hour(r, day_of(c.accepted) + 1 + r.below(2));
    corrections.event("告知时间", from);
    corrections.event("补齐确认时间", r.chance(90) ? from + 3'600 + r.below(5 * 86'400) : kNever);
    corrections.end();
  } else if (r.chance(5)) {
    const Instant from = working_hour(r, day_of(c.accepted) + 12);
    specials.number("种类", 3);
    specials.event("开始时间", from);
    specials.event("结束时间", r.chance(80) ? from + 3'600 + r.below(9 * 86'400) : kNever);
    specials.end();
  }
}

void add_fees(Rows t, Random& r, const Timeline& c) {
  if (!r.chance(20)) return;
  t.text("收费项目", r.chance(99) ? (r.chance(50) ? "工本费" : "检测费") : "加急费");
  const int64_t due = (10 + r.below(90)) * kDecimalOne;
  t.number("收费金额", r.chance(98) ? due : due + kDecimalOne);
  t.number("应收金额", due);
  if (r.chance(99)) t.text("收费依据", "价费〔2015〕1号");
  if (r.chance(10)) t.number("减免金额", kDecimalOne);
  if (r.chance(90)) t.text("减免依据", "减免政策");
  t.event("收费时间", c.accepted + 60);
  t.end();
}

}  // namespace

Office make_office(const model::Models& models, size_t count, uint64_t seed) {
  const int case_model = models.find("办件"), item_model = models.find("事项");
  Office o{columns::make_table(models, case_model), columns::make_table(models, item_model)};
  o.as_of = start_of(kFirstDay + kDays) + 12 * 3600;
  Random r(seed);
  const auto labels = [&](std::string_view f) {
    const int e = models.models[static_cast<size_t>(item_model)].fields[static_cast<size_t>(field_of(models, item_model, f))].enumeration;
    return models.enumerations[static_cast<size_t>(e)].labels;
  };
  int64_t licence = 0, other = 0;
  for (size_t i = 0; i < labels("结果类型").size(); ++i) (labels("结果类型")[i].label == "证照" ? licence : other) = static_cast<int64_t>(i);
  Rows items(models, o.items);
  for (int i = 0; i < kItems; ++i) add_item(items, r, i, licence, other);
  Rows t(models, o.cases);
  for (size_t i = 0; i < count; ++i) {
    Timeline c;
    c.accepted = working_hour(r, kFirstDay + r.below(kDays));
    const Instant done = c.accepted + 3'600 + static_cast<Instant>(r.below(100)) * r.below(100) * 360;
    c.done = done < o.as_of ? done : kNever;
    t.text("办件编号", "C" + std::to_string(i));
    t.text("实施编码", "T" + std::to_string(r.below(kItems)));
    t.event("收件时间", c.accepted - 600);
    t.event("受理时间", c.accepted);
    t.event("办结时间", c.done);
    t.event("受理数据接收时间", c.accepted + r.below(r.chance(97) ? 7'200 : 172'800));
    t.event("办结数据接收时间", c.done == kNever ? kNever : c.done + r.below(r.chance(97) ? 7'200 : 172'800));
    if (c.done != kNever && r.chance(85)) t.event("证照上传时间", c.done + r.below(r.chance(90) ? 3 * 86'400 : 20 * 86'400));
    add_steps(t.rows("环节"), r, c, o.as_of);
    add_pauses(t.rows("补正"), t.rows("特别程序"), r, c);
    add_fees(t.rows("收费"), r, c);
    t.end();
  }
  return o;
}

}  // namespace zs::bench
