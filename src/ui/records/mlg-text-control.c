/* What is typed: one line for names, numbers, codes and dates; several for texts. It is kept on
 * Enter and when the focus leaves; Escape brings back what was there.
 */

#include "ui/records/mlg-field-editor.h"

#include "model/mlg-value.h"

#define LONG_TEXT_HEIGHT 84

static gboolean
is_long (MlgFieldEditor *editor)
{
  MlgType type = mlg_field_editor_get_field (editor)->type;

  return type == MLG_TYPE_LONG_TEXT || type == MLG_TYPE_MARKDOWN;
}

static void
keep (MlgFieldEditor *editor,
      const char     *typed)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *value = NULL, *restored = NULL;
  g_autofree char *settled = mlg_field_editor_settle (editor, 0, typed, &restored);

  if (settled == NULL)
    return;
  if (mlg_value_parse (mlg_field_editor_get_field (editor), settled, &value, &error))
    {
      if (mlg_field_editor_commit (editor, value) && g_strcmp0 (settled, typed) != 0)
        mlg_field_editor_explain (editor, restored);
    }
  else
    mlg_field_editor_refuse (editor, error->message);
}

static void
mark_as_shown (GtkWidget  *widget,
               const char *text)
{
  g_object_set_data_full (G_OBJECT (widget), "mlg-shown", g_strdup (text), g_free);
}

/* Only what the user changed is kept: a displayed « 30 000 € » is not typed text. */
static gboolean
was_changed (GtkWidget  *widget,
             const char *text)
{
  return g_strcmp0 (g_object_get_data (G_OBJECT (widget), "mlg-shown"), text) != 0;
}

/* ---- one line */

static void
entry_show (MlgFieldEditor *editor,
            GtkWidget      *widget,
            const char     *value)
{
  g_autofree char *text = value != NULL ? mlg_value_to_display (mlg_field_editor_get_field (editor), value)
                                        : g_strdup ("");

  mark_as_shown (widget, text);
  gtk_editable_set_text (GTK_EDITABLE (widget), text);
  gtk_editable_set_position (GTK_EDITABLE (widget), 0);
}

static void
entry_flush (MlgFieldEditor *editor,
             GtkWidget      *widget)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (widget));

  if (was_changed (widget, text))
    {
      mark_as_shown (widget, text);
      keep (editor, text);
    }
}

static void
entry_activated_cb (MlgFieldEditor *editor,
                    GtkWidget      *entry)
{
  entry_flush (editor, entry);
}

/* ---- several lines */

static char *
dup_buffer_text (GtkWidget *widget)
{
  GtkWidget *view = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
text_show (MlgFieldEditor *editor,
           GtkWidget      *widget,
           const char     *value)
{
  GtkWidget *view = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  mark_as_shown (widget, value != NULL ? value : "");
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, value != NULL ? value : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

static void
text_flush (MlgFieldEditor *editor,
            GtkWidget      *widget)
{
  g_autofree char *text = dup_buffer_text (widget);

  if (was_changed (widget, text))
    {
      mark_as_shown (widget, text);
      keep (editor, text);
    }
}

static GtkWidget *
make_text_view (void)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LONG_TEXT_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 4 * LONG_TEXT_HEIGHT);
  gtk_widget_add_css_class (scrolled, "field-text");
  return scrolled;
}

/* ---- both */

static void
focus_left_cb (GtkEventController *controller,
               MlgFieldEditor     *editor)
{
  GtkWidget *widget = g_object_get_data (G_OBJECT (controller), "mlg-control");

  if (is_long (editor))
    text_flush (editor, widget);
  else
    entry_flush (editor, widget);
}

static gboolean
key_pressed_cb (GtkEventController *controller,
                guint               key,
                guint               code,
                GdkModifierType     state,
                MlgFieldEditor     *editor)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  GtkWidget *widget = g_object_get_data (G_OBJECT (controller), "mlg-control");
  g_autofree char *shown = g_strdup (g_object_get_data (G_OBJECT (widget), "mlg-shown"));

  mlg_field_editor_refuse (editor, NULL);
  if (is_long (editor))
    text_show (editor, widget, shown);
  else
    gtk_editable_set_text (GTK_EDITABLE (widget), shown != NULL ? shown : "");
  return GDK_EVENT_STOP;
}

MlgControl
mlg_text_control_new (MlgFieldEditor *editor)
{
  const MlgField *field = mlg_field_editor_get_field (editor);
  gboolean is_text = is_long (editor);
  GtkWidget *widget = is_text ? make_text_view () : gtk_entry_new ();
  GtkWidget *typed = is_text ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget)) : widget;
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  if (!is_text)
    {
      static const struct { MlgType type; GtkInputPurpose purpose; } purposes[] = {
        { MLG_TYPE_EMAIL, GTK_INPUT_PURPOSE_EMAIL },
        { MLG_TYPE_PHONE, GTK_INPUT_PURPOSE_PHONE },
        { MLG_TYPE_URL, GTK_INPUT_PURPOSE_URL },
      };

      for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
        if (purposes[i].type == field->type)
          gtk_entry_set_input_purpose (GTK_ENTRY (widget), purposes[i].purpose);
      g_signal_connect_swapped (widget, "activate", G_CALLBACK (entry_activated_cb), editor);
    }

  g_object_set_data (G_OBJECT (focus), "mlg-control", widget);
  g_object_set_data (G_OBJECT (keys), "mlg-control", widget);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), editor);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), editor);
  gtk_widget_add_controller (typed, focus);
  gtk_widget_add_controller (typed, keys);

  return (MlgControl) { widget, typed, is_text ? text_show : entry_show, is_text ? text_flush : entry_flush };
}
