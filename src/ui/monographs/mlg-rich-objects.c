/* Notes, links and figures of a rich text: what opens when one is clicked. */

#include "ui/monographs/mlg-rich-view-private.h"

#include "document/mlg-rich-text.h"
#include "model/mlg-live-block.h"
#include "ui/monographs/mlg-rich-buffer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- the popover of a note or a link */

static GtkWidget *
new_button (const char *label,
            GCallback   clicked,
            gpointer    data)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", clicked, data);
  return button;
}

static gboolean
get_object (MlgRichView *self,
            GtkTextIter *start,
            GtkTextIter *end)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);

  gtk_text_buffer_get_iter_at_offset (buffer, start, self->popover_offset);
  *end = *start;
  if (mlg_rich_buffer_note_at (start) != NULL)
    return gtk_text_iter_forward_char (end);
  return mlg_rich_buffer_get_link_range (start, start, end);
}

static void
close_popover (MlgRichView *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static char *
dup_entered (GtkWidget *words)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (words));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
keep_note (MlgRichView *self,
           const char  *note)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter start, end;

  if (!get_object (self, &start, &end) || g_strcmp0 (mlg_rich_buffer_note_at (&start), note) == 0)
    return;

  self->loading = TRUE;
  gtk_text_buffer_delete (buffer, &start, &end);
  if (*note != '\0')
    mlg_rich_buffer_insert_note (buffer, &start, note);
  self->loading = FALSE;
  mlg_rich_view_changed_by_user (self);
}

/* What was typed is kept however the popover closes. */
static void
note_closed_cb (MlgRichView *self)
{
  GtkWidget *words = g_object_get_data (G_OBJECT (self->popover), "mlg-words");

  if (words != NULL)
    {
      g_autofree char *note = dup_entered (words);

      keep_note (self, note);
    }
}

static void
remove_note_cb (MlgRichView *self)
{
  g_object_set_data (G_OBJECT (self->popover), "mlg-words", NULL);
  keep_note (self, "");
  close_popover (self);
}

static void
remove_link_cb (MlgRichView *self)
{
  GtkTextIter start, end;

  if (get_object (self, &start, &end))
    {
      mlg_rich_buffer_apply_link (mlg_rich_view_get_buffer (self), &start, &end, NULL);
      mlg_rich_view_changed_by_user (self);
    }
  close_popover (self);
}

static void
link_activated_cb (MlgRichView *self,
                   GtkWidget   *entry)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  GtkTextIter start, end;

  if (get_object (self, &start, &end) && *address != '\0')
    {
      mlg_rich_buffer_apply_link (mlg_rich_view_get_buffer (self), &start, &end, address);
      mlg_rich_view_changed_by_user (self);
    }
  close_popover (self);
}

static void
open_link_cb (MlgRichView *self)
{
  GtkTextIter start, end;
  g_autofree char *address = NULL;

  if (get_object (self, &start, &end))
    address = g_strdup (mlg_rich_buffer_link_at (&start));
  close_popover (self);
  if (address != NULL)
    g_signal_emit_by_name (self, "open-address", address);
}

static GtkWidget *
new_box (GtkWidget *popover)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_size_request (box, 360, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return box;
}

static GtkWidget *
new_source_label (const char *note)
{
  GtkWidget *label = gtk_label_new (_("This note is made from a source of the file: its words follow the document cited."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static void
fill_note (MlgRichView *self,
           const char  *note)
{
  GtkWidget *box = new_box (self->popover);

  if (mlg_note_is_source (note))
    gtk_box_append (GTK_BOX (box), new_source_label (note));
  else
    {
      GtkWidget *words = gtk_text_view_new ();
      GtkWidget *frame = gtk_frame_new (NULL);

      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (words), GTK_WRAP_WORD_CHAR);
      gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (words), FALSE);
      gtk_text_view_set_left_margin (GTK_TEXT_VIEW (words), 6);
      gtk_text_view_set_right_margin (GTK_TEXT_VIEW (words), 6);
      gtk_text_view_set_top_margin (GTK_TEXT_VIEW (words), 6);
      gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (words), 6);
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (words)), note, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (words), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text of the note"), -1);
      gtk_frame_set_child (GTK_FRAME (frame), words);
      gtk_box_append (GTK_BOX (box), frame);
      g_object_set_data (G_OBJECT (self->popover), "mlg-words", words);
    }
  gtk_box_append (GTK_BOX (box), new_button (_("Take the note out"), G_CALLBACK (remove_note_cb), self));
}

static void
fill_link (MlgRichView *self,
           const char  *address)
{
  GtkWidget *box = new_box (self->popover);
  gboolean ours = g_str_has_prefix (address, MLG_LIVE_SCHEME);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (!ours)
    {
      GtkWidget *entry = gtk_entry_new ();

      gtk_editable_set_text (GTK_EDITABLE (entry), address);
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Address of the link"), -1);
      g_signal_connect_swapped (entry, "activate", G_CALLBACK (link_activated_cb), self);
      gtk_box_append (GTK_BOX (box), entry);
    }
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), new_button (ours ? _("Open the record") : _("Open the page"), G_CALLBACK (open_link_cb), self));
  gtk_box_append (GTK_BOX (buttons), new_button (_("Take the link out"), G_CALLBACK (remove_link_cb), self));
  gtk_box_append (GTK_BOX (box), buttons);
}

