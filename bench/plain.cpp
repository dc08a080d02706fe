#include "bench/plain.h"

#include "tests/differential/random.h"

#include <string>

namespace zs::bench {

columns::Table make_applications(const model::Models& models, size_t count, uint64_t seed) {
  const int model = models.find("申请");
  columns::Table t = columns::make_table(models, model);
  differential::Random r(seed);
  const auto column = [&](const char* name) -> columns::Column& { return t.columns[static_cast<size_t>(field_of(models, model, name))]; };
  columns::Column &code = column("申请编号"), &amount = column("金额"), &people = column("人数"), &area = column("面积"), &years = column("年限"),
                  &kind = column("类别");
  for (size_t i = 0; i < count; ++i) {
    code.codes.push_back(t.strings->add("A" + std::to_string(i)));
    amount.values.push_back(r.below(10'000) * kDecimalOne);
    people.values.push_back(r.below(100));
    area.values.push_back(r.below(1'000));
    years.values.push_back(r.below(20));
    kind.values.push_back(r.below(3));
  }
  t.size = count;
  return t;
}

PlainCounts plain_loop(const model::Models& models, const columns::Table& table) {
  const auto values = [&](const char* name) { return table.columns[static_cast<size_t>(field_of(models, table.model, name))].values.data(); };
  const int64_t *const amount = values("金额"), *const people = values("人数"), *const area = values("面积"), *const years = values("年限"),
                *const kind = values("类别");
  PlainCounts n{};
  for (size_t i = 0; i < table.size; ++i) {
    n[0] += (amount[i] > 9000 * kDecimalOne) & (people[i] < 20);
    n[1] += (area[i] < 60) & (people[i] > 80);
    n[2] += (years[i] > 15) & (kind[i] == 0);
    n[3] += (amount[i] < 500 * kDecimalOne) & (area[i] > 900);
    n[4] += (kind[i] == 1) & (amount[i] > 8000 * kDecimalOne) & (area[i] > 500);
  }
  return n;
}

}  // namespace zs::bench
