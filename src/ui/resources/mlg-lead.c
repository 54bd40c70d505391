/* A lead: what could fill a gap, why, and what somebody said of it. */

#include "ui/resources/mlg-lead.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "exchange/mlg-project-beside.h"
#include "store/mlg-error.h"
#include "ui/records/mlg-terms.h"

const char *const mlg_lead_states[MLG_N_LEAD_STATES] = { "engaged", "discussed", "suggested", "dismissed" };

void
mlg_lead_free (MlgLead *self)
{
  if (self == NULL)
    return;

  g_free (self->label);
  g_free (self->reason);
  g_clear_object (&self->match);
  g_free (self);
}

/* ---- finding */

static char *
dup_holder (MlgProject *project,
            const char *holder)
{
  g_auto(GStrv) pieces = holder != NULL ? g_strsplit (holder, ":", 2) : NULL;
  const MlgEntity *entity = pieces != NULL ? mlg_schema_find (pieces[0]) : NULL;
  MlgId id;

  return entity != NULL && pieces[1] != NULL && mlg_id_parse (pieces[1], &id)
    ? mlg_project_dup_title (project, entity, &id) : NULL;
}

/* A place known by its region alone is not worth a figure to the kilometre. */
static char *
say_distance (double km)
{
  guint rounded = km < 20 ? (guint) round (km) : km < 100 ? (guint) (round (km / 5) * 5) : (guint) (round (km / 10) * 10);

  return g_strdup_printf (_("about %u km away"), MAX (1, rounded));
}

static char *
dup_reason (const MlgLeadScope *scope,
            MlgAsset           *asset,
            MlgAssetMatch      *match)
{
  MlgProject *holds = scope->other != NULL ? scope->other : scope->project;
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  char *holder = dup_holder (holds, asset->holder);

  if (holder != NULL)
    g_ptr_array_add (words, holder);
  if (match->territory != NULL)
    g_ptr_array_add (words, g_strdup (match->territory));
  if (!isnan (match->km))
    g_ptr_array_add (words, say_distance (match->km));
  if (match->same_kind)
    {
      g_autofree char *kind = mlg_terms_dup_label (holds, "resource_kind", asset->kind);

      g_ptr_array_add (words, g_strdup_printf (_("same type: %s"), kind));
    }
  if (match->n_words > 0)
    g_ptr_array_add (words, g_strdup_printf (ngettext ("%u word in common", "%u words in common", match->n_words), match->n_words));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static guint
find_state (const char *state)
{
  for (guint i = 0; i < MLG_N_LEAD_STATES; i++)
    if (g_strcmp0 (mlg_lead_states[i], state) == 0)
      return i;

  return 2;
}

static MlgLead *
find_lead (GPtrArray   *leads,
           const MlgId *resource)
{
  for (guint i = 0; i < leads->len; i++)
    if (mlg_id_equal (&((MlgLead *) leads->pdata[i])->resource, resource))
      return leads->pdata[i];

  return NULL;
}

/* What somebody said of a lead, even when nothing suggests it any more. */
static void
add_kept (MlgProject  *project,
          GPtrArray   *leads,
          const MlgId *gap)
{
  g_autoptr(GPtrArray) kept = mlg_project_referring (project, mlg_schema_find ("resource_match"), "gap", gap);

  for (guint i = 0; kept != NULL && i < kept->len; i++)
    {
      MlgRecord *match = kept->pdata[i];
      const char *reference = mlg_record_get_named (match, "resource");
      MlgLead *lead;
      MlgId resource;

      if (reference == NULL || !mlg_id_parse (reference, &resource))
        continue;
      lead = find_lead (leads, &resource);
      if (lead == NULL)
        {
          lead = g_new0 (MlgLead, 1);
          lead->gap = *gap;
          lead->resource = resource;
          lead->label = mlg_project_dup_title (project, mlg_schema_find ("resource"), &resource);
          lead->reason = g_strdup (mlg_record_get_named (match, "reason"));
          g_ptr_array_add (leads, lead);
        }
      g_set_object (&lead->match, match);
      lead->state = find_state (mlg_record_get_named (match, "state"));
    }
}

static int
compare_leads (gconstpointer a,
               gconstpointer b)
{
  const MlgLead *x = *(MlgLead **) a, *y = *(MlgLead **) b;

  return (int) x->state - (int) y->state;
}

static gboolean
is_in_scope (const MlgLeadScope  *scope,
             const MlgAssetMatch *match)
{
  if (scope->same_territory)
    return match->territory != NULL;

  return isnan (scope->within) || (!isnan (match->km) && match->km <= scope->within);
}

GPtrArray *
mlg_leads_find (const MlgLeadScope *scope,
                MlgMatches         *matches,
                guint               gap)
{
  GPtrArray *leads = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_lead_free);
  const MlgId *id = &g_array_index (matches->gaps, MlgAsset, gap).id;

  for (guint i = 0; i < matches->matches->len; i++)
    {
      MlgAssetMatch *match = &g_array_index (matches->matches, MlgAssetMatch, i);
      MlgAsset *asset = &g_array_index (matches->assets, MlgAsset, match->asset);
      MlgLead *lead;

      if (match->gap != gap || !is_in_scope (scope, match))
        continue;
      lead = g_new0 (MlgLead, 1);
      lead->gap = *id;
      lead->resource = asset->id;
      lead->label = g_strdup (asset->label);
      lead->reason = dup_reason (scope, asset, match);
      lead->state = find_state ("suggested");
      lead->elsewhere = scope->other != NULL;
      g_ptr_array_add (leads, lead);
    }
  if (scope->other == NULL)
    add_kept (scope->project, leads, id);
  g_ptr_array_sort (leads, compare_leads);     /* stable: the best reasons stay first */
  return leads;
}

