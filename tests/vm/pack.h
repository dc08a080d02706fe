#pragma once
// A small pack put together by hand, and tables for it: what the tests of the machine and of the format run on.
#include "runtime/bytecode/opcode_info.h"
#include "runtime/bytecode/program.h"
#include "runtime/columns/table.h"

#include <initializer_list>
#include <memory>
#include <random>

namespace zs::test {

using bytecode::Cmp;
using bytecode::kNoReg;
using bytecode::Opcode;
using bytecode::Program;
using bytecode::Reg;
using bytecode::RegClass;
using bytecode::Shape;

// Models and fields by index.
enum Model { kCase, kStep, kItem };
enum CaseField { kKey, kE1, kE2, kDay, kAmount, kCount, kLimit, kName, kKind, kTags, kKinds, kSteps, kInstant, kItemKey };
enum StepField { kFrom, kTo, kStepAmount, kStepName, kWhen };
enum ItemField { kCode, kFee, kTitle, kFlow, kPublished };

inline model::Field field(const char* name, model::FieldType type) {
  model::Field f;
  f.name = f.code = name;
  f.type = type;
  return f;
}

inline model::Models models() {
  using model::FieldType;
  model::Models m;
  m.enumerations.push_back({{{"甲", {}}, {"乙", {}}, {"丙", {}}}, false});
  auto kind = field("种类", FieldType::kEnum), kinds = field("各种类", FieldType::kEnumList), steps = field("环节", FieldType::kRows);
  auto item = field("事项号", FieldType::kText), when = field("算", FieldType::kBool);
  kind.enumeration = kinds.enumeration = 0;
  steps.rows = kStep;
  item.reference = kItem;
  model::RecordModel c{"件", "case",
                       {field("编号", FieldType::kText), field("甲时", FieldType::kEvent), field("乙时", FieldType::kEvent), field("日", FieldType::kDate),
                        field("数", FieldType::kDecimal), field("次", FieldType::kInteger), field("限", FieldType::kSpan), field("名", FieldType::kText), kind,
                        field("标签", FieldType::kTextList), kinds, steps, field("时", FieldType::kInstant), item},
                       kKey, false, false, kE1};
  model::RecordModel s{"件.环节", "case.step",
                       {field("起", FieldType::kEvent), field("止", FieldType::kEvent), field("步数", FieldType::kDecimal), field("步名", FieldType::kText), when},
                       -1, true, false, -1};
  model::RecordModel i{"事项", "item",
                       {field("事项号", FieldType::kText), field("费", FieldType::kDecimal), field("题", FieldType::kText), field("流程", FieldType::kTextList),
                        field("发布", FieldType::kEvent)},
                       kCode, false, true, -1};
  m.models = {c, s, i};
  return m;
}

inline bytecode::Calendar calendar() {
  bytecode::Calendar c;
  c.name = "日历";
  c.office = {{9 * 3600, 12 * 3600}, {13 * 3600, 18 * 3600}};
  c.first_year = 2024;
  c.last_year = 2026;
  return c;
}

/// Puts instructions together; a register for each result.
struct Assembler {
  Program program;
  bytecode::Function f;

  Assembler() {
    program.code = "test";
    program.version = "1";
    program.cards = {"黄", "红"};
    program.models = models();
    program.calendars = {calendar()};
    f.model = kCase;
    f.regs.push_back({RegClass::D, 0, Shape::I, false, 1});
  }

  Reg emit(Opcode op, std::initializer_list<Reg> src = {}, int32_t imm = -1, Reg domain = 0, Shape shape = Shape::I, bool span = false, int64_t den = 1) {
    const RegClass cls = bytecode::find_opcode(static_cast<uint8_t>(op))->result;
    f.regs.push_back({cls, domain, shape, span, den});
    bytecode::Instr in{op};
    in.dst = static_cast<Reg>(f.regs.size() - 1);
    std::copy(src.begin(), src.end(), in.src);
    in.imm = imm;
    f.code.push_back(in);
    return in.dst;
  }
  Reg rows() { return emit(Opcode::kRows, {0, 0}, kSteps); }

  int32_t constant(int64_t v) { program.constants.push_back(v); return static_cast<int32_t>(program.constants.size() - 1); }
  int32_t text(const char* s) { program.texts.push_back(s); return static_cast<int32_t>(program.texts.size() - 1); }
  int32_t clock(bytecode::ClockTest t) { program.clock_tests.push_back(t); return static_cast<int32_t>(program.clock_tests.size() - 1); }
  int32_t set(std::vector<int64_t> v, bool texts) {
    program.sets.push_back(std::move(v));
    program.set_is_text.push_back(texts);
    return static_cast<int32_t>(program.sets.size() - 1);
  }

