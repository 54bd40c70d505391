/* What is missing, each with what in the file, or in another one opened beside it, could fill it and why. */

#include "ui/resources/mlg-leads.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/mlg-text.h"
#include "store/mlg-error.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/records/mlg-cell.h"
#include "ui/records/mlg-terms.h"
#include "ui/resources/mlg-lead.h"

#define MAX_LEADS 6      /* of one gap; those somebody spoke of come first */

struct _MlgLeads
{
  GtkWidget  parent_instance;

  GtkWidget   *outer;
  GtkDropDown *where;        /* in scopes, then the other file */
  GtkWidget   *box;
  MlgFocus    *focus;
  MlgProject  *other;        /* opened beside, only read; NULL: none */
  guint        later;        /* source */
};

/* Where one looks. */
static const struct
{
  const char *label;         /* N_() */
  double      within;        /* km; 0: whatever the distance */
  gboolean    same_territory;
} scopes[] = {
  { N_("Everywhere in this file"), 0, FALSE },
  { N_("In the same territory"), 0, TRUE },
  { N_("Within 30 km"), 30, FALSE },
  { N_("Within 100 km"), 100, FALSE },
};

G_DEFINE_FINAL_TYPE (MlgLeads, mlg_leads, GTK_TYPE_WIDGET)

enum { REPORT, N_SIGNALS };
static guint signals[N_SIGNALS];

static MlgProject *
get_project (MlgLeads *self)
{
  return mlg_focus_get_project (self->focus);
}

static gboolean
looks_elsewhere (MlgLeads *self)
{
  return self->other != NULL && gtk_drop_down_get_selected (self->where) == G_N_ELEMENTS (scopes);
}

static MlgLeadScope
get_scope (MlgLeads *self)
{
  guint chosen = gtk_drop_down_get_selected (self->where);
  MlgLeadScope scope = { .project = get_project (self), .within = NAN };

  if (looks_elsewhere (self))
    scope.other = self->other;
  else if (chosen < G_N_ELEMENTS (scopes))
    {
      scope.same_territory = scopes[chosen].same_territory;
      scope.within = scopes[chosen].within > 0 ? scopes[chosen].within : NAN;
    }
  return scope;
}

/* ---- saying */

static void
state_chosen_cb (MlgLeads    *self,
                 GParamSpec  *pspec,
                 GtkDropDown *choice)
{
  MlgLead *lead = g_object_get_data (G_OBJECT (choice), "mlg-lead");
  guint chosen = gtk_drop_down_get_selected (choice);
  g_autoptr(GError) error = NULL;

  if (chosen >= MLG_N_LEAD_STATES || chosen == lead->state)
    return;

  if (!mlg_lead_keep (lead, get_project (self), mlg_lead_states[chosen], &error))
    {
      g_autofree char *sentence = mlg_store_error_describe (error);

      g_signal_emit (self, signals[REPORT], 0, sentence);
    }
}

static void
note_cb (MlgLeads  *self,
         GtkButton *button)
{
  MlgLead *lead = g_object_get_data (G_OBJECT (button), "mlg-lead");
  g_autoptr(GError) error = NULL;

  if (self->other != NULL && !mlg_lead_note (lead, get_project (self), self->other, &error))
    {
      g_autofree char *sentence = mlg_store_error_describe (error);

      g_signal_emit (self, signals[REPORT], 0, sentence);
    }
}

static void
open_cb (MlgLeads  *self,
         GtkButton *button)
{
  MlgLead *lead = g_object_get_data (G_OBJECT (button), "mlg-lead");

  mlg_focus_select (self->focus, mlg_schema_find ("resource"), &lead->resource);
}

/* ---- showing */

