// Plain truth and exact numbers, each against the rule it stands for.
#include "tests/vm/machine.h"

namespace zs::test {
namespace {

using vm::Frame;
using vm::Thread;

/// 0 false, 1 true, 2 unknown.
int truth(const vm::Register& r, uint32_t i) { return r.must[i] ? 1 : r.may[i] ? 2 : 0; }

template <class T>
bool holds(Cmp c, T x, T y) {
  switch (c) {
    case Cmp::kEq: return x == y;
    case Cmp::kNe: return x != y;
    case Cmp::kLt: return x < y;
    case Cmp::kLe: return x <= y;
    case Cmp::kGt: return x > y;
    case Cmp::kGe: return x >= y;
  }
  return false;
}

TEST(Truth, ComparisonsOfValues) {
  for (int op = 0; op < 6; ++op) {
    const auto cmp = static_cast<Cmp>(op);
    Assembler a;
    const Reg x = a.emit(Opcode::kLoadValue, {}, kCount), y = a.emit(Opcode::kLoadValue, {}, kKind);
    a.program.cmp_consts.push_back({cmp, 2});
    const Reg v = a.emit(Opcode::kCmpV, {x, y}, op), c = a.emit(Opcode::kCmpC, {x}, 0);
    const Machine m(a);
    m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
      const int64_t p = m.cases().columns[kCount].values[row], q = m.cases().columns[kKind].values[row];
      ASSERT_EQ(truth(f[v], i), p == kMissing || q == kMissing ? 2 : holds(cmp, p, q));
      ASSERT_EQ(truth(f[c], i), p == kMissing ? 2 : holds(cmp, p, int64_t{2}));
    });
  }
}

/// Seconds of a packed span in micro-seconds of its family; family 0 work, 1 clock. 天 is resolved by the other.
struct Length {
  bool known = false;
  int family = 0;
  double micro_seconds = 0;  // exact here: small halves times whole seconds
};
Length length(int64_t span, int64_t other) {
  if (!span_known(span) || !span_known(other)) return {};
  constexpr int64_t kSeconds[] = {8 * 3600, 86'400, 3600, 3600, 60, 1, 60};
  constexpr int kFamily[] = {0, 1, 1, 0, 1, 1, 0};
  const auto u = static_cast<size_t>(span_unit(span));
  return {true, kFamily[u], static_cast<double>(span_number(span)) * static_cast<double>(kSeconds[u])};
}

TEST(Truth, ComparisonsOfSpans) {
  for (int op = 0; op < 6; ++op) {
    Assembler a;
    const Reg x = a.emit(Opcode::kLoadValue, {}, kLimit);
    std::vector<Reg> results, empties;
    const std::vector<int64_t> others = {pack_span(4'000'000, Unit::kWorkDay), pack_span(12'000'000, Unit::kHour), pack_span(5'500'000, Unit::kNaturalDay)};
    for (const int64_t o : others) results.push_back(a.emit(Opcode::kCmpSpan, {x, a.emit(Opcode::kConstV, {}, a.constant(o))}, op));
    const Reg none = a.emit(Opcode::kIsNoSpan, {x}), null = a.emit(Opcode::kIsNull, {x});
    // The same by exact numbers.
    const Reg q = a.emit(Opcode::kQSpan, {x}, -1, 0, Shape::I, true, 1'000'000);
    a.constant(9), a.constant(static_cast<int64_t>(Unit::kWorkDay));
    const Reg half = a.emit(Opcode::kQConst, {}, static_cast<int32_t>(a.program.constants.size() - 2), 0, Shape::I, true, 2);  // 4.5 working days
    const Reg exact = a.emit(Opcode::kCmpQ, {q, half}, op);
    const Machine m(a);
    m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
      const int64_t s = m.cases().columns[kLimit].values[row];
      auto expected = [&](int64_t other) {
        const Length l = length(s, other), r = length(other, s);
        return !l.known || l.family != r.family ? 2 : static_cast<int>(holds(static_cast<Cmp>(op), l.micro_seconds, r.micro_seconds));
      };
      for (size_t k = 0; k < others.size(); ++k) ASSERT_EQ(truth(f[results[k]], i), expected(others[k])) << s;
      ASSERT_EQ(truth(f[exact], i), expected(pack_span(4'500'000, Unit::kWorkDay))) << s;
      ASSERT_EQ(truth(f[none], i), !span_known(s));
      ASSERT_EQ(truth(f[null], i), s == kMissing);
    });
  }
}

