/* A merge in the words of its reader. */

#include "exchange/mlg-merge-plan.h"

#include "exchange/mlg-duplicates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A circle of parents ends there. */
#define MAX_PARENTS 8

/* Looked up one by one below this; the whole file is compared above. */
#define MAX_NEW_TO_LOOK_UP 300

typedef struct
{
  MlgProject   *project;
  MlgMergePlan *plan;
  GHashTable   *groups;     /* MlgId → MlgMergeGroup */
  GHashTable   *cells;      /* "id/field" that have a line */
} Making;

static void
line_free (gpointer data)
{
  MlgMergeLine *line = data;

  g_free (line->title);
  g_free (line->ours);
  g_free (line->theirs);
  g_free (line->value);
  g_free (line);
}

static void
group_free (gpointer data)
{
  MlgMergeGroup *group = data;

  g_ptr_array_unref (group->lines);
  g_free (group->title);
  g_free (group->duplicate);
  g_free (group);
}

const char *
mlg_merge_kind_get_words (MlgMergeKind kind)
{
  static const char *const words[] = {
    [MLG_MERGE_BOTH] = N_("changed on both sides"), [MLG_MERGE_ADDED] = N_("new"), [MLG_MERGE_COMPLETED] = N_("completed"),
    [MLG_MERGE_CHANGED] = N_("changed there"), [MLG_MERGE_DELETED] = N_("deleted there"),
    [MLG_MERGE_RESTORED] = N_("brought back there"), [MLG_MERGE_ERASED] = N_("erased for good there"),
  };

  g_return_val_if_fail (kind < MLG_N_MERGE_KINDS, "");

  return _(words[kind]);
}

/* ---- whose line it is */

/* As it would be, else as it is: a record that goes still has its parents here. */
static MlgRecord *
find_record (Making          *making,
             const MlgEntity *entity,
             const MlgId     *id)
{
  MlgRecord *record = mlg_project_get_record (making->plan->preview->merged, entity, id);

  return record != NULL ? record : mlg_project_get_record (making->project, entity, id);
}

static gboolean
find_parent (MlgRecord        *record,
             const MlgEntity **entity,
             MlgId            *id)
{
  const MlgEntity *of = mlg_record_get_entity (record);

  for (guint i = 0; i < of->n_fields; i++)
    {
      const MlgField *field = &of->fields[i];
      const char *value = (field->flags & MLG_FIELD_PARENT) ? mlg_record_get (record, field) : NULL;
      const char *colon = value != NULL && field->type == MLG_TYPE_ANY ? strchr (value, ':') : NULL;
      g_autofree char *name = NULL;

      if (value == NULL || (field->type == MLG_TYPE_ANY && colon == NULL))
        continue;
      name = colon != NULL ? g_strndup (value, colon - value) : g_strdup (field->target);
      *entity = mlg_schema_find (name);
      if (*entity != NULL && mlg_id_parse (colon != NULL ? colon + 1 : value, id))
        return TRUE;
    }
  return FALSE;
}

static void
find_root (Making           *making,
           const MlgEntity **entity,
           MlgId            *id)
{
  for (guint i = 0; i < MAX_PARENTS; i++)
    {
      g_autoptr(MlgRecord) record = find_record (making, *entity, id);

      if (record == NULL || !find_parent (record, entity, id))
        return;
    }
}

static char *
dup_title (Making          *making,
           const MlgEntity *entity,
           const MlgId     *id,
           const char      *otherwise)
{
  g_autoptr(MlgRecord) there = mlg_project_get_record (making->plan->preview->merged, entity, id);
  g_autoptr(MlgRecord) here = there == NULL ? mlg_project_get_record (making->project, entity, id) : NULL;

  if (there == NULL && here == NULL)
    return g_strdup (otherwise != NULL ? otherwise : g_dgettext (GETTEXT_PACKAGE, entity->label));
  return mlg_project_dup_title (there != NULL ? making->plan->preview->merged : making->project, entity, id);
}

