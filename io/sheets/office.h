#pragma once
// Office Open XML (.docx, .xlsx): a ZIP of XML parts. Files are not trusted: what is unpacked is bounded.
#include "runtime/base/result.h"

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace zs::sheets {

class OfficeFile {
 public:
  /// Error kIo where the file cannot be read; kUsage with `otherwise`'s words where it is no ZIP.
  static Result<OfficeFile> open(const std::string& path, Error otherwise);

  /// The part as a tree; false where there is none, it is broken, or it is larger unpacked than a part, or all parts together, may be.
  bool part(const std::string& name, pugi::xml_document& out);
  bool has(const std::string& name) const;

 private:
  struct Close { void operator()(void* zip) const; };
  std::unique_ptr<void, Close> zip_;
  uint64_t unpacked_ = 0;
};

/// Prefixes differ from writer to writer: elements are told by their local names.
bool is(const pugi::xml_node& n, std::string_view local);
pugi::xml_node child(const pugi::xml_node& n, std::string_view local);
/// The value of the attribute with this local name; empty where there is none.
std::string_view attribute(const pugi::xml_node& n, std::string_view local);

}  // namespace zs::sheets
