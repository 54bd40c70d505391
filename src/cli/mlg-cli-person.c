/* maillage-cli person, review, anonymise, erase, register: what the law asks of who keeps names of persons. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "document/mlg-document.h"
#include "exchange/mlg-project-person.h"

#define DAY_SECONDS (24 * 60 * 60)

/* ---- documents */

typedef gboolean (*DocumentWriter) (MlgDocument *document, const char *path, GError **error);

static gboolean
write_odt (MlgDocument  *document,
           const char   *path,
           GError      **error)
{
  return mlg_document_write_odt (document, path, NULL, error);
}

static gboolean
write_docx (MlgDocument  *document,
            const char   *path,
            GError      **error)
{
  return mlg_document_write_docx (document, path, NULL, error);
}

static DocumentWriter
find_writer (const char  *out,
             GError     **error)
{
  static const struct { const char *ending; DocumentWriter write; } writers[] = {
    { ".pdf", mlg_document_write_pdf },
    { ".odt", write_odt },
    { ".docx", write_docx },
    { ".html", mlg_document_write_html },
    { ".htm", mlg_document_write_html },
    { ".md", mlg_document_write_markdown },
  };
  g_autofree char *lower = g_ascii_strdown (out, -1);

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      if (g_str_has_suffix (lower, writers[i].ending))
        return writers[i].write;
    }

  mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("A document is a .pdf, .odt, .docx, .html or .md file, not “%s”."), out);
  return NULL;
}

static gboolean
find_person (MlgCli      *cli,
             MlgProject  *project,
             MlgId       *id,
             GError     **error)
{
  return mlg_cli_find_record (project, mlg_schema_find ("person"), mlg_cli_arg (cli, 1), id, NULL, error);
}

static gboolean
run_person (MlgCli  *cli,
            GError **error)
{
  DocumentWriter write = find_writer (mlg_cli_arg (cli, 2), error);
  g_autoptr(MlgProject) project = write == NULL ? NULL : mlg_cli_open_to_read (cli, error);
  g_autoptr(MlgMonograph) dossier = NULL;
  g_autoptr(MlgDocument) document = NULL;
  MlgId id;

  if (project == NULL || !find_person (cli, project, &id, error))
    return FALSE;
  dossier = mlg_person_dossier_new (project, &id, error);
  if (dossier == NULL)
    return FALSE;

  document = mlg_document_new (dossier);
  return write (document, mlg_cli_arg (cli, 2), error) && mlg_cli_close (project, error);
}

static gboolean
run_register (MlgCli  *cli,
              GError **error)
{
  DocumentWriter write = find_writer (mlg_cli_arg (cli, 1), error);
  g_autoptr(MlgProject) project = write == NULL ? NULL : mlg_cli_open_to_read (cli, error);
  g_autoptr(MlgMonograph) text = project == NULL ? NULL : mlg_register_new (project);
  g_autoptr(MlgDocument) document = text == NULL ? NULL : mlg_document_new (text);

  return document != NULL && write (document, mlg_cli_arg (cli, 1), error) && mlg_cli_close (project, error);
}

/* ---- what is to be looked at again */

static void
print_line (MlgProject          *project,
            const MlgReviewLine *line,
            MlgJsonWriter       *writer)
{
  static const char *const names[] = { "no_basis", "not_informed", "opposed", "too_old", "to_ask" };
  g_autofree char *id = mlg_cli_dup_name (project, mlg_schema_find ("person"), &line->id);

  if (writer == NULL)
    mlg_cli_print ("%s", line->name);
  else
    {
      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "id", id);
      mlg_json_writer_add_string (writer, "name", line->name);
      mlg_json_writer_name (writer, "reasons");
      mlg_json_writer_open (writer, '[');
    }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!(line->reasons & 1u << i))
        continue;
      if (writer == NULL)
        mlg_cli_print ("      %s", mlg_review_describe (1u << i));
      else
        mlg_json_writer_string (writer, names[i]);
    }

  if (writer != NULL)
    {
      mlg_json_writer_close (writer);
      mlg_json_writer_close (writer);
    }
}

