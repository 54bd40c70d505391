/* The line at the foot of the directory where actors are typed, one after the other.
 *
 *   a name, Enter                         the actor exists
 *   a name, a town #theme → a partner     and what is said of it, in one line
 *   a pasted list                         an actor each
 *
 * Enter always enters, whatever is listed: one types without looking. What is listed is taken
 * with Tab, or with Down and Enter. Nothing asks, nothing blocks: what looks like an actor
 * already there is said beside the line before it is entered, and a mistake is undone.
 */

#include "ui/directory/mlg-entry-line.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "exchange/mlg-quick-entry.h"
#include "exchange/mlg-quick-town.h"
#include "ui/common/mlg-keyboard.h"
#include "ui/directory/mlg-entry-answers.h"
#include "ui/directory/mlg-entry-chips.h"
#include "ui/directory/mlg-entry-words.h"

#define MAX_EMPTY_STEPS 3

struct _MlgEntryLine
{
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkLabel           *hint;
  GtkButton          *see;
  GtkEntry           *entry;
  GtkButton          *add;
  MlgEntryChips      *chips;
  MlgCompletion      *completion;
  GSimpleActionGroup *typing;      /* undo and redo, while there is something typed */

  MlgFocus           *focus;
  double              lat, lon;    /* where the file is about; NaN: nowhere in particular */
  guint               centre_source;
  guint               look_source;
  gboolean            quiet;       /* nothing is to be listed: something was just taken */
  MlgId               actor;       /* the one just entered; null: none */
  MlgId               similar;     /* the one the hint speaks of */
};

G_DEFINE_FINAL_TYPE (MlgEntryLine, mlg_entry_line, GTK_TYPE_WIDGET)

static MlgProject *
get_project (MlgEntryLine *self)
{
  return mlg_focus_get_project (self->focus);
}

static const char *
get_text (MlgEntryLine *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static const MlgEntity *
get_actor (void)
{
  return mlg_schema_find (MLG_ENTITY_ACTOR);
}

static MlgQuickEntry *
read_line (MlgEntryLine *self)
{
  return mlg_quick_entry_read (get_project (self), get_text (self), self->lat, self->lon);
}

/* ---- the sentence over the line */

static void
say (MlgEntryLine *self,
     const char   *sentence,
     MlgRecord    *similar)
{
  if (sentence == NULL)
    gtk_label_set_label (self->hint, _("One line, one actor. A pasted list enters them all."));
  else
    gtk_label_set_label (self->hint, sentence);
  if (similar != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "warning");
  if (sentence == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "dim");
  gtk_widget_set_visible (GTK_WIDGET (self->see), similar != NULL);
  self->similar = similar != NULL ? *mlg_record_get_id (similar) : (MlgId) { 0 };
}

static void
say_error (MlgEntryLine *self,
           const GError *error)
{
  g_autofree char *sentence = mlg_store_error_describe (error);

  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  say (self, sentence, NULL);
}

static MlgRecord *
get_similar (MlgQuickEntry *entry)
{
  if (entry->links->len > 0)
    return NULL;
  if (entry->known != NULL)
    return entry->known;
  return entry->similar->len > 0 ? g_ptr_array_index (entry->similar, 0) : NULL;
}

static const char *
get_category (MlgQuickEntry *entry)
{
  const char *category = NULL;

  for (guint i = 0; entry != NULL && i < entry->terms->len; i++)
    {
      MlgQuickTerm *term = g_ptr_array_index (entry->terms, i);

      if (g_str_equal (term->field->name, "category"))
        category = term->id;
    }
  return category;
}

static gsize
get_caret (MlgEntryLine *self)
{
  const char *text = get_text (self);
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  return g_utf8_offset_to_pointer (text, MIN (position, g_utf8_strlen (text, -1))) - text;
}

/* Ctrl+Z takes back what is typed while there is any; then it is the file's. */
static void
offer_typing_steps (MlgEntryLine *self)
{
  gtk_widget_insert_action_group (GTK_WIDGET (self), "typing", *get_text (self) != '\0' ? G_ACTION_GROUP (self->typing) : NULL);
}

static void
look_at_line (MlgEntryLine *self)
{
  g_autoptr(MlgQuickEntry) entry = read_line (self);
  g_autofree char *forecast = entry != NULL ? mlg_entry_dup_forecast (entry) : NULL;

  g_clear_handle_id (&self->look_source, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), entry != NULL);
  mlg_entry_chips_show_category (self->chips, get_category (entry));
  say (self, forecast, entry != NULL ? get_similar (entry) : NULL);
  if (self->quiet)
    mlg_completion_hide (self->completion);
  else
    mlg_entry_answers_show (self->completion, get_project (self), entry, get_text (self), get_caret (self),
                            self->lat, self->lon);
  self->quiet = FALSE;
}

