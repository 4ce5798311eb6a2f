#pragma once

// Decisions: these two records are the same, or are not; by a person, or by the machine with its
// model's weight and evidence. Facts: only added; unmerge withdraws them.

#include "db/work.h"

struct decision {
    int64_t id;
    int64_t record_a, record_b;
    bool same;
    bool by_person;
    int64_t keep_id;  // the home to show; 0: the oldest
    int64_t model_id; // 0: none
    double weight;
    str evidence;
};

struct decision_list {
    struct decision *items;
    size_t count, capacity;
};

// Stores decisions under the work's job. Ids are given here.
enum status decision_add(struct work *work, struct decision *decisions, size_t count) MUST_USE;

// Live decisions that name any of `record_ids`. One that names two of them may come twice.
// Evidence is left out.
enum status decision_load(struct work *work, const int64_t *record_ids, size_t count,
                          struct decision_list *out) MUST_USE;

// The same with evidence, for one record.
enum status decision_explain(struct work *work, int64_t record_id, struct decision_list *out)
    MUST_USE;

// Adds decisions that name a record and were taken back by themselves, as an unmerge does.
enum status decision_withdrawn(struct work *work, int64_t record_id, struct decision_list *out)
    MUST_USE;

// Records that decisions of a job name, above `after`.
enum status decision_records_of_job(struct work *work, int64_t job_id, int64_t after, int64_t limit,
                                    struct int_list *out) MUST_USE;

// Takes facts back under the work's job, whatever kind they are.
enum status fact_withdraw(struct work *work, const int64_t *fact_ids, size_t count) MUST_USE;
