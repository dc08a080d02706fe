// The regulation with the rules that quote it, sentence by sentence.
#include "publish/book.h"

#include <fmt/format.h>

#include <set>

namespace zs::publish {
namespace {

/// Where a quote begins is a place, so that the indicator's page can lead there.
class Marker {
 public:
  explicit Marker(const Book& b) : b_(b) {}

  Line line(const Paragraph& p) {
    Line out;
    for (const Sentence& s : p.sentences) {
      const bool quoted = s.quoted();
      std::set<std::string> codes;
      for (const Piece& piece : s.pieces) {
        Inline i = text(piece.text);
        if (!piece.quoted_by.empty()) {
          i.kind = Inline::Kind::kMark;
          for (const auto& place : piece.places)
            if (i.id.empty()) i.id = place;
            else out.push_back({Inline::Kind::kText, "", {}, place, {}});
          codes.insert(piece.quoted_by.begin(), piece.quoted_by.end());
        } else if (!quoted && s.counts) {
          i.kind = Inline::Kind::kBare;
          if (!s.rows.empty()) i.tone = "bare told";
        }
        out.push_back(std::move(i));
      }
      for (const auto& code : codes) out.push_back(text(" ")), out.push_back(reference(code));
      if (quoted) continue;
      for (const size_t row : s.rows) told(b_.coverage[row], out);
    }
    return out;
  }

 private:
  Inline reference(const std::string& code) const {
    Inline i = b_.link_to(code);
    i.kind = Inline::Kind::kSoft;
    return i;
  }
  void told(const CoverageRow& row, Line& out) {
    out.push_back(text(" "));
    if (row.indicators.empty()) {
      Inline i = link(row.id, {"", "row-" + row.id});
      i.kind = Inline::Kind::kSoft;
      out.push_back(std::move(i));
    }
    for (size_t n = 0; n < row.indicators.size(); ++n) {
      if (n) out.push_back(text(" "));
      out.push_back(reference(row.indicators[n]));
    }
  }

  const Book& b_;
};

}  // namespace

Page text_page(const Book& b) {
  Page page;
  page.name = "text";
  page.title = b.say("原文对照", "The regulation’s text");
  page.blocks.push_back(heading(1, page.title));
  Inline quoted = text(b.say("有底色的", "What is coloured")), bare = text(b.say("灰色的", "what is grey")), told = text(b.say("虚线", "a dotted line"));
  quoted.kind = Inline::Kind::kMark, bare.kind = told.kind = Inline::Kind::kBare, told.tone = "bare told";
  page.blocks.push_back(paragraph({quoted, text(b.say("是指标引用的原文，后面是指标的编号；", " is quoted by the indicators named behind it; ")), bare, text(b.say("没有指标引用；加", " by none; ")), told,
                                   text(b.say("的在 coverage.tsv 里写明了由谁判断、或者为什么不判断。", " marks what coverage.tsv speaks of: who judges it, or why nobody does."))},
                                  Block::Kind::kNote));
  Marker marker(b);
  for (const Regulation& r : b.texts) {
    page.blocks.push_back(heading(2, r.name));
    page.blocks.push_back(note(fmt::format(fmt::runtime(b.say("共 {} 句，指标引用 {} 句，另写明由谁判断或为什么不判断的 {} 句，其余 {} 句。", "{} sentences: {} quoted by indicators, {} more spoken of in coverage.tsv, {} others.")),
                                           r.counted, r.quoted, r.reasoned, r.counted - r.quoted - r.reasoned)));
    for (const Paragraph& p : r.paragraphs) {
      Line line = marker.line(p);
      if (p.heading) {
        Block h = heading(3, "");
        h.line = std::move(line);
        page.blocks.push_back(std::move(h));
      } else {
        page.blocks.push_back(paragraph(std::move(line), Block::Kind::kPassage));
      }
    }
  }
  Table t;
  t.head = {b.say("编号", "row"), b.say("原文", "the text"), b.say("指标", "indicators"), b.say("说明", "remark")};
  t.widths = {11, 35, 14, 40};
  for (const CoverageRow& row : b.coverage) {
    if (row.zh.empty()) continue;
    Line codes;
    for (const auto& code : row.indicators) {
      if (!codes.empty()) codes.push_back(text(" "));
      codes.push_back(b.link_to(code));
    }
    if (codes.empty()) codes.push_back(text("—"));
    Inline id = text(row.id);
    id.id = "row-" + row.id;
    t.rows.push_back({cell({id}), cell(row.text), cell(codes), cell(b.say(row.zh, row.en))});
  }
  if (!t.rows.empty()) {
    page.blocks.push_back(heading(2, b.say("有保留的判断和不判断的条款", "What is judged with a reserve, or not at all")));
    page.blocks.push_back(table(std::move(t)));
  }
  return page;
}

}  // namespace zs::publish
