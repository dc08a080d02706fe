// zs replay: what another version of the rules would have done to past cases.
#include "cli/aligned.h"
#include "cli/intake.h"
#include "cli/replay_output.h"
#include "cli/whatif.h"
#include "io/writers/report_writer.h"
#include "runtime/columns/select.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("old", one_text("PACK"), "现行规则（文件夹或文件）", "the rules in force (a folder or file)");
  add("new", one_text("PACK"), "新规则，默认与 --old 相同（再用 --set、--reading 改）", "the new rules, by default those of --old (to be changed by --set and --reading)");
  add_source_options(c, o);
  add("out,o", one_text("DIR"), "结果写入此文件夹：report.html（一个文件，可邮寄）、changes.csv、changes.ndjson、summary.json",
      "the results go to this folder: report.html (one file, to be mailed), changes.csv, changes.ndjson, summary.json");
  add("by", po::value<std::vector<std::string>>()->multitoken()->composing()->value_name("FIELD ..."), "按这些字段分组（月 为月份），默认按行政区划、部门、事项、月",
      "group by these fields (月 or month: by month); by default region, department, item, month");
  add("approve", one_text("FILE.json"), "把这次的变化记为已审定的影响", "record these changes as the approved impact");
  add("expect", one_text("FILE.json"), "与已审定的影响核对：多出、缺少或不同的变化都算不符，以 1 退出", "check against the approved impact: any change more, fewer or other exits with 1");
  add("rejects", one_text("FILE"), "读不了的记录（CSV）", "records that could not be read (CSV)");
  add("top", po::value<size_t>()->value_name("N")->default_value(10), "终端上最多列出几个变化的办件", "how many changed cases the terminal lists at most");
  add_work_options(c, o);
  add_whatif_options(c, o, {"新规则的", " of the new rules"});
}

struct Outputs {
  std::string folder, approve, expect, rejects;
  size_t top = 10;
};

/// One run: both packs loaded, all options settled.
class Replay {
 public:
  Replay(Context& context, const Pack& old_pack, const Pack& new_pack, const DataOptions& data, const Outputs& outputs, std::vector<std::string> by)
      : context_(context), old_(old_pack), new_(new_pack), data_(data), outputs_(outputs), grouper_(std::move(by)),
        intake_(context, *old_pack.program, data, [this](const binding::Reject& r) { rejected(r); }) {}

  Result<int> operator()() {
    if (auto s = open(); !s) return s.error();
    for (size_t k = 0; k < data_.cases.size(); ++k)
      if (auto s = kind(k); !s) return s.error();
    intake_.finish();
    if (reject_status_.has_error()) return reject_status_.error();
    return finish();
  }

 private:
  const model::Models& new_models() const { return new_.program->models; }

  void rejected(const binding::Reject& r) {
    if (!rejects_) return;
    if (auto s = rejects_->row(writers::reject_row(r)); !s && !reject_status_.has_error()) reject_status_ = s.error();
  }

  Status open() {
    if (!outputs_.expect.empty()) {
      auto approval = Approval::read(outputs_.expect);
      if (!approval) return approval.error();
      approval_ = std::move(*approval);
    }
    if (!outputs_.approve.empty()) {
      auto writer = ApprovalWriter::create(outputs_.approve);
      if (!writer) return writer.error();
      approve_ = std::move(*writer);
    }
    if (!outputs_.rejects.empty()) {
      auto rows = writers::open_rows(outputs_.rejects, writers::reject_columns());
      if (!rows) return rows.error();
      rejects_ = std::move(*rows);
    }
    auto by_new = by_models(old_.program->models, new_models(), data_.cases);
    if (!by_new) return by_new.error();
    by_new_ = std::move(*by_new);
    if (auto s = references(); !s) return s;
    const auto rules = [](const Pack& p, const std::vector<const columns::Table*>& references) { return replay::RuleSet{p.typed(), p.program, references, &p.compilation->sources}; };
    auto session = replay::Session::open(rules(old_, intake_.references()), rules(new_, shared_ ? intake_.references() : new_references_.pointers), {data_.as_of, data_.threads, true});
    if (!session) return session.error();
    session_ = std::move(*session);
    if (auto s = check_groups(); !s) return s;
    if (outputs_.folder.empty()) return {};
    auto files = ReplayFiles::open(outputs_.folder, session_->pairing());
    if (!files) return files.error();
    files_ = std::move(*files);
    return {};
  }

