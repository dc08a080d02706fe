#include "oracle/derive.h"

#include "oracle/show.h"

namespace zs::oracle {

using typed::Expr;
using typed::ExprId;
using typed::Kind;
using typed::Op;

namespace {

std::string mark(Tick t) { return show_instant(instant_of(t)) + (is_provisional(t) ? "?" : ""); }

const char* sign(typed::Cmp cmp) {
  static constexpr const char* kSigns[] = {"=", "≠", "<", "≤", ">", "≥"};
  return kSigns[static_cast<size_t>(cmp)];
}

}  // namespace

Words words_of(const Set& s) {
  if (s.empty()) return {"从不", "never"};
  if (s == all_time()) return {"一直", "always"};
  Words w;
  for (const Stretch& x : s) {
    if (!w.zh.empty()) w = {w.zh + "；", w.en + "; "};
    const bool from = x.from != kTickAlways, until = x.until != kTickNever;
    if (from) w = {w.zh + "自 " + mark(x.from), w.en + "from " + mark(x.from)};
    if (from && until) w = {w.zh + " ", w.en + " "};
    if (until) w = {w.zh + "至 " + mark(x.until), w.en + "until " + mark(x.until)};
    if (!until) w.zh += " 起";
  }
  return w;
}

Words words_of(const B& b) {
  const Words must = words_of(b.must);
  const Set open = open_question(b);
  if (open.empty()) return must;
  const Words may = words_of(open);
  if (b.must.empty()) return {"无法判定：" + may.zh, "undecided: " + may.en};
  return {must.zh + "；无法判定：" + may.zh, must.en + "; undecided: " + may.en};
}

Node::Holds Deriver::at_now(const B& b) const {
  return contains(b.must, now_) ? Node::Holds::kYes : contains(b.may, now_) ? Node::Holds::kOpen : Node::Holds::kNo;
}

Words Deriver::label(const Expr& e) const {
  const auto clock_name = [&] {
    const auto& name = p_.clocks[static_cast<size_t>(e.index)].name;
    return name.empty() ? std::string() : name + " ";
  };
  const auto list_name = [&] {
    const auto& s = p_.scopes[static_cast<size_t>(e.rows)];
    const auto& owner = p_.models.models[static_cast<size_t>(p_.scopes[static_cast<size_t>(s.owner)].model)];
    return owner.fields[static_cast<size_t>(s.field)].name;
  };
  const std::string cmp = sign(e.cmp);
  switch (e.op) {
    case Op::kAnd: return {"同时满足", "all of"};
    case Op::kOr: return {"下列情形之一", "one of"};
    case Op::kNot: return {"非", "not"};
    case Op::kNamed: return {"条件 " + e.text, "condition " + e.text};
    case Op::kOccurred: return {"已发生", "has happened"};
    case Op::kBefore: return {"早于", "earlier than"};
    case Op::kAfter: return {"晚于", "later than"};
    case Op::kCompare: return {"比较 " + cmp, "compare " + cmp};
    case Op::kIsNull: return {"为空", "is missing"};
    case Op::kIsSet: return {"已填", "is given"};
    case Op::kMember: return {"在", "in"};
    case Op::kSubset: return {"全在", "all in"};
    case Op::kIntersects: return {"含任一", "some in"};
    case Op::kContainsAny: return {"包含", "contains"};
    case Op::kMatches: return {"合句式", "matches"};
    case Op::kPrecedes: return {"先于", "precedes"};
    case Op::kIsFirst: return {"为首次", "is the first"};
    case Op::kClockCompare: {
      const bool left = e.quantity == typed::Quantity::kLeft;
      return {clock_name() + (left ? "剩余 " : "已用 ") + cmp, clock_name() + (left ? "left " : "used ") + cmp};
    }
    case Op::kClockOver: return {clock_name() + "超期", clock_name() + "overdue"};
    case Op::kClockRunning: return {clock_name() + "进行中", clock_name() + "running"};
    case Op::kClockPaused: return {clock_name() + "暂停中", clock_name() + "paused"};
    case Op::kSpanOver: return {"超过", "over"};
    case Op::kHold: return {"持续 超过", "held for more than"};
    case Op::kExists: return {"有 " + list_name(), "some " + list_name()};
    case Op::kAtLeast: return {"至少 " + std::to_string(e.count) + " 个 " + list_name(), "at least " + std::to_string(e.count) + " of " + list_name()};
    case Op::kAllInRows: return {"都见于 " + list_name(), "all found in " + list_name()};
    case Op::kCard: return {"本情形的 " + p_.cards[static_cast<size_t>(e.index)], "this situation's " + p_.cards[static_cast<size_t>(e.index)]};
    case Op::kTrue: return {"真", "true"};
    case Op::kFalse: return {"假", "false"};
    case Op::kUnknown: return {"未知", "unknown"};
    default: return {"值", "value"};
  }
}

Node Deriver::start(ExprId id) const {
  const Expr& e = p_[id];
  Node n;
  n.src = e.src;
  n.label = label(e);
  if (source_ && e.src.file >= 0) n.source = source_(e.src);
  return n;
}

Node Deriver::not_reached(ExprId id) const {
  Node n = start(id);
  n.reached = false;
  n.value = {"未执行到", "not reached"};
  return n;
}

Node Deriver::plain(Words label, const B& b) const {
  Node n;
  n.label = std::move(label);
  n.value = words_of(b);
  n.holds = at_now(b);
  return n;
}

Words row_label(const Reader& reader, const Row& row, size_t number) {
  std::string name;
  const auto& fields = reader.model_of(row).fields;
  for (size_t f = 0; f < fields.size() && name.empty(); ++f)
    if (fields[f].type == model::FieldType::kText) name = std::string(reader.plain(row, static_cast<int>(f), false).text);
  const std::string text = std::to_string(number);
  return {"第" + text + "行" + (name.empty() ? "" : "「" + name + "」"), "row " + text + (name.empty() ? "" : " \"" + name + "\"")};
}

void Deriver::name_row(typed::ScopeId scope, Node& n) const {
  const Row& row = ev_.bound(scope);
  size_t number = 1;
  for (const size_t r : ev_.rows(scope))
    if (r < row.index) ++number;
  const Words name = row_label(ev_.reader(), row, number);
  n.label = {n.label.zh + (n.label.zh.empty() ? "" : " ") + name.zh, n.label.en + (n.label.en.empty() ? "" : " ") + name.en};
}

Node Deriver::condition(ExprId id) {
  const Expr& e = p_[id];
  Node n = start(id);
  const B holds = ev_.truth(id);
  n.value = words_of(holds);
  n.holds = at_now(holds);
  switch (e.op) {
    case Op::kAnd:
    case Op::kOr: joined(e, n); break;
    case Op::kNot:
    case Op::kNamed: n.children.push_back(condition(e.args[0])); break;
    case Op::kHold:
      n.children.push_back(condition(e.args[0]));
      n.children.push_back(value(e.args[1]));
      break;
    case Op::kExists:
    case Op::kAtLeast: rows(e, n); break;
    case Op::kClockCompare:
    case Op::kClockOver:
    case Op::kClockRunning:
    case Op::kClockPaused:
    case Op::kSpanOver: {
      const SpanValue threshold = e.args.empty() ? SpanValue{} : ev_.value(e.args[0]).span;
      if (!e.args.empty()) n.children.push_back(value(e.args[0]));
      n.children.push_back(clock(e.index, threshold));
      break;
    }
    case Op::kCard:
    case Op::kTrue:
    case Op::kFalse:
    case Op::kUnknown:
    case Op::kIsFirst: break;
    default: operands(e, n);
  }
  return n;
}

/// 且 stops at an operand that never can hold, 或 at one that always does; the first operand that settles the answer at
/// T is the one that decided.
void Deriver::joined(const Expr& e, Node& n) {
  const bool conjunction = e.op == Op::kAnd;
  bool settled = false, decided = false;
  for (const ExprId arg : e.args) {
    if (settled) {
      n.children.push_back(not_reached(arg));
      continue;
    }
    const B b = ev_.truth(arg);
    n.children.push_back(condition(arg));
    if (!decided && at_now(b) == (conjunction ? Node::Holds::kNo : Node::Holds::kYes)) n.children.back().decided = decided = true;
    settled = conjunction ? b.may.empty() : b.must == all_time();
  }
}

void Deriver::rows(const Expr& e, Node& n) {
  const auto all = ev_.rows(e.rows);
  bool decided = false;
  for (const size_t r : all) {
    ev_.open_row(e.rows, r);
    Node row;
    row.kind = Node::Kind::kRow;
    name_row(e.rows, row);
    const Set seen = ev_.visible(e.rows);
    const B holds = both(certain(seen), e.args.empty() ? yes() : ev_.truth(e.args[0]));
    row.value = words_of(holds);
    row.holds = at_now(holds);
    if (!e.args.empty()) row.children.push_back(condition(e.args[0]));
    if (!decided && e.op == Op::kExists && row.holds == Node::Holds::kYes) row.decided = decided = true;
    n.children.push_back(std::move(row));
  }
  ev_.close_row(e.rows);
  if (all.empty()) n.children.push_back(plain({"没有行", "no rows"}, no()));
}

void Deriver::operands(const Expr& e, Node& n) {
  for (const ExprId arg : e.args) {
    if (e.op == Op::kAllInRows && arg == e.args[1]) continue;  // one value a row: its list is shown by its own name
    n.children.push_back(value(arg));
  }
}

Node Deriver::value(ExprId id) {
  const Expr& e = p_[id];
  if (e.type.kind == Kind::kTruth) return condition(id);
  Node n = start(id);
  n.kind = Node::Kind::kValue;
  const std::string text = show_value(ev_, id);
  n.value = {text, text};
  switch (e.op) {
    case Op::kField: {
      const auto& model = p_.models.models[static_cast<size_t>(p_.scopes[static_cast<size_t>(e.scope)].model)];
      const auto& name = model.fields[static_cast<size_t>(e.index)].name;
      n.label = {name, name};
      break;
    }
    case Op::kRefField: {
      const auto& model = p_.models.models[static_cast<size_t>(e.model)];
      const std::string name = model.name + "的" + model.fields[static_cast<size_t>(e.index)].name;
      n.label = {name, name};
      n.children.push_back(value(e.args[0]));
      break;
    }
    case Op::kCoalesce: {
      n.label = {"缺省", "default"};
      for (const ExprId arg : e.args) n.children.push_back(value(arg));
      break;
    }
    case Op::kGuard:
      n.label = {"当", "when"};
      if (ev_.truth(e.args[0]).may.empty()) n.value = {"不适用", "does not apply"};
      [[fallthrough]];
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kDiv:
    case Op::kNeg:
    case Op::kEventMin:
    case Op::kEventMax:
      for (const ExprId arg : e.args) n.children.push_back(value(arg));
      break;
    default: break;
  }
  return n;
}

}  // namespace zs::oracle
