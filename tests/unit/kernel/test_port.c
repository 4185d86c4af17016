/* SPDX-License-Identifier: Apache-2.0 */
/* Ports. The other end of a channel is the test itself, which writes its words
 * before a call or, by host_channel_hook, in the middle of one. */
#include "unit.h"

#include <string.h>

#include "kernel/timer.h"

#define OTHER 0U /* always ready, so that a wait has somewhere to switch to */
#define FIRST 1U
#define SECOND 2U
#define HIGH 3U
#define FERRY 4U

#define IN 0U /* rows of port_table */
#define OUT 1U
#define TAKE 2U
#define GIVE 3U
#define WIDE 4U
#define MANY 5U
#define NAMELESS 6U
#define LONG_NAME 7U
#define TWICE 20U
#define LAST 63U

#define SIZE 16U       /* bytes of a message of IN, OUT, TAKE and GIVE */
#define COUNT 3U       /* messages of TAKE and GIVE */
#define REFRESH_NS 100 /* of all sampling ports */
#define NOTHING 0xeeU  /* a byte that no message has */
#define UNSET (-77)
#define POLL_NS 1000000

#define CELL(n, count) (CHANNEL_HEADER + (CELL_WORDS * ((n) % (count))))
#define OBJECT(r) (PORT_FIRST + (r))

static uint64_t air[CHANNEL_WORDS(SAMPLING_CELLS)];
static uint64_t line[CHANNEL_WORDS(COUNT)];
static uint64_t wide[CHANNEL_WORDS(1U)];
static uint64_t many[CHANNEL_WORDS(PORT_MESSAGES_MAX)];

const struct port port_table[PORT_MAX] = {
    [IN] = {"in", air, SIZE, 0U, DESTINATION},
    [OUT] = {"out", air, SIZE, 0U, SOURCE},
    [TAKE] = {"line", line, SIZE, COUNT, DESTINATION},
    [GIVE] = {"in", line, SIZE, COUNT, SOURCE},
    [WIDE] = {"wide", wide, MESSAGE_SIZE_MAX, 1U, DESTINATION},
    [MANY] = {"many", many, 1U, PORT_MESSAGES_MAX, SOURCE},
    [NAMELESS] = {"", air, SIZE, 0U, SOURCE},
    [LONG_NAME] = {"0123456789abcdef0123456789abcdef", air, SIZE, 0U, SOURCE},
    [8] = {"no size", air, 0U, 0U, SOURCE},
    [9] = {"size", air, MESSAGE_SIZE_MAX + 1U, 0U, SOURCE},
    [10] = {"count", many, SIZE, PORT_MESSAGES_MAX + 1U, SOURCE},
    [11] = {"direction", air, SIZE, 0U, (enum direction)2},
    [12] = {"channel", .size = SIZE, .direction = SOURCE},
    [TWICE] = {"twice", air, 1U, 0U, DESTINATION},
    [LAST] = {"twice", air, MESSAGE_SIZE_MAX, 0U, DESTINATION}};

/* What the last read of each process, and of main(), brought. */
static struct got {
    uint8_t byte[MESSAGE_SIZE_MAX];
    int32_t length;
} got[PROCESS_MAX + 1U];

/* What runs at the next switches, one after the other. */
static void (*const *step)(void);

/* Byte i of message n. */
static uint8_t byte_of(uint32_t n, uint32_t i)
{
    return (uint8_t)(((n * 67U) + (i * 3U)) % NOTHING);
}

static void fill(uint8_t *data, uint32_t n, uint32_t length)
{
    for (uint32_t i = 0U; i < length; i++) {
        data[i] = byte_of(n, i);
    }
}

/* The other end writes a cell. */
static void cell_is(uint64_t *channel, uint64_t at, uint64_t written_ns,
                    uint32_t n, uint64_t length)
{
    channel[at] = written_ns;
    channel[at + 1U] = length;
    (void)memset(&channel[at + 2U], (int)NOTHING, MESSAGE_SIZE_MAX);
    if (length <= MESSAGE_SIZE_MAX) {
        fill((uint8_t *)&channel[at + 2U], n, (uint32_t)length);
    }
}

/* The other end of IN writes message n, `tail` in all. */
static void air_has(uint64_t tail, int64_t written_ns, uint32_t n,
                    uint64_t length)
{
    cell_is(air, CELL(tail - 1U, SAMPLING_CELLS), (uint64_t)written_ns, n,
            length);
    air[CHANNEL_TAIL] = tail;
}

/* The other end of TAKE sends message n. */
static void line_gets(uint32_t n, uint64_t length)
{
    cell_is(line, CELL(line[CHANNEL_TAIL], COUNT), 0U, n, length);
    line[CHANNEL_TAIL]++;
}

static void forget(void)
{
    struct got *const g = &got[sched.current];

    (void)memset(g->byte, (int)NOTHING, sizeof g->byte);
    g->length = UNSET;
}

static enum status look(uint32_t r)
{
    forget();
    return sampling_read(r, got[sched.current].byte,
                         &got[sched.current].length);
}

static enum status receive(uint32_t r, int64_t timeout_ns)
{
    struct got *const g = &got[sched.current];

    forget();
    return queuing_receive(r, g->byte, &g->length, timeout_ns);
}

/* Send message n, which is gone when the call returns. */
static enum status send(uint32_t r, uint32_t n, uint32_t length,
                        int64_t timeout_ns)
{
    uint8_t data[MESSAGE_SIZE_MAX];
    enum status result;

    fill(data, n, length);
    result = queuing_send(r, data, length, timeout_ns);
    (void)memset(data, (int)NOTHING, sizeof data);
    return result;
}

/* Process t has read message n of this length, and nothing behind it. */
static void check_got(uint32_t t, uint32_t n, uint32_t length)
{
    uint32_t wrong = 0U;

    for (uint32_t i = 0U; i < MESSAGE_SIZE_MAX; i++) {
        if (got[t].byte[i] != ((i < length) ? byte_of(n, i) : NOTHING)) {
            wrong++;
        }
    }
    CU_ASSERT_EQUAL(got[t].length, (int32_t)length);
    CU_ASSERT_EQUAL(wrong, 0U);
}

/* Process t has read nothing, not even a length. */
static void check_got_nothing(uint32_t t)
{
    CU_ASSERT_EQUAL(got[t].length, UNSET);
    got[t].length = 0;
    check_got(t, 0U, 0U);
}

