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
set_style (GtkTextTag *tag,
           MlgStyle    style)
{
  g_object_set_data (G_OBJECT (tag), "mlg-style", GINT_TO_POINTER (style));
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
      set_style (add_tag (table, "bold", "weight", PANGO_WEIGHT_BOLD, NULL), MLG_STYLE_BOLD);
      set_style (add_tag (table, "italic", "style", PANGO_STYLE_ITALIC, NULL), MLG_STYLE_ITALIC);
      add_tag (table, MLG_RICH_MISSPELT, "underline", PANGO_UNDERLINE_ERROR, NULL);
      /* GTK 4.8 draws what is transparent: the mark is made too small to be seen. */
      add_tag (table, MLG_RICH_NUMBERED, "scale", 0.02, "letter-spacing", 0, NULL);
      add_tag (table, MLG_RICH_WIDE, "letter-spacing", 0, NULL);
      add_tag (table, MLG_RICH_WIDER, "letter-spacing", 0, NULL);
      add_tag (table, MLG_RICH_FOUND, "background", "#ffd76b", "foreground", "#1c1c1c", NULL);
    }
  return table;
}

GtkTextBuffer *
mlg_rich_buffer_new (void)
{
  return gtk_text_buffer_new (get_table ());
}

/* 4.5:1 on light, on dark. */
static const char *const link_colours[] = { "#0b6aae", "#6fb8ea" };
static const char *const note_colours[] = { "#b04407", "#f29a63" };
static gboolean is_dark;

static void
colour_tag (GtkTextTag *tag,
            gpointer    data)
{
  if (g_object_get_data (G_OBJECT (tag), "link") != NULL)
    g_object_set (tag, "foreground", link_colours[is_dark], NULL);
  else if (g_object_get_data (G_OBJECT (tag), "note") != NULL)
    g_object_set (tag, "foreground", note_colours[is_dark], NULL);
}

void
mlg_rich_buffer_set_dark (gboolean dark)
{
  if (is_dark == dark)
    return;

  is_dark = dark;
  gtk_text_tag_table_foreach (get_table (), colour_tag, NULL);
}

void
mlg_rich_buffer_get_note_colour (GdkRGBA *colour)
{
  gdk_rgba_parse (colour, note_colours[is_dark]);
}

