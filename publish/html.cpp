#include "publish/assets.h"
#include "publish/render.h"

#include "oracle/render/page_chart.h"
#include "oracle/render/page_style.h"

#include <fmt/format.h>

#include <map>
#include <stdexcept>

namespace zs::publish {
namespace {

using oracle::render::escape_html;

const std::string& asset(const std::string& name) {
  for (const auto& [file, content] : publish_templates())
    if (file == name) return content;
  throw std::logic_error("publish/templates lacks " + name);
}

/// {{name}} replaced; a name that is not given is a mistake of ours.
std::string filled(const std::string& form, const std::map<std::string, std::string>& values) {
  std::string out;
  size_t from = 0;
  for (size_t at; (at = form.find("{{", from)) != std::string::npos;) {
    const size_t end = form.find("}}", at);
    out += form.substr(from, at - from) + values.at(form.substr(at + 2, end - at - 2));
    from = end + 2;
  }
  return out + form.substr(from);
}

std::string id_of(const std::string& id) { return id.empty() ? "" : fmt::format(" id=\"{}\"", escape_html(id)); }

std::string href(const Target& t) { return (t.page.empty() ? "" : t.page + ".html") + (t.place.empty() ? "" : "#" + t.place); }

std::string inside(const Inline& i) {
  const std::string words = escape_html(i.text), id = id_of(i.id);
  switch (i.kind) {
    case Inline::Kind::kText: return id.empty() ? words : "<span" + id + ">" + words + "</span>";
    case Inline::Kind::kStrong: return "<strong" + id + ">" + words + "</strong>";
    case Inline::Kind::kSoft: return "<span class=\"soft\"" + id + ">" + words + "</span>";
    case Inline::Kind::kCode: return "<code" + id + ">" + words + "</code>";
    case Inline::Kind::kMark: return "<mark" + id + ">" + words + "</mark>";
    case Inline::Kind::kBare: return fmt::format("<span class=\"{}\"{}>{}</span>", i.tone.empty() ? "bare" : i.tone, id, words);
    case Inline::Kind::kBadge: return fmt::format("<span class=\"badge {}\"{}>{}</span>", escape_html(i.tone), id, words);
    case Inline::Kind::kBreak: return "<br>";
  }
  return words;
}

std::string html(const Line& line) {
  std::string out;
  for (const Inline& i : line) out += i.link.nowhere() ? inside(i) : fmt::format("<a href=\"{}\">{}</a>", escape_html(href(i.link)), inside(i));
  return out;
}

std::string html(const std::vector<Item>& items, bool numbered) {
  const char* tag = numbered ? "ol" : "ul";
  std::string out = fmt::format("<{}>\n", tag);
  for (const Item& i : items) out += "<li>" + html(i.line) + (i.items.empty() ? "" : "\n" + html(i.items, numbered)) + "</li>\n";
  return out + fmt::format("</{}>\n", tag);
}

std::string html(const Table& t) {
  std::string out = "<table>";
  if (!t.widths.empty()) {
    out += "<colgroup>";
    for (const int w : t.widths) out += fmt::format("<col style=\"width:{}%\">", w);
    out += "</colgroup>";
  }
  out += "<thead><tr>";
  for (const auto& h : t.head) out += "<th>" + escape_html(h) + "</th>";
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : t.rows) {
    out += "<tr>";
    // No rowspan: browsers keep rows that share a cell on one sheet, and leave the sheet before it empty.
    for (const Cell& c : row) out += c.rows == 1 ? "<td>" + html(c.line) + "</td>" : c.rows > 1 ? "<td class=\"over\">" + html(c.line) + "</td>" : "<td class=\"under\"></td>";
    out += "</tr>\n";
  }
  return out + "</tbody></table>\n";
}

std::string html(const Block& b) {
  const std::string id = id_of(b.id);
  switch (b.kind) {
    case Block::Kind::kHeading: return fmt::format("<h{0}{1}>{2}</h{0}>\n", b.level, id, html(b.line));
    case Block::Kind::kParagraph: return fmt::format("<p{}>{}</p>\n", id, html(b.line));
    case Block::Kind::kNote: return fmt::format("<p class=\"note\"{}>{}</p>\n", id, html(b.line));
    case Block::Kind::kQuote: return fmt::format("<blockquote{}>{}</blockquote>\n", id, html(b.line));
    case Block::Kind::kPassage: return fmt::format("<p class=\"passage\"{}>{}</p>\n", id, html(b.line));
    case Block::Kind::kList: return html(b.items, b.numbered);
    case Block::Kind::kTable: return html(b.table);
    case Block::Kind::kDrawing: return b.html;
    case Block::Kind::kBreak: return "<div class=\"sheet\"></div>\n";
  }
  return "";
}

}  // namespace

std::string render_html(const Page& page, const Frame& frame) {
  std::string body, contents;
  bool drawn = false;
  for (const Block& b : page.blocks) body += html(b), drawn |= b.kind == Block::Kind::kDrawing;
  for (const auto& [name, title] : frame.pages)
    contents += fmt::format("<a href=\"{}.html\"{}>{}</a>\n", escape_html(name), name == page.name ? " aria-current=\"page\"" : "", escape_html(title));
  const bool zh = frame.language == Language::kChinese;
  return filled(asset("page.html"), {{"lang", zh ? "zh-CN" : "en"},
                                     {"title", escape_html(page.title == frame.document ? page.title : page.title + " · " + frame.document)},
                                     {"style", (drawn ? std::string(oracle::render::page_style()) : "") + asset("style.css") + (page.wide ? asset("wide.css") : "")},
                                     {"patterns", drawn ? std::string(oracle::render::page_patterns()) : ""},
                                     {"document", escape_html(frame.document)},
                                     {"contents", contents},
                                     {"body", body},
                                     {"provenance", escape_html(frame.provenance)}});
}

}  // namespace zs::publish
