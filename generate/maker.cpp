#include "generate/guess.h"
#include "generate/world.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>

namespace zs::generate {
namespace {

using model::Field;
using model::FieldType;
using Kind = Cell::Kind;

constexpr Cell kNothing;

template <class T>
T* room(binding::Arena& arena, size_t n) {
  auto* p = static_cast<T*>(arena.allocate(std::max<size_t>(n, 1) * sizeof(T), alignof(T)));
  for (size_t i = 0; i < n; ++i) new (p + i) T();
  return p;
}

/// Working seconds of a span, as a limit for how long things take.
double office_seconds(const calendar::WorkCalendar& c, const Cell& span) {
  const double n = static_cast<double>(span.n) / static_cast<double>(kDecimalOne), day = static_cast<double>(c.office_seconds());
  switch (span.unit) {
    case Unit::kNaturalDay: return n * day * 5 / 7;
    case Unit::kHour: return n / 24 * day;
    case Unit::kWorkHour: return n * 3600;
    case Unit::kMinute:
    case Unit::kWorkMinute: return n * 60;
    case Unit::kSecond: return n;
    default: return n * day;
  }
}

/// The instant of a moment of whatever type.
std::optional<Instant> moment(const Cell& c) {
  if (c.kind == Kind::kInstant) return c.n;
  if (c.kind == Kind::kDay) return start_of(static_cast<Day>(c.n));
  return std::nullopt;
}

bool same(const Cell& a, const Cell& b) { return a.kind == b.kind && (a.kind == Kind::kText ? a.text == b.text : a.n == b.n && a.unit == b.unit); }

/// The record or row being made.
struct Frame {
  const Plan* plan = nullptr;
  Cell* own = nullptr;
  const Cell* parent = nullptr;
  const Cell* previous = nullptr;  // the row before
  Cell element, ordinal, from, to;
};

class Maker {
 public:
  Maker(const World& world, uint64_t index, uint64_t of, Random& random, binding::Arena& arena) : world_(world), index_(index), of_(of), random_(random), arena_(arena) {}

  void make(Frame& f) {
    const auto& fields = world_.model(f.plan->model).fields;
    auto* done = room<uint8_t>(arena_, fields.size());
    for (const auto& step : f.plan->steps) {
      const auto i = static_cast<size_t>(step.field);
      if (done[i] || !holds(step, f)) continue;
      if (step.share < 1 && !random_.chance(step.share)) continue;
      done[i] = 1;
      f.own[i] = settled(fields[i], value(step, fields[i], f), !f.parent);
    }
  }

 private:
  bool holds(const Step& step, const Frame& f) const {
    for (const auto& c : step.when) {
      const Cell& x = get(c.path, f);
      const bool there = x.shown() && !((x.kind == Kind::kRows || x.kind == Kind::kList) && x.size == 0);
      const bool is = there && std::any_of(c.values.begin(), c.values.end(), [&](const Cell& v) { return same(x, v); });
      const bool ok = c.test == Condition::Test::kHas ? there : c.test == Condition::Test::kLacks ? !there : c.test == Condition::Test::kIs ? is : !is;
      if (!ok) return false;
    }
    return true;
  }

  const Cell& get(const Path& p, const Frame& f) const {
    switch (p.root) {
      case Path::Root::kElement: return f.element;
      case Path::Root::kOrdinal: return f.ordinal;
      case Path::Root::kFrom: return f.from;
      case Path::Root::kTo: return f.to;
      default: break;
    }
    const Cell* cells = p.root == Path::Root::kOwn ? f.own : p.root == Path::Root::kParent ? f.parent : f.previous;
    if (!cells) return kNothing;
    const Cell& c = cells[p.field];
    if (p.column < 0 || p.of_rows) return c;
    const auto* table = c.kind == Kind::kText ? world_.table(model_referred(p, f)) : nullptr;
    if (!table || c.n < 0 || static_cast<size_t>(c.n) >= table->rows.size()) return kNothing;
    return table->rows[static_cast<size_t>(c.n)][p.column];
  }
  int model_referred(const Path& p, const Frame& f) const {
    const int m = p.root == Path::Root::kParent ? parent_model_ : f.plan->model;
    return world_.model(m).fields[static_cast<size_t>(p.field)].reference;
  }

