#pragma once
// --set and --reading: the rules as they would be.
#include "cli/context.h"
#include "cli/verb.h"
#include "compiler/compile.h"

#include <string>
#include <vector>

namespace zs::cli {

/// The two options; `whose` says whose rules they change where a verb has several packs.
void add_whatif_options(const Context& context, po::options_description& options, const Words& whose = {});

/// --set 目标=值 and --reading 口径=选项 of a command line.
Result<CompileOptions> whatif_options(const po::variables_map& given);
/// One 目标=值: what stands before and after the first =.
Result<Setting> setting_of(const std::string& text);

/// As they were written: 上传期限=2个工作日, 口径 时差=工作小时. For provenance.
std::vector<std::string> shown_settings(const CompileOptions& options);

}  // namespace zs::cli
