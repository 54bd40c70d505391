/* The filters every view shares, and what they hide, in words. */

#include "ui/window/mlg-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/time/mlg-period-bar.h"

/* One drop-down: the first choice is « all ». */
typedef struct
{
  GtkDropDown *widget;
  GPtrArray   *ids;              /* of the choices after the first: term or id text, owned */
  char        *shown;            /* what it says now: another is a choice */
} Choice;

struct _MlgFilterBar
{
  GtkWidget        parent_instance;

  GtkWidget       *outer;
  GtkWidget       *chosen;
  GtkFlowBox      *chips;
  GtkDropDown     *territory;
  GtkDropDown     *themes;
  GtkDropDown     *category;
  GtkToggleButton *facts;
  GtkMenuButton   *period;
  GtkLabel        *words;

  MlgFocus        *focus;
  Choice           choices[3];
  gboolean         updating;
};

G_DEFINE_FINAL_TYPE (MlgFilterBar, mlg_filter_bar, GTK_TYPE_WIDGET)

enum { TERRITORY, THEMES, CATEGORY };

static void
set_choices (MlgFilterBar *self,
             guint         which,
             const char   *all,
             GPtrArray    *ids,         /* taken */
             GPtrArray    *labels)
{
  Choice *choice = &self->choices[which];
  g_autoptr(GtkStringList) model = gtk_string_list_new (NULL);

  g_clear_pointer (&choice->ids, g_ptr_array_unref);
  choice->ids = ids;

  gtk_string_list_append (model, all);
  for (guint i = 0; i < labels->len; i++)
    gtk_string_list_append (model, g_ptr_array_index (labels, i));

  self->updating = TRUE;
  gtk_drop_down_set_model (choice->widget, G_LIST_MODEL (model));
  self->updating = FALSE;
}

typedef struct
{
  char *id, *label, *key;
} Row;

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row->label);
  g_free (row->key);
  g_free (row);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  return strcmp ((*(const Row *const *) a)->key, (*(const Row *const *) b)->key);
}

static gboolean
add_territory (const MlgId       *id,
               const char *const *values,
               gpointer           data)
{
  GPtrArray *rows = data;
  const MlgField *name = mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_TERRITORY), "name");
  Row *row;

  if (values[name->index] == NULL)
    return TRUE;

  row = g_new (Row, 1);
  row->id = mlg_id_dup_text (id);
  row->label = g_strdup (values[name->index]);
  row->key = mlg_sort_key (row->label);
  g_ptr_array_add (rows, row);
  return TRUE;
}

static void
take_rows (MlgFilterBar *self,
           guint         which,
           const char   *all,
           GPtrArray    *rows)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (ids, g_strdup (row->id));
      g_ptr_array_add (labels, row->label);
    }

  set_choices (self, which, all, ids, labels);
}

static void
fill_territories (MlgFilterBar *self)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);

  mlg_store_foreach (mlg_project_get_store (mlg_focus_get_project (self->focus)),
                     mlg_schema_find (MLG_ENTITY_TERRITORY), add_territory, rows, NULL);
  g_ptr_array_sort (rows, compare_rows);
  take_rows (self, TERRITORY, _("All territories"), rows);
}

/* Terms as the vocabulary orders them; a last choice for those that have none. */
static void
fill_terms (MlgFilterBar *self,
            guint         which,
            const char   *field_name,
            const char   *all,
            const char   *none)
{
  const MlgField *field = mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_ACTOR), field_name);
  const MlgVocabulary *vocabulary = field != NULL ? mlg_vocabulary_find (field->target) : NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);

  for (guint i = 0; vocabulary != NULL && i < vocabulary->n_terms; i++)
    {
      Row *row = g_new0 (Row, 1);

      row->id = g_strdup (vocabulary->terms[i].id);
      row->label = g_strdup (vocabulary->terms[i].ui_label);
      g_ptr_array_add (rows, row);
    }

  if (none != NULL)
    {
      Row *row = g_new0 (Row, 1);

      row->id = g_strdup (MLG_FOCUS_NO_TERM);
      row->label = g_strdup (none);
      g_ptr_array_add (rows, row);
    }

  take_rows (self, which, all, rows);
}

static void
select_choice (MlgFilterBar *self,
               guint         which,
               const char   *id)
{
  Choice *choice = &self->choices[which];
  guint position = 0;

  for (guint i = 0; id != NULL && choice->ids != NULL && i < choice->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (choice->ids, i), id))
      position = i + 1;

  g_free (choice->shown);
  choice->shown = g_strdup (position > 0 ? id : NULL);
  gtk_drop_down_set_selected (choice->widget, position);
}

static const char *
get_choice (MlgFilterBar *self,
            guint         which)
{
  Choice *choice = &self->choices[which];
  guint position = gtk_drop_down_get_selected (choice->widget);

  if (position == 0 || position == GTK_INVALID_LIST_POSITION)
    return NULL;
  return g_ptr_array_index (choice->ids, position - 1);
}

