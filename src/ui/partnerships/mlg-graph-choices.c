/* How the graph is drawn: placement, colours, sizes, shapes. */

#include "ui/partnerships/mlg-graph-choices.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-schema.h"
#include "store/mlg-record-list.h"

#define MAX_INITIATIVES 400

struct _MlgGraphChoices
{
  GtkBox              parent_instance;

  /* Inside */
  GtkMenuButton      *placements;
  GtkLabel           *placement_label;
  GtkWidget          *kinds[MLG_N_ARRANGEMENTS];     /* check buttons, one group */
  GtkWidget          *onion_of, *grid_of;            /* drop-downs of initiatives */
  GtkDropDown        *colour, *size, *form, *memberships;

  /* Borrowed */
  MlgProject         *project;

  /* Owned */
  GArray             *initiatives;                   /* MlgId */
  MlgPlacementChoice  choice;
  gboolean            projected;
  gboolean            filling;                       /* not by the user's hand */
};

G_DEFINE_FINAL_TYPE (MlgGraphChoices, mlg_graph_choices, GTK_TYPE_BOX)

enum { CHANGED, UNPIN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* In the order of the list: what is used most comes first. No key 6: without Shift it is « − » on a French
 * keyboard, and draws smaller. */
static const struct { MlgArrangementKind kind; guint key; } order[MLG_N_ARRANGEMENTS] = {
  { MLG_ARRANGE_FREE, 1 }, { MLG_ARRANGE_GEOGRAPHIC, 2 }, { MLG_ARRANGE_CATEGORY, 3 }, { MLG_ARRANGE_TERRITORY, 4 },
  { MLG_ARRANGE_NETWORK, 5 }, { MLG_ARRANGE_ONION, 7 }, { MLG_ARRANGE_GRID, 8 }, { MLG_ARRANGE_STAGE, 9 },
};

static const MlgGroupBy colours[] = {
  MLG_GROUP_BY_CATEGORY, MLG_GROUP_BY_FAMILY, MLG_GROUP_BY_NETWORK, MLG_GROUP_BY_TERRITORY, MLG_GROUP_BY_COMMUNITY,
};

/* ---- Initiatives */

/* The same initiative stays chosen while the list is read anew. */
static void
fill_initiatives (MlgGraphChoices *self)
{
  g_autoptr(MlgRecordList) list = NULL;
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) names_or_all = gtk_string_list_new ((const char *[]) { _("All initiatives"), NULL });
  guint chosen = 0;

  if (self->project == NULL)
    return;

  list = mlg_record_list_new (self->project, mlg_schema_find ("initiative"));
  g_array_set_size (self->initiatives, 0);
  for (guint i = 0; i < MIN (g_list_model_get_n_items (G_LIST_MODEL (list)), MAX_INITIATIVES); i++)
    {
      g_autoptr(MlgRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);
      const char *name = mlg_record_get_named (record, "name");

      gtk_string_list_append (names, name != NULL ? name : "");
      gtk_string_list_append (names_or_all, name != NULL ? name : "");
      if (mlg_id_compare (mlg_record_get_id (record), &self->choice.initiative) == 0)
        chosen = i + 1;
      g_array_append_val (self->initiatives, *mlg_record_get_id (record));
    }

  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->onion_of), G_LIST_MODEL (names));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->grid_of), G_LIST_MODEL (names_or_all));
  if (self->initiatives->len > 0)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->onion_of), MAX (chosen, 1) - 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->grid_of), self->choice.kind == MLG_ARRANGE_GRID ? chosen : 0);
  gtk_widget_set_sensitive (self->kinds[MLG_ARRANGE_ONION], self->initiatives->len > 0);
  self->filling = FALSE;
}

/* ---- Choosing */

static void
show_choice (MlgGraphChoices *self)
{
  g_autofree char *label = g_strdup_printf (_("Placement: %s"), mlg_placement_kind_get_name (self->choice.kind));

  gtk_label_set_text (self->placement_label, label);
  gtk_widget_set_visible (self->onion_of, self->choice.kind == MLG_ARRANGE_ONION);
  gtk_widget_set_visible (self->grid_of, self->choice.kind == MLG_ARRANGE_GRID);
}

