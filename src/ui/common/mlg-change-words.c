/* What happened to a record, in a sentence. */

#include "ui/common/mlg-change-words.h"

#include <glib/gi18n-lib.h>

char *
mlg_describe_change (MlgProject            *project,
                     const MlgHistoryEntry *entry)
{
  switch (entry->kind)
    {
    case MLG_CHANGE_ADDED:
      return g_strdup (_("Added"));
    case MLG_CHANGE_DELETED:
      return g_strdup (_("Deleted"));
    case MLG_CHANGE_RESTORED:
      return g_strdup (_("Restored"));
    case MLG_CHANGE_ERASED:
      return g_strdup (_("Erased for good"));
    case MLG_CHANGE_SET:
    default:
      break;
    }

  if (entry->field == NULL)
    return g_strdup (_("Changed"));

  g_autofree char *before = mlg_project_display (project, entry->field, entry->before);
  g_autofree char *after = mlg_project_display (project, entry->field, entry->after);

  if (entry->before == NULL)
    return g_strdup_printf (_("%s: %s"), _(entry->field->label), after);
  if (entry->after == NULL)
    return g_strdup_printf (_("%s: “%s” removed"), _(entry->field->label), before);
  return g_strdup_printf (_("%s: “%s” became “%s”"), _(entry->field->label), before, after);
}

char *
mlg_describe_moment (gint64 ms)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, _("%Y-%m-%d %H:%M")) : g_strdup ("");
}

char *
mlg_describe_author (const MlgHistoryEntry *entry)
{
  g_autofree char *when = mlg_describe_moment (entry->date);

  if (entry->author == NULL || *entry->author == '\0')
    return g_steal_pointer (&when);
  return g_strdup_printf ("%s · %s", when, entry->author);
}
