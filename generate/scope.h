#pragma once
// What the words of a profile's statement mean for one record model: names as paths, words as values.
#include "generate/plan.h"
#include "io/binding/scalar.h"

#include <string>
#include <string_view>

namespace zs::generate {

/// Between the names or words of a list.
inline constexpr std::string_view kAnd = "、";

/// There is no `what` of this name.
binding::Reason no_name(const std::string& what, std::string_view name);

/// One model's names, and those of the record that holds the list.
class Scope {
 public:
  /// `parent`: -1 where the model is no row of a list. The models must outlive it.
  Scope(const model::Models& models, int model, int parent) : models_(models), model_(model), parent_(parent) {}

  const model::RecordModel& own() const { return models_.models[static_cast<size_t>(model_)]; }
  /// By name or code; -1 where there is none.
  static int field_of(const model::RecordModel& m, std::string_view name);
  /// A field of its own or of the parent's, 前.字段, 列表.字段, 引用的字段; 元, 序, 段始, 段终.
  binding::Parsed<Path> path(std::string_view name) const;

 private:
  bool found(Path& p, Path::Root root, int model, std::string_view name) const;
  bool anywhere(Path& p, std::string_view name) const { return found(p, Path::Root::kOwn, model_, name) || (parent_ >= 0 && found(p, Path::Root::kParent, parent_, name)); }
  int rows_of(const Path& p) const { return models_.models[static_cast<size_t>(p.root == Path::Root::kParent ? parent_ : model_)].fields[static_cast<size_t>(p.field)].rows; }
  bool column(Path& p, const model::RecordModel& m, std::string_view name) const;
  /// The field that refers to a record of this name, or is called so and refers to something.
  bool reference(Path& p, std::string_view name) const;

  const model::Models& models_;
  int model_, parent_;
};

/// A word of a profile as a value of this type.
class Values {
 public:
  /// The shop keeps texts and lists, and must outlive the cells.
  explicit Values(Workshop& shop) : shop_(shop) {}
  binding::Parsed<Cell> one(model::FieldType type, int enumeration, std::string_view s);
  /// 甲、乙、丙 or 空.
  binding::Parsed<Cell> list(model::FieldType type, int enumeration, std::string_view s);

 private:
  Workshop& shop_;
};

}  // namespace zs::generate