/* It says nothing of the text. */
gboolean
mlg_rich_buffer_is_looks_only (GtkTextTag *tag)
{
  static const char *const names[] = { MLG_RICH_MISSPELT, MLG_RICH_FOUND, MLG_RICH_NUMBERED, MLG_RICH_WIDE, MLG_RICH_WIDER, NULL };
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  return name != NULL && g_strv_contains (names, name);
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
    tag = add_tag (table, name, "underline", PANGO_UNDERLINE_SINGLE, "foreground", link_colours[is_dark], NULL);
  else
    tag = add_tag (table, name, "rise", 4 * PANGO_SCALE, "scale", 0.8, "foreground", note_colours[is_dark], "editable", FALSE, NULL);
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

gboolean
mlg_rich_buffer_get_link_range (const GtkTextIter *iter,
                                GtkTextIter       *start,
                                GtkTextIter       *end)
{
  const char *link = mlg_rich_buffer_link_at (iter);

  if (link == NULL)
    return FALSE;

  *start = *end = *iter;
  while (gtk_text_iter_backward_char (start) && g_strcmp0 (mlg_rich_buffer_link_at (start), link) == 0);
  if (g_strcmp0 (mlg_rich_buffer_link_at (start), link) != 0)
    gtk_text_iter_forward_char (start);
  while (gtk_text_iter_forward_char (end) && g_strcmp0 (mlg_rich_buffer_link_at (end), link) == 0);
  return TRUE;
}

/* ---- lines */

static GtkTextTag *
tag_of_kind (MlgParagraphKind kind,
             guint            level)
{
  g_autofree char *name = NULL;

  switch (kind)
    {
    case MLG_PARAGRAPH_TEXT:
    case MLG_PARAGRAPH_FIGURE:
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
      name = g_strdup ("quotation");
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

/* Only the tags that stand there: the table holds one for each address of every text. */
static void
remove_tags (GtkTextBuffer     *buffer,
             const GtkTextIter *start,
             const GtkTextIter *end,
             const char        *what)
{
  GtkTextIter at = *start;

  do
    {
      g_autoptr(GSList) tags = gtk_text_iter_get_tags (&at);

      for (GSList *l = tags; l != NULL; l = l->next)
        if (g_object_get_data (l->data, what) != NULL)
          gtk_text_buffer_remove_tag (buffer, l->data, start, end);
    }
  while (gtk_text_iter_forward_to_tag_toggle (&at, NULL) && gtk_text_iter_compare (&at, end) < 0);
}

/* All of the line is @tag (NULL: of no kind) and nothing else. */
static gboolean
is_all_of_kind (const GtkTextIter *start,
                const GtkTextIter *end,
                GtkTextTag        *tag)
{
  g_autoptr(GSList) tags = gtk_text_iter_get_tags (start);
  GtkTextIter at = *start;
  gboolean is = tag == NULL;

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      if (l->data == tag)
        is = TRUE;
      else if (g_object_get_data (l->data, "mlg-kind") != NULL)
        return FALSE;
    }
  while (is && gtk_text_iter_forward_to_tag_toggle (&at, NULL) && gtk_text_iter_compare (&at, end) < 0)
    for (guint on = 0; on < 2; on++)
      {
        g_autoptr(GSList) toggled = gtk_text_iter_get_toggled_tags (&at, on);

        for (GSList *l = toggled; l != NULL; l = l->next)
          is = is && g_object_get_data (l->data, "mlg-kind") == NULL;
      }
  return is;
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
  if (is_all_of_kind (&start, &end, tag))
    return;
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

/* ---- writing lines: the words at once, then their looks */

static void
add_words (GString            *words,
           const MlgParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (paragraph->runs, i);

      g_string_append (words, run->note != NULL ? NOTE_MARK : run->text);
    }
}

static void
dress_run (GtkTextBuffer     *buffer,
           const GtkTextIter *start,
           const GtkTextIter *end,
           const MlgRun      *run)
{
  if (run->note != NULL)
    {
      gtk_text_buffer_apply_tag (buffer, tag_with_words ("note", run->note), start, end);
      return;
    }
  if (run->style & MLG_STYLE_BOLD)
    gtk_text_buffer_apply_tag_by_name (buffer, "bold", start, end);
  if (run->style & MLG_STYLE_ITALIC)
    gtk_text_buffer_apply_tag_by_name (buffer, "italic", start, end);
  if (run->link != NULL && *run->link != '\0')
    gtk_text_buffer_apply_tag (buffer, tag_with_words ("link", run->link), start, end);
}

/* @offset: where its words begin; moved to their end. */
static void
dress_paragraph (GtkTextBuffer      *buffer,
                 const MlgParagraph *paragraph,
                 int                *offset)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, *offset);
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (paragraph->runs, i);
      glong n = g_utf8_strlen (run->note != NULL ? NOTE_MARK : run->text, -1);

      if (run->note != NULL || run->style != MLG_STYLE_PLAIN || run->link != NULL)
        {
          gtk_text_buffer_get_iter_at_offset (buffer, &start, *offset);
          end = start;
          gtk_text_iter_forward_chars (&end, n);
          dress_run (buffer, &start, &end, run);
        }
      *offset += n;
    }
}

/* What is put in the middle of something looks as it: no more. */
static void
undress (GtkTextBuffer     *buffer,
         const GtkTextIter *start,
         const GtkTextIter *end)
{
  g_autoptr(GSList) tags = gtk_text_iter_get_tags (start);

  for (GSList *l = tags; l != NULL; l = l->next)
    if (g_object_get_data (l->data, "mlg-kind") == NULL)
      gtk_text_buffer_remove_tag (buffer, l->data, start, end);
}