  /// As the field's type has it; an event after the export is hidden. One that a record must have came in time, or the export would
  /// not have the record: it is brought to the export. (A row that lacks such an event is left out.)
  Cell settled(const Field& field, Cell c, bool of_record) const {
    if (c.kind == Kind::kInstant && field.type == FieldType::kDate) return Cell::of(Kind::kDay, day_of(c.n));
    if (c.kind != Kind::kInstant || field.type != FieldType::kEvent || c.n <= world_.settings().known_until) return c;
    if (of_record && !field.optional) c.n = world_.settings().known_until;
    else c.hidden = true;
    return c;
  }

  Cell value(const Step& step, const Field& field, Frame& f) {
    switch (step.method) {
      case Method::kText: return text(step.text, f, index_);
      case Method::kChoice: return step.pool.cells[step.pool.cells.size() == 1 ? 0 : step.pool.weights.draw(random_)];
      case Method::kReference: return reference(step);
      case Method::kKeyOf: return text(step.text, f, random_.below(std::max<uint64_t>(1, world_.settings().count)));
      case Method::kCopy: return get(step.paths[0], f);
      case Method::kIntake: return Cell::of(Kind::kInstant, world_.draw_intake(random_, index_, of_));
      case Method::kAfter: return after(step, f);
      case Method::kWithin: return within(step, f);
      case Method::kOneOf: return one_of(step, f);
      case Method::kNumber: return number(step, field);
      case Method::kPick: return pick(step, f, kNothing);
      case Method::kMore: return pick(step, f, get(step.paths[0], f));
      case Method::kRows: return rows(step, f);
      case Method::kPattern: break;
    }
    return Cell::of_text(binding::copy(arena_, sample_pattern(field.pattern, random_).value_or("")));  // make_plan tried it
  }

  Cell text(const Template& parts, const Frame& f, uint64_t index) {
    if (parts.size() == 1 && parts[0].kind == TemplatePart::Kind::kWord) return Cell::of_text(word(*parts[0].words));
    buffer_.clear();
    for (const auto& p : parts) switch (p.kind) {
        case TemplatePart::Kind::kText: buffer_ += p.text; break;
        case TemplatePart::Kind::kSequence: fmt::format_to(std::back_inserter(buffer_), "{:0{}}", index + 1, p.width); break;
        case TemplatePart::Kind::kDigits:
          for (int i = 0; i < p.width; ++i) buffer_ += static_cast<char>('0' + random_.below(10));
          break;
        case TemplatePart::Kind::kWord: buffer_ += word(*p.words); break;
        case TemplatePart::Kind::kPath: {
          const Cell& c = get(p.path, f);
          if (c.kind == Kind::kEnum) buffer_ += world_.models().enumerations[static_cast<size_t>(p.path.enumeration)].labels[static_cast<size_t>(c.n)].label;
          else if (c.kind == Kind::kInteger) fmt::format_to(std::back_inserter(buffer_), "{}", c.n);
          else buffer_ += c.text;
        }
      }
    return Cell::of_text(binding::copy(arena_, buffer_));
  }
  std::string_view word(const WordList& list) { return list.words[list.weights.draw(random_)]; }

  Cell reference(const Step& step) {
    const auto row = step.pool.weights.draw(random_);
    const auto* table = world_.table(step.model);
    if (table && row < table->rows.size()) return Cell::of_text(table->rows[row][world_.model(step.model).key].text, static_cast<int64_t>(row));
    return {};  // of a table that refers to itself: a row not made yet
  }

  Cell number(const Step& step, const Field& field) {
    const Amount a = step.amount->draw(random_);
    if (a.never) return {};
    const double v = std::min(a.value, 1e11);
    if (field.type == FieldType::kInteger) return Cell::of(Kind::kInteger, std::llround(v));
    return Cell::of(Kind::kDecimal, std::llround(v * 100) * (kDecimalOne / 100));
  }

  /// The latest of them, hidden ones too.
  std::optional<Instant> latest(const std::vector<Path>& paths, const Frame& f) const {
    std::optional<Instant> out;
    for (const auto& p : paths)
      if (const auto t = moment(get(p, f))) out = out ? std::max(*out, *t) : *t;
    return out;
  }

