/* The table of stakeholders of an initiative. */

#include "ui/stakeholders/mlg-stakeholders-view.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-matches.h"
#include "exchange/mlg-project-stakeholders.h"
#include "model/mlg-text.h"
#include "store/mlg-record-list.h"
#include "ui/common/mlg-settings.h"
#include "ui/records/mlg-child-table.h"
#include "ui/stakeholders/mlg-seats.h"

#include "ui/stakeholders/mlg-stakeholders-resources.h"

#define EVERY_COLUMN "stakeholders-every-column"

/* The first four in this order: docs/domain.md §2.5. */
static const char *const some_columns[] = {
  "trades", "stakeholder", "skills", "degree", "role", "postures", "interest", "family", "state", NULL
};
/* As many as one reads from the back of the room. */
static const char *const projected_columns[] = {
  "trades", "stakeholder", "skills", "degree", "role", "postures", NULL
};
static const char *const every_column[] = {
  "trades", "stakeholder", "skills", "degree", "role", "postures", "interest", "family", "state",
  "brings", "period", "duration", "influence", "interest_level", NULL
};

struct _MlgStakeholdersView
{
  MlgView          parent_instance;

  GtkWidget       *initiatives;
  GtkWidget       *all_columns;
  GtkWidget       *stack;
  GtkWidget       *table;
  GtkWidget       *gaps;
  GtkWidget       *leads;
  GtkWidget       *seats;

  MlgRecordList   *list;
  GArray          *ids;          /* MlgId, as in the drop-down */
  MlgRecord       *initiative;
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (MlgStakeholdersView, mlg_stakeholders_view, MLG_TYPE_VIEW)

static const MlgEntity *
initiative_entity (void)
{
  return mlg_schema_find ("initiative");
}

static const char *const *
get_columns (MlgStakeholdersView *self)
{
  gboolean projector = mlg_focus_is_projector (mlg_view_get_focus (MLG_VIEW (self)));

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->all_columns)))
    return every_column;
  return projector ? projected_columns : some_columns;
}

/* ---- what is missing, and where it may be found */

static guint
count_leads (MlgStakeholdersView *self,
             guint               *n_gaps)
{
  g_autoptr(MlgMatches) matches = mlg_project_matches_new (mlg_view_get_project (MLG_VIEW (self)));
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (self->initiative));
  g_autofree char *holder = g_strconcat ("initiative:", id, NULL);
  guint n = 0;

  *n_gaps = 0;
  for (guint i = 0; i < matches->gaps->len; i++)
    *n_gaps += g_strcmp0 (g_array_index (matches->gaps, MlgAsset, i).holder, holder) == 0;
  for (guint i = 0; i < matches->matches->len; i++)
    {
      MlgAssetMatch *match = &g_array_index (matches->matches, MlgAssetMatch, i);

      n += g_strcmp0 (g_array_index (matches->gaps, MlgAsset, match->gap).holder, holder) == 0;
    }
  return n;
}

static void
show_leads (MlgStakeholdersView *self)
{
  guint n_gaps, n = count_leads (self, &n_gaps);
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *words = g_strdup_printf (ngettext ("%s lead elsewhere in the file", "%s leads elsewhere in the file", n), count);

  gtk_button_set_label (GTK_BUTTON (self->leads), words);
  gtk_widget_set_visible (self->leads, n_gaps > 0 && n > 0);
}

/* ---- showing */

static void
show_seats (MlgStakeholdersView *self)
{
  g_autoptr(MlgRoundTable) table = NULL;

  if (self->initiative == NULL)
    return;

  table = mlg_round_table_new (mlg_view_get_project (MLG_VIEW (self)), mlg_record_get_id (self->initiative));
  mlg_seats_show (MLG_SEATS (self->seats), table, self->initiative);
  show_leads (self);
}

static void
show_initiative (MlgStakeholdersView *self,
                 MlgRecord           *initiative)
{
  g_set_object (&self->initiative, initiative);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), initiative != NULL ? "table" : "empty");
  gtk_widget_set_sensitive (gtk_widget_get_parent (self->initiatives), initiative != NULL);
  mlg_child_table_set_record (MLG_CHILD_TABLE (self->table), initiative);
  mlg_child_table_set_record (MLG_CHILD_TABLE (self->gaps), initiative);
  show_seats (self);
}

void
mlg_stakeholders_view_set_initiative (MlgStakeholdersView *self,
                                      const MlgId         *id)
{
  g_return_if_fail (MLG_IS_STAKEHOLDERS_VIEW (self));

  for (guint i = 0; i < self->ids->len; i++)
    if (mlg_id_equal (&g_array_index (self->ids, MlgId, i), id))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->initiatives), i);
}

