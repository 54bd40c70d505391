/* The name under which a record is shown. */

#include "store/mlg-title.h"

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
  guint       depth;
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
  g_free (self);
}

void
mlg_titles_clear (MlgTitles *self)
{
  g_hash_table_remove_all (self->known);
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

char *
mlg_titles_display (MlgTitles      *self,
                    const MlgField *field,
                    const char     *value)
{
  g_auto(GStrv) elements = NULL;
  g_autoptr(GPtrArray) titles = NULL;

  if (value == NULL)
    return g_strdup ("");
  if (!mlg_field_is_reference (field))
    return mlg_value_to_display (field, value);
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

      if (!mlg_field_is_reference (field) || !mlg_title_uses (field) || values[i] == NULL)
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
        !mlg_field_is_reference (&entity->fields[i]))
      return mlg_value_to_display (&entity->fields[i], values[i]);

  if (self->depth < MAX_DEPTH)
    {
      self->depth++;
      joined = join_ends (self, entity, values);
      self->depth--;
    }

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
