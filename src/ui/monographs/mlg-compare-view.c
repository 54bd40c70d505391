/* Two versions of a monograph side by side. */

#include "ui/monographs/mlg-compare-view.h"

#include "document/mlg-rich-text.h"
#include "document/mlg-text-diff.h"
#include "exchange/mlg-project-monograph.h"
#include "model/mlg-text.h"
#include "ui/monographs/mlg-versions-page.h"

#include <glib/gi18n-lib.h>

struct _MlgCompareView
{
  GtkBox      parent_instance;

  GtkWidget  *left, *right;       /* GtkDropDown */
  GtkWidget  *summary;
  GtkWidget  *rows;               /* GtkGrid */

  MlgProject *project;
  MlgRecord  *monograph;
  GPtrArray  *versions;           /* MlgRecord, in the order of the lists; the first line is today */
  gboolean    filling;
};

G_DEFINE_FINAL_TYPE (MlgCompareView, mlg_compare_view, GTK_TYPE_BOX)

/* ---- texts */

static GArray *
read_texts (MlgCompareView *self,
            guint           choice)
{
  g_autoptr(GError) error = NULL;
  GArray *texts;

  if (choice == 0 || choice > self->versions->len)
    return mlg_project_monograph_get_texts (self->project, mlg_record_get_id (self->monograph));

  texts = mlg_project_version_get_texts (self->project, mlg_record_get_id (g_ptr_array_index (self->versions, choice - 1)), &error);
  if (texts == NULL)
    g_message ("%s", error->message);
  return texts;
}

static const MlgVersionText *
find_text (GArray      *texts,
           const MlgId *section)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    if (mlg_id_equal (&g_array_index (texts, MlgVersionText, i).section, section))
      return &g_array_index (texts, MlgVersionText, i);
  return NULL;
}

/* As one reads it. */
static char *
dup_plain (const MlgVersionText *text)
{
  g_autoptr(MlgRichText) rich = mlg_rich_text_from_markdown (text != NULL ? text->body : NULL);

  return mlg_rich_text_to_plain (rich);
}

/* ---- rows */

static char *
dup_markup (const char *text,
            GArray     *spans,
            gboolean    added)
{
  GString *markup = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const MlgDiffSpan *span = &g_array_index (spans, MlgDiffSpan, i);
      g_autofree char *same = g_markup_escape_text (text + at, span->start - at);
      g_autofree char *changed = g_markup_escape_text (text + span->start, span->end - span->start);

      g_string_append (markup, same);
      if (span->end > span->start)
        g_string_append_printf (markup, added ? "<span background=\"#0B8A66\" background_alpha=\"22%%\" underline=\"single\">%s</span>"
                                              : "<span background=\"#C8500A\" background_alpha=\"22%%\" strikethrough=\"true\">%s</span>",
                                changed);
      at = span->end;
    }
  {
    g_autofree char *rest = g_markup_escape_text (text + at, -1);

    g_string_append (markup, rest);
  }
  return g_string_free (markup, FALSE);
}

static void
attach_label (MlgCompareView *self,
              const char     *markup,
              int             column,
              int             width,
              int             row,
              const char     *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (GTK_GRID (self->rows), label, column, row, width, 1);
}

static guint
add_section (MlgCompareView       *self,
             const MlgVersionText *left,
             const MlgVersionText *right,
             int                  *row)
{
  g_autofree char *before = dup_plain (left);
  g_autofree char *after = dup_plain (right);
  g_autofree char *title = mlg_typeset (right != NULL && right->title != NULL ? right->title : left != NULL && left->title != NULL ? left->title : "");
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autoptr(GPtrArray) rows = mlg_text_diff (before, after);
  guint n_changes = 0;

  if (*before == '\0' && *after == '\0')
    return 0;

  attach_label (self, escaped, 0, 2, (*row)++, "question");
  for (guint i = 0; i < rows->len; i++)
    {
      const MlgDiffRow *pair = g_ptr_array_index (rows, i);
      g_autofree char *was = dup_markup (pair->left, pair->left_spans, FALSE);
      g_autofree char *is = dup_markup (pair->right, pair->right_spans, TRUE);

      if (*pair->left == '\0' && *pair->right == '\0')
        continue;
      n_changes += pair->kind != MLG_DIFF_SAME;
      attach_label (self, was, 0, 1, *row, pair->kind == MLG_DIFF_SAME ? "dim" : NULL);
      attach_label (self, is, 1, 1, (*row)++, pair->kind == MLG_DIFF_SAME ? "dim" : NULL);
    }
  return n_changes;
}

