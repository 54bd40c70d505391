/* What can go wrong with a file, and the sentence for it. */

#include "store/mlg-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (mlg-store-error-quark, mlg_store_error)

char *
mlg_store_error_describe (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return g_strdup (error->message);
}
