/* Moments of the file that can be returned to. */

#include "store/mlg-moment.h"

#include "store/mlg-project-private.h"

#include <glib/gi18n-lib.h>

MlgMoment *
mlg_moment_new (gint64 date)
{
  return mlg_moment_new_version (date, NULL);
}

MlgMoment *
mlg_moment_new_version (gint64      date,
                        MlgVersion *version)
{
  MlgMoment *self = g_new0 (MlgMoment, 1);

  self->date = date;
  self->version = version;
  return self;
}

MlgMoment *
mlg_moment_copy (const MlgMoment *self)
{
  MlgMoment *copy = mlg_moment_new_version (self->date, self->version != NULL ? mlg_version_copy (self->version) : NULL);

  copy->since = self->since != NULL ? mlg_version_copy (self->since) : NULL;
  copy->days = mlg_day_range_copy (self->days);
  return copy;
}

MlgMoment *
mlg_moment_new_days (const MlgDayRange *days)
{
  MlgMoment *self = mlg_moment_new (0);

  self->days = mlg_day_range_copy (days);
  return self;
}

/* "1795359600000 4fa1…:2c 77b0…:104": when, and what the file knew. The second may be missing. */
MlgMoment *
mlg_moment_read (MlgRecord *snapshot)
{
  const char *clock;
  char *rest;
  gint64 date;

  g_return_val_if_fail (MLG_IS_RECORD (snapshot), NULL);

  clock = mlg_record_get_named (snapshot, "clock");
  if (clock == NULL)
    return NULL;

  date = g_ascii_strtoll (clock, &rest, 10);
  if (rest == clock || date <= 0)
    return NULL;

  return mlg_moment_new_version (date, *rest == ' ' ? mlg_version_parse (rest + 1) : NULL);
}

void
mlg_moment_free (MlgMoment *self)
{
  if (self == NULL)
    return;

  mlg_version_free (self->version);
  mlg_version_free (self->since);
  g_free (self->days);
  g_free (self);
}

MlgPast
mlg_moment_get_past (const MlgMoment *self)
{
  MlgPast past = { .known = self->version, .since = self->since };

  /* The version says it all; clocks of others may lie. */
  if (self->version == NULL)
    past.until = MAX (self->date, 1);
  return past;
}

static void
put (const MlgEntity  *entity,
     const char      **values,
     const char       *name,
     const char       *value)
{
  const MlgField *field = mlg_entity_find_field (entity, name);

  g_assert (field != NULL);
  values[field->index] = value;
}

gboolean
mlg_moment_name (MlgProject   *project,
                 const char   *title,
                 const MlgId  *workshop,
                 MlgId        *id,
                 GError      **error)
{
  const MlgEntity *entity = mlg_schema_find ("snapshot");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(MlgVersion) version = NULL;
  g_autofree char *known = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *date = NULL;
  g_autofree char *workshop_text = workshop != NULL ? mlg_id_dup_text (workshop) : NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(MlgGesture) gesture = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project) && title != NULL && id != NULL, FALSE);

  if (!mlg_project_check_writable (project, error))
    return FALSE;

  version = mlg_version_read (project->store);
  known = mlg_version_print (version);
  clock = g_strdup_printf ("%" G_GINT64_FORMAT " %s", g_get_real_time () / 1000, known);
  date = g_date_time_format (now, "%Y-%m-%d");
  put (entity, values, "title", title);
  put (entity, values, "date", date);
  put (entity, values, "clock", clock);
  put (entity, values, "workshop", workshop_text);

  *id = (MlgId) { { 0 } };
  gesture = mlg_project_begin (project, N_("Name a moment"), error);
  return gesture != NULL && mlg_gesture_insert (gesture, entity, id, values, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_moment_restore (MlgProject       *project,
                    const MlgMoment  *moment,
                    const MlgScope   *scope,
                    MlgRestored      *restored,
                    GError          **error)
{
  MlgPast past = mlg_moment_get_past (moment);
  g_autoptr(MlgGesture) gesture = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project), FALSE);

  gesture = mlg_project_begin (project, moment->since != NULL ? N_("Take a merge back") : N_("Return to a moment"), error);
  return gesture != NULL && mlg_gesture_bring_back (gesture, &past, scope, restored, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

GPtrArray *
mlg_moment_compare (MlgProject       *project,
                    const MlgMoment  *from,
                    const MlgMoment  *to,
                    GError          **error)
{
  MlgPast before = mlg_moment_get_past (from);
  MlgPast after = { 0 };

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  if (to != NULL)
    after = mlg_moment_get_past (to);
  return mlg_store_compare (project->store, &before, to != NULL ? &after : NULL, error);
}
