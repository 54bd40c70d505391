/* The numbers of notes, drawn over their marks: the text holds one character a note, so that
 * nothing of it changes when a note before makes them others.
 */

#include "ui/monographs/mlg-rich-view-private.h"

#include "ui/monographs/mlg-rich-buffer.h"

#define SCALE 0.75         /* of the letters around */
#define GAP   1            /* pixels between a number and what follows */

static PangoLayout *
new_layout (MlgRichView *self,
            const char  *words,
            double       scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static int
width_of (MlgRichView *self,
          const char  *words,
          double       scale)
{
  g_autoptr(PangoLayout) layout = new_layout (self, words, scale);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static GtkTextTag *
get_tag (MlgRichView *self,
         const char  *name)
{
  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (mlg_rich_view_get_buffer (self)), name);
}

/* ---- room */

/* A mark takes the room of its number. */
static void
make_room (MlgRichView *self,
           const char  *tag_name,
           const char  *figures)
{
  GtkTextTag *tag = get_tag (self, tag_name);
  int wanted = (width_of (self, figures, SCALE) + GAP) * PANGO_SCALE;
  int now;

  g_object_get (tag, "letter-spacing", &now, NULL);
  if (now != wanted)
    g_object_set (tag, "letter-spacing", wanted, NULL);
}

static void
set_tag (MlgRichView       *self,
         const char        *name,
         const GtkTextIter *start,
         const GtkTextIter *end,
         gboolean           on)
{
  GtkTextTag *tag = get_tag (self, name);

  if (gtk_text_iter_has_tag (start, tag) == on)
    return;
  if (on)
    gtk_text_buffer_apply_tag (mlg_rich_view_get_buffer (self), tag, start, end);
  else
    gtk_text_buffer_remove_tag (mlg_rich_view_get_buffer (self), tag, start, end);
}

static void
dress_note (MlgRichView *self,
            guint        line,
            guint        offset,
            guint        number)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (mlg_rich_view_get_buffer (self), &start, line, offset);
  if (mlg_rich_buffer_note_at (&start) == NULL)
    return;
  end = start;
  gtk_text_iter_forward_char (&end);
  set_tag (self, MLG_RICH_NUMBERED, &start, &end, TRUE);
  set_tag (self, MLG_RICH_WIDE, &start, &end, number >= 10 && number < 100);
  set_tag (self, MLG_RICH_WIDER, &start, &end, number >= 100);
}

void
mlg_rich_view_set_note_numbers (MlgRichView *self,
                                const guint *numbers,
                                guint        n)
{
  g_autoptr(MlgRichText) text = NULL;
  guint at = 0;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  if (n == 0 && self->note_numbers->len == 0)
    return;
  g_array_set_size (self->note_numbers, 0);
  g_array_append_vals (self->note_numbers, numbers, n);
  make_room (self, MLG_RICH_NUMBERED, "0");
  make_room (self, MLG_RICH_WIDE, "00");
  make_room (self, MLG_RICH_WIDER, "000");
  text = mlg_rich_lines_dup (self->lines);
  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const GPtrArray *runs = ((const MlgParagraph *) g_ptr_array_index (text->paragraphs, i))->runs;
      guint offset = 0;

      for (guint k = 0; k < runs->len; k++)
        {
          const MlgRun *run = g_ptr_array_index (runs, k);

          if (run->note != NULL && at < n)
            dress_note (self, i, offset, numbers[at++]);
          offset += run->note != NULL ? 1 : g_utf8_strlen (run->text, -1);
        }
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
mlg_rich_view_get_note_number (MlgRichView *self,
                               guint        note)
{
  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), 0);

  return note < self->note_numbers->len ? g_array_index (self->note_numbers, guint, note) : 0;
}

/* ---- drawing */

static void
draw_number (MlgRichView       *self,
             GtkSnapshot       *snapshot,
             const GtkTextIter *at,
             guint              number)
{
  g_autofree char *words = g_strdup_printf ("%u", number);
  g_autoptr(PangoLayout) layout = new_layout (self, words, SCALE);
  int baseline = pango_layout_get_baseline (layout) / PANGO_SCALE;
  GdkRectangle place;
  GdkRGBA colour;

  /* The mark is a point some way above the line its letters stand on. */
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), at, &place);
  mlg_rich_buffer_get_note_colour (&colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (place.x, place.y + place.height - baseline - 1));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/* Each from @at to @end; *@n: how many stand before, G_MAXUINT: not counted yet. */
static void
draw_notes (MlgRichView       *self,
            GtkSnapshot       *snapshot,
            GtkTextIter       *at,
            const GtkTextIter *end,
            guint             *n)
{
  GtkTextTag *tag = get_tag (self, MLG_RICH_NUMBERED);

  while (gtk_text_iter_compare (at, end) < 0)
    {
      if (!gtk_text_iter_has_tag (at, tag))
        {
          /* One put in a moment ago shows its mark, and counts. */
          if (*n != G_MAXUINT && mlg_rich_buffer_note_at (at) != NULL)
            (*n)++;
          if (!gtk_text_iter_forward_to_tag_toggle (at, NULL))
            return;
          continue;
        }
      if (*n == G_MAXUINT)
        {
          GtkTextIter start = *at;
          guint line = gtk_text_iter_get_line (at);

          *n = mlg_rich_lines_count_notes (self->lines, line);
          gtk_text_iter_set_line_offset (&start, 0);
          for (; !gtk_text_iter_equal (&start, at); gtk_text_iter_forward_char (&start))
            *n += mlg_rich_buffer_note_at (&start) != NULL;
        }
      if (*n < self->note_numbers->len)
        draw_number (self, snapshot, at, g_array_index (self->note_numbers, guint, *n));
      (*n)++;
      if (!gtk_text_iter_forward_char (at))
        return;
    }
}

void
mlg_rich_notes_draw (MlgRichView *self,
                     GtkSnapshot *snapshot)
{
  GdkRectangle seen;
  GtkTextIter at, end;
  guint n = G_MAXUINT;

  if (self->note_numbers->len == 0)
    return;
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &seen);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &at, seen.y, NULL);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &end, seen.y + seen.height, NULL);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  draw_notes (self, snapshot, &at, &end, &n);
}