static void
choose (MlgGraphChoices *self)
{
  MlgPlacementChoice choice = { MLG_ARRANGE_FREE };

  for (guint i = 0; i < MLG_N_ARRANGEMENTS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->kinds[i])))
      choice.kind = i;
  if (choice.kind == MLG_ARRANGE_ONION)
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->onion_of));

      if (selected >= self->initiatives->len)
        return;
      choice.initiative = g_array_index (self->initiatives, MlgId, selected);
    }
  else if (choice.kind == MLG_ARRANGE_GRID)
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->grid_of));

      if (selected > 0 && selected <= self->initiatives->len)
        choice.initiative = g_array_index (self->initiatives, MlgId, selected - 1);
    }

  if (choice.kind == self->choice.kind && mlg_id_compare (&choice.initiative, &self->choice.initiative) == 0)
    return;
  self->choice = choice;
  show_choice (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kind_toggled_cb (MlgGraphChoices *self,
                 GtkCheckButton  *button)
{
  if (gtk_check_button_get_active (button) && !self->filling)
    choose (self);
}

static void
initiative_chosen_cb (MlgGraphChoices *self)
{
  if (!self->filling)
    choose (self);
}

static void
look_chosen_cb (MlgGraphChoices *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
unpin_all_cb (MlgGraphChoices *self)
{
  g_signal_emit (self, signals[UNPIN], 0);
}

/* ---- Life */

static GtkWidget *
add_initiatives (MlgGraphChoices *self,
                 GtkBox          *box)
{
  GtkWidget *list = gtk_drop_down_new (NULL, NULL);

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (list), TRUE);
  gtk_drop_down_set_expression (GTK_DROP_DOWN (list), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_widget_set_margin_start (list, 26);
  gtk_widget_set_visible (list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Initiative"), -1);
  g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (initiative_chosen_cb), self);
  gtk_box_append (box, list);

  return list;
}

static void
add_kind (MlgGraphChoices    *self,
          GtkBox             *box,
          guint               number,
          MlgArrangementKind  kind)
{
  GtkWidget *button = gtk_check_button_new_with_label (mlg_placement_kind_get_name (kind));
  g_autofree char *key = g_strdup_printf (_("Key %u"), number);

  if (kind != MLG_ARRANGE_FREE)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (self->kinds[MLG_ARRANGE_FREE]));
  gtk_widget_set_tooltip_text (button, key);
  self->kinds[kind] = button;
  gtk_box_append (box, button);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (kind_toggled_cb), self);
  if (kind == MLG_ARRANGE_ONION)
    self->onion_of = add_initiatives (self, box);
  else if (kind == MLG_ARRANGE_GRID)
    self->grid_of = add_initiatives (self, box);
}

static void
add_button (MlgGraphChoices *self,
            GtkBox          *box,
            const char      *label,
            GCallback        clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (box, button);
}

static GtkWidget *
make_popover (GtkWidget **box)
{
  GtkWidget *popover = gtk_popover_new ();

  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_top (*box, 6);
  gtk_widget_set_margin_bottom (*box, 6);
  gtk_widget_set_margin_start (*box, 6);
  gtk_widget_set_margin_end (*box, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), *box);

  return popover;
}

static void
add_placements (MlgGraphChoices *self)
{
  GtkWidget *box;
  GtkWidget *popover = make_popover (&box);

  self->placements = GTK_MENU_BUTTON (gtk_menu_button_new ());
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_kind (self, GTK_BOX (box), order[i].key, order[i].kind);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_button (self, GTK_BOX (box), _("Let go of all actors"), G_CALLBACK (unpin_all_cb));
  self->placement_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->placement_label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->placement_label, 24);
  gtk_menu_button_set_child (self->placements, GTK_WIDGET (self->placement_label));
  gtk_menu_button_set_always_show_arrow (self->placements, TRUE);
  gtk_menu_button_set_popover (self->placements, popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->placements), _("The same actors placed in another way (D, or the keys 1 to 9)"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->placements));
}

static GtkDropDown *
add_look (MlgGraphChoices   *self,
          GtkGrid           *grid,
          int                row,
          const char        *label,
          const char *const *names)
{
  GtkWidget *words = gtk_label_new (label);
  GtkWidget *list = gtk_drop_down_new_from_strings (names);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY, words, NULL, -1);
  gtk_grid_attach (grid, words, 0, row, 1, 1);
  gtk_grid_attach (grid, list, 1, row, 1, 1);
  g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (look_chosen_cb), self);

  return GTK_DROP_DOWN (list);
}

