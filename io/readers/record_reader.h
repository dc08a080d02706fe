#pragma once
// All the records of one kind, from all their files, bound and in batches; what cannot be taken is reported.
#include "io/binding/problem.h"
#include "io/binding/table_builder.h"
#include "io/databases/databases.h"
#include "io/readers/block_queue.h"
#include "io/readers/key_set.h"
#include "io/readers/record_source.h"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace zs::readers {

enum class Format : uint8_t { kAuto, kCsv, kNdjson, kJson, kParquet, kRejects /* a file of rejects, corrected */ };

/// By the name, without .gz and .zst: .csv .tsv .txt, .ndjson .jsonl, .json, .parquet; kAuto where it tells nothing.
Format format_of(const std::string& path);
/// csv, ndjson, jsonl, json, parquet; kAuto for anything else.
Format format_named(const std::string& name);
/// The files that a pattern (* ? [..]) names, sorted; a path without such signs, and one that exists as it stands, is itself.
/// None found is an error.
Result<std::vector<std::string>> expand(const std::string& pattern);

struct Input {
  std::string path;                 // "-": standard input; or a table of a database: see io/databases/location.h
  Format format = Format::kAuto;
  int list = -1;                    // a nested list's rows: the field of the list in the record's model
  std::shared_ptr<const model::DataBinding> binding;  // `path` holds tables, of which the records are made
};

/// The records of one file or of standard input ("-"), decompressed. Error: a folder, a format that cannot be told, a file that
/// cannot be read.
Result<std::unique_ptr<RecordSource>> open_records(const std::string& path, Format format, Encoding encoding, Flow* flow = nullptr);

/// Large enough that a batch's fixed costs do not count, small enough that several under way fit into a cache and little memory.
inline constexpr size_t kUsualBatch = 8'192;

struct ReadOptions {
  Encoding encoding = Encoding::kAuto;
  size_t batch = kUsualBatch;       // records of a table, at most; fewer where a source has them in smaller blocks
  Flow* flow = nullptr;             // must outlive the reader; once it says stop, next() ends between two records
  unsigned threads = 1;             // that bind; 0: as many as the machine has. What is read does not depend on it
  size_t join_memory = 256u << 20;  // bytes that the rows of list files may take; beyond it they are joined on disk
  std::shared_ptr<databases::Databases> databases = nullptr;  // shared by readers that should see one moment; null: of the reader's own
};

/// A remark for the user that rejects nothing.
struct Note {
  std::string zh, en;
};

using OnReject = std::function<void(const binding::Reject&)>;

class RecordReader {
 public:
  /// The models must outlive the reader. Inputs with a list are read whole at the first call of next(), and so are the records
  /// where the lists do not fit into memory; the rows hang on the parent's key, in any order, and follow the rows that the
  /// record itself brings.
  RecordReader(const model::Models& models, int model, std::vector<Input> inputs, ReadOptions options, OnReject on_reject);
  ~RecordReader();

  /// The next batch, never an empty one; false at the end. Rejects are reported as they are met, those of child rows
  /// without a parent at the end. Errors: a file that cannot be read, a missing key column, a column given twice.
  Result<bool> next(columns::Table& out);

  /// Of each record of the batch that next() gave last: how many records were looked at before it. Two readers of the same
  /// inputs agree on them, whatever each of them rejects.
  const std::vector<uint64_t>& ordinals() const noexcept { return ordinals_; }
  /// Records looked at so far (rows of child files are not records), how many of them were rejected, and how many rows of
  /// child files were by themselves (broken lines, orphans).
  uint64_t read() const noexcept { return read_; }
  uint64_t rejected() const noexcept { return rejected_; }
  uint64_t rejected_rows() const noexcept { return rejected_rows_; }
  /// Did the reading end before the input did, because it was told to?
  bool stopped() const noexcept { return stopped_; }
  /// Complete once next() said false: unknown columns, empty files.
  const std::vector<Note>& notes() const noexcept { return notes_; }
  /// See TableBuilder::seen.
  const std::vector<bool>& seen(int model) const noexcept { return builder_.seen(model); }

 private:
  struct Children;
  class Parked;
  Result<std::unique_ptr<RecordSource>> open(const Input& input);
  Status check_columns(const std::vector<std::string>& columns, const std::string& file);
  Status load_children();
  Status load_child_file(const Input& input);
  Status park_records();
  std::string_view key_text(const Pulled& pulled) const;
  Result<bool> open_next();
  Result<bool> next_batch(columns::Table& out);
  /// What was bound and not given yet; false where that is nothing.
  bool give(columns::Table& out);
  Status take(const Pulled& pulled);
  /// The source's blocks, where they may be used.
  BlockSource* blocks() const;
  /// False where the source has no more, or none may be fetched. The table is empty where nothing of the block was taken.
  Result<bool> next_block(BlockSource& source, columns::Table& out);
  Status take_block(BlockQueue::Ready& ready, columns::Table& out);
  void note_seen(const columns::Table& table);
  /// False where no file follows: then the reading is finished.
  Result<bool> turn_page();
  /// A row of a child file by itself.
  void reject_row(binding::Reject reject);
  void reject(binding::Reject reject);
  bool stopping() const { return options_.flow && options_.flow->stop; }
  Status finish();

  const model::Models& models_;
  int model_;
  std::vector<Input> parents_, children_inputs_;
  ReadOptions options_;
  OnReject on_reject_;
  binding::TableBuilder builder_;
  binding::Names names_;
  std::unique_ptr<Children> children_;
  std::unique_ptr<RecordSource> source_;
  std::unique_ptr<BlockQueue> queue_;  // made when first needed
  std::string file_;
  size_t next_parent_ = 0;
  std::vector<uint64_t> ordinals_, next_ordinals_;
  uint64_t read_ = 0, rejected_ = 0, rejected_rows_ = 0, read_in_file_ = 0;
  bool started_ = false, finished_ = false, stopped_ = false;
  KeySet keys_;   // of the records taken
  std::set<std::string> unknown_children_;
  std::vector<Note> notes_;
};

}  // namespace zs::readers