static GtkWidget *
make_states (MlgLeads *self,
             MlgLead     *lead)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *name = g_strdup_printf (_("Where it stands: %s"), lead->label);
  GtkWidget *choice;

  for (guint i = 0; i < MLG_N_LEAD_STATES; i++)
    {
      g_autofree char *label = mlg_terms_dup_label (get_project (self), "match_state", mlg_lead_states[i]);

      gtk_string_list_append (labels, label);
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), lead->state);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return choice;
}

static GtkWidget *
make_note (MlgLeads *self,
           MlgLead  *lead)
{
  g_autofree char *name = g_strdup_printf (_("Note here: %s"), lead->label);
  GtkWidget *button = gtk_button_new_with_label (_("Note here"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Keeps it in this file, to be mobilised elsewhere, with where it was seen"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (note_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* Takes @lead. */
static GtkWidget *
make_lead (MlgLeads *self,
           MlgLead     *lead)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *choice = lead->elsewhere ? make_note (self, lead) : make_states (self, lead);
  const char *const lines[] = { lead->label, lead->reason };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *label = gtk_label_new (lines[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      if (i == 1)
        gtk_widget_add_css_class (label, "dim");
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "related-row");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, lead->label, -1);
  if (g_str_equal (mlg_lead_states[lead->state], "dismissed"))
    gtk_widget_set_opacity (words, 0.6);

  g_object_set_data (G_OBJECT (button), "mlg-lead", lead);
  g_object_set_data_full (G_OBJECT (choice), "mlg-lead", lead, (GDestroyNotify) mlg_lead_free);
  if (lead->elsewhere)
    gtk_widget_set_sensitive (button, FALSE);     /* there is no sheet of it here */
  else
    {
      g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (choice, "notify::selected", G_CALLBACK (state_chosen_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_set_layout_manager (row, mlg_wrap_layout_new (6));
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), choice);
  return row;
}

static void
add_words (GtkWidget  *box,
           const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim");
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_cells (MlgLeads    *self,
            const MlgId *gap)
{
  static const char *const fields[] = { "label", "kind", "economy", "status", "initiative" };
  const MlgEntity *entity = mlg_schema_find ("resource");
  g_autoptr(MlgRecord) record = mlg_project_get_record (get_project (self), entity, gap);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (line, mlg_wrap_layout_new (2));
  gtk_widget_add_css_class (line, "gap-line");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *cell = mlg_cell_new (self->focus, mlg_entity_find_field (entity, fields[i]), TRUE);

      mlg_cell_set_record (MLG_CELL (cell), record);
      if (i == 0)
        gtk_widget_add_css_class (cell, "card-heading");
      gtk_box_append (GTK_BOX (line), cell);
    }
  return line;
}

static void
add_gap (MlgLeads   *self,
         MlgMatches *matches,
         guint       gap)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  MlgLeadScope scope = get_scope (self);
  g_autoptr(GPtrArray) leads = mlg_leads_find (&scope, matches, gap);
  guint n = leads->len;

  gtk_widget_add_css_class (card, "card-box");
  gtk_box_append (GTK_BOX (card), make_cells (self, &g_array_index (matches->gaps, MlgAsset, gap).id));
  if (n == 0)
    add_words (card, looks_elsewhere (self) ? _("No lead in that file.")
                     : gtk_drop_down_get_selected (self->where) > 0 ? _("No lead so near.") : _("No lead in this file yet."));

  g_ptr_array_set_free_func (leads, NULL);
  for (guint i = 0; i < n; i++)
    if (i < MAX_LEADS)
      gtk_box_append (GTK_BOX (card), make_lead (self, leads->pdata[i]));
    else
      mlg_lead_free (leads->pdata[i]);
  if (n > MAX_LEADS)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("and %u other", "and %u others", n - MAX_LEADS), n - MAX_LEADS);

      add_words (card, words);
    }
  gtk_box_append (GTK_BOX (self->box), card);
}

