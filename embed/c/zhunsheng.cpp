// The C interface: handles around embed/judge.h. No exception leaves a function.
#include "embed/c/zhunsheng.h"

#include "embed/judge.h"
#include "io/binding/instant_text.h"

#include <algorithm>
#include <cstring>
#include <new>

struct zs_error { zs::Error error; };
struct zs_pack { zs::embed::Pack pack; };
struct zs_references { zs::embed::References references; };
struct zs_engine { std::shared_ptr<const zs::embed::Engine> engine; };
struct zs_options { zs::embed::Options options; };
struct zs_run { std::unique_ptr<zs::embed::Run> run; };
struct zs_result { zs::embed::Outcome outcome; };

namespace {

using zs::Error;
using zs::ErrorKind;
using zs::Status;

zs_status status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
    case ErrorKind::kInput: return ZS_USAGE;
    case ErrorKind::kLimit: return ZS_LIMIT;
    case ErrorKind::kIo: return ZS_IO;
    default: return ZS_INTERNAL;
  }
}

zs_status fail(zs_error** error, Error e) {
  const zs_status status = status_of(e.kind);
  if (error) *error = new (std::nothrow) zs_error{std::move(e)};
  return status;
}

/// Runs the body, a function that returns a Status; exceptions become errors.
template <class Body>
zs_status guarded(zs_error** error, Body body) {
  if (error) *error = nullptr;
  try {
    const Status s = body();
    return s ? ZS_OK : fail(error, s.error());
  } catch (const std::bad_alloc&) {
    return fail(error, {ErrorKind::kLimit, "内存不足", "out of memory"});
  } catch (const std::exception& e) {
    return fail(error, {ErrorKind::kInternal, std::string("内部错误：") + e.what(), std::string("internal error: ") + e.what()});
  } catch (...) {
    return fail(error, {ErrorKind::kInternal, "内部错误", "internal error"});
  }
}

Status missing(const char* what) { return Error{ErrorKind::kUsage, std::string("参数 ") + what + " 为空指针", std::string("the argument ") + what + " is NULL"}; }

/// Whatever becomes of a call, its array was taken.
class Taken {
 public:
  explicit Taken(ArrowArray* a) : array_(a && a->release ? zs::arrow::taken(*a) : ArrowArray{}) {}
  Taken(const Taken&) = delete;
  ~Taken() {
    if (array_.release) array_.release(&array_);
  }
  ArrowArray& operator*() { return array_; }

 private:
  ArrowArray array_;
};

zs_status given_out(const zs_result* result, const zs::arrow::Columns zs::embed::Outcome::* which, ArrowSchema* schema, ArrowArray* array, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!result) return missing("result");
    if (!schema) return missing("schema");
    if (!array) return missing("array");
    zs::arrow::export_columns(result->outcome.*which, *schema, *array);
    return {};
  });
}

zs::embed::Outcome nothing() {
  const auto none = std::make_shared<const std::vector<zs::arrow::Column>>();
  return {none, none, none, none, {}};
}

Status stream_error(ArrowArrayStream& stream, int code) {
  const char* why = stream.get_last_error ? stream.get_last_error(&stream) : nullptr;
  const std::string text = why ? why : std::strerror(code);
  return Error{ErrorKind::kIo, "读不了 Arrow 流：" + text, "cannot read the Arrow stream: " + text};
}

struct StreamGuard {
  ArrowArrayStream* stream;
  ArrowSchema schema{};
  ~StreamGuard() {
    if (schema.release) schema.release(&schema);
    if (stream->release) stream->release(stream);
  }
};

Status push_all(zs::embed::Run& run, ArrowArrayStream& stream, int (*on_result)(zs_result*, void*), void* user) {
  StreamGuard guard{&stream};
  if (const int code = stream.get_schema(&stream, &guard.schema); code != 0) return stream_error(stream, code);
  for (;;) {
    ArrowArray array{};
    if (const int code = stream.get_next(&stream, &array); code != 0) return stream_error(stream, code);
    if (!array.release) return {};
    auto outcome = run.push(guard.schema, array);
    if (!outcome) return outcome.error();
    if (on_result(new zs_result{std::move(*outcome)}, user) != 0) return {};
  }
}

}  // namespace

