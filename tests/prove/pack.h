#pragma once
// Small rule sets for questions about them.
#include "compiler/compile.h"
#include "prove/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace zs::prove {

/// The declarations before the indicators: cards 黄牌 < 红牌, 工作日历 (2024, no holidays), the record 案件.
std::string head();
/// `head` with something else in place of a part of it.
std::string head_with(const std::string& part, const std::string& instead);

/// Compiles head and indicators; errors fail the test.
std::unique_ptr<Compilation> compiled(const std::string& text);

replay::TextOf text_of(const Compilation& c);
/// Never by the clock, so that answers are always the same.
Options options();
Compared compared(const std::string& old_text, const std::string& new_text);
/// "stricter" and so on, of the indicator with this code.
std::string verdict(const Compared& c, const std::string& code);
const Comparison& of(const Compared& c, const std::string& code);

}  // namespace zs::prove
