/* What is pasted from elsewhere: structure and nothing else. */

#include "ui/monographs/mlg-rich-view-private.h"

#include "document/mlg-rich-text-html.h"
#include "ui/monographs/mlg-rich-buffer.h"

/* A page larger than this is no piece of text. */
#define MAX_BYTES (32 * 1024 * 1024)

static GtkTextViewClass *parent_class;

void
mlg_rich_view_insert_text (MlgRichView       *self,
                           const MlgRichText *text)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter start, end;
  guint n;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));
  g_return_if_fail (text != NULL);

  n = text->paragraphs->len;
  if (n == 0)
    return;

  self->last_change = 0;
  self->loading = TRUE;
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    gtk_text_buffer_delete (buffer, &start, &end);
  mlg_rich_view_get_caret (self, &start);
  mlg_rich_buffer_insert (buffer, &start, text);
  if (gtk_text_iter_is_end (&start))
    {
      const MlgParagraph *last = g_ptr_array_index (text->paragraphs, n - 1);

      if (n > 1 || last->kind != MLG_PARAGRAPH_TEXT)
        mlg_rich_lines_set_last (self->lines, last->kind == MLG_PARAGRAPH_FIGURE ? MLG_PARAGRAPH_TEXT : last->kind, last->level);
    }
  gtk_text_buffer_place_cursor (buffer, &start);
  self->loading = FALSE;
  mlg_rich_view_changed_by_user (self);
  self->last_change = 0;
  mlg_rich_view_emit (self, "state-changed");
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
}

static void
bytes_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(MlgRichView) self = MLG_RICH_VIEW (data);
  GOutputStream *memory = G_OUTPUT_STREAM (source);
  g_autoptr(MlgRichText) text = NULL;

  if (g_output_stream_splice_finish (memory, result, NULL) < 0 || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  text = mlg_rich_text_from_html (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                                  MIN (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)), MAX_BYTES));
  if (text->paragraphs->len > 0)
    mlg_rich_view_insert_text (self, text);
  else
    parent_class->paste_clipboard (GTK_TEXT_VIEW (self));
}

static void
html_ready_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(MlgRichView) self = MLG_RICH_VIEW (data);
  g_autoptr(GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr(GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      parent_class->paste_clipboard (GTK_TEXT_VIEW (self));
      return;
    }

  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, bytes_read_cb, g_object_ref (self));
}

static void
mlg_rich_view_paste_clipboard (GtkTextView *view)
{
  static const char *html[] = { "text/html", NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  /* Between our own texts GTK carries the looks. */
  if (gdk_content_formats_contain_gtype (formats, GTK_TYPE_TEXT_BUFFER) || !gdk_content_formats_contain_mime_type (formats, html[0]))
    parent_class->paste_clipboard (view);
  else
    gdk_clipboard_read_async (clipboard, html, G_PRIORITY_DEFAULT, NULL, html_ready_cb, g_object_ref (view));
}

static void
paste_plain_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  parent_class->paste_clipboard (GTK_TEXT_VIEW (widget));
}

void
mlg_rich_paste_class_init (MlgRichViewClass *klass)
{
  parent_class = g_type_class_peek_parent (klass);
  GTK_TEXT_VIEW_CLASS (klass)->paste_clipboard = mlg_rich_view_paste_clipboard;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "typing.paste-plain", NULL, paste_plain_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "typing.paste-plain", NULL);
}
