// Two ways into a table: by columns, and row by row through the binder, which is what every other source uses. Random batches,
// good and bad, of every type a field may come in, sliced, must give the same records and the same rejects.
#include "io/arrow/batch_reader.h"
#include "io/arrow/row.h"
#include "runtime/columns/append.h"
#include "runtime/columns/fingerprint.h"
#include "tests/embed/make.h"
#include "tests/io/models.h"

#include <gtest/gtest.h>

#include <random>

namespace zs::arrow {
namespace {

using namespace zs::testing;
using namespace zs::test;

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  /// One of the first `good`, or in a batch that may be bad, now and then, any.
  std::string pick(const std::vector<std::string>& v, int good) { return v[static_cast<size_t>(below(slips() ? static_cast<int>(v.size()) : good))]; }
  bool slips() { return bad_ && below(12) == 0; }
  void may_be_bad(bool bad) { bad_ = bad; }
  void without_nulls() { nulls_ = slips(); }
  template <class T, class F>
  Opt<T> some(int64_t n, F make) {
    Opt<T> out;
    for (int64_t i = 0; i < n; ++i) out.push_back(nulls_ && below(5) == 0 ? std::nullopt : std::optional<T>(make()));
    return out;
  }
  void toss_nulls() { nulls_ = below(2) == 0; }

