// zs sweep: one threshold over a range of values, in one pass over the data.
#include "cli/intake.h"
#include "cli/whatif.h"
#include "compiler/ir/lower.h"
#include "io/binding/scalar.h"
#include "io/writers/row_writer.h"
#include "replay/pairing.h"
#include "replay/restrict.h"
#include "runtime/vm/engine.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace zs::cli {
namespace {

constexpr size_t kMostValues = 200;

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("vary", po::value<std::string>()->value_name("NAME=A..B|A,B,C"), "改哪个数、改成哪些值：上传期限=1..10个工作日，NM1-1/24小时=6小时,12小时,24小时", "what varies and over which values: 上传期限=1..10个工作日, NM1-1/24小时=6小时,12小时,24小时");
  add("step", po::value<std::string>()->value_name("N")->default_value("1"), "A..B 的步长", "the step of A..B");
  add_source_options(c, o);
  add("out,o", po::value<std::string>()->value_name("FILE"), "各值的张数：.csv、.ndjson 或 .parquet", "the counts for each value: .csv, .ndjson or .parquet");
  add_work_options(c, o);
  add_whatif_options(c, o);
}

/// A number at scale 6 and what stands behind it: 3个工作日 is 3000000 and 个工作日.
struct Amount {
  int64_t scaled = 0;
  std::string unit;
};

Result<Amount> amount(const std::string& text) {
  const size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const auto number = binding::parse_decimal(std::string_view(text).substr(0, end));
  if (end == 0 || !number) return Error{ErrorKind::kUsage, "“" + text + "”不是数；范围写作 1..10个工作日", "“" + text + "” is no number; write a range like 1..10个工作日"};
  return Amount{*number, text.substr(end)};
}

std::string shown(int64_t scaled) {
  std::string s = fmt::format("{}.{:06d}", scaled / 1'000'000, scaled % 1'000'000);
  while (s.back() == '0') s.pop_back();
  if (s.back() == '.') s.pop_back();
  return s;
}

Result<std::vector<std::string>> values_of(const std::string& text, const std::string& step_text) {
  std::vector<std::string> out;
  const auto dots = text.find("..");
  if (dots == std::string::npos) {
    for (size_t from = 0;;) {
      const auto comma = text.find(',', from);
      out.push_back(text.substr(from, comma - from));
      if (comma == std::string::npos) break;
      from = comma + 1;
    }
  } else {
    const auto first = amount(text.substr(0, dots)), last = amount(text.substr(dots + 2)), step = amount(step_text);
    for (const auto* a : {&first, &last, &step})
      if (!*a) return a->error();
    if (!first->unit.empty() && first->unit != last->unit)
      return Error{ErrorKind::kUsage, "范围两端的单位不同：" + first->unit + "、" + last->unit, "the ends of the range have other units: " + first->unit + ", " + last->unit};
    if (step->scaled <= 0 || !step->unit.empty()) return Error{ErrorKind::kUsage, "--step 应为正数，如 1 或 0.5", "--step is a positive number, like 1 or 0.5"};
    for (int64_t v = first->scaled; v <= last->scaled && out.size() <= kMostValues; v += step->scaled) out.push_back(shown(v) + last->unit);
  }
  const bool blank = std::any_of(out.begin(), out.end(), [](const std::string& s) { return s.empty(); });
  if (out.empty() || blank) return Error{ErrorKind::kUsage, "“" + text + "”里没有值；写作 1..10个工作日 或 1小时,2小时", "“" + text + "” has no values; write 1..10个工作日 or 1小时,2小时"};
  if (out.size() > kMostValues) return Error{ErrorKind::kLimit, fmt::format("最多 {} 个值", kMostValues), fmt::format("at most {} values", kMostValues)};
  return out;
}

/// One value's rules: only the indicators that it changes are judged again.
struct Variant {
  std::string value;
  Pack pack;
  std::vector<int> changed;      // indicators of the base that this value changes
  std::optional<vm::Engine> engine;
  std::vector<int> of_base;      // by indicator of the engine's program; -1: there only to silence
  vm::Counts sums;
};

void add_to(vm::Counts& all, const vm::Counts& part) {
  if (all.cards.empty()) {
    all = part;
    return;
  }
  for (size_t i = 0; i < all.cards.size(); ++i) {
    for (size_t c = 0; c < all.cards[i].size(); ++c) all.cards[i][c].shown += part.cards[i][c].shown, all.cards[i][c].on_table += part.cards[i][c].on_table;
    all.undecided[i] += part.undecided[i];
  }
  all.evaluated += part.evaluated;
  all.out_of_force += part.out_of_force, all.unknown_yet += part.unknown_yet;
}

