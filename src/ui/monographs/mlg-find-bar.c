/* Find, and replace, in all the sections of a monograph. */

#include "ui/monographs/mlg-find-bar.h"

#include "document/mlg-rich-text-search.h"
#include "model/mlg-text.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-rich-buffer.h"
#include "ui/monographs/mlg-section-editor.h"

#include <glib/gi18n-lib.h>

struct _MlgFindBar
{
  GtkBox      parent_instance;

  GtkWidget  *needle;
  GtkWidget  *replacement;
  GtkWidget  *count;
  GtkWidget  *replace_all;

  MlgProject *project;
  GPtrArray  *editors;       /* MlgSectionEditor */
  char       *looked_for;    /* what @found was found by; NULL: nothing */
  GArray     *found;         /* Found */
  guint       at;            /* the one shown; G_MAXUINT: none */
  guint       again;
};

G_DEFINE_FINAL_TYPE (MlgFindBar, mlg_find_bar, GTK_TYPE_BOX)

enum { GO_TO, REPORT, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct
{
  MlgSectionEditor *editor;
  MlgRichMatch      match;
} Found;

static const char *
get_needle (MlgFindBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->needle));
}

static GtkTextBuffer *
buffer_of (MlgSectionEditor *editor)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (mlg_section_editor_get_text (editor)));
}

/* ---- marks */

static void
clear_marks (MlgFindBar *self)
{
  for (guint i = 0; self->editors != NULL && i < self->editors->len; i++)
    {
      GtkTextBuffer *buffer = buffer_of (g_ptr_array_index (self->editors, i));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_remove_tag_by_name (buffer, MLG_RICH_FOUND, &start, &end);
    }
}

static void
get_bounds (const Found *found,
            GtkTextIter *start,
            GtkTextIter *end)
{
  GtkTextBuffer *buffer = buffer_of (found->editor);
  GtkTextIter line_end;

  gtk_text_buffer_get_iter_at_line (buffer, start, found->match.paragraph);
  line_end = *start;
  if (!gtk_text_iter_ends_line (&line_end))
    gtk_text_iter_forward_to_line_end (&line_end);
  gtk_text_iter_forward_chars (start, found->match.start);
  *end = *start;
  gtk_text_iter_forward_chars (end, found->match.length);
  if (gtk_text_iter_compare (end, &line_end) > 0)
    *end = line_end;
}

static void
show_count (MlgFindBar *self)
{
  g_autofree char *n = mlg_format_count (self->found->len);
  g_autofree char *words = NULL;

  if (*get_needle (self) == '\0')
    words = g_strdup ("");
  else if (self->found->len == 0)
    words = g_strdup (_("Not found"));
  else if (self->at < self->found->len)
    words = g_strdup_printf (_("%u of %s"), self->at + 1, n);
  else
    words = g_strdup_printf (ngettext ("%s time", "%s times", self->found->len), n);
  gtk_label_set_text (GTK_LABEL (self->count), words);
  gtk_widget_set_sensitive (self->replace_all, self->found->len > 0);
}

static void
look (MlgFindBar *self)
{
  clear_marks (self);
  g_array_set_size (self->found, 0);
  g_free (self->looked_for);
  self->looked_for = g_strdup (get_needle (self));
  for (guint i = 0; self->editors != NULL && i < self->editors->len; i++)
    {
      MlgSectionEditor *editor = g_ptr_array_index (self->editors, i);
      g_autoptr(MlgRichText) text = mlg_rich_view_share_text (mlg_section_editor_get_text (editor));
      g_autoptr(GArray) matches = mlg_rich_text_find (text, get_needle (self));

      for (guint k = 0; k < matches->len; k++)
        {
          Found found = { editor, g_array_index (matches, MlgRichMatch, k) };
          GtkTextIter start, end;

          get_bounds (&found, &start, &end);
          gtk_text_buffer_apply_tag_by_name (buffer_of (editor), MLG_RICH_FOUND, &start, &end);
          g_array_append_val (self->found, found);
        }
    }
  if (self->at != G_MAXUINT && self->at >= self->found->len)
    self->at = G_MAXUINT;
  show_count (self);
}

/* The entry tells a moment after the last key; Enter may come before. */
static void
needle_changed_cb (MlgFindBar *self)
{
  if (g_strcmp0 (self->looked_for, get_needle (self)) == 0)
    return;
  self->at = G_MAXUINT;
  look (self);
}

static gboolean
again_cb (gpointer data)
{
  MlgFindBar *self = MLG_FIND_BAR (data);

  self->again = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

void
mlg_find_bar_refresh (MlgFindBar *self)
{
  g_return_if_fail (MLG_IS_FIND_BAR (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)) && *get_needle (self) != '\0' && self->again == 0)
    self->again = g_timeout_add (300, again_cb, self);
}

/* ---- going from one to the next */

static void
show_found (MlgFindBar *self,
            int         step)
{
  const Found *found;
  GtkTextIter start, end;

  needle_changed_cb (self);
  if (self->found->len == 0)
    return;

  if (self->at == G_MAXUINT)
    self->at = step > 0 ? 0 : self->found->len - 1;
  else
    self->at = (self->at + self->found->len + step) % self->found->len;
  found = &g_array_index (self->found, Found, self->at);
  get_bounds (found, &start, &end);
  gtk_text_buffer_select_range (buffer_of (found->editor), &start, &end);
  g_signal_emit (self, signals[GO_TO], 0, found->editor, (int) found->match.paragraph);
  gtk_widget_grab_focus (self->needle);
  show_count (self);
}