static gboolean
run_review (MlgCli  *cli,
            GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open_to_read (cli, error);
  g_autoptr(GPtrArray) lines = project == NULL ? NULL : mlg_persons_review (project, (int) (g_get_real_time () / G_USEC_PER_SEC / DAY_SECONDS));
  g_autoptr(MlgJsonWriter) writer = mlg_cli_has (cli, "json") ? mlg_json_writer_new () : NULL;

  if (lines == NULL)
    return FALSE;

  if (writer != NULL)
    {
      mlg_json_writer_open (writer, '{');
      mlg_json_writer_name (writer, "persons");
      mlg_json_writer_open (writer, '[');
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const MlgReviewLine *line = g_ptr_array_index (lines, i);

      if (line->reasons != 0)
        print_line (project, line, writer);
    }
  if (writer != NULL)
    {
      mlg_json_writer_close (writer);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  return mlg_cli_close (project, error);
}

/* ---- how somebody leaves */

/* What is out of reach: copies others have, texts that name her. */
static void
print_warnings (MlgProject *project,
                GPtrArray  *mentions)
{
  g_autoptr(GPtrArray) copies = mlg_person_find_copies (project);

  if (mentions != NULL && mentions->len > 0)
    mlg_cli_print (ngettext ("%u text still seems to name this person:", "%u texts still seem to name this person:", mentions->len), mentions->len);
  for (guint i = 0; mentions != NULL && i < mentions->len; i++)
    {
      const MlgMention *mention = g_ptr_array_index (mentions, i);
      g_autofree char *title = mlg_project_dup_title (project, mention->entity, &mention->id);

      mlg_cli_print ("      %s, %s", title, g_dgettext (GETTEXT_PACKAGE, mention->field->label));
    }

  if (copies->len > 0)
    mlg_cli_print (ngettext ("%u copy handed over holds it still; tell who has it:", "%u copies handed over hold it still; tell who has them:", copies->len),
                   copies->len);
  for (guint i = 0; i < copies->len; i++)
    {
      const char *recipient = mlg_record_get_named (g_ptr_array_index (copies, i), "recipient");

      mlg_cli_print ("      %s", recipient != NULL ? recipient : _("Somebody whose name was not noted"));
    }
}

static gboolean
run_anonymise (MlgCli  *cli,
               GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GPtrArray) mentions = NULL;
  g_autoptr(GPtrArray) left = NULL;
  g_autofree char *text = NULL;
  MlgId id, anonymous;

  if (project == NULL || !find_person (cli, project, &id, error))
    return FALSE;
  names = mlg_person_dup_names (project, &id);
  mentions = mlg_person_find_mentions_of (project, names, &id);
  if (!mlg_person_anonymise (project, &id, &anonymous, error))
    return FALSE;

  left = mlg_person_find_mentions_of (project, names, &id);
  text = mlg_id_dup_text (&anonymous);
  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "id", text);
      mlg_json_writer_add_int (writer, "mentions", mentions->len);
      mlg_json_writer_add_int (writer, "left", left->len);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  else
    {
      mlg_cli_print ("%s", text);
      print_warnings (project, left);
    }
  return mlg_cli_close (project, error);
}

static gboolean
run_erase (MlgCli  *cli,
           GError **error)
{
  const MlgEntity *entity = mlg_cli_find_entity (mlg_cli_arg (cli, 1), error);
  g_autoptr(MlgProject) project = entity == NULL ? NULL : mlg_cli_open (cli, error);
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GPtrArray) mentions = NULL;
  g_autoptr(GPtrArray) left = NULL;
  MlgId id;

  if (project == NULL || !mlg_cli_find_record (project, entity, mlg_cli_arg (cli, 2), &id, NULL, error))
    return FALSE;
  if (g_str_equal (entity->name, "person"))
    {
      names = mlg_person_dup_names (project, &id);
      mentions = mlg_person_find_mentions_of (project, names, &id);
    }
  if (!mlg_project_erase (project, entity, &id, error))
    return FALSE;

  if (names != NULL)
    left = mlg_person_find_mentions_of (project, names, &id);
  if (!mlg_cli_has (cli, "json"))
    print_warnings (project, left);
  else
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_int (writer, "mentions", mentions != NULL ? mentions->len : 0);
      mlg_json_writer_add_int (writer, "left", left != NULL ? left->len : 0);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  return mlg_cli_close (project, error);
}

const MlgCliCommand mlg_cli_person_commands[] = {
  { "person", "FILE ID OUT.{pdf,odt,docx,html,md} [--all]", N_("All that the file knows of a person, to be given to her."), 3, 3, "all", run_person },
  { "review", "FILE", N_("The persons to look at again: not informed, without a legal basis, who refuse…"), 1, 1, "", run_review },
  { "anonymise", "FILE ID", N_("Takes the name from a person; trades and skills stay. Cannot be undone."), 2, 2, "", run_anonymise },
  { "erase", "FILE ENTITY ID", N_("Erases a record for good, its history too. Cannot be undone."), 3, 3, "", run_erase },
  { "register", "FILE OUT.{pdf,odt,docx,html,md}", N_("The entry of the register of processing of personal data."), 2, 2, "", run_register },
  { NULL }
};
