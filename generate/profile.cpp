#include "generate/profile.h"

#include "generate/distribution.h"

#include <fmt/format.h>

namespace zs::generate {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// Words between blanks, up to a #.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> out;
  for (size_t i = 0; i < line.size();) {
    while (i < line.size() && is_blank(line[i])) ++i;
    if (i == line.size() || line[i] == '#') break;
    const size_t from = i;
    while (i < line.size() && !is_blank(line[i])) ++i;
    out.emplace_back(line.substr(from, i - from));
  }
  return out;
}

/// 词:3 is a word of weight 3.
void add_word(WordList& list, std::string_view word) {
  double weight = 1;
  if (const size_t colon = word.rfind(':'); colon != std::string_view::npos) {
    std::string_view rest = word.substr(colon + 1);
    if (double w = 0; take_number(rest, w) && rest.empty()) weight = w, word = word.substr(0, colon);
  }
  list.words.emplace_back(word);
  list.weights.add(weight);
}

class Reader {
 public:
  Reader(const std::string& file, bool strict) : file_(file), strict_(strict) {}

  Status line(std::string_view text) {
    ++line_;
    const auto words = words_of(text);
    if (words.empty()) return {};
    if (words[0].front() == '[') return header(text.substr(0, text.find('#')));
    if (in_ == In::kNothing) return at(file_, line_, "前面要有一行 [记录] 或 [词 名称]", "a line like [记录] or [词 名称] must come first");
    if (in_ == In::kWords) {
      for (const auto& w : words) add_word(*words_, w);
      return {};
    }
    if (in_ == In::kIntake) return intake(words);
    if (words.size() < 2) return at(file_, line_, "「" + words[0] + "」后要写怎样产生，如 择 甲:3 乙", "after 「" + words[0] + "」 say how it is made, like 择 甲:3 乙");
    section_->statements.push_back({words[0], {words.begin() + 1, words.end()}, file_, line_});
    return {};
  }

  Profile profile;

 private:
  enum class In : uint8_t { kNothing, kRecord, kWords, kIntake };

  Status header(std::string_view text) {
    const size_t end = text.find(']');
    const auto words = end == std::string_view::npos ? std::vector<std::string>() : words_of(text.substr(1, end - 1));
    if (words.empty() || words.size() > 2) return at(file_, line_, "写作 [办件]、[事项 300]、[办件.环节]、[词 姓] 或 [到件]", "write [办件], [事项 300], [办件.环节], [词 姓] or [到件]");
    if (words[0] == "到件") {
      in_ = In::kIntake;
      profile.has_intake = true;
      profile.intake.hour.assign(24, 0);
    } else if (words[0] == "词") {
      if (words.size() != 2) return at(file_, line_, "写作 [词 姓]", "write [词 姓]");
      in_ = In::kWords;
      words_ = &profile.words[words[1]];
    } else {
      in_ = In::kRecord;
      section_ = &profile.sections[words[0]];
      section_->strict = strict_;
      section_->file = file_;
      section_->line = line_;
      if (words.size() == 2) {
        std::string_view rest = words[1];
        double n = 0;
        if (!take_number(rest, n) || !rest.empty() || n < 1 || n > 10'000'000) return at(file_, line_, words[1] + " 应是行数，如 [事项 300]", words[1] + " should be a number of rows, like [事项 300]");
        section_->rows = static_cast<int>(n);
      }
    }
    return {};
  }

  Status intake(const std::vector<std::string>& words) {
    const auto bad = [&] { return at(file_, line_, "写作 周 七个数，或 休 0.06，或 节后 1.3，或 钟 9:1146 10:1206 …", "write 周 and seven numbers, 休 0.06, 节后 1.3 or 钟 9:1146 10:1206 …"); };
    std::vector<double> numbers;
    for (size_t i = 1; i < words.size(); ++i) {
      std::string_view rest = words[i];
      double hour = 0, n = 0;
      if (words[0] == "钟") {
        if (!take_number(rest, hour) || hour < 0 || hour > 23 || rest.empty() || rest[0] != ':') return bad();
        rest.remove_prefix(1);
      }
      if (!take_number(rest, n) || !rest.empty() || n < 0) return bad();
      if (words[0] == "钟") profile.intake.hour[static_cast<size_t>(hour)] = n;
      else numbers.push_back(n);
    }
    if (words[0] == "钟" && words.size() > 1) return {};
    if (words[0] == "周" && numbers.size() == 7) return profile.intake.weekday = numbers, Status();
    if (words[0] == "休" && numbers.size() == 1) return profile.intake.day_off = numbers[0], Status();
    if (words[0] == "节后" && numbers.size() == 1) return profile.intake.after_break = numbers[0], Status();
    return bad();
  }

  std::string file_;
  bool strict_;
  int line_ = 0;
  In in_ = In::kNothing;
  Section* section_ = nullptr;
  WordList* words_ = nullptr;
};

}  // namespace

Error at(const std::string& file, int line, const std::string& zh, const std::string& en) {
  return {ErrorKind::kUsage, fmt::format("{}:{}: {}", file, line, zh), fmt::format("{}:{}: {}", file, line, en)};
}

Result<Profile> parse_profile(const std::string& file, std::string_view text, bool strict) {
  Reader reader(file, strict);
  for (const auto line : pieces(text, "\n"))
    if (auto s = reader.line(line); !s) return s.error();
  for (const auto& [name, list] : reader.profile.words)
    if (list.weights.total() <= 0) return at(file, 1, "词表 " + name + " 是空的", "the word list " + name + " is empty");
  return std::move(reader.profile);
}

Result<Profile> standard_profile() {
  Profile all;
  for (const auto& [name, text] : standard_profiles()) {
    auto one = parse_profile(name, text, false);
    if (!one) return one.error();
    override_with(all, std::move(*one));
  }
  return all;
}

void override_with(Profile& base, Profile more) {
  for (auto& [name, section] : more.sections) base.sections[name] = std::move(section);
  for (auto& [name, list] : more.words) base.words[name] = std::move(list);
  if (!more.has_intake) return;
  base.intake = std::move(more.intake);
  base.has_intake = true;
}

}  // namespace zs::generate
