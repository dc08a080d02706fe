#pragma once
// What the names of a pack mean: every declaration, and every place that names one. Built from the trees alone, so that it
// answers where a pack is broken, and knows the words in test data, which the checker leaves to the reader of data.
#include "compiler/ast/ast.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace zs::lsp {

inline constexpr int kNothing = -1;

struct Symbol {
  enum class Kind : uint8_t {
    kRuleSet, kRecord, kField, kUnitField, kEnum, kLabel, kCalendar, kClock, kCondition, kParameter, kChoice, kOption,
    kWords, kPattern, kIndicator, kStatistic, kSituation, kCard, kTest, kAlias, kFormal,
  };
  Kind kind{};
  std::string name;          // as it is compared
  Span src;                  // the name where it is declared
  Span whole;                // the declaration
  int owner = kNothing;      // fields, labels: of what; locals: the indicator or clock
  std::string code;          // records and fields: the ASCII code; indicators: the title
  std::variant<std::monostate, const ast::RuleSetDecl*, const ast::RecordDecl*, const ast::FieldDecl*, const ast::EnumDecl*, const ast::FieldDecl::Label*,
               const ast::CalendarDecl*, const ast::ClockDecl*, const ast::ConditionDecl*, const ast::ParameterDecl*, const ast::ChoiceDecl*,
               const ast::WordListDecl*, const ast::PatternDecl*, const ast::IndicatorDecl*, const ast::AggregateDecl*, const ast::SituationDecl*,
               const ast::TestDecl*>
      decl;
  template <class T>
  const T* as() const {
    const auto* p = std::get_if<const T*>(&decl);
    return p ? *p : nullptr;
  }
};

/// A place that names a symbol.
struct Use {
  Span src;
  int symbol = kNothing;
  bool declares = false;
};

/// Keeps the trees alive that its symbols point into.
class Index {
 public:
  using Trees = std::vector<std::shared_ptr<const ast::File>>;
  Index() = default;
  explicit Index(Trees trees);

  const Symbol& operator[](int symbol) const { return symbols_[static_cast<size_t>(symbol)]; }
  int size() const { return static_cast<int>(symbols_.size()); }
  const std::vector<Use>& uses() const { return uses_; }                   // by file and place
  const Trees& trees() const { return trees_; }
  const ast::File* tree(int file) const;

  /// The use at a byte of a file, its end included; nullptr where there is none.
  const Use* at(int file, uint32_t offset) const;
  std::vector<const Use*> uses_of(int symbol) const;

  /// By name (or ASCII code); kNothing where there is none.
  int record(const std::string& name) const;
  int enumeration(const std::string& name) const;
  int indicator(const std::string& code_or_title) const;
  /// The fields of a record or of a list of rows; the labels of an enumeration or of a field with labels of its own.
  const std::vector<int>& members(int owner) const;
  int member(int owner, const std::string& name) const;
  /// Whose labels a field's values are; kNothing where they are none.
  int labels_of(int field) const;
  /// Everything that stands outside of records, enumerations and indicators.
  const std::vector<int>& top() const { return top_; }
  /// Those of them with this name, ASCII code or title.
  const std::vector<int>& top(const std::string& name) const;
  /// What a name declares where it stands.
  int declared(Span name) const;

 private:
  friend class Declarer;
  friend class Resolver;
  Trees trees_;
  std::vector<Symbol> symbols_;
  std::vector<Use> uses_;
  std::map<int, std::vector<int>> members_;
  std::vector<int> top_;
  std::unordered_map<std::string, std::vector<int>> top_by_name_;
  std::map<std::pair<int32_t, uint32_t>, int> declared_;
};

}  // namespace zs::lsp
