/* Words the dictionary does not know, underlined while one types.
 *
 * Lines are read in slices of a few milliseconds when nothing else is to be done, so that a
 * keystroke never waits; the word one is in the middle of is let alone.
 */

#include "ui/monographs/mlg-rich-view-private.h"

#include "ui/monographs/mlg-rich-buffer.h"
#include "ui/monographs/mlg-spelling.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SLICE_US       3000
#define SLICE_CHARS    1500       /* of a long paragraph */
#define LONGEST_WORD   80
#define N_SUGGESTIONS  6

typedef struct
{
  guint        slice;          /* idle source */
  guint        from;           /* lines before are read */
  guint        version;        /* of the words known */
  GtkTextMark *pending;        /* a word being typed; NULL: none */
  int          menu_offset;    /* in the word the menu is about */
} Spelling;

static GtkTextTag *
get_tag (MlgRichView *self)
{
  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (mlg_rich_view_get_buffer (self)), MLG_RICH_MISSPELT);
}

/* ---- words underlined: pairs of offsets */

static GArray *
dup_underlined (MlgRichView       *self,
                const GtkTextIter *start,
                const GtkTextIter *end)
{
  GArray *offsets = g_array_new (FALSE, FALSE, sizeof (int));
  GtkTextTag *tag = get_tag (self);
  GtkTextIter at = *start;

  if (!gtk_text_iter_has_tag (&at, tag) && !gtk_text_iter_forward_to_tag_toggle (&at, tag))
    return offsets;
  for (gboolean more = TRUE; more && gtk_text_iter_compare (&at, end) < 0; more = gtk_text_iter_forward_to_tag_toggle (&at, tag))
    {
      int offset = gtk_text_iter_get_offset (&at);

      g_array_append_val (offsets, offset);
    }
  if (offsets->len % 2 == 1)
    {
      int offset = MIN (gtk_text_iter_get_offset (&at), gtk_text_iter_get_offset (end));

      g_array_append_val (offsets, offset);
    }
  return offsets;
}

/* A line whose underlines change is wrapped again: only if they do. */
static void
underline (MlgRichView       *self,
           const GtkTextIter *start,
           const GtkTextIter *end,
           GArray            *wanted)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  g_autoptr(GArray) there = dup_underlined (self, start, end);

  if (there->len == wanted->len && (there->len == 0 || memcmp (there->data, wanted->data, there->len * sizeof (int)) == 0))
    return;
  if (there->len > 0)
    gtk_text_buffer_remove_tag (buffer, get_tag (self), start, end);
  for (guint i = 0; i + 1 < wanted->len; i += 2)
    {
      GtkTextIter from, to;

      gtk_text_buffer_get_iter_at_offset (buffer, &from, g_array_index (wanted, int, i));
      gtk_text_buffer_get_iter_at_offset (buffer, &to, g_array_index (wanted, int, i + 1));
      gtk_text_buffer_apply_tag (buffer, get_tag (self), &from, &to);
    }
}

/* ---- reading */

/* Whole words around @from to @to of @line, and where they end in it. */
static guint
get_range (MlgRichView *self,
           guint        line,
           guint        from,
           guint        to,
           GtkTextIter *start,
           GtkTextIter *end)
{
  GtkTextIter line_end;
  guint n;

  gtk_text_buffer_get_iter_at_line (mlg_rich_view_get_buffer (self), start, line);
  line_end = *start;
  if (!gtk_text_iter_ends_line (&line_end))
    gtk_text_iter_forward_to_line_end (&line_end);
  n = gtk_text_iter_get_line_offset (&line_end);
  *end = *start;
  gtk_text_iter_set_line_offset (start, MIN (from, n));
  gtk_text_iter_set_line_offset (end, MIN (to, n));
  for (guint i = 0; i < LONGEST_WORD && !gtk_text_iter_starts_line (start); i++)
    {
      gtk_text_iter_backward_char (start);
      if (g_unichar_isspace (gtk_text_iter_get_char (start)))
        break;
    }
  for (guint i = 0; i < LONGEST_WORD && !gtk_text_iter_ends_line (end) && !g_unichar_isspace (gtk_text_iter_get_char (end)); i++)
    gtk_text_iter_forward_char (end);
  return gtk_text_iter_get_line_offset (end);
}