static gboolean
look_cb (gpointer user_data)
{
  MlgEntryLine *self = MLG_ENTRY_LINE (user_data);

  self->look_source = 0;
  look_at_line (self);
  return G_SOURCE_REMOVE;
}

/* Once the caret is behind what was typed, once for a burst of keys, and before the next frame. */
static void
look_soon (MlgEntryLine *self)
{
  if (self->look_source == 0 && self->focus != NULL)
    self->look_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, look_cb, self, NULL);
}

/* A key that takes what is listed must find what was typed before it. */
static void
look_now (MlgEntryLine *self)
{
  if (self->look_source != 0)
    look_at_line (self);
}

static void
changed_cb (MlgEntryLine *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  offer_typing_steps (self);
  self->quiet = FALSE;
  look_soon (self);
}

/* ---- entering */

/* Without what was typed before: Ctrl+Z then goes on to the file. */
static void
start_anew (MlgEntryLine *self,
            const char   *text)
{
  GtkEditable *editable = GTK_EDITABLE (self->entry);

  gtk_editable_set_text (editable, text);
  gtk_editable_set_enable_undo (editable, FALSE);
  gtk_editable_set_enable_undo (editable, TRUE);
  gtk_editable_set_position (editable, 0);
  g_clear_handle_id (&self->look_source, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), FALSE);
  mlg_entry_chips_show_category (self->chips, NULL);
  mlg_completion_hide (self->completion);
  gtk_entry_grab_focus_without_selecting (self->entry);
}

/* « , Saugues #laine »: what stays for a series. */
static char *
dup_tail (MlgQuickEntry *entry)
{
  GString *tail = g_string_new (NULL);

  if (entry->line->town != NULL)
    {
      g_autofree char *town = mlg_quick_town_write (entry->line->town);

      g_string_append_printf (tail, ", %s", town);
    }
  else if (entry->line->town_words != NULL)
    g_string_append_printf (tail, " @ %s", entry->line->town_words);
  for (guint i = 0; entry->line->terms[i] != NULL; i++)
    g_string_append_printf (tail, " #%s", entry->line->terms[i]);
  return g_string_free (tail, FALSE);
}

static void
show_actor (MlgEntryLine *self,
            const MlgId  *id)
{
  self->actor = *id;
  mlg_focus_select (self->focus, get_actor (), id);
}

static void
enter (MlgEntryLine *self,
       gboolean      anyway)
{
  g_autoptr(MlgQuickEntry) entry = self->focus != NULL ? read_line (self) : NULL;
  g_auto(MlgQuickOutcome) outcome = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *tail = NULL;
  g_autofree char *result = NULL;

  if (entry == NULL)
    return;

  if (!mlg_quick_entry_apply (entry, get_project (self), anyway, &outcome, &error))
    {
      say_error (self, error);
      return;
    }

  tail = mlg_entry_chips_get_keep (self->chips) ? dup_tail (entry) : g_strdup ("");
  start_anew (self, tail);
  if (mlg_id_is_null (&outcome.id))
    mlg_focus_select (self->focus, mlg_schema_find ("person"), &outcome.person);
  else
    show_actor (self, &outcome.id);
  result = mlg_entry_dup_result (get_project (self), entry, &outcome);
  say (self, result, NULL);
}

