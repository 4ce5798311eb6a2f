#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <time.h>

static volatile sig_atomic_t came, came_at;

static sig_atomic_t seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (sig_atomic_t)now.tv_sec;
}

// Some programs send a signal to a process and to its group: two that come together are one.
static void note(int signal_number)
{
    if (!came) {
        came = 1;
        came_at = seconds();
    } else if (seconds() - came_at > 1) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
}

void interrupt_watch(void)
{
    struct sigaction action = { .sa_handler = note, .sa_flags = SA_RESTART };
    came = 0;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool interrupt_came(void)
{
    return came != 0;
}
