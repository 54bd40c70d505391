/* What is missing, each with what in the file could fill it and why. */

#include "ui/resources/mlg-leads.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-matches.h"
#include "model/mlg-text.h"
#include "store/mlg-error.h"
#include "ui/records/mlg-cell.h"
#include "ui/records/mlg-terms.h"
#include "ui/records/mlg-wrap-layout.h"

#define MAX_LEADS 6      /* of one gap; those somebody spoke of come first */

/* In the order they are listed. */
static const char *const states[] = { "engaged", "discussed", "suggested", "dismissed" };

typedef struct
{
  MlgId       gap, resource;
  char       *label;
  char       *reason;
  guint       state;       /* in states */
  MlgRecord  *match;       /* kept, or NULL while it is only suggested */
} Lead;

struct _MlgLeads
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  MlgFocus  *focus;
  guint      later;        /* source */
};

G_DEFINE_FINAL_TYPE (MlgLeads, mlg_leads, GTK_TYPE_WIDGET)

enum { REPORT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
lead_free (gpointer data)
{
  Lead *lead = data;

  g_free (lead->label);
  g_free (lead->reason);
  g_clear_object (&lead->match);
  g_free (lead);
}

static MlgProject *
get_project (MlgLeads *self)
{
  return mlg_focus_get_project (self->focus);
}

/* ---- finding */

static char *
dup_holder (MlgLeads   *self,
            const char *holder)
{
  g_auto(GStrv) pieces = holder != NULL ? g_strsplit (holder, ":", 2) : NULL;
  const MlgEntity *entity = pieces != NULL ? mlg_schema_find (pieces[0]) : NULL;
  MlgId id;

  return entity != NULL && pieces[1] != NULL && mlg_id_parse (pieces[1], &id)
    ? mlg_project_dup_title (get_project (self), entity, &id) : NULL;
}

static char *
dup_reason (MlgLeads      *self,
            MlgAsset      *asset,
            MlgAssetMatch *match)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  char *holder = dup_holder (self, asset->holder);

  if (holder != NULL)
    g_ptr_array_add (words, holder);
  if (match->same_kind)
    {
      g_autofree char *kind = mlg_terms_dup_label (get_project (self), "resource_kind", asset->kind);

      g_ptr_array_add (words, g_strdup_printf (_("same type: %s"), kind));
    }
  if (match->n_words > 0)
    g_ptr_array_add (words, g_strdup_printf (ngettext ("%u word in common", "%u words in common", match->n_words), match->n_words));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static guint
find_state (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i], state) == 0)
      return i;

  return 2;
}

static Lead *
find_lead (GPtrArray   *leads,
           const MlgId *resource)
{
  for (guint i = 0; i < leads->len; i++)
    if (mlg_id_equal (&((Lead *) leads->pdata[i])->resource, resource))
      return leads->pdata[i];

  return NULL;
}

/* What somebody said of a lead, even when nothing suggests it any more. */
static void
add_kept (MlgLeads    *self,
          GPtrArray   *leads,
          const MlgId *gap)
{
  MlgProject *project = get_project (self);
  g_autoptr(GPtrArray) kept = mlg_project_referring (project, mlg_schema_find ("resource_match"), "gap", gap);

  for (guint i = 0; kept != NULL && i < kept->len; i++)
    {
      MlgRecord *match = kept->pdata[i];
      const char *reference = mlg_record_get_named (match, "resource");
      Lead *lead;
      MlgId resource;

      if (reference == NULL || !mlg_id_parse (reference, &resource))
        continue;
      lead = find_lead (leads, &resource);
      if (lead == NULL)
        {
          lead = g_new0 (Lead, 1);
          lead->gap = *gap;
          lead->resource = resource;
          lead->label = mlg_project_dup_title (project, mlg_schema_find ("resource"), &resource);
          lead->reason = g_strdup (mlg_record_get_named (match, "reason"));
          g_ptr_array_add (leads, lead);
        }
      g_set_object (&lead->match, match);
      lead->state = find_state (mlg_record_get_named (match, "state"));
    }
}

static int
compare_leads (gconstpointer a,
               gconstpointer b)
{
  const Lead *x = *(Lead **) a, *y = *(Lead **) b;

  return (int) x->state - (int) y->state;
}

