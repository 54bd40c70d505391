/* What can pass between two actors, as chips. */

#include "ui/partnerships/mlg-axis-chips.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-vocabulary.h"
#include "ui/common/mlg-completion.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/partnerships/mlg-partnership-commands.h"
#include "ui/records/mlg-terms.h"

#define AXES      "partnership_axis"
#define N_FIRST   5        /* the axes of the worked example (docs/domain.md §2.10) stand first */

struct _MlgAxisChips
{
  GtkBox         parent_instance;

  /* Inside */
  GtkWidget     *chips[N_FIRST];
  GtkWidget     *entry;
  MlgCompletion *completion;

  /* Borrowed: it outlives us */
  MlgView       *view;

  /* Owned */
  MlgRecord     *partnership;
  GPtrArray     *axes;          /* MlgRecord, now */
  gboolean       showing;       /* the chips are set from the file */
};

G_DEFINE_FINAL_TYPE (MlgAxisChips, mlg_axis_chips, GTK_TYPE_BOX)

static MlgRecord *
find_axis (MlgAxisChips *self,
           const char   *kind)
{
  for (guint i = self->axes != NULL ? self->axes->len : 0; i-- > 0;)
    if (g_strcmp0 (mlg_record_get_named (g_ptr_array_index (self->axes, i), "kind"), kind) == 0)
      return g_ptr_array_index (self->axes, i);

  return NULL;
}

static void
show_chips (MlgAxisChips *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < N_FIRST; i++)
    if (self->chips[i] != NULL)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[i]),
                                    find_axis (self, g_object_get_data (G_OBJECT (self->chips[i]), "term")) != NULL);
  self->showing = FALSE;
}

static void
add_axis (MlgAxisChips *self,
          const char   *kind,
          const char   *words)
{
  g_autoptr(GError) error = NULL;

  if (!mlg_partnership_add_axis (mlg_view_get_project (self->view), mlg_record_get_id (self->partnership), kind, words,
                                 &error))
    mlg_view_report (self->view, error);
}

static void
chip_toggled_cb (MlgAxisChips    *self,
                 GtkToggleButton *chip)
{
  const char *term = g_object_get_data (G_OBJECT (chip), "term");
  g_autoptr(MlgRecord) axis = NULL;
  g_autoptr(GError) error = NULL;

  if (self->showing)
    return;
  if (gtk_toggle_button_get_active (chip))
    {
      add_axis (self, term, NULL);
      return;
    }

  /* Held: the list of axes is another one after the command. */
  g_set_object (&axis, find_axis (self, term));
  if (axis != NULL && !mlg_project_delete (mlg_view_get_project (self->view), mlg_record_get_entity (axis),
                                           mlg_record_get_id (axis), &error))
    mlg_view_report (self->view, error);
}

/* ---- Any other axis */

/* What a row of the list stands for: a term, or words of one's own. */
typedef struct
{
  char *kind;
  char *words;
} Other;

static void
other_free (gpointer data)
{
  Other *other = data;

  g_free (other->kind);
  g_free (other->words);
  g_free (other);
}

static void
add_row (MlgAxisChips *self,
         const char   *kind,
         const char   *words,
         const char   *label,
         const char   *detail)
{
  Other *other = g_new0 (Other, 1);

  other->kind = g_strdup (kind);
  other->words = g_strdup (words);
  mlg_completion_add (self->completion, label, detail, other, other_free);
}

static void
list (MlgAxisChips *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *needle = mlg_fold (typed);
  g_autoptr(GPtrArray) terms = mlg_terms_of (mlg_view_get_project (self->view), AXES);
  gboolean same = FALSE;

  mlg_completion_clear (self->completion);
  for (guint i = 0; i < terms->len; i++)
    {
      MlgTermChoice *term = g_ptr_array_index (terms, i);
      g_autofree char *folded = mlg_fold (term->label);

      same |= g_str_equal (folded, needle);
      if (*needle == '\0' || mlg_fold_matches (folded, needle))
        add_row (self, term->id, NULL, term->label, term->tooltip);
    }
  if (*needle != '\0' && !same)
    {
      g_autofree char *label = g_strdup_printf (_("Add the axis “%s”"), typed);

      add_row (self, NULL, typed, label, NULL);
    }
  mlg_completion_show (self->completion, *needle != '\0');
}

