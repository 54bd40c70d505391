/* The commands of the partnership graph. */

#include "ui/partnerships/mlg-partnership-commands.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-project-positions.h"

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
             const char   *words,
             GError      **error)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_AXIS);
  g_autofree const char **values = allocate (entity);
  MlgId id = { { 0 } };

  put (entity, values, "partnership", partnership);
  put (entity, values, "kind", kind);
  put (entity, values, "label", words);
  put (entity, values, "economy", mlg_axis_usual_economy (kind));

  return mlg_gesture_insert (gesture, entity, &id, values, error);
}

gboolean
mlg_partnership_find (MlgProject  *project,
                      const MlgId *a,
                      const MlgId *b,
                      MlgId       *id)
{
  static const char *const ends[][2] = { { "a", "b" }, { "b", "a" } };
  char other[MLG_ID_TEXT_LENGTH + 1];

  mlg_id_write (b, other);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr(GPtrArray) found = mlg_project_referring (project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), ends[i][0], a);

      for (guint k = 0; found != NULL && k < found->len; k++)
        if (g_strcmp0 (mlg_record_get_named (g_ptr_array_index (found, k), ends[i][1]), other) == 0)
          {
            if (id != NULL)
              *id = *mlg_record_get_id (g_ptr_array_index (found, k));
            return TRUE;
          }
    }

  return FALSE;
}

static gboolean
insert_partnership (MlgGesture         *gesture,
                    const MlgId        *a,
                    const MlgId        *b,
                    gboolean            established,
                    const char *const  *kinds,
                    MlgId              *id,
                    GError            **error)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autofree const char **values = allocate (entity);
  char a_text[MLG_ID_TEXT_LENGTH + 1];
  char b_text[MLG_ID_TEXT_LENGTH + 1];
  char id_text[MLG_ID_TEXT_LENGTH + 1];

  put (entity, values, "a", mlg_id_write (a, a_text));
  put (entity, values, "b", mlg_id_write (b, b_text));
  put (entity, values, "state", established ? "active" : "wished");
  *id = (MlgId) { { 0 } };
  if (!mlg_gesture_insert (gesture, entity, id, values, error))
    return FALSE;

  mlg_id_write (id, id_text);
  for (guint i = 0; kinds != NULL && kinds[i] != NULL; i++)
    if (!insert_axis (gesture, id_text, kinds[i], NULL, error))
      return FALSE;

  return TRUE;
}

gboolean
mlg_partnership_add (MlgProject         *project,
                     const MlgId        *a,
                     const MlgId        *b,
                     gboolean            established,
                     const char *const  *kinds,
                     MlgId              *id,
                     GError            **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Link two actors"), error);
  MlgId own;

  if (gesture == NULL || !insert_partnership (gesture, a, b, established, kinds, &own, error))
    return FALSE;
  if (id != NULL)
    *id = own;

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_partnership_set_fact (MlgProject  *project,
                          MlgRecord   *partnership,
                          gboolean     fact,
                          GError     **error)
{
  const MlgEntity *entity = mlg_record_get_entity (partnership);

  if (mlg_partnership_is_established (mlg_record_get_named (partnership, "state")) == fact)
    return TRUE;

  return mlg_project_set (project, entity, mlg_record_get_id (partnership), mlg_entity_find_field (entity, "state"),
                          fact ? "active" : "wished", error);
}

gboolean
mlg_partnership_add_axis (MlgProject   *project,
                          const MlgId  *partnership,
                          const char   *kind,
                          const char   *words,
                          GError      **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Add an axis"), error);
  char text[MLG_ID_TEXT_LENGTH + 1];

  return gesture != NULL &&
         insert_axis (gesture, mlg_id_write (partnership, text), kind, words, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

MlgAxisDirection
mlg_axis_get_direction (MlgRecord *axis,
                        MlgRecord *partnership)
{
  const char *from = mlg_record_get_named (axis, "from");
  const char *to = mlg_record_get_named (axis, "to");
  const char *a = mlg_record_get_named (partnership, "a");
  const char *b = mlg_record_get_named (partnership, "b");

  if ((from == NULL && to == NULL) || g_strcmp0 (from, to) == 0)
    return MLG_AXIS_BOTH_WAYS;
  if (g_strcmp0 (from, a) == 0 || (from == NULL && g_strcmp0 (to, b) == 0))
    return MLG_AXIS_FROM_A;
  if (g_strcmp0 (from, b) == 0 || (from == NULL && g_strcmp0 (to, a) == 0))
    return MLG_AXIS_FROM_B;

  return MLG_AXIS_BOTH_WAYS;
}

gboolean
mlg_axis_set_direction (MlgProject        *project,
                        MlgRecord         *axis,
                        MlgRecord         *partnership,
                        MlgAxisDirection   direction,
                        GError           **error)
{
  const MlgEntity *entity = mlg_record_get_entity (axis);
  const char *a = mlg_record_get_named (partnership, "a");
  const char *b = mlg_record_get_named (partnership, "b");
  const char *from = direction == MLG_AXIS_FROM_A ? a : direction == MLG_AXIS_FROM_B ? b : NULL;
  const char *to = direction == MLG_AXIS_FROM_A ? b : direction == MLG_AXIS_FROM_B ? a : NULL;
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Turn an axis"), error);

  return gesture != NULL &&
         mlg_gesture_set (gesture, entity, mlg_record_get_id (axis), mlg_entity_find_field (entity, "from"), from, error) &&
         mlg_gesture_set (gesture, entity, mlg_record_get_id (axis), mlg_entity_find_field (entity, "to"), to, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

/* What the line says besides is entered too: its town, its themes, its partners. */
gboolean
mlg_actor_enter (MlgProject           *project,
                 MlgQuickEntry        *entry,
                 gboolean              anyway,
                 const MlgActorEntry  *how,
                 MlgId                *actor,
                 MlgId                *partnership,
                 GError              **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, how->partner != NULL ? N_("Link two actors") : N_("Add an actor"),
                                                     error);
  g_auto(MlgQuickOutcome) outcome = { 0 };
  gboolean is_new = entry->known == NULL || anyway;

  *partnership = (MlgId) { { 0 } };
  if (gesture == NULL || !mlg_quick_entry_write (entry, project, gesture, anyway, &outcome, error))
    return FALSE;

  *actor = outcome.id;
  /* A line may name a person alone. */
  if (mlg_id_is_null (actor))
    return mlg_project_commit (project, g_steal_pointer (&gesture), error);
  if (is_new && how->place != NULL &&
      !mlg_project_positions_place (gesture, MLG_PLACEMENT_FREE, actor, *how->place, FALSE, error))
    return FALSE;
  if (how->partner != NULL && !mlg_id_equal (how->partner, actor) &&
      !mlg_partnership_find (project, how->partner, actor, partnership) &&
      !insert_partnership (gesture, how->partner, actor, !how->wished, NULL, partnership, error))
    return FALSE;

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_actors_delete (MlgProject  *project,
                   GArray      *actors,
                   GError     **error)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, actors->len > 1 ? N_("Delete actors") : N_("Delete an actor"),
                                                     error);

  if (gesture == NULL)
    return FALSE;
  for (guint i = 0; i < actors->len; i++)
    if (!mlg_gesture_delete (gesture, entity, &g_array_index (actors, MlgId, i), error))
      return FALSE;

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}
