/* Where a monograph stands, and the remarks of those it speaks of. */

#include "ui/monographs/mlg-review-page.h"

#include "model/mlg-text.h"
#include "ui/common/mlg-label.h"
#include "exchange/mlg-monograph-progress.h"
#include "ui/records/mlg-picker.h"

#include <glib/gi18n-lib.h>

struct _MlgReviewPage
{
  GtkBox      parent_instance;

  GtkWidget  *steps;
  GtkWidget  *obstacles;
  GtkWidget  *remarks;
  GtkWidget  *about;
  GtkWidget  *entry;
  GtkWidget  *by_place;
  GtkWidget  *by_name;

  MlgFocus   *focus;
  MlgRecord  *monograph;
  MlgRecord  *section;
  char       *by;           /* id of a person; or NULL */
};

G_DEFINE_FINAL_TYPE (MlgReviewPage, mlg_review_page, GTK_TYPE_BOX)

enum { REPORT, GO_TO, READING_COPY, N_SIGNALS };
static guint signals[N_SIGNALS];

static MlgProject *
get_project (MlgReviewPage *self)
{
  return mlg_focus_get_project (self->focus);
}

static void
report (MlgReviewPage *self,
        const GError  *error)
{
  g_signal_emit (self, signals[REPORT], 0, error);
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  g_autofree char *typeset = mlg_typeset (text);

  return mlg_label_new (typeset, css_class, -1);
}

/* ---- steps */

static void
step_clicked_cb (MlgReviewPage *self,
                 GtkWidget     *button)
{
  g_autoptr(GError) error = NULL;

  if (!mlg_monograph_set_step (get_project (self), self->monograph,
                               GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "mlg-step")), &error))
    report (self, error);
}

static void
add_step_button (MlgReviewPage *self,
                 MlgStep        step,
                 const char    *format,
                 gboolean       possible,
                 gboolean       forward)
{
  g_autofree char *name = mlg_step_dup_name (get_project (self), step);
  g_autofree char *words = NULL;
  GtkWidget *label, *button = gtk_button_new ();

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  words = g_strdup_printf (format, name);
#pragma GCC diagnostic pop
  label = new_label (words, NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_sensitive (button, possible);
  gtk_widget_add_css_class (button, forward ? "suggested-action" : "flat");
  g_object_set_data (G_OBJECT (button), "mlg-step", GINT_TO_POINTER (step));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (step_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->steps), button);
}

static void
obstacle_clicked_cb (MlgReviewPage *self,
                     GtkWidget     *button)
{
  g_signal_emit (self, signals[GO_TO], 0, g_object_get_data (G_OBJECT (button), "mlg-section"));
}

static void
add_obstacle (MlgReviewPage     *self,
              const MlgObstacle *obstacle)
{
  GtkWidget *label = new_label (obstacle->words, obstacle->blocks ? "obstacle" : "dim");

  if (mlg_id_is_null (&obstacle->section))
    gtk_box_append (GTK_BOX (self->obstacles), label);
  else
    {
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "leads");
      gtk_widget_set_tooltip_text (button, _("Go there in the text"));
      g_object_set_data_full (G_OBJECT (button), "mlg-section", mlg_id_dup_text (&obstacle->section), g_free);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (obstacle_clicked_cb), self);
      gtk_box_append (GTK_BOX (self->obstacles), button);
    }
}

static void
show_steps (MlgReviewPage *self)
{
  MlgStep now = mlg_monograph_get_step (self->monograph);
  g_autoptr(GPtrArray) obstacles = mlg_monograph_dup_obstacles (get_project (self), self->monograph, MIN (now + 1, MLG_STEP_PUBLISHED));

  empty (self->steps);
  empty (self->obstacles);
  for (guint i = 0; i < MLG_N_STEPS; i++)
    {
      g_autofree char *name = mlg_step_dup_name (get_project (self), i);
      g_autofree char *words = g_strdup_printf ("%s %s", i < now ? "✓" : i == now ? "●" : "○", name);

      gtk_box_append (GTK_BOX (self->steps), new_label (words, i == now ? "step-now" : "dim"));
    }
  if (now < MLG_STEP_PUBLISHED)
    add_step_button (self, now + 1, _("Go on to “%s”"), !mlg_obstacles_block (obstacles), TRUE);
  if (now > MLG_STEP_DRAFT)
    add_step_button (self, now - 1, _("Go back to “%s”"), TRUE, FALSE);

  if (obstacles->len > 0)
    gtk_box_append (GTK_BOX (self->obstacles), new_label (mlg_obstacles_block (obstacles) ? _("What the next step waits for") : _("Good to know"), "section"));
  for (guint i = 0; i < obstacles->len; i++)
    add_obstacle (self, g_ptr_array_index (obstacles, i));
}

