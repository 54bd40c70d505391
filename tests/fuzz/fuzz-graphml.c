/* Any bytes as a network in GraphML. */

#include "fuzz-source.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);

  mlg_reader_graphml.detect ("a.graphml", bytes);
  try_reader (&mlg_reader_graphml, bytes);
  return 0;
}
