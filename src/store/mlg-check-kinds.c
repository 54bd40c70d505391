/* Values kept in the wrong kind. */

#include "store/mlg-check-kinds.h"

/* Of what each column is made: NULL is everywhere allowed here, the schema forbids it where it must. */
typedef struct
{
  const char *right;
  const char *wrong[3];
} Kind;

static const Kind text = { "TEXT", { "blob" } };
static const Kind blob = { "BLOB", { "text" } };
static const Kind number = { "INTEGER", { "blob", "text", "real" } };

typedef struct
{
  const char        *table;
  const Kind        *kind;
  const char *const *columns;    /* NULL-terminated */
} Kinds;

static const char *const meta_texts[] = { "k", "v", NULL };
static const char *const site_texts[] = { "author", "app", NULL };
static const char *const op_texts[] = { "cmd", NULL };
static const char *const op_blobs[] = { "row", "par", NULL };
static const char *const op_numbers[] = { "sid", "seq", "hlc", "txn", "tbl", "col", "st", "sup", "sum", NULL };
static const char *const conflict_blobs[] = { "row", NULL };
static const char *const meta_numbers[] = { "sum", NULL };
static const char *const site_numbers[] = { "started", "sum", NULL };
static const char *const conflict_numbers[] = { "col", "tbl", "kind", NULL };

static const Kinds tables_of_the_journal[] = {
  { "meta", &text, meta_texts },
  { "meta", &number, meta_numbers },
  { "site", &text, site_texts },
  { "site", &number, site_numbers },
  { "op", &text, op_texts },
  { "op", &blob, op_blobs },
  { "op", &number, op_numbers },
  { "conflict", &blob, conflict_blobs },
  { "conflict", &number, conflict_numbers },
};

static gboolean
put_right (MlgStore     *self,
           const Kinds  *kinds,
           const char   *wrong,
           GError      **error)
{
  gboolean done = TRUE;

  self->writing++;
  for (guint i = 0; done && kinds->columns[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = CAST (\"%s\" AS %s) WHERE typeof (\"%s\") = '%s'",
                                              kinds->table, kinds->columns[i], kinds->columns[i], kinds->kind->right,
                                              kinds->columns[i], wrong);

      done = mlg_db_exec (self->db, sql, error);
    }
  self->writing--;
  return done;
}

static gboolean
check_table (MlgStore     *self,
             const Kinds  *kinds,
             gboolean      repair,
             guint        *n_wrong,
             GError      **error)
{
  g_autoptr(GString) columns = g_string_new (NULL);

  for (guint i = 0; kinds->columns[i] != NULL; i++)
    g_string_append_printf (columns, "%stypeof (\"%s\")", i > 0 ? ", " : "", kinds->columns[i]);

  for (guint i = 0; i < G_N_ELEMENTS (kinds->kind->wrong) && kinds->kind->wrong[i] != NULL; i++)
    {
      const char *wrong = kinds->kind->wrong[i];
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE '%s' IN (%s)", kinds->table, wrong, columns->str);
      gint64 found = mlg_db_get_number (self->db, g_intern_string (sql), 0);

      *n_wrong += found;
      if (found > 0 && repair && !put_right (self, kinds, wrong, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_entity (MlgStore        *self,
              const MlgTable  *table,
              gboolean         repair,
              guint           *n_wrong,
              GError         **error)
{
  static const char *const identifier[] = { "_id", NULL };
  static const char *const own_numbers[] = { "_del", "_made", "_hlc", "_sid", NULL };
  g_autofree const char **columns = g_new0 (const char *, table->n_fields + 1);
  Kinds texts = { table->entity->name, &text, columns };
  Kinds ids = { table->entity->name, &blob, identifier };
  Kinds numbers = { table->entity->name, &number, own_numbers };

  for (guint i = 0, n = 0; i < table->n_fields; i++)
    if (!(table->entity->fields[i].flags & MLG_FIELD_GONE))
      columns[n++] = table->entity->fields[i].name;

  return (columns[0] == NULL || check_table (self, &texts, repair, n_wrong, error)) &&
         check_table (self, &ids, repair, n_wrong, error) &&
         check_table (self, &numbers, repair, n_wrong, error);
}

guint
mlg_check_kinds (MlgStore  *self,
                 gboolean   repair,
                 GError   **error)
{
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tables_of_the_journal); i++)
    if (!check_table (self, &tables_of_the_journal[i], repair, &n_wrong, error))
      return G_MAXUINT;

  for (guint i = 0; i < mlg_table_get_count (); i++)
    if (!check_entity (self, mlg_table_nth (i), repair, &n_wrong, error))
      return G_MAXUINT;

  return n_wrong;
}
