/* What the entry line of the directory understands. */

#include "ui/directory/mlg-entry.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"

/* How many records a few letters may bring up to be compared closely. */
#define MAX_CANDIDATES 40
#define MAX_SIMILAR    3
/* Of the first letters of each word: enough to find a name in spite of a slip further on. */
#define STEM_LENGTH    3
/* Fewer letters begin too many names. */
#define MIN_BEGINNING  4

static const char *const arrows[] = { "→", "->", "=>", "⇒", "↔", "<->" };

static gboolean
split_at_arrow (const char  *text,
                char       **before,
                char       **after)
{
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      const char *arrow = strstr (text, arrows[i]);

      if (arrow == NULL)
        continue;
      *before = g_strstrip (g_strndup (text, arrow - text));
      *after = g_strstrip (g_strdup (arrow + strlen (arrows[i])));
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_called (MlgRecord  *record,
           const char *folded)
{
  g_autofree char *title = mlg_record_dup_title (record);
  const char *acronym = mlg_record_get_named (record, "acronym");
  g_autofree char *folded_title = mlg_fold (title);
  g_autofree char *folded_acronym = acronym != NULL ? mlg_fold (acronym) : NULL;

  return g_str_equal (folded_title, folded) || g_strcmp0 (folded_acronym, folded) == 0;
}

/* The actor of that name; with @unique, also the only one a search for it brings up. */
static MlgRecord *
find_actor (MlgProject *project,
            const char *name,
            gboolean    unique)
{
  g_autofree char *folded = mlg_fold (name);
  g_autoptr(GPtrArray) found =
    mlg_project_search (project, mlg_schema_find (MLG_ENTITY_ACTOR), name, MAX_CANDIDATES);

  for (guint i = 0; found != NULL && i < found->len; i++)
    if (is_called (g_ptr_array_index (found, i), folded))
      return g_object_ref (g_ptr_array_index (found, i));

  return unique && found != NULL && found->len == 1 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
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
  g_autofree char *title = mlg_record_dup_title (record);
  g_autofree char *other = mlg_name_core (title);
  guint tolerance = strlen (core) >= 8 ? 2 : strlen (core) >= 5 ? 1 : 0;

  if (strlen (core) < STEM_LENGTH || *other == '\0')
    return FALSE;

  return mlg_edit_distance (core, other, tolerance) <= tolerance ||
         (strlen (core) >= MIN_BEGINNING && mlg_fold_matches (other, core));
}

static GPtrArray *
find_similar (MlgProject *project,
              const char *name)
{
  g_autofree char *core = mlg_name_core (name);
  g_autofree char *stems = dup_stems (core);
  GPtrArray *similar = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) found = NULL;

  if (*stems != '\0')
    found = mlg_project_search (project, mlg_schema_find (MLG_ENTITY_ACTOR), stems, MAX_CANDIDATES);

  for (guint i = 0; found != NULL && i < found->len && similar->len < MAX_SIMILAR; i++)
    if (is_similar (core, g_ptr_array_index (found, i)))
      g_ptr_array_add (similar, g_object_ref (g_ptr_array_index (found, i)));

  return similar;
}

static void
read_partner (MlgEntry   *self,
              MlgProject *project)
{
  gsize length = strlen (self->partner);

  if (length > 0 && self->partner[length - 1] == '?')
    {
      self->wished = TRUE;
      self->partner[length - 1] = '\0';
      g_strchomp (self->partner);
      /* A narrow no-break space may stand before the question mark. */
      if (g_str_has_suffix (self->partner, "\u202f"))
        self->partner[strlen (self->partner) - strlen ("\u202f")] = '\0';
    }

  self->known = find_actor (project, self->name, TRUE);
  if (*self->partner != '\0')
    self->known_partner = find_actor (project, self->partner, TRUE);
}

