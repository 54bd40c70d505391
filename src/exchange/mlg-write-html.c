/* The file for those who do not have the program: one page that holds the directory, the map, the graph
 * and the monographs, and asks the network for nothing. The page itself is data/viewer.
 */

#include "exchange/mlg-html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-leaving-copy.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-rows.h"

#define VIEWER "/org/maillage/Maillage/viewer/"

GResource *mlg_viewer_get_resource (void);      /* made from data/viewer */

/* What the page says by itself. */
static const struct
{
  const char *key;
  const char *words;
} page_words[] = {
  { "language", N_("en") },
  { "directory", N_("Directory") },
  { "map", N_("Map") },
  { "graph", N_("Partnerships") },
  { "stories", N_("Monographs") },
  { "more", N_("Everything else") },
  { "about", N_("About this file") },
  { "skip", N_("Go to the content") },
  { "colon", N_(": ") },
  { "search", N_("Search") },
  { "searchHint", N_("A name, a word, a town") },
  { "none", N_("Nothing matches. Remove a filter or a word.") },
  { "showMore", N_("Show the next ones") },
  { "clear", N_("Remove all filters") },
  { "filters", N_("Filters") },
  { "one", N_("actor shown") },
  { "many", N_("actors shown") },
  { "of", N_("out of") },
  { "back", N_("Back to the list") },
  { "partners", N_("Partners") },
  { "onMap", N_("On the map") },
  { "wish", N_("wished") },
  { "fact", N_("established") },
  { "unknown", N_("To be qualified") },
  { "facts", N_("Established only") },
  { "wishes", N_("Established and wished") },
  { "which", N_("Which partnerships") },
  { "zoomIn", N_("Zoom in") },
  { "zoomOut", N_("Zoom out") },
  { "zoomAll", N_("See everything") },
  { "mapSays", N_("Map of the actors. The list below says the same in words.") },
  { "graphSays", N_("Drawing of the partnerships. The list below says the same in words.") },
  { "inWords", N_("In words") },
  { "areas", N_("Areas of intervention") },
  { "places", N_("Places") },
  { "nowhere", N_("Without a known place") },
  { "approximate", N_("known to the town") },
  { "alone", N_("Without a partnership") },
  { "categories", N_("Categories of actors") },
  { "outside", N_("Outside the categories, to be qualified") },
  { "sources", N_("Sources") },
  { "print", N_("Print") },
  { "made", N_("Made on") },
  { "level", N_("What it holds") },
  { "licence", N_("Licence") },
  { "noNetwork", N_("This page asks the network for nothing: it can be read anywhere, kept and handed on.") },
  { "figure", N_("Picture") },
  { "toComplete", N_("To be completed") },
};

static const char *
get_level_words (MlgLevel level)
{
  switch (level)
    {
    case MLG_LEVEL_PUBLIC:
      return _("Public copy: no personal data, nothing confidential, only words whose authors agreed.");
    case MLG_LEVEL_PARTNERS:
      return _("Copy for partners: it holds names of persons. Do not publish it.");
    case MLG_LEVEL_COMPLETE:
    default:
      return _("Complete copy: it holds everything, notes and contacts too. Do not hand it on.");
    }
}

/* ---- what the page reads */

static void
take_licence (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  char **texts = data;

  for (guint i = 0; i < 2; i++)
    {
      if (texts[i] == NULL)
        texts[i] = g_strdup (values[i]);
    }
}

static void
append_member (GString    *json,
               const char *name,
               const char *text)
{
  g_string_append_printf (json, "\"%s\":", name);
  mlg_html_append_text (json, text != NULL ? text : "");
  g_string_append (json, ",\n");
}

static void
append_heading (MlgHtmlBook *book,
                MlgLevel     level,
                GString     *json)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  char *texts[2] = { NULL, NULL };

  mlg_rows_foreach (book->project, "file_info", (const char *[]) { "licence", "notice", NULL }, take_licence, texts);
  append_member (json, "title", mlg_project_get_title (book->project));
  append_member (json, "date", date);
  append_member (json, "level", get_level_words (level));
  append_member (json, "licence", texts[0]);
  append_member (json, "notice", texts[1]);
  g_free (texts[0]);
  g_free (texts[1]);
}