/* The words of @n paragraphs, none of them a figure. */
static void
insert_words (GtkTextBuffer   *buffer,
              GtkTextIter     *where,
              const GPtrArray *paragraphs,
              guint            from,
              guint            n)
{
  g_autoptr(GString) words = g_string_new (NULL);
  int offset = gtk_text_iter_get_offset (where);
  GtkTextIter start;
  int end;

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (words, '\n');
      add_words (words, g_ptr_array_index (paragraphs, from + i));
    }
  gtk_text_buffer_insert (buffer, where, words->str, words->len);
  end = gtk_text_iter_get_offset (where);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  undress (buffer, &start, where);
  for (guint i = 0; i < n; i++)
    {
      dress_paragraph (buffer, g_ptr_array_index (paragraphs, from + i), &offset);
      offset++;
    }
  gtk_text_buffer_get_iter_at_offset (buffer, where, end);
}

static void
insert_figure (GtkTextBuffer      *buffer,
               GtkTextIter        *where,
               const MlgParagraph *figure)
{
  const MlgRun *run = figure->runs->len > 0 ? g_ptr_array_index (figure->runs, 0) : NULL;

  mlg_rich_buffer_insert_figure (buffer, where, run != NULL ? run->link : NULL, run != NULL ? run->text : "");
}

static gboolean
is_figure (const GPtrArray *paragraphs,
           guint            i)
{
  return ((const MlgParagraph *) g_ptr_array_index (paragraphs, i))->kind == MLG_PARAGRAPH_FIGURE;
}

static void
insert_paragraphs (GtkTextBuffer   *buffer,
                   GtkTextIter     *where,
                   const GPtrArray *paragraphs,
                   guint            from,
                   guint            n,
                   gboolean         first_too)
{
  guint first = gtk_text_iter_get_line (where);
  guint done = 0;

  while (done < n)
    {
      guint n_words = 0;

      if (done > 0)
        gtk_text_buffer_insert (buffer, where, "\n", 1);
      while (done + n_words < n && !is_figure (paragraphs, from + done + n_words))
        n_words++;
      if (n_words > 0)
        insert_words (buffer, where, paragraphs, from + done, n_words);
      else
        insert_figure (buffer, where, g_ptr_array_index (paragraphs, from + done));
      done += MAX (n_words, 1);
    }

  /* Once the line ends stand. */
  for (guint i = first_too ? 0 : 1; i < n; i++)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (paragraphs, from + i);

      mlg_rich_buffer_set_line_kind (buffer, first + i, paragraph->kind, paragraph->level);
    }
}

void
mlg_rich_buffer_insert (GtkTextBuffer     *buffer,
                        GtkTextIter       *where,
                        const MlgRichText *text)
{
  gboolean empty_line = gtk_text_iter_starts_line (where) && gtk_text_iter_ends_line (where);

  insert_paragraphs (buffer, where, text->paragraphs, 0, text->paragraphs->len, empty_line);
}

void
mlg_rich_buffer_replace_lines (GtkTextBuffer     *buffer,
                               guint              first,
                               guint              n,
                               const MlgRichText *text,
                               guint              from,
                               guint              n_new)
{
  GtkTextIter start, end;

  g_return_if_fail (n > 0 && n_new > 0);

  gtk_text_buffer_get_iter_at_line (buffer, &start, first);
  gtk_text_buffer_get_iter_at_line (buffer, &end, first + n - 1);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
  insert_paragraphs (buffer, &start, text->paragraphs, from, n_new, TRUE);
}

/* ---- reading lines */

/* What is said of the words at a place. */
typedef struct
{
  MlgStyle    style;
  const char *link;
  const char *note;
} Looks;

static void
add_look (Looks      *looks,
          GtkTextTag *tag,
          gboolean    on)
{
  const char *link = g_object_get_data (G_OBJECT (tag), "link");
  const char *note = g_object_get_data (G_OBJECT (tag), "note");
  MlgStyle style = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (tag), "mlg-style"));

  looks->style = on ? looks->style | style : looks->style & ~style;
  if (link != NULL)
    looks->link = on ? link : looks->link == link ? NULL : looks->link;
  if (note != NULL)
    looks->note = on ? note : looks->note == note ? NULL : looks->note;
}

static void
add_looks (Looks             *looks,
           const GtkTextIter *at,
           gboolean           on)
{
  g_autoptr(GSList) tags = gtk_text_iter_get_toggled_tags (at, on);

  for (GSList *l = tags; l != NULL; l = l->next)
    add_look (looks, l->data, on);
}

