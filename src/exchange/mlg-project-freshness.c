/* How old what a record says is. */

#include "exchange/mlg-project-freshness.h"

#include "model/mlg-date.h"
#include "model/mlg-value.h"

#define DAYS_UNTIL_STALE 365
#define MS_IN_A_DAY      (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

const MlgField *
mlg_freshness_field (const MlgEntity *entity)
{
  g_return_val_if_fail (entity != NULL, NULL);

  return mlg_entity_find_field (entity, "last_seen");
}

int
mlg_record_find_known_day (MlgRecord *record)
{
  g_return_val_if_fail (MLG_IS_RECORD (record), 0);

  const MlgField *field = mlg_freshness_field (mlg_record_get_entity (record));
  const char *seen = field != NULL ? mlg_record_get (record, field) : NULL;
  g_autofree char *iso = seen != NULL ? mlg_value_dup_part (seen, 0) : NULL;
  int changed = (int) (mlg_record_get_updated (record) / MS_IN_A_DAY);
  MlgDate date;

  if (iso == NULL || !mlg_date_parse (iso, &date))
    return changed;

  /* A day somebody gave is what counts, even when an older list was typed in since. */
  return mlg_date_last_day (&date);
}

gboolean
mlg_record_is_stale (MlgRecord *record,
                     int        today)
{
  return today - mlg_record_find_known_day (record) > DAYS_UNTIL_STALE;
}