/* The cell from word `at` on holds message n, written at written_ns. */
static void check_cell(const uint64_t *channel, uint64_t at,
                       uint64_t written_ns, uint32_t n, uint32_t length)
{
    uint8_t data[MESSAGE_SIZE_MAX];

    fill(data, n, length);
    CU_ASSERT_EQUAL(channel[at], written_ns);
    CU_ASSERT_EQUAL(channel[at + 1U], length);
    CU_ASSERT_EQUAL(memcmp(&channel[at + 2U], data, length), 0);
}

/* All words of the channel from `from` to before `to` are the same. */
static void check_words(const uint64_t *channel, uint64_t from, uint64_t to,
                        uint64_t value)
{
    uint32_t wrong = 0U;

    for (uint64_t w = from; w < to; w++) {
        if (channel[w] != value) {
            wrong++;
        }
    }
    CU_ASSERT_EQUAL(wrong, 0U);
}

static void create(void)
{
    (void)memset(air, 0, sizeof air);
    (void)memset(line, 0, sizeof line);
    (void)memset(wide, 0, sizeof wide);
    (void)memset(many, 0, sizeof many);
    port_create(PORT_SAMPLING, IN, REFRESH_NS, FIFO);
    port_create(PORT_SAMPLING, OUT, REFRESH_NS, FIFO);
    port_create(PORT_SAMPLING, LAST, REFRESH_NS, FIFO);
    port_create(PORT_QUEUING, TAKE, 0, FIFO);
    port_create(PORT_QUEUING, GIVE, 0, FIFO);
    port_create(PORT_QUEUING, WIDE, 0, PRIORITY);
    port_create(PORT_QUEUING, MANY, 0, PRIORITY);
}

/* All ports and processes, priority 5 but for OTHER, which runs, and HIGH. */
static void setup(void)
{
    create();
    (void)unit_process(1U);
    (void)unit_process(5U);
    (void)unit_process(5U);
    (void)unit_process(9U);
    while (names.count[KIND_PROCESS] < PROCESS_MAX) {
        (void)unit_process(5U);
    }
    unit_run(OTHER);
}

/* FERRY looks at the channels once. */
static void poll(void)
{
    unit_poll(FERRY);
    CU_ASSERT_EQUAL(process[FERRY].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(timer.due_ns[FERRY], host_now + POLL_NS);
}

/* What a call that is refused leaves as it was. */
static struct {
    uint64_t line[CHANNEL_WORDS(COUNT)];
    struct messages messages;
    struct object object[OBJECT_MAX];
} kept;

/* Keep it, with something that could be cleared. */
static void keep(void)
{
    messages.length[MESSAGE_MAX + sched.current] = 3U;
    messages.lost = UINT64_MAX;
    messages.valid = UINT64_MAX;
    (void)memcpy(kept.line, line, sizeof line);
    kept.messages = messages;
    (void)memcpy(kept.object, object, sizeof object);
}

static void check_kept(void)
{
    CU_ASSERT_EQUAL(memcmp(kept.line, line, sizeof line), 0);
    CU_ASSERT_EQUAL(memcmp(&kept.messages, &messages, sizeof messages), 0);
    CU_ASSERT_EQUAL(memcmp(kept.object, object, sizeof object), 0);
}

static void do_step(uint32_t from, uint32_t to)
{
    void (*const now)(void) = *step;

    step++;
    now();
    CU_ASSERT_EQUAL(process[from].place, PLACE_READY);
    unit_switch_back(from, to);
}

/* Let these run, one at each switch. */
static void meanwhile(void (*const *steps)(void))
{
    step = steps;
    host_switch_hook = do_step;
}

/* [utest->llr~port-find~1]
 * Kind: normal */
static void test_find_by_kind_and_name(void)
{
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "in"), IN);
    CU_ASSERT_EQUAL(port_find(PORT_QUEUING, "in"), GIVE);
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "out"), OUT);
    CU_ASSERT_EQUAL(port_find(PORT_QUEUING, "out"), PORT_NONE);
    CU_ASSERT_EQUAL(port_find(PORT_QUEUING, "wide"), WIDE);
    CU_ASSERT_EQUAL(port_find(PORT_QUEUING, "many"), MANY);
}

/* [utest->llr~port-find~1]
 * Kind: robustness */
static void test_find_no_part_of_a_name(void)
{
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "i"), PORT_NONE);
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "inn"), PORT_NONE);
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "In"), PORT_NONE);
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, ""), NAMELESS);
}

/* [utest->llr~port-find~1]
 * Kind: robustness */
static void test_find_a_name_without_a_nul(void)
{
    char name[] = "0123456789abcdef0123456789abcdefg";

    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, name), LONG_NAME);
    name[NAME_LENGTH - 1U] = 'g';
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, name), PORT_NONE);
    name[NAME_LENGTH - 1U] = '\0';
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, name), PORT_NONE);
}

/* [utest->llr~port-find~1]
 * Kind: robustness */
static void test_find_the_last_of_two(void)
{
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "twice"), LAST);
}

/* [utest->llr~port-check~1]
 * Kind: robustness */
static void test_find_no_row_with_a_wrong_value(void)
{
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "no size"), PORT_NONE);
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "size"), PORT_NONE);
    CU_ASSERT_EQUAL(port_find(PORT_QUEUING, "count"), PORT_NONE);
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "direction"), PORT_NONE);
    CU_ASSERT_EQUAL(port_find(PORT_SAMPLING, "channel"), PORT_NONE);
}

/* [utest->llr~port-create~1]
 * Kind: normal */
static void test_create_sets_all(void)
{
    port_create(PORT_SAMPLING, LAST, 7, PRIORITY);
    port_create(PORT_QUEUING, WIDE, 9, FIFO);
    CU_ASSERT_EQUAL(ports.created[PORT_SAMPLING], 1ULL << LAST);
    CU_ASSERT_EQUAL(ports.created[PORT_QUEUING], 1ULL << WIDE);
    CU_ASSERT_EQUAL(ports.refresh_ns[LAST], 7);
    CU_ASSERT_EQUAL(ports.refresh_ns[WIDE], 9);
    CU_ASSERT_EQUAL(object[OBJECT(LAST)].maximum, MESSAGE_SIZE_MAX);
    CU_ASSERT_EQUAL(object[OBJECT(LAST)].discipline, PRIORITY);
    CU_ASSERT_EQUAL(object[OBJECT(WIDE)].maximum, MESSAGE_SIZE_MAX);
    CU_ASSERT_EQUAL(object[OBJECT(WIDE)].discipline, FIFO);
    CU_ASSERT_EQUAL(object[OBJECT(WIDE)].value, 0U);
    port_create(PORT_SAMPLING, IN, 1, FIFO);
    CU_ASSERT_EQUAL(ports.created[PORT_SAMPLING], (1ULL << LAST) | 1U);
    CU_ASSERT_EQUAL(object[OBJECT(IN)].maximum, SIZE);
    CU_ASSERT_EQUAL(ports.refresh_ns[LAST], 7);
}

