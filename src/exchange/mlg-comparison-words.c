/* What two moments of a file tell, in sentences. */

#include "exchange/mlg-comparison-words.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-reading-private.h"
#include "model/mlg-text.h"

typedef struct
{
  MlgComparison *comparison;
  MlgProject    *project;
  MlgReading    *reading;
  guint          n[MLG_DIFFERENCE_LATER + 1][2];     /* actors, partnerships */
} Teller;

/* ---- who */

/* As it is, or as it was. */
static char *
dup_actor (Teller     *self,
           const char *id_text)
{
  const MlgDifferenceOf *difference;
  MlgId id;

  if (id_text == NULL || !mlg_id_parse (id_text, &id))
    return g_strdup ("?");

  difference = mlg_comparison_find (self->comparison, &id);
  if (difference != NULL && difference->difference == MLG_DIFFERENCE_GONE && difference->title != NULL)
    return g_strdup (difference->title);
  return mlg_project_dup_title (self->project, mlg_schema_find (MLG_ENTITY_ACTOR), &id);
}

static void
add_actor_of (MlgReadingLine *line,
              const char     *id_text)
{
  MlgId id;

  if (id_text != NULL && mlg_id_parse (id_text, &id))
    g_array_append_val (line->actors, id);
}

static MlgReadingLine *
add_line (Teller *self,
          char   *text)
{
  MlgReader reader = { .reading = self->reading };

  return mlg_reader_add_line (&reader, text);
}

/* ---- lines */

/* Each begins with the sign it has in the drawing. */
static char *
say (MlgDifference  difference,
     gboolean       is_actor,
     const char    *name)
{
  switch (difference)
    {
    case MLG_DIFFERENCE_NEW:
      return g_strdup_printf (is_actor ? _("+ New actor: %s") : _("+ New partnership: %s"), name);
    case MLG_DIFFERENCE_STRENGTHENED:
      return g_strdup_printf (_("⇈ Stronger: %s"), name);
    case MLG_DIFFERENCE_GONE:
      return g_strdup_printf (is_actor ? _("× Gone actor: %s") : _("× Gone partnership: %s"), name);
    case MLG_DIFFERENCE_CHANGED:
      return g_strdup_printf (is_actor ? _("• Completed actor: %s") : _("• Changed partnership: %s"), name);
    case MLG_DIFFERENCE_NONE:
    case MLG_DIFFERENCE_LATER:
    default:
      return NULL;
    }
}

/* « partenariat, état » says what a bare name does not. */
static char *
add_fields (char                  *text,
            const MlgDifferenceOf *difference)
{
  GString *all;

  if (text == NULL || difference->fields == NULL || difference->difference == MLG_DIFFERENCE_NEW)
    return text;

  all = g_string_new (text);
  for (guint i = 0; i < difference->fields->len; i++)
    {
      const MlgField *field = difference->fields->pdata[i];
      g_autofree char *label = g_utf8_strdown (_(field->label), -1);

      g_string_append_printf (all, "%s%s", i == 0 ? " (" : ", ", label);
    }
  g_string_append_c (all, ')');
  g_free (text);

  return g_string_free (all, FALSE);
}

static void
tell_actor (Teller                *self,
            const MlgDifferenceOf *difference)
{
  g_autofree char *id = mlg_id_dup_text (&difference->id);
  g_autofree char *name = dup_actor (self, id);
  char *text = add_fields (say (difference->difference, TRUE, name), difference);

  if (text == NULL)
    return;
  g_array_append_val (add_line (self, text)->actors, difference->id);
  self->n[difference->difference][0]++;
}

static void
tell_partnership (Teller                *self,
                  const MlgDifferenceOf *difference)
{
  g_autoptr(MlgRecord) record = mlg_store_read (mlg_project_get_store (self->project), difference->entity, &difference->id, NULL);
  const char *a = record != NULL ? mlg_record_get_named (record, "a") : NULL;
  const char *b = record != NULL ? mlg_record_get_named (record, "b") : NULL;
  g_autofree char *name_a = dup_actor (self, a), *name_b = dup_actor (self, b);
  g_autofree char *both = g_strdup_printf ("%s – %s", name_a, name_b);
  char *text = add_fields (say (difference->difference, FALSE, both), difference);
  MlgReadingLine *line;

  if (text == NULL)
    return;
  line = add_line (self, text);
  add_actor_of (line, a);
  add_actor_of (line, b);
  g_array_append_val (line->ties, difference->id);
  self->n[difference->difference][1]++;
}

static void
tell_all (Teller        *self,
          MlgDifference  wanted)
{
  g_autoptr(GPtrArray) partnerships = mlg_comparison_list (self->comparison, mlg_schema_find (MLG_ENTITY_PARTNERSHIP));
  g_autoptr(GPtrArray) actors = mlg_comparison_list (self->comparison, mlg_schema_find (MLG_ENTITY_ACTOR));

  for (guint i = 0; i < actors->len; i++)
    if (((MlgDifferenceOf *) actors->pdata[i])->difference == wanted)
      tell_actor (self, actors->pdata[i]);
  for (guint i = 0; i < partnerships->len; i++)
    if (((MlgDifferenceOf *) partnerships->pdata[i])->difference == wanted)
      tell_partnership (self, partnerships->pdata[i]);
}

/* ---- the whole */

static void
add_count (GString *text,
           char    *words)      /* taken */
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
  g_free (words);
}

static char *
say_all (Teller *self)
{
  GString *text = g_string_new (NULL);
  guint n;

  if ((n = self->n[MLG_DIFFERENCE_NEW][0]) > 0)
    add_count (text, g_strdup_printf (ngettext ("%u new actor", "%u new actors", n), n));
  if ((n = self->n[MLG_DIFFERENCE_NEW][1]) > 0)
    add_count (text, g_strdup_printf (ngettext ("%u new partnership", "%u new partnerships", n), n));
  if ((n = self->n[MLG_DIFFERENCE_STRENGTHENED][1]) > 0)
    add_count (text, g_strdup_printf (ngettext ("%u stronger partnership", "%u stronger partnerships", n), n));
  if ((n = self->n[MLG_DIFFERENCE_GONE][0]) > 0)
    add_count (text, g_strdup_printf (ngettext ("%u gone actor", "%u gone actors", n), n));
  if ((n = self->n[MLG_DIFFERENCE_GONE][1]) > 0)
    add_count (text, g_strdup_printf (ngettext ("%u gone partnership", "%u gone partnerships", n), n));
  if ((n = self->n[MLG_DIFFERENCE_CHANGED][0] + self->n[MLG_DIFFERENCE_CHANGED][1]) > 0)
    add_count (text, g_strdup_printf (ngettext ("%u record completed or changed", "%u records completed or changed", n), n));
  if (text->len == 0)
    g_string_append (text, _("Nothing changed among actors and partnerships"));
  g_string_append_c (text, '.');

  return g_string_free (text, FALSE);
}

MlgReading *
mlg_comparison_tell (MlgComparison *self,
                     MlgProject    *project)
{
  static const MlgDifference order[] = { MLG_DIFFERENCE_NEW, MLG_DIFFERENCE_STRENGTHENED, MLG_DIFFERENCE_GONE, MLG_DIFFERENCE_CHANGED };
  Teller teller = { .comparison = self, .project = project, .reading = mlg_reading_new_empty () };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    tell_all (&teller, order[i]);
  teller.reading->sentence = say_all (&teller);

  return teller.reading;
}
