#include "cli/approval.h"

#include "io/writers/row_writer.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace zs::cli {
namespace {

using writers::json_string;

std::string place(const ChangeLine& c) { return c.record + '\n' + c.key + '\n' + c.indicator; }

Error not_an_approval(const std::string& path, const std::string& why) {
  return {ErrorKind::kUsage, path + " 不是审定文件（" + why + "）；请用 zs replay --approve 生成", path + " is no approval file (" + why + "); make one by zs replay --approve"};
}

}  // namespace

Result<Approval> Approval::read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorKind::kIo, "无法读取 " + path, "cannot read " + path};
  nlohmann::json j = nlohmann::json::parse(in, nullptr, false);
  if (j.is_discarded()) return not_an_approval(path, "JSON");
  if (!j.is_object() || !j.contains("approved_changes") || !j["approved_changes"].is_array()) return not_an_approval(path, "approved_changes");
  Approval out;
  for (const auto& c : j["approved_changes"]) {
    ChangeLine line;
    for (auto [name, to] : {std::pair{"record", &line.record}, {"key", &line.key}, {"indicator", &line.indicator}, {"old", &line.was}, {"new", &line.is}}) {
      if (!c.is_object() || !c.contains(name) || !c[name].is_string()) return not_an_approval(path, name);
      *to = c[name].get<std::string>();
    }
    const std::string at = place(line);
    out.approved_[at] = {std::move(line), false};
  }
  return out;
}

void Approval::meet(const ChangeLine& c) {
  const auto it = approved_.find(place(c));
  if (it == approved_.end()) {
    verdict_.unexpected.push_back(c);
    return;
  }
  it->second.met = true;
  if (it->second.line.was != c.was || it->second.line.is != c.is) verdict_.different.emplace_back(it->second.line, c);
}

Approval::Verdict Approval::verdict() const {
  Verdict v = verdict_;
  for (const auto& [at, a] : approved_)
    if (!a.met) v.absent.push_back(a.line);
  return v;
}

Result<std::unique_ptr<ApprovalWriter>> ApprovalWriter::create(const std::string& path) {
  auto file = writers::OutputFile::create(path);
  if (!file) return file.error();
  auto w = std::make_unique<ApprovalWriter>();
  w->file_ = std::move(*file);
  return w;
}

Status ApprovalWriter::add(const ChangeLine& c) {
  const std::string head = first_ ? "{\"approved_changes\": [\n" : ",\n";
  first_ = false;
  return file_->write(head + "  {\"record\": " + json_string(c.record) + ", \"key\": " + json_string(c.key) + ", \"indicator\": " + json_string(c.indicator) + ", \"old\": " + json_string(c.was) +
                      ", \"new\": " + json_string(c.is) + "}");
}

Status ApprovalWriter::commit(const std::string& provenance) {
  if (auto s = file_->write(std::string(first_ ? "{\"approved_changes\": [" : "") + "\n], " + provenance + "}\n"); !s) return s;
  return file_->commit();
}

}  // namespace zs::cli
