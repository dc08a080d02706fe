#include "compiler/ast/dump.h"

#include <fmt/format.h>

namespace zs::ast {
namespace {

const char* kind_name(Expr::Kind kind) {
  static constexpr const char* kNames[] = {
      "name", "path", "number", "percent", "span", "text", "date", "instant", "yes", "no", "set", "+", "-", "*", "/", "neg", "default", "guard", "call",
      "earliest", "latest", "sum", "average", "minimum", "maximum", "count", "share", "used", "left", "due",
      "and", "or", "not", "compare", "in", "not-in", "not-all-in", "all-in", "exceeds", "any-of", "contains", "matches", "not-matches",
      "happened", "not-happened", "is-empty", "is-filled", "before", "after", "overdue", "running", "paused", "is-first", "precedes", "holds",
      "within", "span-over", "span-reach", "some", "none", "every", "at-least", "error"};
  static_assert(std::size(kNames) == static_cast<size_t>(Expr::Kind::kError) + 1);
  return kNames[static_cast<size_t>(kind)];
}

const char* op_name(CompareOp op) {
  static constexpr const char* kNames[] = {"=", "!=", "<", "<=", ">", ">="};
  return kNames[static_cast<size_t>(op)];
}

class Dumper {
 public:
  std::string take() { return std::move(out_); }

  void expr(const Expr& e) {
    out_ += "(";
    out_ += kind_name(e.kind);
    if (e.block) out_ += "{}";
    if (!e.name.text.empty()) out_ += " " + e.name.text;
    if (!e.text.empty()) out_ += " \"" + e.text + "\"";
    const bool numeric = e.kind == Expr::Kind::kNumber || e.kind == Expr::Kind::kPercent || e.kind == Expr::Kind::kSpan;
    if (numeric) out_ += e.number.den == 1 ? fmt::format(" {}", e.number.num) : fmt::format(" {}/{}", e.number.num, e.number.den);
    if (e.unit != Unit::kNoUnit) out_ += fmt::format(" unit{}", static_cast<int>(e.unit));
    if (e.kind == Expr::Kind::kDate || e.kind == Expr::Kind::kInstant || e.kind == Expr::Kind::kAtLeast) out_ += fmt::format(" {}", e.value);
    for (size_t i = 0; i < e.args.size(); ++i) {
      if (i > 0 && i <= e.ops.size()) out_ += fmt::format(" {}", op_name(e.ops[i - 1]));
      out_ += " ";
      expr(*e.args[i]);
    }
    out_ += ")";
  }
  void expr(const char* label, const ExprPtr& e) {
    if (e == nullptr) return;
    line(label);
    expr(*e);
  }

