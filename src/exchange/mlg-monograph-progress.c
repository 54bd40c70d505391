/* How far a monograph has come, and what stands in the way of the next step. */

#include "exchange/mlg-monograph-progress.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "model/mlg-live-block.h"
#include "model/mlg-value.h"

static const char *const terms[MLG_N_STEPS] = { "draft", "review", "validated", "published" };

/* Asked of every value that changes: looked up once. */
static const MlgField *
state_field (void)
{
  static const MlgField *field;

  if (field == NULL)
    field = mlg_entity_find_field (mlg_schema_find ("monograph"), "state");
  return field;
}

static MlgStep
find_step (const char *state)
{
  for (guint i = 0; i < MLG_N_STEPS; i++)
    if (g_strcmp0 (state, terms[i]) == 0)
      return i;
  return MLG_STEP_DRAFT;
}

MlgStep
mlg_monograph_get_step (MlgRecord *monograph)
{
  return find_step (mlg_record_get (monograph, state_field ()));
}

char *
mlg_step_dup_name (MlgProject *project,
                   MlgStep     step)
{
  return mlg_project_display (project, state_field (), terms[step]);
}

/* ---- sections and their answers */

GPtrArray *
mlg_monograph_dup_sections (MlgProject  *project,
                            const MlgId *monograph)
{
  GPtrArray *sections = mlg_project_referring (project, mlg_schema_find ("monograph_section"), "monograph", monograph);

  g_ptr_array_sort (sections, mlg_record_compare_positions);
  return sections;
}

gboolean
mlg_monograph_is_answered (MlgRecord *section)
{
  return mlg_record_get_named (section, "body") != NULL;
}

void
mlg_monograph_count_answers (MlgProject  *project,
                             const MlgId *monograph,
                             guint       *n_answered,
                             guint       *n_questions)
{
  g_autoptr(GPtrArray) sections = mlg_monograph_dup_sections (project, monograph);

  *n_answered = *n_questions = 0;
  for (guint i = 0; i < sections->len; i++)
    {
      MlgRecord *section = g_ptr_array_index (sections, i);

      if (mlg_record_get_named (section, "question") == NULL)
        continue;
      (*n_questions)++;
      *n_answered += mlg_monograph_is_answered (section);
    }
}

/* ---- verbatims quoted */

gboolean
mlg_verbatim_may_be_quoted (MlgRecord *verbatim)
{
  const char *consent = mlg_record_get_named (verbatim, "consent");

  return g_strcmp0 (consent, "given") == 0 || g_strcmp0 (consent, "published") == 0;
}

typedef struct
{
  MlgProject *project;
  GPtrArray  *verbatims;
  GArray     *sections;
  MlgId       section;
} Quoted;

static void
add_verbatim (Quoted     *quoted,
              const char *id_text)
{
  g_autoptr(MlgRecord) verbatim = NULL;
  MlgId id;

  if (mlg_project_resolve (quoted->project, mlg_schema_find ("verbatim"), id_text, &id, NULL))
    verbatim = mlg_project_get_record (quoted->project, mlg_schema_find ("verbatim"), &id);
  if (verbatim == NULL || mlg_record_is_deleted (verbatim) || g_ptr_array_find (quoted->verbatims, verbatim, NULL))
    return;

  g_ptr_array_add (quoted->verbatims, g_steal_pointer (&verbatim));
  if (quoted->sections != NULL)
    g_array_append_val (quoted->sections, quoted->section);
}

static void
add_address (const char *address,
             gpointer    data)
{
  g_autofree char *entity = NULL;
  g_autofree char *id = NULL;

  if (mlg_record_address_parse (address, &entity, &id) && g_str_equal (entity, "verbatim"))
    add_verbatim (data, id);
}

GPtrArray *
mlg_monograph_dup_quoted (MlgProject *project,
                          MlgRecord  *monograph,
                          GArray     *sections)
{
  g_autoptr(GPtrArray) all = mlg_monograph_dup_sections (project, mlg_record_get_id (monograph));
  Quoted quoted = { project, g_ptr_array_new_with_free_func (g_object_unref), sections, { { 0 } } };

  for (guint i = 0; i < all->len; i++)
    {
      MlgRecord *section = g_ptr_array_index (all, i);
      g_auto(GStrv) ids = mlg_value_split (mlg_record_get_named (section, "verbatims"));
      const char *body = mlg_record_get_named (section, "body");

      quoted.section = *mlg_record_get_id (section);
      for (guint k = 0; ids[k] != NULL; k++)
        add_verbatim (&quoted, ids[k]);
      if (body != NULL)
        mlg_live_foreach_address (body, add_address, &quoted);
    }
  return quoted.verbatims;
}

