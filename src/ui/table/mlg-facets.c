/* The choices beside a list: for each, how many records it would leave.
 *
 * Counting looks at every row; it waits until the typing pauses.
 */

#include "ui/table/mlg-facets.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "store/mlg-derived.h"
#include "ui/common/mlg-mark.h"
#include "ui/common/mlg-settings.h"

#define PAUSE_MS      120
/* The rest of a facet is behind a button. */
#define MAX_AT_ONCE   6
/* More are searched rather than read. */
#define MAX_IN_ALL    60
#define SEARCH_FROM   12
#define MAX_FIRST     5

typedef struct
{
  MlgFacets      *facets;
  const MlgField *field;
  GtkWidget      *box;            /* heading, search, choices, more */
  GtkWidget      *search;
  GtkWidget      *choices;
  GtkWidget      *more;
  gboolean        shown;          /* chosen to be seen */
  gboolean        all;            /* show more than MAX_AT_ONCE */
  char          **wanted;         /* of those that the focus does not keep; NULL: none */
} Facet;

struct _MlgFacets
{
  GtkWidget      parent_instance;

  GtkWidget     *scroller;
  GtkBox        *list_box;

  MlgFocus      *focus;
  MlgRecordList *list;
  GPtrArray     *facets;          /* Facet */
  guint          timeout;
};

G_DEFINE_FINAL_TYPE (MlgFacets, mlg_facets, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void count_again (MlgFacets *self);

/* ---- what is wanted */

static gboolean
is_in_focus (Facet *facet)
{
  return g_str_equal (mlg_record_list_get_entity (facet->facets->list)->name, MLG_ENTITY_ACTOR) &&
         !mlg_field_is_derived (facet->field);
}

static const char *const *
get_wanted (Facet *facet)
{
  return is_in_focus (facet) ? mlg_focus_get_terms (facet->facets->focus, facet->field->name)
                             : (const char *const *) facet->wanted;
}

/* The focus has a word for those that have none. */
static const char *
write_term (Facet      *facet,
            const char *value)
{
  return *value == '\0' && is_in_focus (facet) ? MLG_FOCUS_NO_TERM : value;
}

static gboolean
is_wanted (Facet      *facet,
           const char *value)
{
  const char *const *wanted = get_wanted (facet);

  return wanted != NULL && g_strv_contains (wanted, write_term (facet, value));
}

static void
set_wanted (Facet             *facet,
            const char *const *wanted)
{
  MlgFacets *self = facet->facets;

  if (wanted != NULL && wanted[0] == NULL)
    wanted = NULL;

  if (is_in_focus (facet))
    mlg_focus_set_terms (self->focus, facet->field->name, wanted);
  else
    {
      char **copy = g_strdupv ((char **) wanted);

      g_strfreev (facet->wanted);
      facet->wanted = copy;
      mlg_record_list_set_facet (self->list, facet->field, wanted);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
toggled_cb (GtkCheckButton *check,
            Facet          *facet)
{
  const char *value = write_term (facet, g_object_get_data (G_OBJECT (check), "value"));
  const char *const *before = get_wanted (facet);
  g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    if (!g_str_equal (before[i], value))
      g_ptr_array_add (wanted, g_strdup (before[i]));
  if (gtk_check_button_get_active (check))
    g_ptr_array_add (wanted, g_strdup (value));
  g_ptr_array_add (wanted, NULL);
  set_wanted (facet, (const char *const *) wanted->pdata);
}

/* ---- the choices of one facet, in order */

typedef struct
{
  char     *value;
  char     *label;
  char     *key;
  guint     count;
  gboolean  wanted;
} Choice;

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_free (choice->value);
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
  /* Nothing last: it is no answer to « which ones are there? » */
  if ((*first->value == '\0') != (*second->value == '\0'))
    return *first->value == '\0' ? 1 : -1;
  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return g_strcmp0 (first->key, second->key);
}

/* There is little room: categories by their short names. */
static char *
dup_label (Facet      *facet,
           const char *value)
{
  if (*value == '\0')
    return g_strdup (g_str_equal (facet->field->name, "category") ? _("Outside the categories") : _("Not filled"));

  return g_str_equal (facet->field->name, "category")
         ? g_strdup (mlg_category_get_short_label (mlg_category_find (value)))
         : mlg_record_list_display (facet->facets->list, facet->field, value);
}

static GPtrArray *
collect_choices (Facet      *facet,
                 GHashTable *counts)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);
  const char *const *wanted = get_wanted (facet);
  GHashTableIter iter;
  gpointer value, count;

  /* What was chosen stays in sight, even when nothing is left of it. */
  for (guint i = 0; wanted != NULL && wanted[i] != NULL; i++)
    {
      const char *its = g_str_equal (wanted[i], MLG_FOCUS_NO_TERM) && is_in_focus (facet) ? "" : wanted[i];

      if (!g_hash_table_contains (counts, its))
        g_hash_table_insert (counts, g_strdup (its), GUINT_TO_POINTER (0));
    }

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, &count))
    {
      Choice *choice = g_new0 (Choice, 1);

      choice->value = g_strdup (value);
      choice->count = GPOINTER_TO_UINT (count);
      choice->wanted = is_wanted (facet, value);
      g_ptr_array_add (choices, choice);
    }

  return choices;
}

