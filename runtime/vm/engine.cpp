// Loading: a pack and its reference tables are made ready to run.
#include "runtime/vm/engine.h"

#include "runtime/bytecode/verify.h"
#include "runtime/vm/image.h"
#include "runtime/vm/standing.h"
#include "runtime/vm/worker.h"

#include <re2/re2.h>

#include <algorithm>

namespace zs::vm {

namespace {

using columns::Column;
using columns::Table;
using model::FieldType;

calendar::Spec to_spec(const bytecode::Calendar& c) { return {c.works, c.office, c.first_year, c.last_year, c.exceptions}; }

class Loader {
 public:
  explicit Loader(Image& image) : image_(image) {}

  Status constants() {
    const auto& p = *image_.program;
    for (const auto& c : p.calendars) image_.calendars.emplace_back(to_spec(c));
    for (const auto& t : p.clock_tests)
      image_.clocks.push_back({&image_.calendars[static_cast<size_t>(t.calendar)], t.exact, t.same_day, t.roll_over});
    for (const auto& t : p.texts) image_.text_ids.push_back(id(t));
    for (size_t i = 0; i < p.sets.size(); ++i) {
      std::vector<int64_t> ids = p.sets[i];
      if (p.set_is_text[i])
        for (int64_t& v : ids) v = image_.text_ids[static_cast<size_t>(v)];
      image_.lists.emplace_back(ids.begin(), ids.end());
      std::sort(ids.begin(), ids.end());
      image_.sets.push_back(std::move(ids));
    }
    for (const auto& text : p.patterns) {
      auto pattern = std::make_unique<re2::RE2>(text, re2::RE2::Quiet);
      if (!pattern->ok()) return Error{ErrorKind::kUsage, "规则包的句式不合法：" + pattern->error(), "bad pattern in the pack: " + pattern->error()};
      image_.patterns.push_back(std::move(pattern));
    }
    return {};
  }

  void functions() {
    const auto& p = *image_.program;
    image_.function_of_model.assign(p.models.models.size(), -1);
    image_.indicators_of_model.resize(p.models.models.size());
    for (size_t f = 0; f < p.functions.size(); ++f) {
      image_.function_of_model[static_cast<size_t>(p.functions[f].model)] = static_cast<int>(f);
      image_.moments.push_back(make_moment(p, f));
      image_.lines.push_back(make_lines(p, f));
    }
    for (size_t i = 0; i < p.indicators.size(); ++i)
      image_.indicators_of_model[static_cast<size_t>(p.indicators[i].model)].push_back(static_cast<uint16_t>(i));
  }

  Status references(const std::vector<const Table*>& tables) {
    const auto& models = image_.program->models.models;
    image_.references.resize(models.size());
    for (size_t m = 0; m < models.size() && m < tables.size(); ++m) {
      if (!tables[m]) continue;
      if (tables[m]->size > INT32_MAX || tables[m]->columns.size() != models[m].fields.size())
        return Error{ErrorKind::kLimit, "引用表 " + models[m].name + " 过大或与记录模型不符", "reference table " + models[m].code + " is too large or does not fit its model"};
      reference(models[m], *tables[m], image_.references[m]);
    }
    for (Reference& r : image_.references) r.row_of_text.resize(static_cast<size_t>(image_.dictionary.size()), -1);
    return {};
  }

 private:
  int32_t id(std::string_view s) {
    const uint64_t hash = TextTable::hash_of(s);
    if (const int32_t known = image_.dictionary.find(s, hash); known >= 0) return known;
    return image_.dictionary.add(image_.dictionary_text.emplace_back(s), hash);
  }

  void reference(const model::RecordModel& m, const Table& t, Reference& out) {
    out.size = static_cast<uint32_t>(t.size);
    std::vector<int32_t> ids(t.strings ? t.strings->size() : 0, -1);  // by pool code: each text is looked up once
    auto text = [&](int32_t code) {
      int32_t& known = ids[static_cast<size_t>(code)];
      if (known < 0) known = id((*t.strings)[code]);
      return known;
    };
    for (size_t f = 0; f < m.fields.size(); ++f) {
      const Column& c = t.columns[f];
      Reference::Field field;
      switch (m.fields[f].type) {
        case FieldType::kText:
          for (const int32_t code : c.codes) field.values.push_back(code < 0 ? kMissing : text(code));
          break;
        case FieldType::kTextList: case FieldType::kEnumList: list(m.fields[f].type == FieldType::kTextList, c, t.size, text, field); break;
        case FieldType::kRows: break;
        default: field.values = c.values;
      }
      out.fields.push_back(std::move(field));
    }
    if (m.key < 0) return;
    const auto& keys = out.fields[static_cast<size_t>(m.key)].values;
    for (size_t row = 0; row < keys.size(); ++row) {
      if (keys[row] < 0) continue;
      const auto key = static_cast<size_t>(keys[row]);
      if (out.row_of_text.size() <= key) out.row_of_text.resize(std::max(key + 1, out.row_of_text.size() * 2), -1);
      if (out.row_of_text[key] < 0) out.row_of_text[key] = static_cast<int32_t>(row);  // the first of equal keys
    }
  }

  template <class Text>
  void list(bool of_texts, const Column& c, size_t size, Text text, Reference::Field& out) {
    if (c.offsets.size() != size + 1) return;  // the column is missing: every list is
    for (size_t row = 0; row < size; ++row) {
      out.offsets.push_back(static_cast<uint32_t>(out.ids.size()));
      out.absent.push_back(row < c.absent.size() && c.absent[row]);
      for (uint32_t k = c.offsets[row]; k < c.offsets[row + 1]; ++k) {
        if (of_texts && c.codes[k] >= 0) out.ids.push_back(text(c.codes[k]));
        if (!of_texts && c.values[k] != kMissing) out.ids.push_back(static_cast<int32_t>(c.values[k]));
      }
    }
    out.offsets.push_back(static_cast<uint32_t>(out.ids.size()));
  }

  Image& image_;
};

}  // namespace

Result<std::unique_ptr<Image>> make_image(std::shared_ptr<const bytecode::Program> program, const std::vector<const columns::Table*>& references) {
  if (const Status ok = bytecode::verify(*program); !ok) return ok.error();
  auto image = std::make_unique<Image>();
  image->program = std::move(program);
  Loader loader(*image);
  if (const Status ok = loader.constants(); !ok) return ok.error();
  loader.functions();
  if (const Status ok = loader.references(references); !ok) return ok.error();
  return image;
}

Result<Engine> Engine::load(std::shared_ptr<const bytecode::Program> program, std::vector<const columns::Table*> references) {
  auto image = make_image(std::move(program), references);
  if (!image) return image.error();
  return Engine(std::move(*image));
}

Image::Image() = default;
Image::~Image() = default;
Engine::Engine(std::unique_ptr<const Image> image) : image_(std::move(image)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

const bytecode::Program& Engine::program() const noexcept { return *image_->program; }

}  // namespace zs::vm