static MlgMergeGroup *
ensure_group (Making          *making,
              const MlgEntity *entity,
              const MlgId     *id,
              const char      *title)
{
  MlgMergeGroup *group;
  MlgId root = *id;

  find_root (making, &entity, &root);
  group = g_hash_table_lookup (making->groups, &root);
  if (group != NULL)
    return group;

  group = g_new0 (MlgMergeGroup, 1);
  group->entity = entity;
  group->id = root;
  group->title = dup_title (making, entity, &root, title);
  group->kind = MLG_N_MERGE_KINDS;
  group->lines = g_ptr_array_new_with_free_func (line_free);
  g_hash_table_insert (making->groups, mlg_id_copy (&root), group);
  g_ptr_array_add (making->plan->groups, group);
  return group;
}

static MlgMergeLine *
add_line (Making          *making,
          const MlgEntity *entity,
          const MlgId     *id,
          const MlgField  *field,
          const char      *title)
{
  MlgMergeGroup *group = ensure_group (making, entity, id, title);
  MlgMergeLine *line = g_new0 (MlgMergeLine, 1);

  line->entity = entity;
  line->id = *id;
  line->field = field;
  if (!mlg_id_equal (&group->id, id))
    line->title = dup_title (making, entity, id, title);
  line->is_text = field != NULL && (field->type == MLG_TYPE_LONG_TEXT || field->type == MLG_TYPE_MARKDOWN);
  g_ptr_array_add (group->lines, line);
  return line;
}

/* TRUE the first time. */
static gboolean
note_cell (Making          *making,
           const MlgId     *id,
           const MlgField  *field)
{
  g_autofree char *text = mlg_id_dup_text (id);

  return g_hash_table_add (making->cells, g_strdup_printf ("%s/%d", text, field != NULL ? field->number : 0));
}

/* ---- changes */

/* Drawings, the order of a list and what the file notes of itself come without a word. */
static gboolean
is_silent (const MlgEntity *entity)
{
  static const char *const silent[] = { "position", "snapshot", "handover", MLG_ENTITY_LINK };

  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    if (g_str_equal (entity->name, silent[i]))
      return TRUE;
  return FALSE;
}

static char *
dup_value (MlgProject      *project,
           const MlgEntity *entity,
           const MlgId     *id,
           const MlgField  *field)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, entity, id);
  const char *value = record != NULL ? mlg_record_get (record, field) : NULL;

  return value != NULL ? mlg_project_display (project, field, value) : NULL;
}

static MlgMergeKind
get_kind (const MlgHistoryEntry *entry,
          gboolean               was_empty)
{
  switch (entry->kind)
    {
    case MLG_CHANGE_ADDED:
      return MLG_MERGE_ADDED;
    case MLG_CHANGE_DELETED:
      return MLG_MERGE_DELETED;
    case MLG_CHANGE_RESTORED:
      return MLG_MERGE_RESTORED;
    case MLG_CHANGE_ERASED:
      return MLG_MERGE_ERASED;
    case MLG_CHANGE_SET:
    default:
      return was_empty ? MLG_MERGE_COMPLETED : MLG_MERGE_CHANGED;
    }
}

static void
add_change (Making                *making,
            const MlgHistoryEntry *entry)
{
  MlgMergeLine *line;

  if (is_silent (entry->entity) || !note_cell (making, &entry->id, entry->field))
    return;

  line = add_line (making, entry->entity, &entry->id, entry->field, entry->after != NULL ? entry->after : entry->before);
  if (entry->field != NULL)
    {
      line->ours = dup_value (making->project, entry->entity, &entry->id, entry->field);
      line->theirs = dup_value (making->plan->preview->merged, entry->entity, &entry->id, entry->field);
    }
  line->kind = get_kind (entry, line->ours == NULL);
  line->their_author = entry->author;
  line->their_date = entry->date;
}

/* ---- conflicts */

/* The latest of those that we had, or had not. */
static const MlgHistoryEntry *
find_head (Making            *making,
           const MlgConflict *conflict,
           gboolean           ours)
{
  for (guint i = 0; i < conflict->heads->len; i++)
    {
      const MlgHistoryEntry *head = g_ptr_array_index (conflict->heads, i);

      if (mlg_version_has (making->plan->preview->before, head->sid, head->seq) == ours)
        return head;
    }
  return NULL;
}

static char *
describe_head (MlgProject            *project,
               const MlgConflict     *conflict,
               const MlgHistoryEntry *head)
{
  if (head == NULL)
    return NULL;
  if (conflict->field != NULL)
    return head->after != NULL ? mlg_project_display (project, conflict->field, head->after) : NULL;
  if (head->kind == MLG_CHANGE_DELETED)
    return g_strdup (_("Deleted"));
  return head->field != NULL ? g_strdup_printf (_("Changed: %s"), g_dgettext (GETTEXT_PACKAGE, head->field->label))
                             : g_strdup (_("Changed"));
}

