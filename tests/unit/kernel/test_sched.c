/* SPDX-License-Identifier: Apache-2.0 */
/* The scheduler: the ready set, the queues, scheduling points. */
#include "unit.h"

#include <string.h>

#define Q 3U /* the object that is waited for, but for others' */

/* 1 when the ready processes of the first one's level are these, in the order
 * in which they became ready, and each link has its reverse. */
static int ring_is(const uint32_t expected[], uint32_t count)
{
    const uint32_t level = process[expected[0]].level;

    if ((bits_test(sched.levels, level) == 0U) ||
        (sched.head[level] != expected[0])) {
        return 0;
    }
    for (uint32_t i = 0U; i < count; i++) {
        const uint32_t t = expected[i];
        const uint32_t next = expected[(i + 1U) % count];

        if ((process[t].place != PLACE_READY) || (process[t].next != next) ||
            (process[next].previous != t)) {
            return 0;
        }
    }
    return 1;
}

#define RING(...)                                                              \
    CU_ASSERT_TRUE(                                                            \
        ring_is((const uint32_t[]){__VA_ARGS__},                               \
                sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)))

/* 1 when nobody of process t's level is ready. */
static int level_is_empty(uint32_t t)
{
    return (bits_test(sched.levels, process[t].level) == 0U) ? 1 : 0;
}

/* Make processes 0 to count - 1, equals. */
static void equals(uint32_t count)
{
    for (uint32_t t = 0U; t < count; t++) {
        (void)unit_process(7U);
    }
}

/* Make processes 0 to count - 1, equals, each ready, in this order. */
static void ready_equals(uint32_t count)
{
    equals(count);
    for (uint32_t t = 0U; t < count; t++) {
        unit_ready(t);
    }
}

/* Put process t where sched_wake may find it, in no set. */
static void suspend(uint32_t t)
{
    sched_remove(t, PLACE_SUSPENDED);
}

/* Who is served of those who wait for Q, first to last, to be compared. */
static uint32_t served[PROCESS_MAX];

/* Wake all who wait for Q; the number of them. */
static uint32_t serve_all(void)
{
    uint32_t count = 0U;

    while ((object[Q].waiting != 0U) && (count < PROCESS_MAX)) {
        const uint64_t before = object[Q].waiting;

        served[count] = sched_grant(Q);
        CU_ASSERT_EQUAL(object[Q].waiting, bits_clear(before, served[count]));
        count++;
    }
    return count;
}

/* [utest->llr~sched-init~2]
 * Kind: normal */
static void test_init_of_cleared_memory_has_nobody_ready(void)
{
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
    }
    CU_ASSERT_EQUAL(sched.current, PROCESS_IDLE);
    CU_ASSERT_EQUAL(sched.levels, 0U);
    CU_ASSERT_EQUAL(sched.lock_level, 0U);
}

/* [utest->llr~sched-init~2]
 * Kind: normal */
static void test_init_has_nobody_due(void)
{
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(timer.due_ns[t], TIME_NEVER);
    }
    for (uint32_t g = 0U; g < GROUP_MAX; g++) {
        CU_ASSERT_EQUAL(timer.bound_ns[g], TIME_NEVER);
    }
    CU_ASSERT_EQUAL(sched.due_ns, TIME_NEVER);
}

/* [utest->llr~sched-after~1]
 * Kind: normal */
static void test_after_adds(void)
{
    CU_ASSERT_EQUAL(sched_after(5, 7), 12);
    CU_ASSERT_EQUAL(sched_after(0, 0), 0);
}

/* [utest->llr~sched-after~1]
 * Kind: robustness */
static void test_after_saturates(void)
{
    CU_ASSERT_EQUAL(sched_after(1, TIME_NEVER - 2), TIME_NEVER - 1);
    CU_ASSERT_EQUAL(sched_after(1, TIME_NEVER - 1), TIME_NEVER);
    CU_ASSERT_EQUAL(sched_after(TIME_NEVER - 1, TIME_NEVER), TIME_NEVER);
}

/* [utest->llr~sched-ready~1]
 * Kind: normal */
static void test_ready_alone_of_its_priority(void)
{
    const uint32_t a = unit_process(3U);

    suspend(a);
    CU_ASSERT_TRUE(level_is_empty(a));
    sched_wake(a);
    RING(a);
}

/* [utest->llr~sched-ready~1]
 * Kind: normal */
static void test_ready_goes_behind_all_equals(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);
    const uint32_t c = unit_process(3U);
    const uint32_t d = unit_process(3U);

    suspend(a);
    suspend(b);
    suspend(c);
    suspend(d);
    sched_wake(c);
    sched_wake(a);
    RING(c, a);
    sched_wake(d);
    RING(c, a, d);
    sched_wake(b);
    RING(c, a, d, b);
}

/* [utest->llr~sched-ready~1]
 * Kind: normal */
static void test_ready_again_goes_behind_its_equals(void)
{
    ready_equals(3U);
    suspend(0U);
    sched_wake(0U);
    RING(1U, 2U, 0U);
}

/* [utest->llr~sched-ready~1]
 * Kind: normal */
