#include "generate/profile_text.h"

#include "generate/plan.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace zs::generate {
namespace {

class Text {
 public:
  Text(const model::Models& models, const Profile& profile) : models_(models), profile_(profile), shop_{models, profile, "{地区}", "{年}", {}, {}} {}

  Result<std::string> operator()(int model) {
    if (auto s = record(model); !s) return s.error();
    words();
    intake();
    return out_;
  }

 private:
  Status record(int model) {
    if (!seen_.insert(model).second) return {};
    auto plan = make_plan(shop_, model);
    if (!plan) return plan.error();
    section(*plan);
    for (const int other : refers_)
      if (auto s = record(other); !s) return s;
    return {};
  }

  void section(const Plan& plan) {
    const auto& m = models_.models[static_cast<size_t>(plan.model)];
    const auto it = profile_.sections.find(m.name);
    const int rows = it == profile_.sections.end() ? 0 : it->second.rows;
    out_ += fmt::format("{}[{}{}]\n", out_.empty() ? "" : "\n", m.name, rows ? fmt::format(" {}", rows) : "");
    for (const auto& s : plan.said) {
      out_ += s.field;
      for (const auto& w : s.words) out_ += " " + w;
      out_ += "\n";
    }
    for (const auto& f : m.fields)
      if (f.reference >= 0 && std::find(refers_.begin(), refers_.end(), f.reference) == refers_.end()) refers_.push_back(f.reference);
    for (const auto& step : plan.steps)
      if (step.rows && lists_.insert(step.rows->model).second) section(*step.rows);
  }

  void words() {
    for (const auto& [name, list] : profile_.words) {
      out_ += "\n[词 " + name + "]\n";
      for (size_t i = 0; i < list.words.size(); ++i) {
        out_ += (i == 0 ? "" : i % 12 ? " " : "\n") + list.words[i];
        if (list.weights.at(i) != 1) out_ += fmt::format(":{:g}", list.weights.at(i));
      }
      out_ += "\n";
    }
  }

  void intake() {
    out_ += "\n[到件]\n周";
    for (const double w : profile_.intake.weekday) out_ += fmt::format(" {:g}", w);
    out_ += fmt::format("\n休 {:g}\n节后 {:g}\n钟", profile_.intake.day_off, profile_.intake.after_break);
    for (size_t h = 0; h < profile_.intake.hour.size(); ++h)
      if (profile_.intake.hour[h] > 0) out_ += fmt::format(" {}:{:g}", h, profile_.intake.hour[h]);
    out_ += "\n";
  }

  const model::Models& models_;
  const Profile& profile_;
  Workshop shop_;
  std::string out_;
  std::set<int> seen_, lists_;
  std::vector<int> refers_;
};

}  // namespace

Result<std::string> profile_text(const model::Models& models, int model, const Profile& profile) { return Text(models, profile)(model); }

}  // namespace zs::generate
