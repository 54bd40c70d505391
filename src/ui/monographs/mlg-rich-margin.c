/* Bullets, numbers and the bar of a quotation, drawn beside the lines, not written in them. */

#include "ui/monographs/mlg-rich-view-private.h"

static void
draw_words (MlgRichView   *self,
            GtkSnapshot   *snapshot,
            const char    *words,
            double         x,
            double         y,
            double         opacity,
            gboolean       end_at_x)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  GdkRGBA colour;
  int width;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  colour.alpha *= opacity;
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (end_at_x ? x - width : x, y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_bar (MlgRichView *self,
          GtkSnapshot *snapshot,
          int          y,
          int          height)
{
  static const GdkRGBA colour = { 0.10, 0.50, 0.72, 1 };

  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) + 4, y, 3, height));
}

/* The number of an item: how many of its level stand before it in its list. */
static guint
number_of (MlgRichView *self,
           int          line,
           guint        level)
{
  guint number = 1;

  for (int i = line - 1; i >= 0; i--)
    {
      MlgParagraphKind kind;
      guint other;

      mlg_rich_view_get_line_kind (self, i, &kind, &other);
      if ((kind != MLG_PARAGRAPH_NUMBER && kind != MLG_PARAGRAPH_BULLET) || other < level)
        break;
      if (other > level)
        continue;
      if (kind != MLG_PARAGRAPH_NUMBER)
        break;
      number++;
    }
  return number;
}

static void
draw_beside_line (MlgRichView      *self,
                  GtkSnapshot      *snapshot,
                  int               line,
                  MlgParagraphKind  kind,
                  guint             level)
{
  static const char *const bullets[MLG_MAX_ITEM_LEVEL + 1] = { "•", "◦", "▪", "–" };
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  g_autofree char *number = NULL;
  GtkTextIter start;
  GdkRectangle at;
  int y, height;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  gtk_text_view_get_iter_location (view, &start, &at);
  gtk_text_view_get_line_yrange (view, &start, &y, &height);
  if (mlg_rich_view_line_is_empty (self, line) && line == gtk_text_buffer_get_line_count (buffer) - 1)
    at.x = gtk_text_view_get_left_margin (view) + (kind == MLG_PARAGRAPH_QUOTATION ? 20 : (int) (level + 1) * 24);

  if (kind == MLG_PARAGRAPH_QUOTATION)
    draw_bar (self, snapshot, y, height);
  else if (kind == MLG_PARAGRAPH_BULLET)
    draw_words (self, snapshot, bullets[level], at.x - 7, at.y, 0.8, TRUE);
  else
    {
      number = g_strdup_printf ("%u.", number_of (self, line, level));
      draw_words (self, snapshot, number, at.x - 6, at.y, 0.8, TRUE);
    }
}

static void
draw_placeholder (MlgRichView *self,
                  GtkSnapshot *snapshot)
{
  MlgParagraphKind kind;
  GtkTextIter start;
  GdkRectangle at;
  guint level;

  mlg_rich_lines_get_last (self->lines, &kind, &level);
  if (self->placeholder == NULL || !mlg_rich_view_is_empty (self) || kind != MLG_PARAGRAPH_TEXT)
    return;
  gtk_text_buffer_get_start_iter (mlg_rich_view_get_buffer (self), &start);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &start, &at);
  draw_words (self, snapshot, self->placeholder, at.x, at.y, 0.55, FALSE);
}

void
mlg_rich_margin_draw (MlgRichView *self,
                      GtkSnapshot *snapshot)
{
  GdkRectangle seen;
  GtkTextIter first, last;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &seen);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &first, seen.y, NULL);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &last, seen.y + seen.height, NULL);

  for (int i = gtk_text_iter_get_line (&first); i <= gtk_text_iter_get_line (&last); i++)
    {
      MlgParagraphKind kind;
      guint level;

      mlg_rich_view_get_line_kind (self, i, &kind, &level);
      if (kind == MLG_PARAGRAPH_BULLET || kind == MLG_PARAGRAPH_NUMBER || kind == MLG_PARAGRAPH_QUOTATION)
        draw_beside_line (self, snapshot, i, kind, level);
    }
  draw_placeholder (self, snapshot);
}
