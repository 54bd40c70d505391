/* Several monographs as one document. */

#include "exchange/mlg-project-monograph.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
move_table (GHashTable *to,
            GHashTable *from)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_insert (to, key, value);
    }
}

static void
append_name (GString    *text,
             const char *name,
             const char *between)
{
  if (name == NULL || *name == '\0' || strstr (text->str, name) != NULL)
    return;
  g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", name);
}

/* A block about « the monograph it stands in » names that one: in a dossier there are several. Its
 * address gets the number of the chapter as a mark nobody reads. */
static char *
mark_addresses (const char *body,
                guint       chapter)
{
  g_autofree char *mark = g_strdup_printf ("#%u", chapter);
  GString *marked = g_string_new (NULL);
  const char *p = body;

  while (p != NULL)
    {
      const char *next = strstr (p, MLG_LIVE_SCHEME);
      gsize length;

      if (next == NULL)
        {
          g_string_append (marked, p);
          break;
        }
      length = strcspn (next, " \t\r\n)>]\"");
      g_string_append_len (marked, p, next - p + length);
      if (next == body || next[-1] != '^')
        g_string_append (marked, mark);
      p = next + length;
    }
  return g_string_free (marked, FALSE);
}

static GHashTable *
mark_table (GHashTable *from,
            guint       chapter)
{
  GHashTable *marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      char *address = strstr (key, "source_link/") != NULL ? g_strdup (key) : g_strdup_printf ("%s#%u", (const char *) key, chapter);

      g_hash_table_iter_steal (&iter);
      g_free (key);
      g_hash_table_insert (marked, address, value);
    }
  return marked;
}

static void
take_tables (MlgMonograph *dossier,
             MlgMonograph *monograph,
             guint         chapter)
{
  GHashTable *const from[] = { monograph->lives, monograph->names, monograph->source_notes, monograph->withheld };
  GHashTable *const to[] = { dossier->lives, dossier->names, dossier->source_notes, dossier->withheld };

  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    {
      g_autoptr(GHashTable) marked = mark_table (from[i], chapter);

      move_table (to[i], marked);
    }
}

static char *
chapter_front (const MlgMonograph *monograph)
{
  GString *front = g_string_new (NULL);

  append_name (front, monograph->subtitle, " — ");
  append_name (front, monograph->authors, " — ");
  append_name (front, monograph->author_mode, " — ");
  return g_string_free (front, FALSE);
}

static void
take_chapter (MlgMonograph *dossier,
              MlgMonograph *monograph,
              guint         chapter)
{
  for (guint i = 0; i < monograph->sections->len; i++)
    {
      MlgMonographSection *section = g_ptr_array_index (monograph->sections, i);

      section->chapter = g_strdup (monograph->title);
      section->chapter_front = i == 0 ? chapter_front (monograph) : NULL;
      if (section->body != NULL)
        {
          char *marked = mark_addresses (section->body, chapter);

          g_free (section->body);
          section->body = marked;
        }
    }
  while (monograph->sections->len > 0)
    g_ptr_array_add (dossier->sections, g_ptr_array_steal_index (monograph->sections, 0));
  for (guint i = 0; i < monograph->credits->len; i++)
    g_ptr_array_add (dossier->credits, g_strdup_printf ("%s — %s", monograph->title, (const char *) g_ptr_array_index (monograph->credits, i)));
  for (guint i = 0; i < monograph->missing->len; i++)
    g_ptr_array_add (dossier->missing, g_strdup_printf ("%s — %s", monograph->title, (const char *) g_ptr_array_index (monograph->missing, i)));
  take_tables (dossier, monograph, chapter);
}

MlgMonograph *
mlg_project_dossier_new (MlgProject   *project,
                         const MlgId  *ids,
                         guint         n_ids,
                         const char   *title,
                         gboolean      draft,
                         GError      **error)
{
  g_autoptr(MlgMonograph) dossier = mlg_monograph_new ();
  g_autoptr(GString) authors = g_string_new (NULL);
  g_autoptr(GString) licences = g_string_new (NULL);
  g_autoptr(GString) titles = g_string_new (NULL);

  g_return_val_if_fail (MLG_IS_PROJECT (project) && ids != NULL && n_ids > 0, NULL);

  dossier->draft = draft;
  dossier->dossier = TRUE;
  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr(MlgMonograph) monograph = mlg_project_monograph_new (project, &ids[i], draft, error);

      if (monograph == NULL)
        return NULL;
      append_name (authors, monograph->authors, ", ");
      append_name (licences, monograph->licence, ", ");
      append_name (titles, monograph->title, " · ");
      if (dossier->language == NULL)
        dossier->language = g_strdup (monograph->language);
      take_chapter (dossier, monograph, i);
    }

  dossier->title = g_strdup (title != NULL && *title != '\0' ? title : _("Thematic collection"));
  dossier->subtitle = g_strdup (titles->str);
  dossier->authors = authors->len > 0 ? g_strdup (authors->str) : NULL;
  dossier->licence = licences->len > 0 ? g_strdup (licences->str) : NULL;
  return g_steal_pointer (&dossier);
}