/* ---- obstacles */

static void
obstacle_free (gpointer data)
{
  MlgObstacle *obstacle = data;

  g_free (obstacle->words);
  g_free (obstacle);
}

static void
add_obstacle (GPtrArray   *obstacles,
              gboolean     blocks,
              const MlgId *section,
              char        *words)
{
  MlgObstacle *obstacle = g_new0 (MlgObstacle, 1);

  obstacle->words = words;
  obstacle->blocks = blocks;
  if (section != NULL)
    obstacle->section = *section;
  g_ptr_array_add (obstacles, obstacle);
}

static char *
dup_speaker (MlgProject *project,
             MlgRecord  *verbatim)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (verbatim), "speaker");
  const char *speaker = mlg_record_get (verbatim, field);

  return speaker != NULL ? mlg_project_display (project, field, speaker) : g_strdup (_("somebody without a name"));
}

static void
add_consents (MlgProject *project,
              MlgRecord  *monograph,
              GPtrArray  *obstacles)
{
  g_autoptr(GArray) sections = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autoptr(GPtrArray) quoted = mlg_monograph_dup_quoted (project, monograph, sections);

  for (guint i = 0; i < quoted->len; i++)
    {
      MlgRecord *verbatim = g_ptr_array_index (quoted, i);
      g_autofree char *speaker = NULL;

      if (mlg_verbatim_may_be_quoted (verbatim))
        continue;
      speaker = dup_speaker (project, verbatim);
      add_obstacle (obstacles, TRUE, &g_array_index (sections, MlgId, i),
                    g_strdup_printf (g_strcmp0 (mlg_record_get_named (verbatim, "consent"), "refused") == 0
                                       ? _("%s has refused to be quoted: take these words out.")
                                       : _("Ask %s for consent to be quoted."), speaker));
    }
}

static void
add_missing_answers (MlgProject *project,
                     MlgRecord  *monograph,
                     GPtrArray  *obstacles)
{
  g_autoptr(GPtrArray) sections = mlg_monograph_dup_sections (project, mlg_record_get_id (monograph));

  for (guint i = 0; i < sections->len; i++)
    {
      MlgRecord *section = g_ptr_array_index (sections, i);
      const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (section), "question");
      const char *question = mlg_record_get (section, field);
      g_autofree char *words = NULL;

      if (question == NULL || mlg_monograph_is_answered (section))
        continue;
      words = mlg_project_display (project, field, question);
      add_obstacle (obstacles, FALSE, mlg_record_get_id (section), g_strdup_printf (_("Without answer, left out with a notice: %s"), words));
    }
}

static void
add_remarks (MlgProject *project,
             MlgRecord  *monograph,
             GPtrArray  *obstacles)
{
  g_autoptr(GPtrArray) remarks = mlg_monograph_dup_remarks (project, mlg_record_get_id (monograph));

  for (guint i = 0; i < remarks->len; i++)
    {
      MlgRecord *remark = g_ptr_array_index (remarks, i);
      const char *about = mlg_record_get_named (remark, "section");
      MlgId section = { { 0 } };

      if (mlg_record_get_named (remark, "answer") != NULL)
        continue;
      if (about != NULL)
        mlg_id_parse (about, &section);
      add_obstacle (obstacles, TRUE, &section,
                    g_strdup_printf (_("A remark waits for an answer: “%s”"), mlg_record_get_named (remark, "text")));
    }
}

GPtrArray *
mlg_monograph_dup_obstacles (MlgProject *project,
                             MlgRecord  *monograph,
                             MlgStep     step)
{
  GPtrArray *obstacles = g_ptr_array_new_with_free_func (obstacle_free);
  guint n_answered, n_questions;

  mlg_monograph_count_answers (project, mlg_record_get_id (monograph), &n_answered, &n_questions);
  if (step >= MLG_STEP_REVIEW && n_questions > 0 && n_answered == 0)
    add_obstacle (obstacles, TRUE, NULL, g_strdup (_("Nothing is written yet.")));
  if (step >= MLG_STEP_VALIDATED)
    {
      add_consents (project, monograph, obstacles);
      add_remarks (project, monograph, obstacles);
    }
  if (step >= MLG_STEP_PUBLISHED)
    {
      if (mlg_record_get_named (monograph, "licence") == NULL)
        add_obstacle (obstacles, FALSE, NULL, g_strdup (_("No licence is chosen: how may others use this text?")));
      if (mlg_record_get_named (monograph, "authors") == NULL && mlg_record_get_named (monograph, "writers") == NULL)
        add_obstacle (obstacles, FALSE, NULL, g_strdup (_("No author is named.")));
    }
  if (step >= MLG_STEP_REVIEW)
    add_missing_answers (project, monograph, obstacles);
  return obstacles;
}

