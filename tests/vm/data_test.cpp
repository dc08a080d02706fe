// Opcodes that bring data in and work on plain values, each against the table itself.
#include "tests/vm/machine.h"

namespace zs::test {
namespace {

using vm::Frame;
using vm::Thread;

std::string text(const columns::Table& t, size_t field, uint32_t row) {
  const int32_t code = t.columns[field].codes[row];
  return code < 0 ? "⊥" : std::string((*t.strings)[code]);
}
std::string text(const Thread& th, int64_t id) { return id == kMissing ? "⊥" : std::string(th.texts.text(id)); }

TEST(Data, LoadsOfEveryKind) {
  Assembler a;
  const Reg amount = a.emit(Opcode::kLoadValue, {}, kAmount), e1 = a.emit(Opcode::kLoadEvent, {}, kE1), name = a.emit(Opcode::kLoadText, {}, kName);
  const Reg flag = a.emit(Opcode::kLoadFlag, {}, kName), tags = a.emit(Opcode::kLoadList, {}, kTags), kinds = a.emit(Opcode::kLoadList, {}, kKinds);
  const Machine m(a);
  const Instant t = 20'000 * kSecondsPerDay;
  const auto& c = m.cases().columns;
  m.each([&](const Frame& f, const Thread& th, uint32_t row, uint32_t i) {
    ASSERT_EQ(f[amount].v[i], c[kAmount].values[row]);
    ASSERT_EQ(f[e1].v[i], c[kE1].values[row] > t ? kNever : c[kE1].values[row]);
    ASSERT_EQ(text(th, f[name].v[i]), text(m.cases(), kName, row));
    ASSERT_EQ(f[flag].v[i], c[kName].codes[row] < 0 ? kMissing : 0);
    const auto from = c[kTags].offsets[row], size = c[kTags].offsets[row + 1] - from;
    ASSERT_EQ(f[tags].l[i].size, static_cast<int32_t>(size));
    for (uint32_t k = 0; k < size; ++k) ASSERT_EQ(th.texts.text(f[tags].l[i].data[k]), (*m.cases().strings)[c[kTags].codes[from + k]]);
    const auto first = c[kKinds].offsets[row];
    ASSERT_EQ(f[kinds].l[i].size, static_cast<int32_t>(c[kKinds].offsets[row + 1] - first));
    for (int32_t k = 0; k < f[kinds].l[i].size; ++k) ASSERT_EQ(f[kinds].l[i].data[k], c[kKinds].values[first + static_cast<uint32_t>(k)]);
  }, t);
}

TEST(Data, EqualTextsHaveEqualIds) {
  Assembler a;
  const Reg name = a.emit(Opcode::kLoadText, {}, kName), item = a.emit(Opcode::kLoadText, {}, kItemKey);
  const Reg constant = a.emit(Opcode::kConstText, {}, a.text("文b"));
  const Machine m(a);
  m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
    ASSERT_EQ(f[name].v[i] == f[item].v[i], text(m.cases(), kName, row) == text(m.cases(), kItemKey, row));
    ASSERT_EQ(f[name].v[i] == f[constant].v[i], text(m.cases(), kName, row) == "文b");
  });
}

/// The least event of the record or row as of t, as the calculus says.
int64_t least(const std::vector<int64_t>& events, Instant t) {
  const int64_t e = events.empty() ? kNever : *std::min_element(events.begin(), events.end());
  return e == kNever ? kAlways : e > t ? kNever : e;
}

TEST(Data, LeastEventsAndRowsOfLists) {
  Assembler a;
  const Reg mine = a.emit(Opcode::kLeast), rows = a.rows(), theirs = a.emit(Opcode::kLeast, {}, -1, rows);
  const Reg from = a.emit(Opcode::kLoadEvent, {}, kFrom, rows), first = a.emit(Opcode::kSegMin, {rows, from});
  const Reg is_first = a.emit(Opcode::kIsFirst, {theirs}, -1, rows);
  const Reg count = a.emit(Opcode::kLoadValue, {}, kCount), spread = a.emit(Opcode::kSpreadV, {count}, -1, rows);
  const Machine m(a);
  const auto &c = m.cases().columns, &s = m.steps().columns;
  const Instant t = 20'100 * kSecondsPerDay;
  m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
    std::vector<int64_t> all{c[kE1].values[row], c[kE2].values[row]};
    const auto& d = f[rows].domain;
    const uint32_t begin = c[kSteps].offsets[row], end = c[kSteps].offsets[row + 1];
    ASSERT_EQ(d.offsets[i + 1] - d.offsets[i], end - begin);
    int64_t least_from = kNever, least_row = kNever;
    int first_row = -1;
    for (uint32_t k = begin; k < end; ++k) {
      const std::vector<int64_t> own{s[kFrom].values[k], s[kTo].values[k]};
      all.insert(all.end(), own.begin(), own.end());
      const uint32_t at = d.offsets[i] + (k - begin);
      ASSERT_EQ(f[theirs].v[at], least(own, t));
      ASSERT_EQ(f[spread].v[at], c[kCount].values[row]);
      if (own[0] <= t) least_from = std::min(least_from, own[0]);
      const int64_t l = least(own, t);
      if (l != kAlways && l < least_row) least_row = l, first_row = static_cast<int>(k - begin);
    }
    ASSERT_EQ(f[mine].v[i], least(all, t));
    ASSERT_EQ(f[first].v[i], least_from);
    for (uint32_t k = begin; k < end; ++k) ASSERT_EQ(f[is_first].must[d.offsets[i] + (k - begin)], static_cast<int>(k - begin) == first_row);
  }, t);
}

