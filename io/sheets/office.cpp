#include "io/sheets/office.h"

#include <zip.h>

namespace zs::sheets {
namespace {

/// Official tables and workbooks of tests are small, and a ZIP can say anything.
constexpr uint64_t kMaxPart = 64u << 20, kMaxAll = 256u << 20;

struct CloseFile { void operator()(zip_file_t* f) const { zip_fclose(f); } };

std::string_view local_of(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

void OfficeFile::Close::operator()(void* zip) const { zip_discard(static_cast<zip_t*>(zip)); }

Result<OfficeFile> OfficeFile::open(const std::string& path, Error otherwise) {
  int code = 0;
  OfficeFile out;
  out.zip_.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (out.zip_) return out;
  if (code == ZIP_ER_OPEN || code == ZIP_ER_NOENT || code == ZIP_ER_READ) return Error{ErrorKind::kIo, "读不了 " + path, "cannot read " + path};
  return otherwise;
}

bool OfficeFile::has(const std::string& name) const { return zip_name_locate(static_cast<zip_t*>(zip_.get()), name.c_str(), 0) >= 0; }

bool OfficeFile::part(const std::string& name, pugi::xml_document& out) {
  auto* zip = static_cast<zip_t*>(zip_.get());
  zip_stat_t stat;
  if (zip_stat(zip, name.c_str(), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) || stat.size > kMaxPart || unpacked_ + stat.size > kMaxAll) return false;
  unpacked_ += stat.size;
  std::string bytes(stat.size, '\0');
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(zip, name.c_str(), 0));
  if (!file || zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size())) return false;
  // Blanks count in cells; pugixml resolves no entity but the five and character references.
  return static_cast<bool>(out.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single));
}

bool is(const pugi::xml_node& n, std::string_view local) { return local_of(n.name()) == local; }

pugi::xml_node child(const pugi::xml_node& n, std::string_view local) {
  for (const auto& c : n.children())
    if (is(c, local)) return c;
  return {};
}

std::string_view attribute(const pugi::xml_node& n, std::string_view local) {
  for (const auto& a : n.attributes())
    if (local_of(a.name()) == local) return a.value();
  return {};
}

}  // namespace zs::sheets
