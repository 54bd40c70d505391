/* What the entry line says of what is typed. */

#include "ui/directory/mlg-entry-words.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

#define ADDRESS_LOCALITY 3
#define MAX_NAMED        5

static void
add_sentence (GString *words,
              char    *sentence)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, sentence);
  g_free (sentence);
}

char *
mlg_entry_dup_where (MlgRecord *actor)
{
  const char *address = mlg_record_get_named (actor, "address");

  return address != NULL ? mlg_value_dup_part (address, ADDRESS_LOCALITY) : NULL;
}

/* « Ardelaine (Saint-Pierreville) » */
static char *
dup_title_and_where (MlgRecord *actor)
{
  g_autofree char *title = mlg_record_dup_title (actor);
  g_autofree char *where = mlg_entry_dup_where (actor);

  return where != NULL ? g_strdup_printf ("%s (%s)", title, where) : g_steal_pointer (&title);
}

/* ---- partners */

static char *
dup_partner (MlgQuickLink *link)
{
  g_autofree char *title = link->known != NULL ? mlg_record_dup_title (link->known) : g_strdup (link->said->name);

  if (link->known != NULL)
    return g_strdup_printf (link->said->wished ? _("“%s” (wish)") : _("“%s”"), title);
  return g_strdup_printf (link->said->wished ? _("“%s” (new, wish)") : _("“%s” (new)"), title);
}

static char *
dup_partners (GPtrArray *links)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++)
    {
      g_autofree char *partner = dup_partner (g_ptr_array_index (links, i));

      if (i > 0)
        g_string_append (words, ", ");
      g_string_append (words, partner);
    }
  return g_string_free (words, FALSE);
}

static char *
dup_actor (MlgQuickEntry *entry)
{
  g_autofree char *title = entry->known != NULL ? mlg_record_dup_title (entry->known) : NULL;

  return title != NULL ? g_strdup_printf (_("“%s”"), title) : g_strdup_printf (_("“%s” (new)"), entry->line->name);
}

/* ---- before */

static gboolean
says_more (MlgQuickEntry *entry)
{
  MlgQuickLine *line = entry->line;

  return line->town_words != NULL || line->acronym != NULL || line->street != NULL || entry->terms->len > 0;
}

static void
forecast_name (GString       *words,
               MlgQuickEntry *entry)
{
  MlgRecord *similar = entry->known != NULL ? entry->known
                       : entry->similar->len > 0 ? g_ptr_array_index (entry->similar, 0) : NULL;
  g_autofree char *title = similar != NULL ? dup_title_and_where (similar) : NULL;

  if (entry->links->len > 0)
    {
      g_autofree char *actor = dup_actor (entry);
      g_autofree char *partners = dup_partners (entry->links);

      add_sentence (words, g_strdup_printf (_("Enter links %s to %s."), actor, partners));
    }
  else if (entry->known != NULL && says_more (entry))
    add_sentence (words, g_strdup_printf (_("“%s” is already in the file: Enter completes it, Ctrl+Enter adds another one."), title));
  else if (entry->known != NULL)
    add_sentence (words, g_strdup_printf (_("“%s” is already in the file: Enter shows it, Ctrl+Enter adds another one."), title));
  else if (similar != NULL)
    add_sentence (words, g_strdup_printf (_("Perhaps already there: “%s”. Enter adds all the same."), title));
}

static void
forecast_town (GString      *words,
               MlgQuickLine *line)
{
  g_autofree char *label = line->town != NULL ? mlg_place_dup_label (line->town) : NULL;

  if (label != NULL)
    add_sentence (words, g_strdup_printf (_("In %s."), label));
  else if (line->n_towns > 0)
    add_sentence (words, g_strdup_printf (ngettext ("%u commune is called “%s”: choose it with Tab or the arrows.",
                                                    "%u communes are called “%s”: choose with Tab or the arrows.",
                                                    line->n_towns), line->n_towns, line->town_words));
  else if (line->town_words != NULL)
    add_sentence (words, g_strdup_printf (_("No commune is called “%s”: the word is kept as it is."), line->town_words));
}

static void
forecast_terms (GString       *words,
                MlgQuickEntry *entry)
{
  g_autoptr(GString) labels = g_string_new (NULL);

  for (guint i = 0; i < entry->terms->len; i++)
    {
      MlgQuickTerm *term = g_ptr_array_index (entry->terms, i);

      if (labels->len > 0)
        g_string_append (labels, ", ");
      if (term->is_new)
        /* Translators: a theme that nobody had named before */
        g_string_append_printf (labels, _("“%s” (new theme)"), term->label);
      else
        g_string_append (labels, term->label);
    }
  if (labels->len > 0)
    add_sentence (words, g_strdup_printf ("%s.", labels->str));
}

