/* What is carried from a list to another screen. */

#include "ui/common/mlg-carried.h"

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