/* Where one comes in: the initiative looked at, else the one whose table says most. */
static void
choose_first (MlgStakeholdersView *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  guint best = 0, most = 0;

  for (guint i = 0; i < self->ids->len; i++)
    {
      g_autoptr(GPtrArray) rows = mlg_project_referring (project, mlg_schema_find ("involvement"), "initiative",
                                                         &g_array_index (self->ids, MlgId, i));

      if (rows != NULL && rows->len > most)
        {
          best = i;
          most = rows->len;
        }
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->initiatives), best);
}

static void
follow_focus (MlgStakeholdersView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  const MlgEntity *entity = mlg_focus_get_entity (focus);
  const MlgId *id = mlg_focus_get_id (focus);
  g_autoptr(MlgRecord) row = NULL;
  MlgId initiative;

  if (entity == NULL || id == NULL)
    return;

  if (entity == initiative_entity ())
    mlg_stakeholders_view_set_initiative (self, id);
  else if (g_str_equal (entity->name, "involvement"))
    row = mlg_project_get_record (mlg_focus_get_project (focus), entity, id);
  if (row != NULL && mlg_record_get_named (row, "initiative") != NULL &&
      mlg_id_parse (mlg_record_get_named (row, "initiative"), &initiative))
    mlg_stakeholders_view_set_initiative (self, &initiative);
}

static void
selected_cb (MlgStakeholdersView *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->initiatives));
  g_autoptr(MlgRecord) record = NULL;

  if (self->filling)
    return;

  if (selected < self->ids->len)
    record = mlg_project_get_record (mlg_view_get_project (MLG_VIEW (self)), initiative_entity (),
                                     &g_array_index (self->ids, MlgId, selected));
  if (record != self->initiative || record == NULL)
    show_initiative (self, record);
}

static void
fill_initiatives (MlgStakeholdersView *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  MlgId before = self->initiative != NULL ? *mlg_record_get_id (self->initiative) : (MlgId) { { 0 } };
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  self->filling = TRUE;
  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(MlgRecord) record = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      g_autofree char *title = mlg_record_dup_title (record);

      g_array_append_val (self->ids, *mlg_record_get_id (record));
      gtk_string_list_append (names, title);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->initiatives), G_LIST_MODEL (names));
  self->filling = FALSE;

  if (self->initiative != NULL)
    mlg_stakeholders_view_set_initiative (self, &before);
  selected_cb (self);
}

static gboolean
fill_later_cb (gpointer data)
{
  MlgStakeholdersView *self = MLG_STAKEHOLDERS_VIEW (data);

  if (self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) != self->ids->len)
    fill_initiatives (self);
  return G_SOURCE_REMOVE;
}

static void
project_changed_cb (MlgStakeholdersView *self)
{
  if (self->initiative != NULL && mlg_record_is_deleted (self->initiative))
    g_clear_object (&self->initiative);

  /* The list follows the project too, perhaps after us. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_later_cb, g_object_ref (self), g_object_unref);
  if (self->initiative == NULL)
    return;

  mlg_child_table_refresh (MLG_CHILD_TABLE (self->table));
  mlg_child_table_refresh (MLG_CHILD_TABLE (self->gaps));
  show_seats (self);
}

/* ---- doing */

static gboolean
add_seat (MlgStakeholdersView *self,
          const char          *family,
          GError             **error)
{
  const MlgEntity *entity = mlg_schema_find ("involvement");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *initiative = mlg_id_dup_text (mlg_record_get_id (self->initiative));
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "initiative")->index] = initiative;
  values[mlg_entity_find_field (entity, "family")->index] = family;
  values[mlg_entity_find_field (entity, "state")->index] = "to_mobilise";
  return mlg_project_add (mlg_view_get_project (MLG_VIEW (self)), entity, values, &id, error);
}

static void
called_cb (MlgStakeholdersView *self,
           const char          *family)
{
  g_autoptr(GError) error = NULL;

  if (!add_seat (self, family, &error))
    mlg_view_report (MLG_VIEW (self), error);
}

static void
copy_cb (MlgStakeholdersView *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  const MlgEntity *entity = mlg_schema_find ("involvement");
  const char *const *names = get_columns (self);
  g_autofree const MlgField **columns = g_new0 (const MlgField *, g_strv_length ((char **) names) + 1);
  g_autoptr(MlgRoundTable) table = NULL;
  g_autofree char *text = NULL;
  gboolean projector = FALSE;

  if (self->initiative == NULL)
    return;

  for (guint i = 0; names[i] != NULL; i++)
    columns[i] = mlg_entity_find_field (entity, names[i]);
  projector = mlg_focus_is_projector (mlg_view_get_focus (MLG_VIEW (self)));
  table = mlg_round_table_new (project, mlg_record_get_id (self->initiative));
  text = mlg_round_table_dup_text (table, project, columns, projector);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  mlg_view_toast (MLG_VIEW (self), _("Table copied: paste it into a spreadsheet or a letter"));
}

static void
columns_toggled_cb (MlgStakeholdersView *self)
{
  mlg_settings_set_int (EVERY_COLUMN, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->all_columns)));
  mlg_child_table_set_columns (MLG_CHILD_TABLE (self->table), get_columns (self));
}

