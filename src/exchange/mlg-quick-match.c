/* Which actor of the file is meant by a name that was typed. */

#include "exchange/mlg-quick-entry-private.h"

#include <string.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* How many records a few letters may bring up to be compared closely. */
#define MAX_CANDIDATES 40
/* Of the first letters of each word: enough to find a name in spite of a slip further on. */
#define STEM_LENGTH    3
/* Fewer letters begin too many names. */
#define MIN_BEGINNING  4

#define ADDRESS_LOCALITY 3
#define ADDRESS_INSEE    4

/* All that a record is called, folded. */
static char **
dup_names (MlgRecord *record)
{
  static const char *const fields[] = { "name", "acronym", "normalised_name" };
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  const char *aliases = mlg_record_get_named (record, "aliases");
  g_auto(GStrv) others = aliases != NULL ? mlg_value_split (aliases) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = mlg_record_get_named (record, fields[i]);
      g_autofree char *folded = value != NULL ? mlg_fold (value) : NULL;

      if (folded != NULL)
        g_strv_builder_add (names, folded);
    }
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    {
      g_autofree char *folded = mlg_fold (others[i]);

      g_strv_builder_add (names, folded);
    }
  return g_strv_builder_end (names);
}

static gboolean
is_called (MlgRecord  *record,
           const char *folded)
{
  g_auto(GStrv) names = dup_names (record);

  return g_strv_contains ((const char *const *) names, folded);
}

/* Every word typed is a whole word of the name: « Ardelaine », but not « CAF » for « Café ». */
static gboolean
has_whole_words (MlgRecord  *record,
                 const char *core)
{
  g_auto(GStrv) names = dup_names (record);
  g_auto(GStrv) words = g_strsplit (core, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_auto(GStrv) own = g_strsplit (names[i], " ", -1);
      gboolean all = words[0] != NULL;

      for (guint k = 0; words[k] != NULL; k++)
        all = all && g_strv_contains ((const char *const *) own, words[k]);
      if (all)
        return TRUE;
    }
  return FALSE;
}

static MlgRecord *
find_loosely (GPtrArray  *found,
              const char *name)
{
  g_autofree char *core = mlg_name_core (name);
  MlgRecord *only = NULL;
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    if (has_whole_words (g_ptr_array_index (found, i), core))
      {
        only = g_ptr_array_index (found, i);
        n++;
      }
  return n == 1 ? g_object_ref (only) : NULL;
}

MlgRecord *
mlg_quick_find_actor (MlgProject *project,
                      const char *name,
                      gboolean    loosely)
{
  g_autofree char *folded = mlg_fold (name);
  g_autofree char *core = mlg_name_core (name);
  g_autoptr(GPtrArray) found =
    mlg_project_search (project, mlg_schema_find (MLG_ENTITY_ACTOR), name, MAX_CANDIDATES);

  for (guint i = 0; found != NULL && i < found->len; i++)
    if (is_called (g_ptr_array_index (found, i), folded))
      return g_object_ref (g_ptr_array_index (found, i));
  if (!loosely)
    return NULL;

  if (found == NULL || found->len == 0)
    {
      g_clear_pointer (&found, g_ptr_array_unref);
      found = mlg_project_search (project, mlg_schema_find (MLG_ENTITY_ACTOR), core, MAX_CANDIDATES);
    }
  return found != NULL ? find_loosely (found, name) : NULL;
}

gboolean
mlg_quick_is_elsewhere (MlgRecord      *record,
                        const MlgPlace *town)
{
  const char *address = mlg_record_get_named (record, "address");
  g_autofree char *insee = NULL;
  g_autofree char *locality = NULL;
  const MlgPlace *own;

  if (town == NULL || address == NULL)
    return FALSE;

  insee = mlg_value_dup_part (address, ADDRESS_INSEE);
  if (insee != NULL)
    {
      own = mlg_gazetteer_lookup_commune (insee);
      return own != NULL && own != mlg_gazetteer_lookup_commune (town->code) && strcmp (town->code, insee) != 0;
    }
  locality = mlg_value_dup_part (address, ADDRESS_LOCALITY);
  if (locality == NULL)
    return FALSE;

  g_autofree char *own_name = mlg_fold (locality);
  g_autofree char *town_name = mlg_fold (town->name);

  return strcmp (own_name, town_name) != 0;
}

/* "ateliers de la bruyere" → "ate bru": articles are gone with mlg_name_core. */
static char *
dup_stems (const char *core)
{
  g_auto(GStrv) words = g_strsplit (core, " ", -1);
  GString *stems = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (stems->len > 0)
        g_string_append_c (stems, ' ');
      g_string_append_len (stems, words[i], MIN (STEM_LENGTH, strlen (words[i])));
    }

  return g_string_free (stems, FALSE);
}

/* The same but for a slip of the fingers, or with more words behind. */
static gboolean
is_similar (const char *core,
            MlgRecord  *record)
{
  g_auto(GStrv) names = dup_names (record);
  guint tolerance = strlen (core) >= 8 ? 2 : strlen (core) >= 5 ? 1 : 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *other = mlg_name_core (names[i]);

      if (*other != '\0' &&
          (mlg_edit_distance (core, other, tolerance) <= tolerance ||
           (strlen (core) >= MIN_BEGINNING && mlg_fold_matches (other, core))))
        return TRUE;
    }
  return FALSE;
}

static void
add_similar (GPtrArray  *similar,
             GPtrArray  *found,
             const char *core,
             guint       limit)
{
  for (guint i = 0; found != NULL && i < found->len && similar->len < limit; i++)
    {
      MlgRecord *record = g_ptr_array_index (found, i);

      if (!g_ptr_array_find (similar, record, NULL) && is_similar (core, record))
        g_ptr_array_add (similar, g_object_ref (record));
    }
}

GPtrArray *
mlg_quick_find_similar (MlgProject *project,
                        const char *name,
                        guint       limit)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree char *core = mlg_name_core (name);
  g_autofree char *stems = dup_stems (core);
  GPtrArray *similar = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) found = NULL;

  if (strlen (core) < STEM_LENGTH)
    return similar;

  found = mlg_project_search (project, actor, stems, MAX_CANDIDATES);
  add_similar (similar, found, core, limit);

  /* A slip in the first letters: the nearest words that some name has. */
  if (similar->len == 0 && strlen (core) >= MIN_BEGINNING)
    {
      g_autofree char *suggested = mlg_project_suggest (project, core);
      g_autoptr(GPtrArray) others = suggested != NULL ? mlg_project_search (project, actor, suggested, MAX_CANDIDATES) : NULL;

      add_similar (similar, others, core, limit);
    }
  return similar;
}
