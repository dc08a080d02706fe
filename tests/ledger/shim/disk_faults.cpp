// Preloaded into zs by the tests of the ledger and of tables in databases.
//   ZS_KILL_AT=N     SIGKILL just before the Nth call that changes files, or sends to a server
//   ZS_QUIT_AT=N     the same for the process ZS_QUIT=PID: a server that is stopped at once (SIGQUIT) while this program goes on
//   ZS_INTERRUPT_AT=N  the same with SIGINT, as by Ctrl-C, and it goes on
//   ZS_COUNT_TO=F    the number of such calls goes to F at the end
//   ZS_FAIL_SYNC=P   syncing a file whose path contains P fails with EIO, unless it contains what ZS_SPARE_SYNC says
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

std::atomic<long> g_calls{0};

long number(const char* name) {
  const char* text = std::getenv(name);
  return text ? std::atol(text) : 0;
}

void count() {
  static const long last = number("ZS_KILL_AT");
  static const long quit = number("ZS_QUIT_AT");
  static const long interrupt = number("ZS_INTERRUPT_AT");
  const long call = ++g_calls;
  if (call == last) ::kill(::getpid(), SIGKILL);
  if (call == interrupt) ::kill(::getpid(), SIGINT);
  if (call == quit) ::kill(static_cast<pid_t>(number("ZS_QUIT")), SIGQUIT);
}

bool is_file(int fd) {
  struct stat st {};
  return ::fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

bool sync_fails(int fd) {
  const char* part = std::getenv("ZS_FAIL_SYNC");
  if (!part) return false;
  char path[4096];
  const ssize_t n = ::readlink(("/proc/self/fd/" + std::to_string(fd)).c_str(), path, sizeof path - 1);
  if (n <= 0) return false;
  path[n] = 0;
  const char* spared = std::getenv("ZS_SPARE_SYNC");
  return std::strstr(path, part) && !(spared && std::strstr(path, spared));
}

template <class F>
F real(const char* name) {
  return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

struct Teller {
  ~Teller() {
    const char* to = std::getenv("ZS_COUNT_TO");
    if (!to) return;
    if (std::FILE* f = std::fopen(to, "w")) std::fprintf(f, "%ld\n", g_calls.load()), std::fclose(f);
  }
} g_teller;

}  // namespace

extern "C" {

ssize_t write(int fd, const void* data, size_t size) {
  if (is_file(fd)) count();
  return real<ssize_t (*)(int, const void*, size_t)>("write")(fd, data, size);
}
ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  count();
  return real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64")(fd, data, size, at);
}
int fsync(int fd) {
  count();
  return sync_fails(fd) ? (errno = EIO, -1) : real<int (*)(int)>("fsync")(fd);
}
int fdatasync(int fd) {
  count();
  return sync_fails(fd) ? (errno = EIO, -1) : real<int (*)(int)>("fdatasync")(fd);
}
int rename(const char* from, const char* to) noexcept {
  count();
  return real<int (*)(const char*, const char*)>("rename")(from, to);
}
int renameat2(int from_at, const char* from, int to_at, const char* to, unsigned flags) noexcept {
  count();
  return real<int (*)(int, const char*, int, const char*, unsigned)>("renameat2")(from_at, from, to_at, to, flags);
}
int unlink(const char* path) noexcept {
  count();
  return real<int (*)(const char*)>("unlink")(path);
}
int unlinkat(int at, const char* path, int flags) noexcept {
  count();
  return real<int (*)(int, const char*, int)>("unlinkat")(at, path, flags);
}
int ftruncate64(int fd, off64_t size) noexcept {
  count();
  return real<int (*)(int, off64_t)>("ftruncate64")(fd, size);
}
int ftruncate(int fd, off_t size) noexcept {
  count();
  return real<int (*)(int, off_t)>("ftruncate")(fd, size);
}
ssize_t send(int fd, const void* data, size_t size, int flags) {
  count();
  return real<ssize_t (*)(int, const void*, size_t, int)>("send")(fd, data, size, flags);
}
ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
  count();
  return real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite")(fd, data, size, at);
}

}  // extern "C"