static void
enter_cb (MlgEntryLine *self)
{
  if (self->look_source == 0 && mlg_completion_is_lit (self->completion))
    mlg_completion_choose (self->completion, FALSE);
  else
    enter (self, FALSE);
}

static void
enter_lines (MlgEntryLine *self,
             const char   *lines)
{
  g_autoptr(MlgQuickEntry) entry = read_line (self);
  g_auto(MlgQuickOutcome) outcome = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  /* A town and themes without a name are meant for all of them. */
  if (!mlg_quick_entry_apply_lines (get_project (self), lines, entry == NULL ? get_text (self) : NULL, &outcome, &error))
    {
      say_error (self, error);
      return;
    }

  if (!mlg_id_is_null (&outcome.id))
    show_actor (self, &outcome.id);
  sentence = mlg_entry_dup_summary (&outcome);
  say (self, sentence, NULL);
}

/* Cells of a spreadsheet are for the import assistant, where there is one. */
static gboolean
hand_over_table (MlgEntryLine *self,
                 const char   *text)
{
  return mlg_quick_lines_is_table (text) &&
         gtk_widget_activate_action (GTK_WIDGET (self), "win.import-text", "s", text);
}

/* A list that is pasted has more than one line; a field has but one. */
static void
insert_text_cb (MlgEntryLine *self,
                const char   *text,
                int           length,
                int          *position,
                GtkEditable  *editable)
{
  g_autofree char *inserted = length < 0 ? g_strdup (text) : g_strndup (text, length);

  g_strchomp (inserted);
  if (strpbrk (inserted, "\n\r") == NULL || self->focus == NULL)
    {
      /* One row of a spreadsheet, or a line copied with its end. */
      if (*inserted != '\0' && (strpbrk (inserted, "\t") != NULL || strpbrk (text, "\n\r") != NULL))
        {
          g_signal_stop_emission_by_name (editable, "insert-text");
          g_strdelimit (inserted, "\t", ',');
          gtk_editable_insert_text (editable, inserted, -1, position);
        }
      return;
    }

  g_signal_stop_emission_by_name (editable, "insert-text");
  if (!hand_over_table (self, inserted))
    enter_lines (self, g_strdelimit (inserted, "\t", ','));
}

/* ---- what is listed, what is warned of */

/* The one that is already there is meant. */
static void
see (MlgEntryLine *self,
     const MlgId  *id)
{
  MlgId kept = *id;
  g_autofree char *title = mlg_project_dup_title (get_project (self), get_actor (), &kept);
  g_autofree char *sentence = g_strdup_printf (_("“%s” was already there: here it is."), title);

  start_anew (self, "");
  show_actor (self, &kept);
  say (self, sentence, NULL);
}

static void
see_cb (MlgEntryLine *self)
{
  see (self, &self->similar);
}

static void
replace_piece (MlgEntryLine    *self,
               const MlgAnswer *answer)
{
  const char *text = get_text (self);
  gboolean spaced = answer->start == 0 || text[answer->start - 1] == ' ' || answer->part == MLG_QUICK_TERM;
  g_autofree char *new_text = g_strdup_printf ("%.*s%s%s%s", (int) answer->start, text, spaced ? "" : " ", answer->text,
                                               text + answer->end);
  g_autofree char *before = g_strdup_printf ("%.*s%s%s", (int) answer->start, text, spaced ? "" : " ", answer->text);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), new_text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), (int) g_utf8_strlen (before, -1));
  self->quiet = TRUE;
}

static void
answer_chosen_cb (MlgEntryLine *self,
                  MlgAnswer    *answer)
{
  g_autoptr(MlgQuickEntry) entry = read_line (self);

  if (answer->part == MLG_QUICK_NAME && entry != NULL && entry->line->town_words == NULL && entry->terms->len == 0)
    see (self, mlg_record_get_id (answer->actor));
  else
    replace_piece (self, answer);
  gtk_entry_grab_focus_without_selecting (self->entry);
}

/* ---- the buttons */

