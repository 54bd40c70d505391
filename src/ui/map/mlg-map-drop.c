/* An actor dropped on the map is there. */

#include "ui/map/mlg-map-drop.h"

#include "ui/common/mlg-carried.h"

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         MlgMapView    *self)
{
  const MlgId *id = g_value_get_boxed (value);
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  if (id == NULL || !mlg_map_place_actor (self, id, x, y))
    return FALSE;

  mlg_focus_select (focus, mlg_schema_find (MLG_ENTITY_ACTOR), id);
  return TRUE;
}

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           MlgMapView    *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));

  return project != NULL && !mlg_project_is_read_only (project) ? GDK_ACTION_COPY : 0;
}

void
mlg_map_drop_attach (MlgMapView *self)
{
  GtkDropTarget *target = gtk_drop_target_new (MLG_TYPE_CARRIED, GDK_ACTION_COPY);

  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (target));
}

/* ---- lines of the list */

static guint
get_spot (GtkListItem *item)
{
  MlgMapRow *row = gtk_list_item_get_item (item);

  return row != NULL ? mlg_map_row_get_spot (row) : MLG_MAP_NONE;
}

static gboolean
is_actor (MlgMapView *self,
          guint       spot)
{
  return spot != MLG_MAP_NONE && mlg_map_view_get_spot (self, spot)->sort <= MLG_SPOT_PLACE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            MlgMapView    *self)
{
  guint spot = get_spot (g_object_get_data (G_OBJECT (source), "item"));

  return is_actor (self, spot) ? mlg_carried_new (&mlg_map_view_get_spot (self, spot)->id) : NULL;
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag,
          MlgMapView    *self)
{
  guint spot = get_spot (g_object_get_data (G_OBJECT (source), "item"));

  if (is_actor (self, spot))
    mlg_carried_set_icon (source, mlg_map_view_get_spot (self, spot)->name);
}

void
mlg_map_drop_add_source (MlgMapView  *self,
                         GtkWidget   *box,
                         GtkListItem *item)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_object_set_data (G_OBJECT (source), "item", item);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), self);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (source));
}
