#include "ledger/summary.h"

#include "ledger/sql.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace zs::ledger {
namespace {

/// The group's columns, `month` and `indicator` being what they are in that query.
std::string columns(const std::vector<By>& by, const char* month, const char* indicator) {
  std::string out;
  int n = 0;
  for (const By b : by) {
    const char* column = "";
    switch (b) {
      case By::kRegion: column = "c.region"; break;
      case By::kDepartment: column = "c.department"; break;
      case By::kLevel: column = "c.level"; break;
      case By::kItem: column = "CASE WHEN c.item_name = '' THEN c.item ELSE c.item_name || ' ' || c.item END"; break;
      case By::kIndicator: column = indicator; break;
      case By::kMonth: column = month; break;
    }
    out += fmt::format("{} AS g{}, ", column, ++n);
  }
  return out;
}

std::string places(size_t n) {
  std::string out;
  for (size_t i = 1; i <= n; ++i) out += (i > 1 ? ", " : "") + std::to_string(i);
  return out.empty() ? "" : " GROUP BY " + out;
}

class Adder {
 public:
  Adder(Connection& db, const std::vector<By>& by) : db_(db), by_(by) {}

  Result<Summary> operator()() {
    const bool of_cases = std::find(by_.begin(), by_.end(), By::kIndicator) == by_.end();
    for (const Status& s : {names(), of_cases ? cases() : Status(), cards(), retracted()})
      if (!s) return s.error();
    for (auto& [group, sums] : groups_) out_.groups.push_back(std::move(sums));
    return std::move(out_);
  }

 private:
  template <class Add>
  void add(Row r, Add to) {
    const std::vector<std::string> group(r.begin(), r.begin() + static_cast<long>(by_.size()));
    auto& sums = groups_[group];
    sums.group = group;
    for (Sums* s : {&sums, &out_.total}) {
      s->cards.resize(out_.cards.size());
      to(*s, r.subspan(by_.size()));
    }
  }

  Status names() {
    const auto take = [&](Row r) -> Status { return out_.cards.emplace_back(r[0]), Status(); };
    Status done = db_.query("SELECT card FROM zs_findings GROUP BY card ORDER BY min(rank), card", {}, take);
    out_.total.cards.resize(out_.cards.size());
    return done;
  }

  Status cases() {
    const std::string sql = "SELECT " + columns(by_, "substr(c.received, 1, 7)", "''") +
                            "sum(CASE WHEN c.received <> '' THEN 1 ELSE 0 END), sum(CASE WHEN c.received <> '' AND c.done <> '' THEN 1 ELSE 0 END), sum(c.legal_limit), sum(c.legal_used), sum(c.promised_limit), "
                            "sum(c.promised_used) FROM zs_cases c" + places(by_.size());
    return db_.query(sql, {}, [&](Row row) {
      add(row, [](Sums& s, Row r) {
        s.received += static_cast<uint64_t>(number(r[0])), s.done += static_cast<uint64_t>(number(r[1]));
        s.legal_limit += number(r[2]), s.legal_used += number(r[3]), s.promised_limit += number(r[4]), s.promised_used += number(r[5]);
      });
      return Status();
    });
  }

  Status cards() {
    const std::string each = "SELECT " + columns(by_, "substr(f.onset, 1, 7)", "f.indicator") +
                             "f.card AS card, f.ending AS ending, CASE WHEN " + withdrawn("c", "f") + " THEN 1 ELSE 0 END AS withdrawn FROM zs_findings f JOIN zs_cases c ON c.id = f.case_id";
    const std::string sql = "SELECT g.*, count(*) FROM (" + each + ") AS g" + places(by_.size() + 3);
    return db_.query(sql, {}, [&](Row row) -> Status {
      const auto card = static_cast<size_t>(std::find(out_.cards.begin(), out_.cards.end(), row[by_.size()]) - out_.cards.begin());
      if (card == out_.cards.size()) return Error{ErrorKind::kInternal, "汇总各步看到的不是账本的同一时刻", "the steps of a summary saw the ledger at several moments"};
      add(row, [&](Sums& s, Row r) {
        const auto n = static_cast<uint64_t>(number(r[3]));
        s.cards[card] += n;
        if (r[2] == "1") s.withdrawn += n;
        else if (r[1] == "0") s.on_table += n;
      });
      return Status();
    });
  }

  Status retracted() {
    const std::string sql = "SELECT " + columns(by_, "substr(h.onset, 1, 7)", "h.indicator") + "count(*) FROM zs_changes h JOIN zs_cases c ON c.key = h.key AND c.record = h.record WHERE h.change = '撤回'" + places(by_.size());
    return db_.query(sql, {}, [&](Row row) {
      add(row, [](Sums& s, Row r) { s.retracted += static_cast<uint64_t>(number(r[0])); });
      return Status();
    });
  }

  Connection& db_;
  const std::vector<By>& by_;
  Summary out_;
  std::map<std::vector<std::string>, Sums> groups_;
};

}  // namespace

Result<Summary> summary(Connection& db, const std::vector<By>& by) { return Adder(db, by)(); }

std::string percentage(int64_t part, int64_t whole) {
  if (whole <= 0) return "";
  const bool negative = part < 0;
  const __int128 hundredths = (static_cast<__int128>(negative ? -part : part) * 20'000 + whole) / (static_cast<__int128>(whole) * 2);
  const auto n = static_cast<uint64_t>(hundredths);
  return fmt::format("{}{}.{:02}%", negative && n ? "-" : "", n / 100, n % 100);
}

}  // namespace zs::ledger
