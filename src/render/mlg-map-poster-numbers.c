/* Numbers on the map: by name, from 1, beside each mark.
 *
 * A disc that counts many is not left to be guessed: its numbers stand beside it, or, when they are
 * too many, a letter that the index spells out.
 */

#include <math.h>
#include <string.h>

#include "render/mlg-map-poster-private.h"
#include "render/mlg-svg-text.h"

#define SIZE        10.0           /* pixels */
#define MAX_LISTED  18             /* numbers beside one mark; more get a letter */
#define LINE        20             /* characters */
#define HALO        2.4

typedef struct
{
  char  *key;
  guint  spot;
} Named;

static int
compare_named (gconstpointer a,
               gconstpointer b)
{
  const Named *one = a, *other = b;
  int order = strcmp (one->key, other->key);

  return order != 0 ? order : (one->spot > other->spot) - (one->spot < other->spot);
}

static void
clear_named (gpointer data)
{
  g_free (((Named *) data)->key);
}

static gboolean
is_on_sheet (const MlgMapPoster *self,
             double              x,
             double              y)
{
  return x >= 0 && y >= 0 && x <= self->frame.width && y <= self->frame.height;
}

static const MlgMapGroup *
get_group (const MlgMapPoster *self,
           guint               group)
{
  return g_ptr_array_index (mlg_map_index_get_groups (self->index), group);
}

static void
mark_seen (GArray *spots,
           guint8 *seen)
{
  for (guint i = 0; i < spots->len; i++)
    seen[g_array_index (spots, guint, i)] = TRUE;
}

static void
find_seen (MlgMapPoster *self,
           guint8       *seen)
{
  for (guint i = 0; i < self->layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (self->layout->marks, MlgMapMark, i);
      g_autoptr(GArray) spots = NULL;

      if (mark->group != MLG_MAP_NONE || !is_on_sheet (self, mark->x, mark->y))
        continue;
      spots = mlg_map_layout_list (self->layout, mark);
      mark_seen (spots, seen);
    }
  for (guint i = 0; i < self->layout->plates->len; i++)
    {
      const MlgMapPlate *plate = &g_array_index (self->layout->plates, MlgMapPlate, i);

      if (is_on_sheet (self, plate->x + plate->width / 2, plate->y + plate->height / 2))
        mark_seen (get_group (self, plate->group)->spots, seen);
    }
}

static void
give_numbers (MlgMapPoster *self,
              const guint8 *seen)
{
  GArray *spots = mlg_map_index_get_scene (self->index)->spots;
  g_autoptr(GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));

  g_array_set_clear_func (named, clear_named);
  for (guint i = 0; i < spots->len; i++)
    {
      Named one = { g_utf8_collate_key (g_array_index (spots, MlgSpot, i).name, -1), i };

      if (seen[i])
        g_array_append_val (named, one);
      else
        g_free (one.key);
    }
  g_array_sort (named, compare_named);
  for (guint i = 0; i < named->len; i++)
    self->numbers[g_array_index (named, Named, i).spot] = i + 1;
}

/* ---- what is written */

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;

  return (one > other) - (one < other);
}

/* « 3, 7–9, 12 ». */
static char *
spell_numbers (GArray *numbers)
{
  GString *text = g_string_new (NULL);

  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint first = g_array_index (numbers, guint, i), last = first;

      while (i + 1 < numbers->len && g_array_index (numbers, guint, i + 1) == last + 1)
        last = g_array_index (numbers, guint, ++i);
      if (text->len > 0)
        g_string_append (text, ", ");
      if (last == first)
        g_string_append_printf (text, "%u", first);
      else
        g_string_append_printf (text, last == first + 1 ? "%u, %u" : "%u–%u", first, last);
    }
  return g_string_free (text, FALSE);
}

