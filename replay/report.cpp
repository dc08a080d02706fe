#include "replay/report.h"

#include "replay/report_assets.h"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace zs::replay {
namespace {

constexpr size_t kPlain = 64 * 1024;              // bytes of JSON up to which a page needs no decompression
constexpr size_t kPiece = 3 * 1024 * 1024;        // compressed bytes a piece: a multiple of 3, so that only the last is padded

/// Inside a script element only '<' can end it or begin a comment; in JSON it stands in strings alone, where this is the same.
std::string escaped_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json)
    if (c == '<') out += "\\u003c";
    else out += c;
  return out;
}

/// A zlib stream, as DecompressionStream('deflate') reads it.
std::string deflated(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit(&stream, Z_DEFAULT_COMPRESSION) != Z_OK) throw std::bad_alloc();
  std::string out;
  std::string buffer(1 << 18, '\0');
  size_t at = 0;
  int status = Z_OK;
  do {
    const size_t step = std::min<size_t>(bytes.size() - at, size_t{1} << 30);   // zlib counts what it is given in 32 bits
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + at));
    stream.avail_in = static_cast<uInt>(step);
    at += step;
    do {
      stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream.avail_out = static_cast<uInt>(buffer.size());
      status = deflate(&stream, at == bytes.size() ? Z_FINISH : Z_NO_FLUSH);
      out.append(buffer, 0, buffer.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  } while (status != Z_STREAM_END);
  deflateEnd(&stream);
  return out;
}

void append_base64(std::string_view bytes, std::string& out) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](size_t k) { return k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0u; };
    const unsigned group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    out += kDigits[group >> 18];
    out += kDigits[group >> 12 & 63];
    out += i + 1 < bytes.size() ? kDigits[group >> 6 & 63] : '=';
    out += i + 2 < bytes.size() ? kDigits[group & 63] : '=';
  }
}

std::string data_elements(std::string_view json) {
  if (json.size() <= kPlain) return "<script type=\"application/json\" id=\"report-data\">" + escaped_json(json) + "</script>";
  const std::string packed = deflated(json);
  std::string out;
  out.reserve(packed.size() / 3 * 4 + packed.size() / kPiece * 80 + 200);
  for (size_t at = 0; at < packed.size(); at += kPiece) {
    out += "<script type=\"text/plain\" class=\"report-data\">";
    append_base64(std::string_view(packed).substr(at, kPiece), out);
    out += "</script>\n";
  }
  return out;
}

std::string_view asset(std::string_view name) {
  for (const auto& [path, text] : report_assets())
    if (path == name) return text;
  return {};
}

/// The scripts in the order in which modules.txt lists them.
std::string scripts() {
  std::string out;
  std::string_view names = asset("modules.txt");
  while (!names.empty()) {
    const size_t end = std::min(names.find('\n'), names.size());
    if (end > 0) out += asset(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return out;
}

}  // namespace

std::string render_report(std::string_view json) {
  std::string_view page = asset("report.html");
  std::string out;
  const auto until = [&](std::string_view marker) {
    const size_t at = std::min(page.find(marker), page.size());
    out += page.substr(0, at);
    page.remove_prefix(std::min(at + marker.size(), page.size()));
  };
  until("<!--{{css}}-->");
  out += asset("report.css");
  until("<!--{{data}}-->");
  out += data_elements(json);
  until("<!--{{js}}-->");
  out += scripts();
  out += page;
  return out;
}

}  // namespace zs::replay
