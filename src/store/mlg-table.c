/* The SQL of an entity, written once from its description. */

#include "store/mlg-table.h"

#include "store/mlg-db.h"
#include "store/mlg-store.h"

#include <string.h>

/* SQLite keeps these comments: the file explains itself to whoever opens it in fifty years. */
static const char journal_ddl[] =
  "CREATE TABLE meta (\n"
  "  k   TEXT PRIMARY KEY,          -- doc_id, created\n"
  "  v   TEXT,\n"
  "  sum INTEGER NOT NULL           -- FNV-1a of both\n"
  ") WITHOUT ROWID;\n"
  "CREATE TABLE site (\n"
  "  sid     INTEGER PRIMARY KEY,   -- who wrote: a fresh random number at each opening\n"
  "  author  TEXT,                  -- the name they gave\n"
  "  app     TEXT,\n"
  "  started INTEGER,               -- ms since 1970\n"
  "  sum     INTEGER NOT NULL       -- FNV-1a of the others\n"
  ");\n"
  "CREATE TABLE op (\n"
  "  n    INTEGER PRIMARY KEY,      -- order of arrival here; never compared\n"
  "  sid  INTEGER NOT NULL,         -- (sid, seq) names the operation for ever\n"
  "  seq  INTEGER NOT NULL,\n"
  "  hlc  INTEGER NOT NULL,         -- clock: ms since 1970 << 16 | counter\n"
  "  txn  INTEGER NOT NULL,         -- seq of the first operation of the same command\n"
  "  tbl  INTEGER NOT NULL,         -- number of the entity\n"
  "  row  BLOB NOT NULL,            -- identifier of the record, 16 bytes\n"
  "  col  INTEGER NOT NULL,         -- field; 0 new record, -1 deletion or return, -2 erasure\n"
  "  st   INTEGER NOT NULL,         -- 0 value withheld, 1 value, 2 erased\n"
  "  sup  INTEGER NOT NULL DEFAULT 0, -- derived: a later operation of the cell names this one\n"
  "  sum  INTEGER NOT NULL,         -- FNV-1a of all that is not derived\n"
  "  cmd  TEXT,                     -- name of the command, on its first operation\n"
  "  par  BLOB,                     -- the operations its author saw in this cell\n"
  "  val                            -- what was written\n"
  ");\n"
  "CREATE UNIQUE INDEX op_dot ON op (sid, seq);\n"
  "CREATE INDEX op_cell ON op (row, col);\n"
  "CREATE INDEX op_erased ON op (row) WHERE st = 2;\n"
  "CREATE TABLE conflict (\n"
  "  row  BLOB,\n"
  "  col  INTEGER,                  -- field, or -1: deleted here, changed there\n"
  "  tbl  INTEGER NOT NULL,\n"
  "  kind INTEGER NOT NULL,         -- derived\n"
  "  PRIMARY KEY (row, col)\n"
  ") WITHOUT ROWID;\n"
  "CREATE TABLE blob (\n"
  "  sha256 BLOB PRIMARY KEY,       -- attachments, named by their content\n"
  "  data   BLOB NOT NULL\n"
  ");\n";

typedef struct
{
  MlgTable    *tables;
  guint        n_tables;
  GHashTable  *by_number;
  MlgLinkTable links;
  char        *script;
} Tables;

static gboolean
field_is_kept (const MlgField *field)
{
  return (field->flags & MLG_FIELD_GONE) == 0;
}

static gboolean
field_is_indexed (const MlgField *field)
{
  return field_is_kept (field) &&
         (field->type == MLG_TYPE_REFERENCE || field->type == MLG_TYPE_ANY ||
          field->number == MLG_FIELD_KEY);
}

/* A field that is gone keeps its place in the SELECTs, as NULL: indexes stay those of the entity. */
static void
append_columns (GString         *sql,
                const MlgEntity *entity)
{
  g_string_append (sql, "_rid, _id, _del, _made, _hlc, _sid");
  for (guint i = 0; i < entity->n_fields; i++)
    if (field_is_kept (&entity->fields[i]))
      g_string_append_printf (sql, ", \"%s\"", entity->fields[i].name);
    else
      g_string_append (sql, ", NULL");
}

