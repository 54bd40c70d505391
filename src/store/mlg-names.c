/* The folded names of the rows of one entity, side by side in memory. */

#include "store/mlg-names.h"

#include <string.h>

#define END_OF_ROW  '\n'
#define FORGOTTEN   '\1'     /* in no word anybody types */

typedef struct
{
  guint32 row;
  gsize   start;             /* of its END_OF_ROW's successor in ->text */
} Segment;

struct _MlgNames
{
  GString *text;
  GArray  *segments;         /* Segment, as they came */
  GArray  *by_row;           /* guint32: 1 + index of its segment, 0: none */
};

MlgNames *
mlg_names_new (void)
{
  MlgNames *self = g_new0 (MlgNames, 1);

  self->text = g_string_new (NULL);
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  self->by_row = g_array_new (FALSE, TRUE, sizeof (guint32));
  return self;
}

void
mlg_names_free (MlgNames *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_array_unref (self->segments);
  g_array_unref (self->by_row);
  g_free (self);
}

static gsize
end_of (MlgNames *self,
        guint     segment)
{
  return segment + 1 < self->segments->len ? g_array_index (self->segments, Segment, segment + 1).start
                                           : self->text->len;
}

void
mlg_names_put (MlgNames   *self,
               guint32     row,
               const char *names)
{
  Segment segment = { row, self->text->len };
  guint32 *known;

  if (row >= self->by_row->len)
    g_array_set_size (self->by_row, MAX (row + 1, self->by_row->len * 2));

  known = &g_array_index (self->by_row, guint32, row);
  if (*known != 0)
    {
      gsize start = g_array_index (self->segments, Segment, *known - 1).start;

      memset (self->text->str + start, FORGOTTEN, end_of (self, *known - 1) - start - 1);
      *known = 0;
    }
  if (names == NULL)
    return;

  g_string_append_c (self->text, ' ');
  g_string_append (self->text, names);
  g_string_append_c (self->text, END_OF_ROW);
  g_array_append_val (self->segments, segment);
  *known = self->segments->len;
}

/* " soli" for each word; the longest first: the rarest, most likely. */
static GPtrArray *
make_needles (const char *words)
{
  g_auto(GStrv) split = g_strsplit (words, " ", -1);
  GPtrArray *needles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; split[i] != NULL; i++)
    {
      if (*split[i] == '\0')
        continue;
      g_ptr_array_add (needles, g_strconcat (" ", split[i], NULL));
      if (strlen (split[i]) + 1 > strlen (needles->pdata[0]))
        {
          gpointer longest = needles->pdata[needles->len - 1];

          needles->pdata[needles->len - 1] = needles->pdata[0];
          needles->pdata[0] = longest;
        }
    }

  return needles;
}

static gboolean
has_all (const char *text,
         gsize       length,
         GPtrArray  *needles)
{
  for (guint i = 1; i < needles->len; i++)
    if (memmem (text, length, needles->pdata[i], strlen (needles->pdata[i])) == NULL)
      return FALSE;

  return TRUE;
}

guint8 *
mlg_names_match (MlgNames   *self,
                 const char *words,
                 guint      *n_bits)
{
  g_autoptr(GPtrArray) needles = make_needles (words);
  guint8 *bits = g_malloc0 (self->by_row->len / 8 + 1);
  const char *text = self->text->str;
  const char *end = text + self->text->len;
  const char *first = needles->len > 0 ? needles->pdata[0] : NULL;
  gsize length = first != NULL ? strlen (first) : 0;
  guint segment = 0;

  *n_bits = self->by_row->len;
  for (const char *hit = text; first != NULL && (hit = memmem (hit, end - hit, first, length)) != NULL; )
    {
      gsize at = hit - text;
      gsize start;

      while (end_of (self, segment) <= at)
        segment++;
      start = g_array_index (self->segments, Segment, segment).start;
      if (has_all (text + start, end_of (self, segment) - start, needles))
        {
          guint32 row = g_array_index (self->segments, Segment, segment).row;

          bits[row / 8] |= 1 << (row % 8);
        }
      hit = text + end_of (self, segment);
    }

  return bits;
}
