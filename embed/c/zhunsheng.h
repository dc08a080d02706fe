/* Zhunsheng 准绳: judging government-service cases by compiled rules, from any language that can call C.
 *
 * A pack (.zsb, made by `zs build`) and its reference tables make an engine. Records come as Arrow record batches through
 * the Arrow C Data Interface; findings, undecided answers, scheduled changes and rejects go out the same way.
 * 规则包（zs build 生成的 .zsb）与引用表构成引擎；记录以 Arrow C 数据接口进入，结果以同样方式返回。
 *
 *     zs_pack_open → zs_engine_new → zs_options_new, zs_options_as_of → zs_run_new → zs_run_push … → zs_run_finish → zs_result_findings
 *
 * OWNERSHIP 所有权
 *   - Every handle that a function gives is the caller's and is freed by the function of its type; freeing NULL does nothing.
 *     An engine keeps what it needs of its pack and references, a run of its engine and options: any of them may be freed first.
 *   - An ArrowArray that is passed in is TAKEN, whatever the function returns: its `release` is NULL afterwards, and the library
 *     releases it - before zs_run_push returns, on the calling thread; for reference tables at the latest in
 *     zs_references_free. Nobody else may touch its buffers until then. 传入的 ArrowArray 总被取走并由库释放。
 *   - An ArrowSchema that is passed in is only read; it stays the caller's, and may serve many batches. 传入的 ArrowSchema 只读。
 *   - An ArrowSchema and an ArrowArray that are given out are the caller's, who calls their `release`; they stay valid after the
 *     result, run and engine are freed. Nothing is copied for them, and they may be asked for more than once.
 *   - Texts (const char*) are UTF-8 and belong to the handle they were asked of.
 *
 * THREADS 线程
 *   - zs_pack and zs_engine are immutable: any number of threads may use one at the same time. zs_result and zs_error may be
 *     read from any number of threads. zs_references, zs_options and zs_run are used by one thread at a time.
 *   - What is given out may be released on any thread. Nothing here is global, reads a clock, prints or ends the process.
 *
 * ERRORS 错误
 *   - Functions that can fail return a zs_status; where `error` is not NULL, *error is set to what happened (NULL on success), in
 *     Chinese and in English. Records that cannot be taken are no errors: they are rejects of the result.
 *
 * VERSIONS 版本
 *   - zs_abi_version() rises when functions are added. What is here keeps its meaning as long as the library is libzhunsheng.so.1.
 */
#ifndef ZHUNSHENG_H
#define ZHUNSHENG_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ZS_API __attribute__((visibility("default")))
#else
#define ZS_API
#endif

/* The version of this header; the library's is zs_abi_version(). */
#define ZS_ABI_VERSION 1