MlgEntry *
mlg_entry_read (MlgProject *project,
                const char *text)
{
  g_autoptr(MlgEntry) self = g_new0 (MlgEntry, 1);

  g_return_val_if_fail (project != NULL && text != NULL, NULL);

  if (split_at_arrow (text, &self->name, &self->partner))
    {
      if (*self->name == '\0')
        return NULL;
      read_partner (self, project);
      return g_steal_pointer (&self);
    }

  self->name = g_strstrip (g_strdup (text));
  if (*self->name == '\0')
    return NULL;

  self->known = find_actor (project, self->name, FALSE);
  self->similar = find_similar (project, self->name);
  return g_steal_pointer (&self);
}

void
mlg_entry_free (MlgEntry *self)
{
  g_free (self->name);
  g_free (self->partner);
  g_clear_object (&self->known);
  g_clear_object (&self->known_partner);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  g_free (self);
}

static gboolean
insert_actor (MlgGesture  *gesture,
              const char  *name,
              MlgId       *id,
              GError     **error)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);

  values[mlg_entity_find_field (actor, "name")->index] = name;
  values[mlg_entity_find_field (actor, "state")->index] = "spotted";
  *id = (MlgId) { 0 };

  return mlg_gesture_insert (gesture, actor, id, values, error);
}

static gboolean
ensure_actor (MlgGesture  *gesture,
              MlgRecord   *known,
              const char  *name,
              MlgId       *id,
              GError     **error)
{
  if (known == NULL)
    return insert_actor (gesture, name, id, error);

  *id = *mlg_record_get_id (known);
  return TRUE;
}

static gboolean
insert_partnership (MlgGesture   *gesture,
                    const MlgId  *a,
                    const MlgId  *b,
                    gboolean      wished,
                    GError      **error)
{
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autofree const char **values = g_new0 (const char *, partnership->n_fields);
  char a_text[MLG_ID_TEXT_LENGTH + 1], b_text[MLG_ID_TEXT_LENGTH + 1];
  MlgId id = { 0 };

  values[mlg_entity_find_field (partnership, "a")->index] = mlg_id_write (a, a_text);
  values[mlg_entity_find_field (partnership, "b")->index] = mlg_id_write (b, b_text);
  values[mlg_entity_find_field (partnership, "state")->index] = wished ? "wished" : "active";

  return mlg_gesture_insert (gesture, partnership, &id, values, error);
}

static gboolean
apply_link (MlgEntry    *self,
            MlgProject  *project,
            MlgId       *id,
            GError     **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Link two actors"), error);
  MlgId partner;

  if (gesture == NULL ||
      !ensure_actor (gesture, self->known, self->name, id, error) ||
      !ensure_actor (gesture, self->known_partner, self->partner, &partner, error))
    return FALSE;

  if (mlg_id_equal (id, &partner))
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID,
                           _("An actor cannot be its own partner."));
      return FALSE;
    }

  return insert_partnership (gesture, id, &partner, self->wished, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_entry_apply (MlgEntry    *self,
                 MlgProject  *project,
                 MlgId       *id,
                 GError     **error)
{
  g_autoptr(MlgGesture) gesture = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->partner != NULL && *self->partner != '\0')
    return apply_link (self, project, id, error);

  gesture = mlg_project_begin (project, N_("Add an actor"), error);
  return gesture != NULL &&
         insert_actor (gesture, self->name, id, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_entry_add_lines (MlgProject  *project,
                     const char  *lines,
                     guint       *n_added,
                     GError     **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Add a list of actors"), error);
  g_auto(GStrv) names = g_strsplit_set (lines, "\r\n", -1);
  guint n = 0;

  if (gesture == NULL)
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      MlgId id;

      if (*g_strstrip (names[i]) == '\0')
        continue;
      if (!insert_actor (gesture, names[i], &id, error))
        return FALSE;
      n++;
    }

  if (n_added != NULL)
    *n_added = n;
  return n == 0 || mlg_project_commit (project, g_steal_pointer (&gesture), error);
}
