/* Communes in spite of a slip of the fingers.
 *
 * A distance is only computed for names of nearly the same length made of nearly the same
 * letters: a name is looked up among all in about a millisecond.
 */

#include "territory/mlg-gazetteer-slip.h"

#include <string.h>

#include "model/mlg-text.h"
#include "territory/mlg-gazetteer-table.h"

#define MIN_LENGTH  4
#define LONG_LENGTH 8

typedef struct
{
  const char *folded;
  guint32     letters;       /* a bit each */
  guint16     length;
  guint       place;
} Name;

typedef struct
{
  GStringChunk *chunk;
  GArray       *names;       /* Name */
} Names;

static guint32
get_letters (const char *folded)
{
  guint32 letters = 0;

  for (const char *c = folded; *c != '\0'; c++)
    letters |= 1u << (*c & 31);
  return letters;
}

static gpointer
make_names (gpointer data)
{
  const MlgPlaceTable *table = mlg_place_table_get ();
  Names *names = g_new0 (Names, 1);

  names->chunk = g_string_chunk_new (1 << 16);
  names->names = g_array_sized_new (FALSE, FALSE, sizeof (Name), table->places->len);
  for (guint i = 0; i < table->places->len; i++)
    {
      const MlgPlace *place = &g_array_index (table->places, MlgPlace, i);
      g_autofree char *folded = NULL;
      Name name = { .place = i };

      if (!(MLG_PLACES_TOWNS & 1u << place->kind))
        continue;
      folded = mlg_fold (place->name);
      name.folded = g_string_chunk_insert (names->chunk, folded);
      name.letters = get_letters (folded);
      name.length = (guint16) strlen (folded);
      g_array_append_val (names->names, name);
    }
  return names;
}

/* Two letters typed in the wrong order: « Saugeus ». */
static gboolean
is_swapped (const char *a,
            const char *b)
{
  while (*a != '\0' && *a == *b)
    a++, b++;
  return a[0] != '\0' && a[1] != '\0' && a[0] == b[1] && a[1] == b[0] && strcmp (a + 2, b + 2) == 0;
}

GPtrArray *
mlg_gazetteer_find_slips (const char *folded,
                          guint       kinds)
{
  static GOnce once = G_ONCE_INIT;
  const Names *names = g_once (&once, make_names, NULL);
  const MlgPlaceTable *table = mlg_place_table_get ();
  GPtrArray *found = g_ptr_array_new ();
  gsize length = strlen (folded);
  guint tolerance = length >= LONG_LENGTH ? 2 : 1;
  guint32 letters = get_letters (folded);

  for (guint i = 0; length >= MIN_LENGTH && i < names->names->len; i++)
    {
      const Name *name = &g_array_index (names->names, Name, i);
      const MlgPlace *place = &g_array_index (table->places, MlgPlace, name->place);

      if (name->length + tolerance < length || name->length > length + tolerance ||
          (guint) __builtin_popcount (name->letters ^ letters) > 2 * tolerance ||
          !(kinds & 1u << place->kind))
        continue;
      if (mlg_edit_distance (name->folded, folded, tolerance) <= tolerance || is_swapped (name->folded, folded))
        g_ptr_array_add (found, (gpointer) place);
    }
  return found;
}
