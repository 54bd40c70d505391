/* Any bytes as a network in GEXF. */

#include "fuzz-source.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);

  mlg_reader_gexf.detect ("a.gexf", bytes);
  try_reader (&mlg_reader_gexf, bytes);
  return 0;
}
