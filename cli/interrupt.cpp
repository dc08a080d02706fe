#include "cli/interrupt.h"

#include "io/temporary/name.h"

#include <atomic>
#include <csignal>

namespace zs::cli {
namespace {

std::atomic<readers::Flow*> g_flow{nullptr};
std::atomic<int> g_signal{0};
struct sigaction g_before[2];
constexpr int kSignals[] = {SIGINT, SIGTERM};

void on_signal(int signal) {
  readers::Flow* flow = g_flow;
  if (flow && g_signal.exchange(signal) == 0) {
    flow->stop = true;
    return;
  }
  temporary::discard_all();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

Interruption::Interruption(readers::Flow& flow) {
  g_signal = 0;
  g_flow = &flow;
  struct sigaction action {};
  action.sa_handler = on_signal;
  for (size_t i = 0; i < 2; ++i) ::sigaction(kSignals[i], &action, &g_before[i]);
}

Interruption::~Interruption() {
  for (size_t i = 0; i < 2; ++i) ::sigaction(kSignals[i], &g_before[i], nullptr);
  g_flow = nullptr;
}

int Interruption::signal() const { return g_signal; }

}  // namespace zs::cli
