#include "io/binding/json_value.h"

#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <simdjson.h>
#include <vector>

namespace zs::binding {
namespace {

namespace od = simdjson::ondemand;

bool is_json_number(std::string_view s) {
  size_t i = 0;
  const auto digits = [&] {
    const size_t from = i;
    while (i < s.size() && s[i] >= '0' && s[i] <= '9') ++i;
    return i - from;
  };
  if (i < s.size() && s[i] == '-') ++i;
  const size_t whole_at = i;
  const size_t whole = digits();
  if (whole == 0 || (whole > 1 && s[whole_at] == '0')) return false;
  if (i < s.size() && s[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < s.size() && (s[i] == 'e' || s[i] == 'E')) {
    ++i;
    if (i < s.size() && (s[i] == '+' || s[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == s.size();
}

Reason syntax_error(simdjson::error_code error, size_t byte) {
  const std::string at_zh = byte ? fmt::format("（第 {} 字节处）", byte) : std::string();
  const std::string at_en = byte ? fmt::format(" (at byte {})", byte) : std::string();
  switch (error) {
    case simdjson::UTF8_ERROR: return {"不是有效的 UTF-8 文字", "not valid UTF-8"};
    case simdjson::UNCLOSED_STRING: return {"JSON 不完整：引号没有闭合", "incomplete JSON: a quote is not closed"};
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return {"JSON 不完整：括号没有闭合", "incomplete JSON: a bracket is not closed"};
    case simdjson::EMPTY: return {"没有内容", "nothing here"};
    case simdjson::DEPTH_ERROR:
      return {fmt::format("JSON 嵌套超过 {} 层", kMaxJsonDepth), fmt::format("JSON is nested more than {} deep", kMaxJsonDepth)};
    default: return {"JSON 语法错误" + at_zh, "JSON syntax error" + at_en};
  }
}

/// Turns one on-demand value into a Value; the first error stops everything.
class Walker {
 public:
  explicit Walker(Arena& arena) : arena_(arena) {}

  simdjson::error_code walk(od::value v, int depth, Value& out) {
    od::json_type type;
    if (auto e = v.type().get(type)) return e;
    switch (type) {
      case od::json_type::array: return walk_list(v, depth, out);
      case od::json_type::object: return walk_object(v, depth, out);
      case od::json_type::string: {
        std::string_view s;
        if (auto e = v.get_string().get(s)) return e;
        out = Value::of_text(s);
        return simdjson::SUCCESS;
      }
      default: return walk_plain(v, out);
    }
  }

 private:
  static simdjson::error_code walk_plain(od::value v, Value& out) {
    std::string_view token = v.raw_json_token();
    while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\r' || token.back() == '\n')) token.remove_suffix(1);
    if (token == "null") out = Value{};
    else if (token == "true" || token == "false") out = Value{Value::Kind::kBool, 0, token, nullptr, nullptr};
    else if (is_json_number(token)) out = Value{Value::Kind::kNumber, 0, token, nullptr, nullptr};
    else return simdjson::TAPE_ERROR;
    return simdjson::SUCCESS;
  }

  simdjson::error_code walk_list(od::value v, int depth, Value& out) {
    if (depth >= kMaxJsonDepth) return simdjson::DEPTH_ERROR;
    od::array list;
    if (auto e = v.get_array().get(list)) return e;
    std::pmr::vector<Value> items(&arena_);
    for (auto element : list) {
      od::value x;
      if (auto e = element.get(x)) return e;
      Value item;
      if (auto e = walk(x, depth + 1, item)) return e;
      items.push_back(item);
    }
    auto* at = static_cast<Value*>(arena_.allocate(items.size() * sizeof(Value) + 1, alignof(Value)));
    std::uninitialized_copy(items.begin(), items.end(), at);
    out = Value{Value::Kind::kList, static_cast<uint32_t>(items.size()), {}, at, nullptr};
    return simdjson::SUCCESS;
  }

  simdjson::error_code walk_object(od::value v, int depth, Value& out) {
    if (depth >= kMaxJsonDepth) return simdjson::DEPTH_ERROR;
    od::object object;
    if (auto e = v.get_object().get(object)) return e;
    std::pmr::vector<Member> members(&arena_);
    for (auto field : object) {
      od::field f;
      if (auto e = std::move(field).get(f)) return e;
      Member m;
      if (auto e = f.unescaped_key().get(m.name)) return e;
      if (auto e = walk(f.value(), depth + 1, m.value)) return e;
      members.push_back(m);
    }
    auto* at = static_cast<Member*>(arena_.allocate(members.size() * sizeof(Member) + 1, alignof(Member)));
    std::uninitialized_copy(members.begin(), members.end(), at);
    out = Value{Value::Kind::kObject, static_cast<uint32_t>(members.size()), {}, nullptr, at};
    return simdjson::SUCCESS;
  }

  Arena& arena_;
};

}  // namespace

struct JsonParser::State {
  od::parser parser;
  std::vector<char> padded;

  /// The text with the padding that the parser may read, but does not interpret.
  simdjson::padded_string_view pad(std::string_view text) {
    if (padded.size() < text.size() + simdjson::SIMDJSON_PADDING) padded.resize(text.size() * 2 + simdjson::SIMDJSON_PADDING);
    if (!text.empty()) std::memcpy(padded.data(), text.data(), text.size());
    std::memset(padded.data() + text.size(), 0, simdjson::SIMDJSON_PADDING);
    return simdjson::padded_string_view(padded.data(), text.size(), padded.size());
  }

  size_t place(od::document& doc, size_t size) const {
    const char* at = nullptr;
    if (doc.current_location().get(at) || at < padded.data() || at > padded.data() + size) return 0;
    return static_cast<size_t>(at - padded.data()) + 1;
  }
};

JsonParser::JsonParser() : state_(std::make_unique<State>()) {}
JsonParser::~JsonParser() = default;

Parsed<Value> JsonParser::parse(std::string_view text, Arena& arena) {
  od::document doc;
  const auto padded = state_->pad(text);
  if (auto e = state_->parser.iterate(padded).get(doc)) return syntax_error(e, 0);
  od::value v;
  if (doc.get_value().get(v)) return Reason{"应是 JSON 对象或列表", "expected a JSON object or list"};
  Value out;
  if (auto e = Walker(arena).walk(v, 0, out)) return syntax_error(e, state_->place(doc, text.size()));
  if (const char* rest = nullptr; doc.current_location().get(rest) != simdjson::OUT_OF_BOUNDS) return Reason{"JSON 之后还有多余内容", "there is more text after the JSON value"};
  return out;
}

}  // namespace zs::binding
