/* maillage-cli: what the window does, without a window. */

#include <glib.h>

int
main (int    argc,
      char **argv)
{
  g_printerr ("maillage-cli\n");
  return 2;
}
