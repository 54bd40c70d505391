/* Values as people read them, in their language. */

#include "model/mlg-value.h"

#include "model/mlg-date.h"
#include "model/mlg-number.h"
#include "model/mlg-value-private.h"
#include "model/mlg-vocabulary.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static char *
display_term (const char *target,
              const char *id)
{
  const MlgTerm *term = mlg_vocabulary_term (mlg_vocabulary_find (target), id);

  return g_strdup (term != NULL ? term->ui_label : id);
}

/* The words when there are some: they say more than the date. */
static char *
display_date (const char *iso,
              const char *words)
{
  MlgDate date;

  if (words != NULL)
    return g_strdup (words);
  if (iso == NULL)
    return NULL;
  return mlg_date_parse (iso, &date) ? mlg_date_to_display (&date) : g_strdup (iso);
}

static char *
display_interval (const char *value)
{
  g_autofree char *from_iso = mlg_value_dup_part (value, 0);
  g_autofree char *from_words = mlg_value_dup_part (value, 1);
  g_autofree char *to_iso = mlg_value_dup_part (value, 2);
  g_autofree char *to_words = mlg_value_dup_part (value, 3);
  g_autofree char *from = display_date (from_iso, from_words);
  g_autofree char *to = display_date (to_iso, to_words);

  if (from != NULL && to != NULL)
    return g_strdup_printf ("%s – %s", from, to);
  if (from != NULL)
    /* Translators: the date since which something lasts. */
    return from_words != NULL ? g_strdup (from) : g_strdup_printf (_("since %s"), from);
  if (to != NULL)
    return to_words != NULL ? g_strdup (to) : g_strdup_printf (_("until %s"), to);
  return g_strdup ("");
}

static char *
display_place (const char *value)
{
  g_autofree char *lat = mlg_value_dup_part (value, 0);
  g_autofree char *lon = mlg_value_dup_part (value, 1);
  g_autofree char *precision = mlg_value_dup_part (value, 2);
  g_autofree char *words = precision != NULL ? display_term ("precision", precision) : NULL;
  g_autofree char *north = lat != NULL ? mlg_number_to_display (lat) : NULL;
  g_autofree char *east = lon != NULL ? mlg_number_to_display (lon) : NULL;

  if (north == NULL || east == NULL)
    return g_strdup (words != NULL ? words : "");
  if (words == NULL)
    return g_strdup_printf ("%s ; %s", north, east);
  return g_strdup_printf ("%s ; %s (%s)", north, east, words);
}

/* "3 rue du Foirail, 43170 Saugues" */
static char *
display_address (const char *value)
{
  GString *text = g_string_new (NULL);

  for (guint part = 0; part < 6; part++)
    {
      g_autofree char *piece = mlg_value_dup_part (value, part);

      if (piece == NULL || part == 4)   /* the INSEE code is for programs */
        continue;
      if (text->len > 0)
        {
          g_autofree char *code = part == 3 ? mlg_value_dup_part (value, 2) : NULL;

          g_string_append (text, code != NULL ? " " : ", ");
        }
      g_string_append (text, piece);
    }
  return g_string_free (text, FALSE);
}

static char *
display_scalar (const MlgScalar *scalar,
                const char      *value)
{
  g_autofree char *number = NULL;

  switch (scalar->type)
    {
    case MLG_TYPE_TERM:
      return display_term (scalar->target, value);
    case MLG_TYPE_YES_NO:
      return g_strdup (strcmp (value, "1") == 0 ? _("Yes") : _("No"));
    case MLG_TYPE_INTEGER:
    case MLG_TYPE_NUMBER:
      return mlg_number_to_display (value);
    case MLG_TYPE_MONEY:
      number = mlg_number_to_display (value);
      /* Translators: an amount in euros; a narrow no-break space in French. */
      return g_strdup_printf (_("€%s"), number);
    default:
      return g_strdup (value);
    }
}

static char *
display_multiple (const MlgField *field,
                  const char     *value)
{
  g_auto(GStrv) elements = mlg_value_split (value);
  MlgScalar scalar = mlg_scalar_of_field (field);
  GString *text = g_string_new (NULL);

  for (char **element = elements; *element != NULL; element++)
    {
      g_autofree char *shown = display_scalar (&scalar, *element);

      if (text->len > 0)
        g_string_append (text, field->type == MLG_TYPE_WORDS ? " · " : ", ");
      g_string_append (text, shown);
    }
  return g_string_free (text, FALSE);
}

static char *
display_date_field (const char *value)
{
  g_autofree char *iso = mlg_value_dup_part (value, 0);
  g_autofree char *words = mlg_value_dup_part (value, 1);
  char *shown = display_date (iso, words);

  return shown != NULL ? shown : g_strdup ("");
}

char *
mlg_value_to_display (const MlgField *field,
                      const char     *value)
{
  MlgScalar scalar;

  g_return_val_if_fail (field != NULL, g_strdup (""));

  if (value == NULL)
    return g_strdup ("");

  switch (field->type)
    {
    case MLG_TYPE_DATE:     return display_date_field (value);
    case MLG_TYPE_INTERVAL: return display_interval (value);
    case MLG_TYPE_PLACE:    return display_place (value);
    case MLG_TYPE_ADDRESS:  return display_address (value);
    default:                break;
    }

  if (mlg_field_is_multiple (field))
    return display_multiple (field, value);
  scalar = mlg_scalar_of_field (field);
  return display_scalar (&scalar, value);
}