  void operator()(const ImportDecl& d) { text("import", d.path); }
  void operator()(const RuleSetDecl& d) {
    line("ruleset " + d.code.text + " version " + d.version + " region " + d.region);
    In in(*this);
    text("title", d.title);
    for (const Text& t : d.documents) text("document", t);
    for (const Text& t : d.sources) text("source", t);
    for (const auto& e : d.errata) line("erratum \"" + e.wrong.text + "\" \"" + e.right.text + "\"");
    if (d.in_force) line(fmt::format("in-force {}", *d.in_force));
    if (d.repealed) line(fmt::format("repealed {}", *d.repealed));
    names("cards", d.cards);
    name("calendar", d.calendar);
    text("inherits", d.inherits);
    if (d.only_stricter) line("only-stricter");
  }
  void operator()(const RecordDecl& d) {
    line("record " + d.name.text + " " + d.code.text + (d.standing ? " standing" : ""));
    In in(*this);
    name("governing", d.governing);
    for (const FieldDecl& f : d.fields) field(f);
  }
  void operator()(const EnumDecl& d) {
    line("enum " + d.name.text + (d.ordered ? " ordered" : ""));
    labels(d.labels);
  }
  void operator()(const CalendarDecl& d) {
    line(fmt::format("calendar {} {} {}", d.name.text, d.first_year, d.last_year));
    In in(*this);
    text("version", d.version);
    for (const int day : d.work_days) line(fmt::format("works {}", day));
    for (const auto& [from, to] : d.office) line(fmt::format("office {} {}", from, to));
    for (const auto& e : d.exceptions) line(fmt::format("{} {} {} {}", e.work ? "work" : "off", e.from, e.to, e.name));
  }
  void operator()(const ClockDecl& d) {
    line("clock " + d.name.text);
    In in(*this);
    name("record", d.record);
    expr("start", d.start);
    expr("end", d.end);
    expr("limit", d.limit);
    name("calendar", d.calendar);
    for (const PauseClause& p : d.pauses) {
      line("pause");
      In inner(*this);
      name("each", p.list);
      expr("from", p.from);
      expr("to", p.to);
      expr("when", p.when);
    }
    for (const ClockSetting& s : d.settings) {
      line(fmt::format("setting {} {}", static_cast<int>(s.what), s.on));
      expr(" when", s.when);
    }
    for (const ChoiceDecl& c : d.choices) (*this)(c);
  }
  void operator()(const ConditionDecl& d) {
    line("condition " + d.name.text);
    In in(*this);
    name("record", d.record);
    names("parameters", d.parameters);
    expr("body", d.body);
  }
  void operator()(const ParameterDecl& d) {
    line("parameter " + d.name.text + " ");
    expr(*d.value);
    In in(*this);
    for (const RegionValue& v : d.by_region) {
      names("region", v.regions);
      out_ += " ";
      expr(*v.value);
    }
  }
  void operator()(const ChoiceDecl& d) {
    names("reading " + d.name.text + " = " + d.chosen.text + " |", d.others);
    text(" why", d.why);
  }
  void operator()(const WordListDecl& d) {
    line("words " + d.name.text);
    for (const Text& t : d.words) text(" word", t);
  }
  void operator()(const PatternDecl& d) {
    line("pattern " + d.name.text);
    for (const Text& t : d.alternatives) text(" alternative", t);
  }
  void operator()(const IndicatorDecl& d) {
    line("indicator " + d.code.text + " " + d.title.text + " " + d.record.text);
    In in(*this);
    names("category", d.category);
    names("supersedes", d.supersedes);
    if (d.unwritten) line("unwritten" + (d.unwritten->note ? " " + d.unwritten->note->text : ""));
    for (const ChoiceDecl& c : d.choices) (*this)(c);
    situation(d.common);
    for (const SituationDecl& s : d.situations) situation(s);
    names("suspended", d.suspended);
  }
  void operator()(const AmendDecl& d) {
    line("amend");
    In in(*this);
    std::visit(*this, d.what);
  }
  void operator()(const SuspendDecl& d) {
    names(d.aggregates ? "suspend-statistics" : "suspend", d.codes);
    if (d.quote) quotes({*d.quote});
  }
  void operator()(const AggregateDecl& d) {
    line("statistic " + d.code.text + " " + d.title.text + " " + d.record.text);
    In in(*this);
    for (const ExprPtr& e : d.by) expr("by", e);
    names("category", d.category);
    quotes(d.quotes);
    expr("range", d.range);
    for (const auto& at : d.at) line(fmt::format("at {} {}", at.year_end, at.day));
    for (const ParameterDecl& p : d.parameters) (*this)(p);
    for (const ChoiceDecl& c : d.choices) (*this)(c);
    cards(d.cards);
    reason(d.reason);
  }
  void operator()(const BindingDecl& d) {
    line("binding " + d.name.text + " " + d.record.text);
    In in(*this);
    for (const TableBinding& t : d.tables) {
      line(fmt::format("table {} {}{}", static_cast<int>(t.what), t.table.text, t.optional ? " optional" : ""));
      In inner(*this);
      name("list", t.list);
      name("key", t.key);
      names("order", t.order);
      for (const FieldBinding& f : t.fields) bound(f);
    }
    for (const ViewBinding& v : d.views) {
      names("view " + v.name.text + " of", v.tables);
      text(" sql", v.sql);
    }
    for (const FieldBinding& f : d.fields) bound(f);
  }
  void operator()(const TestDecl& d) {
    text("test", d.name);
    In in(*this);
    if (d.as_of) line(fmt::format("as-of {}", *d.as_of));
    for (const auto& g : d.given) {
      line("given " + g.record.text + " ");
      datum(g.data);
    }
    for (const ExpectClause& e : d.expect) {
      line(fmt::format("expect {} {} {}{}{}{}", e.indicator.text, static_cast<int>(e.what), e.card.text, e.from ? fmt::format(" from {}", *e.from) : "",
                       e.until ? fmt::format(" until {}", *e.until) : "", e.open_end ? " open" : ""));
      names(" missing", e.missing);
      names(" actions", e.actions);
    }
  }

