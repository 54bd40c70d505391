/* The plan of a monograph. */

#include "ui/monographs/mlg-outline.h"

#include "model/mlg-text.h"
#include "ui/monographs/mlg-section-editor.h"

#include <glib/gi18n-lib.h>

struct _MlgOutline
{
  GtkBox      parent_instance;

  GtkWidget  *rows;
  char       *shown;
};

G_DEFINE_FINAL_TYPE (MlgOutline, mlg_outline, GTK_TYPE_BOX)

enum { GO_TO, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct
{
  MlgSectionEditor *editor;
  int               line;      /* -1: the section itself */
  guint             level;
  char             *words;
} Entry;

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->words);
}

static void
add_entry (GArray           *entries,
           MlgSectionEditor *editor,
           int               line,
           guint             level,
           char             *words)
{
  Entry entry = { editor, line, level, words };

  g_array_append_val (entries, entry);
}

static char *
dup_words (const MlgParagraph *paragraph)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < paragraph->runs->len; i++)
    g_string_append (words, ((const MlgRun *) g_ptr_array_index (paragraph->runs, i))->text);
  return g_string_free (words, FALSE);
}

static GArray *
collect (MlgProject *project,
         GPtrArray  *editors)
{
  const MlgField *heading_field = mlg_entity_find_field (mlg_schema_find ("monograph_section"), "heading");
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  const char *heading = NULL;

  g_array_set_clear_func (entries, clear_entry);
  for (guint i = 0; i < editors->len; i++)
    {
      MlgSectionEditor *editor = g_ptr_array_index (editors, i);
      MlgRecord *section = mlg_section_editor_get_section (editor);
      const char *rubrique = mlg_record_get (section, heading_field);
      g_autoptr(MlgRichText) text = mlg_rich_view_share_text (mlg_section_editor_get_text (editor));

      if (rubrique != NULL && g_strcmp0 (rubrique, heading) != 0)
        add_entry (entries, editor, -1, 0, mlg_project_display (project, heading_field, rubrique));
      heading = rubrique;
      add_entry (entries, editor, -1, 1, g_strdup (mlg_section_editor_get_title (editor)));
      for (guint k = 0; k < text->paragraphs->len; k++)
        {
          const MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, k);

          if (paragraph->kind == MLG_PARAGRAPH_HEADING)
            add_entry (entries, editor, k, 1 + paragraph->level, dup_words (paragraph));
        }
    }
  return entries;
}

static char *
describe (GArray *entries)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      g_string_append_printf (words, "%p %d %u %s\n", (void *) entry->editor, entry->line, entry->level, entry->words);
    }
  return g_string_free (words, FALSE);
}

static void
add_row (MlgOutline  *self,
         const Entry *entry)
{
  g_autofree char *typeset = mlg_typeset (entry->words);
  GtkWidget *label = gtk_label_new (typeset);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, 12 * entry->level);
  if (entry->level == 0)
    gtk_widget_add_css_class (label, "plan-part");
  else if (entry->line < 0 && mlg_rich_view_is_empty (mlg_section_editor_get_text (entry->editor)))
    gtk_widget_add_css_class (label, "dim");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_add_css_class (row, "choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, typeset, -1);
  g_object_set_data (G_OBJECT (row), "mlg-editor", entry->editor);
  g_object_set_data (G_OBJECT (row), "mlg-line", GINT_TO_POINTER (entry->line));
  gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
}

void
mlg_outline_show (MlgOutline *self,
                  MlgProject *project,
                  GPtrArray  *editors)
{
  g_autoptr(GArray) entries = collect (project, editors);
  g_autofree char *described = describe (entries);
  GtkWidget *child;

  g_return_if_fail (MLG_IS_OUTLINE (self));

  if (g_strcmp0 (described, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&described);
  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), child);
  for (guint i = 0; i < entries->len; i++)
    add_row (self, &g_array_index (entries, Entry, i));
}

static void
row_activated_cb (MlgOutline    *self,
                  GtkListBoxRow *row)
{
  g_signal_emit (self, signals[GO_TO], 0, g_object_get_data (G_OBJECT (row), "mlg-editor"),
                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "mlg-line")));
}

static void
mlg_outline_finalize (GObject *object)
{
  g_free (MLG_OUTLINE (object)->shown);

  G_OBJECT_CLASS (mlg_outline_parent_class)->finalize (object);
}

static void
mlg_outline_class_init (MlgOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_outline_finalize;

  signals[GO_TO] = g_signal_new ("go-to", MLG_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, MLG_TYPE_SECTION_EDITOR, G_TYPE_INT);
}

static void
mlg_outline_init (MlgOutline *self)
{
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Plan"), -1);
  gtk_widget_set_hexpand (self->rows, TRUE);
  gtk_widget_add_css_class (self->rows, "to-ask");
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_box_append (GTK_BOX (self), self->rows);
}

GtkWidget *
mlg_outline_new (void)
{
  return g_object_new (MLG_TYPE_OUTLINE, NULL);
}