static void
add_conflict (Making            *making,
              const MlgConflict *conflict)
{
  const MlgHistoryEntry *ours = find_head (making, conflict, TRUE), *theirs = find_head (making, conflict, FALSE);
  MlgMergeLine *line;

  if (is_silent (conflict->entity))
    return;

  note_cell (making, &conflict->id, conflict->field);
  line = add_line (making, conflict->entity, &conflict->id, conflict->field, NULL);
  line->kind = MLG_MERGE_BOTH;
  line->choice = MLG_MERGE_LATER;
  line->is_joined = conflict->kind == MLG_CONFLICT_TEXT_MERGED;
  line->ours = describe_head (making->project, conflict, ours);
  line->theirs = describe_head (making->plan->preview->merged, conflict, theirs);
  line->value = theirs != NULL ? g_strdup (theirs->after) : NULL;
  line->deleted_there = conflict->field == NULL && theirs != NULL && theirs->kind == MLG_CHANGE_DELETED;
  if (ours != NULL)
    {
      line->our_author = ours->author;
      line->our_date = ours->date;
    }
  if (theirs != NULL)
    {
      line->their_author = theirs->author;
      line->their_date = theirs->date;
    }
}

/* ---- probable duplicates among what is new */

static void
name_duplicate (Making             *making,
                MlgMergeGroup      *group,
                const MlgDuplicate *duplicate)
{
  const MlgId *other = mlg_id_equal (&duplicate->a, &group->id) ? &duplicate->b : &duplicate->a;
  g_autoptr(MlgRecord) here = mlg_project_get_record (making->project, group->entity, other);
  g_autofree char *title = NULL;

  /* Two of the same copy are its own affair. */
  if (here == NULL || group->duplicate != NULL)
    return;

  title = mlg_record_dup_title (here);
  group->duplicate = g_strdup_printf ("%s — %s", title, duplicate->reason);
  making->plan->n_duplicates++;
}

static void
look_up_duplicate (Making        *making,
                   MlgMergeGroup *group)
{
  MlgProject *merged = making->plan->preview->merged;
  g_autoptr(MlgRecord) record = mlg_project_get_record (merged, group->entity, &group->id);
  g_autofree const char **values = g_new0 (const char *, group->entity->n_fields);
  g_autoptr(GPtrArray) found = NULL;

  if (record == NULL)
    return;
  for (guint i = 0; i < group->entity->n_fields; i++)
    values[i] = mlg_record_get (record, &group->entity->fields[i]);
  found = mlg_duplicates_find_for (merged, group->entity, values, &group->id);
  for (guint i = 0; found != NULL && i < found->len; i++)
    name_duplicate (making, group, g_ptr_array_index (found, i));
}

static void
find_all_duplicates (Making *making)
{
  g_autoptr(GPtrArray) found = mlg_duplicates_find (making->plan->preview->merged);

  for (guint i = 0; i < found->len; i++)
    {
      const MlgDuplicate *duplicate = g_ptr_array_index (found, i);
      const MlgId *ends[] = { &duplicate->a, &duplicate->b };

      for (guint e = 0; e < G_N_ELEMENTS (ends); e++)
        {
          MlgMergeGroup *group = g_hash_table_lookup (making->groups, ends[e]);

          if (group != NULL && group->kind == MLG_MERGE_ADDED)
            name_duplicate (making, group, duplicate);
        }
    }
}

static void
find_duplicates (Making *making)
{
  g_autoptr(GPtrArray) added = g_ptr_array_new ();

  for (guint i = 0; i < making->plan->groups->len; i++)
    {
      MlgMergeGroup *group = g_ptr_array_index (making->plan->groups, i);

      if (group->kind == MLG_MERGE_ADDED &&
          (g_str_equal (group->entity->name, MLG_ENTITY_ACTOR) || g_str_equal (group->entity->name, "person")))
        g_ptr_array_add (added, group);
    }

  if (added->len > MAX_NEW_TO_LOOK_UP)
    find_all_duplicates (making);
  else
    for (guint i = 0; i < added->len; i++)
      look_up_duplicate (making, g_ptr_array_index (added, i));
}

