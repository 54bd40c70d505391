/* What is carried from a list to another screen. */

#include "ui/common/mlg-carried.h"

#define REST 600           /* milliseconds */

typedef MlgId MlgCarried;

G_DEFINE_BOXED_TYPE (MlgCarried, mlg_carried, mlg_id_copy, g_free)

GdkContentProvider *
mlg_carried_new (const MlgId *actor)
{
  return gdk_content_provider_new_typed (MLG_TYPE_CARRIED, actor);
}

void
mlg_carried_set_icon (GtkDragSource *source,
                      const char    *name)
{
  GdkDrag *drag = gtk_drag_source_get_drag (source);
  GtkWidget *label = gtk_label_new (name);

  if (drag == NULL)
    {
      g_object_ref_sink (label);
      g_object_unref (label);
      return;
    }
  gtk_widget_add_css_class (label, "carried");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

/* ---- lines of a list */

typedef struct
{
  GtkListItem    *item;
  MlgCarriedFunc  get;
} Line;

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            Line          *line)
{
  MlgRecord *record = line->get (line->item);

  return record != NULL ? mlg_carried_new (mlg_record_get_id (record)) : NULL;
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag,
          Line          *line)
{
  MlgRecord *record = line->get (line->item);
  g_autofree char *title = record != NULL ? mlg_record_dup_title (record) : NULL;

  if (title != NULL)
    mlg_carried_set_icon (source, title);
}

static void
free_line (gpointer  data,
           GClosure *closure)
{
  g_free (data);
}

void
mlg_carried_add_source (GtkWidget      *child,
                        GtkListItem    *item,
                        MlgCarriedFunc  get)
{
  GtkDragSource *source = gtk_drag_source_new ();
  Line *line = g_new (Line, 1);

  *line = (Line) { item, get };
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_data (source, "prepare", G_CALLBACK (prepare_cb), line, free_line, 0);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), line);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (source));
}

/* ---- on the way */

static void
forget_rest (GtkEventController *controller)
{
  guint source = GPOINTER_TO_UINT (g_object_steal_data (G_OBJECT (controller), "rest"));

  if (source != 0)
    g_source_remove (source);
}

static gboolean
rested_cb (gpointer data)
{
  GtkEventController *controller = data;

  g_object_steal_data (G_OBJECT (controller), "rest");
  g_signal_emit_by_name (gtk_event_controller_get_widget (controller), "clicked");
  return G_SOURCE_REMOVE;
}

static void
entered_cb (GtkEventController *controller,
            double              x,
            double              y,
            gpointer            data)
{
  forget_rest (controller);
  g_object_set_data (G_OBJECT (controller), "rest", GUINT_TO_POINTER (g_timeout_add (REST, rested_cb, controller)));
}

void
mlg_carried_open_under (GtkButton *button)
{
  GtkEventController *controller = gtk_drop_controller_motion_new ();

  g_signal_connect (controller, "enter", G_CALLBACK (entered_cb), NULL);
  g_signal_connect (controller, "leave", G_CALLBACK (forget_rest), NULL);
  g_signal_connect_object (button, "unmap", G_CALLBACK (forget_rest), controller, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (button), controller);
}