class Sweep {
 public:
  Sweep(Context& context, const Pack& base, const DataOptions& data, std::vector<Variant> variants)
      : context_(context), base_(base), data_(data), variants_(std::move(variants)), intake_(context, *base.program, data) {}

  Result<int> operator()(const std::string& out, const std::string& name) {
    if (auto s = intake_.load_references(); !s) return s.error();
    if (auto s = load(); !s) return s.error();
    vm::RunOptions options;
    options.as_of = data_.as_of, options.threads = data_.threads, options.want_shown = true;
    for (const auto& kind : data_.cases) {
      const auto on_batch = [&](const CaseBatch& b) -> Status {
        add_to(sums_, whole_->count(b.table, options));
        for (auto& v : variants_)
          if (v.engine) add_to(v.sums, v.engine->count(b.table, options));
        return {};
      };
      if (auto s = intake_.each(kind, on_batch); !s) return s.error();
    }
    intake_.finish();
    if (!out.empty())
      if (auto s = write(out, name); !s) return s.error();
    context_.print(words(name));
    return intake_.verdict(sums_.evaluated, "");
  }

 private:
  Status load() {
    auto whole = vm::Engine::load(base_.program, intake_.references());
    if (!whole) return whole.error();
    whole_ = std::move(*whole);
    const auto text = [](const Pack& p) { return [&p](Span s) { return s.file >= 0 ? std::string(p.compilation->sources.text(s)) : std::string(); }; };
    for (auto& v : variants_) {
      const auto pairing = replay::paired(*base_.typed(), *v.pack.typed(), text(base_), text(v.pack));
      v.changed = pairing.old_changed();
      if (v.changed.empty()) continue;
      const auto part = replay::restricted(*v.pack.typed(), pairing.new_changed());
      auto lowered = ir::lower(part.program);
      if (!lowered) return lowered.error().error;
      auto engine = vm::Engine::load(std::make_shared<bytecode::Program>(std::move(*lowered)), intake_.references());
      if (!engine) return engine.error();
      v.engine = std::move(*engine);
      for (const int i : part.from) {
        const auto& pair = pairing.pairs[static_cast<size_t>(pairing.pair_of_new[static_cast<size_t>(i)])];
        v.of_base.push_back(std::find(v.changed.begin(), v.changed.end(), pair.in_old) != v.changed.end() ? pair.in_old : typed::kNone);
      }
    }
    return {};
  }

  struct Cell { vm::Counts::Card card; uint64_t undecided = 0; };
  /// What a value gives for an indicator of the base.
  Cell cell(const Variant& v, int indicator, size_t card) const {
    for (size_t i = 0; i < v.of_base.size(); ++i)
      if (v.of_base[i] == indicator && !v.sums.cards.empty()) return {v.sums.cards[i][card], v.sums.undecided[i]};
    if (sums_.cards.empty()) return {};
    return {sums_.cards[static_cast<size_t>(indicator)][card], sums_.undecided[static_cast<size_t>(indicator)]};
  }