static void test_ready_keeps_priorities_apart(void)
{
    const uint32_t low = unit_process(3U);
    const uint32_t high = unit_process(9U);
    const uint32_t low_too = unit_process(3U);
    const uint32_t high_too = unit_process(9U);

    unit_ready(low);
    unit_ready(high_too);
    unit_ready(high);
    unit_ready(low_too);
    RING(high_too, high);
    RING(low, low_too);
}

/* [utest->llr~sched-ready~1]
 * Kind: robustness */
static void test_ready_all_of_one_priority(void)
{
    uint32_t all[PROCESS_MAX];

    ready_equals(PROCESS_MAX);
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        all[t] = t;
    }
    CU_ASSERT_TRUE(ring_is(all, PROCESS_MAX));
}

/* [utest->llr~sched-remove~1]
 * Kind: normal */
static void test_remove_the_first_of_its_equals(void)
{
    ready_equals(4U);
    sched_remove(0U, PLACE_DELAYED);
    CU_ASSERT_EQUAL(process[0].place, PLACE_DELAYED);
    RING(1U, 2U, 3U);
}

/* [utest->llr~sched-remove~1]
 * Kind: normal */
static void test_remove_one_between_its_equals(void)
{
    ready_equals(4U);
    sched_remove(2U, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(process[2].place, PLACE_SUSPENDED);
    RING(0U, 1U, 3U);
}

/* [utest->llr~sched-remove~1]
 * Kind: normal */
static void test_remove_the_last_of_its_equals(void)
{
    ready_equals(4U);
    sched_remove(3U, PLACE_DORMANT);
    CU_ASSERT_EQUAL(process[3].place, PLACE_DORMANT);
    RING(0U, 1U, 2U);
}

/* [utest->llr~sched-remove~1]
 * Kind: robustness */
static void test_remove_either_of_two(void)
{
    ready_equals(2U);
    sched_remove(0U, PLACE_DORMANT);
    RING(1U);
    unit_ready(0U);
    RING(1U, 0U);
    sched_remove(0U, PLACE_DORMANT);
    RING(1U);
}

/* [utest->llr~sched-remove~1]
 * Kind: robustness */
static void test_remove_the_only_one_of_its_priority(void)
{
    const uint32_t high = unit_process(9U);
    const uint32_t middle = unit_process(5U);
    const uint32_t low = unit_process(3U);

    unit_ready(low);
    unit_ready(middle);
    unit_ready(high);
    sched_remove(middle, PLACE_DORMANT);
    CU_ASSERT_TRUE(level_is_empty(middle));
    RING(high);
    RING(low);
    sched_remove(high, PLACE_DORMANT);
    sched_remove(low, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched.levels, 0U);
}

/* [utest->llr~sched-remove~1]
 * Kind: robustness */
static void test_remove_the_first_again_and_again(void)
{
    ready_equals(PROCESS_MAX);
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(sched_pick(), t);
        sched_remove(t, PLACE_DORMANT);
    }
    CU_ASSERT_TRUE(level_is_empty(0U));
}

/* [utest->llr~sched-remove~1]
 * Kind: normal */
static void test_remove_from_a_queue(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + 2U, TIME_NEVER);
    unit_wait(b, PLACE_OBJECT + 2U, TIME_NEVER);
    sched_remove(a, PLACE_DORMANT);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(object[2].waiting, bits_set(0U, b));
}

/* [utest->llr~sched-remove~1]
 * Kind: normal */
static void test_remove_cancels_due_time_and_suspension(void)
{
    const uint32_t a = unit_process(3U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + 2U, 50);
    process[a].suspended = 1U;
    sched_remove(a, PLACE_DORMANT);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(process[a].suspended, 0U);
}

/* [utest->llr~sched-remove~1]
 * Kind: robustness */
static void test_remove_of_who_is_in_no_set_leaves_all_queues(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);

    (void)unit_other_runs();
    unit_wait(b, PLACE_OBJECT, TIME_NEVER);
    unit_delay(a, 50);
    sched_remove(a, PLACE_DORMANT);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(object[0].waiting, bits_set(0U, b));
}

/* [utest->llr~sched-wake~1]
 * Kind: normal */
static void test_wake_ends_the_wait_for_an_object(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + 1U, 50);
    unit_wait(b, PLACE_OBJECT + 1U, 50);
    sched_wake(a);
    RING(a);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(object[1].waiting, bits_set(0U, b));
}

/* [utest->llr~sched-wake~1]
 * Kind: normal */
static void test_wake_ends_a_suspension_and_a_delay(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);

    suspend(a);
    sched_timer_set(a, 50);
    unit_delay(b, 60);
    sched_wake(b);
    sched_wake(a);
    RING(b, a);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(timer.due_ns[b], TIME_NEVER);
}

/* [utest->llr~sched-wake~1]
 * Kind: normal */