/* The word one is in the middle of is looked at when the caret left it. */
static void
wait_for_word (MlgRichView       *self,
               const GtkTextIter *caret)
{
  Spelling *spelling = self->spelling;
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);

  if (spelling->pending != NULL)
    gtk_text_buffer_move_mark (buffer, spelling->pending, caret);
  else
    spelling->pending = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, caret, TRUE));
}

static void
read_words (MlgRichView       *self,
            const GtkTextIter *start,
            const GtkTextIter *end)
{
  g_autofree char *text = gtk_text_iter_get_slice (start, end);
  g_autoptr(GArray) wrong = g_array_new (FALSE, FALSE, sizeof (int));
  GtkTextIter caret;
  gsize from = 0, to = 0, counted = 0;
  int offset = gtk_text_iter_get_offset (start), typing;

  mlg_rich_view_get_caret (self, &caret);
  typing = gtk_widget_has_focus (GTK_WIDGET (self)) ? gtk_text_iter_get_offset (&caret) : -1;
  while (mlg_spelling_next_word (text, to, &from, &to))
    {
      int ends[2];

      offset += g_utf8_pointer_to_offset (text + counted, text + from);
      counted = from;
      if (mlg_spelling_knows (text + from, to - from))
        continue;
      ends[0] = offset;
      ends[1] = offset + g_utf8_pointer_to_offset (text + from, text + to);
      if (ends[1] == typing)
        wait_for_word (self, &caret);
      else
        g_array_append_vals (wrong, ends, 2);
    }
  underline (self, start, end, wrong);
}

static void
read_line (MlgRichView *self,
           guint        line)
{
  GtkTextIter start, end;
  guint from, to, read;

  mlg_rich_lines_take_unread (self->lines, line, &from, &to);
  read = get_range (self, line, from, to - MIN (to, from) > SLICE_CHARS ? from + SLICE_CHARS : to, &start, &end);
  if (read < to && !gtk_text_iter_ends_line (&end))
    mlg_rich_lines_set_unread (self->lines, line, read, to - 1);
  read_words (self, &start, &end);
}

static gboolean
slice_cb (gpointer data)
{
  MlgRichView *self = MLG_RICH_VIEW (data);
  Spelling *spelling = self->spelling;
  gint64 until = g_get_monotonic_time () + SLICE_US;

  while (g_get_monotonic_time () < until)
    {
      spelling->from = mlg_rich_lines_next_unread (self->lines, spelling->from);
      if (spelling->from >= mlg_rich_lines_get_n (self->lines))
        {
          spelling->slice = 0;
          return G_SOURCE_REMOVE;
        }
      read_line (self, spelling->from);
    }
  return G_SOURCE_CONTINUE;
}

void
mlg_rich_spelling_changed (MlgRichView *self)
{
  Spelling *spelling = self->spelling;

  if (spelling == NULL || !mlg_spelling_is_available ())
    return;

  spelling->from = 0;
  if (spelling->version != mlg_spelling_get_version ())
    {
      spelling->version = mlg_spelling_get_version ();
      for (guint i = 0; i < mlg_rich_lines_get_n (self->lines); i++)
        mlg_rich_lines_set_unread (self->lines, i, 0, G_MAXUINT);
    }
  if (spelling->slice == 0)
    spelling->slice = g_idle_add_full (G_PRIORITY_LOW, slice_cb, self, NULL);
}

static void
forget_pending (MlgRichView *self)
{
  Spelling *spelling = self->spelling;

  if (spelling->pending == NULL)
    return;
  gtk_text_buffer_delete_mark (mlg_rich_view_get_buffer (self), spelling->pending);
  g_clear_object (&spelling->pending);
}

/* The caret left the word that was being typed. */
static void
state_changed_cb (MlgRichView *self)
{
  Spelling *spelling = self->spelling;
  GtkTextIter at;
  guint character;

  if (spelling->pending == NULL)
    return;
  gtk_text_buffer_get_iter_at_mark (mlg_rich_view_get_buffer (self), &at, spelling->pending);
  character = gtk_text_iter_get_line_offset (&at);
  mlg_rich_lines_set_unread (self->lines, gtk_text_iter_get_line (&at), character, character + 1);
  forget_pending (self);
  mlg_rich_spelling_changed (self);
}

/* ---- the menu of a word */

