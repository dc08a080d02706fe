/* Judges three cases with a pack, and prints the cards they show.
 *
 *     zs build examples/embedding/rules -o rules.zsb
 *     cc -std=c11 judge.c $(pkg-config --cflags --libs zhunsheng) -o judge
 *     ./judge rules.zsb
 *
 * The batch is made by hand here, to show what the interface needs; a program that has Arrow data passes its own.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zhunsheng.h>

/* ---- a batch of three columns -------------------------------------------------------------------------------------
 * 办件编号 utf8, 受理时间 timestamp[s] without a zone (China Standard Time), 办结时间 likewise, missing in the last row. */

static const char keys[] = "A-1A-2A-3";
static const int32_t key_offsets[] = {0, 3, 6, 9};
static const int64_t accepted[] = {1727427600, 1727514000, 1728469800}; /* 2024-09-27 09:00, 2024-09-28 09:00, 2024-10-09 10:30 */
static const int64_t closed[] = {1727449200, 1728550800, 0};            /* 2024-09-27 15:00, 2024-10-10 09:00, not yet */
static const uint8_t closed_is_there[] = {0x03};

static void schema_done(struct ArrowSchema* s) { s->release = NULL; } /* everything here is static */
static void array_done(struct ArrowArray* a) { a->release = NULL; }

static struct ArrowSchema column_schema(const char* name, const char* format) {
  struct ArrowSchema s = {0};
  s.format = format;
  s.name = name;
  s.flags = ARROW_FLAG_NULLABLE;
  s.release = schema_done;
  return s;
}

static struct ArrowArray column_array(int64_t length, int64_t nulls, int64_t n_buffers, const void** buffers) {
  struct ArrowArray a = {0};
  a.length = length;
  a.null_count = nulls;
  a.n_buffers = n_buffers;
  a.buffers = buffers;
  a.release = array_done;
  return a;
}

static zs_status push_cases(zs_run* run, zs_result** result, zs_error** error) {
  static const void *key_buffers[] = {NULL, key_offsets, keys}, *accepted_buffers[] = {NULL, accepted}, *closed_buffers[] = {closed_is_there, closed};
  static const void* no_buffers[] = {NULL};
  struct ArrowSchema fields[] = {column_schema("办件编号", "u"), column_schema("受理时间", "tss:"), column_schema("办结时间", "tss:")};
  struct ArrowArray columns[] = {column_array(3, 0, 3, key_buffers), column_array(3, 0, 2, accepted_buffers), column_array(3, 1, 2, closed_buffers)};
  struct ArrowSchema* field_list[] = {&fields[0], &fields[1], &fields[2]};
  struct ArrowArray* column_list[] = {&columns[0], &columns[1], &columns[2]};

  struct ArrowSchema schema = column_schema("", "+s");
  schema.n_children = 3;
  schema.children = field_list;
  struct ArrowArray batch = column_array(3, 0, 1, no_buffers);
  batch.n_children = 3;
  batch.children = column_list;
  /* The batch is taken and released before this returns; the schema stays ours. */
  return zs_run_push(run, &schema, &batch, result, error);
}

/* ---- reading results back ----------------------------------------------------------------------------------------- */

static int column_of(const struct ArrowSchema* schema, const char* name) {
  for (int64_t i = 0; i < schema->n_children; ++i)
    if (strcmp(schema->children[i]->name, name) == 0) return (int)i;
  fprintf(stderr, "no column %s\n", name);
  exit(1);
}

static int is_missing(const struct ArrowArray* a, int64_t row) {
  const uint8_t* valid = a->buffers[0];
  return valid && !(valid[row >> 3] >> (row & 7) & 1);
}

/* A text of a large_utf8 column, or of a dictionary of utf8. */
static void print_text(const struct ArrowArray* a, int64_t row) {
  if (is_missing(a, row)) return;
  if (a->dictionary) {
    const int32_t index = ((const int32_t*)a->buffers[1])[row];
    const int32_t* offsets = a->dictionary->buffers[1];
    printf("%.*s", (int)(offsets[index + 1] - offsets[index]), (const char*)a->dictionary->buffers[2] + offsets[index]);
  } else {
    const int64_t* offsets = a->buffers[1];
    printf("%.*s", (int)(offsets[row + 1] - offsets[row]), (const char*)a->buffers[2] + offsets[row]);
  }
}

static int print_findings(const zs_result* result, zs_error** error) {
  struct ArrowSchema schema;
  struct ArrowArray findings;
  if (zs_result_findings(result, &schema, &findings, error) != ZS_OK) return 1;
  const int row = column_of(&schema, "row"), key = column_of(&schema, "key"), indicator = column_of(&schema, "indicator"), card = column_of(&schema, "card"),
            onset = column_of(&schema, "onset"), status = column_of(&schema, "status");
  for (int64_t i = 0; i < findings.length; ++i) {
    printf("%" PRId64 " ", ((const int64_t*)findings.children[row]->buffers[1])[i]);
    print_text(findings.children[key], i), printf(" ");
    print_text(findings.children[indicator], i), printf(" ");
    print_text(findings.children[card], i);
    printf(" since %" PRId64 " ", ((const int64_t*)findings.children[onset]->buffers[1])[i]); /* seconds since 1970 in UTC */
    print_text(findings.children[status], i), printf("\n");
  }
  findings.release(&findings);
  schema.release(&schema);
  return 0;
}

static int fail(zs_error* error) {
  fprintf(stderr, "%s\n%s\n", zs_error_zh(error), zs_error_en(error));
  zs_error_free(error);
  return 1;
}

int main(int argc, char** argv) {
  zs_error* error = NULL;
  zs_pack* pack = NULL;
  zs_engine* engine = NULL;
  zs_options* options = NULL;
  zs_run* run = NULL;
  zs_result* result = NULL;
  int code = 1;

  if (argc != 2) return fprintf(stderr, "usage: judge PACK.zsb\n"), 2;
  if (zs_pack_open(argv[1], &pack, &error) != ZS_OK || zs_engine_new(pack, NULL, &engine, &error) != ZS_OK || zs_options_new(&options, &error) != ZS_OK ||
      zs_options_as_of(options, "2024-10-16T12:00:00+08:00", &error) != ZS_OK || zs_run_new(engine, "办件", options, &run, &error) != ZS_OK ||
      push_cases(run, &result, &error) != ZS_OK) {
    code = fail(error);
  } else {
    zs_counts counts = {.size = sizeof counts};
    zs_result_counts(result, &counts);
    printf("%s %s: %" PRIu64 " read, %" PRIu64 " judged, %" PRIu64 " rejected\n", zs_pack_code(pack), zs_pack_version(pack), counts.read, counts.evaluated, counts.rejected);
    code = print_findings(result, &error) ? fail(error) : 0;
  }
  zs_result_free(result);
  zs_run_free(run);
  zs_options_free(options);
  zs_engine_free(engine);
  zs_pack_free(pack);
  return code;
}
