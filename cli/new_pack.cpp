// zs new: a rule set to start from, or the skeleton of an official table.
#include "cli/options.h"
#include "cli/pack.h"
#include "cli/verb.h"
#include "compiler/ast/print.h"
#include "compiler/syntax/parse.h"
#include "scaffold/source.h"
#include "scaffold/write.h"

#include <cctype>
#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

namespace zs::cli {
namespace {

namespace fs = std::filesystem;
using scaffold::Files;

constexpr size_t kMostEntries = 5000;

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("from", one_text("FILE|-"), "照这份表生成：.docx、.xlsx、.csv、.txt、.md；- 是从标准输入粘贴的文字", "the skeleton of this table: .docx, .xlsx, .csv, .txt, .md; - is text pasted to standard input");
  add("text", many_texts("FILE ..."), "法规的正文，也放进 sources/ 供引用", "the regulation's text, put into sources/ to be quoted too");
  add("code", one_text("PREFIX"), "指标编号的开头，如 NM 得到 NM1-1；默认 ZB，示例用 EX", "how the codes begin: NM gives NM1-1; ZB by default, EX in the starter");
  add("title", one_text("TEXT"), "规则集的名称，默认取表的标题", "the rule set's title, by default the table's");
}

bool is_prefix(const std::string& s) {
  if (s.empty() || s.size() > 12 || !std::isalpha(static_cast<unsigned char>(s[0]))) return false;
  for (const char c : s)
    if (!std::isalnum(static_cast<unsigned char>(c))) return false;
  return true;
}

/// The layout of zs fmt; text that does not parse is left as it is, and check will say why.
std::string laid_out(const std::string& text) {
  syntax::Sources sources;
  const int file = sources.add("new", text);
  diag::Sink sink;
  const auto tree = syntax::parse(sources, file, sink);
  return ast::print(sources, tree);
}

/// All files or none: they are written beside the folder and renamed.
Status write_all(const fs::path& folder, const Files& files) {
  const fs::path made = folder.parent_path() / fmt::format(".{}.new-{}", folder.filename().string(), getpid());
  const auto failed = [&](const std::string& what, const std::error_code& ec) -> Status {
    std::error_code ignored;
    fs::remove_all(made, ignored);
    return Error{ErrorKind::kIo, fmt::format("写不了 {}：{}", what, ec.message()), fmt::format("cannot write {}: {}", what, ec.message())};
  };
  std::error_code ec;
  for (const auto& [path, text] : files) {
    const fs::path to = made / path;
    if (fs::create_directories(to.parent_path(), ec); ec) return failed(to.parent_path().string(), ec);
    auto out = writers::OutputFile::create(to.string());
    Status done = out ? (*out)->write(path.ends_with(".zs") ? laid_out(text) : text) : Status(out.error());
    if (done) done = (*out)->commit();
    if (!done) {
      fs::remove_all(made, ec);
      return done;
    }
  }
  if (fs::rename(made, folder, ec); ec) return failed(folder.string(), ec);
  return {};
}

/// An argument as the shell takes it back.
std::string shell(const std::string& s) {
  const bool plain = s.find_first_of(" \t'\"$`\\&;|<>()*?[]{}~#!") == std::string::npos && !s.empty();
  if (plain) return s;
  std::string out = "'";
  for (const char c : s) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// Tells what was not taken; at most so many lines, and how many more there are.
void tell_left(const Context& context, const scaffold::Outline& outline, const std::vector<scaffold::Source>& sources) {
  constexpr size_t kMost = 60;
  size_t n = 0;
  const auto say = [&](const std::string& zh, const std::string& en) {
    if (n++ < kMost) context.warn(zh, en);
  };
  for (const auto& s : sources)
    for (size_t i = 0; i < s.notes_zh.size(); ++i) say(s.notes_zh[i], s.notes_en[i]);
  for (const auto& l : outline.left) say(l.zh, l.en);
  if (n > kMost) context.warn(fmt::format("还有 {} 处，略", n - kMost), fmt::format("and {} more", n - kMost));
  if (!outline.cards_known) context.warn("没有找到发什么牌，先写作 预警 < 红牌，请改", "the cards are not said: 预警 < 红牌 stand there for now");
}

struct Made {
  Files files;
  std::string read;            // what was read, in one line
  std::string record = "办件";
  size_t unwritten = 0;
};

Result<Made> from_table(const Context& context, const scaffold::Plan& plan, const std::string& table, const std::vector<std::string>& texts) {
  std::vector<scaffold::Source> sources;
  auto first = scaffold::read_source(table);
  if (!first) return first.error();
  sources.push_back(std::move(*first));
  for (const auto& t : texts) {
    auto s = scaffold::read_source(t);
    if (!s) return s.error();
    sources.push_back(std::move(*s));
  }
  const auto outline = scaffold::outline_of(sources.front(), plan.prefix);
  if (outline.entries.size() > kMostEntries) return Error{ErrorKind::kLimit, fmt::format("{} 里有 {} 行指标，至多 {} 行", table, outline.entries.size(), kMostEntries), fmt::format("{} has {} indicators, {} at most", table, outline.entries.size(), kMostEntries)};
  if (!outline.entries.empty()) tell_left(context, outline, sources);
  if (outline.entries.empty())
    return Error{ErrorKind::kUsage, table + " 里没有认得出的指标：表要有一行列名，如 序号、一级指标、二级指标、指标说明、发牌类型；没有表的法规，要有“第八条”和单独成行的“（一）业务办理时限监察”这样的标题",
                 table + " has no indicator that is understood: a table needs a row of headings such as 序号, 一级指标, 二级指标, 指标说明, 发牌类型; a text without a table needs 第八条 and headings like （一）业务办理时限监察 on lines of their own"};
  const size_t n = outline.entries.size();
  std::string read = outline.tables ? context.pick(fmt::format("读了 {} 张表、{} 行，得到 {} 个指标\n", outline.tables, outline.rows, n), fmt::format("{} tables, {} rows read: {} indicators\n", outline.tables, outline.rows, n))
                                    : context.pick(fmt::format("没有表；按条款的标题得到 {} 个指标\n", n), fmt::format("no table; {} indicators by the headings of clauses\n", n));
  return Made{scaffold::skeleton(plan, outline, sources), std::move(read), outline.entries.front().record, n};
}

std::string next_steps(const Context& context, const std::string& folder, const Made& made) {
  const std::string dir = shell(folder);
  if (made.unwritten == 0)
    return context.pick("接着：\n", "Next:\n") +
           fmt::format("  zs check {0}\n  zs test {0}\n  zs run {0} --cases {1} --as-of 2024-10-20\n", dir, shell(folder + "/cases/办件.csv"));
  return context.pick(fmt::format("{} 个指标都待编写。接着：\n", made.unwritten), fmt::format("{} indicators are still to be written. Next:\n", made.unwritten)) +
         fmt::format("  zs check {0}\n  zs generate {0} --record {1} --count 200 --out {2}\n  zs run {0} --cases {1}={2} --out {3}\n", dir, made.record, shell(folder + "/cases.ndjson"), shell(folder + "/findings.csv")) +
         context.pick("怎样写，见 " + folder + "/README.md\n", "How to write one: " + folder + "/README.md (in Chinese)\n");
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("dir")) return context.usage("缺少新文件夹；如 zs new my-rules", "the new folder is missing; like zs new my-rules");
  std::string name = text_of(given, "dir");
  while (name.size() > 1 && name.ends_with('/')) name.pop_back();
  std::error_code ec;
  const fs::path folder = fs::absolute(name, ec).lexically_normal();
  if (fs::exists(fs::symlink_status(folder, ec)) && !(fs::is_directory(folder, ec) && fs::is_empty(folder, ec)))
    return context.usage(name + " 已经存在，不覆盖；请换一个名字，或先移走它", name + " exists and is not overwritten; take another name, or move it away");
  if (!fs::is_directory(folder.parent_path(), ec)) return context.fail({ErrorKind::kIo, "没有文件夹 " + folder.parent_path().string(), "there is no folder " + folder.parent_path().string()});
  const bool table = given.count("from") > 0;
  const scaffold::Plan plan{folder.filename().string(), text_of(given, "title"), text_of(given, "code", table ? "ZB" : "EX")};
  if (!is_prefix(plan.prefix)) return context.usage("--code 用一至十二个字母、数字，字母开头，如 NM", "--code takes one to twelve letters and digits, a letter first, like NM");
  if (!table && given.count("text")) return context.usage("--text 和 --from 一起用", "--text goes with --from");
  Made made;
  if (table) {
    auto m = from_table(context, plan, text_of(given, "from"), texts_of(given, "text"));
    if (!m) return context.fail(m.error());
    made = std::move(*m);
  } else {
    made.files = scaffold::starter(plan);
  }
  if (auto s = write_all(folder, made.files); !s) return context.fail(s.error());
  std::string list;
  for (const auto& [path, text] : made.files) list += fmt::format("  {}/{}\n", name, path);
  context.print(made.read + context.pick("写了\n", "Written\n") + list);
  // What was just made compiles, or it is our mistake: then it is kept, and said.
  const Compilation compilation = compile(name, {});
  if (!compilation.program) {
    print_diagnostics(context, compilation);
    return context.fail({ErrorKind::kInternal, name + " 已写好，但有上面的错误；请报告，或先照提示改", name + " is written, but has the errors above; please report it, or mend them as they say"});
  }
  context.print(next_steps(context, name, made));
  return Exit::kDone;
}

}  // namespace

Verb new_pack_verb() {
  return {"new",
          "zs new DIR [--from TABLE [--text REGULATION...]]",
          {"新建规则集：可以照着改的，或由法规的表格生成", "a rule set to start from, or the skeleton of an official table"},
          {"zs new my-rules", "zs new nm-2024 --from 判断规则.docx --text 监督办法.docx --code NM", "zs new nm-2024 --from 判断规则.xlsx --code NM --title 效能监督判断规则", "zs new draft --from - < 粘贴的表.txt"},
          options,
          {"dir"},
          run};
}

}  // namespace zs::cli
