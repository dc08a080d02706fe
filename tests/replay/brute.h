#pragma once
// The second judge of a replay: two full runs, compared record by record.
#include "replay/session.h"

#include <map>
#include <string>
#include <vector>

namespace zs::replay {

/// By record and indicator's code: what the old rules say and what the new ones say, where they differ.
using Lines = std::map<std::string, std::pair<std::string, std::string>>;

/// Tables of the references by model, the same for both.
using Tables = std::vector<const columns::Table*>;
Lines by_brute_force(const bytecode::Program& a, const bytecode::Program& b, const Tables& references, const columns::Table& table, Instant as_of);
Lines by_session(Session& session, const columns::Table& table, const bytecode::Program& new_program);

/// old + gained − lost = new, for every card of every indicator and in all.
void expect_sums(const Session& session);

}  // namespace zs::replay