static void
add_looks (MlgGraphChoices *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box;
  GtkWidget *popover = make_popover (&box);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->colour = add_look (self, GTK_GRID (grid), 0, _("Colours"),
                           (const char *[]) { _("Category"), _("Family"), _("Network"), _("Territory"), _("Community"), NULL });
  self->size = add_look (self, GTK_GRID (grid), 1, _("Sizes"),
                         (const char *[]) { _("Partners"), _("Headcount"), _("Axes of partnership"), _("All equal"), NULL });
  self->form = add_look (self, GTK_GRID (grid), 2, _("Shapes"),
                         (const char *[]) { _("As the colours"), _("Kind of actor"), NULL });
  self->memberships = add_look (self, GTK_GRID (grid), 3, _("Memberships"),
                                (const char *[]) { _("As links"), _("As outlines"), NULL });
  gtk_box_append (GTK_BOX (box), grid);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Appearance"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, _("What colours, sizes and shapes say"));
  gtk_box_append (GTK_BOX (self), button);
}

static void
mlg_graph_choices_finalize (GObject *object)
{
  g_array_unref (MLG_GRAPH_CHOICES (object)->initiatives);

  G_OBJECT_CLASS (mlg_graph_choices_parent_class)->finalize (object);
}

static void
mlg_graph_choices_class_init (MlgGraphChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_graph_choices_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_GRAPH_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNPIN] = g_signal_new ("unpin", MLG_TYPE_GRAPH_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
opened_cb (MlgGraphChoices *self)
{
  fill_initiatives (self);
}

static void
mlg_graph_choices_init (MlgGraphChoices *self)
{
  self->initiatives = g_array_new (FALSE, FALSE, sizeof (MlgId));
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->filling = TRUE;
  add_placements (self);
  add_looks (self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->kinds[MLG_ARRANGE_FREE]), TRUE);
  self->filling = FALSE;
  g_signal_connect_object (gtk_menu_button_get_popover (self->placements), "map", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  show_choice (self);
}

/* ---- */

void
mlg_graph_choices_set_project (MlgGraphChoices *self,
                               MlgProject      *project)
{
  g_return_if_fail (MLG_IS_GRAPH_CHOICES (self));

  self->project = project;
}

const MlgPlacementChoice *
mlg_graph_choices_get_placement (MlgGraphChoices *self)
{
  return &self->choice;
}

gboolean
mlg_graph_choices_set_kind (MlgGraphChoices    *self,
                            MlgArrangementKind  kind)
{
  g_return_val_if_fail (MLG_IS_GRAPH_CHOICES (self) && kind < MLG_N_ARRANGEMENTS, FALSE);

  fill_initiatives (self);
  if (!gtk_widget_get_sensitive (self->kinds[kind]) || (kind == MLG_ARRANGE_GRID && self->projected))
    return FALSE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->kinds[kind]), TRUE);

  return TRUE;
}

void
mlg_graph_choices_set_projected (MlgGraphChoices *self,
                                 gboolean         projected)
{
  self->projected = projected;
  gtk_widget_set_visible (self->kinds[MLG_ARRANGE_GRID], !projected);
  if (projected && self->choice.kind == MLG_ARRANGE_GRID)
    mlg_graph_choices_set_kind (self, MLG_ARRANGE_FREE);
}

void
mlg_graph_choices_open (MlgGraphChoices *self)
{
  gtk_menu_button_popup (self->placements);
}

MlgGroupBy
mlg_graph_choices_get_colour (MlgGraphChoices *self)
{
  return colours[MIN (gtk_drop_down_get_selected (self->colour), G_N_ELEMENTS (colours) - 1)];
}

MlgSceneSize
mlg_graph_choices_get_size (MlgGraphChoices *self)
{
  return (MlgSceneSize) MIN (gtk_drop_down_get_selected (self->size), MLG_N_SIZES - 1);
}

MlgSceneForm
mlg_graph_choices_get_form (MlgGraphChoices *self)
{
  return gtk_drop_down_get_selected (self->form) == 1 ? MLG_FORM_BY_KIND : MLG_FORM_AS_COLOUR;
}

gboolean
mlg_graph_choices_get_hulls (MlgGraphChoices *self)
{
  return gtk_drop_down_get_selected (self->memberships) == 1;
}