static void
next_cb (MlgFindBar *self)
{
  show_found (self, 1);
}

static void
previous_cb (MlgFindBar *self)
{
  show_found (self, -1);
}

/* ---- replacing: one command, whatever the number of sections */

static void
replace_all_cb (MlgFindBar *self)
{
  const char *put = gtk_editable_get_text (GTK_EDITABLE (self->replacement));
  g_autoptr(GPtrArray) sections = g_ptr_array_new ();
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; self->editors != NULL && i < self->editors->len; i++)
    {
      MlgSectionEditor *editor = g_ptr_array_index (self->editors, i);
      g_autoptr(MlgRichText) text = NULL;

      mlg_section_editor_commit (editor);
      text = mlg_rich_view_dup_text (mlg_section_editor_get_text (editor));
      if (mlg_rich_text_replace (text, get_needle (self), put) == 0)
        continue;
      g_ptr_array_add (sections, (gpointer) mlg_record_get_id (mlg_section_editor_get_section (editor)));
      g_ptr_array_add (texts, mlg_rich_text_to_stored (text));
    }

  if (sections->len > 0 &&
      !mlg_monograph_write_many (self->project, (const MlgId *const *) sections->pdata, (const char *const *) texts->pdata, sections->len, &error))
    g_signal_emit (self, signals[REPORT], 0, error);
  mlg_find_bar_refresh (self);
}

/* The entry keeps Escape for itself. */
static void
stop_cb (MlgFindBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "monograph.find-close", NULL);
}

/* ---- life */

void
mlg_find_bar_set_editors (MlgFindBar *self,
                          MlgProject *project,
                          GPtrArray  *editors)
{
  g_return_if_fail (MLG_IS_FIND_BAR (self));

  self->project = project;
  self->editors = editors;
  self->at = G_MAXUINT;
  g_array_set_size (self->found, 0);
  mlg_find_bar_refresh (self);
}

void
mlg_find_bar_open (MlgFindBar *self)
{
  g_return_if_fail (MLG_IS_FIND_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->needle);
  gtk_editable_select_region (GTK_EDITABLE (self->needle), 0, -1);
  look (self);
}

void
mlg_find_bar_close (MlgFindBar *self)
{
  g_return_if_fail (MLG_IS_FIND_BAR (self));

  g_clear_handle_id (&self->again, g_source_remove);
  clear_marks (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
mlg_find_bar_dispose (GObject *object)
{
  MlgFindBar *self = MLG_FIND_BAR (object);

  g_clear_handle_id (&self->again, g_source_remove);
  self->editors = NULL;

  G_OBJECT_CLASS (mlg_find_bar_parent_class)->dispose (object);
}

static void
mlg_find_bar_finalize (GObject *object)
{
  g_array_unref (MLG_FIND_BAR (object)->found);
  g_free (MLG_FIND_BAR (object)->looked_for);

  G_OBJECT_CLASS (mlg_find_bar_parent_class)->finalize (object);
}

static void
mlg_find_bar_class_init (MlgFindBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_find_bar_finalize;

  signals[GO_TO] = g_signal_new ("go-to", MLG_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, MLG_TYPE_SECTION_EDITOR, G_TYPE_INT);
  signals[REPORT] = g_signal_new ("report", MLG_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "monograph.find-close", NULL);
}

static GtkWidget *
add_button (MlgFindBar *self,
            const char *icon,
            const char *label,
            GCallback   clicked)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  if (icon != NULL)
    {
      gtk_widget_set_tooltip_text (button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_widget_add_css_class (button, "flat");
    }
  if (clicked != NULL)
    g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self), button);
  return button;
}

static void
mlg_find_bar_init (MlgFindBar *self)
{
  GtkWidget *close;

  self->found = g_array_new (FALSE, FALSE, sizeof (Found));
  self->at = G_MAXUINT;
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "bar");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->needle = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->needle), 80);
  gtk_widget_set_hexpand (self->needle, TRUE);
  g_object_set (self->needle, "placeholder-text", _("Find in this monograph"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->needle), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find in this monograph"), -1);
  g_signal_connect_swapped (self->needle, "search-changed", G_CALLBACK (needle_changed_cb), self);
  g_signal_connect_swapped (self->needle, "stop-search", G_CALLBACK (stop_cb), self);
  g_signal_connect_swapped (self->needle, "activate", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->needle, "next-match", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->needle, "previous-match", G_CALLBACK (previous_cb), self);
  gtk_box_append (GTK_BOX (self), self->needle);

  self->count = gtk_label_new (NULL);
  gtk_label_set_width_chars (GTK_LABEL (self->count), 10);
  gtk_widget_add_css_class (self->count, "dim");
  gtk_widget_add_css_class (self->count, "numbers");
  gtk_box_append (GTK_BOX (self), self->count);
  add_button (self, "go-up-symbolic", _("The one before"), G_CALLBACK (previous_cb));
  add_button (self, "go-down-symbolic", _("The next one"), G_CALLBACK (next_cb));

  self->replacement = gtk_entry_new ();
  gtk_widget_set_hexpand (self->replacement, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->replacement), _("Replace with"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->replacement), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Replace with"), -1);
  gtk_box_append (GTK_BOX (self), self->replacement);
  self->replace_all = add_button (self, NULL, _("Replace all"), G_CALLBACK (replace_all_cb));
  close = add_button (self, "window-close-symbolic", _("Close"), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "monograph.find-close");
}