/* [utest->llr~sampling-write~1]
 * [utest->llr~port-cell~1]
 * Kind: normal */
static void test_write_goes_from_cell_to_cell(void)
{
    uint8_t data[SIZE];

    create();
    for (uint32_t n = 0U; n < 5U; n++) {
        host_now = 1000 + (int64_t)n;
        fill(data, n, SIZE);
        sampling_write(OUT, data, SIZE - n);
        CU_ASSERT_EQUAL(air[CHANNEL_TAIL], n + 1U);
        check_cell(air, CELL(n, SAMPLING_CELLS), 1000U + n, n, SIZE - n);
        if (n > 0U) { /* the one before is still there */
            check_cell(air, CELL(n - 1U, SAMPLING_CELLS), 999U + n, n - 1U,
                       SIZE + 1U - n);
        }
    }
    check_words(air, 1U, CHANNEL_HEADER, 0U);
}

/* [utest->llr~port-cell~1]
 * Kind: robustness */
static void test_write_at_the_end_of_numbers(void)
{
    uint8_t data[SIZE];

    create();
    air[CHANNEL_TAIL] = UINT64_MAX;
    fill(data, 3U, SIZE);
    sampling_write(OUT, data, SIZE);
    CU_ASSERT_EQUAL(air[CHANNEL_TAIL], 0U);
    check_cell(air, CELL(UINT64_MAX, SAMPLING_CELLS), 0U, 3U, SIZE);
    check_words(air, CHANNEL_HEADER, CHANNEL_HEADER + CELL_WORDS, 0U);
}

/* [utest->llr~port-cell~1]
 * Kind: robustness */
static void test_write_touches_no_more_than_its_cell(void)
{
    uint8_t data[MESSAGE_SIZE_MAX];

    create();
    (void)memset(air, 0x55, sizeof air);
    air[CHANNEL_TAIL] = 0U;
    fill(data, 1U, MESSAGE_SIZE_MAX);
    sampling_write(LAST, data, MESSAGE_SIZE_MAX);
    check_words(air, 1U, CHANNEL_HEADER, 0x5555555555555555U);
    check_words(air, CHANNEL_HEADER + CELL_WORDS, CHANNEL_WORDS(SAMPLING_CELLS),
                0x5555555555555555U);
}

/* [utest->llr~sampling-read~1]
 * Kind: normal */
static void test_read_of_what_was_written(void)
{
    uint8_t data[SIZE];

    create();
    for (uint32_t n = 1U; n < 4U; n++) {
        fill(data, n, SIZE);
        sampling_write(OUT, data, SIZE - n);
        CU_ASSERT_EQUAL(look(IN), NO_ERROR);
        check_got(PROCESS_IDLE, n, SIZE - n);
    }
    CU_ASSERT_EQUAL(look(IN), NO_ERROR); /* it stays */
    check_got(PROCESS_IDLE, 3U, SIZE - 3U);
}

/* [utest->llr~sampling-read~1]
 * [utest->llr~sampling-read-valid~2]
 * Kind: robustness */
static void test_read_before_the_first_message(void)
{
    create();
    messages.valid = UINT64_MAX;
    air_has(0U, 0, 1U, SIZE); /* what a cell holds does not matter */
    CU_ASSERT_EQUAL(look(IN), NO_ACTION);
    check_got_nothing(PROCESS_IDLE);
    CU_ASSERT_EQUAL(messages.valid, UINT64_MAX - 1U);
}

/* [utest->llr~sampling-read~1]
 * Kind: robustness */
static void test_read_keeps_ports_apart(void)
{
    create();
    air_has(1U, 5, 1U, SIZE);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    air_has(2U, 6, 2U, MESSAGE_SIZE_MAX);
    CU_ASSERT_EQUAL(look(LAST), NO_ERROR);
    check_got(PROCESS_IDLE, 2U, MESSAGE_SIZE_MAX);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR); /* too long for it */
    check_got(PROCESS_IDLE, 1U, SIZE);
    CU_ASSERT_EQUAL(messages.written_ns[IN], 5U);
    CU_ASSERT_EQUAL(messages.written_ns[LAST], 6U);
    CU_ASSERT_EQUAL(messages.length[NEW_SLOT - 1U], MESSAGE_SIZE_MAX);
    CU_ASSERT_EQUAL(messages.length[BOARD_SLOT + BOARD_MAX], SIZE);
}

/* [utest->llr~port-fetch~1]
 * [utest->llr~sampling-read~1]
 * Kind: robustness */
static void test_read_keeps_the_last_good_message(void)
{
    static const uint64_t wrong[] = {0U, SIZE + 1U, MESSAGE_SIZE_MAX,
                                     (1ULL << 32U) + 1U, UINT64_MAX};

    create();
    air_has(1U, 5, 1U, SIZE);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    for (uint32_t i = 0U; i < (sizeof wrong / sizeof wrong[0]); i++) {
        air_has(2U, 7, 2U, wrong[i]);
        CU_ASSERT_EQUAL(look(IN), NO_ERROR);
        check_got(PROCESS_IDLE, 1U, SIZE);
        CU_ASSERT_EQUAL(messages.written_ns[IN], 5U);
    }
    air_has(2U, 7, 2U, 1U);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    check_got(PROCESS_IDLE, 2U, 1U);
    CU_ASSERT_EQUAL(messages.written_ns[IN], 7U);
}

static uint32_t reads;  /* of TAIL */
static uint32_t writes; /* how many of them find one more message */

/* The source writes a message before TAIL is read. */
static void write_meanwhile(uint32_t r, uint32_t w)
{
    if ((r == IN) && (w == CHANNEL_TAIL)) {
        reads++;
        if (reads <= writes) {
            air_has(air[CHANNEL_TAIL] + 1U, (int64_t)reads, reads, SIZE);
        }
    }
}