  /// Reference tables: one set serves both where all record models are alike.
  Status references() {
    if (auto s = intake_.load_references(); !s) return s;
    shared_ = replay::same_models(*old_.typed(), *new_.typed());
    if (shared_) return {};
    auto kinds = by_models(old_.program->models, new_models(), data_.refs);
    if (!kinds) return kinds.error();
    auto refs = load_references(context_, new_models(), *kinds, data_.read, nullptr);
    if (!refs) return refs.error();
    if (refs->rejected)
      context_.warn(fmt::format("新规则读不了参照表的 {} 行，当作没有", refs->rejected), fmt::format("the new rules cannot read {} rows of the reference tables, which count as absent", refs->rejected));
    new_references_ = std::move(*refs);
    return {};
  }

  const std::vector<const columns::Table*>& new_references() const { return shared_ ? intake_.references() : new_references_.pointers; }

  /// A name that no record has is refused before anything is read.
  Status check_groups() {
    for (const auto& k : by_new_) grouper_.open(new_models(), k.model, new_references());
    const auto unknown = grouper_.unknown();
    if (unknown.empty()) return {};
    std::string fields;
    for (const auto& f : new_models().models[static_cast<size_t>(by_new_.front().model)].fields)
      if (replay::groupable(f.type)) fields += (fields.empty() ? "" : "、") + f.name;
    return Error{ErrorKind::kUsage, "--by " + unknown.front() + "：记录没有这个字段（或不能分组）；可用：月、" + fields, "--by " + unknown.front() + ": the records have no such field, or cannot be grouped by it; there are: month, " + fields};
  }

  Status kind(size_t k) {
    const auto& inputs = data_.cases[k];
    grouper_.open(new_models(), by_new_[k].model, new_references());
    if (shared_) return intake_.each(inputs, [&](const CaseBatch& b) { return add(b.table, b.table); });
    if (session_->one_table(inputs.model, by_new_[k].model))
      return intake_.each(inputs, [&](const CaseBatch& b) { return add(b.table, columns::as_model(b.table, new_models(), by_new_[k].model)); });
    if (std::any_of(inputs.inputs.begin(), inputs.inputs.end(), [](const auto& i) { return i.path == "-"; }))
      return Error{ErrorKind::kUsage, "两套规则的记录模型不同，数据要读两遍，不能来自标准输入；请先存成文件", "the rule sets' record models are not alike, so the data are read twice: not from standard input; save them as a file first"};
    Aligned aligned(old_.program->models, new_models(), by_new_[k], data_.read);
    const auto piece = [&](const columns::Table& a, const columns::Table& b) { return add(a, b); };
    if (auto s = intake_.each(inputs, [&](const CaseBatch& b) { return aligned.add(b, piece); }); !s) return s;
    if (auto s = aligned.finish(); !s) return s;
    if (aligned.only_first() + aligned.only_second())
      context_.warn(fmt::format("有 {} 条记录只有现行规则能读，{} 条只有新规则能读；它们不在比较之列", aligned.only_first(), aligned.only_second()),
                    fmt::format("{} records can be read by the old rules only, {} by the new ones only; they are not compared", aligned.only_first(), aligned.only_second()));
    return {};
  }