/* ---- the plan */

/* Of what hangs on the record of the group: a new link of a known actor completes it. */
static MlgMergeKind
weigh (const MlgMergeLine *line)
{
  if (line->title == NULL || line->kind == MLG_MERGE_BOTH)
    return line->kind;
  return line->kind == MLG_MERGE_ADDED || line->kind == MLG_MERGE_COMPLETED ? MLG_MERGE_COMPLETED : MLG_MERGE_CHANGED;
}

/* A record made, deleted or erased says so; else the strongest of what happened to it and what hangs on it. */
static MlgMergeKind
get_group_kind (MlgMergeGroup *group)
{
  MlgMergeKind strongest = MLG_MERGE_COMPLETED;

  for (guint i = 0; i < group->lines->len; i++)
    {
      const MlgMergeLine *line = g_ptr_array_index (group->lines, i);
      MlgMergeKind kind = weigh (line);

      if (line->title == NULL && line->field == NULL && kind != MLG_MERGE_BOTH)
        return kind;
      if (kind == MLG_MERGE_BOTH || (kind != MLG_MERGE_COMPLETED && strongest != MLG_MERGE_BOTH))
        strongest = kind;
    }
  return strongest;
}

/* The record itself first, conflicts before all; then what hangs on it. */
static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const MlgMergeLine *x = *(MlgMergeLine *const *) a, *y = *(MlgMergeLine *const *) b;

  if ((x->kind == MLG_MERGE_BOTH) != (y->kind == MLG_MERGE_BOTH))
    return (y->kind == MLG_MERGE_BOTH) - (x->kind == MLG_MERGE_BOTH);
  if ((x->title == NULL) != (y->title == NULL))
    return x->title == NULL ? -1 : 1;
  if (x->title != NULL && !g_str_equal (x->title, y->title))
    return g_utf8_collate (x->title, y->title);
  return (int) (x->field != NULL ? x->field->index : 0) - (int) (y->field != NULL ? y->field->index : 0);
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const MlgMergeGroup *x = *(MlgMergeGroup *const *) a, *y = *(MlgMergeGroup *const *) b;
  gboolean x_decides = x->kind == MLG_MERGE_BOTH, y_decides = y->kind == MLG_MERGE_BOTH;
  gboolean x_actor = g_str_equal (x->entity->name, MLG_ENTITY_ACTOR), y_actor = g_str_equal (y->entity->name, MLG_ENTITY_ACTOR);

  if (x_decides != y_decides)
    return y_decides - x_decides;
  if (x_actor != y_actor)
    return y_actor - x_actor;
  if (x->entity != y->entity)
    return (int) x->entity->number - (int) y->entity->number;
  return g_utf8_collate (x->title, y->title);
}

/* An unrelated file has its own title, its own drawings: they do not replace ours. */
static void
keep_what_is_ours (MlgMergePlan *plan)
{
  if (plan->preview->report->related)
    return;

  for (guint i = plan->groups->len; i-- > 0;)
    {
      MlgMergeGroup *group = g_ptr_array_index (plan->groups, i);

      if (g_str_equal (group->entity->name, "file_info"))
        mlg_merge_group_choose (group, MLG_MERGE_KEEP);
    }
}

MlgMergePlan *
mlg_merge_plan_new (MlgProject      *project,
                    MlgMergePreview *preview)
{
  MlgMergePlan *self = g_new0 (MlgMergePlan, 1);
  g_autoptr(GHashTable) groups = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  g_autoptr(GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Making making = { project, self, groups, cells };

  self->preview = preview;
  self->groups = g_ptr_array_new_with_free_func (group_free);
  for (guint i = 0; i < preview->conflicts->len; i++)
    add_conflict (&making, g_ptr_array_index (preview->conflicts, i));
  for (guint i = 0; i < preview->changes->len; i++)
    add_change (&making, g_ptr_array_index (preview->changes, i));

  for (guint i = 0; i < self->groups->len; i++)
    {
      MlgMergeGroup *group = g_ptr_array_index (self->groups, i);

      g_ptr_array_sort (group->lines, compare_lines);
      group->kind = get_group_kind (group);
      group->author = ((MlgMergeLine *) g_ptr_array_index (group->lines, 0))->their_author;
      self->n[group->kind]++;
    }
  find_duplicates (&making);
  g_ptr_array_sort (self->groups, compare_groups);
  keep_what_is_ours (self);
  return self;
}

void
mlg_merge_plan_free (MlgMergePlan *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->groups);
  g_free (self);
}