  Cell after(const Step& step, const Frame& f) {
    const auto base = latest(step.paths, f);
    const Amount amount = step.amount->draw(random_);
    if (!base || amount.never) return {};
    Instant t = world_.later(*base, amount);
    if (step.into_office) t = into_office(t);
    return Cell::of(Kind::kInstant, t);
  }

  /// Outside office hours: some minutes into the next ones.
  Instant into_office(Instant t) {
    const auto& c = world_.calendar();
    if (c.seconds_before(t + 1) > c.seconds_before(t)) return t;
    return world_.later(t, {60.0 + 1740 * random_.unit(), Measure::kOffice, false});
  }

  Cell within(const Step& step, const Frame& f) {
    const auto start = moment(get(step.paths[0], f));
    const Amount ratio = step.amount->draw(random_);
    if (!start || ratio.never) return {};
    const Cell* limit = &step.limit;
    for (const auto& p : step.limits)
      if (const Cell& c = get(p, f); c.kind == Kind::kSpan) { limit = &c; break; }
    double seconds = ratio.value * office_seconds(world_.calendar(), *limit);
    const double own = seconds;
    Instant least = *start;
    for (const auto& [from, to] : step.pauses) {
      const Cell& list = get(from, f);
      if (list.kind != Kind::kRows) continue;
      for (uint32_t r = 0; r < list.size; ++r) {
        const auto begin = moment(list.items[r * list.width + static_cast<uint32_t>(from.column)]), end = moment(list.items[r * list.width + static_cast<uint32_t>(to.column)]);
        if (begin && !end) return {};  // waits for ever
        if (!begin || *end <= *start) continue;
        seconds += static_cast<double>(world_.calendar().seconds_before(*end) - world_.calendar().seconds_before(std::max(*begin, *start)));
        least = std::max(least, *end);
      }
    }
    if (const auto t = latest(step.not_before, f)) least = std::max(least, *t);
    Instant t = world_.later(*start, {seconds, Measure::kOffice, false});
    if (t <= least && least > *start) t = world_.later(least, {own * 0.2 + 600, Measure::kOffice, false});
    return Cell::of(Kind::kInstant, t);
  }

  Cell one_of(const Step& step, const Frame& f) {
    if (!step.pool.path) return step.pool.cells[step.pool.weights.draw(random_)];
    const Cell& list = get(*step.pool.path, f);
    return list.kind == Kind::kList && list.size ? list.items[random_.below(list.size)] : kNothing;
  }

  /// Distinct elements by weight, beside those that are there already.
  Cell pick(const Step& step, const Frame& f, const Cell& first) {
    const Amount amount = step.amount->draw(random_);
    if (amount.never) return {};
    const Cell* from = step.pool.cells.data();
    size_t n = step.pool.cells.size();
    if (step.pool.path) {
      const Cell& list = get(*step.pool.path, f);
      from = list.items;
      n = list.kind == Kind::kList ? list.size : 0;
    }
    const size_t old = first.kind == Kind::kList ? first.size : 0;
    auto* items = room<Cell>(arena_, old + n);
    size_t size = 0;
    for (; size < old; ++size) items[size] = first.items[size];
    const size_t wanted = old + static_cast<size_t>(std::llround(std::max(0.0, amount.value)));
    // A few draws more than wanted: the same one may come again.
    for (size_t tries = 0; size < wanted && tries < 4 * n + 8 && n > 0; ++tries) {
      const Cell& c = from[step.pool.path ? random_.below(n) : step.pool.weights.draw(random_)];
      if (std::none_of(items, items + size, [&](const Cell& x) { return same(x, c); }) && size < old + n) items[size++] = c;
    }
    Cell out = Cell::of(Kind::kList, 0);
    out.size = static_cast<uint32_t>(size);
    out.items = items;
    return out;
  }

  struct Segment { Cell element; Cell from, to; };

