#pragma once
// Values in, columns out: binds records to their model, whole or not at all.
#include "io/binding/problem.h"
#include "io/binding/value.h"
#include "runtime/columns/table.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace zs::binding {

/// Rows of a nested list that stand in a file of their own, for one parent record.
struct ChildRows {
  int field = -1;                // the list, in the parent's model
  const Value* rows = nullptr;   // objects
  size_t count = 0;
};

/// What was wrong, and where it stood: `child_list`/`child_row` name the row of ChildRows at fault.
struct Refusal {
  Problem problem;
  int child_list = -1;   // index into the ChildRows given; -1: in the record itself
  size_t child_row = 0;
};

/// Which field of a model a source's column or member means.
struct Slot {
  int field = -1;       // -1: unknown
  bool unit = false;    // the unit of a 期限
};

/// Looks names up; both the Chinese name and the ASCII code are valid.
class Names {
 public:
  explicit Names(const model::Models& models);
  Slot find(int model, std::string_view name) const;

 private:
  std::vector<std::map<std::string, Slot, std::less<>>> by_model_;
};

/// Fills one Table after another. Not thread-safe. The models must outlive it.
///
/// Missing: nothing there, null, or blank text. Text is kept as it is; other values are read without blanks around
/// them. A member whose name no field has is ignored and remembered in unknown_names().
class TableBuilder {
 public:
  TableBuilder(const model::Models& models, int model);
  ~TableBuilder();

  /// Appends the record, an object, or says why not and leaves the table as it was.
  std::optional<Refusal> add(const Value& record, const std::vector<ChildRows>& children = {});
  /// Records added since the last take().
  size_t size() const noexcept;
  /// The key of the last record looked at, if it could be read: also that of a refused one. Valid until the next add().
  std::string_view last_key() const noexcept { return last_key_; }
  /// The table so far; the builder starts a new one.
  columns::Table take();

  /// Names met that no field has, as paths: 备注, 环节.备注.
  const std::set<std::string>& unknown_names() const noexcept { return unknown_; }
  /// For each field of a model (the record's or a nested row's): whether any record so far had a value (for lists: a
  /// row or an element).
  const std::vector<bool>& seen(int model) const noexcept;
  /// What whoever fills tables in another way beside this builder has met.
  void note_unknown(int model, std::string_view name);
  void mark_seen(int model, size_t field);

 private:
  class Binder;
  const model::Models& models_;
  int model_;
  Names names_;
  columns::Table table_;
  std::string last_key_;
  std::set<std::string> unknown_;
  std::unique_ptr<Binder> binder_;
};

}  // namespace zs::binding
