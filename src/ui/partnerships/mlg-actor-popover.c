/* A line over the drawing in which an actor is named. */

#include "ui/partnerships/mlg-actor-popover.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "store/mlg-error.h"
#include "ui/common/mlg-completion.h"
#include "ui/common/mlg-popover-keys.h"
#include "ui/partnerships/mlg-partnership-commands.h"

#define MAX_LISTED   6
#define WIDTH_CHARS  34

struct _MlgActorPopover
{
  GtkPopover     parent_instance;

  /* Inside */
  GtkWidget     *entry;
  GtkWidget     *wish;
  GtkLabel      *hint;
  MlgCompletion *completion;

  GtkWidget     *back;           /* weak: had the keyboard before */

  /* Borrowed: the popover lives in the view */
  MlgView       *view;

  /* What is entered */
  gboolean       renames;
  gboolean       has_partner, has_place;
  MlgId          partner;        /* or who is renamed */
  MlgPoint       place;
  double         lat, lon;       /* where the file is about */
};

G_DEFINE_FINAL_TYPE (MlgActorPopover, mlg_actor_popover, GTK_TYPE_POPOVER)

enum { ENTERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static MlgProject *
get_project (MlgActorPopover *self)
{
  return mlg_view_get_project (self->view);
}

static char *
dup_text (MlgActorPopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static MlgQuickEntry *
read_entry (MlgActorPopover *self)
{
  g_autofree char *text = dup_text (self);

  return mlg_quick_entry_read (get_project (self), text, self->lat, self->lon);
}

static void
say (MlgActorPopover *self,
     const char      *sentence)
{
  gtk_label_set_text (self->hint, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *sentence != '\0');
}

static void
say_error (MlgActorPopover *self,
           const GError    *error)
{
  g_autofree char *sentence = mlg_store_error_describe (error);

  gtk_widget_add_css_class (self->entry, "error");
  say (self, sentence);
}

/* ---- Entering */

static void
finish (MlgActorPopover *self,
        const MlgId     *actor,
        const MlgId     *partnership)
{
  g_autoptr(MlgActorPopover) hold = g_object_ref (self);

  /* The line closes first: what opens next takes the keyboard from it. */
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (hold, signals[ENTERED], 0, actor, partnership);
}

static void
enter (MlgActorPopover *self,
       gboolean         anyway)
{
  g_autoptr(MlgQuickEntry) entry = read_entry (self);
  MlgActorEntry how = { self->has_place ? &self->place : NULL, self->has_partner ? &self->partner : NULL,
                        self->wish != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->wish)) };
  g_autoptr(GError) error = NULL;
  MlgId actor, partnership;

  if (entry == NULL)
    return;
  if (mlg_actor_enter (get_project (self), entry, anyway, &how, &actor, &partnership, &error))
    finish (self, &actor, &partnership);
  else
    say_error (self, error);
}

/* Somebody who is there already. */
static void
take (MlgActorPopover *self,
      MlgRecord       *record)
{
  gboolean wish = self->wish != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->wish));
  MlgId actor = *mlg_record_get_id (record);
  MlgId partnership = { { 0 } };
  g_autoptr(GError) error = NULL;

  if (self->has_partner && !mlg_id_equal (&actor, &self->partner) &&
      !mlg_partnership_find (get_project (self), &self->partner, &actor, &partnership) &&
      !mlg_partnership_add (get_project (self), &self->partner, &actor, !wish, NULL, &partnership, &error))
    {
      say_error (self, error);
      return;
    }
  finish (self, &actor, &partnership);
}

static void
rename_actor (MlgActorPopover *self)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree char *name = dup_text (self);
  g_autoptr(GError) error = NULL;

  if (*name == '\0')
    return;
  if (mlg_project_set (get_project (self), entity, &self->partner, mlg_entity_find_field (entity, "name"), name, &error))
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    say_error (self, error);
}

/* ---- Who is there already */