/* [utest->llr~sampling-read-whole~1]
 * Kind: robustness */
static void test_read_tries_again_when_overwritten(void)
{
    create();
    air_has(1U, 90, 9U, SIZE);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    host_channel_hook = write_meanwhile;
    for (writes = 0U; writes <= 5U; writes++) {
        reads = 0U;
        CU_ASSERT_EQUAL(look(IN), NO_ERROR);
        CU_ASSERT_EQUAL(reads, 2U * ((writes / 2U) + 1U));
        check_got(PROCESS_IDLE, (writes == 0U) ? 9U : writes, SIZE);
    }
    writes = 6U; /* at every one of three tries */
    reads = 0U;
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    CU_ASSERT_EQUAL(reads, 6U);
    check_got(PROCESS_IDLE, 5U, SIZE); /* the last one that was whole */
    CU_ASSERT_EQUAL(messages.written_ns[IN], 5U);
}

static uint64_t *changing; /* the length of a cell */

/* The other end makes a length too long as soon as it was read. */
static void lengthen(uint32_t r, uint32_t w)
{
    if (&port_table[r].channel[w] == changing) {
        reads++;
        if (reads > 1U) {
            *changing = UINT64_MAX;
        }
    }
}

/* [utest->llr~port-fetch~1]
 * Kind: robustness */
static void test_a_length_is_read_once(void)
{
    create();
    host_channel_hook = lengthen;
    air_has(1U, 0, 1U, SIZE);
    changing = &air[CHANNEL_HEADER + 1U];
    reads = 0U;
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    CU_ASSERT_EQUAL(reads, 1U);
    check_got(PROCESS_IDLE, 1U, SIZE);
    line_gets(2U, SIZE);
    changing = &line[CHANNEL_HEADER + 1U];
    reads = 0U;
    CU_ASSERT_EQUAL(receive(TAKE, 0), NO_ERROR);
    CU_ASSERT_EQUAL(reads, 1U);
    check_got(PROCESS_IDLE, 2U, SIZE);
}

/* [utest->llr~sampling-read-valid~2]
 * Kind: normal */
static void test_read_is_valid_for_the_refresh_period(void)
{
    static const struct {
        int64_t now;
        uint64_t valid;
    } at[] = {{1000, 1U},
              {1000 + REFRESH_NS, 1U},
              {1001 + REFRESH_NS, 0U},
              {1000 - REFRESH_NS, 1U},
              {999 - REFRESH_NS, 0U},
              {0, 0U},
              {INT64_MAX - 1, 0U},
              {1000, 1U}};

    create();
    messages.valid = 2U; /* of another port */
    air_has(1U, 1000, 1U, SIZE);
    for (uint32_t i = 0U; i < (sizeof at / sizeof at[0]); i++) {
        host_now = at[i].now;
        CU_ASSERT_EQUAL(look(IN), NO_ERROR);
        CU_ASSERT_EQUAL(messages.valid, 2U | at[i].valid);
        check_got(PROCESS_IDLE, 1U, SIZE);
    }
}

/* [utest->llr~sampling-read-valid~2]
 * Kind: robustness */
static void test_read_of_any_time(void)
{
    create();
    host_now = 50;
    air_has(1U, -51, 1U, SIZE);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    CU_ASSERT_EQUAL(messages.valid, 0U);
    air_has(1U, -50, 1U, SIZE);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    CU_ASSERT_EQUAL(messages.valid, 1U);
    air_has(1U, INT64_MIN, 1U, SIZE);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    CU_ASSERT_EQUAL(messages.valid, 0U);
    ports.refresh_ns[IN] = INT64_MAX;
    air_has(1U, 49, 1U, SIZE);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    CU_ASSERT_EQUAL(messages.valid, 1U);
}

/* [utest->llr~queuing-send~1]
 * [utest->llr~port-cell~1]
 * Kind: normal */
static void test_send_goes_from_cell_to_cell(void)
{
    setup();
    for (uint32_t n = 0U; n < 7U; n++) {
        host_now = 100 + (int64_t)n;
        CU_ASSERT_EQUAL(send(GIVE, n, SIZE - n, 0), NO_ERROR);
        CU_ASSERT_EQUAL(line[CHANNEL_TAIL], n + 1U);
        check_cell(line, CELL(n, COUNT), 100U + n, n, SIZE - n);
        line[CHANNEL_HEAD] = (n < 2U) ? 0U : (n - 1U);
    }
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~queuing-send~1]
 * [utest->llr~queuing-stored~1]
 * Kind: robustness */