  Status add(const columns::Table& old_table, const columns::Table& new_table) {
    const auto batch = session_->add(old_table, new_table, grouper_);
    const auto& m = new_models().models[static_cast<size_t>(new_table.model)];
    std::vector<std::string> keys;
    for (const auto& c : batch.changes) {
      const auto* codes = m.key < 0 ? nullptr : &new_table.columns[static_cast<size_t>(m.key)].codes;
      keys.emplace_back(codes && c.record < codes->size() && (*codes)[c.record] >= 0 ? (*new_table.strings)[(*codes)[c.record]] : std::string_view());
    }
    for (size_t i = 0; i < batch.changes.size(); ++i) {
      const auto line = line_of(*session_, m.name, keys[i], batch.changes[i]);
      if (approval_) approval_->meet(line);
      if (approve_)
        if (auto s = approve_->add(line); !s) return s;
      if (first_.size() < outputs_.top) first_.emplace_back(line, decided_by(*session_, batch.changes[i]));
    }
    return files_ ? files_->add(*session_, m.name, keys, batch.changes, batch.groups, grouper_.dimensions()) : Status();
  }

  Result<int> finish() {
    const auto statistics = session_->statistics();
    if (auto s = groups_of_records(statistics); !s) return s.error();
    const auto head = replay_head(context_, old_, new_, *session_, grouper_, intake_.provenance(), statistics);
    if (files_)
      if (auto s = files_->commit(head, grouper_.dimensions()); !s) return s.error();
    if (approve_)
      if (auto s = approve_->commit("\"provenance\": " + head["provenance"].dump()); !s) return s.error();
    if (rejects_)
      if (auto s = rejects_->commit(); !s) return s.error();
    context_.print(replay_words(context_, *session_, statistics));
    const int exit = intake_.verdict(session_->tally().totals.cases, outputs_.rejects);
    const bool changed = session_->tally().totals.changed > 0 || !statistics.empty();
    const int found = approval_ ? judge_approval() : (list(), changed && !approve_ ? Exit::kFound : Exit::kDone);
    return exit != Exit::kDone ? exit : found;
  }

  /// 统计指标: their changes belong to the impact as those of records do.
  Status groups_of_records(const std::vector<replay::StatisticChange>& statistics) {
    for (const auto& x : statistics) {
      const ChangeLine line = line_of(x);
      if (approval_) approval_->meet(line);
      if (approve_)
        if (auto s = approve_->add(line); !s) return s;
      if (files_)
        if (auto s = files_->add(x); !s) return s;
      if (first_.size() < outputs_.top) first_.emplace_back(line, "");
    }
    return {};
  }

  void list() {
    if (first_.empty()) return;
    context_.print(context_.pick("变化的办件（前 ", "changed cases (the first ") + std::to_string(first_.size()) + context_.pick(" 个）：\n", "):\n"));
    for (const auto& [l, why] : first_) print(l, why);
    if (outputs_.folder.empty()) context_.print(context_.pick("用 --out DIR 可得全部变化和一份网页报告\n", "--out DIR gives all changes and a report page\n"));
  }

  void print(const ChangeLine& l, const std::string& why) {
    const std::string none = context_.pick("无牌", "no card");
    context_.print(fmt::format("  {} {} {}: {} → {}{}\n", l.record, l.key, l.indicator, l.was.empty() ? none : l.was, l.is.empty() ? none : l.is, why.empty() ? "" : "  〔" + why + "〕"));
  }

  int judge_approval() {
    const auto v = approval_->verdict();
    if (v.holds()) {
      context_.print(context_.pick("与审定的影响一致\n", "as approved\n"));
      return Exit::kDone;
    }
    context_.print(context_.pick(fmt::format("与审定的影响不符：多出 {}，不同 {}，缺少 {}\n", v.unexpected.size(), v.different.size(), v.absent.size()),
                                 fmt::format("not as approved: {} more, {} different, {} absent\n", v.unexpected.size(), v.different.size(), v.absent.size())));
    size_t left = outputs_.top;
    const auto show = [&](const char* zh, const char* en, const ChangeLine& l, const std::string& why) {
      if (left == 0) return;
      --left;
      context_.print(context_.pick(zh, en));
      print(l, why);
    };
    for (const auto& l : v.unexpected) show("多出", "more   ", l, "");
    for (const auto& [approved, came] : v.different) show("不同", "differs", came, context_.pick("审定：", "approved: ") + approved.was + " → " + approved.is);
    for (const auto& l : v.absent) show("缺少", "absent ", l, "");
    return Exit::kFound;
  }