/* « Jeanne Martin (bergère, tondeuse) » */
static char *
dup_persons (MlgQuickLine *line)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < line->persons->len; i++)
    {
      MlgQuickPerson *person = g_ptr_array_index (line->persons, i);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", person->name);
      for (guint k = 0; k < person->trades->len; k++)
        g_string_append_printf (words, "%s%s", k > 0 ? ", " : " (", (const char *) g_ptr_array_index (person->trades, k));
      if (person->trades->len > 0)
        g_string_append_c (words, ')');
    }
  return g_string_free (words, FALSE);
}

static void
forecast_persons (GString      *words,
                  MlgQuickLine *line)
{
  g_autofree char *persons = dup_persons (line);

  if (line->persons->len > 0)
    add_sentence (words, g_strdup_printf (ngettext ("Person: %s.", "Persons: %s.", line->persons->len), persons));
}

char *
mlg_entry_dup_forecast (MlgQuickEntry *entry)
{
  GString *words = g_string_new (NULL);
  g_autofree char *n = mlg_format_count (entry->line->headcount);

  forecast_name (words, entry);
  if (entry->line->headcount > 0 && entry->line->headcount_op != NULL)
    add_sentence (words, g_strdup_printf (_("A group of %s %s."), entry->line->headcount_op, n));
  else if (entry->line->headcount > 0)
    add_sentence (words, g_strdup_printf (_("A group of %s."), n));
  forecast_town (words, entry->line);
  forecast_terms (words, entry);
  forecast_persons (words, entry->line);

  if (words->len == 0)
    {
      g_string_free (words, TRUE);
      return NULL;
    }
  return g_string_free (words, FALSE);
}

/* ---- after */

char *
mlg_entry_dup_result (MlgProject            *project,
                      MlgQuickEntry         *entry,
                      const MlgQuickOutcome *outcome)
{
  gboolean person_alone = mlg_id_is_null (&outcome->id);
  g_autofree char *title = person_alone
    ? mlg_project_dup_title (project, mlg_schema_find ("person"), &outcome->person)
    : mlg_project_dup_title (project, mlg_schema_find (MLG_ENTITY_ACTOR), &outcome->id);

  if (outcome->n_linked > 0)
    {
      g_autofree char *partners = dup_partners (entry->links);

      return g_strdup_printf (_("“%s” is linked to %s."), title, partners);
    }
  if (outcome->n_added > 0 || outcome->n_persons > 0)
    return g_strdup_printf (_("“%s” is entered."), title);
  if (outcome->n_completed > 0)
    return g_strdup_printf (_("“%s” is completed."), title);
  return g_strdup_printf (_("“%s” was already there: here it is."), title);
}

static char *
dup_some (GPtrArray *names)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < MAX_NAMED; i++)
    {
      if (i > 0)
        g_string_append (words, ", ");
      g_string_append_printf (words, _("“%s”"), (const char *) g_ptr_array_index (names, i));
    }
  if (names->len > MAX_NAMED)
    g_string_append (words, "…");
  return g_string_free (words, FALSE);
}

char *
mlg_entry_dup_summary (const MlgQuickOutcome *outcome)
{
  GString *words = g_string_new (NULL);

  add_sentence (words, g_strdup_printf (ngettext ("%u actor entered.", "%u actors entered.", outcome->n_added), outcome->n_added));
  if (outcome->n_persons > 0)
    add_sentence (words, g_strdup_printf (ngettext ("%u person.", "%u persons.", outcome->n_persons), outcome->n_persons));
  if (outcome->n_linked > 0)
    add_sentence (words, g_strdup_printf (ngettext ("%u partnership.", "%u partnerships.", outcome->n_linked), outcome->n_linked));
  if (outcome->n_completed > 0)
    add_sentence (words, g_strdup_printf (ngettext ("%u completed.", "%u completed.", outcome->n_completed), outcome->n_completed));
  if (outcome->existing->len > 0)
    {
      g_autofree char *some = dup_some (outcome->existing);

      add_sentence (words, g_strdup_printf (ngettext ("%u was already there: %s.", "%u were already there: %s.",
                                                      outcome->existing->len), outcome->existing->len, some));
    }
  return g_string_free (words, FALSE);
}