  std::vector<Segment> segments(const Step& step, const Frame& f) {
    std::vector<Segment> out;
    if (step.each) {
      const Cell* from = step.pool.cells.data();
      size_t n = step.pool.cells.size();
      if (step.pool.path) {
        const Cell& list = get(*step.pool.path, f);
        from = list.items;
        n = list.kind == Kind::kList ? list.size : 0;
      }
      for (size_t i = 0; i < n; ++i) out.push_back({from[i], {}, {}});
      if (!out.empty() && random_.chance(step.add)) out.insert(out.begin() + static_cast<long>(random_.below(out.size() + 1)), {step.added, {}, {}});
    } else {
      const Amount amount = step.amount->draw(random_);
      out.resize(amount.never ? 0 : static_cast<size_t>(std::llround(std::clamp(amount.value, 0.0, 10'000.0))));
    }
    if (step.between) spread(step, f, out);
    if (out.size() > 1 && random_.chance(step.lose)) out.erase(out.begin() + static_cast<long>(random_.below(out.size())));
    return out;
  }

  /// One after another from the first instant to the last, at chance places of the office hours in between.
  void spread(const Step& step, const Frame& f, std::vector<Segment>& all) {
    const auto start = moment(get(step.between->first, f));
    if (!start || all.empty()) return all.clear();
    const auto last = moment(get(step.between->second, f));
    const auto& c = world_.calendar();
    const Instant end = last ? std::max(*last, *start) : world_.later(*start, {15 * random_.unit() + 1, Measure::kOfficeDay, false});
    const int64_t a = c.seconds_before(*start), b = c.seconds_before(end);
    std::vector<int64_t> cuts;
    for (size_t i = 1; i < all.size(); ++i) cuts.push_back(a + static_cast<int64_t>((0.02 + 0.96 * random_.unit()) * static_cast<double>(b - a)));
    std::sort(cuts.begin(), cuts.end());
    Instant t = *start;
    for (size_t i = 0; i < all.size(); ++i) {
      const Instant next = i == cuts.size() ? end : std::clamp(c.end_of_second(cuts[i]), t, end);
      all[i].from = Cell::of(Kind::kInstant, t);
      all[i].to = Cell::of(Kind::kInstant, next);
      t = next;
    }
    if (!last) {  // it never ends: some step is the one it stays in
      all.resize(1 + random_.below(all.size()));
      all.back().to = {};
    }
    if (all.size() > 1 && random_.chance(step.upset)) {
      const size_t i = random_.below(all.size() - 1);
      swap_times(all[i], all[i + 1]);
    }
  }
  static void swap_times(Segment& a, Segment& b) {
    if (!a.to.there() || !b.to.there()) return;
    std::swap(a.from, b.from);
    std::swap(a.to, b.to);
  }

  Cell rows(const Step& step, Frame& f) {
    const auto all = segments(step, f);
    const Plan& plan = *step.rows;
    const auto width = world_.model(plan.model).fields.size();
    auto* cells = room<Cell>(arena_, all.size() * width);
    const int outer = parent_model_;
    parent_model_ = f.plan->model;
    Frame row;
    row.plan = &plan;
    row.parent = f.own;
    uint32_t n = 0;
    for (const auto& s : all) {
      if (s.from.there() && s.from.n > world_.settings().known_until) continue;
      row.own = cells + n * width;
      for (size_t i = 0; i < width; ++i) row.own[i] = {};
      row.element = s.element;
      row.from = s.from;
      row.to = s.to;
      row.ordinal = Cell::of(Kind::kInteger, n + 1);
      make(row);
      if (std::any_of(plan.wanted_first.begin(), plan.wanted_first.end(), [&](uint8_t i) { return !row.own[i].shown(); })) continue;
      row.previous = row.own;
      ++n;
    }
    parent_model_ = outer;
    if (n == 0) return {};
    Cell out = Cell::of(Kind::kRows, 0);
    out.size = n;
    out.width = static_cast<uint32_t>(width);
    out.items = cells;
    return out;
  }

  const World& world_;
  uint64_t index_, of_;
  Random& random_;
  binding::Arena& arena_;
  int parent_model_ = -1;
  std::string buffer_;
};

}  // namespace

Cell* make_record(const World& world, int model, uint64_t index, uint64_t of, binding::Arena& arena) {
  const auto& m = world.model(model);
  Random random(scatter(world.settings().seed) ^ hash_of(m.name) ^ scatter(index * 0x632BE59BD9B4E019u));
  auto* cells = room<Cell>(arena, m.fields.size());
  Frame frame;
  frame.plan = &world.plan(model);
  frame.own = cells;
  Maker(world, index, of, random, arena).make(frame);
  return cells;
}

}  // namespace zs::generate
