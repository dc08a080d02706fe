// zs completion: scripts for the shells, made from the table of verbs.
#include "cli/verb.h"

#include <fmt/format.h>

namespace zs::cli {
namespace {

void no_options(const Context&, po::options_description&) {}

std::string words_of(const Context& context, const Verb& verb) {
  std::string s;
  for (const auto& o : option_names(context, verb)) s += (s.empty() ? "--" : " --") + o;
  return s;
}

std::string verb_list() {
  std::string s;
  for (const auto& v : verbs()) s += (s.empty() ? "" : " ") + v.name;
  return s;
}

std::string bash(const Context& context) {
  std::string s = "_zs() {\n  local word=${COMP_WORDS[COMP_CWORD]}\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W '" + verb_list() +
                  "' -- \"$word\"))\n    return\n  fi\n  local options=\n  case ${COMP_WORDS[1]} in\n";
  for (const auto& v : verbs()) s += fmt::format("    {}) options='{}' ;;\n", v.name, words_of(context, v));
  return s + "  esac\n  case $word in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n  esac\n}\n"
             "complete -o filenames -F _zs zs\n";
}

std::string zsh(const Context& context) {
  std::string s = "#compdef zs\n_zs() {\n  if (( CURRENT == 2 )); then\n    compadd -- " + verb_list() + "\n    return\n  fi\n  case $words[2] in\n";
  for (const auto& v : verbs()) s += fmt::format("    {}) [[ $PREFIX == -* ]] && compadd -- {} || _files ;;\n", v.name, words_of(context, v));
  return s + "  esac\n}\ncompdef _zs zs\n";
}

std::string fish(const Context& context) {
  std::string s;
  for (const auto& v : verbs()) {
    s += fmt::format("complete -c zs -n __fish_use_subcommand -a {} -d '{}'\n", v.name, context.pick(v.what.zh, v.what.en));
    for (const auto& o : option_names(context, v)) s += fmt::format("complete -c zs -n '__fish_seen_subcommand_from {}' -l {}\n", v.name, o);
  }
  return s;
}

int run(Context& context, const po::variables_map& given) {
  const std::string shell = given.count("shell") ? given["shell"].as<std::string>() : "";
  if (shell == "bash") context.print(bash(context));
  else if (shell == "zsh") context.print(zsh(context));
  else if (shell == "fish") context.print(fish(context));
  else return context.usage("请指明 bash、zsh 或 fish", "say bash, zsh or fish");
  return Exit::kDone;
}

}  // namespace

Verb completion_verb() {
  return {"completion", "zs completion bash|zsh|fish", {"输出命令补全脚本", "print a shell's completion script"},
          {"zs completion bash > /etc/bash_completion.d/zs", "source <(zs completion zsh)"}, no_options, {"shell"}, run};
}

}  // namespace zs::cli
