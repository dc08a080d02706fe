// zs_docs_generate ROOT: rewrites the generated pages of ROOT/docs from the tables below ROOT.
#include "docs/generate/pages.h"

#include <cstdio>
#include <fstream>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: zs_docs_generate ROOT\n", stderr);
    return 2;
  }
  const std::string root = argv[1];
  for (const zs::docs::Page& page : zs::docs::pages(root)) {
    const std::string path = root + "/docs/" + page.name;
    std::ofstream out(path, std::ios::binary);
    out << page.text;
    out.close();
    if (!out) {
      std::fprintf(stderr, "cannot write %s\n", path.c_str());
      return 5;
    }
    std::printf("%s\n", path.c_str());
  }
  return 0;
}