static char *
write_ddl (const MlgEntity *entity)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "CREATE TABLE \"%s\" (\n"
                          "  _rid  INTEGER PRIMARY KEY,\n"
                          "  _id   BLOB NOT NULL UNIQUE,\n"
                          "  _del  INTEGER NOT NULL,\n"
                          "  _made INTEGER NOT NULL,\n"
                          "  _hlc  INTEGER NOT NULL,\n"
                          "  _sid  INTEGER NOT NULL", entity->name);
  for (guint i = 0; i < entity->n_fields; i++)
    if (field_is_kept (&entity->fields[i]))
      g_string_append_printf (sql, ",\n  \"%s\" TEXT", entity->fields[i].name);
  g_string_append (sql, "\n);\n");

  for (guint i = 0; i < entity->n_fields; i++)
    if (field_is_indexed (&entity->fields[i]))
      g_string_append_printf (sql, "CREATE INDEX \"%s_%s\" ON \"%s\" (\"%s\") WHERE \"%s\" IS NOT NULL;\n",
                              entity->name, entity->fields[i].name, entity->name,
                              entity->fields[i].name, entity->fields[i].name);

  if (strcmp (entity->name, MLG_ENTITY_LINK) == 0)
    g_string_append (sql, "CREATE INDEX link_owner ON link (owner);\n"
                          "CREATE INDEX link_value ON link (value);\n");
  return g_string_free (sql, FALSE);
}

static char *
write_select (const MlgEntity *entity,
              const char      *where)
{
  GString *sql = g_string_new ("SELECT ");

  append_columns (sql, entity);
  g_string_append_printf (sql, " FROM \"%s\"%s", entity->name, where);
  return g_string_free (sql, FALSE);
}

static char *
write_upsert (const MlgEntity *entity)
{
  GString *sql = g_string_new (NULL);
  GString *places = g_string_new ("?1, ?2, ?3, ?4, ?5");
  GString *changes = g_string_new ("_del = ?2, _made = ?3, _hlc = ?4, _sid = ?5");

  g_string_append_printf (sql, "INSERT INTO \"%s\" (_id, _del, _made, _hlc, _sid", entity->name);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      if (!field_is_kept (&entity->fields[i]))
        continue;
      g_string_append_printf (sql, ", \"%s\"", entity->fields[i].name);
      g_string_append_printf (places, ", ?%u", MLG_COLUMN_FIRST_FIELD + i);
      g_string_append_printf (changes, ", \"%s\" = ?%u", entity->fields[i].name, MLG_COLUMN_FIRST_FIELD + i);
    }
  g_string_append_printf (sql, ") VALUES (%s) ON CONFLICT (_id) DO UPDATE SET %s", places->str, changes->str);

  g_string_free (places, TRUE);
  g_string_free (changes, TRUE);
  return g_string_free (sql, FALSE);
}

static char *
write_find_referring (const MlgEntity *entity,
                      const MlgField  *field)
{
  if (!field_is_kept (field) || !field_is_indexed (field))
    return NULL;
  return g_strdup_printf ("SELECT _id, _del FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY _rid",
                          entity->name, field->name);
}

static void
table_init (MlgTable        *table,
            const MlgEntity *entity)
{
  table->entity = entity;
  table->n_fields = entity->n_fields;
  table->ddl = write_ddl (entity);
  table->select_row = write_select (entity, " WHERE _id = ?1");
  table->select_live = write_select (entity, " WHERE _del = 0 ORDER BY _rid");
  table->select_all = write_select (entity, " ORDER BY _rid");
  table->write = write_upsert (entity);
  table->remove = g_strdup_printf ("DELETE FROM \"%s\" WHERE _id = ?1", entity->name);
  table->clear = g_strdup_printf ("DELETE FROM \"%s\"", entity->name);
  table->count = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE _del = 0", entity->name);
  table->is_live = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE _id = ?1 AND _del = 0", entity->name);
  table->find_referring = g_new0 (const char *, entity->n_fields);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      g_assert (field->number < G_N_ELEMENTS (table->by_number) && i < 255);
      if (field_is_kept (field))
        table->by_number[field->number] = (guint8) (i + 1);
      table->has_multiple |= field_is_kept (field) && mlg_field_is_multiple (field);
      table->find_referring[i] = write_find_referring (entity, field);
    }
}

static guint
index_of (const MlgEntity *entity,
          const char      *name)
{
  const MlgField *field = mlg_entity_find_field (entity, name);

  g_assert (field != NULL);
  return field->index;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return (int) ((const MlgTable *) a)->entity->number - (int) ((const MlgTable *) b)->entity->number;
}

