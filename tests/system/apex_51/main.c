/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An error of which the action is none ends the image with status 1.
 * [itest->llr~error-end~1]
 * Kind: robustness
 */
#include "../errors.h"
#include "../wrong_config.h"

int main(void)
{
    struct config wrong = config;

    wrong.response[APPLICATION_ERROR].action = (enum action)99;
    configure(wrong);
    raise("no action");
    say("must not go on");
    return 0;
}
