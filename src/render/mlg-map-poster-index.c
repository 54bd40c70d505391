/* The index of a poster: who each number is, and where; then who has no precise place, and who is
 * off the sheet. In columns, beside the map or on the pages after it.
 */

#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "render/mlg-map-poster-private.h"

#define SIZE    9.5                /* pixels */
#define NUMBER  22.0               /* the column of numbers */
#define MARK    13.0
#define GAP     2.5

static char *
spell_item (const MlgMapPoster *self,
            const MlgIndexItem *item)
{
  const MlgSpot *spot;

  if (item->spot == MLG_MAP_NONE)
    return g_strdup (item->text);

  spot = &g_array_index (mlg_map_index_get_scene (self->index)->spots, MlgSpot, item->spot);
  if (spot->kind == MLG_SPOT_NOWHERE || spot->area_name == NULL || *spot->area_name == '\0' || strcmp (spot->area_name, spot->name) == 0)
    return g_strdup (spot->name);
  return g_strdup_printf ("%s – %s", spot->name, spot->area_name);
}

static double
get_indent (const MlgIndexItem *item)
{
  return item->heading || item->spot == MLG_MAP_NONE ? 0 : NUMBER + MARK;
}

static void
add_item (MlgMapPoster *self,
          MlgIndexItem  item)
{
  g_autofree char *text = spell_item (self, &item);

  item.height = mlg_map_poster_measure (text, SIZE + item.heading, item.heading ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL,
                                        MLG_POSTER_COLUMN - get_indent (&item)) + GAP + 3 * item.heading;
  g_array_append_val (self->items, item);
}

static void
add_heading (MlgMapPoster *self,
             const char   *words,
             guint         n)
{
  g_autofree char *count = mlg_format_count (n);

  add_item (self, (MlgIndexItem) { .spot = MLG_MAP_NONE, .heading = TRUE, .text = g_strdup_printf ("%s (%s)", words, count) });
}

typedef struct
{
  char  *key;
  guint  spot, number;
} Sorted;

static int
compare_sorted (gconstpointer a,
                gconstpointer b)
{
  const Sorted *one = a, *other = b;
  int order = (one->number > other->number) - (one->number < other->number);

  return order != 0 ? order : strcmp (one->key, other->key);
}

static void
clear_sorted (gpointer data)
{
  g_free (((Sorted *) data)->key);
}

static GArray *
new_sorted (void)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (Sorted));

  g_array_set_clear_func (sorted, clear_sorted);
  return sorted;
}

static void
take (MlgMapPoster *self,
      GArray       *into,
      guint         spot)
{
  const char *name = g_array_index (mlg_map_index_get_scene (self->index)->spots, MlgSpot, spot).name;
  Sorted one = { g_utf8_collate_key (name, -1), spot, self->numbers[spot] };

  g_array_append_val (into, one);
}

static void
add_section (MlgMapPoster *self,
             const char   *heading,
             GArray       *sorted)
{
  if (sorted->len == 0)
    return;

  g_array_sort (sorted, compare_sorted);
  add_heading (self, heading, sorted->len);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Sorted *one = &g_array_index (sorted, Sorted, i);

      add_item (self, (MlgIndexItem) { .spot = one->spot, .number = one->number });
    }
}

void
mlg_map_poster_list (MlgMapPoster *self)
{
  GArray *nowhere = mlg_map_index_get_nowhere (self->index);
  guint n = mlg_map_index_get_scene (self->index)->spots->len;
  g_autoptr(GArray) here = new_sorted (), margin = new_sorted (), off = new_sorted ();

  for (guint i = 0; i < n; i++)
    if (self->numbers[i] > 0)
      take (self, here, i);
    else if (mlg_map_index_get_point (self->index, i) != NULL)
      take (self, off, i);
  for (guint i = 0; i < nowhere->len; i++)
    take (self, margin, g_array_index (nowhere, guint, i));

  add_section (self, _("On the map"), here);
  for (guint i = 0; i < self->letters->len; i++)
    add_item (self, (MlgIndexItem) { .spot = MLG_MAP_NONE, .text = g_strdup (g_ptr_array_index (self->letters, i)) });
  add_section (self, _("Without a precise place"), margin);
  add_section (self, _("Off this sheet"), off);
}

gboolean
mlg_map_poster_set_items (MlgMapPoster         *self,
                          const MlgIndexColumn *columns,
                          guint                 n_columns)
{
  guint at = 0;
  double y = n_columns > 0 ? columns[0].y : 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      MlgIndexItem *item = &g_array_index (self->items, MlgIndexItem, i);
      /* A heading does not end a column. */
      double needed = item->height + (item->heading && i + 1 < self->items->len ? (item + 1)->height : 0);

      while (at < n_columns && y + needed > columns[at].y + columns[at].height)
        {
          at++;
          y = at < n_columns ? columns[at].y : 0;
        }
      if (at == n_columns)
        return FALSE;
      if (item->heading && y > columns[at].y)
        y += 6;
      item->page = columns[at].page;
      item->x = columns[at].x;
      item->y = y;
      y += item->height;
    }
  return TRUE;
}

static void
draw_item (const MlgMapPoster *self,
           cairo_t            *cr,
           const MlgIndexItem *item)
{
  const MlgMapScene *scene = mlg_map_index_get_scene (self->index);
  g_autofree char *text = spell_item (self, item);
  double x = item->x + get_indent (item);

  mlg_map_draw_paragraph (cr, &self->ink->text, text, SIZE + item->heading, item->heading ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL,
                          x, item->y, MLG_POSTER_COLUMN - get_indent (item));
  if (item->spot == MLG_MAP_NONE)
    return;

  mlg_map_sign_draw (cr, self->ink, mlg_map_sign_of (scene, &g_array_index (scene->spots, MlgSpot, item->spot)),
                     item->x + NUMBER + 4, item->y + SIZE * 0.65, 3.6);
  if (item->number > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", item->number);

      mlg_map_draw_paragraph (cr, &self->ink->text, number, SIZE, PANGO_WEIGHT_BOLD, item->x, item->y, NUMBER);
    }
}

void
mlg_map_poster_draw_items (MlgMapPoster *self,
                           cairo_t      *cr,
                           guint         page)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const MlgIndexItem *item = &g_array_index (self->items, MlgIndexItem, i);

      if (item->page == page)
        draw_item (self, cr, item);
    }
}