/* Two of one name are told apart by their town. Full; NULL: not known. */
static char *
dup_town (MlgRecord *actor)
{
  guint part;
  const MlgField *field = mlg_entity_find_part (mlg_record_get_entity (actor), "locality", &part);
  const char *address = field != NULL ? mlg_record_get (actor, field) : NULL;

  return address != NULL ? mlg_value_dup_part (address, part) : NULL;
}

static void
list (MlgActorPopover *self,
      MlgQuickEntry   *entry)
{
  g_autoptr(GPtrArray) found = mlg_project_search (get_project (self), mlg_schema_find (MLG_ENTITY_ACTOR), entry->line->name,
                                                   MAX_LISTED);

  mlg_completion_clear (self->completion);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      MlgRecord *record = g_ptr_array_index (found, i);
      g_autofree char *title = mlg_record_dup_title (record);
      g_autofree char *town = dup_town (record);

      if (!self->has_partner || !mlg_id_equal (mlg_record_get_id (record), &self->partner))
        mlg_completion_add (self->completion, title, town, g_object_ref (record), g_object_unref);
    }
  mlg_completion_show (self->completion, FALSE);
}

static void
warn (MlgActorPopover *self,
      MlgQuickEntry   *entry)
{
  MlgRecord *similar = entry->known != NULL ? entry->known
                       : entry->similar->len > 0 ? g_ptr_array_index (entry->similar, 0) : NULL;
  g_autofree char *title = similar != NULL ? mlg_record_dup_title (similar) : NULL;
  g_autofree char *sentence = NULL;

  if (similar == NULL)
    sentence = g_strdup ("");
  else if (entry->known != NULL)
    sentence = g_strdup_printf (_("“%s” is there already: Enter takes it, Ctrl+Enter adds another one."), title);
  else
    sentence = g_strdup_printf (_("Looks like “%s”, which is there already: Down and Enter take it."), title);
  say (self, sentence);
}

static void
look (MlgActorPopover *self)
{
  g_autoptr(MlgQuickEntry) entry = read_entry (self);

  if (entry == NULL)
    {
      mlg_completion_hide (self->completion);
      say (self, "");
      return;
    }
  list (self, entry);
  warn (self, entry);
}

static void
changed_cb (MlgActorPopover *self)
{
  gtk_widget_remove_css_class (self->entry, "error");
  if (!self->renames)
    look (self);
}

static void
chosen_cb (MlgActorPopover *self,
           MlgRecord       *record)
{
  take (self, record);
}

static void
activated_cb (MlgActorPopover *self)
{
  if (self->renames)
    rename_actor (self);
  else if (mlg_completion_is_lit (self->completion))
    mlg_completion_choose (self->completion, FALSE);
  else
    enter (self, FALSE);
}

static gboolean
key_cb (MlgActorPopover *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  gboolean is_enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (self->renames)
    return FALSE;
  if (is_enter && (modifiers & GDK_CONTROL_MASK))
    {
      enter (self, TRUE);
      return TRUE;
    }
  if (key == GDK_KEY_Tab && !(modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)))
    return mlg_completion_choose (self->completion, FALSE);

  return FALSE;
}

/* ---- Life */

static gboolean
unparent_idle (gpointer data)
{
  gtk_widget_unparent (data);

  return G_SOURCE_REMOVE;
}

static void
closed_cb (MlgActorPopover *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *back = self->back != NULL && gtk_widget_get_mapped (self->back) ? self->back : parent;

  if (back != NULL)
    gtk_widget_grab_focus (back);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_idle, g_object_ref (self), g_object_unref);
}

