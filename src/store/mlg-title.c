/* The name under which a record is shown. */

#include "store/mlg-title.h"

#include "model/mlg-privacy.h"
#include "model/mlg-value.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

/* A title made of titles made of titles… is a loop, or unreadable. */
#define MAX_DEPTH 4

struct _MlgTitles
{
  sqlite3    *handle;
  GHashTable *known;         /* MlgId → char * */
  GHashTable *statements;    /* const MlgEntity → sqlite3_stmt */
  GHashTable *words;         /* "vocabulary\nterm" → its words, of those added in this file; NULL: not read yet */
  guint       depth;
  gboolean  (*hides) (gpointer data, const MlgId *id);      /* NULL: for the program, not for the screen */
  gpointer    hides_data;
};

gboolean
mlg_title_uses (const MlgField *field)
{
  if (field->flags & MLG_FIELD_GONE)
    return FALSE;

  return (field->flags & MLG_FIELD_TITLE) ||
         (mlg_field_is_reference (field) && !mlg_field_is_multiple (field) && (field->flags & MLG_FIELD_REQUIRED));
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

MlgTitles *
mlg_titles_new (sqlite3 *handle)
{
  MlgTitles *self = g_new0 (MlgTitles, 1);

  self->handle = handle;
  self->known = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, g_free);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  return self;
}

void
mlg_titles_free (MlgTitles *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->known);
  g_hash_table_unref (self->statements);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_free (self);
}

void
mlg_titles_mask (MlgTitles  *self,
                 gboolean  (*hides) (gpointer data, const MlgId *id),
                 gpointer    data)
{
  self->hides = hides;
  self->hides_data = data;
}

static gboolean
masks (MlgTitles      *self,
       const MlgField *field)
{
  return self->hides != NULL && mlg_privacy_masks (field);
}

void
mlg_titles_clear (MlgTitles *self)
{
  g_hash_table_remove_all (self->known);
  g_clear_pointer (&self->words, g_hash_table_unref);
}

static const char *
title_of_reference (MlgTitles      *self,
                    const MlgField *field,
                    const char     *value)
{
  const MlgEntity *entity = field->target != NULL ? mlg_schema_find (field->target) : NULL;
  const char *text = value;
  MlgId id;

  if (field->type == MLG_TYPE_ANY)
    {
      const char *colon = strchr (value, ':');
      g_autofree char *name = colon != NULL ? g_strndup (value, colon - value) : NULL;

      entity = name != NULL ? mlg_schema_find (name) : NULL;
      text = colon != NULL ? colon + 1 : value;
    }

  if (entity == NULL || !mlg_id_parse (text, &id))
    return value;

  return mlg_titles_get (self, entity, &id);
}

/* ---- words added to the open lists of this file */

static GHashTable *
read_words (sqlite3 *handle)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (handle, "SELECT vocabulary, label, \"key\", code, _id FROM term WHERE _del = 0", -1, &statement, NULL) != SQLITE_OK)
    return words;

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *list = (const char *) sqlite3_column_text (statement, 0);
      const char *label = (const char *) sqlite3_column_text (statement, 1);
      MlgId id;
      char id_text[MLG_ID_TEXT_LENGTH + 1];
      const char *names[] = { (const char *) sqlite3_column_text (statement, 2), (const char *) sqlite3_column_text (statement, 3), id_text };

      if (list == NULL || label == NULL || sqlite3_column_bytes (statement, 4) != sizeof id.bytes)
        continue;
      memcpy (id.bytes, sqlite3_column_blob (statement, 4), sizeof id.bytes);
      mlg_id_write (&id, id_text);
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          if (names[i] != NULL)
            g_hash_table_insert (words, g_strconcat (list, "\n", names[i], NULL), g_strdup (label));
        }
    }

  sqlite3_finalize (statement);
  return words;
}

static char *
display_term (MlgTitles      *self,
              const MlgField *field,
              const char     *term)
{
  g_autofree char *name = g_strconcat (field->target, "\n", term, NULL);
  const char *label = g_hash_table_lookup (self->words, name);

  return label != NULL ? g_strdup (label) : mlg_value_to_display (field, term);
}

/* NULL: no word of this file is in it. */
static char *
display_own_terms (MlgTitles      *self,
                   const MlgField *field,
                   const char     *value)
{
  g_auto(GStrv) terms = NULL;

  if ((field->type != MLG_TYPE_TERM && field->type != MLG_TYPE_TERMS) || field->target == NULL)
    return NULL;
  if (self->words == NULL)
    self->words = read_words (self->handle);
  if (g_hash_table_size (self->words) == 0)
    return NULL;

  terms = mlg_value_split (value);
  for (guint i = 0; terms[i] != NULL; i++)
    {
      char *shown = display_term (self, field, terms[i]);

      g_free (terms[i]);
      terms[i] = shown;
    }
  return g_strjoinv (", ", terms);
}