#ifdef __cplusplus
extern "C" {
#endif

/* The Arrow C Data Interface and C Stream Interface, as their specification prints them. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

typedef struct zs_pack zs_pack;
typedef struct zs_references zs_references;
typedef struct zs_engine zs_engine;
typedef struct zs_options zs_options;
typedef struct zs_run zs_run;
typedef struct zs_result zs_result;
typedef struct zs_error zs_error;

/* The numbers are the exit codes of the command line. */
typedef enum zs_status {
  ZS_OK = 0,
  ZS_USAGE = 2,     /* the call, the pack or the shape of the data is wrong */
  ZS_LIMIT = 4,     /* too large, or out of memory */
  ZS_IO = 5,        /* a file or a stream could not be read */
  ZS_INTERNAL = 70  /* a fault of the library */
} zs_status;

/* ---- versions and errors ---------------------------------------------------------------------------------------- */

ZS_API uint32_t zs_abi_version(void);
ZS_API const char* zs_version(void); /* the engine's, e.g. "0.1.0" */

ZS_API zs_status zs_error_status(const zs_error* error);
ZS_API const char* zs_error_zh(const zs_error* error);
ZS_API const char* zs_error_en(const zs_error* error);
ZS_API void zs_error_free(zs_error* error);

/* ---- packs 规则包 ----------------------------------------------------------------------------------------------- */

ZS_API zs_status zs_pack_open(const char* path, zs_pack** out, zs_error** error);
/* The bytes of a .zsb; they are not kept. */
ZS_API zs_status zs_pack_decode(const void* bytes, size_t size, zs_pack** out, zs_error** error);
ZS_API const char* zs_pack_code(const zs_pack* pack);    /* the rule set's */
ZS_API const char* zs_pack_version(const zs_pack* pack); /* likewise */
ZS_API const char* zs_pack_hash(const zs_pack* pack);    /* 64 hexadecimal digits that name exactly these rules */
ZS_API void zs_pack_free(zs_pack* pack);

/* ---- engines 引擎 ----------------------------------------------------------------------------------------------- */

ZS_API zs_status zs_references_new(const zs_pack* pack, zs_references** out, zs_error** error);
/* A batch of a reference table, named by its Chinese name or code (事项, item); several batches are one table. Rejected rows
 * become *rejects where `rejects` is not NULL: a result with rejects only, else freed unseen. */
ZS_API zs_status zs_references_add(zs_references* references, const char* record, const struct ArrowSchema* schema, struct ArrowArray* array,
                                   zs_result** rejects, zs_error** error);
ZS_API void zs_references_free(zs_references* references);

/* `references` may be NULL: then fields of reference tables are unknown. */
ZS_API zs_status zs_engine_new(const zs_pack* pack, const zs_references* references, zs_engine** out, zs_error** error);
ZS_API void zs_engine_free(zs_engine* engine);

/* ---- runs 判定 -------------------------------------------------------------------------------------------------- */

ZS_API zs_status zs_options_new(zs_options** out, zs_error** error);
/* The instant to answer for, required: "2024-10-09T12:00:00+08:00", or without an offset China Standard Time. */
ZS_API zs_status zs_options_as_of(zs_options* options, const char* instant, zs_error** error);
/* The same as seconds since 1970 in UTC. */
ZS_API zs_status zs_options_as_of_seconds(zs_options* options, int64_t seconds, zs_error** error);
/* 1 by default; 0: as many as the machine has. Results do not depend on it. */
ZS_API void zs_options_threads(zs_options* options, unsigned threads);
/* Whether the next changes are told (0 by default). */
ZS_API void zs_options_schedule(zs_options* options, int wanted);
ZS_API void zs_options_free(zs_options* options);

/* Batches of one kind of record (办件, case): keys must be unique over all of them, 统计指标 count over all of them. */
ZS_API zs_status zs_run_new(const zs_engine* engine, const char* record, const zs_options* options, zs_run** out, zs_error** error);
/* Judges a batch, a struct array. Columns are found by the fields' Chinese names or codes; see docs/embedding.md for types. */
ZS_API zs_status zs_run_push(zs_run* run, const struct ArrowSchema* schema, struct ArrowArray* array, zs_result** out, zs_error** error);
/* Every batch of a stream, which is released in any case. `on_result` gets each result and owns it; returning other than 0 ends
 * the reading, and this function returns ZS_OK. */
ZS_API zs_status zs_run_push_stream(zs_run* run, struct ArrowArrayStream* stream, int (*on_result)(zs_result* result, void* user), void* user, zs_error** error);
/* The findings about groups of all records pushed so far (统计指标); a result like others, mostly an empty one. */
ZS_API zs_status zs_run_finish(zs_run* run, zs_result** out, zs_error** error);
/* Columns met so far that no field has, one after another; NULL when there are no more. */
ZS_API const char* zs_run_unknown_column(const zs_run* run, size_t index);
ZS_API void zs_run_free(zs_run* run);

/* ---- results 结果 ----------------------------------------------------------------------------------------------- */

/* `size` is sizeof(zs_counts) as the caller knows it: fields may be added behind. */
typedef struct zs_counts {
  size_t size;
  uint64_t read;              /* rows of the batch */
  uint64_t evaluated;         /* records judged */
  uint64_t rejected;          /* records not taken: see zs_result_rejects */
  uint64_t out_of_force;      /* judged at no instant: the rules were not in force */
  uint64_t not_yet_known;     /* everything about them lies after as_of */
  uint64_t provisional_quiet; /* without a card, which rests on days no calendar has published yet */
} zs_counts;
ZS_API void zs_result_counts(const zs_result* result, zs_counts* counts);

/* Each gives a struct array and its schema. Texts are large_utf8 or dictionaries of utf8, instants timestamp[s, Asia/Shanghai];
 * `row` is the record's row in its batch, from 0 (null for groups).
 *   findings       record key indicator name card onset cleared status next_change provisional actions reason clause ruleset
 *                  version pack_hash as_of row: one row for each card shown by as_of, ordered by row, indicator, onset
 *   undecided      record key indicator missing row
 *   schedule       record key indicator at card provisional row (empty unless zs_options_schedule)
 *   rejects        line field value reason record key row: `line` counts the rows of the run from 1 */
ZS_API zs_status zs_result_findings(const zs_result* result, struct ArrowSchema* schema, struct ArrowArray* array, zs_error** error);
ZS_API zs_status zs_result_undecided(const zs_result* result, struct ArrowSchema* schema, struct ArrowArray* array, zs_error** error);
ZS_API zs_status zs_result_schedule(const zs_result* result, struct ArrowSchema* schema, struct ArrowArray* array, zs_error** error);
ZS_API zs_status zs_result_rejects(const zs_result* result, struct ArrowSchema* schema, struct ArrowArray* array, zs_error** error);
ZS_API void zs_result_free(zs_result* result);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* ZHUNSHENG_H */