TEST(Truth, TheOwnDayTakesTheOthersKind) {
  Assembler a;
  const Reg x = a.emit(Opcode::kConstV, {}, a.constant(pack_span(5'000'000, Unit::kOwnDay)));
  const Reg hours = a.emit(Opcode::kConstV, {}, a.constant(pack_span(40'000'000, Unit::kWorkHour)));
  const Reg days = a.emit(Opcode::kConstV, {}, a.constant(pack_span(120'000'000, Unit::kHour)));
  const Reg work = a.emit(Opcode::kCmpSpan, {x, hours}, static_cast<int>(Cmp::kEq)), clock = a.emit(Opcode::kCmpSpan, {days, x}, static_cast<int>(Cmp::kEq));
  Machine(a, 3).each([&](const Frame& f, const Thread&, uint32_t, uint32_t i) {
    ASSERT_EQ(truth(f[work], i), 1);
    ASSERT_EQ(truth(f[clock], i), 1);
  });
}

TEST(Truth, ListsAndTexts) {
  Assembler a;
  const Reg name = a.emit(Opcode::kLoadText, {}, kName), kind = a.emit(Opcode::kLoadValue, {}, kKind), tags = a.emit(Opcode::kLoadList, {}, kTags);
  const int32_t tb = a.text("文b"), ta = a.text("文a"), word = a.text("b"), other = a.text("无");
  const int32_t two = a.set({tb, ta}, true), words = a.set({word, other}, true), labels = a.set({0, 2}, false);
  a.program.patterns = {"文[ab]"};
  const Reg list = a.emit(Opcode::kConstL, {}, two);
  const Reg empty = a.emit(Opcode::kIsEmpty, {tags}), member = a.emit(Opcode::kMember, {name, tags});
  const Reg member_t = a.emit(Opcode::kMemberC, {name}, two), member_e = a.emit(Opcode::kMemberC, {kind}, labels);
  const Reg subset = a.emit(Opcode::kSubset, {tags, list}), meets = a.emit(Opcode::kMeets, {tags, list});
  const Reg contains = a.emit(Opcode::kContains, {name}, words), matches = a.emit(Opcode::kMatches, {name}, 0);
  const Reg item = a.emit(Opcode::kLoadText, {}, kItemKey), first = a.emit(Opcode::kPlace, {name, tags}), second = a.emit(Opcode::kPlace, {item, tags});
  const Reg precedes = a.emit(Opcode::kPrecedes, {first, second});
  const Machine m(a);
  const auto& t = m.cases();
  m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
    auto text = [&](size_t field) { return t.columns[field].codes[row] < 0 ? "" : std::string((*t.strings)[t.columns[field].codes[row]]); };
    std::vector<std::string> l;
    for (uint32_t k = t.columns[kTags].offsets[row]; k < t.columns[kTags].offsets[row + 1]; ++k) l.emplace_back((*t.strings)[t.columns[kTags].codes[k]]);
    auto in = [](const std::vector<std::string>& v, const std::string& s) { return std::find(v.begin(), v.end(), s) != v.end(); };
    const std::vector<std::string> set = {"文b", "文a"};
    const std::string n = text(kName), o = text(kItemKey);
    const int64_t k = t.columns[kKind].values[row];
    ASSERT_EQ(truth(f[empty], i), l.empty());
    ASSERT_EQ(truth(f[member], i), n.empty() ? 2 : in(l, n));
    ASSERT_EQ(truth(f[member_t], i), n.empty() ? 2 : in(set, n));
    ASSERT_EQ(truth(f[member_e], i), k == kMissing ? 2 : k != 1);
    ASSERT_EQ(truth(f[subset], i), std::all_of(l.begin(), l.end(), [&](const auto& s) { return in(set, s); }));
    ASSERT_EQ(truth(f[meets], i), std::any_of(l.begin(), l.end(), [&](const auto& s) { return in(set, s); }));
    ASSERT_EQ(truth(f[contains], i), n.empty() ? 2 : n == "文b");
    ASSERT_EQ(truth(f[matches], i), n.empty() ? 2 : n == "文a" || n == "文b");
    const auto x = std::find(l.begin(), l.end(), n), y = std::find(l.begin(), l.end(), o);
    ASSERT_EQ(truth(f[precedes], i), n.empty() || o.empty() ? 2 : x != l.end() && y != l.end() && x < y);
  });
}

TEST(Truth, KleenesConnectives) {
  Assembler a;
  a.program.cmp_consts = {{Cmp::kEq, 1}, {Cmp::kGt, 1}};
  const Reg x = a.emit(Opcode::kCmpC, {a.emit(Opcode::kLoadValue, {}, kKind)}, 0), y = a.emit(Opcode::kCmpC, {a.emit(Opcode::kLoadValue, {}, kCount)}, 1);
  const Reg both = a.emit(Opcode::kTAnd, {x, y}), either = a.emit(Opcode::kTOr, {x, y}), no = a.emit(Opcode::kTNot, {x});
  Reg constants[3];
  for (int k = 0; k < 3; ++k) constants[k] = a.emit(Opcode::kTConst, {}, k);
  const Machine m(a, 200);
  m.each([&](const Frame& f, const Thread&, uint32_t, uint32_t i) {
    const int p = truth(f[x], i), q = truth(f[y], i);
    ASSERT_EQ(truth(f[both], i), p == 0 || q == 0 ? 0 : p == 1 && q == 1 ? 1 : 2);
    ASSERT_EQ(truth(f[either], i), p == 1 || q == 1 ? 1 : p == 0 && q == 0 ? 0 : 2);
    ASSERT_EQ(truth(f[no], i), p == 2 ? 2 : !p);
    for (int k = 0; k < 3; ++k) ASSERT_EQ(truth(f[constants[k]], i), k);
  });
}

