#include "tests/replay/pack.h"

#include <cstdio>
#include <fstream>
#include <unistd.h>

namespace zs::replay {

Pack compiled(Compilation compilation) {
  Pack p;
  p.compilation = std::make_unique<Compilation>(std::move(compilation));
  for (const auto& d : p.compilation->diagnostics.all())
    if (diag::row(d.code).severity == diag::Severity::kError) ADD_FAILURE() << diag::row(d.code).id << " " << (d.args.empty() ? "" : d.args[0]);
  if (!p.compilation->program) throw std::runtime_error("the pack does not compile");
  auto lowered = ir::lower(p.typed());
  if (!lowered) throw std::runtime_error(lowered.error().error.en);
  p.program = std::make_shared<bytecode::Program>(std::move(*lowered));
  return p;
}

Pack pack_of(const std::string& indicators, const CompileOptions& options) {
  const std::string head = R"(规则集 t.t 版本 1 {
  牌 黄牌 < 红牌
  日历 工作日历
}
日历 工作日历 {
  版本 「试」
  工作 周一、周二、周三、周四、周五
  办公 09:00-12:00、13:00-17:00
  覆盖 2024 至 2024
}
枚举 类型 { 甲、乙、丙 }
记录 案件 case {
  键 编号 no 文本
  收件 received 时刻 事件 ?
  受理 accepted 时刻 事件 ?
  办结 done 时刻 事件 ?
  部门 office 文本 ?
  类型 kind 枚举 类型 ?
  天数 days 整数 ?
  补正 fixes 列表 {
    告知 asked 时刻 事件 ?
    补齐 fixed 时刻 事件 ?
    材料 paper 文本 ?
  } ?
}
)";
  return compiled(compile_text("t.zs", head + indicators, options));
}

int Pack::indicator(const std::string& code) const {
  for (size_t i = 0; i < typed().indicators.size(); ++i)
    if (typed().indicators[i].code == code) return static_cast<int>(i);
  ADD_FAILURE() << "no indicator " << code;
  return 0;
}

columns::Table records(const Pack& pack, const std::string& lines) {
  const std::string path = testing::TempDir() + "zs-replay-" + std::to_string(::getpid()) + ".ndjson";
  std::ofstream(path) << lines;
  readers::RecordReader reader(pack.program->models, pack.program->models.find("案件"), {{path, readers::Format::kNdjson, -1}}, {},
                               [](const binding::Reject& r) { ADD_FAILURE() << r.line << ": " << r.problem.field << " " << r.problem.why.en; });
  columns::Table t;
  EXPECT_TRUE(*reader.next(t));
  std::remove(path.c_str());
  return t;
}

std::vector<std::string> differences(const Pack& old_pack, const Pack& new_pack) {
  const auto text = [](const Pack& p) { return [&p](Span s) { return s.file >= 0 ? std::string(p.compilation->sources.text(s)) : std::string(); }; };
  Differ differ(old_pack.typed(), new_pack.typed(), text(old_pack), text(new_pack));
  std::vector<std::string> out;
  for (const auto& d : differ.indicators(0, 0)) out.push_back(d.old_text + " → " + d.new_text);
  return out;
}

}  // namespace zs::replay