  /// A pack whose one indicator shows 黄 (and 红) where the registers hold; the detail function is the main one again.
  std::shared_ptr<const Program> pack(Reg judged, Reg yellow, Reg red = kNoReg) {
    program.functions = {f};
    program.versions = {{}};
    program.judged = {judged};
    program.judged_in = {{}};
    bytecode::Indicator i;
    i.code = "T-1";
    i.name = "试";
    i.clauses = {"第一条"};
    i.own = {yellow, red};
    i.detail.code = f;
    bytecode::DetailSituation s;
    for (uint8_t c = 0; c < 2; ++c)
      if (i.own[c] != kNoReg) s.cards.push_back({c, i.own[c], {c == 0 ? "提醒" : "督办"}});
    i.detail.situations = {s};
    program.indicators = {i};
    return std::make_shared<const Program>(program);
  }
};

/// Records with everything that can be missing missing now and then; instants are days 19'700 to 20'300 (end of 2023 to 2025).
inline columns::Table some_cases(const model::Models& models, size_t n, uint64_t seed) {
  std::mt19937_64 random(seed);
  columns::Table t = columns::make_table(models, kCase);
  auto chance = [&](int percent) { return random() % 100 < static_cast<uint64_t>(percent); };
  auto instant = [&] { return static_cast<Instant>((19'700 + random() % 600) * kSecondsPerDay + (chance(30) ? 0 : random() % kSecondsPerDay)); };
  auto text = [&] { return chance(20) ? -1 : t.strings->add(std::string("文") + static_cast<char>('a' + random() % 4)); };
  auto number = [&] { return chance(20) ? kMissing : static_cast<int64_t>(random() % 7) * 500'000; };
  auto span = [&]() -> int64_t {
    if (chance(10)) return kMissing;
    if (chance(5)) return pack_span(3'000'000, Unit::kNoUnit);
    if (chance(5)) return kSpanNoNumber + static_cast<int64_t>(Unit::kWorkDay);
    return pack_span(static_cast<int64_t>(random() % 40) * 500'000, static_cast<Unit>(random() % 7));
  };
  auto event = [&] { return chance(30) ? kNever : instant(); };
  t.size = n;
  columns::Table& steps = *t.columns[kSteps].rows;
  t.columns[kSteps].offsets = t.columns[kTags].offsets = t.columns[kKinds].offsets = {0};
  for (size_t i = 0; i < n; ++i) {
    t.columns[kKey].codes.push_back(t.strings->add("k" + std::to_string(i)));
    t.columns[kE1].values.push_back(event());
    t.columns[kE2].values.push_back(event());
    t.columns[kDay].values.push_back(chance(20) ? kMissing : day_of(instant()));
    t.columns[kInstant].values.push_back(chance(20) ? kMissing : instant());
    t.columns[kAmount].values.push_back(number());
    t.columns[kCount].values.push_back(chance(20) ? kMissing : static_cast<int64_t>(random() % 5));
    t.columns[kLimit].values.push_back(span());
    t.columns[kName].codes.push_back(text());
    t.columns[kItemKey].codes.push_back(text());
    t.columns[kKind].values.push_back(chance(20) ? kMissing : static_cast<int64_t>(random() % 3));
    for (auto k = random() % 4; k > 0; --k) t.columns[kTags].codes.push_back(t.strings->add(std::string("文") + static_cast<char>('a' + random() % 4)));
    t.columns[kTags].offsets.push_back(static_cast<uint32_t>(t.columns[kTags].codes.size()));
    for (auto k = random() % 4; k > 0; --k) t.columns[kKinds].values.push_back(static_cast<int64_t>(random() % 3));
    t.columns[kKinds].offsets.push_back(static_cast<uint32_t>(t.columns[kKinds].values.size()));
    for (auto k = random() % 5; k > 0; --k) {
      const Instant from = event();
      steps.columns[kFrom].values.push_back(from);
      steps.columns[kTo].values.push_back(chance(30) ? kNever : from == kNever ? instant() : from + static_cast<Instant>(random() % (20 * kSecondsPerDay)));
      steps.columns[kStepAmount].values.push_back(number());
      steps.columns[kStepName].codes.push_back(text());
      steps.columns[kWhen].values.push_back(chance(20) ? kMissing : static_cast<int64_t>(random() % 2));
      ++steps.size;
    }
    t.columns[kSteps].offsets.push_back(static_cast<uint32_t>(steps.size));
  }
  return t;
}

/// Items 文a to 文c; 文d has no row.
inline columns::Table some_items(const model::Models& models) {
  columns::Table t = columns::make_table(models, kItem);
  t.size = 3;
  t.columns[kFlow].offsets = {0};
  for (int i = 0; i < 3; ++i) {
    t.columns[kCode].codes.push_back(t.strings->add(std::string("文") + static_cast<char>('a' + i)));
    t.columns[kFee].values.push_back(i == 1 ? kMissing : i * 1'000'000);
    t.columns[kTitle].codes.push_back(i == 2 ? -1 : t.strings->add("文b"));
    t.columns[kPublished].values.push_back(i == 0 ? kNever : 19'900 * kSecondsPerDay + i);
    t.columns[kFlow].absent.push_back(i == 2);
    for (int k = 0; k < 3 && i != 2; ++k) t.columns[kFlow].codes.push_back(t.strings->add(std::string("文") + static_cast<char>('a' + (i + k) % 4)));
    t.columns[kFlow].offsets.push_back(static_cast<uint32_t>(t.columns[kFlow].codes.size()));
  }
  return t;
}

}  // namespace zs::test
