#pragma once

// Hands pointers from one thread to another, in order; whoever is too fast waits.

#include <stdbool.h>
#include <stddef.h>

struct queue;

struct queue *queue_new(size_t capacity);
void queue_free(struct queue *queue); // what is still in it is the caller's to drain first

// False when the queue was closed: nobody takes any more.
bool queue_put(struct queue *queue, void *item);

// False when it was closed and everything has been taken.
bool queue_take(struct queue *queue, void **item);

// Wakes everyone up. What is in it can still be taken.
void queue_close(struct queue *queue);