/* Lines of about LINE characters. */
static char *
fold (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  GString *folded = g_string_new (NULL);
  glong line = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (words[i], -1);

      if (i > 0)
        g_string_append_c (folded, line + 1 + length > LINE ? '\n' : ' ');
      line = line + 1 + length > LINE ? length : line + 1 + length;
      g_string_append (folded, words[i]);
    }
  return g_string_free (folded, FALSE);
}

/* A, B… Z, AA, AB… */
static char *
make_letter (guint n)
{
  return n < 26 ? g_strdup_printf ("%c", 'A' + n) : g_strdup_printf ("%c%c", 'A' + (n / 26 - 1) % 26, 'A' + n % 26);
}

static char *
spell_spots (MlgMapPoster *self,
             GArray       *spots)
{
  g_autoptr(GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *text = NULL, *letter = NULL;

  for (guint i = 0; i < spots->len; i++)
    if (self->numbers[g_array_index (spots, guint, i)] > 0)
      g_array_append_val (numbers, self->numbers[g_array_index (spots, guint, i)]);
  text = spell_numbers (numbers);
  if (numbers->len <= MAX_LISTED)
    return fold (text);

  letter = make_letter (self->letters->len);
  /* Translators: a letter on the map, then the numbers it stands for. */
  g_ptr_array_add (self->letters, g_strdup_printf ("%s = %s", letter, text));
  return g_steal_pointer (&letter);
}

/* The marks of a plate that shows each of its actors are in the same order as these. */
static char *
spell_plate (MlgMapPoster      *self,
             const MlgMapPlate *plate)
{
  const MlgMapGroup *group = get_group (self, plate->group);
  g_autoptr(GString) text = NULL;

  if (plate->n_marks != group->spots->len)
    return spell_spots (self, group->spots);

  text = g_string_new (NULL);
  for (guint i = 0; i < plate->n_marks; i++)
    g_string_append_printf (text, i > 0 ? ", %u" : "%u",
                            self->numbers[g_array_index (self->layout->marks, MlgMapMark, plate->first_mark + i).spot]);
  return fold (text->str);
}

/* ---- where */

static PangoLayout *
make_words (const char *text)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (MLG_MAP_FONT);
  PangoLayout *layout;

  pango_context_set_round_glyph_positions (context, FALSE);
  layout = pango_layout_new (context);
  g_object_unref (context);
  pango_font_description_set_absolute_size (font, SIZE * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_line_spacing (layout, 0.9);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* Around a rectangle, near then farther; when there is no room at all, at its right over what is there. */
static void
place_tag (MlgMapPoster     *self,
           MlgMapRoom       *room,
           const MlgMapRect *beside,
           MlgNumberTag     *tag)
{
  double middle_x = beside->x + beside->width / 2, middle_y = beside->y + beside->height / 2;

  for (guint step = 0; step < 6; step++)
    for (guint side = 0; side < 8; side++)
      {
        static const int dx[] = { 1, -1, 0, 0, 1, 1, -1, -1 }, dy[] = { 0, 0, 1, -1, -1, 1, -1, 1 };
        double away = 2 + step * 9;
        double x = middle_x + dx[side] * ((beside->width + tag->width) / 2 + away) - tag->width / 2;
        double y = middle_y + dy[side] * ((beside->height + tag->height) / 2 + (dx[side] != 0 ? 0 : away - 1)) - tag->height / 2;

        if (x < 1 || y < 1 || x + tag->width > self->frame.width - 1 || y + tag->height > self->frame.height - 1 ||
            !mlg_map_room_take (room, x, y, tag->width, tag->height))
          continue;
        tag->x = x;
        tag->y = y;
        tag->mark_x = step > 1 ? middle_x : NAN;
        tag->mark_y = middle_y;
        return;
      }
  tag->x = beside->x + beside->width + 2;
  tag->y = middle_y - tag->height / 2;
  tag->mark_x = NAN;
}

static void
add_tag (MlgMapPoster     *self,
         MlgMapRoom       *room,
         const MlgMapRect *beside,
         char             *text)
{
  g_autoptr(PangoLayout) words = make_words (text);
  MlgNumberTag tag = { .text = text };
  PangoRectangle extents;

  pango_layout_get_extents (words, NULL, &extents);
  tag.width = (double) extents.width / PANGO_SCALE;
  tag.height = (double) extents.height / PANGO_SCALE - 2;
  place_tag (self, room, beside, &tag);
  g_array_append_val (self->tags, tag);
}

static MlgMapRect
get_rect (const MlgMapMark *mark)
{
  return (MlgMapRect) { mark->x - mark->radius, mark->y - mark->radius, 2 * mark->radius, 2 * mark->radius };
}

static void
block_marks (MlgMapPoster *self,
             MlgMapRoom   *room)
{
  for (guint i = 0; i < self->layout->plates->len; i++)
    {
      const MlgMapPlate *plate = &g_array_index (self->layout->plates, MlgMapPlate, i);

      mlg_map_room_block (room, plate->x, plate->y, plate->width, plate->height);
    }
  for (guint i = 0; i < self->layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (self->layout->marks, MlgMapMark, i);
      MlgMapRect rect = get_rect (mark);

      if (mark->group == MLG_MAP_NONE)
        mlg_map_room_block (room, rect.x, rect.y, rect.width, rect.height);
    }
}

static void
add_tags (MlgMapPoster *self,
          MlgMapRoom   *room)
{
  for (guint i = 0; i < self->layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (self->layout->marks, MlgMapMark, i);
      MlgMapRect rect = get_rect (mark);
      g_autoptr(GArray) spots = NULL;

      if (mark->group != MLG_MAP_NONE || !is_on_sheet (self, mark->x, mark->y))
        continue;
      spots = mlg_map_layout_list (self->layout, mark);
      add_tag (self, room, &rect, spell_spots (self, spots));
    }
  for (guint i = 0; i < self->layout->plates->len; i++)
    {
      const MlgMapPlate *plate = &g_array_index (self->layout->plates, MlgMapPlate, i);
      MlgMapRect rect = { plate->x, plate->y, plate->width, plate->height };

      if (is_on_sheet (self, plate->x + plate->width / 2, plate->y + plate->height / 2))
        add_tag (self, room, &rect, spell_plate (self, plate));
    }
}

void
mlg_map_poster_number (MlgMapPoster *self)
{
  guint n = mlg_map_index_get_scene (self->index)->spots->len;
  g_autofree guint8 *seen = g_new0 (guint8, n + 1);
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (MlgMapRect));
  MlgMapRoom room = { taken };

  find_seen (self, seen);
  give_numbers (self, seen);
  if (!self->sheet.numbers)
    return;
  block_marks (self, &room);
  add_tags (self, &room);
}

void
mlg_map_poster_draw_tags (MlgMapPoster *self,
                          cairo_t      *cr)
{
  for (guint i = 0; i < self->tags->len; i++)
    {
      const MlgNumberTag *tag = &g_array_index (self->tags, MlgNumberTag, i);
      g_autoptr(PangoLayout) words = make_words (tag->text);

      if (!isnan (tag->mark_x))
        {
          cairo_new_path (cr);
          cairo_move_to (cr, tag->mark_x, tag->mark_y);
          cairo_line_to (cr, CLAMP (tag->mark_x, tag->x, tag->x + tag->width), CLAMP (tag->mark_y, tag->y, tag->y + tag->height));
          mlg_ink_set_colour (cr, &self->ink->faint_text, 0.8);
          cairo_set_line_width (cr, 0.8);
          cairo_stroke (cr);
        }
      mlg_ink_set_colour (cr, &self->ink->text, 1);
      cairo_move_to (cr, tag->x, tag->y - 1);
      mlg_text_show_on_halo (cr, words, &self->ink->land, 0.9, HALO);
    }
}
