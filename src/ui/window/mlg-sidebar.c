/* The stages of the work and the screens of each.
 *
 * Four screens are made by hand; every other entity of the schema has its list, in the stage
 * the schema gives it. The first of them stand there, the others behind « Plus », so that
 * nothing is out of reach and the sidebar stays calm.
 */

#include "ui/window/mlg-sidebar.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-schema.h"
#include "model/mlg-text.h"
#include "ui/common/mlg-carried.h"

#define MAX_SHOWN_AT_ONCE 2     /* entities of a stage that has no screen of its own */

typedef struct
{
  const char *name;
  const char *label;
  const char *icon;
  const char *entity;           /* which it replaces in the lists */
  MlgStage    stage;
} Screen;

static const Screen screens[] = {
  { "directory", N_("Directory"), "mlg-directory-symbolic", "actor", MLG_STAGE_COLLECT },
  { "person", N_("Persons"), "mlg-persons-symbolic", "person", MLG_STAGE_COLLECT },
  { "map", N_("Map"), "mlg-map-symbolic", NULL, MLG_STAGE_COLLECT },
  { "initiative", N_("Initiatives"), "mlg-initiatives-symbolic", "initiative", MLG_STAGE_COLLECT },
  { "involvement", N_("Stakeholders"), "mlg-stakeholders-symbolic", "involvement", MLG_STAGE_COLLECT },
  { "need", N_("Needs"), "mlg-needs-symbolic", "need", MLG_STAGE_COLLECT },
  { "resource", N_("Resources and gaps"), "mlg-resources-symbolic", "resource", MLG_STAGE_COLLECT },
  { "network", N_("Networks"), "mlg-networks-symbolic", "network", MLG_STAGE_COLLECT },
  { "duplicates", N_("Probable duplicates"), "mlg-duplicates-symbolic", NULL, MLG_STAGE_COLLECT },
  { "importing", N_("Import a list"), "mlg-import-symbolic", NULL, MLG_STAGE_COLLECT },
  { "partnerships", N_("Partnerships"), "mlg-partnerships-symbolic", "partnership", MLG_STAGE_ANALYSE },
  { "monographs", N_("Monographs"), "mlg-monographs-symbolic", "monograph", MLG_STAGE_TELL },
  { "share", N_("Share a copy"), "mlg-share-symbolic", NULL, MLG_STAGE_SHARE },
  { "merge", N_("Merge a copy"), "mlg-merge-symbolic", NULL, MLG_STAGE_SHARE },
  { "history", N_("History"), "mlg-history-symbolic", NULL, MLG_STAGE_SHARE },
  { "conflicts", N_("To decide"), "mlg-conflicts-symbolic", NULL, MLG_STAGE_SHARE },
  { "privacy", N_("Personal data"), "mlg-privacy-symbolic", NULL, MLG_STAGE_SHARE },
};

static const struct
{
  MlgStage    stage;
  const char *label;
} stages[] = {
  { MLG_STAGE_COLLECT, N_("Collect") },
  { MLG_STAGE_ANALYSE, N_("Analyse") },
  { MLG_STAGE_ACT, N_("Act") },
  { MLG_STAGE_TELL, N_("Tell") },
  { MLG_STAGE_SHARE, N_("Share") },
};

struct _MlgSidebar
{
  GtkWidget   parent_instance;

  GtkWidget  *scroller;
  GtkBox     *list;

  GPtrArray  *words;            /* GtkWidget *, borrowed: hidden when folded */
  GHashTable *mores;            /* entity name → GtkToggleButton « Plus » of its stage, borrowed */
  gboolean    folded;
};

G_DEFINE_FINAL_TYPE (MlgSidebar, mlg_sidebar, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_FOLDED, N_PROPS };
static GParamSpec *properties[N_PROPS];

static GtkWidget *
new_row (MlgSidebar *self,
         const char *screen,
         const char *label,
         const char *icon)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *word = gtk_label_new (label);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon != NULL ? icon : "mlg-list-symbolic"));
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  /* « Accompagnements réciproques » takes two lines rather than lose its end. */
  gtk_label_set_wrap (GTK_LABEL (word), TRUE);
  gtk_label_set_lines (GTK_LABEL (word), 2);
  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (word, TRUE);
  gtk_box_append (GTK_BOX (box), word);
  g_ptr_array_add (self->words, word);

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "screen");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.screen");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", screen);
  mlg_carried_open_under (GTK_BUTTON (button));

  return button;
}

/* The line that names a stage; « Plus » comes at its end. */
static GtkBox *
add_heading (MlgSidebar *self,
             const char *label)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_add_css_class (line, "stage");
  gtk_box_append (GTK_BOX (line), heading);
  g_ptr_array_add (self->words, line);
  gtk_box_append (self->list, line);
  return GTK_BOX (line);
}

static gboolean
has_screen (const MlgEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    if (g_strcmp0 (screens[i].entity, entity->name) == 0)
      return TRUE;

  return FALSE;
}