/* ---- what is filtered, each with a cross */

static void
chip_clicked_cb (GtkButton    *button,
                 MlgFilterBar *self)
{
  const char *field = g_object_get_data (G_OBJECT (button), "field");
  const char *term = g_object_get_data (G_OBJECT (button), "term");
  const char *const *before;
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  if (field == NULL && term == NULL)
    mlg_focus_set_facts_only (self->focus, FALSE);
  else if (field == NULL && g_str_equal (term, "period"))
    mlg_focus_set_period (self->focus, NULL);
  else if (field == NULL)
    mlg_focus_set_territory (self->focus, NULL);
  else
    {
      before = mlg_focus_get_terms (self->focus, field);
      for (guint i = 0; before != NULL && before[i] != NULL; i++)
        if (!g_str_equal (before[i], term))
          g_ptr_array_add (kept, g_strdup (before[i]));
      g_ptr_array_add (kept, NULL);
      mlg_focus_set_terms (self->focus, field, (const char *const *) kept->pdata);
    }
}

/* @field NULL: the territory or the period @term, or facts only. */
static void
add_chip (MlgFilterBar *self,
          const char   *label,
          const char   *field,
          const char   *term)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *word = gtk_label_new (label);
  g_autofree char *name = g_strdup_printf (_("Remove the filter “%s”"), label);

  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (word), 32);
  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("×"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "field", g_strdup (field), g_free);
  g_object_set_data_full (G_OBJECT (button), "term", g_strdup (term), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (chip_clicked_cb), self);
  gtk_flow_box_insert (self->chips, button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
add_chips_of_field (MlgFilterBar   *self,
                    const MlgField *field)
{
  const char *const *terms = mlg_focus_get_terms (self->focus, field->name);

  for (guint i = 0; terms != NULL && terms[i] != NULL; i++)
    {
      g_autofree char *label = NULL;

      if (!g_str_equal (terms[i], MLG_FOCUS_NO_TERM))
        label = mlg_project_display (mlg_focus_get_project (self->focus), field, terms[i]);
      else if (g_str_equal (field->name, "category"))
        label = g_strdup (_("Outside the categories"));
      else
        label = g_strdup_printf (_("%s: not filled"), _(field->label));
      add_chip (self, label, field->name, terms[i]);
    }
}

static void
show_chips (MlgFilterBar *self)
{
  g_autoptr(GPtrArray) fields = mlg_focus_dup_fields (self->focus);
  const MlgId *territory = mlg_focus_get_territory (self->focus);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_flow_box_remove (self->chips, child);

  if (territory != NULL)
    {
      g_autofree char *title = mlg_project_dup_title (mlg_focus_get_project (self->focus),
                                                      mlg_schema_find (MLG_ENTITY_TERRITORY), territory);

      add_chip (self, title, NULL, "territory");
    }
  for (guint i = 0; i < fields->len; i++)
    add_chips_of_field (self, fields->pdata[i]);
  if (mlg_focus_get_facts_only (self->focus))
    add_chip (self, _("Facts only"), NULL, NULL);
  if (mlg_focus_get_period (self->focus) != NULL)
    {
      g_autofree char *period = mlg_day_range_to_display (mlg_focus_get_period (self->focus));

      add_chip (self, period, NULL, "period");
    }

  gtk_widget_set_visible (self->chosen, mlg_focus_has_filters (self->focus));
}

/* The one wanted; several are for the chips alone to say. */
static const char *
get_only_term (MlgFilterBar *self,
               const char   *field)
{
  const char *const *terms = mlg_focus_get_terms (self->focus, field);

  return terms != NULL && terms[1] == NULL ? terms[0] : NULL;
}

static void
show_focus (MlgFilterBar *self)
{
  g_autofree char *words = NULL;
  const MlgId *territory;
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (self->focus == NULL)
    return;

  territory = mlg_focus_get_territory (self->focus);
  words = mlg_focus_describe (self->focus);

  self->updating = TRUE;
  select_choice (self, TERRITORY, territory != NULL ? mlg_id_write (territory, text) : NULL);
  select_choice (self, THEMES, get_only_term (self, "themes"));
  select_choice (self, CATEGORY, get_only_term (self, "category"));
  gtk_toggle_button_set_active (self->facts, mlg_focus_get_facts_only (self->focus));
  self->updating = FALSE;

  gtk_label_set_label (self->words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  show_chips (self);
}

/* Is what the drop-down says another choice than what it was made to show? */
static gboolean
was_chosen (MlgFilterBar *self,
            guint         which)
{
  return g_strcmp0 (get_choice (self, which), self->choices[which].shown) != 0;
}

static void
chosen_cb (MlgFilterBar *self)
{
  const char *territory;
  MlgId id;

  if (self->updating || self->focus == NULL)
    return;

  territory = get_choice (self, TERRITORY);
  if (was_chosen (self, TERRITORY))
    mlg_focus_set_territory (self->focus, territory != NULL && mlg_id_parse (territory, &id) ? &id : NULL);
  if (was_chosen (self, THEMES))
    mlg_focus_set_term (self->focus, "themes", get_choice (self, THEMES));
  if (was_chosen (self, CATEGORY))
    mlg_focus_set_term (self->focus, "category", get_choice (self, CATEGORY));
  mlg_focus_set_facts_only (self->focus, gtk_toggle_button_get_active (self->facts));
}

static gboolean
touches_territories (MlgChanges *changes)
{
  GHashTableIter iter;
  gpointer entity;

  if (changes->everything)
    return TRUE;

  g_hash_table_iter_init (&iter, changes->rows);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    if (g_str_equal (((const MlgEntity *) entity)->name, MLG_ENTITY_TERRITORY))
      return TRUE;

  return FALSE;
}

static void
project_changed_cb (MlgFilterBar *self,
                    MlgChanges   *changes)
{
  if (changes == NULL || touches_territories (changes))
    fill_territories (self);
  show_focus (self);
}

static void
let_go (MlgFilterBar *self)
{
  if (self->focus == NULL)
    return;

  gtk_menu_button_set_popover (self->period, NULL);
  g_signal_handlers_disconnect_by_data (mlg_focus_get_project (self->focus), self);
  g_signal_handlers_disconnect_by_data (self->focus, self);
  g_clear_object (&self->focus);
}

/* The slider of the dates, for every view; it follows its own focus. */
static void
show_period_bar (MlgFilterBar *self)
{
  GtkWidget *popover = gtk_popover_new (), *bar = mlg_period_bar_new ();

  mlg_period_bar_set_focus (MLG_PERIOD_BAR (bar), self->focus);
  gtk_widget_set_size_request (bar, 520, -1);
  g_signal_connect_object (bar, "closed", G_CALLBACK (gtk_popover_popdown), popover, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), bar);
  gtk_widget_add_css_class (popover, "period");
  gtk_menu_button_set_popover (self->period, popover);
}

static void
mlg_filter_bar_dispose (GObject *object)
{
  MlgFilterBar *self = MLG_FILTER_BAR (object);

  let_go (self);
  self->updating = TRUE;
  g_clear_pointer (&self->outer, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_filter_bar_parent_class)->dispose (object);
}

static void
mlg_filter_bar_finalize (GObject *object)
{
  MlgFilterBar *self = MLG_FILTER_BAR (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->choices); i++)
    {
      g_clear_pointer (&self->choices[i].ids, g_ptr_array_unref);
      g_free (self->choices[i].shown);
    }

  G_OBJECT_CLASS (mlg_filter_bar_parent_class)->finalize (object);
}