static void test_send_until_full(void)
{
    create();
    for (uint32_t n = 0U; n < COUNT; n++) {
        CU_ASSERT_EQUAL(queuing_stored(GIVE), n);
        CU_ASSERT_EQUAL(send(GIVE, n, 1U, 0), NO_ERROR);
    }
    CU_ASSERT_EQUAL(queuing_stored(GIVE), COUNT);
    CU_ASSERT_EQUAL(send(GIVE, 9U, 1U, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(line[CHANNEL_TAIL], COUNT);
    check_cell(line, CELL(0U, COUNT), 0U, 0U, 1U);
    line[CHANNEL_HEAD] = 1U;
    CU_ASSERT_EQUAL(send(GIVE, 9U, 1U, 0), NO_ERROR);
    check_cell(line, CELL(COUNT, COUNT), 0U, 9U, 1U);
}

/* [utest->llr~queuing-send~1]
 * Kind: robustness */
static void test_send_of_as_many_as_there_may_be(void)
{
    create();
    for (uint32_t n = 0U; n < PORT_MESSAGES_MAX; n++) {
        CU_ASSERT_EQUAL(send(MANY, n, 1U, 0), NO_ERROR);
    }
    CU_ASSERT_EQUAL(send(MANY, 0U, 1U, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(queuing_stored(MANY), PORT_MESSAGES_MAX);
    check_cell(many, CELL(PORT_MESSAGES_MAX - 1U, PORT_MESSAGES_MAX), 0U,
               PORT_MESSAGES_MAX - 1U, 1U);
}

/* [utest->llr~queuing-send~1]
 * [utest->llr~queuing-stored~1]
 * Kind: robustness */
static void test_send_where_more_was_taken_than_sent(void)
{
    create();
    line[CHANNEL_HEAD] = 1U;
    CU_ASSERT_EQUAL(send(GIVE, 1U, 1U, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(queuing_stored(GIVE), 0U);
    line[CHANNEL_TAIL] = COUNT + 2U;
    CU_ASSERT_EQUAL(send(GIVE, 1U, 1U, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(queuing_stored(GIVE), 0U);
    line[CHANNEL_TAIL] = COUNT + 1U;
    CU_ASSERT_EQUAL(queuing_stored(GIVE), COUNT);
    line[CHANNEL_HEAD] = UINT64_MAX;
    line[CHANNEL_TAIL] = 1U;
    CU_ASSERT_EQUAL(queuing_stored(GIVE), 2U);
    CU_ASSERT_EQUAL(send(GIVE, 1U, 1U, 0), NO_ERROR);
}

/* [utest->llr~queuing-send-wait~1]
 * Kind: robustness */
static void test_send_may_not_wait(void)
{
    setup();
    line[CHANNEL_TAIL] = COUNT;
    sched.lock_level = 1U;
    keep();
    CU_ASSERT_EQUAL(send(GIVE, 1U, 1U, 1), INVALID_MODE);
    CU_ASSERT_EQUAL(send(GIVE, 1U, 1U, 0), NOT_AVAILABLE);
    check_kept();
    CU_ASSERT_EQUAL(host.switches, 0U);
}

static void take_two(void)
{
    line[CHANNEL_HEAD] += 2U;
    poll();
}

/* [utest->llr~queuing-send-wait~1]
 * [utest->llr~port-ferry~1]
 * Kind: normal */
static void test_send_waits_for_room(void)
{
    static void (*const steps[])(void) = {take_two};

    setup();
    line[CHANNEL_TAIL] = COUNT;
    unit_run(FIRST);
    meanwhile(steps);
    host_now = 40;
    CU_ASSERT_EQUAL(send(GIVE, 8U, SIZE, 500), NO_ERROR);
    CU_ASSERT_EQUAL(line[CHANNEL_TAIL], COUNT + 1U);
    check_cell(line, CELL(COUNT, COUNT), 40U, 8U, SIZE);
    CU_ASSERT_EQUAL(sched_waiting(OBJECT(GIVE)), 0U);
    CU_ASSERT_EQUAL(sched.current, FIRST);
}

static void time_passes(void)
{
    CU_ASSERT_EQUAL(timer.due_ns[FIRST], 540);
    host_now = 540;
    poll(); /* there is still no room, and no message */
    timer_expire(host_now);
}

/* [utest->llr~queuing-send-wait~1]
 * Kind: normal */
static void test_send_times_out(void)
{
    static void (*const steps[])(void) = {time_passes};

    setup();
    line[CHANNEL_TAIL] = COUNT;
    unit_run(FIRST);
    meanwhile(steps);
    host_now = 40;
    CU_ASSERT_EQUAL(send(GIVE, 8U, SIZE, 500), TIMED_OUT);
    CU_ASSERT_EQUAL(line[CHANNEL_TAIL], COUNT);
}

/* Let process t wait for port r, with a message of t. */
static void let_wait(uint32_t t, uint32_t r)
{
    fill(messages.byte[MESSAGE_MAX + t], t, SIZE);
    messages.length[MESSAGE_MAX + t] = (r == MANY) ? 1U : SIZE;
    unit_wait(t, PLACE_OBJECT + OBJECT(r), TIME_NEVER);
}

/* [utest->llr~queuing-send~1]
 * [utest->llr~queuing-receive~1]
 * Kind: robustness */
static void test_nobody_goes_before_who_waits(void)
{
    setup();
    let_wait(FIRST, GIVE);
    let_wait(SECOND, TAKE);
    line_gets(1U, SIZE);
    unit_run(OTHER);
    keep();
    CU_ASSERT_EQUAL(send(GIVE, 1U, 1U, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(receive(TAKE, 0), NOT_AVAILABLE);
    check_got_nothing(OTHER);
    check_kept();
}

/* [utest->llr~queuing-send~1]
 * [utest->llr~queuing-receive~1]
 * Kind: robustness */
static void test_nobody_goes_before_the_last_process(void)
{
    setup();
    let_wait(PROCESS_MAX - 1U, GIVE);
    let_wait(PROCESS_MAX - 2U, TAKE);
    line_gets(1U, SIZE);
    unit_run(OTHER);
    keep();
    CU_ASSERT_EQUAL(send(GIVE, 1U, 1U, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(receive(TAKE, 0), NOT_AVAILABLE);
    check_kept();
}

/* [utest->llr~queuing-receive~1]
 * Kind: normal */
static void test_receive_in_order(void)
{
    setup();
    for (uint32_t n = 0U; n < 8U; n++) {
        line_gets(n, SIZE - n);
        line_gets(n + 50U, 1U);
        CU_ASSERT_EQUAL(receive(TAKE, 0), NO_ERROR);
        check_got(OTHER, n, SIZE - n);
        CU_ASSERT_EQUAL(line[CHANNEL_HEAD], (2U * n) + 1U);
        CU_ASSERT_EQUAL(receive(TAKE, 0), NO_ERROR);
        check_got(OTHER, n + 50U, 1U);
    }
    CU_ASSERT_EQUAL(receive(TAKE, 0), NOT_AVAILABLE);
    check_got_nothing(OTHER);
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], 16U);
}

/* [utest->llr~queuing-receive~1]
 * Kind: robustness */
static void test_receive_in_main(void)
{
    create();
    cell_is(wide, CELL(0U, 1U), 0U, 4U, MESSAGE_SIZE_MAX);
    wide[CHANNEL_TAIL] = 1U;
    CU_ASSERT_EQUAL(receive(WIDE, 0), NO_ERROR);
    check_got(PROCESS_IDLE, 4U, MESSAGE_SIZE_MAX);
    CU_ASSERT_EQUAL(receive(WIDE, 1), INVALID_MODE);
    check_got_nothing(PROCESS_IDLE);
}

/* [utest->llr~queuing-receive-lost~2]
 * [utest->llr~port-fetch~1]
 * Kind: robustness */
static void test_receive_drops_what_is_no_message(void)
{
    static const uint64_t wrong[] = {0U, SIZE + 1U, (1ULL << 32U) + 1U,
                                     UINT64_MAX};

    setup();
    for (uint32_t i = 0U; i < (sizeof wrong / sizeof wrong[0]); i++) {
        messages.lost = 1ULL << GIVE; /* of another port */
        line_gets(1U, wrong[i]);
        line_gets(2U, SIZE);
        CU_ASSERT_EQUAL(receive(TAKE, 0), NOT_AVAILABLE);
        check_got_nothing(OTHER);
        CU_ASSERT_EQUAL(line[CHANNEL_HEAD], line[CHANNEL_TAIL]);
        CU_ASSERT_EQUAL(messages.lost, (1U << GIVE) | (1U << TAKE));
        CU_ASSERT_EQUAL(receive(TAKE, 0), NOT_AVAILABLE);
        line_gets(3U, SIZE);
        CU_ASSERT_EQUAL(receive(TAKE, 0), INVALID_CONFIG);
        check_got(OTHER, 3U, SIZE);
        CU_ASSERT_EQUAL(messages.lost, 1U << GIVE);
        line_gets(4U, SIZE);
        CU_ASSERT_EQUAL(receive(TAKE, 0), NO_ERROR);
    }
}

/* [utest->llr~queuing-receive-lost~2]
 * Kind: robustness */
static void test_receive_of_more_messages_than_cells(void)
{
    setup();
    for (uint32_t n = 0U; n < COUNT; n++) {
        line_gets(n, SIZE);
    }
    line[CHANNEL_TAIL]++;
    CU_ASSERT_EQUAL(receive(TAKE, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], COUNT + 1U);
    CU_ASSERT_EQUAL(messages.lost, 1U << TAKE);
    messages.lost = 0U;
    line[CHANNEL_HEAD]++; /* taken more than was sent */
    CU_ASSERT_EQUAL(receive(TAKE, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], COUNT + 1U);
    CU_ASSERT_EQUAL(messages.lost, 1U << TAKE);
}

/* [utest->llr~queuing-receive~1]
 * Kind: robustness */
static void test_receive_at_the_end_of_numbers(void)
{
    setup();
    line[CHANNEL_HEAD] = UINT64_MAX;
    line[CHANNEL_TAIL] = UINT64_MAX;
    line_gets(1U, SIZE);
    CU_ASSERT_EQUAL(receive(TAKE, 0), NO_ERROR);
    check_got(OTHER, 1U, SIZE);
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], 0U);
    line_gets(2U, SIZE);
    CU_ASSERT_EQUAL(receive(TAKE, 0), NO_ERROR);
    check_got(OTHER, 2U, SIZE);
}

static void message_comes(void)
{
    CU_ASSERT_EQUAL(timer.due_ns[FIRST], 540);
    line_gets(5U, SIZE - 1U);
    poll();
}

/* [utest->llr~queuing-receive-wait~1]
 * [utest->llr~port-ferry~1]
 * Kind: normal */
static void test_receive_waits_for_a_message(void)
{
    static void (*const steps[])(void) = {message_comes};

    setup();
    unit_run(FIRST);
    meanwhile(steps);
    host_now = 40;
    CU_ASSERT_EQUAL(receive(TAKE, 500), NO_ERROR);
    check_got(FIRST, 5U, SIZE - 1U);
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], 1U);
    CU_ASSERT_EQUAL(process[FIRST].result, NO_ERROR);
}

static void rubbish_then_message(void)
{
    line_gets(1U, SIZE + 1U);
    poll();
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + OBJECT(TAKE));
    line_gets(2U, SIZE);
    poll();
}

/* [utest->llr~queuing-receive-lost~2]
 * [utest->llr~queuing-receive-wait~1]
 * Kind: robustness */
static void test_receive_waits_on_after_rubbish(void)
{
    static void (*const steps[])(void) = {rubbish_then_message};

    setup();
    unit_run(FIRST);
    meanwhile(steps);
    CU_ASSERT_EQUAL(receive(TAKE, TIME_NEVER), INVALID_CONFIG);
    check_got(FIRST, 2U, SIZE);
    CU_ASSERT_EQUAL(messages.lost, 0U);
}

/* [utest->llr~queuing-receive-wait~1]
 * [utest->llr~queuing-receive-lost~2]
 * Kind: robustness */
static void test_receive_times_out(void)
{
    static void (*const steps[])(void) = {time_passes};

    setup();
    messages.lost = 1U << TAKE;
    unit_run(FIRST);
    meanwhile(steps);
    host_now = 40;
    CU_ASSERT_EQUAL(receive(TAKE, 500), TIMED_OUT);
    check_got_nothing(FIRST);
    CU_ASSERT_EQUAL(messages.lost, 1U << TAKE);
}

static void message_comes_and_time_passes(void)
{
    message_comes();
    CU_ASSERT_EQUAL(timer.due_ns[FIRST], TIME_NEVER);
    host_now = 540;
    timer_expire(host_now);
}

/* [utest->llr~queuing-receive-wait~1]
 * [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_receive_what_came_in_time_though_it_runs_later(void)
{
    static void (*const steps[])(void) = {message_comes_and_time_passes};

    setup();
    unit_run(FIRST);
    meanwhile(steps);
    host_now = 40;
    CU_ASSERT_EQUAL(receive(TAKE, 500), NO_ERROR);
    check_got(FIRST, 5U, SIZE - 1U);
}

static void time_passes_and_message_comes(void)
{
    time_passes();
    line_gets(5U, SIZE);
    poll();
}

/* [utest->llr~queuing-receive-wait~1]
 * [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_receive_nothing_that_comes_after_the_time_out(void)
{
    static void (*const steps[])(void) = {time_passes_and_message_comes};

    setup();
    unit_run(FIRST);
    meanwhile(steps);
    host_now = 40;
    CU_ASSERT_EQUAL(receive(TAKE, 500), TIMED_OUT);
    check_got_nothing(FIRST);
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], 0U);
    CU_ASSERT_EQUAL(receive(TAKE, 0), NO_ERROR);
    check_got(FIRST, 5U, SIZE);
}

/* [utest->llr~queuing-receive-wait~1]
 * Kind: robustness */
static void test_receive_may_not_wait(void)
{
    setup();
    sched.lock_level = 1U;
    keep();
    CU_ASSERT_EQUAL(receive(TAKE, 1), INVALID_MODE);
    CU_ASSERT_EQUAL(receive(TAKE, 0), NOT_AVAILABLE);
    check_got_nothing(OTHER);
    check_kept();
    CU_ASSERT_EQUAL(host.switches, 0U);
}

static void the_largest_comes(void)
{
    CU_ASSERT_EQUAL(messages.length[MESSAGE_MAX + FIRST], 0U);
    cell_is(wide, CELL(0U, 1U), 0U, 9U, MESSAGE_SIZE_MAX);
    wide[CHANNEL_TAIL] = 1U;
    poll();
}

/* [utest->llr~queuing-receive-wait~1]
 * [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_receive_waits_for_the_largest(void)
{
    static void (*const steps[])(void) = {the_largest_comes};

    setup();
    messages.length[MESSAGE_MAX + FIRST] = SIZE;
    unit_run(FIRST);
    meanwhile(steps);
    CU_ASSERT_EQUAL(receive(WIDE, 500), NO_ERROR);
    check_got(FIRST, 9U, MESSAGE_SIZE_MAX);
}

#define LAST_OF_ALL (PROCESS_MAX - 1U)
#define HALF (LAST_OF_ALL - 32U) /* differs from it in one bit */

static void half_waits_for_2(void)
{
    unit_run(HALF);
    CU_ASSERT_EQUAL(receive(TAKE, TIME_NEVER), NO_ERROR);
    check_got(HALF, 2U, SIZE);
}

static void two_come(void)
{
    line_gets(1U, SIZE);
    line_gets(2U, SIZE);
    poll();
}

/* [utest->llr~queuing-receive-wait~1]
 * [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_receive_waits_in_the_last_process(void)
{
    static void (*const steps[])(void) = {half_waits_for_2, two_come};

    setup();
    meanwhile(steps);
    unit_run(LAST_OF_ALL);
    CU_ASSERT_EQUAL(receive(TAKE, TIME_NEVER), NO_ERROR);
    check_got(LAST_OF_ALL, 1U, SIZE);
}

/* [utest->llr~queuing-clear~1]
 * Kind: normal */
static void test_clear_takes_all(void)
{
    setup();
    line_gets(1U, SIZE);
    line_gets(2U, SIZE);
    queuing_clear(TAKE);
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], 2U);
    CU_ASSERT_EQUAL(line[CHANNEL_TAIL], 2U);
    CU_ASSERT_EQUAL(queuing_stored(TAKE), 0U);
    CU_ASSERT_EQUAL(receive(TAKE, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(messages.lost, 0U);
}

/* [utest->llr~port-ferry~1]
 * Kind: normal */
static void test_ferry_serves_in_order(void)
{
    setup();
    let_wait(SECOND, TAKE);
    let_wait(HIGH, TAKE);
    let_wait(FIRST, TAKE);
    unit_run(OTHER);
    for (uint32_t n = 0U; n < 2U; n++) {
        line_gets(n, SIZE);
    }
    poll();
    CU_ASSERT_EQUAL(process[SECOND].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[HIGH].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + OBJECT(TAKE));
    CU_ASSERT_EQUAL(messages.byte[MESSAGE_MAX + SECOND][1], byte_of(0U, 1U));
    CU_ASSERT_EQUAL(messages.byte[MESSAGE_MAX + HIGH][1], byte_of(1U, 1U));
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], 2U);
    poll();
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + OBJECT(TAKE));
    line_gets(2U, 3U);
    poll();
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_READY);
    CU_ASSERT_EQUAL(messages.length[MESSAGE_MAX + FIRST], 3U);
}

/* [utest->llr~port-ferry~1]
 * Kind: normal */
static void test_ferry_serves_by_priority(void)
{
    setup();
    let_wait(FIRST, MANY);
    let_wait(HIGH, MANY);
    unit_run(OTHER);
    many[CHANNEL_TAIL] = PORT_MESSAGES_MAX;
    many[CHANNEL_HEAD] = 1U;
    poll();
    CU_ASSERT_EQUAL(process[HIGH].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + OBJECT(MANY));
    check_cell(many, CELL(0U, PORT_MESSAGES_MAX), 0U, HIGH, 1U);
}

/* [utest->llr~port-ferry~1]
 * Kind: normal */
static void test_ferry_sends_in_order(void)
{
    setup();
    let_wait(SECOND, GIVE);
    let_wait(HIGH, GIVE);
    let_wait(FIRST, GIVE);
    let_wait(FERRY + 1U, GIVE);
    unit_run(OTHER);
    poll();
    CU_ASSERT_EQUAL(line[CHANNEL_TAIL], COUNT);
    check_cell(line, CELL(0U, COUNT), 0U, SECOND, SIZE);
    check_cell(line, CELL(1U, COUNT), 0U, HIGH, SIZE);
    check_cell(line, CELL(2U, COUNT), 0U, FIRST, SIZE);
    CU_ASSERT_EQUAL(object[OBJECT(GIVE)].waiting, bits_set(0U, FERRY + 1U));
}

/* [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_ferry_serves_who_is_suspended_and_nobody_who_was_stopped(void)
{
    setup();
    let_wait(FIRST, TAKE);
    let_wait(SECOND, TAKE);
    let_wait(HIGH, GIVE);
    unit_run(OTHER);
    process_stop(FIRST);
    process_suspend(SECOND);
    process_stop(HIGH);
    line_gets(1U, SIZE);
    line_gets(2U, SIZE);
    poll();
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(process[SECOND].place, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(messages.byte[MESSAGE_MAX + SECOND][1], byte_of(1U, 1U));
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], 1U);
    CU_ASSERT_EQUAL(line[CHANNEL_TAIL], 2U);
}

/* [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_ferry_serves_all_ports_at_once(void)
{
    setup();
    for (uint32_t t = FERRY + 1U; t < PROCESS_MAX; t++) {
        let_wait(t, MANY);
    }
    let_wait(FIRST, TAKE);
    let_wait(SECOND, GIVE);
    let_wait(HIGH, WIDE);
    unit_run(OTHER);
    line_gets(1U, SIZE);
    poll();
    CU_ASSERT_EQUAL(sched_waiting(OBJECT(MANY)), 0U);
    CU_ASSERT_EQUAL(many[CHANNEL_TAIL], PROCESS_MAX - FERRY - 1U);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[SECOND].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[HIGH].place, PLACE_OBJECT + OBJECT(WIDE));
    check_cell(line, CELL(1U, COUNT), 0U, SECOND, SIZE);
}

/* [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_ferry_takes_nothing_that_nobody_waits_for(void)
{
    setup();
    line_gets(1U, SIZE);
    poll();
    CU_ASSERT_EQUAL(line[CHANNEL_HEAD], 0U);
    CU_ASSERT_EQUAL(line[CHANNEL_TAIL], 1U);
}

static uint32_t polls;

static void second_poll(uint32_t from, uint32_t to)
{
    polls++;
    if (polls == 2U) {
        host_end_at_switch(from, to);
    }
    CU_ASSERT_EQUAL(timer.due_ns[FERRY], POLL_NS);
    line_gets(1U, SIZE);
    unit_switch_time(from, to);
}

/* [utest->llr~port-ferry~1]
 * Kind: normal */
static void test_ferry_goes_on(void)
{
    int left;

    setup();
    let_wait(FIRST, TAKE);
    unit_run(OTHER);
    unit_run(FERRY);
    polls = 0U;
    host_switch_hook = second_poll;
    HOST_CATCH(left, port_ferry());
    CU_ASSERT_EQUAL(left, HOST_SWITCHED);
    CU_ASSERT_EQUAL(polls, 2U);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_READY);
    CU_ASSERT_EQUAL(timer.due_ns[FERRY], 2 * POLL_NS);
}