 private:
  std::mt19937 engine_;
  bool nulls_ = true, bad_ = false;
};

Made instants(Chance& r, const std::string& name, int64_t n, bool days = false) {
  const int64_t day = 86'400, base = 1'700'000'000;
  switch (days && !r.slips() ? 2 + r.below(3) : r.below(6)) {
    case 0: return fixed<int64_t>(name, "tss:", r.some<int64_t>(n, [&] { return base + r.below(1'000'000); }));
    case 1: return fixed<int64_t>(name, "tsu:UTC", r.some<int64_t>(n, [&] { return (base + r.below(1'000'000)) * 1'000'000 + r.below(1'000'000); }));
    case 2: return fixed<int32_t>(name, "tdD", r.some<int32_t>(n, [&] { return r.below(20'000) - 300; }));
    case 3: return fixed<int64_t>(name, "tsm:", r.some<int64_t>(n, [&] { return r.slips() ? INT64_MIN : r.below(20'000) * day * 1000; }));
    case 4: return texts(name, r.some<std::string>(n, [&] { return r.pick({"2024-01-01", "2024-01-01T00:00:00+08:00", " 20240101 ", "", "2024/1/2", "2024-02-03 04:05", "2024-13-01"}, days ? 5 : 6); }));
    default: return labels(name, r.some<int32_t>(n, [&] { return r.below(3); }), texts("", {"2024-01-01", std::nullopt, "2025-01-01 10:00"}));
  }
}

Made numbers(Chance& r, const std::string& name, int64_t n, bool whole = false) {
  const auto part = [&] { return !whole || r.slips(); };
  switch (r.below(7)) {
    case 0: return fixed<int64_t>(name, "l", r.some<int64_t>(n, [&] { return r.slips() ? INT64_MAX : r.below(100); }));
    case 1: return fixed<int8_t>(name, "c", r.some<int8_t>(n, [&] { return static_cast<int8_t>(r.below(256)); }));
    case 2: return fixed<double>(name, "g", r.some<double>(n, [&] { return r.below(400) / (part() ? 4.0 : 1.0); }));
    case 3: return fixed<__int128>(name, "d:20,8", r.some<__int128>(n, [&] { return static_cast<__int128>(r.below(100)) * (!part() ? 100'000'000 : r.slips() ? 1 : 1'000'000); }));
    case 4: return fixed<uint32_t>(name, "I", r.some<uint32_t>(n, [&] { return static_cast<uint32_t>(r.below(9)); }));
    case 5: return fixed<float>(name, "f", r.some<float>(n, [&] { return static_cast<float>(r.below(100)) / (part() ? 10.0F : 1.0F); }));
    default: return texts(name, r.some<std::string>(n, [&] { return r.pick({"1", "2.0", "-3", " 4 ", "1e3", "", "5%", "x"}, 6); }), r.below(2) == 0);
  }
}

Made words(Chance& r, const std::string& name, int64_t n, const std::vector<std::string>& of, int good) {
  if (r.below(3) > 0) return texts(name, r.some<std::string>(n, [&] { return r.pick(of, good); }), r.below(2) == 0);
  Opt<std::string> dictionary(of.begin(), of.end());
  dictionary.push_back(std::nullopt);
  const int size = static_cast<int>(dictionary.size());
  return labels(name, r.some<int32_t>(n, [&] { return r.below(r.slips() ? size : good); }), texts("", dictionary));
}

Made list_of(Chance& r, const std::string& name, int64_t n, const std::function<Made(int64_t)>& child) {
  auto sizes = r.some<int64_t>(n, [&] { return r.below(4); });
  int64_t all = 0;
  for (const auto& s : sizes) all += s.value_or(0);
  return lists(name, sizes, child(all), r.below(2) == 0);
}

std::vector<Made> random_columns(Chance& r, int64_t n) {
  const std::vector<std::string> kinds{"1", "承诺件", " 9 ", "2", "", "加急"}, names{"甲", " 乙 ", "丁", "　", ""};
  r.may_be_bad(r.below(2) == 0);
  Opt<std::string> keys;
  for (int64_t i = 0; i < n; ++i) keys.push_back(r.slips() ? std::string() : "K" + std::to_string(r.below(1000)));
  std::vector<Made> all{texts("办件编号", keys)};
  const auto maybe = [&](auto make) {
    r.toss_nulls();
    if (r.below(4) > 0) all.push_back(make());
  };
  maybe([&] { return words(r, "行政区划", n, {"410000", "15000012", "41", "x"}, 2); });
  maybe([&] { return words(r, "办件类型", n, kinds, 5); });
  maybe([&] { return instants(r, "accept_date", n); });
  maybe([&] { return numbers(r, "金额", n); });
  maybe([&] { return numbers(r, "跑动次数", n, true); });
  maybe([&] { return r.below(2) ? booleans("证照信息部委确定", r.some<bool>(n, [&] { return r.below(2) == 0; })) : fixed<int16_t>("证照信息部委确定", "s", r.some<int16_t>(n, [&] { return static_cast<int16_t>(r.below(r.slips() ? 3 : 2)); })); });
  maybe([&] { return instants(r, "公示到期日", n, true); });
  maybe([&] { return numbers(r, "承诺时限", n); });
  maybe([&] { return words(r, "promise_type", n, {"G", "自然日", "小时", "年"}, 3); });
  maybe([&] { return list_of(r, "数据问题", n, [&](int64_t k) { r.without_nulls();
      return words(r, "", k, names, 3); }); });
  maybe([&] { return list_of(r, "评价详情", n, [&](int64_t k) { r.without_nulls();
      return words(r, "", k, kinds, 4); }); });
  maybe([&] {
    return list_of(r, "环节", n, [&](int64_t k) {
      r.without_nulls();
      auto step = words(r, "process_name", k, {"受理", "审查", "办结", ""}, 3);
      r.toss_nulls();
      auto began = instants(r, "开始时间", k);
      auto papers = list_of(r, "材料", k, [&](int64_t q) {
        r.without_nulls();
        return words(r, "", q, {"甲", "乙"}, 2);
      });
      return structs("", k, {std::move(step), std::move(began), std::move(papers)});
    });
  });
  return all;
}

struct Told {
  std::vector<uint32_t> rows;
  std::vector<uint64_t> hashes;
  std::vector<std::string> rejects;
  bool operator==(const Told&) const = default;
};

std::string told(uint32_t row, const std::string& key, const binding::Problem& p) { return std::to_string(row) + " " + key + " " + p.field + "=" + p.value + ": " + p.why.en; }

/// As any source does it: one record after another through the binder.
Told plainly(const model::Models& models, const Node& node, std::set<std::string>& taken) {
  Told out;
  binding::TableBuilder builder(models, 0);
  for (uint32_t i = 0; i < node.length; ++i) {
    binding::Arena arena;
    const auto v = value_at(node, i, arena);
    const std::string key(v.members[0].value.text);
    if (!key.empty() && taken.contains(key)) {
      out.rejects.push_back(told(i, key, {"办件编号", key, {"", "duplicate key: an earlier record has it"}}));
      continue;
    }
    if (auto bad = builder.add(v)) {
      out.rejects.push_back(told(i, key, bad->problem));
      continue;
    }
    out.rows.push_back(i);
    taken.insert(key);
  }
  out.hashes = columns::record_hashes(models, builder.take());
  return out;
}

TEST(Ways, AgreeOnRandomBatches) {
  const auto models = case_models();
  uint64_t by_columns = 0, rejected = 0, accepted = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    Chance r(seed);
    BatchReader reader(models, 0);
    std::set<std::string> taken;
    for (int batch = 0; batch < 3; ++batch) {
      const int64_t n = r.below(40), skip = n > 2 ? r.below(3) : 0;
      auto made = structs("", n, random_columns(r, n));
      made.length -= skip, made.offset = skip;
      Maker maker;
      ArrowSchema schema;
      ArrowArray array;
      maker.batch(std::move(made), schema, array);
      const auto expected = plainly(models, *read_node(schema, array), taken);
      auto b = reader.read(schema, array);
      ASSERT_TRUE(b) << b.error().en;
      Told got{b->rows, columns::record_hashes(models, b->table), {}};
      for (const auto& x : b->rejected) got.rejects.push_back(told(x.row, x.reject.key, x.reject.problem));
      ASSERT_EQ(got.rejects, expected.rejects) << "seed " << seed;
      ASSERT_EQ(got.rows, expected.rows) << "seed " << seed;
      ASSERT_EQ(got.hashes, expected.hashes) << "seed " << seed;
      rejected += got.rejects.size(), accepted += got.rows.size();
    }
    by_columns += reader.ways().by_columns;
  }
  // The chances above must not make all of it trivial.
  EXPECT_GT(by_columns, 300u);
  EXPECT_GT(rejected, 2000u);
  EXPECT_GT(accepted, 2000u);
}

TEST(Ways, TablesAppendedAreTheRecordsOneAfterAnother) {
  const auto models = case_models();
  for (unsigned seed = 0; seed < 100; ++seed) {
    Chance r(seed);
    BatchReader reader(models, 0);
    std::deque<Maker> makers;   // the first batch's memory is the table's
    std::optional<columns::Table> all;
    std::vector<uint64_t> hashes;
    for (int batch = 0; batch < 3; ++batch) {
      const int64_t n = r.below(20);
      ArrowSchema schema;
      ArrowArray array;
      makers.emplace_back().batch(structs("", n, random_columns(r, n)), schema, array);
      auto b = reader.read(schema, array);
      ASSERT_TRUE(b);
      const auto more = columns::record_hashes(models, b->table);
      hashes.insert(hashes.end(), more.begin(), more.end());
      if (all) columns::append(models, *all, b->table);
      else all = std::move(b->table);
      ASSERT_EQ(columns::record_hashes(models, *all), hashes) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace zs::arrow