extern "C" {

uint32_t zs_abi_version(void) { return ZS_ABI_VERSION; }
const char* zs_version(void) { return ZS_VERSION; }

zs_status zs_error_status(const zs_error* e) { return e ? status_of(e->error.kind) : ZS_OK; }
const char* zs_error_zh(const zs_error* e) { return e ? e->error.zh.c_str() : ""; }
const char* zs_error_en(const zs_error* e) { return e ? e->error.en.c_str() : ""; }
void zs_error_free(zs_error* e) { delete e; }

zs_status zs_pack_open(const char* path, zs_pack** out, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!path) return missing("path");
    if (!out) return missing("out");
    auto pack = zs::embed::open_pack(path);
    if (!pack) return pack.error();
    *out = new zs_pack{std::move(*pack)};
    return {};
  });
}

zs_status zs_pack_decode(const void* bytes, size_t size, zs_pack** out, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!bytes && size > 0) return missing("bytes");
    if (!out) return missing("out");
    auto pack = zs::embed::decode_pack({static_cast<const char*>(bytes), size});
    if (!pack) return pack.error();
    *out = new zs_pack{std::move(*pack)};
    return {};
  });
}

const char* zs_pack_code(const zs_pack* p) { return p ? p->pack.program->code.c_str() : ""; }
const char* zs_pack_version(const zs_pack* p) { return p ? p->pack.program->version.c_str() : ""; }
const char* zs_pack_hash(const zs_pack* p) { return p ? p->pack.hash.c_str() : ""; }
void zs_pack_free(zs_pack* p) { delete p; }

zs_status zs_references_new(const zs_pack* pack, zs_references** out, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!pack) return missing("pack");
    if (!out) return missing("out");
    *out = new zs_references{zs::embed::References(pack->pack)};
    return {};
  });
}

zs_status zs_references_add(zs_references* references, const char* record, const ArrowSchema* schema, ArrowArray* array, zs_result** rejects, zs_error** error) {
  Taken taken(array);
  return guarded(error, [&]() -> Status {
    if (!references) return missing("references");
    if (!record) return missing("record");
    if (!schema) return missing("schema");
    if (!array) return missing("array");
    auto rejected = references->references.add(record, *schema, *taken);
    if (!rejected) return rejected.error();
    if (!rejects) return {};
    auto outcome = nothing();
    outcome.counts.rejected = static_cast<uint64_t>((*rejected)->front().size());
    outcome.rejects = std::move(*rejected);
    *rejects = new zs_result{std::move(outcome)};
    return {};
  });
}
void zs_references_free(zs_references* r) { delete r; }

zs_status zs_engine_new(const zs_pack* pack, const zs_references* references, zs_engine** out, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!pack) return missing("pack");
    if (!out) return missing("out");
    auto engine = zs::embed::Engine::make(pack->pack, references ? &references->references : nullptr);
    if (!engine) return engine.error();
    *out = new zs_engine{std::move(*engine)};
    return {};
  });
}
void zs_engine_free(zs_engine* e) { delete e; }

zs_status zs_options_new(zs_options** out, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!out) return missing("out");
    *out = new zs_options{};
    return {};
  });
}

zs_status zs_options_as_of(zs_options* options, const char* instant, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!options) return missing("options");
    if (!instant) return missing("instant");
    const auto t = zs::binding::parse_instant(instant);
    if (!t) return Error{ErrorKind::kUsage, std::string("as_of「") + instant + "」" + t.error().zh, std::string("as_of “") + instant + "”: " + t.error().en};
    options->options.as_of = *t;
    return {};
  });
}