static GPtrArray *
find_leads (MlgLeads   *self,
            MlgMatches *matches,
            guint       gap)
{
  GPtrArray *leads = g_ptr_array_new_with_free_func (lead_free);
  const MlgId *id = &g_array_index (matches->gaps, MlgAsset, gap).id;

  for (guint i = 0; i < matches->matches->len; i++)
    {
      MlgAssetMatch *match = &g_array_index (matches->matches, MlgAssetMatch, i);
      MlgAsset *asset = &g_array_index (matches->assets, MlgAsset, match->asset);
      Lead *lead;

      if (match->gap != gap)
        continue;
      lead = g_new0 (Lead, 1);
      lead->gap = *id;
      lead->resource = asset->id;
      lead->label = g_strdup (asset->label);
      lead->reason = dup_reason (self, asset, match);
      lead->state = find_state ("suggested");
      g_ptr_array_add (leads, lead);
    }
  add_kept (self, leads, id);
  g_ptr_array_sort (leads, compare_leads);     /* stable: the best reasons stay first */
  return leads;
}

/* ---- saying */

static gboolean
keep_state (MlgLeads    *self,
            Lead        *lead,
            const char  *state,
            GError     **error)
{
  const MlgEntity *entity = mlg_schema_find ("resource_match");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *gap = mlg_id_dup_text (&lead->gap), *resource = mlg_id_dup_text (&lead->resource);
  MlgId id = { { 0 } };

  if (lead->match != NULL)
    return mlg_project_set (get_project (self), entity, mlg_record_get_id (lead->match),
                            mlg_entity_find_field (entity, "state"), state, error);

  values[mlg_entity_find_field (entity, "gap")->index] = gap;
  values[mlg_entity_find_field (entity, "resource")->index] = resource;
  values[mlg_entity_find_field (entity, "state")->index] = state;
  values[mlg_entity_find_field (entity, "reason")->index] = lead->reason != NULL && *lead->reason != '\0' ? lead->reason : NULL;
  return mlg_project_add (get_project (self), entity, values, &id, error);
}

static void
state_chosen_cb (MlgLeads    *self,
                 GParamSpec  *pspec,
                 GtkDropDown *choice)
{
  Lead *lead = g_object_get_data (G_OBJECT (choice), "mlg-lead");
  guint chosen = gtk_drop_down_get_selected (choice);
  g_autoptr(GError) error = NULL;

  if (chosen >= G_N_ELEMENTS (states) || chosen == lead->state)
    return;

  if (!keep_state (self, lead, states[chosen], &error))
    {
      g_autofree char *sentence = mlg_store_error_describe (error);

      g_signal_emit (self, signals[REPORT], 0, sentence);
    }
}

static void
open_cb (MlgLeads  *self,
         GtkButton *button)
{
  Lead *lead = g_object_get_data (G_OBJECT (button), "mlg-lead");

  mlg_focus_select (self->focus, mlg_schema_find ("resource"), &lead->resource);
}

/* ---- showing */

static GtkWidget *
make_states (MlgLeads *self,
             Lead     *lead)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *name = g_strdup_printf (_("Where it stands: %s"), lead->label);
  GtkWidget *choice;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *label = mlg_terms_dup_label (get_project (self), "match_state", states[i]);

      gtk_string_list_append (labels, label);
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), lead->state);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return choice;
}

/* Takes @lead. */
static GtkWidget *
make_lead (MlgLeads *self,
           Lead     *lead)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new (), *choice = make_states (self, lead);
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
  if (g_str_equal (states[lead->state], "dismissed"))
    gtk_widget_set_opacity (words, 0.6);

  g_object_set_data (G_OBJECT (button), "mlg-lead", lead);
  g_object_set_data_full (G_OBJECT (choice), "mlg-lead", lead, lead_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (state_chosen_cb), self, G_CONNECT_SWAPPED);
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
  g_autoptr(GPtrArray) leads = find_leads (self, matches, gap);
  guint n = leads->len;

  gtk_widget_add_css_class (card, "card-box");
  gtk_box_append (GTK_BOX (card), make_cells (self, &g_array_index (matches->gaps, MlgAsset, gap).id));
  if (n == 0)
    add_words (card, _("No lead in this file yet."));

  g_ptr_array_set_free_func (leads, NULL);
  for (guint i = 0; i < n; i++)
    if (i < MAX_LEADS)
      gtk_box_append (GTK_BOX (card), make_lead (self, leads->pdata[i]));
    else
      lead_free (leads->pdata[i]);
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
  g_autoptr(MlgMatches) matches = mlg_project_matches_new (get_project (self));
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
  g_clear_pointer (&self->box, gtk_widget_unparent);
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
mlg_leads_init (MlgLeads *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
mlg_leads_new (MlgFocus *focus)
{
  MlgLeads *self = g_object_new (MLG_TYPE_LEADS, NULL);

  self->focus = g_object_ref (focus);
  g_signal_connect_object (get_project (self), "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
