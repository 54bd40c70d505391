/* maillage: the window. */

#include "exchange/mlg-measure-columns.h"
#include "ui/common/mlg-memory.h"
#include "ui/window/mlg-application.h"
#include "ui/window/mlg-theme.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(MlgApplication) application = NULL;

  mlg_memory_tune ();
  mlg_application_init_locale ();
  mlg_theme_take_environment ();
  mlg_measure_columns_install ();
  application = mlg_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
