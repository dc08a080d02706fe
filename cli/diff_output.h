#pragma once
// What zs diff says: words, JSON, and the files of witnesses.
#include "cli/pack.h"
#include "prove/compare.h"

namespace zs::cli {

/// A paragraph for each indicator that differs, after a line of sums.
std::string diff_words(const Context& context, const Pack& old_pack, const Pack& new_pack, const prove::Compared& compared);
std::string diff_json(const Pack& old_pack, const Pack& new_pack, const prove::Compared& compared);
/// Does any indicator differ in meaning, or could it not be told?
bool differs(const prove::Compared& compared);

/// A timeline in words: 2024-03-14 00:00 起黄牌.
std::string bars_words(const Context& context, const std::vector<prove::ShownBar>& bars);

/// One witness with the key it gets in a file.
struct KeyedWitness {
  std::string key;
  const prove::Witness* witness;
};
std::vector<KeyedWitness> witnesses_of(const prove::Compared& compared);
/// Into a folder one file for each record kind and reference table; into a file (.ndjson) the records, with reference tables beside
/// it. Returns the files written. Errors: several record kinds for one file (kUsage), kIo.
Result<std::vector<std::string>> write_witnesses(const std::string& path, const model::Models& models, const std::vector<KeyedWitness>& witnesses);

}  // namespace zs::cli