/* ---- remarks */

static void
answered_cb (MlgReviewPage *self,
             GtkWidget     *entry)
{
  MlgRecord *remark = g_object_get_data (G_OBJECT (entry), "mlg-remark");
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (remark), "answer");
  g_autofree char *answer = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autoptr(GError) error = NULL;

  if (!mlg_project_set (get_project (self), mlg_record_get_entity (remark), mlg_record_get_id (remark), field,
                        *answer != '\0' ? answer : NULL, &error))
    report (self, error);
}

static void
remove_clicked_cb (MlgReviewPage *self,
                   GtkWidget     *button)
{
  MlgRecord *remark = g_object_get_data (G_OBJECT (button), "mlg-remark");
  g_autoptr(GError) error = NULL;

  if (!mlg_project_delete (get_project (self), mlg_record_get_entity (remark), mlg_record_get_id (remark), &error))
    report (self, error);
}

static char *
dup_field (MlgReviewPage *self,
           MlgRecord     *remark,
           const char    *name)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (remark), name);
  const char *value = mlg_record_get (remark, field);

  return value != NULL ? mlg_project_display (get_project (self), field, value) : NULL;
}

static void
add_remark (MlgReviewPage *self,
            MlgRecord     *remark)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *answer = gtk_entry_new ();
  GtkWidget *remove = gtk_button_new_with_label (_("Take out"));
  g_autofree char *about = dup_field (self, remark, "section");
  g_autofree char *by = dup_field (self, remark, "by");
  g_autofree char *date = dup_field (self, remark, "date");
  g_autofree char *who = g_strdup_printf ("%s%s%s", by != NULL ? by : "", by != NULL && date != NULL ? ", " : "", date != NULL ? date : "");
  const char *given = mlg_record_get_named (remark, "answer");

  gtk_widget_add_css_class (card, "verbatim");
  if (about != NULL)
    gtk_box_append (GTK_BOX (card), new_label (about, "dim"));
  gtk_box_append (GTK_BOX (card), new_label (mlg_record_get_named (remark, "text"), NULL));
  gtk_box_append (GTK_BOX (card), new_label (who, "dim"));

  gtk_editable_set_text (GTK_EDITABLE (answer), given != NULL ? given : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (answer), _("What was answered, then Enter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (answer), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What was answered"), -1);
  g_object_set_data_full (G_OBJECT (answer), "mlg-remark", g_object_ref (remark), g_object_unref);
  g_object_set_data_full (G_OBJECT (remove), "mlg-remark", g_object_ref (remark), g_object_unref);
  g_signal_connect_swapped (answer, "activate", G_CALLBACK (answered_cb), self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "small");
  gtk_widget_set_halign (remove, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), answer);
  gtk_box_append (GTK_BOX (card), remove);
  gtk_box_append (GTK_BOX (self->remarks), card);
}

static void
show_remarks (MlgReviewPage *self)
{
  g_autoptr(GPtrArray) remarks = mlg_monograph_dup_remarks (get_project (self), mlg_record_get_id (self->monograph));

  /* Not under the fingers of who answers. */
  if (gtk_widget_get_focus_child (self->remarks) != NULL && gtk_widget_get_first_child (self->remarks) != NULL)
    {
      GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

      if (GTK_IS_TEXT (focus))
        return;
    }
  empty (self->remarks);
  for (guint i = 0; i < remarks->len; i++)
    add_remark (self, g_ptr_array_index (remarks, i));
  if (remarks->len == 0)
    gtk_box_append (GTK_BOX (self->remarks), new_label (_("No remark yet."), "dim"));
}

