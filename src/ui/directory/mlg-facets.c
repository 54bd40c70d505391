/* The choices beside the directory: for each, how many actors it would leave.
 *
 * Counting reads every row; it waits until the typing pauses.
 */

#include "ui/directory/mlg-facets.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "ui/directory/mlg-mark.h"

#define PAUSE_MS      120
/* The rest of a facet is behind a button. */
#define MAX_AT_ONCE   6

static const char *const names[] = { "category", "family", "kind", "themes", "state" };

#define N_FACETS G_N_ELEMENTS (names)

typedef struct
{
  const MlgField *field;
  GtkWidget      *box;            /* heading, then choices */
  GHashTable     *wanted;         /* values */
  gboolean        all;            /* show more than MAX_AT_ONCE */
} Facet;

struct _MlgFacets
{
  GtkWidget      parent_instance;

  GtkWidget     *scroller;
  GtkBox        *list_box;

  MlgProject    *project;
  MlgRecordList *list;
  Facet          facets[N_FACETS];
  guint          timeout;
};

G_DEFINE_FINAL_TYPE (MlgFacets, mlg_facets, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void count_again (MlgFacets *self);

static void
apply (MlgFacets *self,
       Facet     *facet)
{
  g_autofree const char **wanted =
    (const char **) g_hash_table_get_keys_as_array (facet->wanted, NULL);

  mlg_record_list_set_facet (self->list, facet->field, wanted);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
toggled_cb (GtkCheckButton *check,
            MlgFacets      *self)
{
  Facet *facet = g_object_get_data (G_OBJECT (check), "facet");
  const char *value = g_object_get_data (G_OBJECT (check), "value");

  if (gtk_check_button_get_active (check))
    g_hash_table_add (facet->wanted, g_strdup (value));
  else
    g_hash_table_remove (facet->wanted, value);
  apply (self, facet);
}

static void
more_clicked_cb (GtkButton *button,
                 MlgFacets *self)
{
  Facet *facet = g_object_get_data (G_OBJECT (button), "facet");

  facet->all = !facet->all;
  count_again (self);
}

typedef struct
{
  const char *value;
  char       *label;
  char       *key;
  guint       count;
  gboolean    wanted;
} Choice;

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_free (choice->label);
  g_free (choice->key);
  g_free (choice);
}

static int
compare_choices (gconstpointer a,
                 gconstpointer b)
{
  const Choice *first = *(const Choice *const *) a, *second = *(const Choice *const *) b;

  if (first->wanted != second->wanted)
    return first->wanted ? -1 : 1;
  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return strcmp (first->key, second->key);
}

/* There is little room: categories by their short names. */
static char *
dup_label (MlgFacets  *self,
           Facet      *facet,
           const char *value)
{
  return g_str_equal (facet->field->name, "category")
         ? g_strdup (mlg_category_get_short_label (mlg_category_find (value)))
         : mlg_project_display (self->project, facet->field, value);
}

static GPtrArray *
collect_choices (MlgFacets  *self,
                 Facet      *facet,
                 GHashTable *counts)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);
  GHashTableIter iter;
  gpointer value, count;

  /* What was chosen stays in sight, even when nothing is left of it. */
  g_hash_table_iter_init (&iter, facet->wanted);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    if (!g_hash_table_contains (counts, value))
      g_hash_table_insert (counts, g_strdup (value), GUINT_TO_POINTER (0));

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, &count))
    {
      Choice *choice = g_new (Choice, 1);

      choice->value = value;
      choice->label = dup_label (self, facet, value);
      choice->key = mlg_sort_key (choice->label);
      choice->count = GPOINTER_TO_UINT (count);
      choice->wanted = g_hash_table_contains (facet->wanted, value);
      g_ptr_array_add (choices, choice);
    }

  g_ptr_array_sort (choices, compare_choices);
  return choices;
}