static void
changed_cb (MlgAxisChips *self)
{
  if (gtk_widget_get_mapped (self->entry) && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    list (self);
  else
    mlg_completion_hide (self->completion);
}

static void
chosen_cb (MlgAxisChips *self,
           Other        *other)
{
  g_autofree char *kind = g_strdup (other->kind);
  g_autofree char *words = g_strdup (other->words);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  add_axis (self, kind, words);
}

static void
activated_cb (MlgAxisChips *self)
{
  mlg_completion_choose (self->completion, TRUE);
}

/* ---- Life */

static void
mlg_axis_chips_dispose (GObject *object)
{
  MlgAxisChips *self = MLG_AXIS_CHIPS (object);

  if (self->completion != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;
  g_clear_object (&self->partnership);
  g_clear_pointer (&self->axes, g_ptr_array_unref);

  G_OBJECT_CLASS (mlg_axis_chips_parent_class)->dispose (object);
}

static void
mlg_axis_chips_class_init (MlgAxisChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_axis_chips_dispose;
}

static void
mlg_axis_chips_init (MlgAxisChips *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
}

static GtkWidget *
make_chip (MlgAxisChips  *self,
           const MlgTerm *term)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (term->ui_label);

  g_object_set_data (G_OBJECT (chip), "term", (gpointer) term->id);
  gtk_widget_set_tooltip_text (chip, term->label);
  g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);

  return chip;
}

static GtkWidget *
make_chips (MlgAxisChips        *self,
            const MlgVocabulary *vocabulary)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, mlg_wrap_layout_new (6));
  gtk_widget_add_css_class (box, "chips");
  for (guint i = 0; vocabulary != NULL && i < MIN (N_FIRST, vocabulary->n_terms); i++)
    {
      self->chips[i] = make_chip (self, &vocabulary->terms[i]);
      gtk_box_append (GTK_BOX (box), self->chips[i]);
    }

  return box;
}

static void
make_entry (MlgAxisChips *self)
{
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Another axis…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Another axis…"), -1);
  gtk_box_append (GTK_BOX (self), self->entry);
  self->completion = MLG_COMPLETION (mlg_completion_new (self->entry, GTK_POS_BOTTOM));
  mlg_completion_set_beneath (self->completion, TRUE);
  g_signal_connect_swapped (self->completion, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->completion, "asked", G_CALLBACK (list), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activated_cb), self);
}

GtkWidget *
mlg_axis_chips_new (MlgView   *view,
                    MlgRecord *partnership)
{
  MlgAxisChips *self = g_object_new (MLG_TYPE_AXIS_CHIPS, NULL);

  self->view = view;
  self->partnership = g_object_ref (partnership);
  gtk_box_append (GTK_BOX (self), make_chips (self, mlg_vocabulary_find (AXES)));
  make_entry (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !mlg_project_is_read_only (mlg_view_get_project (view)));

  return GTK_WIDGET (self);
}

void
mlg_axis_chips_update (MlgAxisChips *self,
                       GPtrArray    *axes)
{
  g_return_if_fail (MLG_IS_AXIS_CHIPS (self));

  g_clear_pointer (&self->axes, g_ptr_array_unref);
  self->axes = axes != NULL ? g_ptr_array_ref (axes) : NULL;
  show_chips (self);
}

void
mlg_axis_chips_grab_first (MlgAxisChips *self)
{
  g_return_if_fail (MLG_IS_AXIS_CHIPS (self));

  if (self->chips[0] != NULL)
    gtk_widget_grab_focus (self->chips[0]);
}