static void
more_toggled_cb (GtkToggleButton *button,
                 GtkImage        *arrow)
{
  gboolean open = gtk_toggle_button_get_active (button);

  gtk_image_set_from_icon_name (arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

/* « Plus »: a button that shows the entities below it. */
static GtkWidget *
new_more (MlgSidebar *self,
          const char *stage,
          GtkWidget  *entities)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-end-symbolic");
  GtkWidget *word = gtk_label_new (_("More"));
  /* Translators: accessible name of « Plus » in a stage of the sidebar, e.g. « Plus : Collecter ». */
  g_autofree char *name = g_strdup_printf (_("More: %s"), stage);

  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "more");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (more_toggled_cb), arrow);
  g_object_bind_property (button, "active", entities, "visible", G_BINDING_SYNC_CREATE);

  return button;
}

static void
add_entities (MlgSidebar *self,
              MlgStage    stage,
              const char *label,
              GtkBox     *heading,
              gboolean    has_screens)
{
  guint n_entities, n_shown = has_screens ? MAX_SHOWN_AT_ONCE : 0;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);
  GtkWidget *more = NULL, *rest = NULL;

  for (guint i = 0; i < n_entities; i++)
    {
      GtkWidget *row;

      if (entities[i]->stage != stage || has_screen (entities[i]))
        continue;

      row = new_row (self, entities[i]->name, _(entities[i]->plural), NULL);
      g_ptr_array_add (self->words, row);
      if (n_shown++ < MAX_SHOWN_AT_ONCE)
        {
          gtk_box_append (self->list, row);
          continue;
        }

      if (more == NULL)
        {
          rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
          more = new_more (self, label, rest);
          gtk_box_append (heading, more);
          gtk_box_append (self->list, rest);
        }
      gtk_box_append (GTK_BOX (rest), row);
      g_hash_table_insert (self->mores, (gpointer) entities[i]->name, more);
    }
}

static void
fill (MlgSidebar *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      GtkBox *heading = add_heading (self, _(stages[i].label));
      gboolean has_screens = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (screens); j++)
        if (screens[j].stage == stages[i].stage)
          {
            gtk_box_append (self->list, new_row (self, screens[j].name, _(screens[j].label), screens[j].icon));
            has_screens = TRUE;
          }

      add_entities (self, stages[i].stage, _(stages[i].label), heading, has_screens);
    }
}

static void
mlg_sidebar_dispose (GObject *object)
{
  MlgSidebar *self = MLG_SIDEBAR (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_sidebar_parent_class)->dispose (object);
}

static void
mlg_sidebar_finalize (GObject *object)
{
  MlgSidebar *self = MLG_SIDEBAR (object);

  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->mores, g_hash_table_unref);

  G_OBJECT_CLASS (mlg_sidebar_parent_class)->finalize (object);
}

static void
mlg_sidebar_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (prop_id == PROP_FOLDED)
    g_value_set_boolean (value, MLG_SIDEBAR (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
mlg_sidebar_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (prop_id == PROP_FOLDED)
    mlg_sidebar_set_folded (MLG_SIDEBAR (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
mlg_sidebar_class_init (MlgSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mlg_sidebar_dispose;
  object_class->finalize = mlg_sidebar_finalize;
  object_class->get_property = mlg_sidebar_get_property;
  object_class->set_property = mlg_sidebar_set_property;

  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sidebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NAVIGATION);
}

static void
mlg_sidebar_init (MlgSidebar *self)
{
  self->words = g_ptr_array_new ();
  self->mores = g_hash_table_new (g_str_hash, g_str_equal);

  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Screens"), -1);

  fill (self);
}

void
mlg_sidebar_set_folded (MlgSidebar *self,
                        gboolean    folded)
{
  g_return_if_fail (MLG_IS_SIDEBAR (self));

  if (self->folded == folded)
    return;

  self->folded = folded;
  for (guint i = 0; i < self->words->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->words, i), !folded);
  if (folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "folded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "folded");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

void
mlg_sidebar_show_screen (MlgSidebar *self,
                         const char *screen)
{
  GtkToggleButton *more;

  g_return_if_fail (MLG_IS_SIDEBAR (self));

  more = g_hash_table_lookup (self->mores, screen);
  if (more != NULL)
    gtk_toggle_button_set_active (more, TRUE);
}

static void
add_if_called (GPtrArray  *found,
               const char *needle,
               const char *screen)
{
  g_autofree char *label = mlg_fold (mlg_screen_get_label (screen));

  if (mlg_fold_matches (label, needle) && !g_ptr_array_find_with_equal_func (found, screen, g_str_equal, NULL))
    g_ptr_array_add (found, (gpointer) screen);
}

GPtrArray *
mlg_screens_find (const char *text)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *needle = mlg_fold (text);
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    add_if_called (found, needle, screens[i].name);
  for (guint i = 0; i < n; i++)
    if (entities[i]->stage != MLG_STAGE_INSIDE && !has_screen (entities[i]))
      add_if_called (found, needle, entities[i]->name);
  return found;
}

const char *
mlg_screen_get_label (const char *screen)
{
  const MlgEntity *entity;

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    if (g_str_equal (screens[i].name, screen))
      return _(screens[i].label);

  entity = mlg_schema_find (screen);
  return entity != NULL ? _(entity->plural) : NULL;
}