/* ---- saying */

static void
put (const MlgEntity  *entity,
     const char      **values,
     const char       *name,
     const char       *value)
{
  values[mlg_entity_find_field (entity, name)->index] = value != NULL && *value != '\0' ? value : NULL;
}

gboolean
mlg_lead_keep (MlgLead     *self,
               MlgProject  *project,
               const char  *state,
               GError     **error)
{
  const MlgEntity *entity = mlg_schema_find ("resource_match");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *gap = mlg_id_dup_text (&self->gap), *resource = mlg_id_dup_text (&self->resource);
  MlgId id = { { 0 } };

  if (self->match != NULL)
    return mlg_project_set (project, entity, mlg_record_get_id (self->match), mlg_entity_find_field (entity, "state"), state, error);

  put (entity, values, "gap", gap);
  put (entity, values, "resource", resource);
  put (entity, values, "state", state);
  put (entity, values, "reason", self->reason);
  return mlg_project_add (project, entity, values, &id, error);
}

/* Seen there, and through whom: so that one can ask. */
static char *
dup_source (MlgLead    *self,
            MlgProject *other)
{
  return g_strdup_printf (_("Seen in “%s”. %s"), mlg_project_get_title (other), self->reason != NULL ? self->reason : "");
}

static gboolean
add_resource (MlgLead     *self,
              MlgGesture  *gesture,
              MlgProject  *project,
              MlgProject  *other,
              MlgId       *id,
              GError     **error)
{
  static const char *const kept[] = { "label", "kind", "economy", "quantity", "unit", "duration" };
  const MlgEntity *entity = mlg_schema_find ("resource");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(MlgRecord) seen = mlg_project_get_record (other, entity, &self->resource);
  g_autoptr(MlgRecord) gap = mlg_project_get_record (project, entity, &self->gap);
  g_autofree char *source = dup_source (self, other);

  if (seen == NULL || gap == NULL)
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_FOUND, "The resource is gone");
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    put (entity, values, kept[i], mlg_record_get_named (seen, kept[i]));
  put (entity, values, "direction", "elsewhere");
  put (entity, values, "initiative", mlg_record_get_named (gap, "initiative"));
  put (entity, values, "actor", mlg_record_get_named (gap, "actor"));
  put (entity, values, "note", source);
  return mlg_gesture_insert (gesture, entity, id, values, error) &&
         mlg_beside_add_source (gesture, project, other, seen, id, error);
}

gboolean
mlg_lead_note (MlgLead     *self,
               MlgProject  *project,
               MlgProject  *other,
               GError     **error)
{
  const MlgEntity *entity = mlg_schema_find ("resource_match");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Note a resource seen elsewhere"), error);
  g_autofree char *gap = mlg_id_dup_text (&self->gap), *resource = NULL;
  MlgId id = { { 0 } }, match = { { 0 } };

  if (gesture == NULL || !add_resource (self, gesture, project, other, &id, error))
    return FALSE;

  resource = mlg_id_dup_text (&id);
  put (entity, values, "gap", gap);
  put (entity, values, "resource", resource);
  put (entity, values, "state", "discussed");
  put (entity, values, "reason", self->reason);
  return mlg_gesture_insert (gesture, entity, &match, values, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}
