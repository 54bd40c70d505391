/* Stand-ins until merging and checking land: the real ones take their place when linked. */

#include "store/mlg-store.h"

__attribute__((weak)) MlgMergeReport *
mlg_store_merge (MlgStore *self, MlgStore *other, gboolean dry_run, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_FAILED, "Merging is not there yet");
  return NULL;
}

__attribute__((weak)) void
mlg_merge_report_free (MlgMergeReport *report)
{
}

__attribute__((weak)) GPtrArray *
mlg_store_check (MlgStore *self, gboolean repair, GCancellable *cancellable, GError **error)
{
  return g_ptr_array_new_with_free_func (g_free);
}

__attribute__((weak)) guint
mlg_store_count_conflicts (MlgStore *self)
{
  return 0;
}