static void
compare (MlgCompareView *self)
{
  g_autoptr(GArray) left = NULL;
  g_autoptr(GArray) right = NULL;
  g_autofree char *words = NULL;
  GtkWidget *child;
  guint n_changes = 0;
  int row = 0;

  if (self->filling || self->versions == NULL)
    return;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_grid_remove (GTK_GRID (self->rows), child);
  left = read_texts (self, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->left)));
  right = read_texts (self, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->right)));

  for (guint i = 0; right != NULL && i < right->len; i++)
    {
      const MlgVersionText *text = &g_array_index (right, MlgVersionText, i);

      n_changes += add_section (self, find_text (left, &text->section), text, &row);
    }
  for (guint i = 0; left != NULL && i < left->len; i++)
    {
      const MlgVersionText *text = &g_array_index (left, MlgVersionText, i);

      if (find_text (right, &text->section) == NULL)
        n_changes += add_section (self, text, NULL, &row);
    }

  words = n_changes == 0 ? g_strdup (_("Both are the same."))
                         : g_strdup_printf (ngettext ("%u paragraph differs. Struck through: what went; underlined: what came.",
                                                      "%u paragraphs differ. Struck through: what went; underlined: what came.", n_changes), n_changes);
  gtk_label_set_text (GTK_LABEL (self->summary), words);
}

void
mlg_compare_view_refresh (MlgCompareView *self)
{
  g_return_if_fail (MLG_IS_COMPARE_VIEW (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    compare (self);
}

void
mlg_compare_view_show (MlgCompareView *self,
                       MlgProject     *project,
                       MlgRecord      *monograph,
                       const char     *version)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint chosen = 0;

  g_return_if_fail (MLG_IS_COMPARE_VIEW (self));

  g_set_object (&self->project, project);
  g_set_object (&self->monograph, monograph);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = mlg_monograph_dup_versions (project, mlg_record_get_id (monograph));

  g_ptr_array_add (names, g_strdup (_("Today")));
  for (guint i = 0; i < self->versions->len; i++)
    {
      MlgRecord *other = g_ptr_array_index (self->versions, i);
      char text[MLG_ID_TEXT_LENGTH + 1];

      g_ptr_array_add (names, mlg_version_describe (other));
      if (g_strcmp0 (mlg_id_write (mlg_record_get_id (other), text), version) == 0)
        chosen = i + 1;
    }
  g_ptr_array_add (names, NULL);

  self->filling = TRUE;
  {
    g_autoptr(GtkStringList) before = gtk_string_list_new ((const char *const *) names->pdata);
    g_autoptr(GtkStringList) after = gtk_string_list_new ((const char *const *) names->pdata);

    gtk_drop_down_set_model (GTK_DROP_DOWN (self->left), G_LIST_MODEL (before));
    gtk_drop_down_set_model (GTK_DROP_DOWN (self->right), G_LIST_MODEL (after));
  }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->left), chosen);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->right), 0);
  self->filling = FALSE;
  compare (self);
}

/* ---- life */

static void
mlg_compare_view_dispose (GObject *object)
{
  MlgCompareView *self = MLG_COMPARE_VIEW (object);

  g_clear_object (&self->project);
  g_clear_object (&self->monograph);
  g_clear_pointer (&self->versions, g_ptr_array_unref);

  G_OBJECT_CLASS (mlg_compare_view_parent_class)->dispose (object);
}

static void
mlg_compare_view_class_init (MlgCompareViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_compare_view_dispose;
}

static GtkWidget *
new_choice (MlgCompareView *self,
            const char     *label)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_widget_set_hexpand (choice, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (compare), self);
  return choice;
}

static void
mlg_compare_view_init (MlgCompareView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *close = gtk_button_new_with_label (_("Back to writing"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->left = new_choice (self, _("On the left"));
  self->right = new_choice (self, _("On the right"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "monograph.close-compare");
  gtk_widget_add_css_class (head, "bar");
  gtk_box_append (GTK_BOX (head), self->left);
  gtk_box_append (GTK_BOX (head), self->right);
  gtk_box_append (GTK_BOX (head), close);

  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_widget_add_css_class (self->summary, "dim");
  self->rows = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->rows), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (self->rows), 24);
  gtk_grid_set_row_spacing (GTK_GRID (self->rows), 12);
  gtk_widget_add_css_class (page, "paper");
  gtk_widget_add_css_class (page, "compared");
  gtk_box_append (GTK_BOX (page), self->summary);
  gtk_box_append (GTK_BOX (page), self->rows);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), page);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), scroller);
}
