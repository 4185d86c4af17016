/* SPDX-License-Identifier: Apache-2.0 */
/* QEMU virt: interrupt controller, console and the way out. */
#include "arch/arch.h"

#include "arch/shared.h"

#define GICD_CTLR 0x08000000U
#define GICD_ISENABLER0 0x08000100U
#define GICC_CTLR 0x08010000U
#define GICC_PMR 0x08010004U
#define VIRTUAL_TIMER 0x08000000U /* interrupt 27 */
#define UART_DR 0x09000000U
#define UART_FR 0x09000018U
#define UART_FR_TXFF 0x20U /* transmit FIFO full */
#define UART_CR 0x09000030U
#define UART_CR_TXE_UARTEN 0x101U
#define PCI 0x4010000000U /* configuration space; a device each 32 KiB */
#define PCI_DEVICE 0x8000U
#define PCI_COMMAND 0x04U
#define PCI_COMMAND_MEMORY 2U /* answer at the addresses that BARs have */
#define PCI_BAR2 0x18U
#define IVSHMEM 0x11101af4U /* device and vendor */
#define REG(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define SYS_EXIT_EXTENDED 0x20U
#define APPLICATION_EXIT 0x20026U
#define PSCI_SYSTEM_RESET 0x84000009U
#define RESET_NS 10000 /* more than the call takes */

void board_init(void);

/* At power-on, before the MMU is on: afterwards the interrupt controller is
 * not mapped. It lets the timer's interrupt pend at the CPU, and no other. The
 * upper half of BAR2 is 0 since the reset.
 * [impl->llr~port-board~1]
 * [impl->llr~port-shared~1] */
void board_init(void)
{
    static const char wrong[] = "boot: needs EL1 and a 62.5 MHz counter\n";
    uint64_t level;
    uint64_t hz;

    REG(GICD_ISENABLER0) = VIRTUAL_TIMER;
    REG(GICD_CTLR) = 1U;
    REG(GICC_PMR) = 0xffU;
    REG(GICC_CTLR) = 1U;
    REG(UART_CR) = UART_CR_TXE_UARTEN;
    for (uint64_t k = 0U; k < ARCH_SHARED_MAX; k++) {
        const uint64_t device = PCI + ((k + 1U) * PCI_DEVICE);

        if (REG(device) == IVSHMEM) {
            REG(device + PCI_BAR2) = (uint32_t)(uintptr_t)arch_shared[k];
            REG(device + PCI_COMMAND) = PCI_COMMAND_MEMORY;
        }
    }
    __asm__("mrs %0, currentel\n mrs %1, cntfrq_el0" : "=r"(level), "=r"(hz));
    if ((level != 4U) || (hz != 62500000U)) {
        arch_console_write(wrong, sizeof(wrong) - 1U);
        arch_shutdown(1U);
    }
}

/* [impl->llr~port-console~1] */
void arch_console_write(const char *text, uint32_t length)
{
    for (uint32_t i = 0U; i < length; i++) {
        while ((REG(UART_FR) & UART_FR_TXFF) != 0U) {
        }
        REG(UART_DR) = (uint8_t)text[i];
    }
}

/* By semihosting. Uses no stack: the stack may be what is broken.
 * [impl->llr~port-shutdown~1] */
void arch_shutdown(uint32_t status)
{
    static volatile uint64_t block[2];
    register uint64_t operation __asm__("x0") = SYS_EXIT_EXTENDED;
    register volatile uint64_t *argument __asm__("x1") = block;

    block[0] = APPLICATION_EXIT;
    block[1] = status;
    for (;;) {
        __asm__ volatile("hlt #0xf000" : "+r"(operation) : "r"(argument));
    }
}

/* By the firmware that QEMU plays.
 * [impl->llr~port-reset~1] */
void arch_reset(void)
{
    /* Until the reset QEMU may take the clock to the next time of a timer: with
     * none it warns, with one that never comes the clock stands still. */
    arch_watch(arch_now() + RESET_NS);
    for (;;) {
        register uint64_t operation __asm__("x0") = PSCI_SYSTEM_RESET;

        __asm__ volatile("hvc #0" : "+r"(operation));
    }
}
