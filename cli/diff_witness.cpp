// Witnesses of zs diff as files that zs explain reads.
#include "cli/diff_output.h"
#include "io/writers/output_file.h"

#include <filesystem>
#include <map>

namespace zs::cli {
namespace {

/// Keys that are unlike those of any other witness.
prove::Sample keyed(const model::Models& models, const KeyedWitness& w) {
  prove::Sample s = prove::rekeyed(w.witness->sample, models, "." + w.key);
  const int m = models.find(w.witness->model);
  if (m < 0 || models.models[static_cast<size_t>(m)].key < 0) return s;
  const auto& model = models.models[static_cast<size_t>(m)];
  for (auto& f : s.record.fields)
    if (f.name == model.fields[static_cast<size_t>(model.key)].name) f.value.scalar = w.key;
  return s;
}

}  // namespace

std::vector<KeyedWitness> witnesses_of(const prove::Compared& compared) {
  std::vector<KeyedWitness> out;
  for (size_t i = 0; i < compared.comparisons.size(); ++i) {
    const auto& x = compared.comparisons[i];
    if (x.higher.witness) out.push_back({compared.pairing.pairs[i].code + "-更严", &*x.higher.witness});
    if (x.lower.witness) out.push_back({compared.pairing.pairs[i].code + "-更宽", &*x.lower.witness});
  }
  return out;
}

Result<std::vector<std::string>> write_witnesses(const std::string& path, const model::Models& models, const std::vector<KeyedWitness>& witnesses) {
  const bool one_file = path.ends_with(".ndjson");
  const std::string stem = one_file ? path.substr(0, path.size() - 7) + "." : path + "/";
  std::map<std::string, std::string> files;  // path: lines
  std::string kind;
  for (const auto& w : witnesses) {
    const prove::Sample s = keyed(models, w);
    if (one_file && !kind.empty() && kind != w.witness->model)
      return Error{ErrorKind::kUsage, "--witness " + path + "：例子有几种记录（" + kind + "、" + w.witness->model + "），一个文件放不下；请给一个文件夹", "--witness " + path + ": the witnesses are of several kinds (" + kind + ", " + w.witness->model + "); name a folder"};
    kind = w.witness->model;
    files[one_file ? path : stem + w.witness->model + ".ndjson"] += prove::json_of(s.record) + "\n";
    for (const auto& [model, row] : s.tables) files[stem + model + ".ndjson"] += prove::json_of(row) + "\n";
  }
  if (!one_file) {
    std::error_code failed;
    std::filesystem::create_directories(path, failed);
    if (failed) return Error{ErrorKind::kIo, "建不了文件夹 " + path + "：" + failed.message(), "cannot make the folder " + path + ": " + failed.message()};
  }
  std::vector<std::string> out;
  for (const auto& [name, lines] : files) {
    auto file = writers::OutputFile::create(name);
    if (!file) return file.error();
    if (auto s = (*file)->write(lines); !s) return s.error();
    if (auto s = (*file)->commit(); !s) return s.error();
    out.push_back(name);
  }
  return out;
}

}  // namespace zs::cli
