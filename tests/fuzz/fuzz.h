/* One target a program: it defines LLVMFuzzerTestOneInput. The same program is a libFuzzer
 * target (-Dfuzzing=true, with clang) and a test that replays its corpus, as it is and damaged.
 */

#pragma once

#include <glib.h>

#include <stddef.h>
#include <stdint.h>

/* Must not crash, hang, leak, nor allocate much more than @size. Returns 0. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
