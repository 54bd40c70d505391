/* What one does to a monograph, each one command of the project. */

#include "ui/monographs/mlg-monograph-commands.h"

#include "model/mlg-value.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* The three mandatory rubriques and their questions (docs/domain.md §2.14). */
static const struct
{
  const char *heading, *question;
} guide[] = {
  { "uncovered_needs",   "origin" },
  { "uncovered_needs",   "leeway" },
  { "social_innovation", "define_innovation" },
  { "social_innovation", "innovation_source" },
  { "cooperation",       "participation" },
  { "cooperation",       "friction" },
  { "cooperation",       "tools" },
};

static const MlgEntity *
monograph_entity (void)
{
  return mlg_schema_find ("monograph");
}

static const MlgEntity *
section_entity (void)
{
  return mlg_schema_find ("monograph_section");
}

/* Values of a new row: fields by name, lent. */
static void
put (const MlgEntity  *entity,
     const char      **values,
     const char       *field,
     const char       *value)
{
  values[mlg_entity_find_field (entity, field)->index] = value;
}

static char *
join_values (const char *a,
             const char *b)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  g_auto(GStrv) first = mlg_value_split (a);
  g_auto(GStrv) second = mlg_value_split (b);

  for (guint i = 0; first[i] != NULL; i++)
    g_ptr_array_add (all, first[i]);
  for (guint i = 0; second[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) first, second[i]))
      g_ptr_array_add (all, second[i]);
  g_ptr_array_add (all, NULL);
  return mlg_value_join ((const char *const *) all->pdata);
}

static gboolean
insert_section (MlgGesture   *gesture,
                const char   *monograph,
                guint         position,
                const char   *heading,
                const char   *question,
                const char   *title,
                GError      **error)
{
  const MlgEntity *entity = section_entity ();
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *number = g_strdup_printf ("%u", position);
  MlgId id = { 0 };

  put (entity, values, "monograph", monograph);
  put (entity, values, "position", number);
  put (entity, values, "heading", heading);
  put (entity, values, "question", question);
  put (entity, values, "title", title);
  put (entity, values, "optional", question == NULL ? "1" : NULL);
  return mlg_gesture_insert (gesture, entity, &id, values, error);
}

static gboolean
insert_monograph (MlgGesture  *gesture,
                  MlgRecord   *initiative,
                  MlgId       *id,
                  GError     **error)
{
  const MlgEntity *entity = monograph_entity ();
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *title = initiative != NULL ? mlg_record_dup_title (initiative) : g_strdup (_("New monograph"));
  g_autofree char *initiative_id = NULL;
  g_autofree char *actors = NULL;

  put (entity, values, "title", title);
  put (entity, values, "state", "draft");
  put (entity, values, "language", "fr");
  if (initiative != NULL)
    {
      initiative_id = mlg_id_dup_text (mlg_record_get_id (initiative));
      actors = join_values (mlg_record_get_named (initiative, "carriers"), mlg_record_get_named (initiative, "supporters"));
      put (entity, values, "initiative", initiative_id);
      put (entity, values, "actors", actors);
      put (entity, values, "territories", mlg_record_get_named (initiative, "territories"));
    }
  return mlg_gesture_insert (gesture, entity, id, values, error);
}

