/* What is printed at the foot of what leaves a project on paper. */

#include "exchange/mlg-project-sheet.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-rows.h"

typedef struct
{
  MlgProject *project;
  char       *structure, *licence;
} Sheet;

static void
take_file_info (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  Sheet *sheet = data;
  MlgId actor;

  if (sheet->licence == NULL)
    sheet->licence = g_strdup (values[0]);
  if (sheet->structure == NULL && values[2] != NULL && mlg_id_parse (values[2], &actor))
    sheet->structure = mlg_project_dup_title (sheet->project, mlg_schema_find (MLG_ENTITY_ACTOR), &actor);
  if (sheet->structure == NULL)
    sheet->structure = g_strdup (values[1]);
}

static void
read_file_info (Sheet *sheet)
{
  mlg_rows_foreach (sheet->project, "file_info", (const char *[]) { "licence", "structure", "actor", NULL }, take_file_info, sheet);
}

char *
mlg_project_map_dup_signature (MlgProject *project)
{
  Sheet sheet = { .project = project };
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  /* Translators: a date on paper, « 22 novembre 2026 ». */
  g_autofree char *date = g_date_time_format (now, _("%B %-d, %Y"));
  const char *title = mlg_project_get_title (project);
  GString *signature;

  read_file_info (&sheet);
  signature = g_string_new (sheet.structure);
  if (title != NULL && *title != '\0')
    g_string_append_printf (signature, "%s%s", signature->len > 0 ? " · " : "", title);
  g_string_append_printf (signature, "%s%s", signature->len > 0 ? " · " : "", date);
  g_free (sheet.structure);
  g_free (sheet.licence);
  return g_string_free (signature, FALSE);
}

char *
mlg_project_map_dup_licence (MlgProject *project)
{
  Sheet sheet = { .project = project };

  read_file_info (&sheet);
  g_free (sheet.structure);
  return sheet.licence;
}