  Context& context_;
  const Pack& old_;
  const Pack& new_;
  const DataOptions& data_;
  const Outputs& outputs_;
  replay::Grouper grouper_;
  Intake intake_;
  bool shared_ = true;
  References new_references_;
  std::vector<KindInputs> by_new_;
  std::unique_ptr<replay::Session> session_;
  std::unique_ptr<ReplayFiles> files_;
  std::optional<Approval> approval_;
  std::unique_ptr<ApprovalWriter> approve_;
  std::unique_ptr<writers::RowWriter> rejects_;
  Status reject_status_;
  std::vector<std::pair<ChangeLine, std::string>> first_;
};

Result<Outputs> outputs_of(const po::variables_map& given, const DataOptions& data) {
  Outputs o{text_of(given, "out"), text_of(given, "approve"), text_of(given, "expect"), text_of(given, "rejects"), given["top"].as<size_t>()};
  std::vector<std::string> files{o.approve, o.rejects};
  if (!o.folder.empty())
    for (const char* name : {"/report.html", "/changes.csv", "/changes.ndjson", "/summary.json"}) files.push_back(o.folder + name);
  if (auto s = refuse_clashes(files, data); !s) return s.error();
  return o;
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("old")) return context.usage("缺少 --old 规则；如 zs replay --old rules/a --new rules/b --cases cases.ndjson", "--old PACK is missing; like zs replay --old rules/a --new rules/b --cases cases.ndjson");
  if (!given.count("cases")) return context.usage("缺少 --cases FILE", "--cases FILE is missing");
  const auto whatif = whatif_options(given);
  if (!whatif) return context.fail(whatif.error());
  if (!given.count("new") && whatif->settings.empty() && whatif->readings.empty())
    return context.usage("缺少 --new 规则，或用 --set、--reading 说明改什么", "--new PACK is missing, or say by --set or --reading what changes");
  int exit = Exit::kDone;
  const auto old_pack = load_pack(context, text_of(given, "old"), Need::kRulesAndBytecode, exit);
  if (!old_pack) return exit;
  const auto new_pack = load_pack(context, text_of(given, "new", text_of(given, "old")), Need::kRulesAndBytecode, exit, *whatif);
  if (!new_pack) return exit;
  auto data = data_options(context, given, old_pack->program->models, default_kind(*old_pack->program, text_of(given, "record")));
  if (!data) return context.fail(data.error());
  auto outputs = outputs_of(given, *data);
  if (!outputs) return context.fail(outputs.error());
  auto done = Replay(context, *old_pack, *new_pack, *data, *outputs, texts_of(given, "by"))();
  return done ? *done : context.fail(done.error());
}

}  // namespace

Verb replay_verb() {
  return {"replay",
          "zs replay --old PACK --new PACK --cases FILE... [--out DIR]",
          {"新规则会让以往的哪些办件变化、何时、为何；有变化时以 1 退出（--approve 时以 0）", "which past cases the new rules would change, since when and why; exits with 1 where any does (with 0 under --approve)"},
          {"zs replay --old rules/neimenggu/2024 --new my-rules --cases 2024.ndjson --refs 事项=items.ndjson --out impact",
           "zs replay --old rules/neimenggu/2024 --set NM3-2/上传期限=2个工作日 --cases 2024.ndjson --refs 事项=items.ndjson",
           "zs replay --old rules/a --new rules/b --cases 2024.parquet --expect approved.json"},
          options,
          {},
          run};
}

}  // namespace zs::cli
