/* Live blocks on the page: figures, and tables row by row. What no page can hold is cut where it can be. */

#include "document/mlg-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

#define FIGURE_TEXT  8.5     /* points */
#define TALL         0.8     /* of a page: what is higher is cut in two, or made smaller */

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

static void
draw_live (cairo_t  *cr,
           double    width,
           double    height,
           gpointer  data)
{
  MlgLiveDrawing *drawing = data;
  double natural = mlg_live_drawing_measure (drawing, MLG_TEXT_WIDTH);

  cairo_scale (cr, width / MLG_TEXT_WIDTH, height / MAX (natural, 1));
  mlg_live_drawing_draw (drawing, cr);
}

static MlgBlock *
add_row_block (MlgDocument *self,
               MlgLive     *live)
{
  MlgBlock *row = mlg_document_add_block (self, MLG_BLOCK_ROW);

  row->live = mlg_live_ref (live);
  return row;
}

/* A row that no page can hold is told cell by cell, as text that may be cut between two lines. */
static void
add_tall_row (MlgDocument *self,
              MlgLive     *live,
              guint        row)
{
  const GPtrArray *cells = g_ptr_array_index (live->rows, row - 1);

  for (guint k = 0; k < cells->len; k++)
    {
      const char *cell = g_ptr_array_index (cells, k);
      g_autofree char *label = g_strdup_printf (C_("column", "%s: "), (const char *) g_ptr_array_index (live->columns, k));
      MlgBlock *block;

      if (is_blank (cell))
        continue;
      block = add_row_block (self, live);
      mlg_block_add_words (block, label, MLG_STYLE_BOLD, NULL);
      mlg_block_add_words (block, cell, MLG_STYLE_PLAIN, NULL);
    }
}

static void
add_table (MlgDocument    *self,
           MlgLive        *live,
           MlgLiveDrawing *drawing)
{
  MlgBlock *table = mlg_document_add_block (self, MLG_BLOCK_TABLE);

  table->live = mlg_live_ref (live);
  table->drawing = drawing;
  mlg_block_add_words (table, live->caption, MLG_STYLE_PLAIN, NULL);
  for (guint i = 0; i < mlg_live_drawing_get_n_rows (drawing); i++)
    {
      MlgBlock *row;

      if (i > 0 && mlg_live_drawing_get_row_height (drawing, i) > MLG_TEXT_HEIGHT * TALL)
        {
          add_tall_row (self, live, i);
          continue;
        }
      row = add_row_block (self, live);
      row->drawing = drawing;
      row->level = i;
      row->number = mlg_live_drawing_get_n_rows (drawing);
    }
}

/* A part of a long story, for one page. */
static MlgLive *
copy_moments (const MlgLive *live,
              guint          from,
              guint          to)
{
  MlgLive *part = mlg_live_new (live->kind, live->address);

  part->caption = g_strdup (live->caption);
  part->alternative = g_strdup (live->alternative);
  for (guint i = from; i < to; i++)
    {
      MlgLiveMoment moment = g_array_index (live->moments, MlgLiveMoment, i);

      moment.when = g_strdup (moment.when);
      moment.what = g_strdup (moment.what);
      g_array_append_val (part->moments, moment);
    }
  return part;
}

/* Smaller words would not be read: halves, and halves of these. */
static gboolean
add_in_two (MlgDocument    *self,
            MlgLive        *live,
            MlgLiveDrawing *drawing,
            const char     *alternative)
{
  guint n = live->moments->len;
  g_autoptr(MlgLive) first = NULL;
  g_autoptr(MlgLive) second = NULL;

  if (live->kind != MLG_LIVE_TIMELINE || live->problem != NULL || n < 2 ||
      mlg_live_drawing_measure (drawing, MLG_TEXT_WIDTH) <= MLG_TEXT_HEIGHT * TALL)
    return FALSE;
  first = copy_moments (live, 0, n / 2);
  second = copy_moments (live, n / 2, n);
  mlg_document_add_live (self, first, alternative);
  mlg_document_add_live (self, second, alternative);
  return TRUE;
}

void
mlg_document_add_live (MlgDocument *self,
                       MlgLive     *live,
                       const char  *alternative)
{
  MlgLiveDrawing *drawing = mlg_live_drawing_new (live, MLG_INK_PRINT, FIGURE_TEXT);
  double height = mlg_live_drawing_measure (drawing, MLG_TEXT_WIDTH);
  gboolean given = !is_blank (alternative) && strcmp (alternative, MLG_LIVE_NO_ALT) != 0;
  double scale;
  MlgBlock *block;

  if (add_in_two (self, live, drawing, alternative))
    {
      mlg_live_drawing_free (drawing);
      return;
    }
  if (mlg_live_drawing_get_n_rows (drawing) > 0)
    {
      add_table (self, live, drawing);
      return;
    }

  scale = MIN (1, MLG_TEXT_HEIGHT * TALL / MAX (height, 1));
  block = mlg_document_add_block (self, MLG_BLOCK_FIGURE);
  block->live = mlg_live_ref (live);
  block->figure = g_new0 (MlgFigure, 1);
  block->figure->draw = draw_live;
  block->figure->data = drawing;
  block->figure->destroy = (GDestroyNotify) mlg_live_drawing_free;
  block->figure->width = MLG_TEXT_WIDTH * scale;
  block->figure->height = height * scale;
  block->figure->alternative = mlg_typeset (given ? alternative : live->alternative != NULL ? live->alternative : live->caption);
  block->figure->is_photo = live->kind == MLG_LIVE_PHOTO;
  mlg_block_add_words (block, live->caption, MLG_STYLE_PLAIN, NULL);
}