static void test_wake_of_a_suspended_process_leaves_it_suspended(void)
{
    const uint32_t a = unit_process(3U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + 1U, 50);
    process[a].suspended = 1U;
    sched_wake(a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(process[a].suspended, 0U);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(object[1].waiting, 0U);
    CU_ASSERT_TRUE(level_is_empty(a));
}

/* [utest->llr~sched-wake~1]
 * Kind: robustness */
static void test_wake_a_second_time_ends_what_is_left_of_the_suspension(void)
{
    const uint32_t a = unit_process(3U);

    unit_delay(a, 50);
    process[a].suspended = 1U;
    sched_wake(a);
    sched_wake(a);
    RING(a);
}

/* [utest->llr~sched-timer-set~1]
 * Kind: normal */
static void test_timer_set_lowers_the_bounds(void)
{
    const uint32_t a = unit_process(3U);

    sched_remove(a, PLACE_DELAYED);
    sched_timer_set(a, 90);
    CU_ASSERT_EQUAL(timer.bound_ns[0], 90);
    CU_ASSERT_EQUAL(sched.due_ns, 90);
    sched_timer_set(a, 40);
    CU_ASSERT_EQUAL(timer.due_ns[a], 40);
    CU_ASSERT_EQUAL(timer.bound_ns[0], 40);
    CU_ASSERT_EQUAL(sched.due_ns, 40);
}

/* [utest->llr~sched-timer-set~1]
 * Kind: normal */
static void test_timer_set_later_keeps_the_bounds(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);

    unit_delay(a, 40);
    unit_delay(b, 70);
    CU_ASSERT_EQUAL(timer.due_ns[a], 40);
    CU_ASSERT_EQUAL(timer.due_ns[b], 70);
    CU_ASSERT_EQUAL(timer.bound_ns[0], 40);
    CU_ASSERT_EQUAL(sched.due_ns, 40);
}

/* [utest->llr~sched-timer-set~1]
 * Kind: normal */
static void test_timer_set_bounds_each_group_of_its_own(void)
{
    equals(PROCESS_MAX);
    unit_delay(8U, 60);
    unit_delay(7U, 70);
    unit_delay(PROCESS_MAX - 1U, 80);
    CU_ASSERT_EQUAL(timer.bound_ns[0], 70);
    CU_ASSERT_EQUAL(timer.bound_ns[1], 60);
    CU_ASSERT_EQUAL(timer.bound_ns[GROUP_MAX - 1U], 80);
    CU_ASSERT_EQUAL(timer.bound_ns[2], TIME_NEVER);
    CU_ASSERT_EQUAL(sched.due_ns, 60);
}

/* [utest->llr~sched-timer-set~1]
 * Kind: robustness */
static void test_timer_set_to_never(void)
{
    const uint32_t a = unit_process(3U);

    unit_delay(a, TIME_NEVER);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(sched.due_ns, TIME_NEVER);
}

/* [utest->llr~sched-pick~2]
 * Kind: normal */
static void test_pick_takes_highest_priority(void)
{
    const uint32_t low = unit_process(10U);
    const uint32_t high = unit_process(200U);
    const uint32_t middle = unit_process(100U);

    unit_ready(low);
    unit_ready(high);
    unit_ready(middle);
    CU_ASSERT_EQUAL(sched_pick(), high);
    sched_remove(high, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched_pick(), middle);
    sched_remove(middle, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched_pick(), low);
}

/* [utest->llr~sched-pick~2]
 * Kind: normal */
static void test_pick_is_fifo_among_equals(void)
{
    const uint32_t a = unit_process(7U);
    const uint32_t b = unit_process(7U);
    const uint32_t c = unit_process(7U);

    unit_ready(c);
    unit_ready(a);
    unit_ready(b);
    CU_ASSERT_EQUAL(sched_pick(), c);
    sched_remove(c, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched_pick(), a);
    unit_ready(c);
    sched_remove(a, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched_pick(), b);
    sched_remove(b, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched_pick(), c);
}

/* [utest->llr~sched-pick~2]
 * Kind: robustness */
static void test_pick_changes_nothing(void)
{
    ready_equals(2U);
    CU_ASSERT_EQUAL(sched_pick(), 0U);
    CU_ASSERT_EQUAL(sched_pick(), 0U);
    RING(0U, 1U);
}

/* [utest->llr~sched-pick~2]
 * Kind: robustness */
static void test_pick_with_a_full_pool_of_priorities(void)
{
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        (void)unit_process(t + 1U);
    }
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        unit_ready(t);
        CU_ASSERT_EQUAL(sched_pick(), t);
    }
    for (uint32_t t = PROCESS_MAX - 1U; t > 0U; t--) {
        sched_remove(t, PLACE_DORMANT);
        CU_ASSERT_EQUAL(sched_pick(), t - 1U);
    }
}

/* [utest->llr~sched-pick~2]
 * Kind: robustness */
static void test_pick_with_a_full_pool_of_equals(void)
{
    equals(PROCESS_MAX);
    for (uint32_t t = PROCESS_MAX; t > 0U; t--) {
        unit_ready(t - 1U);
        CU_ASSERT_EQUAL(sched_pick(), PROCESS_MAX - 1U);
    }
}

#define MODEL_LISTS 3U
#define MODEL_SIZE 9U

/* The ready set as plain lists: process t's is number t % MODEL_LISTS. */
static struct {
    uint32_t list[MODEL_LISTS][MODEL_SIZE];
    uint32_t count[MODEL_LISTS];
} model;

/* Move process t to the end of its list, or take it out. */
static void model_move(uint32_t t, uint32_t enters)
{
    uint32_t *const list = model.list[t % MODEL_LISTS];
    uint32_t *const count = &model.count[t % MODEL_LISTS];
    uint32_t kept = 0U;

    for (uint32_t i = 0U; i < *count; i++) {
        if (list[i] != t) {
            list[kept] = list[i];
            kept++;
        }
    }
    if (enters != 0U) {
        list[kept] = t;
        kept++;
    }
    *count = kept;
}

