#pragma once
// --cases and --refs: which files hold which records.
#include "cli/bindings.h"
#include "io/readers/record_reader.h"
#include "runtime/bytecode/program.h"
#include "runtime/columns/fingerprint.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::cli {

/// All inputs of one record kind.
struct KindInputs {
  int model = -1;
  std::vector<readers::Input> inputs;
};

/// FILE, RECORD=FILE and RECORD.LIST=FILE, globs expanded, kinds in the order first named. `default_model` (-1: none)
/// is the kind of a bare FILE. Names are Chinese names or codes. Of a kind that has one of the bindings, FILE is a folder or a
/// glob of files that are the binding's tables.
Result<std::vector<KindInputs>> parse_inputs(const model::Models& models, int default_model, const std::vector<std::string>& specs, readers::Format format, const Bindings& bindings = {});

/// The record kind of a bare FILE: `asked`, else 办件, else the only kind that the rules judge. -1: cannot be told.
Result<int> default_kind(const bytecode::Program& program, const std::string& asked);
Result<int> kind_named(const model::Models& models, const std::string& name);

/// The records of one kind, as they were read: for provenance.
struct DataOrigin {
  std::string record;
  std::vector<std::string> files;   // as --cases takes them: FILE, or RECORD.LIST=FILE
  uint64_t read = 0, rejected = 0;
  std::string fingerprint;   // of the records taken: see runtime/columns/fingerprint.h
};
DataOrigin origin_of(const model::Models& models, const KindInputs& inputs, const readers::RecordReader& reader, const columns::Fingerprint& fingerprint);

/// Reference tables, whole.
struct References {
  std::vector<std::unique_ptr<columns::Table>> tables;  // by model index
  std::vector<const columns::Table*> pointers;
  uint64_t read = 0, rejected = 0;
  std::vector<DataOrigin> origins;
};
Result<References> load_references(const Context& context, const model::Models& models, const std::vector<KindInputs>& kinds, readers::ReadOptions options,
                                   const readers::OnReject& on_reject);

/// "auto", "utf-8", "gb18030".
Result<readers::Format> format_option(const std::string& given);  // of --cases-format; kAuto where nothing was given
Result<readers::Encoding> encoding_named(const std::string& name);

}  // namespace zs::cli
