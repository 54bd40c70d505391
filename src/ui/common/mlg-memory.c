/* How this program asks for memory. */

#include "ui/common/mlg-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define LARGEST_PICTURE (32 << 20)      /* of a 4K screen */
#define KEPT            (512 << 20)     /* never given back before there is that much to give */

void
mlg_memory_tune (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, 1);
  mallopt (M_MMAP_THRESHOLD, LARGEST_PICTURE);
  mallopt (M_TRIM_THRESHOLD, KEPT);
#endif
}
