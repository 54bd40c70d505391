/* Any bytes as cards of addresses. */

#include "fuzz-source.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);

  mlg_reader_vcard.detect (NULL, bytes);
  try_reader (&mlg_reader_vcard, bytes);
  return 0;
}