TEST(Numbers, ArithmeticIsExact) {
  Assembler a;
  auto decimal = [&](Reg v) { return a.emit(Opcode::kQNumber, {v}, -1, 0, Shape::I, false, 1'000'000); };
  const Reg x = decimal(a.emit(Opcode::kLoadValue, {}, kAmount)), n = a.emit(Opcode::kQNumber, {a.emit(Opcode::kLoadValue, {}, kCount)});
  const Reg third = a.emit(Opcode::kQConst, {}, a.constant(1), 0, Shape::I, false, 3);
  constexpr int64_t kDen = 3'000'000;
  const Reg sum = a.emit(Opcode::kQAdd, {x, third}, -1, 0, Shape::I, false, kDen), less = a.emit(Opcode::kQSub, {x, third}, -1, 0, Shape::I, false, kDen);
  const Reg product = a.emit(Opcode::kQMul, {x, n}, -1, 0, Shape::I, false, 1'000'000), minus = a.emit(Opcode::kQNeg, {x}, -1, 0, Shape::I, false, 1'000'000);
  const Reg quotient = a.emit(Opcode::kCmpQuot, {x, n, third}, static_cast<int>(Cmp::kGe));  // x ÷ n ≥ 1/3
  const Machine m(a);
  m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
    const int64_t v = m.cases().columns[kAmount].values[row], k = m.cases().columns[kCount].values[row];
    ASSERT_EQ(f[sum].unit[i] == vm::kQMissing, v == kMissing);
    if (v != kMissing) {
      ASSERT_EQ(f[sum].q[i], 3 * v + 1'000'000);
      ASSERT_EQ(f[less].q[i], 3 * v - 1'000'000);
      ASSERT_EQ(f[minus].q[i], -v);
    }
    const bool known = v != kMissing && k != kMissing;
    ASSERT_EQ(f[product].unit[i] == vm::kQMissing, !known);
    if (known) ASSERT_EQ(f[product].q[i], static_cast<__int128>(v) * k);
    ASSERT_EQ(truth(f[quotient], i), !known || k == 0 ? 2 : 3 * v >= k * 1'000'000);
  });
}

TEST(Numbers, SpansForClocksKeepWhatClocksAsk) {
  Assembler a;
  const Reg q = a.emit(Opcode::kQSpan, {a.emit(Opcode::kLoadValue, {}, kLimit)}, -1, 0, Shape::I, true, 1'000'000);
  const Reg third = a.emit(Opcode::kQConst, {}, a.constant(1), 0, Shape::I, false, 3);
  const Reg part = a.emit(Opcode::kQMul, {q, third}, -1, 0, Shape::I, true, 3'000'000);
  const Reg span = a.emit(Opcode::kSpanOfQ, {part}, -1), exact = a.emit(Opcode::kSpanOfQ, {part}, 0);
  const Machine m(a);
  m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
    const int64_t s = m.cases().columns[kLimit].values[row];
    if (!span_known(s)) {
      ASSERT_EQ(f[span].v[i], kMissing);
      return;
    }
    constexpr int64_t kSeconds[] = {1, 1, 3600, 3600, 60, 1, 60}, kExact[] = {8 * 3600, 86'400, 3600, 3600, 60, 1, 60};
    constexpr Unit kUnit[] = {Unit::kWorkDay, Unit::kNaturalDay, Unit::kSecond, Unit::kWorkSecond, Unit::kSecond, Unit::kSecond, Unit::kWorkSecond};
    const auto u = static_cast<size_t>(span_unit(s));
    auto expected = [&](int64_t factor, Unit unit) {
      const int64_t n = span_number(s) * factor, whole = n / 3'000'000, rest = n % 3'000'000;
      return pack_span(whole * 1'000'000 + (rest % 3 == 0 ? rest / 3 : 500'000), unit);
    };
    ASSERT_EQ(f[span].v[i], expected(kSeconds[u], kUnit[u]));
    ASSERT_EQ(f[exact].v[i], expected(kExact[u], u == 0 ? Unit::kWorkDaySecond : u == 1 ? Unit::kDaySecond : kUnit[u]));
  });
}

}  // namespace
}  // namespace zs::test
