/* The commands of the partnership graph. */

#include "ui/partnerships/mlg-partnership-commands.h"

#include <glib/gi18n-lib.h>

/* As in the worked example of the sources (WILO INTEC and Entraide); anything else is left to
 * be qualified by those who know.
 */
const char *
mlg_axis_usual_economy (const char *kind)
{
  static const struct { const char *kind, *economy; } usual[] = {
    { "purchase", "market" },
    { "local_labour", "market" },
    { "staff_exchange", "non_monetary" },
    { "material_gifts", "non_monetary" },
    { "joint_event", "non_monetary" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_strcmp0 (usual[i].kind, kind) == 0)
      return usual[i].economy;

  return NULL;
}

static const char **
allocate (const MlgEntity *entity)
{
  return g_new0 (const char *, entity->n_fields + 1);
}

static void
put (const MlgEntity  *entity,
     const char      **values,
     const char       *field,
     const char       *value)
{
  values[mlg_entity_find_field (entity, field)->index] = value;
}

static gboolean
insert_axis (MlgGesture   *gesture,
             const char   *partnership,
             const char   *kind,
             GError      **error)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_AXIS);
  g_autofree const char **values = allocate (entity);
  MlgId id = { { 0 } };

  put (entity, values, "partnership", partnership);
  put (entity, values, "kind", kind);
  put (entity, values, "economy", mlg_axis_usual_economy (kind));

  return mlg_gesture_insert (gesture, entity, &id, values, error);
}

gboolean
mlg_partnership_add (MlgProject         *project,
                     const MlgId        *a,
                     const MlgId        *b,
                     gboolean            established,
                     const char *const  *kinds,
                     GError            **error)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autofree const char **values = allocate (entity);
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Link two actors"), error);
  char a_text[MLG_ID_TEXT_LENGTH + 1];
  char b_text[MLG_ID_TEXT_LENGTH + 1];
  char id_text[MLG_ID_TEXT_LENGTH + 1];
  MlgId id = { { 0 } };

  if (gesture == NULL)
    return FALSE;

  put (entity, values, "a", mlg_id_write (a, a_text));
  put (entity, values, "b", mlg_id_write (b, b_text));
  put (entity, values, "state", established ? "active" : "wished");
  if (!mlg_gesture_insert (gesture, entity, &id, values, error))
    return FALSE;

  mlg_id_write (&id, id_text);
  for (guint i = 0; kinds[i] != NULL; i++)
    if (!insert_axis (gesture, id_text, kinds[i], error))
      return FALSE;

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_partnership_add_axis (MlgProject   *project,
                          const MlgId  *partnership,
                          const char   *kind,
                          GError      **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Add an axis"), error);
  char text[MLG_ID_TEXT_LENGTH + 1];

  return gesture != NULL &&
         insert_axis (gesture, mlg_id_write (partnership, text), kind, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}