static void
remark_entered_cb (MlgReviewPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr(GError) error = NULL;

  if (*text == '\0' || self->monograph == NULL)
    return;
  if (!mlg_monograph_add_remark (get_project (self), mlg_record_get_id (self->monograph),
                                 self->section != NULL ? mlg_record_get_id (self->section) : NULL, text, self->by, &error))
    {
      report (self, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
person_picked_cb (MlgReviewPage *self,
                  const char    *element)
{
  const char *id = strchr (element, ':') != NULL ? strchr (element, ':') + 1 : element;
  g_autofree char *name = NULL;
  MlgId parsed;

  if (!mlg_id_parse (id, &parsed))
    return;
  g_free (self->by);
  self->by = g_strdup (id);
  name = mlg_project_dup_title (get_project (self), mlg_schema_find ("person"), &parsed);
  gtk_label_set_text (GTK_LABEL (self->by_name), name);
  gtk_widget_set_visible (self->by_name, TRUE);
  gtk_widget_grab_focus (self->entry);
}

static void
copy_clicked_cb (MlgReviewPage *self)
{
  g_signal_emit (self, signals[READING_COPY], 0);
}

/* ---- life */

static void
mlg_review_page_dispose (GObject *object)
{
  MlgReviewPage *self = MLG_REVIEW_PAGE (object);

  g_clear_object (&self->focus);
  g_clear_object (&self->monograph);
  g_clear_object (&self->section);

  G_OBJECT_CLASS (mlg_review_page_parent_class)->dispose (object);
}

static void
mlg_review_page_finalize (GObject *object)
{
  g_free (MLG_REVIEW_PAGE (object)->by);

  G_OBJECT_CLASS (mlg_review_page_parent_class)->finalize (object);
}

static void
mlg_review_page_class_init (MlgReviewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_review_page_finalize;

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_REVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[GO_TO] = g_signal_new ("go-to", MLG_TYPE_REVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[READING_COPY] = g_signal_new ("reading-copy", MLG_TYPE_REVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_box (MlgReviewPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (self), box);
  return box;
}

static void
mlg_review_page_init (MlgReviewPage *self)
{
  GtkWidget *copy = gtk_button_new_with_label (_("Reading copy (PDF)"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->steps = add_box (self);
  self->obstacles = add_box (self);
  gtk_widget_set_tooltip_text (copy, _("Pages with a margin for remarks, for those the text speaks of"));
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), copy);
  gtk_box_append (GTK_BOX (self), new_label (_("Remarks of the observed"), "section"));

  self->about = new_label (_("About the whole monograph"), "dim");
  self->by_name = new_label ("", NULL);
  self->by_place = add_box (self);
  gtk_widget_set_visible (self->by_name, FALSE);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("A remark, then Enter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a remark"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (remark_entered_cb), self);
  gtk_box_append (GTK_BOX (self->by_place), self->about);
  gtk_box_append (GTK_BOX (self->by_place), self->entry);
  gtk_box_append (GTK_BOX (self->by_place), self->by_name);
  self->remarks = add_box (self);
}

GtkWidget *
mlg_review_page_new (void)
{
  return g_object_new (MLG_TYPE_REVIEW_PAGE, NULL);
}

void
mlg_review_page_set_focus (MlgReviewPage *self,
                           MlgFocus      *focus)
{
  GtkWidget *picker;

  g_return_if_fail (MLG_IS_REVIEW_PAGE (self));
  g_return_if_fail (self->focus == NULL);

  self->focus = g_object_ref (focus);
  picker = mlg_picker_new (focus, mlg_entity_find_field (mlg_schema_find ("verbatim"), "speaker"));
  mlg_picker_set_placeholder (MLG_PICKER (picker), _("Who makes this remark?"));
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (person_picked_cb), self);
  gtk_box_append (GTK_BOX (self->by_place), picker);
}

void
mlg_review_page_show (MlgReviewPage *self,
                      MlgRecord     *monograph)
{
  gboolean projector;

  g_return_if_fail (MLG_IS_REVIEW_PAGE (self));

  g_set_object (&self->monograph, monograph);
  if (monograph == NULL)
    return;
  show_steps (self);
  projector = mlg_focus_is_projector (self->focus);
  gtk_widget_set_visible (self->remarks, !projector);
  show_remarks (self);
}

void
mlg_review_page_set_section (MlgReviewPage *self,
                             MlgRecord     *section)
{
  g_autofree char *title = section != NULL ? mlg_record_dup_title (section) : NULL;
  g_autofree char *words = title != NULL ? g_strdup_printf (_("About: %s"), title) : g_strdup (_("About the whole monograph"));
  g_autofree char *typeset = mlg_typeset (words);

  g_return_if_fail (MLG_IS_REVIEW_PAGE (self));

  g_set_object (&self->section, section);
  gtk_label_set_text (GTK_LABEL (self->about), typeset);
}
