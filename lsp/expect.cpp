#include "lsp/expect.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace zs::lsp {
namespace {

using syntax::Grammar;
using syntax::Lexeme;
using antlr4::atn::ATN;
using antlr4::atn::ATNState;

const ATN& atn() {
  static const auto made = [] {
    struct Kept {
      static std::vector<std::unique_ptr<antlr4::Token>> end() {   // ANTLR wants at least one
        std::vector<std::unique_ptr<antlr4::Token>> out;
        out.push_back(std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF));
        return out;
      }
      antlr4::ListTokenSource source{end()};
      antlr4::CommonTokenStream stream{&source};
      Grammar parser{&stream};
    };
    return new Kept();     // lives as long as the program
  }();
  return made->parser.getATN();
}

/// The rules that the walk is in: where each goes on when the inner one ends. Shared tails, compared by address.
struct Frame {
  const Frame* outer = nullptr;
  const ATNState* then = nullptr;
};
struct At {
  const ATNState* state = nullptr;
  const Frame* frame = nullptr;
  bool operator<(const At& o) const { return state != o.state ? state < o.state : frame < o.frame; }
};
using Ats = std::set<At>;

class Walk {
 public:
  Walk() { now_ = closed({{atn().ruleToStartState[Grammar::RuleFile], nullptr}}); }

  const Ats& now() const { return now_; }
  void go(Ats to) { now_ = std::move(to); }

  /// Where a token leads; nowhere where it is not expected.
  Ats behind(const Ats& from, size_t token) {
    Ats out;
    for (const At& at : from)
      for (const auto& t : at.state->transitions)
        if (!t->isEpsilon() && t->matches(token, 1, atn().maxTokenType)) out.insert({t->target, at.frame});
    return closed(std::move(out));
  }

 private:
  const Frame* inside(const Frame* outer, const ATNState* then) {
    auto& known = known_[{outer, then}];
    if (!known) known = &frames_.emplace_back(Frame{outer, then});
    return known;
  }

  Ats closed(Ats begin) {
    Ats seen = begin;
    std::vector<At> open(begin.begin(), begin.end());
    const auto add = [&](At at) {
      if (seen.insert(at).second) open.push_back(at);
    };
    while (!open.empty()) {
      const At at = open.back();
      open.pop_back();
      if (dynamic_cast<const antlr4::atn::RuleStopState*>(at.state)) {
        if (at.frame) add({at.frame->then, at.frame->outer});
        continue;
      }
      for (const auto& t : at.state->transitions) {
        if (const auto* rule = dynamic_cast<const antlr4::atn::RuleTransition*>(&*t)) add({rule->target, inside(at.frame, rule->followState)});
        else if (t->isEpsilon()) add({t->target, at.frame});
      }
    }
    return seen;
  }

  Ats now_;
  std::deque<Frame> frames_;
  std::map<std::pair<const Frame*, const ATNState*>, const Frame*> known_;
};

int depth_by(const Lexeme& l) { return l.type == Grammar::LBRACE || l.type == Grammar::LPAREN || l.type == Grammar::LBRACK ? 1 : l.type == Grammar::RBRACE || l.type == Grammar::RPAREN || l.type == Grammar::RBRACK ? -1 : 0; }

/// Where the walk was at the head of each line, so that it can go on behind a line that it cannot read.
struct Mark {
  int depth = 0;
  Ats at;
};

/// A set that stands for "any word but these" is a name; one that lists its tokens is not.
bool is_name(const antlr4::atn::Transition& t) { return dynamic_cast<const antlr4::atn::NotSetTransition*>(&t) != nullptr; }

}  // namespace

size_t Expected::place() const {
  for (const size_t r : rules)
    switch (r) {
      case Grammar::RuleName: case Grammar::RuleFieldName: case Grammar::RuleCode: case Grammar::RuleOption: case Grammar::RuleSeparator: case Grammar::RuleLiteral: break;
      default: return r;
    }
  return rules.empty() ? 0 : rules.back();
}

bool Expected::within(size_t rule) const { return std::find(rules.begin(), rules.end(), rule) != rules.end(); }

std::vector<Expected> expected_behind(const std::vector<Lexeme>& before) {
  Walk walk;
  std::vector<Mark> marks;
  int depth = 0;
  bool lost = false;
  for (const Lexeme& l : before) {
    if (l.type <= 0 || l.inserted) continue;
    const auto token = static_cast<size_t>(l.type);
    Ats next;
    if (!lost) {
      if (l.first_on_line) marks.push_back({depth, walk.now()});
      next = walk.behind(walk.now(), token);
    } else if (l.first_on_line) {
      for (auto m = marks.rbegin(); m != marks.rend() && next.empty(); ++m)
        if (m->depth == depth) next = walk.behind(m->at, token);
    }
    lost = next.empty();
    if (!lost) walk.go(std::move(next));
    depth += depth_by(l);
  }
  if (lost) {                       // the cursor may stand at the head of a new clause
    const auto m = std::find_if(marks.rbegin(), marks.rend(), [&](const Mark& x) { return x.depth == depth; });
    if (m == marks.rend()) return {};
    walk.go(m->at);
  }
  std::vector<Expected> out;
  std::set<std::pair<int, std::vector<size_t>>> seen;
  for (const At& at : walk.now())
    for (const auto& t : at.state->transitions) {
      if (t->isEpsilon()) continue;
      std::vector<size_t> rules{at.state->ruleIndex};
      for (const Frame* f = at.frame; f; f = f->outer) rules.push_back(f->then->ruleIndex);
      const auto add = [&](int token) {
        if (token >= 0 && seen.emplace(token, rules).second) out.push_back({token, rules});
      };
      if (is_name(*t)) add(0);
      else
        for (const ssize_t token : t->label().toList()) add(static_cast<int>(token));
    }
  return out;
}

}  // namespace zs::lsp
