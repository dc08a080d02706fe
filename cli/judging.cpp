#include "cli/judging.h"

#include <algorithm>

namespace zs::cli {

Judging::Judging(const Evaluator& evaluator, unsigned threads, OnReport on_report) : evaluator_(evaluator), on_report_(std::move(on_report)) {
  const unsigned wanted = threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : threads;
  if (wanted > 1) under_way_.emplace(wanted, [this](Judged& j, size_t) { j.report = evaluator_.evaluate(j.table); });
}

Status Judging::tell_first() {
  const auto first = under_way_->take();
  return on_report_(first->table, first->report);
}

Status Judging::add(columns::Table table) {
  if (!under_way_) return on_report_(table, evaluator_.evaluate(table));
  under_way_->give(std::make_unique<Judged>(Judged{std::move(table), {}}));
  while (under_way_->size() > under_way_->threads() + 1 || under_way_->ready())
    if (auto s = tell_first(); !s) return s;
  return {};
}

Status Judging::finish() {
  while (under_way_ && under_way_->size() > 0)
    if (auto s = tell_first(); !s) return s;
  return {};
}

}  // namespace zs::cli