static void
projector_cb (MlgStakeholdersView *self)
{
  mlg_child_table_set_columns (MLG_CHILD_TABLE (self->table), get_columns (self));
}

/* ---- life */

static GtkWidget *
make_gaps (MlgStakeholdersView *self)
{
  static const char *const columns[] = { "label", "kind", "economy", "status", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *heading = gtk_label_new (_("What is missing"));

  gtk_widget_add_css_class (heading, "card-heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_box_append (GTK_BOX (line), heading);
  self->leads = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->leads, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->leads), "win.screen");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->leads), "s", "resource");
  gtk_box_append (GTK_BOX (line), self->leads);
  gtk_box_append (GTK_BOX (box), line);

  self->gaps = mlg_child_table_new (mlg_view_get_focus (MLG_VIEW (self)), mlg_schema_find ("resource"), "initiative", columns, TRUE);
  mlg_child_table_keep_only (MLG_CHILD_TABLE (self->gaps), "direction", "missing");
  mlg_child_table_set_adding (MLG_CHILD_TABLE (self->gaps), "label", _("Something is missing: say what, then Enter"));
  gtk_box_append (GTK_BOX (box), self->gaps);
  gtk_widget_add_css_class (box, "card-box");
  return box;
}

static void
mlg_stakeholders_view_focus_set (MlgView *view)
{
  MlgStakeholdersView *self = MLG_STAKEHOLDERS_VIEW (view);
  MlgFocus *focus = mlg_view_get_focus (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/stakeholders/mlg-stakeholders-view.ui");
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkBox *body = GTK_BOX (gtk_builder_get_object (builder, "body"));

  self->initiatives = GTK_WIDGET (gtk_builder_get_object (builder, "initiatives"));
  self->all_columns = GTK_WIDGET (gtk_builder_get_object (builder, "all_columns"));
  self->stack = GTK_WIDGET (gtk_builder_get_object (builder, "stack"));
  gtk_drop_down_set_expression (GTK_DROP_DOWN (self->initiatives), expression);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->all_columns), mlg_settings_get_int (EVERY_COLUMN, 0));

  self->table = mlg_child_table_new (focus, mlg_schema_find ("involvement"), "initiative", get_columns (self), FALSE);
  mlg_child_table_set_adding (MLG_CHILD_TABLE (self->table), "stakeholder", _("Add a person or an actor: type a name, then Enter"));
  mlg_child_table_set_heading (MLG_CHILD_TABLE (self->table), "stakeholder", _("Persons"));
  mlg_child_table_copy_from_picked (MLG_CHILD_TABLE (self->table));
  self->seats = mlg_seats_new (focus);
  gtk_box_append (body, self->table);
  gtk_box_append (body, make_gaps (self));
  gtk_box_append (body, self->seats);

  g_signal_connect_swapped (self->all_columns, "toggled", G_CALLBACK (columns_toggled_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "copy"), "clicked", G_CALLBACK (copy_cb), self);
  g_signal_connect_swapped (self->seats, "called", G_CALLBACK (called_cb), self);
  g_signal_connect_swapped (self->initiatives, "notify::selected", G_CALLBACK (selected_cb), self);

  self->list = mlg_record_list_new (mlg_view_get_project (view), initiative_entity ());
  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (projector_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (follow_focus), self, G_CONNECT_SWAPPED);

  mlg_view_set_child (view, GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  fill_initiatives (self);
  choose_first (self);
  follow_focus (self);
}

/* What was chosen elsewhere does not stand beside the table. */
static void
mlg_stakeholders_view_map (GtkWidget *widget)
{
  MlgStakeholdersView *self = MLG_STAKEHOLDERS_VIEW (widget);
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  GTK_WIDGET_CLASS (mlg_stakeholders_view_parent_class)->map (widget);
  if (self->initiative != NULL && mlg_focus_get_entity (focus) != initiative_entity ())
    mlg_focus_select (focus, initiative_entity (), mlg_record_get_id (self->initiative));
}

static void
mlg_stakeholders_view_dispose (GObject *object)
{
  MlgStakeholdersView *self = MLG_STAKEHOLDERS_VIEW (object);

  g_clear_object (&self->list);
  g_clear_object (&self->initiative);
  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (mlg_stakeholders_view_parent_class)->dispose (object);
}

static void
mlg_stakeholders_view_class_init (MlgStakeholdersViewClass *klass)
{
  /* Named here, so that a static library keeps it. */
  mlg_stakeholders_get_resource ();

  G_OBJECT_CLASS (klass)->dispose = mlg_stakeholders_view_dispose;
  GTK_WIDGET_CLASS (klass)->map = mlg_stakeholders_view_map;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_stakeholders_view_focus_set;
}

static void
mlg_stakeholders_view_init (MlgStakeholdersView *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
}

GtkWidget *
mlg_stakeholders_view_new (void)
{
  return g_object_new (MLG_TYPE_STAKEHOLDERS_VIEW, NULL);
}
