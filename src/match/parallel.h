#pragma once

// Runs one piece of work split over threads and waits for all of them.

// Does part `part` (counted from 0) of `parts`.
typedef void parallel_fn(void *job, unsigned part, unsigned parts);

enum { PARALLEL_MAX = 16 };

// `threads` 0 or 1: all in the calling thread. At most PARALLEL_MAX. When a thread cannot be
// started the calling one does its part.
void parallel_run(unsigned threads, parallel_fn *work, void *job);
