#pragma once
// A profile's section against a record model: names resolved, texts parsed, ready to make records.
#include "generate/cell.h"
#include "generate/distribution.h"
#include "generate/profile.h"
#include "runtime/model/record_model.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::generate {

/// Where a value is taken from.
struct Path {
  enum class Root : uint8_t { kOwn, kParent, kPrevious /* 前: the row before */, kElement /* 元 */, kOrdinal /* 序 */, kFrom /* 段始 */, kTo /* 段终 */ } root = Root::kOwn;
  int field = -1;
  int column = -1;      // 事项的承诺时限: a field of the row that `field` refers to; 补正.告知时间: of the rows of the list `field`
  bool of_rows = false;
  model::FieldType type = model::FieldType::kText;  // of what is found
  int enumeration = -1;
  int refers = -1;      // the model that a text found here refers to
};

struct TemplatePart {
  enum class Kind : uint8_t { kText, kSequence, kDigits, kWord, kPath } kind = Kind::kText;
  std::string text;
  int width = 0;
  const WordList* words = nullptr;
  Path path;
};
using Template = std::vector<TemplatePart>;

struct Condition {
  enum class Test : uint8_t { kHas, kLacks, kIs, kIsNot } test = Test::kHas;
  Path path;
  std::vector<Cell> values;
};

enum class Method : uint8_t {
  kText,       // 词 号 值 of a text: the template
  kChoice,     // 择 值
  kReference,  // 引用: a row of the table that the field refers to, by Zipf's law
  kKeyOf,      // 键: some key of another record kind
  kCopy,       // 同
  kIntake,     // 到件
  kAfter,      // 后
  kWithin,     // 限内
  kNumber,     // 数
  kOneOf,      // 取
  kPick,       // 列
  kMore,       // 并
  kRows,       // 行
  kPattern,    // 式: a text that the field's pattern takes
};

/// Words, labels or a list's elements to pick from.
struct Pool {
  std::vector<Cell> cells;
  Weights weights;
  std::optional<Path> path;  // instead: the elements of a list
};

struct Plan;
struct Step {
  int field = -1;
  Method method = Method::kText;
  std::vector<Condition> when;
  double share = 1;
  std::vector<Path> paths;       // 同; 后 its bases; 限内 its start; 并 the list to be added to
  std::vector<Path> not_before;  // 限内 不早于
  std::vector<std::pair<Path, Path>> pauses;  // 限内 停
  std::vector<Path> limits;      // 限内: the first that is there
  Cell limit;                    // 限内: where none is
  std::optional<Distribution> amount;
  bool into_office = false;      // 后 … 入办公
  Template text;
  Pool pool;                     // 择 取 列 并
  std::vector<Cell> lists;       // 择 of a list field: whole lists, by pool.weights
  int model = -1;                // 键 引用: whose keys
  double exponent = 0;           // 引用 键
  // 行
  std::shared_ptr<Plan> rows;
  bool each = false;             // for each element of the pool, else amount of rows
  std::optional<std::pair<Path, Path>> between;
  double lose = 0, upset = 0, add = 0;
  Cell added;
};

struct Plan {
  int model = -1;
  std::vector<Step> steps;
  std::vector<Statement> said;        // the statements that the steps come from, in their order
  std::vector<uint8_t> wanted_first;  // of a row's events: one that must be there, else the row is left out
};

/// What plans are made from and hold on to.
struct Workshop {
  const model::Models& models;
  const Profile& profile;
  std::string region;   // {地区}
  std::string year;     // {年}
  std::deque<std::string> texts;         // of cells
  std::deque<std::vector<Cell>> arrays;  // likewise
  std::string_view keep(std::string_view s) { return texts.emplace_back(s); }
};

/// Fields that no statement is about are guessed from their types and names.
Result<Plan> make_plan(Workshop& shop, int model);
/// The keys of a kind are told by the index alone: their template.
Result<Template> key_template(Workshop& shop, int model);
std::string key_text(const Template& t, uint64_t index);

}  // namespace zs::generate
