#include "compiler/emit/emit.h"
#include "compiler/ir/aggregate.h"
#include "compiler/ir/detail.h"
#include "compiler/ir/indicator.h"
#include "compiler/ir/lower.h"

#include <set>

namespace zs::ir {

using bytecode::Opcode;

namespace {

bytecode::Calendar to_bytecode(const typed::Calendar& c) {
  bytecode::Calendar out;
  out.name = c.name;
  out.version = c.version;
  out.works = 0;
  for (int d = 0; d < 7; ++d)
    if (c.works[d]) out.works |= static_cast<uint8_t>(1u << d);
  for (const auto& [from, to] : c.office) out.office.emplace_back(from, to);
  out.first_year = c.first_year;
  out.last_year = c.last_year;
  for (const auto& e : c.exceptions) out.exceptions.emplace_back(e.day, static_cast<uint8_t>(e.work ? 1 : 0));
  return out;
}

void copy_head(const typed::Program& p, bytecode::Program& out) {
  out.code = p.code;
  out.version = p.version;
  out.title = p.title;
  out.region = p.region;
  out.cards = p.cards;
  for (const typed::Version& v : p.versions) out.versions.push_back({v.code, v.version, v.title, {v.from, v.until}});
  if (out.versions.empty()) out.versions.push_back({p.code, p.version, p.title, {p.in_force, p.repealed}});
  out.models = p.models;
  out.calendar = p.calendar == typed::kNone ? 0 : p.calendar;
  for (const typed::Calendar& c : p.calendars) out.calendars.push_back(to_bytecode(c));
}

/// Lists that the rules read: a run warns once about those that no record of its input has.
std::vector<std::vector<bool>> lists_used(const typed::Program& p) {
  std::vector<std::vector<bool>> used;
  for (const auto& m : p.models.models) used.emplace_back(m.fields.size(), false);
  for (const typed::Scope& s : p.scopes)
    if (s.owner != typed::kNone) used[static_cast<size_t>(p.scopes[static_cast<size_t>(s.owner)].model)][static_cast<size_t>(s.field)] = true;
  for (const typed::Expr& e : p.exprs)
    if (e.op == typed::Op::kField && (e.type.kind == typed::Kind::kTextList || e.type.kind == typed::Kind::kEnumList) && e.scope != typed::kNone)
      used[static_cast<size_t>(p.scopes[static_cast<size_t>(e.scope)].model)][static_cast<size_t>(e.index)] = true;
  return used;
}

NodeId judged_set(Lowerer& l, const typed::Period& period, const model::RecordModel& m) {
  if (!period.from && !period.until) return l.temporal({l.graph().truth(0, 1), typed::kNone}, typed::kNone);
  const int32_t force = l.pools().force(period.from, period.until);
  if (m.standing) return l.make(Opcode::kForce, typed::kNone, {}, force);
  const NodeId least = l.make(Opcode::kLeast, typed::kNone, {});
  const NodeId governing = m.governing < 0 ? kNoNode : l.make(Opcode::kLoadEvent, typed::kNone, {}, m.governing);
  return l.make(Opcode::kJudged, typed::kNone, {least, governing}, force);
}

}  // namespace

NodeId judged_set(Lowerer& l, const std::vector<typed::Period>& periods, int model) {
  const model::RecordModel& m = l.program().models.models[static_cast<size_t>(model)];
  std::vector<NodeId> sets;
  for (const typed::Period& period : periods) sets.push_back(judged_set(l, period, m));
  return sets.size() == 1 ? sets[0] : l.any(sets, typed::kNone);
}

namespace {

/// The main function of one record model: every indicator over it, common work once.
void lower_model(const typed::Program& p, Pools& pools, int model, const std::vector<std::vector<int>>& silencers, bytecode::Program& out) {
  Lowerer l(p, pools);
  std::vector<size_t> mine;
  std::vector<std::vector<NodeId>> own(p.indicators.size());
  for (size_t i = 0; i < p.indicators.size(); ++i) {
    if (p.indicators[i].model != model) continue;
    mine.push_back(i);
    own[i] = lower_indicator(l, p, p.indicators[i]).own;
  }
  const NodeId judged = judged_set(l, typed::in_force(p), model);
  std::vector<NodeId> in_version;
  for (size_t v = 0; p.versions.size() > 1 && v < p.versions.size(); ++v) in_version.push_back(judged_set(l, typed::in_force(p, {static_cast<int>(v)}), model));
  std::vector<NodeId> outputs{judged}, silenced(p.indicators.size(), kNoNode);
  for (size_t i : mine) {
    std::vector<NodeId> over;
    for (int j : silencers[i])
      for (NodeId n : own[static_cast<size_t>(j)])
        if (n != kNoNode) over.push_back(n);
    if (!over.empty()) silenced[i] = l.any(over, typed::kNone);
    outputs.push_back(silenced[i]);
    outputs.insert(outputs.end(), own[i].begin(), own[i].end());
  }
  outputs.insert(outputs.end(), in_version.begin(), in_version.end());
  emit::Emitted e = emit::emit(l.graph(), model, outputs, true);
  auto reg = [&](NodeId n) { return n == kNoNode ? bytecode::kNoReg : e.reg_of[static_cast<size_t>(n)]; };
  for (size_t i : mine) {
    for (NodeId n : own[i]) out.indicators[i].own.push_back(reg(n));
    out.indicators[i].silenced = reg(silenced[i]);
  }
  out.judged.push_back(reg(judged));
  auto& by_version = out.judged_in.emplace_back();
  for (const NodeId n : in_version) by_version.push_back(reg(n));
  out.functions.push_back(std::move(e.function));
}

void lower_heads(const typed::Program& p, bytecode::Program& out) {
  for (const typed::Indicator& i : p.indicators) {
    bytecode::Indicator b;
    b.code = i.code;
    b.name = i.name;
    b.model = i.model;
    b.category = i.category;
    for (const typed::Quote& q : i.quotes) b.clauses.push_back(q.clause);
    out.indicators.push_back(std::move(b));
  }
  for (const typed::Unwritten& u : p.unwritten) out.unwritten.push_back({u.code, u.name});
}

}  // namespace

boost::system::result<bytecode::Program, LowerError> lower(const typed::Program& p) {
  bytecode::Program out;
  try {
    copy_head(p, out);
    lower_heads(p, out);
    out.list_used = lists_used(p);
    Pools pools(out);
    const auto silencers = superseders(p);
    std::set<int> models;
    for (const typed::Indicator& i : p.indicators) models.insert(i.model);
    for (int m : models) lower_model(p, pools, m, silencers, out);
    for (size_t i = 0; i < p.indicators.size(); ++i) out.indicators[i].detail = lower_detail(p, pools, p.indicators[i], silencers[i]);
    for (const typed::Aggregate& a : p.aggregates) out.aggregates.push_back(lower_aggregate(p, pools, a));
  } catch (const Unsupported& u) {
    return LowerError{{ErrorKind::kUsage, "机器不支持这种写法：" + u.what, "the machine cannot say this: " + u.what}, u.src};
  }
  return out;
}

}  // namespace zs::ir
