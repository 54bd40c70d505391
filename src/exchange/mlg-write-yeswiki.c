/* Actors for a form of YesWiki: its import takes a list with commas, whose first line names the
 * fields of the form (docs/interchange.md §5.2).
 *
 * The fields that every form of this kind has keep the names that YesWiki gives them, or, with
 * labels, the words under which its form shows them; the others follow under ours, and at the end
 * the record's own id, by which the list is known again here.
 */

#include "exchange/mlg-write-common.h"

#include <string.h>

#include "exchange/mlg-csv.h"
#include "exchange/mlg-read-yeswiki.h"
#include "model/mlg-value.h"

static const struct { const char *ours, *theirs; } names[] = {
  { "name", "bf_titre" }, { "description", "bf_description" }, { "street", "bf_adresse" }, { "address_extra", "bf_adresse2" },
  { "postal_code", "bf_code_postal" }, { "locality", "bf_ville" }, { "country", "bf_pays" }, { "lat", "bf_latitude" },
  { "lon", "bf_longitude" }, { "contact_email", "bf_mail" }, { "contact_phone", "bf_telephone" },
  { "website", "bf_site_internet" },
};

const char *
mlg_yeswiki_find_ours (const char *theirs)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].theirs, theirs) == 0)
      return names[i].ours;

  return g_str_has_prefix (theirs, "bf_") ? theirs + strlen ("bf_") : NULL;
}

static guint
find_rank (const MlgColumn *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strcmp (names[i].ours, column->name) == 0)
        return i;
    }

  return G_N_ELEMENTS (names);
}

/* Several values are a line with commas inside the cell: « "Lait, fromage",Pain ». */
static char *
join_values (char **values)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint i = 0; values[i] != NULL; i++)
    {
      gboolean quoted = strpbrk (values[i], ",\"\n") != NULL;

      g_string_append (line, i > 0 ? "," : "");
      g_string_append (line, quoted ? "\"" : "");
      for (const char *p = values[i]; *p != '\0'; p++)
        g_string_append (line, *p == '"' ? "\"\"" : (char[]) { *p, '\0' });
      g_string_append (line, quoted ? "\"" : "");
    }

  return g_strdup (line->str);
}

static char *
dup_cell (MlgExportRecords *records,
          MlgRecord        *record,
          const MlgColumn  *column)
{
  const char *value = mlg_export_records_get (records, record, column->field);

  if (value == NULL)
    return NULL;
  if (mlg_field_is_multiple (column->field))
    {
      g_auto(GStrv) values = mlg_value_split (value);

      for (guint i = 0; values[i] != NULL; i++)
        {
          char *words = mlg_column_dup_words (column, values[i], records->keys);

          g_free (values[i]);
          values[i] = words == NULL ? g_strdup ("") : words;
        }
      return join_values (values);
    }

  return mlg_column_dup_words (column, value, records->keys);
}

/* Those of a form first, in its order; the rest only where somebody filled them. */
static GArray *
choose_columns (MlgExportRecords *records)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (MlgColumn));

  for (guint rank = 0; rank <= G_N_ELEMENTS (names); rank++)
    {
      for (guint i = 0; i < records->columns->len; i++)
        {
          const MlgColumn *column = &g_array_index (records->columns, MlgColumn, i);
          gboolean filled = rank < G_N_ELEMENTS (names);

          if (find_rank (column) != rank)
            continue;
          for (guint r = 0; !filled && r < records->records->len; r++)
            {
              g_autofree char *cell = dup_cell (records, g_ptr_array_index (records->records, r), column);

              filled = cell != NULL;
            }
          if (filled)
            g_array_append_val (chosen, *column);
        }
    }

  return chosen;
}

static void
write_header (MlgExportRecords *records,
              GArray           *columns,
              gboolean          labels,
              MlgCsvWriter     *writer)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const MlgColumn *column = &g_array_index (columns, MlgColumn, i);
      guint rank = find_rank (column);
      g_autofree char *label = mlg_column_dup_label (column, records->entity);
      g_autofree char *name = g_strconcat ("bf_", column->name, NULL);

      mlg_csv_writer_add (writer, labels ? label : rank < G_N_ELEMENTS (names) ? names[rank].theirs : name);
    }
  mlg_csv_writer_add (writer, MLG_YESWIKI_ID);
  mlg_csv_writer_end_line (writer);
}

GBytes *
mlg_write_yeswiki (MlgProject              *project,
                   const MlgExportOptions  *options,
                   GError                 **error)
{
  g_auto(MlgExportRecords) records = { 0 };
  g_autoptr(GArray) columns = NULL;
  MlgCsvWriter *writer;

  if (!mlg_export_records_read (&records, project, options, NULL, NULL, error))
    return NULL;

  columns = choose_columns (&records);
  writer = mlg_csv_writer_new (MLG_CSV_PLAIN);
  write_header (&records, columns, options->labels, writer);
  for (guint r = 0; r < records.records->len; r++)
    {
      MlgRecord *record = g_ptr_array_index (records.records, r);
      char id[MLG_ID_TEXT_LENGTH + 1];

      for (guint i = 0; i < columns->len; i++)
        {
          g_autofree char *cell = dup_cell (&records, record, &g_array_index (columns, MlgColumn, i));

          mlg_csv_writer_add (writer, cell);
        }
      mlg_csv_writer_add (writer, mlg_id_write (mlg_record_get_id (record), id));
      mlg_csv_writer_end_line (writer);
    }

  return mlg_csv_writer_finish (writer);
}
