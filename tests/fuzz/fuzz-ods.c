/* Any bytes as a spreadsheet of LibreOffice, packed or flat. */

#include "fuzz-source.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);

  mlg_reader_ods.detect ("a.ods", bytes);
  try_reader (&mlg_reader_ods, bytes);
  return 0;
}