/* [utest->llr~port-ferry-create~1]
 * Kind: normal */
static void test_ferry_create_starts_it(void)
{
    (void)unit_process(PRIORITY_MAX - 1U);
    port_ferry_create();
    CU_ASSERT_EQUAL(names.count[KIND_PROCESS], 2U);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, "longeron ports"), 1U);
    CU_ASSERT_EQUAL(process[1].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(process[1].release_ns, 0);
    CU_ASSERT_EQUAL(process[1].priority, PRIORITY_MAX);
    CU_ASSERT_EQUAL(process[1].level, 0U);
    CU_ASSERT_EQUAL(process[1].period_ns, TIME_NEVER);
    CU_ASSERT_EQUAL(process[1].capacity_ns, TIME_NEVER);
    CU_ASSERT_EQUAL(host.context, 1U);
    CU_ASSERT_PTR_EQUAL(host.entry, port_ferry);
}


static uint32_t touched[16]; /* words, one after the other */
static uint32_t touches;

static void touch(uint32_t r, uint32_t w)
{
    (void)r;
    touched[touches % 16U] = w;
    touches++;
}

static void check_touched(const uint32_t *words, uint32_t count)
{
    CU_ASSERT_EQUAL(touches, count);
    CU_ASSERT_EQUAL(memcmp(touched, words, count * sizeof words[0]), 0);
    touches = 0U;
}

