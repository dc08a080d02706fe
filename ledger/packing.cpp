#include "ledger/packing.h"

#include <zdict.h>
#include <zstd.h>

namespace zs::ledger {
namespace {

constexpr int kLevel = 3;                      // higher ones save a tenth of the space and take four times as long
constexpr size_t kDictionary = 1u << 15;       // bytes; larger ones save nothing worth it
constexpr size_t kFewest = 256, kMost = 1500;  // texts that a dictionary is made from
constexpr size_t kLargest = 1u << 28;          // a record's text; more is damage

Error damaged() { return {ErrorKind::kIo, "账本里有一件的数据已损坏；请用备份恢复", "the data of a case in the ledger are damaged; restore the ledger from a backup"}; }

}  // namespace

struct Packing::Contexts {
  ZSTD_CCtx* to = ZSTD_createCCtx();
  ZSTD_DCtx* from = ZSTD_createDCtx();
  /// Four bytes of checksum tell a record that was damaged on the disk from one that was not.
  Contexts() {
    ZSTD_CCtx_setParameter(to, ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(to, ZSTD_c_checksumFlag, 1);
  }
  ~Contexts() { ZSTD_freeCCtx(to), ZSTD_freeDCtx(from); }
};

struct Packing::Dictionary {
  ZSTD_CDict* to = nullptr;   // made when it is first needed
  ZSTD_DDict* from = nullptr;
  ~Dictionary() { ZSTD_freeCDict(to), ZSTD_freeDDict(from); }
  std::string bytes;
};

Packing::Packing() : contexts_(std::make_unique<Contexts>()) {}
Packing::~Packing() = default;

std::string Packing::dictionary_of(const std::vector<std::string_view>& texts) {
  if (texts.size() < kFewest) return "";
  std::string samples;
  std::vector<size_t> sizes;
  const size_t step = (texts.size() + kMost - 1) / kMost;
  for (size_t i = 0; i < texts.size(); i += step) samples += texts[i], sizes.push_back(texts[i].size());
  std::string out(kDictionary, '\0');
  const size_t n = ZDICT_trainFromBuffer(out.data(), out.size(), samples.data(), sizes.data(), static_cast<unsigned>(sizes.size()));
  out.resize(ZDICT_isError(n) ? 0 : n);   // too small or too much alike to learn from: no dictionary
  return out;
}

void Packing::use(const std::string& record, const std::string& dictionary) {
  auto& d = dictionaries_[ZDICT_getDictID(dictionary.data(), dictionary.size())];
  if (!d) d = std::make_unique<Dictionary>(), d->bytes = dictionary;
  current_[record] = d.get();
}

std::string Packing::pack(const std::string& record, std::string_view text) {
  const auto it = current_.find(record);
  std::string out(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CDict* by = nullptr;   // none
  if (it != current_.end()) {
    auto& d = *it->second;
    if (!d.to) d.to = ZSTD_createCDict(d.bytes.data(), d.bytes.size(), kLevel);
    by = d.to;
  }
  ZSTD_CCtx_refCDict(contexts_->to, by);
  const size_t n = ZSTD_compress2(contexts_->to, out.data(), out.size(), text.data(), text.size());
  out.resize(ZSTD_isError(n) ? 0 : n);   // it cannot fail: there is room for the worst case
  return out;
}

Result<std::string> Packing::unpack(std::string_view packed) {
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kLargest) return damaged();
  std::string out(size, '\0');
  size_t n = 0;
  if (const unsigned id = ZSTD_getDictID_fromFrame(packed.data(), packed.size()); id == 0) {
    n = ZSTD_decompressDCtx(contexts_->from, out.data(), out.size(), packed.data(), packed.size());
  } else {
    const auto it = dictionaries_.find(id);
    if (it == dictionaries_.end()) return damaged();
    auto& d = *it->second;
    if (!d.from) d.from = ZSTD_createDDict(d.bytes.data(), d.bytes.size());
    n = ZSTD_decompress_usingDDict(contexts_->from, out.data(), out.size(), packed.data(), packed.size(), d.from);
  }
  if (ZSTD_isError(n) || n != out.size()) return damaged();
  return out;
}

}  // namespace zs::ledger