char *
mlg_titles_display (MlgTitles      *self,
                    const MlgField *field,
                    const char     *value)
{
  g_auto(GStrv) elements = NULL;
  g_autoptr(GPtrArray) titles = NULL;

  if (value == NULL || masks (self, field))
    return g_strdup ("");
  if (!mlg_field_is_reference (field))
    {
      char *shown = display_own_terms (self, field, value);

      return shown != NULL ? shown : mlg_value_to_display (field, value);
    }
  if (!mlg_field_is_multiple (field))
    return g_strdup (title_of_reference (self, field, value));

  elements = mlg_value_split (value);
  titles = g_ptr_array_new ();
  for (guint i = 0; elements[i] != NULL; i++)
    g_ptr_array_add (titles, (gpointer) title_of_reference (self, field, elements[i]));
  g_ptr_array_add (titles, NULL);

  return g_strjoinv (", ", (char **) titles->pdata);
}

/* « A – B »: every end that must be there. */
static char *
join_ends (MlgTitles          *self,
           const MlgEntity    *entity,
           const char *const  *values)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      if (!mlg_field_is_reference (field) || !mlg_title_uses (field) || values[i] == NULL || masks (self, field))
        continue;
      if (joined->len > 0)
        g_string_append (joined, " – ");
      g_string_append (joined, title_of_reference (self, field, values[i]));
    }

  return g_string_free (joined, joined->len == 0);
}

char *
mlg_titles_make (MlgTitles          *self,
                 const MlgEntity    *entity,
                 const char *const  *values)
{
  char *joined = NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & MLG_FIELD_TITLE) && values[i] != NULL &&
        !mlg_field_is_reference (&entity->fields[i]) && !masks (self, &entity->fields[i]))
      return mlg_value_to_display (&entity->fields[i], values[i]);

  if (self->depth < MAX_DEPTH)
    {
      self->depth++;
      joined = join_ends (self, entity, values);
      self->depth--;
    }

  if (joined == NULL && self->hides != NULL && mlg_privacy_is_screen_shared ())
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, entity->label));
  return joined != NULL ? joined : g_strdup (_("(no name)"));
}

static sqlite3_stmt *
prepare (MlgTitles       *self,
         const MlgEntity *entity)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, entity);
  g_autoptr(GString) sql = NULL;

  if (statement != NULL)
    return statement;

  sql = g_string_new ("SELECT _del");
  for (guint i = 0; i < entity->n_fields; i++)
    if (mlg_title_uses (&entity->fields[i]))
      g_string_append_printf (sql, ", \"%s\"", entity->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE _id = ?1", entity->name);

  if (sqlite3_prepare_v3 (self->handle, sql->str, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    return NULL;

  g_hash_table_insert (self->statements, (gpointer) entity, statement);
  return statement;
}

static char *
read_title (MlgTitles       *self,
            const MlgEntity *entity,
            const MlgId     *id)
{
  sqlite3_stmt *statement = prepare (self, entity);
  g_auto(GStrv) owned = g_new0 (char *, entity->n_fields + 1);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  int column = 1;

  if (statement == NULL)
    return g_strdup (_("(deleted)"));
  if (self->hides != NULL && self->hides (self->hides_data, id))
    return g_strdup (_("(confidential)"));

  sqlite3_bind_blob (statement, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  if (sqlite3_step (statement) != SQLITE_ROW || sqlite3_column_int (statement, 0) != 0)
    {
      sqlite3_reset (statement);
      return g_strdup (_("(deleted)"));
    }

  /* Copied: the titles of the ends may need this same statement. */
  for (guint i = 0, n = 0; i < entity->n_fields; i++)
    if (mlg_title_uses (&entity->fields[i]))
      {
        const char *text = (const char *) sqlite3_column_text (statement, column++);

        if (text != NULL)
          values[i] = owned[n++] = g_strdup (text);
      }
  sqlite3_reset (statement);

  return mlg_titles_make (self, entity, values);
}

const char *
mlg_titles_get (MlgTitles       *self,
                const MlgEntity *entity,
                const MlgId     *id)
{
  char *title = g_hash_table_lookup (self->known, id);

  if (title == NULL)
    {
      title = read_title (self, entity, id);
      g_hash_table_insert (self->known, mlg_id_copy (id), title);
    }

  return title;
}
