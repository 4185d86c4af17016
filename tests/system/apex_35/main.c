/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Processes that raise an error near the top of their stacks are started anew:
 * at once, behind an equal, or, a periodic one, at its next release point,
 * until when nobody runs.
 * [itest->llr~error-action~1]
 * [itest->llr~error-raise~1]
 * [itest->llr~port-context~2]
 * Kind: robustness
 */
#include "../errors.h"

static ERROR_MESSAGE_TYPE text = "again";
static volatile uint32_t lives[4];

/* The call is the last thing that it does, so that it needs no frame. */
static void frameless(void)
{
    lives[0]++;
    if (lives[0] < 3U) {
        RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 5, &code);
    }
}

static void small(void)
{
    RETURN_CODE_TYPE told;

    lives[1]++;
    if (lives[1] < 3U) {
        RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 5, &told);
        lives[1] = 99U;
    }
}

static void large(void)
{
    volatile uint8_t frame[256];
    RETURN_CODE_TYPE told;

    frame[0] = 1U;
    lives[2]++;
    if (lives[2] < 3U) {
        RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 5, &told);
        lives[2] = 99U + frame[0];
    }
}

/* Each 1 s. */
static void periodic(void)
{
    RETURN_CODE_TYPE told;

    lives[3]++;
    if (lives[3] < 3U) {
        RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 5, &told);
        lives[3] = 99U;
    }
    say_number("lives of P:", lives[3]);
    done();
}

static void low(void)
{
    say_number("lives of F:", lives[0]);
    say_number("lives of S:", lives[1]);
    say_number("lives of L:", lives[2]);
}

int main(void)
{
    PROCESS_ID_TYPE id;

    (void)begin('F', frameless, 80);
    (void)begin('S', small, 80);
    (void)begin('L', large, 80);
    id = create('P', periodic, 70, SECOND, FOREVER);
    START(id, &code);
    need("START");
    (void)begin('E', low, 10);
    normal();
}