static gboolean
get_word (MlgRichView *self,
          GtkTextIter *start,
          GtkTextIter *end)
{
  GtkTextTag *tag = get_tag (self);

  gtk_text_buffer_get_iter_at_offset (mlg_rich_view_get_buffer (self), start, ((Spelling *) self->spelling)->menu_offset);
  if (!gtk_text_iter_has_tag (start, tag))
    return FALSE;
  *end = *start;
  gtk_text_iter_forward_to_tag_toggle (end, tag);
  if (!gtk_text_iter_starts_tag (start, tag))
    gtk_text_iter_backward_to_tag_toggle (start, tag);
  return TRUE;
}

static GMenuModel *
new_menu (const char *word)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) words = g_menu_new ();
  g_autoptr(GMenu) rest = g_menu_new ();
  g_auto(GStrv) suggestions = mlg_spelling_suggest (word, N_SUGGESTIONS);

  for (guint i = 0; suggestions[i] != NULL; i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (suggestions[i], NULL);

      g_menu_item_set_action_and_target (item, "spelling.replace", "s", suggestions[i]);
      g_menu_append_item (words, item);
    }
  if (suggestions[0] == NULL)
    g_menu_append (words, _("No suggestion"), "spelling.none");
  g_menu_append (rest, _("Add to the dictionary of the file"), "spelling.learn");
  g_menu_append (rest, _("Ignore this word"), "spelling.ignore");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (words));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

/* Suggestions take a tenth of a second: they are asked for when the menu opens, not before. */
static void
prepare_menu (MlgRichView *self,
              int          offset)
{
  GtkTextIter start, end;

  ((Spelling *) self->spelling)->menu_offset = offset;
  if (get_word (self, &start, &end))
    {
      g_autofree char *word = gtk_text_iter_get_text (&start, &end);
      g_autoptr(GMenuModel) menu = new_menu (word);

      gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self), menu);
    }
  else
    gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self), NULL);
}

static void
menu_pressed_cb (GtkGestureClick *gesture,
                 int              n_press,
                 double           x,
                 double           y,
                 gpointer         data)
{
  MlgRichView *self = MLG_RICH_VIEW (data);
  int at_x, at_y;
  GtkTextIter at;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y, &at_x, &at_y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &at, at_x, at_y);
  prepare_menu (self, gtk_text_iter_get_offset (&at));
}

static gboolean
menu_key_cb (MlgRichView     *self,
             guint            key,
             guint            code,
             GdkModifierType  state)
{
  GtkTextIter caret;

  if (key != GDK_KEY_Menu && !(key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    return FALSE;

  mlg_rich_view_get_caret (self, &caret);
  if (!gtk_text_iter_has_tag (&caret, get_tag (self)))
    gtk_text_iter_backward_char (&caret);
  prepare_menu (self, gtk_text_iter_get_offset (&caret));
  return FALSE;
}

static void
replace_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  MlgRichView *self = MLG_RICH_VIEW (widget);
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter start, end;

  if (!get_word (self, &start, &end))
    return;
  self->last_change = 0;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, g_variant_get_string (parameter, NULL), -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
learn_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  MlgRichView *self = MLG_RICH_VIEW (widget);
  g_autofree char *word = NULL;
  g_autoptr(GError) error = NULL;
  GtkTextIter start, end;

  if (!get_word (self, &start, &end))
    return;

  word = gtk_text_iter_get_text (&start, &end);
  if (g_str_equal (name, "spelling.ignore"))
    mlg_spelling_ignore (word);
  else if (!mlg_spelling_learn (word, &error))
    g_warning ("%s", error->message);
  mlg_rich_spelling_changed (self);
}

void
mlg_rich_spelling_class_init (MlgRichViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "spelling.replace", "s", replace_action);
  gtk_widget_class_install_action (widget_class, "spelling.learn", NULL, learn_action);
  gtk_widget_class_install_action (widget_class, "spelling.ignore", NULL, learn_action);
}

void
mlg_rich_spelling_init (MlgRichView *self)
{
  Spelling *spelling = g_new0 (Spelling, 1);
  GtkGesture *press = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  spelling->version = mlg_spelling_get_version ();
  self->spelling = spelling;

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (menu_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "state-changed", G_CALLBACK (state_changed_cb), NULL);
}

void
mlg_rich_spelling_free (MlgRichView *self)
{
  Spelling *spelling = self->spelling;

  if (spelling == NULL)
    return;
  forget_pending (self);
  self->spelling = NULL;
  g_clear_handle_id (&spelling->slice, g_source_remove);
  g_free (spelling);
}
