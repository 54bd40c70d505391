/* The demonstration territory. */

#include "exchange/mlg-demo.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-import-json.h"
#include "mlg-demo-resources.h"

gboolean
mlg_demo_build (MlgProject  *project,
                GError     **error)
{
  /* Asked for by name: a resource of a static library is dropped at link time otherwise. */
  g_autoptr(GBytes) bytes = g_resource_lookup_data (mlg_demo_get_resource (), "/org/maillage/Maillage/demo/demo.json",
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr(MlgJsonReport) report = NULL;

  if (bytes == NULL)
    return FALSE;

  report = mlg_import_json (project, bytes, N_("Open the demonstration territory"), FALSE, error);
  if (report == NULL)
    return FALSE;

  for (guint i = 0; i < report->rejections->len; i++)
    {
      const MlgJsonRejection *rejection = g_ptr_array_index (report->rejections, i);

      g_warning ("demo.json:%u: %s", rejection->line, rejection->reason);
    }

  return TRUE;
}