TEST(Data, PairsOfRowsByNesting) {
  Assembler a;
  const Reg rows = a.rows(), pairs = a.emit(Opcode::kRows, {rows, 0}, kSteps, rows);
  const Reg inner = a.emit(Opcode::kLoadEvent, {}, kFrom, pairs), outer = a.emit(Opcode::kSpreadV, {a.emit(Opcode::kLoadEvent, {}, kFrom, rows)}, -1, pairs);
  const Reg top = a.emit(Opcode::kSpreadV, {a.emit(Opcode::kLoadEvent, {}, kE1)}, -1, pairs);
  const Machine m(a);
  const auto &c = m.cases().columns, &s = m.steps().columns;
  m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
    const auto &r = f[rows].domain, &p = f[pairs].domain;
    const uint32_t begin = c[kSteps].offsets[row], n = c[kSteps].offsets[row + 1] - begin;
    for (uint32_t x = 0; x < n; ++x)
      for (uint32_t y = 0; y < n; ++y) {
        const uint32_t at = p.offsets[r.offsets[i] + x] + y;
        ASSERT_EQ(f[inner].v[at], s[kFrom].values[begin + y]);
        ASSERT_EQ(f[outer].v[at], s[kFrom].values[begin + x]);
        ASSERT_EQ(f[top].v[at], c[kE1].values[row]);
      }
  });
}

TEST(Data, ReferencesByKey) {
  Assembler a;
  a.program.ref_fields = {{kItem, kFee}, {kItem, kTitle}, {kItem, kFlow}, {kItem, kPublished}};
  const Reg key = a.emit(Opcode::kLoadText, {}, kItemKey), row_of = a.emit(Opcode::kRefRow, {key}, kItem);
  const Reg fee = a.emit(Opcode::kRefValue, {row_of}, 0), title = a.emit(Opcode::kRefText, {row_of}, 1);
  const Reg flow = a.emit(Opcode::kRefList, {row_of}, 2), published = a.emit(Opcode::kRefEvent, {row_of}, 3);
  const Reg name = a.emit(Opcode::kLoadText, {}, kName), in_flow = a.emit(Opcode::kMember, {name, flow});
  const Reg tags = a.emit(Opcode::kLoadList, {}, kTags), either = a.emit(Opcode::kCoalesceL, {flow, tags});
  const Machine m(a);
  const Instant t = 19'900 * kSecondsPerDay + 1;
  m.each([&](const Frame& f, const Thread& th, uint32_t row, uint32_t i) {
    const std::string k = text(m.cases(), kItemKey, row), n = text(m.cases(), kName, row);
    const int item = k == "文a" ? 0 : k == "文b" ? 1 : k == "文c" ? 2 : -1;
    ASSERT_EQ(f[row_of].v[i], item < 0 ? kMissing : item);
    ASSERT_EQ(f[fee].v[i], item < 0 || item == 1 ? kMissing : item * 1'000'000);
    ASSERT_EQ(text(th, f[title].v[i]), item < 0 || item == 2 ? "⊥" : "文b");
    ASSERT_EQ(f[published].v[i], item == 1 ? t : kNever) << "the first never, the third after T";
    const bool listed = item == 0 || item == 1;
    ASSERT_EQ(f[flow].l[i].size, listed ? 3 : -1);
    const bool unknown = !listed || n == "⊥", member = !unknown && n != (item == 0 ? "文d" : "文a");
    ASSERT_EQ(f[in_flow].must[i], member);
    ASSERT_EQ(f[in_flow].may[i], member || unknown);
    ASSERT_EQ(f[either].l[i].size, listed ? 3 : f[tags].l[i].size);
  }, t);
}

TEST(Values, DefaultsGuardsAndExtremes) {
  Assembler a;
  const Reg e1 = a.emit(Opcode::kLoadEvent, {}, kE1), e2 = a.emit(Opcode::kLoadEvent, {}, kE2);
  const Reg least = a.emit(Opcode::kEventMin, {e1, e2}), most = a.emit(Opcode::kEventMax, {e1, e2});
  const Reg amount = a.emit(Opcode::kLoadValue, {}, kAmount), zero = a.emit(Opcode::kConstV, {}, a.constant(0));
  const Reg defaulted = a.emit(Opcode::kCoalesce, {amount, zero});
  a.program.cmp_consts.push_back({Cmp::kEq, 1});
  const Reg kind = a.emit(Opcode::kCmpC, {a.emit(Opcode::kLoadValue, {}, kKind)}, 0), guarded = a.emit(Opcode::kGuard, {kind, amount});
  const Reg day = a.emit(Opcode::kDayStart, {a.emit(Opcode::kLoadValue, {}, kDay)});
  const Machine m(a);
  const auto& c = m.cases().columns;
  m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
    ASSERT_EQ(f[least].v[i], std::min(c[kE1].values[row], c[kE2].values[row]));
    ASSERT_EQ(f[most].v[i], std::max(c[kE1].values[row], c[kE2].values[row]));
    ASSERT_EQ(f[defaulted].v[i], c[kAmount].values[row] == kMissing ? 0 : c[kAmount].values[row]);
    ASSERT_EQ(f[guarded].v[i], c[kKind].values[row] == 1 ? c[kAmount].values[row] : kMissing);
    const int64_t d = c[kDay].values[row];
    ASSERT_EQ(f[day].v[i], d == kMissing ? kMissing : d * kSecondsPerDay);
  });
}

}  // namespace
}  // namespace zs::test