/* The line to add to: what is typed, or the name of the actor just entered. */
static char *
dup_started_line (MlgEntryLine *self)
{
  g_autoptr(MlgQuickEntry) entry = read_line (self);

  if (entry != NULL || mlg_id_is_null (&self->actor))
    return g_strdup (get_text (self));
  return mlg_project_dup_title (get_project (self), get_actor (), &self->actor);
}

static void
write_line (MlgEntryLine *self,
            const char   *text)
{
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
sign_cb (MlgEntryLine *self,
         const char   *sign)
{
  g_autofree char *line = NULL;
  g_autofree char *longer = NULL;

  if (self->focus == NULL)
    return;

  line = dup_started_line (self);
  g_strchomp (line);
  longer = g_strdup_printf ("%s%s%s%s", line, *line != '\0' ? " " : "", sign, *sign == '#' ? "" : " ");
  write_line (self, longer);
}

static void
set_category (MlgEntryLine *self,
              guint         number)
{
  const MlgField *field = mlg_entity_find_field (get_actor (), "category");
  g_autofree char *word = g_strdup_printf ("%u", number);
  MlgQuickTerm *term = mlg_quick_term_read (get_project (self), word);
  g_autoptr(GError) error = NULL;

  if (!mlg_project_set (get_project (self), get_actor (), &self->actor, field, term->id, &error))
    say_error (self, error);
  else
    mlg_entry_chips_show_category (self->chips, term->id);
  mlg_quick_term_free (term);
  gtk_entry_grab_focus_without_selecting (self->entry);
}

/* The line without the category it says; @said: which. */
static char *
dup_without_category (MlgEntryLine  *self,
                      char         **said)
{
  g_autoptr(GArray) pieces = mlg_quick_line_split (get_text (self));
  GString *line = g_string_new (get_text (self));

  for (guint i = pieces->len; i-- > 0;)
    {
      const MlgQuickPiece *piece = &g_array_index (pieces, MlgQuickPiece, i);
      g_autofree char *words = g_strndup (get_text (self) + piece->start, piece->end - piece->start);
      MlgQuickTerm *term = piece->part == MLG_QUICK_TERM ? mlg_quick_term_read (get_project (self), words) : NULL;

      if (term != NULL && g_str_equal (term->field->name, "category"))
        {
          gsize sign = piece->start;

          while (sign > 0 && line->str[sign] != '#')
            sign--;
          g_string_erase (line, (gssize) sign, (gssize) (piece->end - sign));
          if (*said == NULL)
            *said = g_strdup (term->id);
        }
      g_clear_pointer (&term, mlg_quick_term_free);
    }
  g_strchomp (line->str);
  return g_string_free (line, FALSE);
}

static void
category_cb (MlgEntryLine *self,
             guint         number)
{
  g_autoptr(MlgQuickEntry) entry = self->focus != NULL ? read_line (self) : NULL;
  g_autofree char *said = NULL;
  g_autofree char *line = NULL;
  g_autofree char *longer = NULL;
  g_autofree char *word = g_strdup_printf ("%u", number);
  MlgQuickTerm *term;

  if (self->focus == NULL)
    return;
  if (entry == NULL && !mlg_id_is_null (&self->actor) && *get_text (self) == '\0')
    {
      set_category (self, number);
      return;
    }

  line = dup_without_category (self, &said);
  term = mlg_quick_term_read (get_project (self), word);
  /* The same again takes it away. */
  longer = number == 0 || g_strcmp0 (said, term->id) == 0 ? g_strdup (line) : g_strdup_printf ("%s #%u", line, number);
  mlg_quick_term_free (term);
  write_line (self, longer);
}

/* ---- keys */

static gboolean
is_enter (guint key)
{
  return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
}

static gboolean
key_pressed_cb (MlgEntryLine    *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  if (key == GDK_KEY_Tab || key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    look_now (self);
  if (is_enter (key) && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    {
      enter (self, TRUE);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Tab && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) == 0)
    return mlg_completion_choose (self->completion, TRUE);

  return GDK_EVENT_PROPAGATE;
}

static void
step_in_line (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  MlgEntryLine *self = MLG_ENTRY_LINE (data);
  gboolean undo = g_str_equal (g_action_get_name (G_ACTION (action)), "undo");
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  g_autofree char *before = g_strdup (get_text (self));
  g_autoptr(GError) error = NULL;

  /* A step of GTK may have been a move of the caret alone. */
  for (guint i = 0; i < MAX_EMPTY_STEPS && g_str_equal (before, get_text (self)); i++)
    gtk_widget_activate_action (GTK_WIDGET (text), undo ? "text.undo" : "text.redo", NULL);
  /* Nothing was typed since: the line holds what is kept for a series. */
  if (g_str_equal (before, get_text (self)) &&
      !(undo ? mlg_project_undo (get_project (self), &error) : mlg_project_redo (get_project (self), &error)))
    say_error (self, error);
}

static gboolean
mlg_entry_line_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MLG_ENTRY_LINE (widget)->entry));
}

