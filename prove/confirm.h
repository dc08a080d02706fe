#pragma once
// A sample becomes a witness only where the oracle and the machine both say so.
#include "prove/compare.h"
#include "prove/trial.h"

namespace zs::prove {

/// Judges samples by both rule sets with both judges. Programs are lowered once, when first asked.
class Confirm {
 public:
  Confirm(const Party& old_party, const Party& new_party, std::string model, std::vector<std::string> cards);
  ~Confirm();
  /// nullopt where the two judges disagree, or the answers at that instant look alike to a user.
  std::optional<Witness> operator()(const Sample& sample, Instant at);

 private:
  struct Machine;
  Party old_, new_;
  std::string model_;
  std::vector<std::string> cards_;
  std::unique_ptr<Machine> was_, is_;
};

/// The whole timeline of one record by one party, as it is shown.
std::vector<ShownBar> bars(const Party& party, const Trials::Bound& bound, const std::vector<std::string>& cards);

}  // namespace zs::prove