/* 1 when the ready set is as the model. */
static uint32_t like_the_model(void)
{
    for (uint32_t i = 0U; i < MODEL_LISTS; i++) {
        const int like = (model.count[i] == 0U)
                             ? level_is_empty(i)
                             : ring_is(model.list[i], model.count[i]);

        if (like == 0) {
            return 0U;
        }
    }
    return 1U;
}

/* One step: process t becomes ready or is taken out, or the first of its
 * equals yields. */
static void model_step(uint32_t t, uint32_t yields)
{
    if (process[t].place != PLACE_READY) {
        sched_wake(t);
        model_move(t, 1U);
    } else if (yields != 0U) {
        sched.current = sched.head[process[t].level];
        model_move(sched.current, 1U);
        sched_yield();
    } else {
        suspend(t);
        model_move(t, 0U);
    }
}

/* [utest->llr~sched-ready~1]
 * [utest->llr~sched-remove~1]
 * [utest->llr~sched-yield~1]
 * Kind: robustness */
static void test_ready_set_keeps_its_order_over_many_changes(void)
{
    uint32_t random = 1U;
    uint32_t wrong = 0U;

    (void)memset(&model, 0, sizeof model);
    for (uint32_t t = 0U; t < MODEL_SIZE; t++) {
        (void)unit_process(1U + (t % MODEL_LISTS));
        suspend(t);
    }
    for (uint32_t i = 0U; i < 20000U; i++) {
        random = (random * 1664525U) + 1013904223U;
        model_step((random >> 8) % MODEL_SIZE, (random >> 20) % 2U);
        wrong += 1U - like_the_model();
    }
    CU_ASSERT_EQUAL(wrong, 0U);
}

/* [utest->llr~sched-first~1]
 * Kind: normal */
static void test_first_is_fifo(void)
{
    const uint32_t low = unit_process(2U);
    const uint32_t high = unit_process(9U);

    object[Q].discipline = FIFO;
    (void)unit_other_runs();
    unit_wait(low, PLACE_OBJECT + Q, TIME_NEVER);
    unit_wait(high, PLACE_OBJECT + Q, TIME_NEVER);
    CU_ASSERT_EQUAL(sched_first(Q), low);
}

/* [utest->llr~sched-first~1]
 * Kind: normal */
static void test_first_is_fifo_against_the_index(void)
{
    const uint32_t a = unit_process(2U);
    const uint32_t b = unit_process(2U);

    object[Q].discipline = FIFO;
    (void)unit_other_runs();
    unit_wait(b, PLACE_OBJECT + Q, TIME_NEVER);
    unit_wait(a, PLACE_OBJECT + Q, TIME_NEVER);
    CU_ASSERT_EQUAL(sched_first(Q), b);
}

/* [utest->llr~sched-first~1]
 * Kind: normal */
static void test_first_by_priority_then_fifo(void)
{
    const uint32_t low = unit_process(2U);
    const uint32_t late = unit_process(9U);
    const uint32_t early = unit_process(9U);

    object[Q].discipline = PRIORITY;
    (void)unit_other_runs();
    unit_wait(low, PLACE_OBJECT + Q, TIME_NEVER);
    unit_wait(early, PLACE_OBJECT + Q, TIME_NEVER);
    unit_wait(late, PLACE_OBJECT + Q, TIME_NEVER);
    CU_ASSERT_EQUAL(sched_first(Q), early);
    sched_wake(early);
    CU_ASSERT_EQUAL(sched_first(Q), late);
    sched_wake(late);
    CU_ASSERT_EQUAL(sched_first(Q), low);
}

/* [utest->llr~sched-first~1]
 * Kind: robustness */
static void test_first_changes_nothing(void)
{
    const uint32_t a = unit_process(2U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + Q, TIME_NEVER);
    CU_ASSERT_EQUAL(sched_first(Q), a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_OBJECT + Q);
    CU_ASSERT_EQUAL(object[Q].waiting, bits_set(0U, a));
}

/* [utest->llr~sched-grant~2]
 * Kind: normal */
static void test_grant_wakes_the_only_one_who_waits(void)
{
    const uint32_t a = unit_process(3U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + Q, 50);
    CU_ASSERT_EQUAL(sched_grant(Q), a);
    RING(a);
    CU_ASSERT_EQUAL(object[Q].waiting, 0U);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(process[a].result, NO_ERROR);
}

/* [utest->llr~sched-grant~2]
 * Kind: normal */
static void test_grant_wakes_one_and_leaves_the_others(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);
    const uint32_t c = unit_process(3U);

    (void)unit_other_runs();
    unit_wait(b, PLACE_OBJECT + Q, 50);
    unit_wait(c, PLACE_OBJECT + Q, 60);
    unit_wait(a, PLACE_OBJECT + Q, 70);
    CU_ASSERT_EQUAL(sched_grant(Q), b);
    RING(b);
    CU_ASSERT_EQUAL(process[a].place, PLACE_OBJECT + Q);
    CU_ASSERT_EQUAL(process[c].place, PLACE_OBJECT + Q);
    CU_ASSERT_EQUAL(object[Q].waiting, bits_set(bits_set(0U, a), c));
    CU_ASSERT_EQUAL(timer.due_ns[a], 70);
    CU_ASSERT_EQUAL(timer.due_ns[c], 60);
}