gboolean
mlg_monograph_create (MlgProject   *project,
                      const MlgId  *initiative,
                      MlgId        *id,
                      GError      **error)
{
  g_autoptr(MlgRecord) record = initiative != NULL
                                  ? mlg_project_get_record (project, mlg_schema_find ("initiative"), initiative) : NULL;
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("New monograph"), error);
  char text[MLG_ID_TEXT_LENGTH + 1];

  *id = (MlgId) { 0 };
  if (gesture == NULL || !insert_monograph (gesture, record, id, error))
    return FALSE;

  mlg_id_write (id, text);
  for (guint i = 0; i < G_N_ELEMENTS (guide); i++)
    if (!insert_section (gesture, text, i + 1, guide[i].heading, guide[i].question, NULL, error))
      return FALSE;

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_monograph_add_optional (MlgProject   *project,
                            const MlgId  *monograph,
                            const char   *title,
                            GError      **error)
{
  g_autoptr(GPtrArray) sections = mlg_monograph_dup_sections (project, monograph);
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Add a section"), error);
  const char *last = sections->len > 0
                       ? mlg_record_get_named (g_ptr_array_index (sections, sections->len - 1), "position") : NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];

  return gesture != NULL &&
         insert_section (gesture, mlg_id_write (monograph, text), (last != NULL ? atoi (last) : 0) + 1, NULL, NULL, title, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

static gboolean
set_field (MlgProject   *project,
           const MlgId  *section,
           const char   *label,
           const char   *field,
           const char   *value,
           GError      **error)
{
  const MlgEntity *entity = section_entity ();
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, label, error);

  return gesture != NULL &&
         mlg_gesture_set (gesture, entity, section, mlg_entity_find_field (entity, field), value, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_monograph_write (MlgProject   *project,
                     const MlgId  *section,
                     const char   *markdown,
                     GError      **error)
{
  return set_field (project, section, N_("Write in a monograph"), "body", markdown[0] != '\0' ? markdown : NULL, error);
}

gboolean
mlg_monograph_write_many (MlgProject          *project,
                          const MlgId *const  *sections,
                          const char *const   *markdown,
                          guint                n,
                          GError             **error)
{
  const MlgEntity *entity = section_entity ();
  const MlgField *body = mlg_entity_find_field (entity, "body");
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Replace in a monograph"), error);

  if (gesture == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!mlg_gesture_set (gesture, entity, sections[i], body, markdown[i][0] != '\0' ? markdown[i] : NULL, error))
      return FALSE;
  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_monograph_set_to_ask (MlgProject   *project,
                          const MlgId  *section,
                          const char   *questions,
                          GError      **error)
{
  return set_field (project, section, N_("Change what is still to be asked"), "to_complete", questions, error);
}

gboolean
mlg_monograph_attach (MlgProject   *project,
                      const MlgId  *section,
                      const char   *verbatim,
                      gboolean      attach,
                      GError      **error)
{
  const MlgEntity *entity = section_entity ();
  const MlgField *field = mlg_entity_find_field (entity, "verbatims");
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, attach ? N_("Insert a verbatim") : N_("Take a verbatim out"), error);

  if (gesture == NULL)
    return FALSE;

  return (attach ? mlg_gesture_add_element (gesture, entity, section, field, verbatim, error)
                 : mlg_gesture_remove_element (gesture, entity, section, field, verbatim, error)) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

/* ---- reading */

static gboolean
set_position (MlgGesture  *gesture,
              MlgRecord   *section,
              guint        position,
              GError     **error)
{
  g_autofree char *number = g_strdup_printf ("%u", position);

  return g_strcmp0 (number, mlg_record_get_named (section, "position")) == 0 ||
         mlg_gesture_set (gesture, section_entity (), mlg_record_get_id (section),
                          mlg_entity_find_field (section_entity (), "position"), number, error);
}

gboolean
mlg_monograph_move_section (MlgProject  *project,
                            MlgRecord   *section,
                            int          step,
                            GError     **error)
{
  g_autoptr(GPtrArray) sections = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  guint at = 0;
  MlgId monograph;

  g_return_val_if_fail (step == -1 || step == 1, FALSE);

  if (!mlg_id_parse (mlg_record_get_named (section, "monograph"), &monograph))
    return TRUE;
  sections = mlg_monograph_dup_sections (project, &monograph);
  while (at < sections->len && !mlg_id_equal (mlg_record_get_id (g_ptr_array_index (sections, at)), mlg_record_get_id (section)))
    at++;
  if (at >= sections->len || at + step >= sections->len)
    return TRUE;       /* it is at the end already */

  {
    gpointer other = sections->pdata[at + step];

    sections->pdata[at + step] = sections->pdata[at];
    sections->pdata[at] = other;
  }
  gesture = mlg_project_begin (project, N_("Move a section"), error);
  for (guint i = 0; gesture != NULL && i < sections->len; i++)
    if (!set_position (gesture, g_ptr_array_index (sections, i), i + 1, error))
      return FALSE;
  return gesture != NULL && mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

char *
mlg_monograph_describe_answers (MlgProject  *project,
                                const MlgId *monograph)
{
  guint n_answered, n_questions;

  mlg_monograph_count_answers (project, monograph, &n_answered, &n_questions);
  return g_strdup_printf (ngettext ("%u question of %u", "%u questions of %u", n_answered), n_answered, n_questions);
}

/* How near a verbatim is to the monograph: 0 the nearest. */
static guint
distance_of (MlgRecord *verbatim,
             MlgRecord *monograph)
{
  const char *initiative = mlg_record_get_named (monograph, "initiative");
  const char *structure = mlg_record_get_named (verbatim, "structure");
  const char *actors = mlg_record_get_named (monograph, "actors");

  if (initiative != NULL && g_strcmp0 (initiative, mlg_record_get_named (verbatim, "initiative")) == 0)
    return 0;
  if (structure != NULL && actors != NULL && strstr (actors, structure) != NULL)
    return 1;
  return 2;
}

static gboolean
collect_id (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  g_array_append_val ((GArray *) data, *id);
  return TRUE;
}

GPtrArray *
mlg_monograph_dup_verbatims (MlgProject *project,
                             MlgRecord  *monograph)
{
  const MlgEntity *entity = mlg_schema_find ("verbatim");
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  GPtrArray *verbatims = g_ptr_array_new_with_free_func (g_object_unref);

  mlg_store_foreach (mlg_project_get_store (project), entity, collect_id, ids, NULL);
  for (guint wanted = 0; wanted <= 2; wanted++)
    for (guint i = 0; i < ids->len; i++)
      {
        MlgRecord *verbatim = mlg_project_get_record (project, entity, &g_array_index (ids, MlgId, i));

        if (verbatim != NULL && distance_of (verbatim, monograph) == wanted)
          g_ptr_array_add (verbatims, verbatim);
        else
          g_clear_object (&verbatim);
      }
  return verbatims;
}
