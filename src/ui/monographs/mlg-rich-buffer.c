/* Rich text in a GtkTextBuffer and out of it. */

#include "ui/monographs/mlg-rich-buffer.h"

#define INDENT 24           /* pixels per level of a list */
#define NOTE_MARK "†"

/* ---- the table */

static GtkTextTag *
add_tag (GtkTextTagTable *table,
         const char      *name,
         const char      *property,
         ...)
{
  GtkTextTag *tag = gtk_text_tag_new (name);
  va_list arguments;

  va_start (arguments, property);
  g_object_set_valist (G_OBJECT (tag), property, arguments);
  va_end (arguments);
  gtk_text_tag_table_add (table, tag);
  g_object_unref (tag);
  return tag;
}

static void
set_kind (GtkTextTag       *tag,
          MlgParagraphKind  kind,
          guint             level)
{
  g_object_set_data (G_OBJECT (tag), "mlg-kind", GINT_TO_POINTER (kind));
  g_object_set_data (G_OBJECT (tag), "mlg-level", GUINT_TO_POINTER (level));
}

static void
add_kinds (GtkTextTagTable *table)
{
  static const double scales[] = { 1.35, 1.18, 1.06 };

  for (guint level = 1; level <= MLG_MAX_HEADING; level++)
    {
      g_autofree char *name = g_strdup_printf ("heading%u", level);

      set_kind (add_tag (table, name, "scale", scales[level - 1], "weight", 600, "pixels-above-lines", 10, NULL),
                MLG_PARAGRAPH_HEADING, level);
    }
  for (guint level = 0; level <= MLG_MAX_ITEM_LEVEL; level++)
    {
      g_autofree char *bullet = g_strdup_printf ("bullet%u", level);
      g_autofree char *number = g_strdup_printf ("number%u", level);
      int margin = (level + 1) * INDENT;

      set_kind (add_tag (table, bullet, "left-margin", margin, "pixels-below-lines", 2, NULL), MLG_PARAGRAPH_BULLET, level);
      set_kind (add_tag (table, number, "left-margin", margin, "pixels-below-lines", 2, NULL), MLG_PARAGRAPH_NUMBER, level);
    }
  set_kind (add_tag (table, "quotation", "left-margin", 20, "style", PANGO_STYLE_ITALIC, NULL), MLG_PARAGRAPH_QUOTATION, 0);
}

static GtkTextTagTable *
get_table (void)
{
  static GtkTextTagTable *table;

  if (table == NULL)
    {
      table = gtk_text_tag_table_new ();
      add_kinds (table);
      add_tag (table, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
      add_tag (table, "italic", "style", PANGO_STYLE_ITALIC, NULL);
    }
  return table;
}

GtkTextBuffer *
mlg_rich_buffer_new (void)
{
  return gtk_text_buffer_new (get_table ());
}

/* One tag per address or note, found again by its name. */
static GtkTextTag *
tag_with_words (const char *kind,
                const char *words)
{
  GtkTextTagTable *table = get_table ();
  g_autofree char *name = g_strconcat (kind, ":", words, NULL);
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, name);

  if (tag != NULL)
    return tag;

  if (g_str_equal (kind, "link"))
    tag = add_tag (table, name, "underline", PANGO_UNDERLINE_SINGLE, "foreground", "#1a7fb8", NULL);
  else
    tag = add_tag (table, name, "rise", 4 * PANGO_SCALE, "scale", 0.8, "foreground", "#c8500a", "editable", FALSE, NULL);
  g_object_set_data_full (G_OBJECT (tag), kind, g_strdup (words), g_free);
  return tag;
}

static const char *
words_at (const GtkTextIter *iter,
          const char        *kind)
{
  g_autoptr(GSList) tags = gtk_text_iter_get_tags (iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      const char *words = g_object_get_data (l->data, kind);

      if (words != NULL)
        return words;
    }
  return NULL;
}

const char *
mlg_rich_buffer_link_at (const GtkTextIter *iter)
{
  return words_at (iter, "link");
}

const char *
mlg_rich_buffer_note_at (const GtkTextIter *iter)
{
  return words_at (iter, "note");
}

/* ---- lines */

