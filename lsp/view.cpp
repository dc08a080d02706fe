#include "lsp/view.h"

#include <algorithm>

namespace zs::lsp {

const Lines& View::lines(int file) const {
  const auto it = lines_.find(file);
  return it != lines_.end() ? it->second : lines_.emplace(file, Lines(text(file), encoding)).first->second;
}

Drift::Drift(std::string_view before, std::string_view after) : before_(before.size()), after_(after.size()) {
  const size_t most = std::min(before.size(), after.size());
  while (head_ < most && before[head_] == after[head_]) ++head_;
  while (tail_ < most - head_ && before[before.size() - 1 - tail_] == after[after.size() - 1 - tail_]) ++tail_;
}

uint32_t Drift::forth(uint32_t at) const { return static_cast<uint32_t>(at <= head_ ? at : at >= before_ - tail_ ? at - before_ + after_ : head_); }
uint32_t Drift::back(uint32_t at) const { return static_cast<uint32_t>(at <= head_ ? at : at >= after_ - tail_ ? at - after_ + before_ : head_); }

View View::before(std::shared_ptr<const Snapshot> earlier) const {
  View v;
  v.at = std::move(earlier), v.language = language, v.encoding = encoding, v.library_copy = library_copy, v.now_ = at;
  return v;
}

json View::range(Span src) const {
  if (now_ && src.file >= 0)
    if (const int file = now_->file(sources().name(src.file)); file >= 0) {
      const std::string_view after = now_->compilation.sources.text(file);
      const Drift drift(text(src.file), after);
      auto it = now_lines_.find(file);
      if (it == now_lines_.end()) it = now_lines_.emplace(file, Lines(after, encoding)).first;
      return {{"start", place_json(it->second.place(drift.forth(src.begin)))}, {"end", place_json(it->second.place(drift.forth(src.end)))}};
    }
  if (src.file < 0) return {{"start", place_json({})}, {"end", place_json({})}};
  const Lines& l = lines(src.file);
  return {{"start", place_json(l.place(src.begin))}, {"end", place_json(l.place(src.end))}};
}

bool View::is_library(int file) const {
  const std::string& name = sources().name(file);
  return name.starts_with(kLibrary) || (!library_copy.empty() && name.starts_with(library_copy));
}

std::string View::uri(int file) const {
  if (file < 0) return {};
  const std::string& name = sources().name(file);
  if (!name.starts_with(kLibrary)) return uri_of(name);
  return library_copy.empty() ? std::string() : uri_of(library_copy + "/" + name.substr(kLibrary.size()));
}

json View::location(Span src) const {
  const std::string at = uri(src.file);
  return at.empty() ? json() : json{{"uri", at}, {"range", range(src)}};
}

}  // namespace zs::lsp
