/* The lines of a rich buffer as last read. */

#include "ui/monographs/mlg-rich-lines.h"

#include "ui/monographs/mlg-rich-buffer.h"

typedef struct
{
  MlgParagraphKind kind;
  guint            level;
  GPtrArray       *runs;       /* shared; NULL: not known */
  int              n_words;    /* -1: not counted */
  gboolean         read;       /* by the spelling; else all but these characters are: */
  guint            from, to;   /* 0 and 0: none is */
} Line;

struct _MlgRichLines
{
  GtkTextBuffer    *buffer;    /* borrowed */
  GArray           *lines;     /* Line */
  MlgParagraphKind  last_kind;
  guint             last_level;
};

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_clear_pointer (&line->runs, g_ptr_array_unref);
}

MlgRichLines *
mlg_rich_lines_new (GtkTextBuffer *buffer)
{
  MlgRichLines *self = g_new0 (MlgRichLines, 1);

  self->buffer = buffer;
  self->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  mlg_rich_lines_reset (self);
  return self;
}

void
mlg_rich_lines_free (MlgRichLines *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->lines);
  g_free (self);
}

void
mlg_rich_lines_reset (MlgRichLines *self)
{
  g_array_set_size (self->lines, 0);
  g_array_set_size (self->lines, gtk_text_buffer_get_line_count (self->buffer));
}

static void
add_unread (Line *line,
            guint from,
            guint to)
{
  gboolean all = !line->read && line->from == 0 && line->to == 0;

  if (all || (from == 0 && to == G_MAXUINT))
    line->from = line->to = 0;
  else
    {
      line->from = line->read ? from : MIN (line->from, from);
      line->to = line->read ? to : MAX (line->to, to);
    }
  line->read = FALSE;
}

/* What was said of the characters after @at moves with them. */
static void
move_unread (Line *line,
             guint at,
             guint n_removed,
             guint n_added)
{
  guint *const ends[] = { &line->from, &line->to };

  if (line->read || line->to == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (*ends[i] > at && *ends[i] < G_MAXUINT / 2)
      *ends[i] = MAX (at, *ends[i] - MIN (*ends[i], n_removed)) + n_added;
}

void
mlg_rich_lines_changed (MlgRichLines *self,
                        guint         first,
                        guint         at,
                        guint         n_removed,
                        guint         n_added)
{
  guint n_before = self->lines->len;
  guint n_now = gtk_text_buffer_get_line_count (self->buffer);
  gboolean within = n_now == n_before && n_removed != G_MAXUINT && n_added != G_MAXUINT;
  Line *line;

  if (n_now < n_before)
    g_array_remove_range (self->lines, MIN (first + 1, n_now), n_before - n_now);
  else if (n_now > n_before)
    {
      g_autofree Line *unknown = g_new0 (Line, n_now - n_before + 1);

      g_array_insert_vals (self->lines, MIN (first + 1, n_before), unknown, n_now - n_before);
    }

  line = &g_array_index (self->lines, Line, MIN (first, n_now - 1));
  clear_line (line);
  if (within)
    move_unread (line, at, n_removed, n_added);
  add_unread (line, within ? at : 0, within ? at + n_added : G_MAXUINT);
}

void
mlg_rich_lines_forget (MlgRichLines *self,
                       guint         first,
                       guint         last)
{
  for (guint i = first; i <= last && i < self->lines->len; i++)
    clear_line (&g_array_index (self->lines, Line, i));
}

void
mlg_rich_lines_set_last (MlgRichLines     *self,
                         MlgParagraphKind  kind,
                         guint             level)
{
  self->last_kind = kind;
  self->last_level = level;
  mlg_rich_lines_forget (self, self->lines->len - 1, self->lines->len - 1);
}

void
mlg_rich_lines_get_last (MlgRichLines     *self,
                         MlgParagraphKind *kind,
                         guint            *level)
{
  *kind = self->last_kind;
  *level = self->last_level;
}

guint
mlg_rich_lines_get_n (MlgRichLines *self)
{
  return self->lines->len;
}

static guint
count_runs (const GPtrArray *runs)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    g_string_append (words, ((const MlgRun *) g_ptr_array_index (runs, i))->text);
  return mlg_count_words (words->str);
}

static Line *
get_line (MlgRichLines *self,
          guint         number)
{
  Line *line = &g_array_index (self->lines, Line, number);
  g_autoptr(MlgRichText) read = NULL;
  MlgParagraph *paragraph;

  if (line->runs != NULL)
    return line;

  read = mlg_rich_text_new ();
  paragraph = mlg_rich_buffer_read_line (self->buffer, number, self->last_kind, self->last_level, read);
  line->kind = paragraph->kind;
  line->level = paragraph->level;
  line->runs = g_ptr_array_ref (paragraph->runs);
  line->n_words = -1;
  return line;
}

void
mlg_rich_lines_set (MlgRichLines       *self,
                    guint               number,
                    const MlgParagraph *paragraph)
{
  Line *line = &g_array_index (self->lines, Line, number);

  g_return_if_fail (number < self->lines->len);

  clear_line (line);
  line->kind = paragraph->kind;
  line->level = paragraph->level;
  line->runs = g_ptr_array_ref (paragraph->runs);
  line->n_words = -1;
}

MlgRichText *
mlg_rich_lines_dup (MlgRichLines *self)
{
  MlgRichText *text = mlg_rich_text_new ();

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = get_line (self, i);
      MlgParagraph *paragraph = mlg_rich_text_add_paragraph (text, line->kind, line->level);

      g_ptr_array_unref (paragraph->runs);
      paragraph->runs = g_ptr_array_ref (line->runs);
    }
  return text;
}

guint
mlg_rich_lines_count_notes (MlgRichLines *self,
                            guint         before)
{
  guint n = 0;

  for (guint i = 0; i < before && i < self->lines->len; i++)
    {
      const GPtrArray *runs = get_line (self, i)->runs;

      for (guint k = 0; k < runs->len; k++)
        n += ((const MlgRun *) g_ptr_array_index (runs, k))->note != NULL;
    }
  return n;
}

guint
mlg_rich_lines_count_words (MlgRichLines *self)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = get_line (self, i);

      if (line->n_words < 0)
        line->n_words = line->kind == MLG_PARAGRAPH_FIGURE ? 0 : count_runs (line->runs);
      n += line->n_words;
    }
  return n;
}

guint
mlg_rich_lines_next_unread (MlgRichLines *self,
                            guint         from)
{
  while (from < self->lines->len && g_array_index (self->lines, Line, from).read)
    from++;
  return from;
}

void
mlg_rich_lines_take_unread (MlgRichLines *self,
                            guint         number,
                            guint        *from,
                            guint        *to)
{
  Line *line = &g_array_index (self->lines, Line, number);

  g_return_if_fail (number < self->lines->len);

  *from = line->from;
  *to = line->from == 0 && line->to == 0 ? G_MAXUINT : line->to;
  line->read = TRUE;
  line->from = line->to = 0;
}

void
mlg_rich_lines_set_unread (MlgRichLines *self,
                           guint         line,
                           guint         from,
                           guint         to)
{
  if (line < self->lines->len)
    add_unread (&g_array_index (self->lines, Line, line), from, to);
}