static void
open_popover (MlgRichView *self,
              GtkTextIter *iter)
{
  const char *note = mlg_rich_buffer_note_at (iter);
  GdkRectangle at;

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = gtk_popover_new ();
  self->popover_offset = gtk_text_iter_get_offset (iter);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));

  if (note != NULL)
    fill_note (self, note);
  else
    fill_link (self, mlg_rich_buffer_link_at (iter));

  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), iter, &at);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, at.x, at.y, &at.x, &at.y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (note_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* The object at the caret or just before it. */
gboolean
mlg_rich_objects_open (MlgRichView *self)
{
  GtkTextIter caret;

  mlg_rich_view_get_caret (self, &caret);
  for (guint i = 0; i < 2; i++)
    {
      if (mlg_rich_buffer_note_at (&caret) != NULL || mlg_rich_buffer_link_at (&caret) != NULL)
        {
          open_popover (self, &caret);
          return TRUE;
        }
      if (gtk_text_iter_starts_line (&caret) || !gtk_text_iter_backward_char (&caret))
        break;
    }
  return FALSE;
}

static gboolean
get_object_at (MlgRichView *self,
               double       x,
               double       y,
               GtkTextIter *iter)
{
  int at_x, at_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y, &at_x, &at_y);
  return gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), iter, at_x, at_y) &&
         (mlg_rich_buffer_note_at (iter) != NULL || mlg_rich_buffer_link_at (iter) != NULL);
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             gpointer         data)
{
  MlgRichView *self = MLG_RICH_VIEW (data);
  GtkTextIter iter;

  if (n_press == 1 && !gtk_text_buffer_get_has_selection (mlg_rich_view_get_buffer (self)) && get_object_at (self, x, y, &iter))
    open_popover (self, &iter);
}

static gboolean
query_tooltip_cb (MlgRichView *self,
                  int          x,
                  int          y,
                  gboolean     keyboard,
                  GtkTooltip  *tooltip)
{
  GtkTextIter iter;
  const char *words;

  if (!get_object_at (self, x, y, &iter))
    return FALSE;

  words = mlg_rich_buffer_note_at (&iter);
  if (words == NULL)
    words = mlg_rich_buffer_link_at (&iter);
  if (g_str_has_prefix (words, MLG_LIVE_SCHEME))
    words = mlg_rich_buffer_note_at (&iter) != NULL ? _("A source of the file") : _("A record of the file");
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

/* ---- figures */

static void
anchor_inserted_cb (MlgRichView        *self,
                    GtkTextIter        *where,
                    GtkTextChildAnchor *anchor)
{
  g_object_set_data (G_OBJECT (anchor), "mlg-wanted", GINT_TO_POINTER (1));
  self->figures_wanted = TRUE;
}

/* Once the anchor says what it is. */
void
mlg_rich_objects_show_figures (MlgRichView *self)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter at;

  if (!self->figures_wanted)
    return;

  self->figures_wanted = FALSE;
  gtk_text_buffer_get_start_iter (buffer, &at);
  while (gtk_text_iter_forward_search (&at, "\xef\xbf\xbc", 0, &at, NULL, NULL))
    {
      GtkTextChildAnchor *anchor = gtk_text_iter_get_child_anchor (&at);

      if (anchor != NULL && g_object_get_data (G_OBJECT (anchor), "mlg-wanted") != NULL && self->make_figure != NULL)
        {
          g_object_set_data (G_OBJECT (anchor), "mlg-wanted", NULL);
          gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self), self->make_figure (anchor, self->figure_data), anchor);
        }
      if (!gtk_text_iter_forward_char (&at))
        break;
    }
}

void
mlg_rich_view_set_figure_maker (MlgRichView    *self,
                                MlgFigureMaker  make,
                                gpointer        data)
{
  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  self->make_figure = make;
  self->figure_data = data;
}

void
mlg_rich_view_change_figure (MlgRichView        *self,
                             GtkTextChildAnchor *anchor,
                             const char         *address,
                             const char         *words)
{
  GtkTextIter at;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  if (gtk_text_child_anchor_get_deleted (anchor))
    return;
  mlg_rich_steps_prepare (self);
  mlg_rich_figure_set (anchor, address, words);
  gtk_text_buffer_get_iter_at_child_anchor (mlg_rich_view_get_buffer (self), &at, anchor);
  mlg_rich_lines_forget (self->lines, gtk_text_iter_get_line (&at), gtk_text_iter_get_line (&at));
  mlg_rich_view_changed_by_user (self);
}

void
mlg_rich_view_remove_figure (MlgRichView        *self,
                             GtkTextChildAnchor *anchor)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter start, end;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  if (gtk_text_child_anchor_get_deleted (anchor))
    return;
  gtk_text_buffer_get_iter_at_child_anchor (buffer, &start, anchor);
  end = start;
  /* Its line end goes with it. */
  gtk_text_iter_forward_chars (&end, 2);
  gtk_text_buffer_delete (buffer, &start, &end);
}

/* ---- life */

void
mlg_rich_objects_init (MlgRichView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (mlg_rich_view_get_buffer (self), "insert-child-anchor", G_CALLBACK (anchor_inserted_cb), self,
                           G_CONNECT_SWAPPED);
}

void
mlg_rich_objects_dispose (MlgRichView *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}