static GtkWidget *
new_choice (MlgFacets    *self,
            Facet        *facet,
            const Choice *choice)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *word = gtk_label_new (choice->label);
  g_autofree char *number = mlg_format_count (choice->count);
  g_autofree char *name = g_strdup_printf ("%s (%s)", choice->label, number);
  GtkWidget *count = gtk_label_new (number);

  gtk_label_set_xalign (GTK_LABEL (word), 0);
  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (word, TRUE);
  gtk_widget_add_css_class (count, "dim");
  gtk_widget_add_css_class (count, "numbers");
  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), count);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), choice->wanted);
  gtk_widget_set_tooltip_text (check, choice->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (check), "facet", facet);
  g_object_set_data_full (G_OBJECT (check), "value", g_strdup (choice->value), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);

  return check;
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
show_facet (MlgFacets *self,
            Facet     *facet)
{
  g_autoptr(GHashTable) counts = mlg_record_list_count_facet (self->list, facet->field);
  g_autoptr(GPtrArray) choices = collect_choices (self, facet, counts);
  GtkWidget *heading = gtk_label_new (_(facet->field->label));

  empty (facet->box);
  gtk_widget_set_visible (facet->box, choices->len > 0);
  if (choices->len == 0)
    return;

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "facet");
  gtk_box_append (GTK_BOX (facet->box), heading);

  for (guint i = 0; i < choices->len && (facet->all || i < MAX_AT_ONCE); i++)
    gtk_box_append (GTK_BOX (facet->box), new_choice (self, facet, g_ptr_array_index (choices, i)));

  if (choices->len > MAX_AT_ONCE)
    {
      GtkWidget *more = gtk_button_new_with_label (facet->all ? _("Fewer") : _("More…"));
      g_autofree char *name = g_strdup_printf ("%s: %s", gtk_button_get_label (GTK_BUTTON (more)),
                                               _(facet->field->label));

      gtk_widget_add_css_class (more, "flat");
      gtk_widget_set_halign (more, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data (G_OBJECT (more), "facet", facet);
      g_signal_connect (more, "clicked", G_CALLBACK (more_clicked_cb), self);
      gtk_box_append (GTK_BOX (facet->box), more);
    }
}

static void
count_again (MlgFacets *self)
{
  if (self->list == NULL)
    return;

  for (guint i = 0; i < N_FACETS; i++)
    show_facet (self, &self->facets[i]);
}

static gboolean
pause_is_over_cb (gpointer user_data)
{
  MlgFacets *self = MLG_FACETS (user_data);

  self->timeout = 0;
  count_again (self);
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (MlgFacets *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (PAUSE_MS, pause_is_over_cb, self);
}

static void
mlg_facets_dispose (GObject *object)
{
  MlgFacets *self = MLG_FACETS (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_object (&self->project);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_facets_parent_class)->dispose (object);
}

static void
mlg_facets_finalize (GObject *object)
{
  MlgFacets *self = MLG_FACETS (object);

  for (guint i = 0; i < N_FACETS; i++)
    g_hash_table_unref (self->facets[i].wanted);

  G_OBJECT_CLASS (mlg_facets_parent_class)->finalize (object);
}

static void
mlg_facets_class_init (MlgFacetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_facets_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_facets_finalize;

  /* "changed": another choice was made. */
  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_FACETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "facets");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mlg_facets_init (MlgFacets *self)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);

  self->list_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list_box));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Narrow the list"), -1);

  for (guint i = 0; i < N_FACETS; i++)
    {
      self->facets[i].field = mlg_entity_find_field (actor, names[i]);
      self->facets[i].wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->facets[i].box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      gtk_box_append (self->list_box, self->facets[i].box);
    }
}

void
mlg_facets_set_list (MlgFacets     *self,
                     MlgProject    *project,
                     MlgRecordList *list)
{
  g_return_if_fail (MLG_IS_FACETS (self));
  g_return_if_fail (self->list == NULL);

  self->project = g_object_ref (project);
  self->list = g_object_ref (list);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  count_again (self);
}

gboolean
mlg_facets_has_choice (MlgFacets *self)
{
  g_return_val_if_fail (MLG_IS_FACETS (self), FALSE);

  for (guint i = 0; i < N_FACETS; i++)
    if (g_hash_table_size (self->facets[i].wanted) > 0)
      return TRUE;

  return FALSE;
}

void
mlg_facets_clear (MlgFacets *self)
{
  g_return_if_fail (MLG_IS_FACETS (self));

  for (guint i = 0; i < N_FACETS; i++)
    if (g_hash_table_size (self->facets[i].wanted) > 0)
      {
        g_hash_table_remove_all (self->facets[i].wanted);
        apply (self, &self->facets[i]);
      }
}