/* [utest->llr~sched-grant~2]
 * Kind: normal */
static void test_grant_is_fifo(void)
{
    static const uint32_t order[] = {2U, 0U, 4U, 1U, 3U};

    object[Q].discipline = FIFO;
    for (uint32_t t = 0U; t < 5U; t++) {
        (void)unit_process(2U + t);
    }
    (void)unit_other_runs();
    for (uint32_t i = 0U; i < 5U; i++) {
        unit_wait(order[i], PLACE_OBJECT + Q, TIME_NEVER);
    }
    CU_ASSERT_EQUAL(serve_all(), 5U);
    CU_ASSERT_EQUAL(memcmp(served, order, sizeof order), 0);
}

/* [utest->llr~sched-grant~2]
 * Kind: normal */
static void test_grant_by_priority_is_fifo_among_equals(void)
{
    static const uint32_t order[] = {4U, 5U, 2U, 0U, 1U, 3U};
    static const uint32_t expected[] = {4U, 2U, 0U, 5U, 1U, 3U};

    object[Q].discipline = PRIORITY;
    for (uint32_t t = 0U; t < 6U; t++) {
        (void)unit_process(((t % 2U) == 0U) ? 9U : 2U);
    }
    (void)unit_other_runs();
    for (uint32_t i = 0U; i < 6U; i++) {
        unit_wait(order[i], PLACE_OBJECT + Q, TIME_NEVER);
    }
    CU_ASSERT_EQUAL(serve_all(), 6U);
    CU_ASSERT_EQUAL(memcmp(served, expected, sizeof expected), 0);
}

/* Who was served and waits again is the last, whatever it waited for before.
 * [utest->llr~sched-grant~2]
 * Kind: robustness */
static void test_grant_is_fifo_for_who_waits_again(void)
{
    static const uint32_t expected[] = {1U, 0U, 2U};

    equals(3U);
    (void)unit_other_runs();
    unit_wait(2U, PLACE_OBJECT + Q, TIME_NEVER);
    unit_wait(1U, PLACE_OBJECT + Q, TIME_NEVER);
    unit_wait(0U, PLACE_OBJECT + Q, TIME_NEVER);
    CU_ASSERT_EQUAL(sched_grant(Q), 2U);
    unit_wait(2U, PLACE_OBJECT + Q, TIME_NEVER);
    CU_ASSERT_EQUAL(serve_all(), 3U);
    CU_ASSERT_EQUAL(memcmp(served, expected, sizeof expected), 0);
}

/* [utest->llr~sched-grant~2]
 * Kind: robustness */
static void test_grant_is_fifo_after_the_queue_was_empty(void)
{
    static const uint32_t expected[] = {2U, 1U, 0U};

    equals(3U);
    (void)unit_other_runs();
    for (uint32_t i = 0U; i < 2U; i++) {
        unit_wait(2U, PLACE_OBJECT + Q, TIME_NEVER);
        unit_wait(1U, PLACE_OBJECT + Q, TIME_NEVER);
        unit_wait(0U, PLACE_OBJECT + Q, TIME_NEVER);
        CU_ASSERT_EQUAL(serve_all(), 3U);
        CU_ASSERT_EQUAL(memcmp(served, expected, sizeof expected), 0);
    }
}

/* [utest->llr~sched-grant~2]
 * Kind: robustness */
static void test_grant_to_a_suspended_process_leaves_it_suspended(void)
{
    const uint32_t a = unit_process(3U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + Q, 50);
    process[a].suspended = 1U;
    CU_ASSERT_EQUAL(sched_grant(Q), a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(process[a].suspended, 0U);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(object[Q].waiting, 0U);
}

/* [utest->llr~sched-grant~2]
 * Kind: robustness */
static void test_grant_leaves_other_queues(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + Q - 1U, TIME_NEVER);
    unit_wait(b, PLACE_OBJECT + Q, TIME_NEVER);
    CU_ASSERT_EQUAL(sched_grant(Q), b);
    CU_ASSERT_EQUAL(process[a].place, PLACE_OBJECT + Q - 1U);
    CU_ASSERT_EQUAL(object[Q - 1U].waiting, bits_set(0U, a));
    RING(b);
}

/* [utest->llr~sched-grant~2]
 * Kind: robustness */
static void test_grant_in_the_last_queue_to_a_full_pool(void)
{
    ready_equals(PROCESS_MAX);
    unit_run(0U);
    for (uint32_t t = PROCESS_MAX - 1U; t > 0U; t--) {
        unit_wait(t, PLACE_MAX - 1U, TIME_NEVER);
    }
    for (uint32_t t = PROCESS_MAX - 1U; t > 0U; t--) {
        CU_ASSERT_EQUAL(sched_grant(OBJECT_MAX - 1U), t);
        CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
        CU_ASSERT_EQUAL(sched_waiting(OBJECT_MAX - 1U), t - 1U);
    }
}

/* [utest->llr~sched-dispatch~2]
 * Kind: normal */
static void test_dispatch_switches_to_the_best(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(6U);

    unit_run(a);
    unit_ready(b);
    sched_dispatch(0);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, b);
    CU_ASSERT_EQUAL(sched.current, b);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: normal */