 private:
  struct In {
    explicit In(Dumper& d) : d_(d) { ++d_.depth_; }
    ~In() { --d_.depth_; }
    In(const In&) = delete;
    In& operator=(const In&) = delete;
    Dumper& d_;
  };

  void line(const std::string& s) {
    if (!out_.empty()) out_ += '\n';
    out_.append(static_cast<size_t>(depth_) * 2, ' ');
    out_ += s;
  }
  void text(const char* label, const Text& t) { line(std::string(label) + " \"" + t.text + "\""); }
  void text(const char* label, const std::optional<Text>& t) {
    if (t) text(label, *t);
  }
  void name(const char* label, const std::optional<Name>& n) {
    if (n) line(std::string(label) + " " + n->text);
  }
  void names(const std::string& label, const std::vector<Name>& all) {
    if (all.empty()) return;
    line(label);
    for (const Name& n : all) out_ += " " + n.text;
  }
  void labels(const std::vector<FieldDecl::Label>& all) {
    In in(*this);
    for (const auto& l : all) {
      line("label " + l.label.text);
      for (const std::string& c : l.codes) out_ += " =" + c;
    }
  }
  void field(const FieldDecl& f) {
    line(fmt::format("field {} {} type{}{}{}{}", f.name.text, f.code.text, static_cast<int>(f.type), f.key ? " key" : "", f.optional ? " optional" : "", f.ordered ? " ordered" : ""));
    In in(*this);
    name("reference", f.reference);
    name("enum", f.enumeration);
    labels(f.labels);
    if (!f.unit.text.empty()) line("unit " + f.unit.text + " " + f.unit_code.text);
    text("pattern", f.pattern);
    expr("default ", f.fallback);
    for (const FieldDecl& row : f.rows) field(row);
  }
  void bound(const FieldBinding& f) {
    names(f.optional ? "bound? " : "bound", f.names);
    In in(*this);
    if (f.from) line("from " + (f.from->table ? f.from->table->text + " . " : "") + f.from->column.text);
    text("format", f.format);
    if (f.codes) labels(*f.codes);
    if (!f.constant) return;
    line("constant ");
    datum(*f.constant);
  }
  void quotes(const std::vector<QuoteClause>& all) {
    for (const QuoteClause& q : all) line("quote " + q.clause + " \"" + q.quote.text + "\"");
  }
  void cards(const std::vector<CardClause>& all) {
    for (const CardClause& c : all) {
      names("card " + c.card.text, c.actions);
      if (c.actions.empty()) line("card " + c.card.text);
      expr(" when ", c.when);
    }
  }
  void reason(const std::optional<ReasonClause>& r) {
    if (!r) return;
    text("reason", r->raw);
    for (const TemplatePiece& p : r->pieces) {
      line(p.value == nullptr ? " \"" + p.text + "\"" : std::string(" "));
      if (p.value != nullptr) expr(*p.value);
    }
  }
  void situation(const SituationDecl& s) {
    line("situation " + s.name.text);
    In in(*this);
    name("each", s.list);
    quotes(s.quotes);
    for (const ExprPtr& e : s.applies) expr("applies ", e);
    for (const ParameterDecl& p : s.parameters) (*this)(p);
    for (const ConditionDecl& c : s.conditions) (*this)(c);
    for (const ClockDecl& c : s.clocks) (*this)(c);
    cards(s.cards);
    reason(s.reason);
  }
  void datum(const DatumNode& d) {
    switch (d.what) {
      case DatumNode::What::kScalar: out_ += "\"" + d.scalar + "\""; return;
      case DatumNode::What::kList:
        out_ += "[";
        for (const DatumNode& i : d.items) datum(i), out_ += " ";
        out_ += "]";
        return;
      case DatumNode::What::kRecord:
        out_ += "{";
        for (const auto& [n, v] : d.fields) out_ += n.text + ":", datum(v), out_ += " ";
        out_ += "}";
        return;
    }
  }

  std::string out_;
  int depth_ = 0;
};

}  // namespace

std::string dump(const File& file) {
  Dumper d;
  for (const Item& item : file.items) std::visit(d, item);
  return d.take() + "\n";
}

std::string dump(const Expr& e) {
  Dumper d;
  d.expr(e);
  return d.take();
}

}  // namespace zs::ast
