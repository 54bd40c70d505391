/* What completes the piece of the entry line where the caret is. */

#include "ui/directory/mlg-entry-answers.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "exchange/mlg-quick-town.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "ui/directory/mlg-entry-words.h"

#define MAX_ACTORS 6
#define MAX_TOWNS  8
#define MAX_TERMS  30

static void
answer_free (gpointer data)
{
  MlgAnswer *answer = data;

  g_free (answer->text);
  g_clear_object (&answer->actor);
  g_free (answer);
}

static void
add_answer (MlgCompletion       *completion,
            const MlgQuickPiece *piece,
            char                *text,
            MlgRecord           *actor,
            const char          *label,
            const char          *detail)
{
  MlgAnswer *answer = g_new0 (MlgAnswer, 1);

  answer->part = piece->part;
  answer->start = piece->start;
  answer->end = piece->end;
  answer->text = text;
  answer->actor = actor != NULL ? g_object_ref (actor) : NULL;
  mlg_completion_add (completion, label, detail, answer, answer_free);
}

static void
add_actor (MlgCompletion       *completion,
           const MlgQuickPiece *piece,
           MlgRecord           *actor)
{
  g_autofree char *title = mlg_record_dup_title (actor);
  g_autofree char *where = mlg_entry_dup_where (actor);

  add_answer (completion, piece, g_strdup (title), actor, title, where);
}

static void
add_known (MlgCompletion       *completion,
           const MlgQuickPiece *piece,
           MlgQuickEntry       *entry)
{
  if (entry == NULL || entry->links->len > 0)
    return;

  if (entry->known != NULL)
    add_actor (completion, piece, entry->known);
  for (guint i = 0; i < entry->similar->len; i++)
    add_actor (completion, piece, g_ptr_array_index (entry->similar, i));
}

static void
add_partners (MlgCompletion       *completion,
              const MlgQuickPiece *piece,
              MlgProject          *project,
              const char          *words)
{
  g_autoptr(GPtrArray) found = *words != '\0'
    ? mlg_project_search (project, mlg_schema_find (MLG_ENTITY_ACTOR), words, MAX_ACTORS) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      MlgRecord *actor = g_ptr_array_index (found, i);
      g_autofree char *title = mlg_record_dup_title (actor);

      /* Nothing is left to complete. */
      if (found->len == 1 && strcmp (title, words) == 0)
        return;
      add_actor (completion, piece, actor);
    }
}

static void
add_persons (MlgCompletion       *completion,
             const MlgQuickPiece *piece,
             MlgProject          *project,
             const char          *words)
{
  g_autoptr(GPtrArray) found = *words != '\0'
    ? mlg_project_search (project, mlg_schema_find ("person"), words, MAX_ACTORS) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_autofree char *title = mlg_record_dup_title (g_ptr_array_index (found, i));

      add_answer (completion, piece, g_strdup (title), NULL, title, NULL);
    }
}

/* The trades that persons of the file have. */
static void
add_trades (MlgCompletion       *completion,
            const MlgQuickPiece *piece,
            MlgProject          *project,
            const char          *words)
{
  g_autoptr(GPtrArray) found = *words != '\0'
    ? mlg_project_search (project, mlg_schema_find ("person"), words, MAX_TERMS) : NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *typed = mlg_fold (words);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const char *value = mlg_record_get_named (g_ptr_array_index (found, i), "trades");
      g_auto(GStrv) trades = mlg_value_split (value != NULL ? value : "");

      for (guint k = 0; trades[k] != NULL; k++)
        {
          g_autofree char *folded = mlg_fold (trades[k]);

          if (mlg_fold_matches (folded, typed) && g_hash_table_add (seen, g_strdup (folded)))
            add_answer (completion, piece, g_strdup (trades[k]), NULL, trades[k], NULL);
        }
    }
}