/* The number of messages is raised behind the cell; the cell is read between
 * two looks at the number, and each word once; room is made behind the copy.
 * [utest->llr~port-cell~1]
 * [utest->llr~sampling-read-whole~1]
 * [utest->llr~queuing-receive~1]
 * Kind: robustness */
static void test_order_of_accesses(void)
{
    static const uint32_t sample[] = {CHANNEL_TAIL, CHANNEL_HEADER,
                                      CHANNEL_HEADER + 1U, CHANNEL_HEADER + 2U,
                                      CHANNEL_TAIL};
    static const uint32_t take[] = {CHANNEL_HEAD, CHANNEL_TAIL,
                                    CHANNEL_HEADER + 1U, CHANNEL_HEADER + 2U,
                                    CHANNEL_HEAD};
    uint8_t data[SIZE] = {1U};

    create();
    line_gets(1U, SIZE);
    touches = 0U;
    host_channel_hook = touch;
    sampling_write(OUT, data, SIZE);
    check_touched(sample, 5U);
    CU_ASSERT_EQUAL(look(IN), NO_ERROR);
    check_touched(sample, 5U);
    CU_ASSERT_EQUAL(receive(TAKE, 0), NO_ERROR);
    check_touched(take, 5U);
}

const struct unit_test unit_tests[] = {
    TEST(test_order_of_accesses),
    TEST(test_find_by_kind_and_name),
    TEST(test_find_no_part_of_a_name),
    TEST(test_find_a_name_without_a_nul),
    TEST(test_find_the_last_of_two),
    TEST(test_find_no_row_with_a_wrong_value),
    TEST(test_create_sets_all),
    TEST(test_write_goes_from_cell_to_cell),
    TEST(test_write_at_the_end_of_numbers),
    TEST(test_write_touches_no_more_than_its_cell),
    TEST(test_read_of_what_was_written),
    TEST(test_read_before_the_first_message),
    TEST(test_read_keeps_ports_apart),
    TEST(test_read_keeps_the_last_good_message),
    TEST(test_read_tries_again_when_overwritten),
    TEST(test_a_length_is_read_once),
    TEST(test_read_is_valid_for_the_refresh_period),
    TEST(test_read_of_any_time),
    TEST(test_send_goes_from_cell_to_cell),
    TEST(test_send_until_full),
    TEST(test_send_of_as_many_as_there_may_be),
    TEST(test_send_where_more_was_taken_than_sent),
    TEST(test_send_may_not_wait),
    TEST(test_send_waits_for_room),
    TEST(test_send_times_out),
    TEST(test_nobody_goes_before_who_waits),
    TEST(test_nobody_goes_before_the_last_process),
    TEST(test_receive_in_order),
    TEST(test_receive_in_main),
    TEST(test_receive_drops_what_is_no_message),
    TEST(test_receive_of_more_messages_than_cells),
    TEST(test_receive_at_the_end_of_numbers),
    TEST(test_receive_waits_for_a_message),
    TEST(test_receive_waits_on_after_rubbish),
    TEST(test_receive_times_out),
    TEST(test_receive_what_came_in_time_though_it_runs_later),
    TEST(test_receive_nothing_that_comes_after_the_time_out),
    TEST(test_receive_may_not_wait),
    TEST(test_receive_waits_for_the_largest),
    TEST(test_receive_waits_in_the_last_process),
    TEST(test_clear_takes_all),
    TEST(test_ferry_serves_in_order),
    TEST(test_ferry_serves_by_priority),
    TEST(test_ferry_sends_in_order),
    TEST(test_ferry_serves_who_is_suspended_and_nobody_who_was_stopped),
    TEST(test_ferry_serves_all_ports_at_once),
    TEST(test_ferry_takes_nothing_that_nobody_waits_for),
    TEST(test_ferry_goes_on),
    TEST(test_ferry_create_starts_it),
    {NULL, NULL}};
