#include "lint/proofs.h"

#include "compiler/syntax/sources.h"

#include <algorithm>

namespace zs::lint {

/// Of the pack, or of each of its versions alone.
struct Proofs {
  struct Part {
    std::shared_ptr<const typed::Program> program;
    std::vector<prove::Fault> found;
  };
  std::vector<Part> parts;
  size_t undecided = 0;
};

namespace {

void ask(Proofs& proofs, const Pack& pack) {
  prove::Options options;
  options.samples = 2000;  // no clock: the same answers everywhere
  const auto& versions = pack.program.versions;
  if (versions.size() < 2) proofs.parts.push_back({{std::shared_ptr<void>(), &pack.program}, {}});
  else
    for (int v = 0; v < static_cast<int>(versions.size()); ++v) proofs.parts.push_back({std::make_shared<typed::Program>(prove::one_version(pack.program, v)), {}});
  for (auto& part : proofs.parts) {
    prove::Faults faults = prove::faults(*part.program, options);
    part.found = std::move(faults.found);
    proofs.undecided += faults.open;
  }
}

bool same_place(Span a, Span b) { return a.file == b.file && a.begin == b.begin && a.end == b.end; }

}  // namespace

std::vector<Proved> proved(const Pack& pack, prove::Fault::What what) {
  if (!pack.proofs) {
    pack.proofs = std::make_shared<Proofs>();
    ask(*pack.proofs, pack);
  }
  std::vector<Proved> out;
  for (const auto& part : pack.proofs->parts)
    for (const auto& f : part.found) {
      const bool known = std::any_of(out.begin(), out.end(), [&](const Proved& p) { return same_place(p.fault.src, f.src); });
      if (f.what == what && pack.is_own(f.src) && !known) out.push_back({f, part.program});
    }
  return out;
}

size_t undecided(const Pack& pack) { return pack.proofs ? pack.proofs->undecided : 0; }

std::string text_at(const Pack& pack, Span src) {
  std::string out;
  for (const char c : pack.sources.text(src)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

}  // namespace zs::lint
