#pragma once
// A typed program as readable text, for tests and for reports of differences. Not a language: nothing reads it back.
#include "compiler/typed/program.h"

#include <string>

namespace zs::typed {

/// One expression, e.g. 且(已发生(办件.办结时间), 是空(办件.申请人名称)).
std::string dump(const Program& program, ExprId id);
std::string dump_clock(const Program& program, int clock);
std::string dump(const Program& program, const Indicator& indicator);
std::string dump(const Program& program, const Aggregate& aggregate);
/// Everything: header, models, calendars, indicators, aggregates.
std::string dump(const Program& program);

std::string text_of(const Rational& n);

}  // namespace zs::typed