static void
show (MlgLeads *self)
{
  g_autoptr(MlgMatches) matches = mlg_project_matches_between (get_project (self),
                                                               looks_elsewhere (self) ? self->other : get_project (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);

  if (matches->gaps->len == 0)
    add_words (self->box, _("Nothing is said to be missing. What is missing to an initiative is typed below, or beneath its table of stakeholders."));
  for (guint i = 0; i < matches->gaps->len; i++)
    add_gap (self, matches, i);
}

/* Not while one of the widgets is telling us, nor under somebody's fingers. */
static gboolean
later_cb (gpointer data)
{
  MlgLeads *self = MLG_LEADS (data);

  self->later = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

static void
project_changed_cb (MlgLeads *self)
{
  if (self->later == 0)
    self->later = g_idle_add (later_cb, self);
}

/* ---- life */

static void
mlg_leads_dispose (GObject *object)
{
  MlgLeads *self = MLG_LEADS (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_clear_pointer (&self->outer, gtk_widget_unparent);
  g_clear_object (&self->other);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_leads_parent_class)->dispose (object);
}

static void
mlg_leads_class_init (MlgLeadsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_leads_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_LEADS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
other_chosen_cb (const char *path,
                 gpointer    data)
{
  MlgLeads *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgProject) other = NULL;

  /* The screen was left while one chose. */
  if (self->outer == NULL)
    return;

  other = mlg_project_open_read_only (path, &error);
  if (other == NULL)
    {
      g_autofree char *sentence = mlg_store_error_describe (error);

      g_signal_emit (self, signals[REPORT], 0, sentence);
      return;
    }
  mlg_leads_set_other (self, other);
}

static void
look_elsewhere_cb (MlgLeads *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!GTK_IS_WINDOW (root))
    return;

  /* As long as the window, which the dialog belongs to. */
  g_object_set_data_full (G_OBJECT (root), "mlg-leads-asking", g_object_ref (self), g_object_unref);
  mlg_file_dialog_open (GTK_WINDOW (root), _("Look in another file"), "*.maillage", other_chosen_cb, self);
}

static void
fill_scopes (MlgLeads *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    gtk_string_list_append (labels, _(scopes[i].label));
  if (self->other != NULL)
    {
      g_autofree char *label = g_strdup_printf (_("In “%s”"), mlg_project_get_title (self->other));

      gtk_string_list_append (labels, label);
    }
  gtk_drop_down_set_model (self->where, G_LIST_MODEL (labels));
}

static void
mlg_leads_init (MlgLeads *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *caption = gtk_label_new (_("Where to look"));
  GtkWidget *elsewhere = gtk_button_new_with_label (_("In another file…"));

  gtk_widget_set_layout_manager (line, mlg_wrap_layout_new (6));
  self->outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->outer, GTK_WIDGET (self));
  self->where = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  fill_scopes (self);
  gtk_widget_add_css_class (caption, "dim");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->where), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Where to look"), -1);
  gtk_box_append (GTK_BOX (line), caption);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->where));
  gtk_widget_set_tooltip_text (elsewhere, _("Opens another file to be read only: what it has is looked at for what is missing here"));
  g_signal_connect_object (elsewhere, "clicked", G_CALLBACK (look_elsewhere_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), elsewhere);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self->outer), line);
  gtk_box_append (GTK_BOX (self->outer), self->box);
}

GtkWidget *
mlg_leads_new (MlgFocus *focus)
{
  MlgLeads *self = g_object_new (MLG_TYPE_LEADS, NULL);

  self->focus = g_object_ref (focus);
  g_signal_connect_object (get_project (self), "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->where, "notify::selected", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

void
mlg_leads_set_other (MlgLeads   *self,
                     MlgProject *other)
{
  g_return_if_fail (MLG_IS_LEADS (self));

  if (!g_set_object (&self->other, other))
    return;

  fill_scopes (self);
  if (other != NULL)
    gtk_drop_down_set_selected (self->where, G_N_ELEMENTS (scopes));
  project_changed_cb (self);
}