gboolean
mlg_obstacles_block (GPtrArray *obstacles)
{
  for (guint i = 0; i < obstacles->len; i++)
    if (((MlgObstacle *) g_ptr_array_index (obstacles, i))->blocks)
      return TRUE;
  return FALSE;
}

/* What blocks, one sentence after the other. */
static char *
join_obstacles (GPtrArray *obstacles)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < obstacles->len; i++)
    {
      const MlgObstacle *obstacle = g_ptr_array_index (obstacles, i);

      if (obstacle->blocks && strstr (words->str, obstacle->words) == NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", obstacle->words);
    }
  return g_string_free (words, FALSE);
}

gboolean
mlg_monograph_check_change (MlgProject      *project,
                            const MlgEntity *entity,
                            const MlgId     *id,
                            const MlgField  *field,
                            const char      *value,
                            GError         **error)
{
  MlgStep step = field == state_field () ? find_step (value) : MLG_STEP_DRAFT;
  g_autoptr(MlgRecord) monograph = step >= MLG_STEP_VALIDATED ? mlg_project_get_record (project, entity, id) : NULL;
  g_autoptr(GPtrArray) obstacles = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  /* Going back, or staying, is always free. */
  if (monograph == NULL || mlg_monograph_get_step (monograph) >= step)
    return TRUE;
  obstacles = mlg_monograph_dup_obstacles (project, monograph, step);
  if (!mlg_obstacles_block (obstacles))
    return TRUE;

  words = join_obstacles (obstacles);
  name = mlg_step_dup_name (project, step);
  g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CONSENT, _("“%s” has to wait. %s"), name, words);
  return FALSE;
}

gboolean
mlg_monograph_set_step (MlgProject  *project,
                        MlgRecord   *monograph,
                        MlgStep      step,
                        GError     **error)
{
  return mlg_monograph_check_change (project, mlg_record_get_entity (monograph), mlg_record_get_id (monograph), state_field (), terms[step], error) &&
         mlg_project_set (project, mlg_record_get_entity (monograph), mlg_record_get_id (monograph), state_field (), terms[step], error);
}

/* ---- remarks */

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  MlgRecord *x = *(MlgRecord *const *) a;
  MlgRecord *y = *(MlgRecord *const *) b;
  int order = g_strcmp0 (mlg_record_get_named (x, "date"), mlg_record_get_named (y, "date"));

  return order != 0 ? order : mlg_id_compare (mlg_record_get_id (x), mlg_record_get_id (y));
}

GPtrArray *
mlg_monograph_dup_remarks (MlgProject  *project,
                           const MlgId *monograph)
{
  GPtrArray *remarks = mlg_project_referring (project, mlg_schema_find ("review_remark"), "monograph", monograph);

  g_ptr_array_sort (remarks, compare_dates);
  return remarks;
}

gboolean
mlg_monograph_add_remark (MlgProject   *project,
                          const MlgId  *monograph,
                          const MlgId  *section,
                          const char   *text,
                          const char   *by,
                          GError      **error)
{
  const MlgEntity *entity = mlg_schema_find ("review_remark");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *who = by != NULL ? g_strconcat ("person:", by, NULL) : NULL;
  char monograph_text[MLG_ID_TEXT_LENGTH + 1], section_text[MLG_ID_TEXT_LENGTH + 1];
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "monograph")->index] = mlg_id_write (monograph, monograph_text);
  values[mlg_entity_find_field (entity, "section")->index] = section != NULL ? mlg_id_write (section, section_text) : NULL;
  values[mlg_entity_find_field (entity, "text")->index] = text;
  values[mlg_entity_find_field (entity, "by")->index] = who;
  values[mlg_entity_find_field (entity, "date")->index] = date;
  return mlg_project_add (project, entity, values, &id, error);
}
