/* Monographs: written as a file of any kind, alone or as a collection; frozen; their photographs and outlines. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "document/mlg-document.h"
#include "exchange/mlg-json-writer.h"
#include "exchange/mlg-project-live.h"
#include "exchange/mlg-project-monograph.h"
#include "exchange/mlg-project-template.h"

/* @template_path: of those that take one. */
typedef gboolean (*DocumentWriter) (MlgDocument *document, const char *path, const char *template_path, GError **error);

static gboolean
write_pdf (MlgDocument  *document,
           const char   *path,
           const char   *template_path,
           GError      **error)
{
  return mlg_document_write_pdf (document, path, error);
}

static gboolean
write_html (MlgDocument  *document,
            const char   *path,
            const char   *template_path,
            GError      **error)
{
  return mlg_document_write_html (document, path, error);
}

static gboolean
write_markdown (MlgDocument  *document,
                const char   *path,
                const char   *template_path,
                GError      **error)
{
  return mlg_document_write_markdown (document, path, error);
}

typedef struct
{
  const char     *ending;
  DocumentWriter  write;
  gboolean        takes_template;
} Format;

static const Format formats[] = {
  { ".pdf", write_pdf, FALSE },
  { ".odt", mlg_document_write_odt, TRUE },
  { ".docx", mlg_document_write_docx, TRUE },
  { ".html", write_html, FALSE },
  { ".htm", write_html, FALSE },
  { ".md", write_markdown, FALSE },
};

static const Format *
find_format (const char  *path,
             GError     **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].ending))
      return &formats[i];

  mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("A monograph is a .pdf, .odt, .docx, .html or .md file, not “%s”."), path);
  return NULL;
}

/* ---- what is written */

static GArray *
find_monographs (MlgProject  *project,
                 const char  *list,
                 GError     **error)
{
  g_auto(GStrv) names = g_strsplit (list, ",", -1);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);
      MlgId id;

      if (*name == '\0')
        continue;
      if (!mlg_cli_find_record (project, mlg_schema_find ("monograph"), name, &id, NULL, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    {
      mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("Which monograph is to be written?"));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

/* The version of that number, whatever has been written since. */
static MlgMonograph *
read_version (MlgProject   *project,
              const MlgId  *monograph,
              const char   *number,
              gboolean      draft,
              GError      **error)
{
  g_autoptr(GPtrArray) versions = mlg_project_referring (project, mlg_schema_find ("monograph_version"), "monograph", monograph);

  for (guint i = 0; i < versions->len; i++)
    if (g_strcmp0 (mlg_record_get_named (versions->pdata[i], "n"), number) == 0)
      return mlg_project_version_read (project, mlg_record_get_id (versions->pdata[i]), draft, error);
  mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("This monograph has no version %s."), number);
  return NULL;
}

static MlgMonograph *
read_monograph (MlgCli      *cli,
                MlgProject  *project,
                GError     **error)
{
  gboolean draft = mlg_cli_has (cli, "draft");
  const char *version = mlg_cli_option (cli, "version");
  g_autoptr(GArray) ids = find_monographs (project, mlg_cli_arg (cli, 1), error);
  const MlgId *first;
  MlgMonograph *monograph;

  if (ids == NULL)
    return NULL;

  first = &g_array_index (ids, MlgId, 0);
  if (ids->len > 1)
    monograph = mlg_project_dossier_new (project, first, ids->len, mlg_cli_option (cli, "title"), draft, error);
  else if (version != NULL)
    monograph = read_version (project, first, version, draft, error);
  else
    monograph = mlg_project_monograph_new (project, first, draft, error);
  if (monograph != NULL)
    {
      monograph->short_form = mlg_cli_has (cli, "short");
      monograph->reading_copy = mlg_cli_has (cli, "reading");
    }
  return monograph;
}

static gboolean
run_monograph (MlgCli  *cli,
               GError **error)
{
  const char *out = mlg_cli_arg (cli, 2), *template_path = mlg_cli_option (cli, "template");
  const Format *format = find_format (out, error);
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(MlgMonograph) monograph = NULL;
  static MlgDocument *document;     /* goes with the process: thousands of lines are long to give back one by one */

  if (format == NULL)
    return FALSE;
  if (template_path != NULL && !format->takes_template)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("Only an .odt or a .docx takes the styles of a template."));

  if (format->write == write_pdf)
    mlg_document_prepare ();
  project = mlg_cli_open_to_read (cli, error);
  monograph = project != NULL ? read_monograph (cli, project, error) : NULL;
  if (monograph == NULL)
    return FALSE;

  document = mlg_document_new (monograph);
  return format->write (document, out, template_path, error) && mlg_cli_close (project, error);
}

/* ---- what changes the file */

static void
print_id (MlgCli      *cli,
          const MlgId *id)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_id_write (id, text);
  if (mlg_cli_has (cli, "json"))
    g_print ("{\"id\": \"%s\"}\n", text);
  else
    g_print ("%s\n", text);
}

