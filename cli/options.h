#pragma once
// Declaring options and reading what was given: the same few lines for every verb.
#include "cli/verb.h"

#include <string>
#include <vector>

namespace zs::cli {

/// Adds options, described in the language of the context.
class AddOption {
 public:
  AddOption(const Context& context, po::options_description& options) : context_(context), options_(options) {}
  void operator()(const char* name, const po::value_semantic* value, const char* zh, const char* en) const { options_.add_options()(name, value, context_.pick(zh, en).c_str()); }

 private:
  const Context& context_;
  po::options_description& options_;
};

/// A text; several, in one use or in many. `shown` stands for it in the help.
inline po::value_semantic* one_text(const char* shown) { return po::value<std::string>()->value_name(shown); }
inline po::value_semantic* many_texts(const char* shown) { return po::value<std::vector<std::string>>()->multitoken()->composing()->value_name(shown); }

std::string text_of(const po::variables_map& given, const char* name, std::string otherwise = "");
std::vector<std::string> texts_of(const po::variables_map& given, const char* name);

/// The terminal's width; `otherwise` where standard output is none.
int terminal_width(int otherwise);

}  // namespace zs::cli
