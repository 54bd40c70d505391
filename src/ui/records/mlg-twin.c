/* The record that is probably the same as the one shown. */

#include "ui/records/mlg-twin.h"

#include "exchange/mlg-duplicates.h"

#include <glib/gi18n-lib.h>

/* The eye is still on the name that was chosen. */
#define DELAY_MS         300
/* Above, reading all the names for one line of a sheet would be felt; the screen of duplicates tells. */
#define MAX_RECORDS      20000
#define MIN_CONFIDENCE   60

struct _MlgTwin
{
  GtkBox           parent_instance;

  GtkWidget       *button;
  GtkWidget       *words;

  MlgFocus        *focus;
  MlgRecord       *record;
  MlgId            other;
  guint            source;
};

G_DEFINE_FINAL_TYPE (MlgTwin, mlg_twin, GTK_TYPE_BOX)

static void
show_duplicate (MlgTwin            *self,
                const MlgDuplicate *duplicate)
{
  g_autofree char *title = mlg_project_dup_title (mlg_focus_get_project (self->focus), duplicate->entity, &duplicate->b);
  /* Translators: name of another record, why it may be the same. */
  g_autofree char *words = g_strdup_printf (_("Probable duplicate: %s (%s)"), title, duplicate->reason);

  self->other = duplicate->b;
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static gboolean
look_cb (gpointer data)
{
  MlgTwin *self = data;
  MlgProject *project = mlg_focus_get_project (self->focus);
  const MlgEntity *entity = mlg_record_get_entity (self->record);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GPtrArray) found = NULL;

  self->source = 0;
  if (mlg_record_is_deleted (self->record) || mlg_project_count (project, mlg_schema_find (MLG_ENTITY_ACTOR)) > MAX_RECORDS)
    return G_SOURCE_REMOVE;

  for (guint i = 0; i < entity->n_fields; i++)
    values[i] = mlg_record_get (self->record, &entity->fields[i]);
  found = mlg_duplicates_find_for (project, entity, values, mlg_record_get_id (self->record));
  if (found->len > 0 && ((const MlgDuplicate *) found->pdata[0])->confidence >= MIN_CONFIDENCE)
    show_duplicate (self, found->pdata[0]);
  return G_SOURCE_REMOVE;
}

static void
look_soon (MlgTwin *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->record != NULL)
    self->source = g_timeout_add (DELAY_MS, look_cb, self);
}

static void
clicked_cb (MlgTwin *self)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autoptr(MlgTwin) kept = g_object_ref (self);

  if (self->record == NULL)
    return;
  g_array_append_val (ids, *mlg_record_get_id (self->record));
  g_array_append_val (ids, self->other);
  mlg_focus_select_many (self->focus, mlg_record_get_entity (self->record), ids);
  gtk_widget_activate_action (GTK_WIDGET (kept), "win.screen", "s", "duplicates");
}

static void
mlg_twin_dispose (GObject *object)
{
  MlgTwin *self = MLG_TWIN (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->record);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_twin_parent_class)->dispose (object);
}

static void
mlg_twin_class_init (MlgTwinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_twin_dispose;
}

static void
mlg_twin_init (MlgTwin *self)
{
  self->button = gtk_button_new ();
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->words), PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (self->button), self->words);
  gtk_widget_set_hexpand (self->button, TRUE);
  gtk_box_append (GTK_BOX (self), self->button);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
mlg_twin_new (MlgFocus *focus)
{
  MlgTwin *self = g_object_new (MLG_TYPE_TWIN, NULL);

  self->focus = g_object_ref (focus);
  g_signal_connect_object (mlg_focus_get_project (focus), "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
mlg_twin_set_record (MlgTwin   *self,
                     MlgRecord *record)
{
  g_return_if_fail (MLG_IS_TWIN (self));

  if (g_set_object (&self->record, record))
    look_soon (self);
}
