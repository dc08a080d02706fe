# Shared by the scripts of this folder; to be sourced.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Rule files and findings are UTF-8, whatever the caller's locale says. Messages follow the caller's language.
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
  zh*) zs_lang=zh ;;
  *) zs_lang=en ;;
esac
export LC_ALL=C.UTF-8 LANG=C.UTF-8

# say ZH EN: one line on stderr in the caller's language.
say() {
  if [ "$zs_lang" = zh ]; then printf '%s\n' "== $1" >&2; else printf '%s\n' "== $2" >&2; fi
}
# fail ZH EN [CODE]
fail() {
  say "错误：$1" "error: $2"
  exit "${3:-1}"
}

# Compile through ccache where it is installed (it makes a second build short; the first one works without it).
launcher=()
if command -v ccache >/dev/null 2>&1; then
  launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi

# configure PRESET [ARG...]
configure() {
  local preset=$1
  shift
  (cd "$root" && cmake --preset "$preset" "${launcher[@]}" "$@") >"$root/build/.configure.log" 2>&1 || {
    cat "$root/build/.configure.log" >&2
    fail 'cmake 配置失败（见上）；缺软件包时请先运行 scripts/setup' 'cmake could not configure (see above); if a package is missing, run scripts/setup'
  }
}
mkdir -p "$root/build"