/* « 43170 · Haute-Loire · 1 697 hab. » */
static char *
dup_town_detail (const MlgPlace *place)
{
  const MlgPlace *department = mlg_gazetteer_lookup (MLG_PLACE_DEPARTMENT, place->department);
  const MlgPlace *commune = mlg_gazetteer_lookup (MLG_PLACE_COMMUNE, place->commune);
  g_autofree char *codes = g_strndup (place->postal_codes, strcspn (place->postal_codes, " "));
  g_autofree char *n = mlg_format_count (place->population);
  GString *detail = g_string_new (codes);

  if (department != NULL)
    g_string_append_printf (detail, "%s%s", detail->len > 0 ? " · " : "", department->name);
  if (place->kind == MLG_PLACE_FORMER_COMMUNE && commune != NULL)
    /* Translators: a former commune, now part of that one */
    g_string_append_printf (detail, _(" · now %s"), commune->name);
  else if (place->population > 0)
    /* Translators: number of inhabitants of a commune, abbreviated */
    g_string_append_printf (detail, _(" · %s inh."), n);
  return g_string_free (detail, FALSE);
}

static void
add_towns (MlgCompletion       *completion,
           const MlgQuickPiece *piece,
           const char          *words,
           double               lat,
           double               lon)
{
  g_autoptr(GPtrArray) found = NULL;
  g_auto(MlgQuickTown) town = { 0 };

  if (g_utf8_strlen (words, -1) < 2)
    return;

  found = mlg_gazetteer_find_near (words, MLG_PLACES_TOWNS, MAX_TOWNS, lat, lon);
  if (found->len == 1 && mlg_quick_town_read (words, lat, lon, &town) && town.place == g_ptr_array_index (found, 0))
    return;

  for (guint i = 0; i < found->len; i++)
    {
      const MlgPlace *place = g_ptr_array_index (found, i);
      g_autofree char *detail = dup_town_detail (place);

      add_answer (completion, piece, mlg_quick_town_write (place), NULL, place->name, detail);
    }
}

/* The label, where it is read back as that term; or else its id. */
static char *
write_term (MlgProject         *project,
            const MlgQuickTerm *term)
{
  g_autoptr(GArray) pieces = mlg_quick_line_split (term->label);
  MlgQuickTerm *read = mlg_quick_term_read (project, term->label);
  gboolean same = pieces->len == 1 && read->field == term->field && g_strcmp0 (read->id, term->id) == 0;

  mlg_quick_term_free (read);
  return g_strdup (same ? term->label : term->id);
}

static void
add_terms (MlgCompletion       *completion,
           const MlgQuickPiece *piece,
           MlgProject          *project,
           const char          *words)
{
  g_autoptr(GPtrArray) found = mlg_quick_term_find (project, words, MAX_TERMS);

  for (guint i = 0; i < found->len; i++)
    {
      MlgQuickTerm *term = g_ptr_array_index (found, i);
      g_autofree char *folded = mlg_fold (term->label);
      g_autofree char *typed = mlg_fold (words);

      if (found->len == 1 && strcmp (folded, typed) == 0)
        return;
      add_answer (completion, piece, write_term (project, term), NULL, term->label, _(term->field->label));
    }
}

void
mlg_entry_answers_show (MlgCompletion *completion,
                        MlgProject    *project,
                        MlgQuickEntry *entry,
                        const char    *text,
                        gsize          caret,
                        double         lat,
                        double         lon)
{
  g_autofree char *before = g_strndup (text, caret);
  g_autoptr(GArray) pieces = mlg_quick_line_split (before);
  const MlgQuickPiece *piece = &g_array_index (pieces, MlgQuickPiece, pieces->len - 1);
  g_autofree char *words = g_strndup (before + piece->start, piece->end - piece->start);

  mlg_completion_clear (completion);
  switch (piece->part)
    {
    case MLG_QUICK_NAME:
      add_known (completion, piece, entry);
      break;
    case MLG_QUICK_COMMA:
    case MLG_QUICK_TOWN:
      add_towns (completion, piece, words, lat, lon);
      break;
    case MLG_QUICK_TERM:
      add_terms (completion, piece, project, words);
      break;
    case MLG_QUICK_PARTNER:
      add_partners (completion, piece, project, words);
      break;
    case MLG_QUICK_PERSON:
      add_persons (completion, piece, project, words);
      break;
    case MLG_QUICK_TRADE:
      add_trades (completion, piece, project, words);
      break;
    }
  mlg_completion_show (completion, FALSE);
}
