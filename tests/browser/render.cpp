// report_render DATA.json PAGE.html: the page that replay makes of these data.
#include "replay/report.h"

#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: zs_report_render DATA.json PAGE.html\n";
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(in), {}};
  std::ofstream out(argv[2], std::ios::binary);
  out << zs::replay::render_report(json);
  return in && out.flush() ? 0 : 1;
}