static void
add_read (MlgParagraph      *paragraph,
          const GtkTextIter *from,
          const GtkTextIter *to,
          const Looks       *looks)
{
  g_autofree char *text = NULL;

  if (looks->note != NULL)
    for (int n = gtk_text_iter_get_offset (to) - gtk_text_iter_get_offset (from); n > 0; n--)
      mlg_paragraph_add_note (paragraph, looks->note);
  else
    {
      text = gtk_text_iter_get_text (from, to);
      mlg_paragraph_add_run (paragraph, text, -1, looks->style, looks->link);
    }
}

/* One pass: asking each place for all its tags would walk the line from its start each time. */
static void
read_words (MlgParagraph *paragraph,
            GtkTextIter  *start,
            GtkTextIter  *end)
{
  g_autoptr(GSList) tags = gtk_text_iter_get_tags (start);
  GtkTextIter from = *start, at = *start;
  Looks looks = { 0 };

  for (GSList *l = tags; l != NULL; l = l->next)
    add_look (&looks, l->data, TRUE);
  while (gtk_text_iter_forward_to_tag_toggle (&at, NULL) && gtk_text_iter_compare (&at, end) < 0)
    {
      Looks before = looks;

      add_looks (&looks, &at, FALSE);
      add_looks (&looks, &at, TRUE);
      if (before.style == looks.style && before.link == looks.link && before.note == looks.note)
        continue;
      add_read (paragraph, &from, &at, &before);
      from = at;
    }
  add_read (paragraph, &from, end, &looks);
}

MlgParagraph *
mlg_rich_buffer_read_line (GtkTextBuffer    *buffer,
                           int               line,
                           MlgParagraphKind  last_kind,
                           guint             last_level,
                           MlgRichText      *text)
{
  GtkTextIter start, end;
  GtkTextChildAnchor *anchor;
  MlgParagraph *paragraph;
  MlgParagraphKind kind;
  guint level;

  if (!mlg_rich_buffer_get_line_kind (buffer, line, &kind, &level))
    {
      kind = last_kind;
      level = last_level;
    }
  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);

  anchor = mlg_rich_buffer_find_figure (&start, &end);
  if (anchor != NULL)
    {
      paragraph = mlg_rich_text_add_paragraph (text, MLG_PARAGRAPH_FIGURE, 0);
      mlg_paragraph_add_run (paragraph, mlg_rich_figure_get_words (anchor), -1, MLG_STYLE_PLAIN, mlg_rich_figure_get_address (anchor));
      return paragraph;
    }

  paragraph = mlg_rich_text_add_paragraph (text, kind == MLG_PARAGRAPH_FIGURE ? MLG_PARAGRAPH_TEXT : kind, level);
  read_words (paragraph, &start, &end);
  return paragraph;
}

/* ---- figures: one character of a line of its own */

void
mlg_rich_buffer_insert_figure (GtkTextBuffer *buffer,
                               GtkTextIter   *where,
                               const char    *address,
                               const char    *words)
{
  GtkTextChildAnchor *anchor = gtk_text_buffer_create_child_anchor (buffer, where);

  mlg_rich_figure_set (anchor, address, words);
}

void
mlg_rich_figure_set (GtkTextChildAnchor *anchor,
                     const char         *address,
                     const char         *words)
{
  g_object_set_data_full (G_OBJECT (anchor), "mlg-address", g_strdup (address), g_free);
  g_object_set_data_full (G_OBJECT (anchor), "mlg-words", g_strdup (words), g_free);
}

const char *
mlg_rich_figure_get_address (GtkTextChildAnchor *anchor)
{
  return g_object_get_data (G_OBJECT (anchor), "mlg-address");
}

const char *
mlg_rich_figure_get_words (GtkTextChildAnchor *anchor)
{
  return g_object_get_data (G_OBJECT (anchor), "mlg-words");
}

GtkTextChildAnchor *
mlg_rich_buffer_find_figure (const GtkTextIter *start,
                             const GtkTextIter *end)
{
  GtkTextIter at = *start;

  /* A figure stands alone. */
  return gtk_text_iter_get_offset (end) == gtk_text_iter_get_offset (&at) + 1 ? gtk_text_iter_get_child_anchor (&at) : NULL;
}