zs_status zs_options_as_of_seconds(zs_options* options, int64_t seconds, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!options) return missing("options");
    if (seconds < zs::kMinInstant - zs::kCstOffset || seconds > zs::kMaxInstant - zs::kCstOffset)
      return Error{ErrorKind::kUsage, "as_of 的年份须在 1000 至 9999 之间", "as_of must lie in the years 1000 to 9999"};
    options->options.as_of = seconds + zs::kCstOffset;
    return {};
  });
}
void zs_options_threads(zs_options* options, unsigned threads) {
  if (options) options->options.threads = threads;
}
void zs_options_schedule(zs_options* options, int wanted) {
  if (options) options->options.schedule = wanted != 0;
}
void zs_options_free(zs_options* o) { delete o; }

zs_status zs_run_new(const zs_engine* engine, const char* record, const zs_options* options, zs_run** out, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!engine) return missing("engine");
    if (!record) return missing("record");
    if (!options) return missing("options");
    if (!out) return missing("out");
    auto run = zs::embed::Run::start(engine->engine, record, options->options);
    if (!run) return run.error();
    *out = new zs_run{std::move(*run)};
    return {};
  });
}

zs_status zs_run_push(zs_run* run, const ArrowSchema* schema, ArrowArray* array, zs_result** out, zs_error** error) {
  Taken taken(array);
  return guarded(error, [&]() -> Status {
    if (!run) return missing("run");
    if (!schema) return missing("schema");
    if (!array) return missing("array");
    if (!out) return missing("out");
    auto outcome = run->run->push(*schema, *taken);
    if (!outcome) return outcome.error();
    *out = new zs_result{std::move(*outcome)};
    return {};
  });
}

zs_status zs_run_push_stream(zs_run* run, ArrowArrayStream* stream, int (*on_result)(zs_result*, void*), void* user, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!stream || !stream->release) return missing("stream");
    if (run && on_result) return push_all(*run->run, *stream, on_result, user);
    stream->release(stream);
    return missing(run ? "on_result" : "run");
  });
}

zs_status zs_run_finish(zs_run* run, zs_result** out, zs_error** error) {
  return guarded(error, [&]() -> Status {
    if (!run) return missing("run");
    if (!out) return missing("out");
    *out = new zs_result{run->run->finish()};
    return {};
  });
}

const char* zs_run_unknown_column(const zs_run* run, size_t index) {
  if (!run || index >= run->run->unknown_names().size()) return nullptr;
  return std::next(run->run->unknown_names().begin(), static_cast<std::ptrdiff_t>(index))->c_str();
}
void zs_run_free(zs_run* r) { delete r; }

void zs_result_counts(const zs_result* result, zs_counts* counts) {
  if (!result || !counts || counts->size < sizeof(size_t)) return;
  const auto& c = result->outcome.counts;
  zs_counts all{counts->size, c.read, c.evaluated, c.rejected, c.out_of_force, c.unknown_yet, c.provisional_quiet};
  std::memcpy(counts, &all, std::min(counts->size, sizeof all));
}

zs_status zs_result_findings(const zs_result* r, ArrowSchema* schema, ArrowArray* array, zs_error** error) { return given_out(r, &zs::embed::Outcome::findings, schema, array, error); }
zs_status zs_result_undecided(const zs_result* r, ArrowSchema* schema, ArrowArray* array, zs_error** error) { return given_out(r, &zs::embed::Outcome::undecided, schema, array, error); }
zs_status zs_result_schedule(const zs_result* r, ArrowSchema* schema, ArrowArray* array, zs_error** error) { return given_out(r, &zs::embed::Outcome::schedule, schema, array, error); }
zs_status zs_result_rejects(const zs_result* r, ArrowSchema* schema, ArrowArray* array, zs_error** error) { return given_out(r, &zs::embed::Outcome::rejects, schema, array, error); }
void zs_result_free(zs_result* r) { delete r; }

}  // extern "C"