static void
append_words (GString *json)
{
  g_string_append (json, "\"words\":{");
  for (guint i = 0; i < G_N_ELEMENTS (page_words); i++)
    {
      g_string_append_printf (json, "%s\"%s\":", i > 0 ? ",\n" : "", page_words[i].key);
      mlg_html_append_text (json, _(page_words[i].words));
    }
  g_string_append (json, "},\n");
}

/* The five categories of target users, then those outside them: which one each actor is of. */
static void
append_categories (MlgHtmlBook *book,
                   GString     *json)
{
  MlgHtmlTable *actors = mlg_html_book_get_actors (book);

  g_string_append (json, "\"categories\":[");
  for (guint i = 0; i < actors->records->len; i++)
    {
      guint category = mlg_user_category_index (mlg_html_table_get (actors, i, "category"));

      g_string_append_printf (json, "%s%u", i > 0 ? "," : "", MIN (category, 5));
    }
  g_string_append (json, "]");
}

static char *
make_data (MlgHtmlBook *book,
           MlgLevel     level)
{
  GString *json = g_string_new ("{");

  append_heading (book, level, json);
  append_words (json);
  mlg_html_write_tables (book, json);
  mlg_html_write_map (book, json);
  mlg_html_write_graph (book, json);
  append_categories (book, json);
  g_string_append (json, "}\n");
  return g_string_free (json, FALSE);
}

/* ---- the page */

static GBytes *
get_part (const char *name)
{
  g_autofree char *path = g_strconcat (VIEWER, name, NULL);
  g_autoptr(GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (mlg_viewer_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (bytes == NULL)
    g_error ("%s", error->message);
  return bytes;
}

/* What the browser is told to accept: this very text and no other. */
static char *
dup_digest (const char *text)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *base64 = NULL;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &length);
  base64 = g_base64_encode (digest, length);
  return g_strdup_printf ("'sha256-%s'", base64);
}

/* @parts: name, text, name, text, NULL. */
static char *
fill_template (const char        *template,
               const char *const *parts)
{
  GString *page = g_string_new (NULL);

  for (const char *at = template; *at != '\0'; )
    {
      const char *open = strstr (at, "@@");
      const char *close = open == NULL ? NULL : strstr (open + 2, "@@");

      g_string_append_len (page, at, open == NULL ? -1 : open - at);
      if (close == NULL)
        break;
      for (guint i = 0; parts[i] != NULL; i += 2)
        {
          if (strncmp (open + 2, parts[i], (gsize) (close - open - 2)) == 0 && strlen (parts[i]) == (gsize) (close - open - 2))
            g_string_append (page, parts[i + 1]);
        }
      at = close + 2;
    }

  return g_string_free (page, FALSE);
}

static GBytes *
make_page (MlgHtmlBook *book,
           MlgLevel     level)
{
  g_autoptr(GBytes) template = get_part ("viewer.html");
  g_autoptr(GBytes) style = get_part ("viewer.css");
  g_autoptr(GBytes) script = get_part ("viewer.js");
  g_autofree char *title = g_markup_escape_text (mlg_project_get_title (book->project), -1);
  g_autofree char *data = make_data (book, level);
  g_autofree char *script_digest = dup_digest (g_bytes_get_data (script, NULL));
  g_autofree char *style_digest = dup_digest (g_bytes_get_data (style, NULL));
  g_autofree char *page = NULL;

  /* Resources end in a zero that their length does not count. */
  const char *const parts[] = {
    "title", title, "language", _("en"), "data", data,
    "style", g_bytes_get_data (style, NULL), "script", g_bytes_get_data (script, NULL),
    "script-digest", script_digest, "style-digest", style_digest,
    "no-script", _("This page needs the scripts it holds; they ask the network for nothing. Allow them to read it."), NULL
  };

  page = fill_template (g_bytes_get_data (template, NULL), parts);
  return g_bytes_new (page, strlen (page));
}

GBytes *
mlg_write_html (MlgProject              *project,
                const MlgExportOptions  *options,
                GError                 **error)
{
  g_autoptr(MlgProject) copy = mlg_leaving_copy_open (project, options->level, error);
  g_auto(MlgHtmlBook) book = { 0 };

  if (copy == NULL || !mlg_html_book_read (&book, copy, options->entity, options->ids, error))
    return NULL;

  return make_page (&book, options->level);
}
