#include "io/arrow/build.h"

namespace zs::arrow {

Column::Column(std::string name, std::string format) : name_(std::move(name)), format_(std::move(format)) {}

Column Column::texts(std::string name) {
  Column c(std::move(name), "U");
  c.wide_.push_back(0);
  return c;
}
Column Column::labels(std::string name, std::shared_ptr<const Column> dictionary) {
  Column c(std::move(name), "i");
  c.dictionary_ = std::move(dictionary);
  return c;
}
Column Column::integers(std::string name) { return {std::move(name), "l"}; }
Column Column::booleans(std::string name) { return {std::move(name), "b"}; }
Column Column::instants(std::string name) { return {std::move(name), "tss:Asia/Shanghai"}; }

std::shared_ptr<const Column> Column::words(const std::vector<std::string>& words) {
  Column c("", "u");
  c.narrow_.push_back(0);
  for (const auto& w : words) c.append(w);
  return std::make_shared<const Column>(std::move(c));
}

void Column::mark(bool valid) {
  if (size_ % 8 == 0) validity_.push_back(0);
  if (valid) validity_.back() = static_cast<uint8_t>(validity_.back() | 1 << (size_ % 8));
  else ++missing_;
  ++size_;
}

void Column::append(std::string_view text) {
  bytes_ += text;
  if (format_ == "U") wide_.push_back(static_cast<int64_t>(bytes_.size()));
  else narrow_.push_back(static_cast<int32_t>(bytes_.size()));
  mark(true);
}

void Column::put(int64_t value) {
  if (format_ == "i") narrow_.push_back(static_cast<int32_t>(value));
  else if (format_ != "b") wide_.push_back(value);
  else if (size_ % 8 == 0) bits_.push_back(value != 0);
  else if (value != 0) bits_.back() = static_cast<uint8_t>(bits_.back() | 1 << (size_ % 8));
}

void Column::append(int64_t value) {
  put(value);
  mark(true);
}

void Column::append_missing() {
  if (format_ == "U") wide_.push_back(wide_.back());
  else if (format_ == "u") narrow_.push_back(narrow_.back());
  else put(0);
  mark(false);
}

/// Fills the interface's structures; each holds what it needs by itself, so that children may be moved out.
class Exporter {
 public:
  static void column(const Column& c, const Columns& holder, ArrowArray& out) {
    auto* p = new Private{holder, {}, {}, nullptr};
    static const char kNothing = 0;
    p->buffers.push_back(c.missing_ > 0 ? c.validity_.data() : nullptr);
    if (c.format_ == "b") p->buffers.push_back(c.bits_.data());
    else if (c.format_ == "i" || c.format_ == "u") p->buffers.push_back(c.narrow_.data());
    else p->buffers.push_back(c.wide_.data());
    if (c.format_ == "u" || c.format_ == "U") p->buffers.push_back(c.bytes_.empty() ? &kNothing : c.bytes_.data());
    if (!p->buffers[1]) p->buffers[1] = &kNothing;  // no rows
    fill(out, p, c.size_, c.missing_);
    if (c.dictionary_) {
      p->dictionary = std::make_unique<ArrowArray>();
      column(*c.dictionary_, holder, *p->dictionary);
      out.dictionary = p->dictionary.get();
    }
  }

  static void batch(const Columns& columns, ArrowArray& out) {
    auto* p = new Private{columns, {nullptr}, {}, nullptr};
    for (const Column& c : *columns) {
      p->owned.push_back(std::make_unique<ArrowArray>());
      column(c, columns, *p->owned.back());
      p->children.push_back(p->owned.back().get());
    }
    fill(out, p, columns->empty() ? 0 : columns->front().size(), 0);
    out.n_children = static_cast<int64_t>(p->children.size());
    out.children = p->children.data();
  }

  static void schema(const Column& c, const Columns& holder, ArrowSchema& out) {
    auto* p = new PrivateSchema{holder, {}, {}, nullptr};
    out = {c.format_.c_str(), c.name_.c_str(), nullptr, ARROW_FLAG_NULLABLE, 0, nullptr, nullptr, release_schema, p};
    if (!c.dictionary_) return;
    p->dictionary = std::make_unique<ArrowSchema>();
    schema(*c.dictionary_, holder, *p->dictionary);
    out.dictionary = p->dictionary.get();
  }

  static void schema(const Columns& columns, ArrowSchema& out) {
    auto* p = new PrivateSchema{columns, {}, {}, nullptr};
    for (const Column& c : *columns) {
      p->owned.push_back(std::make_unique<ArrowSchema>());
      schema(c, columns, *p->owned.back());
      p->children.push_back(p->owned.back().get());
    }
    out = {"+s", "", nullptr, 0, static_cast<int64_t>(p->children.size()), p->children.data(), nullptr, release_schema, p};
  }

 private:
  struct Private {
    Columns holder;
    std::vector<const void*> buffers;
    std::vector<std::unique_ptr<ArrowArray>> owned;
    std::unique_ptr<ArrowArray> dictionary;
    std::vector<ArrowArray*> children = {};
  };
  struct PrivateSchema {
    Columns holder;
    std::vector<std::unique_ptr<ArrowSchema>> owned;
    std::vector<ArrowSchema*> children;
    std::unique_ptr<ArrowSchema> dictionary;
  };

  static void fill(ArrowArray& out, Private* p, int64_t size, int64_t missing) {
    out = {size, missing, 0, static_cast<int64_t>(p->buffers.size()), 0, p->buffers.data(), nullptr, nullptr, release_array, p};
  }

  static void release_array(ArrowArray* a) {
    auto* p = static_cast<Private*>(a->private_data);
    for (ArrowArray* child : p->children)
      if (child->release) child->release(child);
    if (p->dictionary && p->dictionary->release) p->dictionary->release(p->dictionary.get());
    a->release = nullptr;
    delete p;
  }

  static void release_schema(ArrowSchema* s) {
    auto* p = static_cast<PrivateSchema*>(s->private_data);
    for (ArrowSchema* child : p->children)
      if (child->release) child->release(child);
    if (p->dictionary && p->dictionary->release) p->dictionary->release(p->dictionary.get());
    s->release = nullptr;
    delete p;
  }
};

void export_columns(const Columns& columns, ArrowSchema& schema, ArrowArray& array) {
  Exporter::schema(columns, schema);
  Exporter::batch(columns, array);
}

void export_schema(const Columns& columns, ArrowSchema& schema) { Exporter::schema(columns, schema); }

}  // namespace zs::arrow