/* ---- choices */

void
mlg_merge_group_choose (MlgMergeGroup  *group,
                        MlgMergeChoice  choice)
{
  for (guint i = 0; i < group->lines->len; i++)
    {
      MlgMergeLine *line = g_ptr_array_index (group->lines, i);

      if (line->kind != MLG_MERGE_ERASED && (choice != MLG_MERGE_LATER || line->kind == MLG_MERGE_BOTH))
        line->choice = choice;
    }
}

int
mlg_merge_group_get_choice (const MlgMergeGroup *group)
{
  int choice = -1;

  for (guint i = 0; i < group->lines->len; i++)
    {
      const MlgMergeLine *line = g_ptr_array_index (group->lines, i);

      if (i > 0 && (int) line->choice != choice)
        return -1;
      choice = (int) line->choice;
    }
  return choice;
}

/* ---- decisions */

static gboolean
hangs_on (MlgMergePlan       *self,
          const MlgMergeLine *line,
          GHashTable         *refused)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (self->preview->merged, line->entity, &line->id);

  for (guint i = 0; record != NULL && i < line->entity->n_fields; i++)
    {
      const MlgField *field = &line->entity->fields[i];
      const char *value = mlg_field_is_reference (field) && !mlg_field_is_multiple (field) &&
                          (field->flags & (MLG_FIELD_PARENT | MLG_FIELD_REQUIRED)) ? mlg_record_get (record, field) : NULL;
      const char *colon = value != NULL && field->type == MLG_TYPE_ANY ? strchr (value, ':') : NULL;
      MlgId id;

      if (value != NULL && mlg_id_parse (colon != NULL ? colon + 1 : value, &id) && g_hash_table_contains (refused, &id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse_more (MlgMergePlan *self,
             GHashTable   *refused)
{
  gboolean more = FALSE;

  for (guint i = 0; i < self->groups->len; i++)
    {
      MlgMergeGroup *group = g_ptr_array_index (self->groups, i);

      for (guint l = 0; l < group->lines->len; l++)
        {
          MlgMergeLine *line = g_ptr_array_index (group->lines, l);

          if (line->kind != MLG_MERGE_ADDED || g_hash_table_contains (refused, &line->id))
            continue;
          if (line->choice == MLG_MERGE_KEEP || hangs_on (self, line, refused))
            {
              g_hash_table_add (refused, mlg_id_copy (&line->id));
              line->choice = MLG_MERGE_KEEP;
              more = TRUE;
            }
        }
    }
  return more;
}

static MlgMergeDecision *
decide (const MlgMergeLine *line)
{
  MlgMergeDecision *decision;

  if (line->kind == MLG_MERGE_ERASED || line->choice == MLG_MERGE_LATER ||
      (line->choice == MLG_MERGE_TAKE && line->kind != MLG_MERGE_BOTH))
    return NULL;

  decision = g_new0 (MlgMergeDecision, 1);
  decision->entity = line->entity;
  decision->id = line->id;
  decision->field = line->field;
  decision->what = MLG_MERGE_AS_OURS;
  if (line->kind != MLG_MERGE_BOTH)
    return decision;

  if (line->field == NULL)
    decision->what = (line->choice == MLG_MERGE_TAKE) == line->deleted_there ? MLG_MERGE_DELETE : MLG_MERGE_RESTORE;
  else if (line->choice == MLG_MERGE_TAKE)
    {
      decision->what = MLG_MERGE_VALUE;
      decision->value = g_strdup (line->value);
    }
  return decision;
}

GPtrArray *
mlg_merge_plan_dup_decisions (MlgMergePlan *self)
{
  GPtrArray *decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_merge_decision_free);
  g_autoptr(GHashTable) refused = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);

  while (refuse_more (self, refused))
    ;

  for (guint i = 0; i < self->groups->len; i++)
    {
      MlgMergeGroup *group = g_ptr_array_index (self->groups, i);

      for (guint l = 0; l < group->lines->len; l++)
        {
          MlgMergeDecision *decision = decide (g_ptr_array_index (group->lines, l));

          if (decision != NULL)
            g_ptr_array_add (decisions, decision);
        }
    }
  return decisions;
}