static gboolean
run_freeze (MlgCli  *cli,
            GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  MlgId monograph, version;

  if (project == NULL || !mlg_cli_find_record (project, mlg_schema_find ("monograph"), mlg_cli_arg (cli, 1), &monograph, NULL, error) ||
      !mlg_project_monograph_freeze (project, &monograph, mlg_cli_arg (cli, 2), mlg_cli_option (cli, "author"), &version, error) ||
      !mlg_cli_close (project, error))
    return FALSE;
  print_id (cli, &version);
  return TRUE;
}

static gboolean
run_photo (MlgCli  *cli,
           GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  const MlgEntity *entity = mlg_schema_find ("monograph");
  MlgId target, id;

  if (project == NULL || !mlg_cli_find_record (project, entity, mlg_cli_arg (cli, 1), &target, NULL, error) ||
      !mlg_project_photo_add (project, entity, &target, mlg_cli_arg (cli, 2), mlg_cli_option (cli, "caption"), &id, error) ||
      !mlg_cli_close (project, error))
    return FALSE;
  print_id (cli, &id);
  return TRUE;
}

static gboolean
run_write_from (MlgCli  *cli,
                GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  MlgId initiative, id;
  const char *about = mlg_cli_option (cli, "initiative");

  if (project == NULL ||
      (about != NULL && !mlg_cli_find_record (project, mlg_schema_find ("initiative"), about, &initiative, NULL, error)) ||
      !mlg_project_template_write (project, mlg_cli_arg (cli, 1), mlg_cli_option (cli, "title"), about != NULL ? &initiative : NULL, &id, error) ||
      !mlg_cli_close (project, error))
    return FALSE;
  print_id (cli, &id);
  return TRUE;
}

/* ---- outlines */

static gboolean
run_outlines (MlgCli  *cli,
              GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open_to_read (cli, error);
  g_autoptr(GPtrArray) infos = project != NULL ? mlg_project_templates_list (project) : NULL;
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

  if (infos == NULL)
    return FALSE;
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_name (writer, "outlines");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < infos->len; i++)
    {
      const MlgTemplateInfo *info = g_ptr_array_index (infos, i);

      if (!mlg_cli_has (cli, "json"))
        mlg_cli_print ("%s\t%s", info->id, info->title);
      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "id", info->id);
      mlg_json_writer_add_string (writer, "title", info->title);
      mlg_json_writer_add_bool (writer, "in_file", info->in_file);
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  if (mlg_cli_has (cli, "json"))
    mlg_cli_print_json (writer);
  return mlg_cli_close (project, error);
}

static gboolean
run_outline_keep (MlgCli  *cli,
                  GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  MlgId monograph, id;

  if (project == NULL || !mlg_cli_find_record (project, mlg_schema_find ("monograph"), mlg_cli_arg (cli, 1), &monograph, NULL, error) ||
      !mlg_project_template_keep (project, &monograph, mlg_cli_arg (cli, 2), &id, error) || !mlg_cli_close (project, error))
    return FALSE;
  print_id (cli, &id);
  return TRUE;
}

static gboolean
run_outline_import (MlgCli  *cli,
                    GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  MlgId id;

  if (project == NULL || !mlg_project_template_import (project, mlg_cli_arg (cli, 1), &id, error) || !mlg_cli_close (project, error))
    return FALSE;
  print_id (cli, &id);
  return TRUE;
}

static gboolean
run_outline_export (MlgCli  *cli,
                    GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open_to_read (cli, error);

  return project != NULL && mlg_project_template_export (project, mlg_cli_arg (cli, 1), mlg_cli_arg (cli, 2), error) &&
         mlg_cli_close (project, error);
}

const MlgCliCommand mlg_cli_monograph_commands[] = {
  { "monograph", "FILE ID[,ID…] OUT.{pdf,odt,docx,html,md} [--draft] [--short] [--reading] [--version N] [--title T] [--template FILE]",
    N_("Writes a monograph, or several as one collection; --draft: with what is to be completed."), 3, 3,
    "draft short reading version= title= template=", run_monograph },
  { "write", "FILE TEMPLATE [--title T] [--initiative ID]",
    N_("Begins a monograph from an outline: mes, valorisation, story or free."), 2, 2, "title= initiative=", run_write_from },
  { "outlines", "FILE", N_("Lists the outlines of monographs: those of the file, then those of Maillage."), 1, 1, "", run_outlines },
  { "keep-outline", "FILE ID TITLE", N_("Keeps the sections and questions of a monograph as an outline."), 3, 3, "", run_outline_keep },
  { "import-outline", "FILE JSON", N_("Takes in an outline that was exported."), 2, 2, "", run_outline_import },
  { "export-outline", "FILE OUTLINE JSON", N_("Writes an outline, to be taken into another file."), 3, 3, "", run_outline_export },
  { "freeze", "FILE ID MESSAGE", N_("Keeps a version of a monograph, with its figures, as it is now."), 3, 3, "", run_freeze },
  { "photo", "FILE ID PICTURE [--caption TEXT]", N_("Keeps a photograph in the file, for a monograph."), 3, 3, "caption=", run_photo },
  { NULL }
};