/* Labels are made only for those that may be seen: there can be as many values as communes. */
static void
put_in_order (Facet     *facet,
              GPtrArray *choices)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (facet->search));
  g_autofree char *needle = mlg_fold (typed);
  gboolean is_searched = facet->all && *needle != '\0';

  if (!is_searched)
    g_ptr_array_sort (choices, compare_choices);
  for (guint i = 0; i < choices->len && (is_searched || i < 4 * MAX_IN_ALL);)
    {
      Choice *choice = choices->pdata[i];
      g_autofree char *folded = NULL;

      choice->label = dup_label (facet, choice->value);
      folded = mlg_fold (choice->label);
      if (is_searched && !choice->wanted && !mlg_fold_matches (folded, needle))
        {
          g_ptr_array_remove_index_fast (choices, i);
          continue;
        }
      choice->key = mlg_sort_key (choice->label);
      i++;
    }
  /* Equal counts by their names, now that they have one. */
  g_ptr_array_sort (choices, compare_choices);
}

/* ---- widgets */

static GtkWidget *
new_choice (Facet        *facet,
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
  g_object_set_data_full (G_OBJECT (check), "value", g_strdup (choice->value), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), facet);

  return check;
}

/* The value on which the keyboard is, to stay there. */
static char *
dup_focused_value (Facet *facet)
{
  GtkWidget *child = gtk_widget_get_focus_child (facet->choices);

  return child != NULL ? g_strdup (g_object_get_data (G_OBJECT (child), "value")) : NULL;
}

static void
fill_choices (Facet     *facet,
              GPtrArray *choices)
{
  g_autofree char *focused = dup_focused_value (facet);
  guint n = MIN (choices->len, facet->all ? MAX_IN_ALL : MAX_AT_ONCE);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (facet->choices)) != NULL)
    gtk_box_remove (GTK_BOX (facet->choices), child);

  for (guint i = 0; i < n; i++)
    {
      Choice *choice = choices->pdata[i];

      if (choice->label == NULL)
        choice->label = dup_label (facet, choice->value);
      child = new_choice (facet, choice);
      gtk_box_append (GTK_BOX (facet->choices), child);
      if (g_strcmp0 (focused, choice->value) == 0)
        gtk_widget_grab_focus (child);
    }
}