static void test_dispatch_comes_back_to_who_called(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(6U);

    unit_run(a);
    unit_ready(b);
    host_switch_hook = unit_switch_back;
    sched_dispatch(0);
    CU_ASSERT_EQUAL(sched.current, a);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: normal */
static void test_dispatch_of_the_best_switches_to_itself(void)
{
    const uint32_t lower = unit_process(4U);
    const uint32_t b = unit_process(5U);
    const uint32_t a = unit_process(5U);

    unit_ready(lower);
    unit_run(a);
    unit_ready(b);
    sched_dispatch(0);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, a);
    CU_ASSERT_EQUAL(sched.current, a);
    RING(a, b);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: normal */
static void test_dispatch_wakes_what_is_due(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(6U);

    unit_run(a);
    unit_delay(b, 100);
    sched_dispatch(100);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, b);
    CU_ASSERT_EQUAL(host.sleeps, 0U);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: normal */
static void test_dispatch_wakes_nobody_before_its_time(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(6U);

    unit_run(a);
    unit_delay(b, 100);
    sched_dispatch(99);
    CU_ASSERT_EQUAL(sched.current, a);
    CU_ASSERT_EQUAL(process[b].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(host.sleeps, 0U);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: normal */
static void test_dispatch_wakes_also_who_is_less_urgent(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(4U);

    unit_run(a);
    unit_delay(b, 100);
    sched_dispatch(100);
    CU_ASSERT_EQUAL(sched.current, a);
    RING(b);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: robustness */
static void test_dispatch_wakes_what_is_long_due(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(6U);

    unit_run(a);
    unit_delay(b, 100);
    sched_dispatch(TIME_NEVER - 1);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.to, b);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: normal */
static void test_leave_runs_the_best_of_those_left(void)
{
    const uint32_t a = unit_process(9U);
    const uint32_t b = unit_process(5U);
    const uint32_t c = unit_process(6U);

    unit_run(a);
    unit_ready(b);
    unit_ready(c);
    sched_remove(a, PLACE_DORMANT);
    sched_leave(0);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, c);
    CU_ASSERT_EQUAL(sched.current, c);
    CU_ASSERT_EQUAL(host.sleeps, 0U);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: normal */
static void test_leave_wakes_what_is_due(void)
{
    const uint32_t a = unit_process(9U);
    const uint32_t b = unit_process(5U);
    const uint32_t c = unit_process(6U);

    unit_run(a);
    unit_ready(b);
    unit_delay(c, 100);
    sched_remove(a, PLACE_DORMANT);
    sched_leave(100);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, c);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: robustness */
static void test_leave_with_nobody_ready_sleeps(void)
{
    const uint32_t a = unit_process(9U);
    const uint32_t b = unit_process(5U);

    unit_run(a);
    unit_delay(b, 100);
    sched_remove(a, PLACE_DORMANT);
    sched_leave(0);
    CU_ASSERT_EQUAL(host.sleeps, 1U);
    CU_ASSERT_EQUAL(host.sleep_ns, 100);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, b);
    CU_ASSERT_EQUAL(sched.current, b);
}

/* [utest->llr~sched-dispatch~2]
 * Kind: robustness */
static void test_leave_with_nobody_ready_but_one_due_does_not_sleep(void)
{
    const uint32_t a = unit_process(9U);
    const uint32_t b = unit_process(5U);

    unit_run(a);
    unit_delay(b, 100);
    sched_remove(a, PLACE_DORMANT);
    sched_leave(100);
    CU_ASSERT_EQUAL(host.sleeps, 0U);
    CU_ASSERT_EQUAL(host.to, b);
}

static uint32_t waited_at;
static int64_t waited_until_ns;

static void look_and_wake(uint32_t from, uint32_t to)
{
    waited_at = process[from].place;
    waited_until_ns = timer.due_ns[from];
    unit_switch_back(from, to);
}

/* [utest->llr~sched-wait~1]
 * Kind: normal */
static void test_wait_leaves_the_ready_set_until_woken(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(5U);
    const uint32_t other = unit_other_runs();

    unit_run(a);
    unit_ready(b);
    sched_remove(b, PLACE_DORMANT);
    host_switch_hook = look_and_wake;
    CU_ASSERT_EQUAL(sched_wait(0, PLACE_OBJECT + 1U, 70), NO_ERROR);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, other);
    CU_ASSERT_EQUAL(waited_at, PLACE_OBJECT + 1U);
    CU_ASSERT_EQUAL(waited_until_ns, 70);
    RING(a);
}

/* [utest->llr~sched-wait~1]
 * Kind: normal */
static void test_wait_is_in_the_queue_of_its_object_alone(void)
{
    const uint32_t a = unit_process(5U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + 1U, TIME_NEVER);
    CU_ASSERT_EQUAL(object[0].waiting, 0U);
    CU_ASSERT_EQUAL(object[1].waiting, bits_set(0U, a));
    CU_ASSERT_EQUAL(object[2].waiting, 0U);
}

/* [utest->llr~sched-wait~1]
 * Kind: robustness */
static void test_wait_for_the_first_and_the_last_object(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(5U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT, TIME_NEVER);
    unit_wait(b, PLACE_MAX - 1U, TIME_NEVER);
    CU_ASSERT_EQUAL(object[0].waiting, bits_set(0U, a));
    CU_ASSERT_EQUAL(object[OBJECT_MAX - 1U].waiting, bits_set(0U, b));
}

/* [utest->llr~sched-wait~1]
 * Kind: normal */
static void test_wait_behind_another_has_a_later_ticket(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(5U);

    (void)unit_other_runs();
    unit_wait(b, PLACE_OBJECT + 1U, TIME_NEVER);
    unit_wait(a, PLACE_OBJECT + 1U, TIME_NEVER);
    CU_ASSERT_EQUAL(object[1].waiting, bits_set(bits_set(0U, a), b));
    CU_ASSERT_TRUE(process[b].ticket < process[a].ticket);
}

/* [utest->llr~sched-wait~1]
 * Kind: normal */
static void test_wait_for_a_time_or_a_resume_alone_is_in_no_queue(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(5U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_DELAYED, 20);
    unit_wait(b, PLACE_SUSPENDED, TIME_NEVER);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(process[b].place, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(timer.due_ns[a], 20);
    for (uint32_t q = 0U; q < OBJECT_MAX; q++) {
        CU_ASSERT_EQUAL(object[q].waiting, 0U);
    }
}

/* [utest->llr~sched-wait~1]
 * Kind: normal */
static void test_wait_ends_at_its_time(void)
{
    const uint32_t a = unit_process(5U);

    (void)unit_other_runs();
    unit_run(a);
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(sched_wait(0, PLACE_OBJECT + 1U, 500), TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 500);
    CU_ASSERT_EQUAL(object[1].waiting, 0U);
    RING(a);
}

/* [utest->llr~sched-wait~1]
 * Kind: normal */
static void test_wait_with_nobody_else_sleeps_until_its_time(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(a);
    CU_ASSERT_EQUAL(sched_wait(0, PLACE_OBJECT + 1U, 500), TIMED_OUT);
    CU_ASSERT_EQUAL(host.sleep_ns, 500);
    CU_ASSERT_EQUAL(host_now, 500);
    CU_ASSERT_EQUAL(sched.current, a);
    RING(a);
}

/* [utest->llr~sched-wait~1]
 * Kind: robustness */
static void test_wait_until_a_time_that_has_come_ends_at_once(void)
{
    const uint32_t a = unit_process(5U);

    (void)unit_other_runs();
    unit_run(a);
    host_now = 900;
    CU_ASSERT_EQUAL(sched_wait(900, PLACE_OBJECT + 1U, 500), TIMED_OUT);
    CU_ASSERT_EQUAL(host.sleeps, 0U);
    CU_ASSERT_EQUAL(sched.current, a);
}

/* [utest->llr~sched-wait~1]
 * Kind: normal */
static void test_wait_lets_who_is_due_run(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(4U);

    (void)unit_other_runs();
    unit_delay(b, 30);
    unit_run(a);
    host_switch_hook = unit_switch_back;
    (void)sched_wait(30, PLACE_SUSPENDED, TIME_NEVER);
    CU_ASSERT_EQUAL(host.to, b);
}

/* [utest->llr~sched-wait~1]
 * Kind: robustness */
static void test_wait_says_how_this_wait_ended_not_the_last(void)
{
    const uint32_t a = unit_process(5U);

    (void)unit_other_runs();
    unit_run(a);
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(sched_wait(0, PLACE_OBJECT + 1U, 500), TIMED_OUT);
    host_switch_hook = unit_switch_back;
    CU_ASSERT_EQUAL(sched_wait(500, PLACE_OBJECT + 1U, 900), NO_ERROR);
}

/* [utest->llr~sched-yield~1]
 * Kind: normal */
static void test_yield_goes_behind_equals(void)
{
    ready_equals(3U);
    unit_run(0U);
    sched_yield();
    CU_ASSERT_EQUAL(host.from, 0U);
    CU_ASSERT_EQUAL(host.to, 1U);
    RING(1U, 2U, 0U);
}

/* [utest->llr~sched-yield~1]
 * Kind: normal */
static void test_yield_again_and_again_runs_all_equals_in_turn(void)
{
    ready_equals(PROCESS_MAX);
    unit_run(0U);
    for (uint32_t i = 1U; i <= (3U * PROCESS_MAX); i++) {
        sched_yield();
        CU_ASSERT_EQUAL(sched.current, i % PROCESS_MAX);
    }
}

/* [utest->llr~sched-yield~1]
 * Kind: robustness */
static void test_yield_without_equals_goes_on(void)
{
    const uint32_t lower = unit_process(4U);
    const uint32_t a = unit_process(5U);

    unit_ready(lower);
    unit_run(a);
    sched_yield();
    CU_ASSERT_EQUAL(sched.current, a);
    RING(a);
    RING(lower);
}

/* [utest->llr~sched-yield~1]
 * Kind: normal */
static void test_yield_goes_before_who_becomes_ready_later(void)
{
    ready_equals(3U);
    suspend(2U);
    unit_run(0U);
    sched_yield();
    sched_wake(2U);
    RING(1U, 0U, 2U);
}

/* [utest->llr~sched-yield~1]
 * Kind: normal */
static void test_yield_goes_before_equals_that_are_due(void)
{
    ready_equals(3U);
    unit_delay(2U, 100);
    unit_run(0U);
    host_now = 100;
    sched_yield();
    RING(1U, 0U, 2U);
}

/* [utest->llr~sched-yield~1]
 * Kind: normal */
static void test_yield_is_a_scheduling_point(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t high = unit_process(6U);

    unit_run(a);
    unit_delay(high, 100);
    host_now = 99;
    sched_yield();
    CU_ASSERT_EQUAL(sched.current, a);
    host_now = 100;
    sched_yield();
    CU_ASSERT_EQUAL(sched.current, high);
}

/* [utest->llr~sched-waiting~1]
 * Kind: normal */
static void test_waiting_counts(void)
{
    CU_ASSERT_EQUAL(sched_waiting(4U), 0U);
    object[4].waiting = 0x8000000000000005U;
    CU_ASSERT_EQUAL(sched_waiting(4U), 3U);
    object[4].waiting = UINT64_MAX;
    CU_ASSERT_EQUAL(sched_waiting(4U), 64U);
}

const struct unit_test unit_tests[] = {
    TEST(test_init_of_cleared_memory_has_nobody_ready),
    TEST(test_init_has_nobody_due),
    TEST(test_after_adds),
    TEST(test_after_saturates),
    TEST(test_ready_alone_of_its_priority),
    TEST(test_ready_goes_behind_all_equals),
    TEST(test_ready_again_goes_behind_its_equals),
    TEST(test_ready_keeps_priorities_apart),
    TEST(test_ready_all_of_one_priority),
    TEST(test_remove_the_first_of_its_equals),
    TEST(test_remove_one_between_its_equals),
    TEST(test_remove_the_last_of_its_equals),
    TEST(test_remove_either_of_two),
    TEST(test_remove_the_only_one_of_its_priority),
    TEST(test_remove_the_first_again_and_again),
    TEST(test_remove_from_a_queue),
    TEST(test_remove_cancels_due_time_and_suspension),
    TEST(test_remove_of_who_is_in_no_set_leaves_all_queues),
    TEST(test_wake_ends_the_wait_for_an_object),
    TEST(test_wake_ends_a_suspension_and_a_delay),
    TEST(test_wake_of_a_suspended_process_leaves_it_suspended),
    TEST(test_wake_a_second_time_ends_what_is_left_of_the_suspension),
    TEST(test_timer_set_lowers_the_bounds),
    TEST(test_timer_set_later_keeps_the_bounds),
    TEST(test_timer_set_bounds_each_group_of_its_own),
    TEST(test_timer_set_to_never),
    TEST(test_pick_takes_highest_priority),
    TEST(test_pick_is_fifo_among_equals),
    TEST(test_pick_changes_nothing),
    TEST(test_pick_with_a_full_pool_of_priorities),
    TEST(test_pick_with_a_full_pool_of_equals),
    TEST(test_ready_set_keeps_its_order_over_many_changes),
    TEST(test_first_is_fifo),
    TEST(test_first_is_fifo_against_the_index),
    TEST(test_first_by_priority_then_fifo),
    TEST(test_first_changes_nothing),
    TEST(test_grant_wakes_the_only_one_who_waits),
    TEST(test_grant_wakes_one_and_leaves_the_others),
    TEST(test_grant_is_fifo),
    TEST(test_grant_by_priority_is_fifo_among_equals),
    TEST(test_grant_is_fifo_for_who_waits_again),
    TEST(test_grant_is_fifo_after_the_queue_was_empty),
    TEST(test_grant_to_a_suspended_process_leaves_it_suspended),
    TEST(test_grant_leaves_other_queues),
    TEST(test_grant_in_the_last_queue_to_a_full_pool),
    TEST(test_dispatch_switches_to_the_best),
    TEST(test_dispatch_comes_back_to_who_called),
    TEST(test_dispatch_of_the_best_switches_to_itself),
    TEST(test_dispatch_wakes_what_is_due),
    TEST(test_dispatch_wakes_nobody_before_its_time),
    TEST(test_dispatch_wakes_also_who_is_less_urgent),
    TEST(test_dispatch_wakes_what_is_long_due),
    TEST(test_leave_runs_the_best_of_those_left),
    TEST(test_leave_wakes_what_is_due),
    TEST(test_leave_with_nobody_ready_sleeps),
    TEST(test_leave_with_nobody_ready_but_one_due_does_not_sleep),
    TEST(test_wait_leaves_the_ready_set_until_woken),
    TEST(test_wait_is_in_the_queue_of_its_object_alone),
    TEST(test_wait_for_the_first_and_the_last_object),
    TEST(test_wait_behind_another_has_a_later_ticket),
    TEST(test_wait_for_a_time_or_a_resume_alone_is_in_no_queue),
    TEST(test_wait_ends_at_its_time),
    TEST(test_wait_with_nobody_else_sleeps_until_its_time),
    TEST(test_wait_until_a_time_that_has_come_ends_at_once),
    TEST(test_wait_lets_who_is_due_run),
    TEST(test_wait_says_how_this_wait_ended_not_the_last),
    TEST(test_yield_goes_behind_equals),
    TEST(test_yield_again_and_again_runs_all_equals_in_turn),
    TEST(test_yield_without_equals_goes_on),
    TEST(test_yield_goes_before_who_becomes_ready_later),
    TEST(test_yield_goes_before_equals_that_are_due),
    TEST(test_yield_is_a_scheduling_point),
    TEST(test_waiting_counts),
    {NULL, NULL},
};