static void
mlg_entry_line_dispose (GObject *object)
{
  MlgEntryLine *self = MLG_ENTRY_LINE (object);

  g_clear_handle_id (&self->centre_source, g_source_remove);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_object (&self->focus);
  g_clear_object (&self->typing);
  if (self->completion != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_entry_line_parent_class)->dispose (object);
}

static void
mlg_entry_line_class_init (MlgEntryLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (MLG_TYPE_ENTRY_CHIPS);

  G_OBJECT_CLASS (klass)->dispose = mlg_entry_line_dispose;
  widget_class->grab_focus = mlg_entry_line_grab_focus;
  widget_class->focus = mlg_keyboard_move;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entryline");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/directory/mlg-entry-line.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, box);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, hint);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, see);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, entry);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, add);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, chips);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, see_cb);
  gtk_widget_class_bind_template_callback (widget_class, category_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
}

static void
add_typing_actions (MlgEntryLine *self)
{
  static const GActionEntry actions[] = { { "undo", step_in_line }, { "redo", step_in_line } };

  self->typing = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->typing), actions, G_N_ELEMENTS (actions), self);
  /* Before there are children: those of before would not look here for their actions. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "typing", G_ACTION_GROUP (self->typing));
}

static void
mlg_entry_line_init (MlgEntryLine *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEditable *text;

  add_typing_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lat = self->lon = NAN;
  say (self, NULL, NULL);
  offer_typing_steps (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  g_signal_connect_swapped (text, "insert-text", G_CALLBACK (insert_text_cb), self);

  self->completion = MLG_COMPLETION (mlg_completion_new (GTK_WIDGET (self->entry), GTK_POS_TOP));
  g_signal_connect_swapped (self->completion, "chosen", G_CALLBACK (answer_chosen_cb), self);
  g_signal_connect_swapped (self->completion, "asked", G_CALLBACK (look_at_line), self);
  mlg_completion_set_at_caret (self->completion, TRUE);
}

static gboolean
find_centre_cb (gpointer user_data)
{
  MlgEntryLine *self = MLG_ENTRY_LINE (user_data);

  self->centre_source = 0;
  mlg_quick_entry_find_centre (get_project (self), &self->lat, &self->lon);
  return G_SOURCE_REMOVE;
}

/* When there is nothing better to do: only the order of homonyms hangs on it. */
static void
find_centre_later (MlgEntryLine *self)
{
  if (self->centre_source == 0 && (isnan (self->lat) || isnan (self->lon)))
    self->centre_source = g_idle_add_full (G_PRIORITY_LOW, find_centre_cb, self, NULL);
}

void
mlg_entry_line_set_focus (MlgEntryLine *self,
                          MlgFocus     *focus)
{
  g_return_if_fail (MLG_IS_ENTRY_LINE (self));

  g_set_object (&self->focus, focus);
  gtk_widget_set_sensitive (self->box, focus != NULL && !mlg_project_is_read_only (mlg_focus_get_project (focus)));
  if (focus == NULL)
    return;

  g_signal_connect_object (mlg_focus_get_project (focus), "changed", G_CALLBACK (find_centre_later), self, G_CONNECT_SWAPPED);
  find_centre_later (self);
}
