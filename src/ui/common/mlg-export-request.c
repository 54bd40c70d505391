/* Asking the window to export a list. */

#include "ui/common/mlg-export-request.h"

static GVariant *
pack_ids (GArray *ids)
{
  return ids == NULL ? g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, NULL, 0, 1)
                     : g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, ids->data, ids->len * sizeof (MlgId), 1);
}

/* NULL: none. */
static GArray *
unpack_ids (GVariant *packed)
{
  gsize length;
  const guint8 *bytes = g_variant_get_fixed_array (packed, &length, 1);
  GArray *ids;

  if (length == 0 || length % sizeof (MlgId) != 0)
    return NULL;

  ids = g_array_sized_new (FALSE, FALSE, sizeof (MlgId), length / sizeof (MlgId));
  g_array_append_vals (ids, bytes, length / sizeof (MlgId));
  return ids;
}

void
mlg_export_request_send (GtkWidget          *from,
                         const MlgEntity    *entity,
                         GArray             *shown,
                         GArray             *selected,
                         const char *const  *columns)
{
  static const char *const none[] = { NULL };
  GVariant *parameter = g_variant_new ("(s@ay@ay^as)", entity->name, pack_ids (shown), pack_ids (selected),
                                       columns != NULL ? columns : none);

  gtk_widget_activate_action_variant (from, "win.export-list", parameter);
}

MlgExportRequest *
mlg_export_request_new (GVariant *parameter)
{
  g_autoptr(MlgExportRequest) self = g_new0 (MlgExportRequest, 1);
  g_autoptr(GVariant) shown = NULL, selected = NULL;
  const char *entity;

  g_variant_get (parameter, "(&s@ay@ay^as)", &entity, &shown, &selected, &self->columns);
  self->entity = mlg_schema_find (entity);
  self->shown = unpack_ids (shown);
  self->selected = unpack_ids (selected);
  return self->entity == NULL ? NULL : g_steal_pointer (&self);
}

void
mlg_export_request_free (MlgExportRequest *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->selected, g_array_unref);
  g_strfreev (self->columns);
  g_free (self);
}