static void
show_facet (Facet      *facet,
            GHashTable *counts)
{
  g_autoptr(GPtrArray) choices = collect_choices (facet, counts);
  guint n_values = choices->len;
  g_autofree char *name = NULL;

  /* Only « not filled »: there is nothing to choose from. */
  gtk_widget_set_visible (facet->box, n_values > 1 || (n_values == 1 && *((Choice *) choices->pdata[0])->value != '\0'));
  put_in_order (facet, choices);
  fill_choices (facet, choices);

  gtk_widget_set_visible (facet->search, facet->all && n_values > SEARCH_FROM);
  gtk_widget_set_visible (facet->more, n_values > MAX_AT_ONCE);
  gtk_button_set_label (GTK_BUTTON (facet->more), facet->all ? _("Fewer") : _("More…"));
  name = g_strdup_printf ("%s: %s", gtk_button_get_label (GTK_BUTTON (facet->more)), _(facet->field->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (facet->more), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
count_again (MlgFacets *self)
{
  g_autoptr(GPtrArray) shown = g_ptr_array_new ();
  g_autoptr(GPtrArray) fields = g_ptr_array_new ();
  g_autoptr(GPtrArray) counts = NULL;

  if (self->list == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  for (guint i = 0; i < self->facets->len; i++)
    {
      Facet *facet = self->facets->pdata[i];
      gboolean seen = facet->shown || get_wanted (facet) != NULL;

      gtk_widget_set_visible (facet->box, seen);
      if (!seen)
        continue;
      g_ptr_array_add (shown, facet);
      g_ptr_array_add (fields, (gpointer) facet->field);
    }

  counts = mlg_record_list_count_facets (self->list, (const MlgField *const *) fields->pdata, fields->len);
  for (guint i = 0; i < shown->len; i++)
    show_facet (shown->pdata[i], counts->pdata[i]);
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
count_soon (MlgFacets *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (PAUSE_MS, pause_is_over_cb, self);
}

static void
more_clicked_cb (Facet *facet)
{
  facet->all = !facet->all;
  if (!facet->all)
    gtk_editable_set_text (GTK_EDITABLE (facet->search), "");
  count_again (facet->facets);
  if (gtk_widget_get_visible (facet->search))
    gtk_widget_grab_focus (facet->search);
}

/* ---- which facets */

static void
save_shown (MlgFacets *self)
{
  g_autofree char *key = g_strconcat ("facets-", mlg_record_list_get_entity (self->list)->name, NULL);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->facets->len; i++)
    if (((Facet *) self->facets->pdata[i])->shown)
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", ((Facet *) self->facets->pdata[i])->field->name);
  mlg_settings_set_text (key, names->str);
}

static void
shown_toggled_cb (GtkCheckButton *check,
                  Facet          *facet)
{
  facet->shown = gtk_check_button_get_active (check);
  if (!facet->shown && get_wanted (facet) != NULL)
    set_wanted (facet, NULL);
  save_shown (facet->facets);
  count_again (facet->facets);
}

static GtkWidget *
new_choose_button (MlgFacets *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < self->facets->len; i++)
    {
      Facet *facet = self->facets->pdata[i];
      GtkWidget *check = gtk_check_button_new_with_label (_(facet->field->label));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), facet->shown);
      g_signal_connect (check, "toggled", G_CALLBACK (shown_toggled_cb), facet);
      gtk_box_append (GTK_BOX (box), check);
    }

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 380);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Criteria…"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Choose by what the list is narrowed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose by what the list is narrowed"), -1);
  return button;
}

static Facet *
facet_new (MlgFacets      *self,
           const MlgField *field)
{
  Facet *facet = g_new0 (Facet, 1);
  GtkWidget *heading = gtk_label_new (_(field->label));
  g_autofree char *name = g_strdup_printf (_("Search in “%s”"), _(field->label));

  facet->facets = self;
  facet->field = field;
  facet->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  facet->choices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  facet->search = gtk_search_entry_new ();
  facet->more = gtk_button_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "facet");
  gtk_widget_set_visible (facet->search, FALSE);
  g_object_set (facet->search, "placeholder-text", name, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (facet->search), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (facet->search, "search-changed", G_CALLBACK (count_again), self);
  gtk_widget_add_css_class (facet->more, "flat");
  gtk_widget_set_halign (facet->more, GTK_ALIGN_START);
  g_signal_connect_swapped (facet->more, "clicked", G_CALLBACK (more_clicked_cb), facet);

  gtk_box_append (GTK_BOX (facet->box), heading);
  gtk_box_append (GTK_BOX (facet->box), facet->search);
  gtk_box_append (GTK_BOX (facet->box), facet->choices);
  gtk_box_append (GTK_BOX (facet->box), facet->more);
  gtk_box_append (self->list_box, facet->box);
  return facet;
}

