#include "compiler/parse_cache.h"

#include "compiler/syntax/parse.h"

#include <algorithm>

namespace zs {

std::shared_ptr<const ast::File> ParseCache::parse(const syntax::Sources& sources, int file, diag::Sink& sink) {
  auto& kept = entries_[sources.name(file)];
  auto it = std::find_if(kept.begin(), kept.end(), [&](const Entry& e) { return e.file == file && e.text == sources.text(file); });
  if (it == kept.end()) {
    diag::Sink own;
    Entry e{file, std::string(sources.text(file)), std::make_shared<const ast::File>(syntax::parse(sources, file, own)), {}};
    e.said.assign(own.all().begin(), own.all().end());
    ++parsed_;
    kept.push_front(std::move(e));
    if (kept.size() > kKept) kept.pop_back();
  } else {
    kept.splice(kept.begin(), kept, it);
  }
  for (const auto& d : kept.front().said) sink.add(d);
  return kept.front().tree;
}

}  // namespace zs