  std::vector<int> changed() const {
    std::vector<int> out;
    for (const auto& v : variants_) out.insert(out.end(), v.changed.begin(), v.changed.end());
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  template <class Visit>
  void each_cell(Visit visit) const {
    for (const int i : changed())
      for (size_t c = 0; c < base_.program->cards.size(); ++c) {
        const bool ever = std::any_of(variants_.begin(), variants_.end(), [&](const Variant& v) { return cell(v, i, c).card.shown > 0; });
        if (ever) visit(base_.program->indicators[static_cast<size_t>(i)], i, c);
      }
  }

  Status write(const std::string& path, const std::string& name) const {
    using Kind = writers::ColumnSpec::Kind;
    auto rows = writers::open_rows(path, {{"indicator"}, {"name"}, {"card"}, {"varied"}, {"value"}, {"shown", Kind::kInteger}, {"on_table", Kind::kInteger}, {"undecided", Kind::kInteger}, {"pack_hash"}});
    if (!rows) return rows.error();
    Status status;
    each_cell([&](const bytecode::Indicator& indicator, int i, size_t c) {
      for (const auto& v : variants_) {
        const Cell x = cell(v, i, c);
        if (status)
          status = (*rows)->row({indicator.code, indicator.name, base_.program->cards[c], name, v.value, std::to_string(x.card.shown), std::to_string(x.card.on_table), std::to_string(x.undecided), v.pack.hash});
      }
    });
    return status ? (*rows)->commit() : status;
  }

  std::string words(const std::string& name) const {
    const uint64_t unjudged = sums_.out_of_force + sums_.unknown_yet;
    std::string s = context_.pick(fmt::format("判定 {} 件（另有 {} 件不在施行期内或尚未发生）；{} 取不同值时亮过牌的件数\n", sums_.evaluated, unjudged, name),
                                fmt::format("{} cases judged ({} more are out of force or not yet known); how many show a card for each value of {}\n", sums_.evaluated, unjudged, name));
    each_cell([&](const bytecode::Indicator& indicator, int i, size_t c) {
      s += fmt::format("{} {} {}\n", indicator.code, indicator.name, base_.program->cards[c]);
      uint64_t most = 1;
      for (const auto& v : variants_) most = std::max(most, cell(v, i, c).card.shown);
      for (const auto& v : variants_) {
        const uint64_t n = cell(v, i, c).card.shown;
        std::string bar;
        for (uint64_t k = 0; k < (n * 40 + most - 1) / most; ++k) bar += "█";
        s += fmt::format("  {:>12} {:>10}  {}{}\n", v.value, n, bar, v.changed.empty() ? context_.pick("  （现行）", "  (in force)") : "");
      }
    });
    if (changed().empty()) s += context_.pick("各值与现行规则一样，没有变化\n", "no value changes anything\n");
    return s;
  }

  Context& context_;
  const Pack& base_;
  const DataOptions& data_;
  std::vector<Variant> variants_;
  Intake intake_;
  std::optional<vm::Engine> whole_;
  vm::Counts sums_;
};

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包", "the pack is missing");
  if (!given.count("vary")) return context.usage("缺少 --vary 名称=范围，如 --vary 上传期限=1..10个工作日", "--vary NAME=RANGE is missing, like --vary 上传期限=1..10个工作日");
  if (!given.count("cases")) return context.usage("缺少 --cases FILE", "--cases FILE is missing");
  const auto fixed = whatif_options(given);
  if (!fixed) return context.fail(fixed.error());
  const auto varied = setting_of(text_of(given, "vary"));
  if (!varied) return context.fail(varied.error());
  const auto values = values_of(varied->value, text_of(given, "step", "1"));
  if (!values) return context.fail(values.error());
  int exit = Exit::kDone;
  const auto base = load_pack(context, text_of(given, "pack"), Need::kRulesAndBytecode, exit, *fixed);
  if (!base) return exit;
  std::vector<Variant> variants;
  for (const auto& value : *values) {
    CompileOptions options = *fixed;
    options.settings.push_back({varied->target, value});
    auto pack = load_pack(context, text_of(given, "pack"), Need::kRulesAndBytecode, exit, options);
    if (!pack) {
      context.warn("上面的错误出在 " + varied->target + " 取 " + value + " 时；单位要写全，如 1..10个工作日", "the error above comes with " + varied->target + " at " + value + "; write the unit too, like 1..10个工作日");
      return exit;
    }
    variants.push_back({value, std::move(*pack), {}, {}, {}, {}});
  }
  auto data = data_options(context, given, base->program->models, default_kind(*base->program, text_of(given, "record")));
  if (!data) return context.fail(data.error());
  const std::string out = text_of(given, "out");
  if (auto s = refuse_clashes({out}, *data); !s) return context.fail(s.error());
  auto done = Sweep(context, *base, *data, std::move(variants))(out, varied->target);
  return done ? *done : context.fail(done.error());
}

}  // namespace

Verb sweep_verb() {
  return {"sweep",
          "zs sweep PACK --vary NAME=A..B --cases FILE...",
          {"一个数取不同的值，各亮多少牌", "how many cards each value of a threshold gives"},
          {"zs sweep rules/neimenggu/2024 --vary NM3-2/上传期限=1..10个工作日 --cases 2024.ndjson --refs 事项=items.ndjson",
           "zs sweep rules/neimenggu/2024 --vary NM1-1/24小时=6小时,12小时,24小时,48小时 --cases 2024.parquet --out sweep.csv"},
          options,
          {"pack"},
          run};
}

}  // namespace zs::cli