static void
facet_free (gpointer data)
{
  Facet *facet = data;

  g_strfreev (facet->wanted);
  g_free (facet);
}

static void
add_facet (MlgFacets         *self,
           const MlgField    *field,
           const char *const *remembered)
{
  static const char *const of_actors[] = { "category", "family", "kind", "themes", "state", NULL };
  const MlgEntity *entity = mlg_record_list_get_entity (self->list);
  Facet *facet;

  if (!(field->flags & MLG_FIELD_FACET) || (field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE)))
    return;

  facet = facet_new (self, field);
  if (remembered != NULL)
    facet->shown = g_strv_contains (remembered, field->name);
  else if (g_str_equal (entity->name, MLG_ENTITY_ACTOR))
    facet->shown = g_strv_contains (of_actors, field->name);
  else
    facet->shown = self->facets->len < MAX_FIRST && !mlg_field_is_derived (field);
  g_ptr_array_add (self->facets, facet);
}

/* ---- life */

static void
mlg_facets_dispose (GObject *object)
{
  MlgFacets *self = MLG_FACETS (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      g_signal_handlers_disconnect_by_data (self->focus, self);
    }
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_facets_parent_class)->dispose (object);
}

static void
mlg_facets_finalize (GObject *object)
{
  g_ptr_array_unref (MLG_FACETS (object)->facets);

  G_OBJECT_CLASS (mlg_facets_parent_class)->finalize (object);
}

static void
mlg_facets_class_init (MlgFacetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_facets_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_facets_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_FACETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "facets");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mlg_facets_init (MlgFacets *self)
{
  self->facets = g_ptr_array_new_with_free_func (facet_free);
  self->list_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list_box));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Narrow the list"), -1);
  g_signal_connect (self, "notify::visible", G_CALLBACK (count_again), NULL);
}

void
mlg_facets_set_list (MlgFacets     *self,
                     MlgFocus      *focus,
                     MlgRecordList *list)
{
  const MlgEntity *entity = mlg_record_list_get_entity (list);
  g_autofree char *key = g_strconcat ("facets-", entity->name, NULL);
  g_autofree char *text = mlg_settings_dup_text (key);
  g_auto(GStrv) remembered = text != NULL ? g_strsplit (text, " ", -1) : NULL;
  const MlgField *field;

  g_return_if_fail (MLG_IS_FACETS (self));
  g_return_if_fail (self->list == NULL);

  self->focus = g_object_ref (focus);
  self->list = g_object_ref (list);
  for (guint i = 0; i < entity->n_fields; i++)
    add_facet (self, &entity->fields[i], (const char *const *) remembered);
  for (guint i = 0; (field = mlg_derived_nth (entity, i)) != NULL; i++)
    add_facet (self, field, (const char *const *) remembered);
  gtk_box_append (self->list_box, new_choose_button (self));

  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_soon), self);
  g_signal_connect_swapped (focus, "filter-changed", G_CALLBACK (count_soon), self);
  count_again (self);
}

gboolean
mlg_facets_has_any (MlgFacets *self)
{
  g_return_val_if_fail (MLG_IS_FACETS (self), FALSE);

  for (guint i = 0; i < self->facets->len; i++)
    if (!mlg_field_is_derived (((Facet *) self->facets->pdata[i])->field))
      return TRUE;

  return FALSE;
}

gboolean
mlg_facets_has_choice (MlgFacets *self)
{
  g_return_val_if_fail (MLG_IS_FACETS (self), FALSE);

  for (guint i = 0; i < self->facets->len; i++)
    if (get_wanted (self->facets->pdata[i]) != NULL)
      return TRUE;

  return FALSE;
}

void
mlg_facets_clear (MlgFacets *self)
{
  g_return_if_fail (MLG_IS_FACETS (self));

  for (guint i = 0; i < self->facets->len; i++)
    if (get_wanted (self->facets->pdata[i]) != NULL)
      set_wanted (self->facets->pdata[i], NULL);
}
