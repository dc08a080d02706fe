#include "cli/options.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace zs::cli {

std::string text_of(const po::variables_map& given, const char* name, std::string otherwise) {
  return given.count(name) ? given[name].as<std::string>() : std::move(otherwise);
}

std::vector<std::string> texts_of(const po::variables_map& given, const char* name) {
  return given.count(name) ? given[name].as<std::vector<std::string>>() : std::vector<std::string>();
}

int terminal_width(int otherwise) {
  winsize size{};
  return ::isatty(1) && ::ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : otherwise;
}

}  // namespace zs::cli
