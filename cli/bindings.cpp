#include "cli/bindings.h"

#include "compiler/compile.h"
#include "compiler/diagnostics/render.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

namespace zs::cli {
namespace {

constexpr const char* kLibrary = "标准库/";

bool in_library(const std::string& file) {
  const auto& all = standard_library();
  return std::any_of(all.begin(), all.end(), [&](const auto& entry) { return kLibrary + entry.first == file; });
}

bool is_file(const std::string& path) {
  std::error_code ec;
  return std::filesystem::is_regular_file(path, ec) || in_library(path);
}

void print(const Context& context, const BindingFile& file) {
  const diag::RenderOptions render{context.lang == Lang::kZh ? diag::Language::kChinese : diag::Language::kEnglish, context.color_err, 160};
  const std::string text = diag::render_human(file.sources, file.diagnostics, render);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

Result<Bindings> of_file(const Context& context, const std::string& path, const model::Models& models) {
  const BindingFile file = compile_bindings(path, models);
  if (!file.diagnostics.all().empty()) print(context, file);
  if (file.diagnostics.has_errors()) return Error{ErrorKind::kUsage, path + " 里的绑定有错", "the bindings of " + path + " have errors"};
  Bindings out;
  for (const auto& b : file.bindings) {
    const std::string& record = models.models[static_cast<size_t>(b.model)].name;
    if (binding_for(out, b.model)) return Error{ErrorKind::kUsage, path + " 里对 " + record + " 有几个绑定；每个文件只放一个", path + " has several bindings for " + record + "; keep one in a file"};
    out.push_back(std::make_shared<const model::DataBinding>(b));
  }
  if (out.empty()) return Error{ErrorKind::kUsage, path + " 里没有对这个规则包的记录的绑定", path + " has no binding for the records of this pack"};
  return out;
}

}  // namespace

std::shared_ptr<const model::DataBinding> binding_for(const Bindings& bindings, int model) {
  const auto it = std::find_if(bindings.begin(), bindings.end(), [&](const auto& b) { return b->model == model; });
  return it == bindings.end() ? nullptr : *it;
}

std::string known_bindings(const model::Models& models) {
  std::set<std::string> names;
  for (const auto& b : models.bindings) names.insert(b.name);
  for (const auto& [path, text] : standard_library())
    if (text.find("绑定 ") != std::string::npos)
      for (const auto& b : compile_bindings(kLibrary + path, models).bindings) names.insert(b.name);
  std::string out;
  for (const auto& n : names) out += (out.empty() ? "" : "、") + n;
  return out.empty() ? "—" : out;
}

Result<Bindings> bindings_named(const Context& context, const std::string& asked, const model::Models& models) {
  if (asked.empty()) return Bindings();
  Bindings out;
  for (const auto& b : models.bindings)
    if (b.name == asked) out.push_back(std::make_shared<const model::DataBinding>(b));
  if (!out.empty()) return out;
  if (is_file(asked)) return of_file(context, asked, models);
  if (const std::string library = std::string(kLibrary) + "绑定/" + asked + ".zs"; in_library(library)) return of_file(context, library, models);
  const std::string known = known_bindings(models);
  return Error{ErrorKind::kUsage, "没有绑定 " + asked + "；有：" + known + "；也可以给出绑定的文件", "there is no binding " + asked + "; there are: " + known + "; or name a file of bindings"};
}

}  // namespace zs::cli