static GtkTextTag *
tag_of_kind (MlgParagraphKind kind,
             guint            level)
{
  static const char *const names[] = { NULL, "heading%u", "bullet%u", "number%u", "quotation" };
  g_autofree char *name = NULL;

  switch (kind)
    {
    case MLG_PARAGRAPH_TEXT:
      return NULL;
    case MLG_PARAGRAPH_HEADING:
      name = g_strdup_printf ("heading%u", CLAMP (level, 1, MLG_MAX_HEADING));
      break;
    case MLG_PARAGRAPH_BULLET:
      name = g_strdup_printf ("bullet%u", MIN (level, MLG_MAX_ITEM_LEVEL));
      break;
    case MLG_PARAGRAPH_NUMBER:
      name = g_strdup_printf ("number%u", MIN (level, MLG_MAX_ITEM_LEVEL));
      break;
    case MLG_PARAGRAPH_QUOTATION:
    default:
      name = g_strdup (names[MLG_PARAGRAPH_QUOTATION]);
      break;
    }
  return gtk_text_tag_table_lookup (get_table (), name);
}

/* From the first character to the line end included. */
static void
get_line (GtkTextBuffer *buffer,
          int            line,
          GtkTextIter   *start,
          GtkTextIter   *end)
{
  gtk_text_buffer_get_iter_at_line (buffer, start, line);
  *end = *start;
  gtk_text_iter_forward_line (end);
}

gboolean
mlg_rich_buffer_get_line_kind (GtkTextBuffer    *buffer,
                               int               line,
                               MlgParagraphKind *kind,
                               guint            *level)
{
  GtkTextIter start, end;
  g_autoptr(GSList) tags = NULL;

  *kind = MLG_PARAGRAPH_TEXT;
  *level = 0;
  get_line (buffer, line, &start, &end);
  if (gtk_text_iter_equal (&start, &end))
    return FALSE;

  tags = gtk_text_iter_get_tags (&start);
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      int found = GPOINTER_TO_INT (g_object_get_data (l->data, "mlg-kind"));

      if (found != MLG_PARAGRAPH_TEXT)
        {
          *kind = found;
          *level = GPOINTER_TO_UINT (g_object_get_data (l->data, "mlg-level"));
        }
    }
  return TRUE;
}

typedef struct
{
  GtkTextBuffer     *buffer;
  const GtkTextIter *start, *end;
  const char        *what;
} Removal;

static void
remove_if_such (GtkTextTag *tag,
                gpointer    data)
{
  const Removal *removal = data;

  if (g_object_get_data (G_OBJECT (tag), removal->what) != NULL)
    gtk_text_buffer_remove_tag (removal->buffer, tag, removal->start, removal->end);
}

static void
remove_tags (GtkTextBuffer     *buffer,
             const GtkTextIter *start,
             const GtkTextIter *end,
             const char        *what)
{
  Removal removal = { buffer, start, end, what };

  gtk_text_tag_table_foreach (get_table (), remove_if_such, &removal);
}