static void
mlg_actor_popover_dispose (GObject *object)
{
  MlgActorPopover *self = MLG_ACTOR_POPOVER (object);

  if (self->completion != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;
  g_clear_weak_pointer (&self->back);

  G_OBJECT_CLASS (mlg_actor_popover_parent_class)->dispose (object);
}

static void
mlg_actor_popover_class_init (MlgActorPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_actor_popover_dispose;

  signals[ENTERED] = g_signal_new ("entered", MLG_TYPE_ACTOR_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
}

static void
mlg_actor_popover_init (MlgActorPopover *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "partnership");
  mlg_popover_keep_keys (GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

static GtkWidget *
make_heading (MlgActorPopover *self)
{
  g_autofree char *title = self->has_partner || self->renames
                           ? mlg_project_dup_title (get_project (self), mlg_schema_find (MLG_ENTITY_ACTOR), &self->partner)
                           : NULL;
  g_autofree char *words = self->renames ? g_strdup_printf (_("Another name for “%s”"), title)
                           : self->has_partner ? g_strdup_printf (_("Link “%s” to…"), title) : g_strdup (_("A new actor, here"));
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_widget_add_css_class (label, "names");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return label;
}

/* The list stands under what it completes, and nothing else does. */
static void
make_entry (MlgActorPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Name of the actor"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the actor"), -1);
  self->completion = MLG_COMPLETION (mlg_completion_new (self->entry, GTK_POS_BOTTOM));
  mlg_completion_set_beneath (self->completion, TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->completion, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->completion, "asked", G_CALLBACK (look), self);
}

static GtkWidget *
make_kind (MlgActorPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *fact = gtk_toggle_button_new_with_label (_("It exists"));

  self->wish = gtk_toggle_button_new_with_label (_("It is wished for"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->wish), GTK_TOGGLE_BUTTON (fact));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (fact), TRUE);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), fact);
  gtk_box_append (GTK_BOX (box), self->wish);

  return box;
}

static GtkWidget *
make_hint (MlgActorPopover *self)
{
  GtkWidget *hint = gtk_label_new (NULL);

  self->hint = GTK_LABEL (hint);
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_max_width_chars (self->hint, WIDTH_CHARS);
  gtk_widget_add_css_class (hint, "source");
  gtk_widget_set_visible (hint, FALSE);

  return hint;
}

/* Over the line it speaks of, so that the list under it hides nothing. */
static void
make_content (MlgActorPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_box_append (GTK_BOX (box), make_heading (self));
  if (self->has_partner && !self->renames)
    gtk_box_append (GTK_BOX (box), make_kind (self));
  gtk_box_append (GTK_BOX (box), make_hint (self));
  make_entry (self);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

static GtkWidget *
show (MlgActorPopover    *self,
      GtkWidget          *parent,
      const GdkRectangle *at)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  make_content (self);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  g_set_weak_pointer (&self->back, root != NULL ? gtk_root_get_focus (root) : NULL);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);

  return GTK_WIDGET (self);
}

GtkWidget *
mlg_actor_popover_show (MlgView            *view,
                        GtkWidget          *parent,
                        const GdkRectangle *at,
                        const MlgId        *partner,
                        const MlgPoint     *place)
{
  MlgActorPopover *self = g_object_new (MLG_TYPE_ACTOR_POPOVER, NULL);

  self->view = view;
  self->has_partner = partner != NULL;
  self->has_place = place != NULL;
  if (partner != NULL)
    self->partner = *partner;
  if (place != NULL)
    self->place = *place;
  mlg_quick_entry_find_centre (get_project (self), &self->lat, &self->lon);

  return show (self, parent, at);
}

GtkWidget *
mlg_rename_popover_show (MlgView            *view,
                         GtkWidget          *parent,
                         const GdkRectangle *at,
                         const MlgId        *actor)
{
  MlgActorPopover *self = g_object_new (MLG_TYPE_ACTOR_POPOVER, NULL);
  g_autofree char *name = NULL;
  GtkWidget *popover;

  self->view = view;
  self->renames = TRUE;
  self->partner = *actor;
  popover = show (self, parent, at);
  name = mlg_project_dup_title (get_project (self), mlg_schema_find (MLG_ENTITY_ACTOR), actor);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);

  return popover;
}