static void
mlg_filter_bar_class_init (MlgFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_filter_bar_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filterbar");

  g_type_ensure (MLG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/window/mlg-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgFilterBar, outer);
  gtk_widget_class_bind_template_child (widget_class, MlgFilterBar, chosen);
  gtk_widget_class_bind_template_child (widget_class, MlgFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, MlgFilterBar, territory);
  gtk_widget_class_bind_template_child (widget_class, MlgFilterBar, themes);
  gtk_widget_class_bind_template_child (widget_class, MlgFilterBar, category);
  gtk_widget_class_bind_template_child (widget_class, MlgFilterBar, facts);
  gtk_widget_class_bind_template_child (widget_class, MlgFilterBar, period);
  gtk_widget_class_bind_template_child (widget_class, MlgFilterBar, words);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
mlg_filter_bar_init (MlgFilterBar *self)
{
  GtkDropDown *widgets[3];

  gtk_widget_init_template (GTK_WIDGET (self));

  widgets[TERRITORY] = self->territory;
  widgets[THEMES] = self->themes;
  widgets[CATEGORY] = self->category;
  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    self->choices[i].widget = widgets[i];

  fill_terms (self, THEMES, "themes", _("All themes"), NULL);
  fill_terms (self, CATEGORY, "category", _("All categories"), _("Outside the categories"));
}

void
mlg_filter_bar_set_focus (MlgFilterBar *self,
                          MlgFocus     *focus)
{
  g_return_if_fail (MLG_IS_FILTER_BAR (self));

  let_go (self);
  if (focus == NULL)
    return;

  self->focus = g_object_ref (focus);
  show_period_bar (self);
  g_signal_connect_swapped (focus, "filter-changed", G_CALLBACK (show_focus), self);
  g_signal_connect_swapped (mlg_focus_get_project (focus), "changed", G_CALLBACK (project_changed_cb), self);
  fill_territories (self);
  show_focus (self);
}
