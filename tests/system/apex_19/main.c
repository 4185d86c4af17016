/* SPDX-License-Identifier: Apache-2.0 */
/*
 * As many semaphores, events and buffers as there can be are apart from each
 * other: what is done to the first and the last of each kind shows there and
 * nowhere else.
 * [itest->llr~apex-create-semaphore~1]
 * [itest->llr~apex-signal-semaphore~1]
 * [itest->llr~apex-get-semaphore-status~1]
 * [itest->llr~apex-create-event~1]
 * [itest->llr~apex-set-event~1]
 * [itest->llr~apex-wait-event~1]
 * [itest->llr~apex-wait-event-not-available~1]
 * [itest->llr~apex-get-event-status~1]
 * [itest->llr~apex-create-buffer~1]
 * [itest->llr~apex-send-buffer~1]
 * [itest->llr~apex-receive-buffer~1]
 * [itest->llr~apex-get-buffer-status~1]
 * Kind: robustness
 */
#include "../apex.h"

static APEX_BYTE message[16] = "m";

/* Print the identifiers of the objects that something was done to. */
static void changed(const char *when)
{
    print(when);
    print(": semaphores");
    for (SEMAPHORE_ID_TYPE id = 1; id <= 64; id++) {
        SEMAPHORE_STATUS_TYPE status;

        GET_SEMAPHORE_STATUS(id, &status, &code);
        if (status.CURRENT_VALUE != 0) {
            print(" ");
            print_number((uint64_t)id);
        }
    }
    print(", events");
    for (EVENT_ID_TYPE id = 1; id <= 64; id++) {
        EVENT_STATUS_TYPE status;

        GET_EVENT_STATUS(id, &status, &code);
        if (status.EVENT_STATE != DOWN) {
            print(" ");
            print_number((uint64_t)id);
        }
    }
    print(", buffers");
    for (BUFFER_ID_TYPE id = 1; id <= 32; id++) {
        BUFFER_STATUS_TYPE status;

        GET_BUFFER_STATUS(id, &status, &code);
        if (status.NB_MESSAGE != 0) {
            print(" ");
            print_number((uint64_t)id);
        }
    }
    print("\n");
}

static void create_all(void)
{
    for (char i = 0; i < 64; i++) {
        (void)semaphore((char)('0' + i), 0, FIFO);
        (void)event((char)('0' + i));
        if (i < 32) {
            (void)buffer((char)('0' + i), 8, FIFO);
        }
    }
}

static void work(void)
{
    changed("first");
    for (APEX_INTEGER id = 1; id <= 64; id += 63) {
        SIGNAL_SEMAPHORE(id, &code);
        changed("semaphore");
    }
    for (APEX_INTEGER id = 1; id <= 64; id += 63) {
        SET_EVENT(id, &code);
        changed("event");
    }
    for (APEX_INTEGER id = 1; id <= 32; id += 31) {
        SEND_BUFFER(id, message, 1, 0, &code);
        changed("buffer");
    }
    for (APEX_INTEGER id = 1; id <= 32; id += 31) {
        MESSAGE_SIZE_TYPE length;

        RECEIVE_BUFFER(id, 0, message, &length, &code);
        changed("received");
    }
    ANSWERS(NO_ERROR, WAIT_EVENT(1, 0, &code));
    ANSWERS(NOT_AVAILABLE, WAIT_EVENT(2, 0, &code));
    ANSWERS(NO_ERROR, WAIT_EVENT(64, 0, &code));
    done();
}

int main(void)
{
    create_all();
    (void)begin('W', work, 10);
    normal();
}
