/* A town in a few words. */

#include "exchange/mlg-quick-town.h"

#include <math.h>
#include <string.h>

#include "model/mlg-text.h"

#define CODE_LENGTH 5

void
mlg_quick_town_clear (MlgQuickTown *self)
{
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->postal_code, g_free);
}

/* "43170", "43", "2A", "2a004", "974". */
static gboolean
is_code (const char *word)
{
  gsize length = strlen (word);
  gsize digits = strspn (word, "0123456789");

  if (digits == length)
    return length == 2 || length == 3 || length == CODE_LENGTH;
  return word[0] == '2' && (word[1] == 'a' || word[1] == 'b') && strspn (word + 2, "0123456789") == length - 2 &&
         (length == 2 || length == CODE_LENGTH);
}

/* The name and the code apart; « cedex » and its number say nothing. */
static void
split_words (const char  *text,
             char       **name,
             char       **code)
{
  g_autofree char *folded = mlg_fold (text);
  g_auto(GStrv) words = g_strsplit_set (folded, " ()", -1);
  GString *rest = g_string_new (NULL);

  *code = NULL;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (strcmp (words[i], "cedex") == 0)
        break;
      if (*code == NULL && is_code (words[i]))
        *code = g_ascii_strup (words[i], -1);
      else
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", words[i]);
    }
  *name = g_string_free (rest, FALSE);
}

static gboolean
has_postal_code (const MlgPlace *place,
                 const char     *code)
{
  g_auto(GStrv) codes = g_strsplit (place->postal_codes, " ", -1);

  return g_strv_contains ((const char *const *) codes, code);
}

/* A postal code, or else an INSEE code, alone. */
static GPtrArray *
find_by_code (const char *code)
{
  g_autoptr(GPtrArray) found = NULL;
  GPtrArray *towns = g_ptr_array_new ();
  const MlgPlace *commune;

  if (strlen (code) != CODE_LENGTH)
    return towns;

  found = mlg_gazetteer_find (code, 1u << MLG_PLACE_COMMUNE | 1u << MLG_PLACE_ARRONDISSEMENT, 100);
  for (guint i = 0; i < found->len; i++)
    if (has_postal_code (g_ptr_array_index (found, i), code))
      g_ptr_array_add (towns, g_ptr_array_index (found, i));
  /* 75011 is an arrondissement: all of Paris has it too. */
  for (guint i = 0; i < towns->len; i++)
    if (((const MlgPlace *) g_ptr_array_index (towns, i))->kind == MLG_PLACE_ARRONDISSEMENT)
      {
        g_ptr_array_index (towns, 0) = g_ptr_array_index (towns, i);
        g_ptr_array_set_size (towns, 1);
      }

  commune = mlg_gazetteer_lookup_commune (code);
  if (towns->len == 0 && commune != NULL)
    g_ptr_array_add (towns, (gpointer) commune);
  return towns;
}

/* The towns of today before those that were. */
static GPtrArray *
find_by_name (const char *name,
              const char *code)
{
  GPtrArray *towns = mlg_gazetteer_match_all (name, code, 1u << MLG_PLACE_COMMUNE | 1u << MLG_PLACE_ARRONDISSEMENT);

  if (towns->len > 0)
    return towns;

  g_ptr_array_unref (towns);
  return mlg_gazetteer_match_all (name, code, 1u << MLG_PLACE_FORMER_COMMUNE);
}

gboolean
mlg_quick_town_read (const char   *text,
                     double        lat,
                     double        lon,
                     MlgQuickTown *town)
{
  g_autofree char *name = NULL;
  g_autofree char *code = NULL;
  g_autoptr(GPtrArray) towns = NULL;

  *town = (MlgQuickTown) { 0 };
  split_words (text, &name, &code);
  if (*name == '\0' && code == NULL)
    return FALSE;

  towns = *name != '\0' ? find_by_name (name, code) : find_by_code (code);
  if (towns->len == 0)
    return FALSE;

  town->place = mlg_gazetteer_pick_near (towns, lat, lon);
  town->n_places = towns->len;
  town->words = g_strdup (text);
  if (code != NULL && strlen (code) == CODE_LENGTH &&
      (town->place == NULL || has_postal_code (town->place, code)))
    town->postal_code = g_steal_pointer (&code);
  return TRUE;
}

char *
mlg_quick_town_write (const MlgPlace *place)
{
  g_autofree char *by_department = g_strdup_printf ("%s (%s)", place->name, place->department);
  g_auto(MlgQuickTown) town = { 0 };

  if (mlg_quick_town_read (place->name, NAN, NAN, &town) && town.place == place)
    return g_strdup (place->name);
  mlg_quick_town_clear (&town);
  if (mlg_quick_town_read (by_department, NAN, NAN, &town) && town.place == place)
    return g_steal_pointer (&by_department);
  return g_strdup_printf ("%s (%s)", place->name, place->code);
}