void
mlg_rich_buffer_set_line_kind (GtkTextBuffer    *buffer,
                               int               line,
                               MlgParagraphKind  kind,
                               guint             level)
{
  GtkTextTag *tag = tag_of_kind (kind, level);
  GtkTextIter start, end;

  get_line (buffer, line, &start, &end);
  remove_tags (buffer, &start, &end, "mlg-kind");
  if (tag != NULL)
    gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

/* ---- words */

static gboolean
has_tag (const GtkTextIter *iter,
         const char        *name)
{
  return gtk_text_iter_has_tag (iter, gtk_text_tag_table_lookup (get_table (), name));
}

MlgStyle
mlg_rich_buffer_style_at (const GtkTextIter *iter)
{
  return (has_tag (iter, "bold") ? MLG_STYLE_BOLD : 0) | (has_tag (iter, "italic") ? MLG_STYLE_ITALIC : 0);
}

void
mlg_rich_buffer_change_style (GtkTextBuffer     *buffer,
                              const GtkTextIter *start,
                              const GtkTextIter *end,
                              MlgStyle           style,
                              gboolean           on)
{
  const char *name = style == MLG_STYLE_BOLD ? "bold" : "italic";

  if (on)
    gtk_text_buffer_apply_tag_by_name (buffer, name, start, end);
  else
    gtk_text_buffer_remove_tag_by_name (buffer, name, start, end);
}

void
mlg_rich_buffer_apply_style (GtkTextBuffer     *buffer,
                             const GtkTextIter *start,
                             const GtkTextIter *end,
                             MlgStyle           style)
{
  mlg_rich_buffer_change_style (buffer, start, end, MLG_STYLE_BOLD, (style & MLG_STYLE_BOLD) != 0);
  mlg_rich_buffer_change_style (buffer, start, end, MLG_STYLE_ITALIC, (style & MLG_STYLE_ITALIC) != 0);
}

void
mlg_rich_buffer_apply_link (GtkTextBuffer     *buffer,
                            const GtkTextIter *start,
                            const GtkTextIter *end,
                            const char        *address)
{
  remove_tags (buffer, start, end, "link");
  if (address != NULL && *address != '\0')
    gtk_text_buffer_apply_tag (buffer, tag_with_words ("link", address), start, end);
}

void
mlg_rich_buffer_insert_note (GtkTextBuffer *buffer,
                             GtkTextIter   *where,
                             const char    *note)
{
  int offset = gtk_text_iter_get_offset (where);
  GtkTextIter start;

  gtk_text_buffer_insert (buffer, where, NOTE_MARK, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  mlg_rich_buffer_apply_style (buffer, &start, where, MLG_STYLE_PLAIN);
  remove_tags (buffer, &start, where, "link");
  gtk_text_buffer_apply_tag (buffer, tag_with_words ("note", note), &start, where);
}

/* ---- the whole */

static void
insert_run (GtkTextBuffer *buffer,
            const MlgRun  *run)
{
  GtkTextIter start, end;
  int offset;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (run->note != NULL)
    {
      mlg_rich_buffer_insert_note (buffer, &end, run->note);
      return;
    }

  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (buffer, &end, run->text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  mlg_rich_buffer_apply_style (buffer, &start, &end, run->style);
  if (run->link != NULL)
    mlg_rich_buffer_apply_link (buffer, &start, &end, run->link);
}

void
mlg_rich_buffer_fill (GtkTextBuffer     *buffer,
                      const MlgRichText *text)
{
  gtk_text_buffer_set_text (buffer, "", 0);

  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, i);
      GtkTextIter end;

      if (i > 0)
        {
          gtk_text_buffer_get_end_iter (buffer, &end);
          gtk_text_buffer_insert (buffer, &end, "\n", 1);
        }
      for (guint k = 0; k < paragraph->runs->len; k++)
        insert_run (buffer, g_ptr_array_index (paragraph->runs, k));
    }

  /* Once the line ends stand. */
  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, i);

      mlg_rich_buffer_set_line_kind (buffer, i, paragraph->kind, paragraph->level);
    }
}

static void
read_line (MlgParagraph *paragraph,
           GtkTextIter  *start,
           GtkTextIter  *end)
{
  GtkTextIter from = *start;

  while (gtk_text_iter_compare (&from, end) < 0)
    {
      GtkTextIter to = from;
      const char *note = mlg_rich_buffer_note_at (&from);

      if (!gtk_text_iter_forward_to_tag_toggle (&to, NULL) || gtk_text_iter_compare (&to, end) > 0)
        to = *end;

      if (note != NULL)
        for (int n = gtk_text_iter_get_offset (&to) - gtk_text_iter_get_offset (&from); n > 0; n--)
          mlg_paragraph_add_note (paragraph, note);
      else
        {
          g_autofree char *text = gtk_text_iter_get_text (&from, &to);

          mlg_paragraph_add_run (paragraph, text, -1, mlg_rich_buffer_style_at (&from), mlg_rich_buffer_link_at (&from));
        }
      from = to;
    }
}

MlgRichText *
mlg_rich_buffer_read (GtkTextBuffer    *buffer,
                      MlgParagraphKind  last_kind,
                      guint             last_level)
{
  MlgRichText *text = mlg_rich_text_new ();
  int n_lines = gtk_text_buffer_get_line_count (buffer);

  for (int i = 0; i < n_lines; i++)
    {
      GtkTextIter start, end;
      MlgParagraphKind kind;
      guint level;

      if (!mlg_rich_buffer_get_line_kind (buffer, i, &kind, &level))
        {
          kind = last_kind;
          level = last_level;
        }
      gtk_text_buffer_get_iter_at_line (buffer, &start, i);
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      read_line (mlg_rich_text_add_paragraph (text, kind, level), &start, &end);
    }

  return text;
}