static Tables *
tables_new (void)
{
  Tables *self = g_new0 (Tables, 1);
  const MlgEntity *const *entities = mlg_schema_get_entities (&self->n_tables);
  const MlgEntity *link = mlg_schema_find (MLG_ENTITY_LINK);
  GString *script = g_string_new (journal_ddl);

  self->tables = g_new0 (MlgTable, self->n_tables);
  self->by_number = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->n_tables; i++)
    table_init (&self->tables[i], entities[i]);
  /* By permanent number: the order of the sidebar may change, the file may not. */
  qsort (self->tables, self->n_tables, sizeof (MlgTable), compare_numbers);

  for (guint i = 0; i < self->n_tables; i++)
    {
      g_hash_table_insert (self->by_number, GUINT_TO_POINTER (self->tables[i].entity->number), &self->tables[i]);
      g_string_append (script, self->tables[i].ddl);
    }
  self->script = g_string_free (script, FALSE);

  g_assert (link != NULL);
  self->links.table = g_hash_table_lookup (self->by_number, GUINT_TO_POINTER (link->number));
  self->links.owner = index_of (link, "owner");
  self->links.owner_entity = index_of (link, "owner_entity");
  self->links.field = index_of (link, "field");
  self->links.value = index_of (link, "value");
  self->links.position = index_of (link, "position");
  return self;
}

static const Tables *
get_tables (void)
{
  static const Tables *tables;

  if (g_once_init_enter (&tables))
    g_once_init_leave (&tables, tables_new ());
  return tables;
}

const MlgTable *
mlg_table_get_number (guint number)
{
  return g_hash_table_lookup (get_tables ()->by_number, GUINT_TO_POINTER (number));
}

const MlgTable *
mlg_table_get (const MlgEntity *entity)
{
  const MlgTable *table = mlg_table_get_number (entity->number);

  g_assert (table != NULL && table->entity == entity);
  return table;
}

const MlgLinkTable *
mlg_table_get_links (void)
{
  return &get_tables ()->links;
}

const MlgField *
mlg_table_find_field (const MlgTable *table,
                      int             number)
{
  guint index;

  if (number <= 0 || number >= (int) G_N_ELEMENTS (table->by_number))
    return NULL;
  index = table->by_number[number];
  return index > 0 ? &table->entity->fields[index - 1] : NULL;
}

guint
mlg_table_get_count (void)
{
  return get_tables ()->n_tables;
}

const MlgTable *
mlg_table_nth (guint index)
{
  return &get_tables ()->tables[index];
}

const char *
mlg_schema_get_script (guint format)
{
  return format == MLG_FORMAT ? get_tables ()->script : NULL;
}

char *
mlg_store_dup_actual_schema (sqlite3  *handle,
                             GError  **error)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (handle, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema "
                                 "ORDER BY type, name", -1, &stmt, NULL);

  while (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      for (int i = 0; i < 4; i++)
        {
          const char *piece = (const char *) sqlite3_column_text (stmt, i);

          g_string_append_printf (text, "%s\n", piece != NULL ? piece : "");
        }
      code = SQLITE_OK;
    }
  sqlite3_finalize (stmt);

  if (code == SQLITE_DONE)
    return g_string_free (text, FALSE);
  mlg_db_set_error (handle, code, error);
  g_string_free (text, TRUE);
  return NULL;
}

char *
mlg_store_dup_expected_schema (guint format)
{
  const char *script = mlg_schema_get_script (format);
  sqlite3 *memory = NULL;
  char *text = NULL;

  if (script == NULL)
    return NULL;

  if (sqlite3_open_v2 (":memory:", &memory, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL) == SQLITE_OK &&
      sqlite3_exec (memory, script, NULL, NULL, NULL) == SQLITE_OK)
    text = mlg_store_dup_actual_schema (memory, NULL);
  else
    g_critical ("The schema does not compile: %s", sqlite3_errmsg (memory));
  sqlite3_close (memory);
  return text;
}

MlgId
mlg_link_derive_id (const MlgEntity *owner_entity,
                    const MlgId     *owner,
                    const MlgField  *field,
                    const char      *value)
{
  g_autofree char *name = g_strdup_printf ("%u/%u/%s", owner_entity->number, field->number, value);

  return mlg_id_derive (owner, name, -1);
}
