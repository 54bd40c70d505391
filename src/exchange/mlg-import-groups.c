/* Several lines about one record, such as the list of its grants: they are read together, into
 * the first of them. What they say otherwise is kept in the note.
 *
 * The same by a number of the State and its name, by the key that was chosen, or by all that
 * tells who and where an actor is, when nothing else contradicts it. Two names under one number
 * are told, never mixed.
 */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

typedef struct
{
  MlgList    *list;
  GArray     *rows;         /* MlgRowValues */
  guint       name, address, place, key, note;    /* targets; G_MAXUINT: none */
  guint       siret, siren, rna;
  GHashTable *twins;        /* hash → row + 1 */
  GHashTable *leaders;      /* what tells a record → row + 1 */
  GHashTable *numbers;      /* SIRET → row + 1 */
  GHashTable *namesakes;    /* hash of who and where → row + 1 */
} Groups;

static MlgRowValues *
get_row (Groups *self,
         guint   row)
{
  return &g_array_index (self->rows, MlgRowValues, row);
}

static const char *
get_value (const MlgRowValues *values,
           guint               target)
{
  return target == G_MAXUINT ? NULL : values->values[target];
}

/* ---- lines that stand twice in the list */

static gboolean
is_same_line (MlgList *list,
              guint    a,
              guint    b)
{
  guint n = g_array_index (list->rows, MlgSheetRow, a).n_cells;

  if (n != g_array_index (list->rows, MlgSheetRow, b).n_cells)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const MlgSheetCell *x = mlg_list_get_cell (list, a, i), *y = mlg_list_get_cell (list, b, i);

      if (x->length != y->length || memcmp (x->text, y->text, x->length) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
refuse_twin (Groups *self,
             guint   row)
{
  MlgRowValues *values = get_row (self, row);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->twins, &values->hash));

  if (first == 0)
    g_hash_table_insert (self->twins, &values->hash, GUINT_TO_POINTER (row + 1));
  else if (values->reason == NULL && is_same_line (self->list, first - 1, row))
    values->reason = g_strdup_printf (_("This line is the same as line %u."),
                                      g_array_index (self->list->rows, MlgSheetRow, first - 1).line);
}

/* ---- what tells a record */

static char *
dup_chosen_key (Groups             *self,
                const MlgRowValues *values)
{
  g_autoptr(GString) text = g_string_new ("k:");

  for (guint i = 0; i < self->list->keys->len; i++)
    {
      const MlgKeyPart *key = &g_array_index (self->list->keys, MlgKeyPart, i);
      const char *value = get_value (values, mlg_list_find_target (self->list, key->field->name));
      g_autofree char *part = value == NULL || !mlg_field_is_composite (key->field) ? g_strdup (value) : mlg_value_dup_part (value, key->part);
      g_autofree char *folded = part == NULL ? NULL : mlg_fold (part);

      if (folded == NULL)
        return NULL;
      g_string_append_printf (text, "%s\x1f", folded);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* @sure: the lines are one record whatever else they say. */
static char *
dup_identity (Groups             *self,
              const MlgRowValues *values,
              gboolean           *sure)
{
  const char *name = get_value (values, self->name), *address = get_value (values, self->address);
  const char *siret = get_value (values, self->siret), *siren = get_value (values, self->siren), *rna = get_value (values, self->rna);
  g_autofree char *core = NULL;

  *sure = TRUE;
  if (values->has_id)
    {
      char id[MLG_ID_TEXT_LENGTH + 1];

      return g_strconcat ("i:", mlg_id_write (&values->id, id), NULL);
    }
  if (name == NULL)
    return NULL;
  if (siret != NULL || rna != NULL || siren != NULL)
    core = mlg_name_core (name);
  if (siret != NULL)
    return g_strjoin ("\x1f", "s:", siret, core, NULL);
  if (rna != NULL)
    return g_strjoin ("\x1f", "r:", rna, core, NULL);
  if (siren != NULL)
    return g_strjoin ("\x1f", "n:", siren, core, address != NULL ? address : "", NULL);

  *sure = FALSE;
  return NULL;
}

/* All that tells who and where, for actors without a number: a hash, since nearly every row of a
 * list has one of its own. */
static void
hash_text (guint64    *hash,
           const char *text)
{
  for (const char *p = text == NULL ? "" : text; *p != '\0'; p++)
    *hash = (*hash ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);
  *hash = (*hash ^ 0x1f) * G_GUINT64_CONSTANT (1099511628211);
}

/* The letters that no spelling changes: « AMAP DE L'ÉTÉ » and « Amap de l’été » have the same. */
static void
hash_letters (guint64    *hash,
              const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      *hash = (*hash ^ (guchar) g_ascii_tolower (*text)) * G_GUINT64_CONSTANT (1099511628211);
}

static gboolean
is_same_name (const char *a,
              const char *b)
{
  g_autofree char *x = NULL, *y = NULL;

  if (strcmp (a, b) == 0)
    return TRUE;
  x = mlg_fold (a);
  y = mlg_fold (b);
  return strcmp (x, y) == 0;
}

static guint
find_namesake (Groups       *self,
               guint         row,
               MlgRowValues *values)
{
  const guint targets[] = { self->address, self->place, self->key };
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);
  guint first;

  if (get_value (values, self->name) == NULL || (get_value (values, self->address) == NULL && get_value (values, self->place) == NULL))
    return 0;

  hash_letters (&hash, get_value (values, self->name));
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    hash_text (&hash, get_value (values, targets[i]));
  values->identity = (gint64) hash;
  first = GPOINTER_TO_UINT (g_hash_table_lookup (self->namesakes, &values->identity));
  if (first == 0)
    g_hash_table_insert (self->namesakes, &values->identity, GUINT_TO_POINTER (row + 1));

  if (first != 0 && !is_same_name (get_value (get_row (self, first - 1), self->name), get_value (values, self->name)))
    return 0;
  for (guint i = 0; first != 0 && i < G_N_ELEMENTS (targets); i++)
    if (g_strcmp0 (get_value (get_row (self, first - 1), targets[i]), get_value (values, targets[i])) != 0)
      return 0;
  return first;
}

/* The two actors of a partnership, whoever stands first. */
static char *
dup_ends (Groups             *self,
          const MlgRowValues *values)
{
  const char *a = get_value (values, mlg_list_find_target (self->list, "a"));
  const char *b = get_value (values, mlg_list_find_target (self->list, "b"));

  if (a == NULL || b == NULL)
    return NULL;
  return strcmp (a, b) < 0 ? g_strjoin ("\x1f", "p:", a, b, NULL) : g_strjoin ("\x1f", "p:", b, a, NULL);
}

/* ---- reading together */

/* What both say and is not the same cannot stand in one field. */
static gboolean
is_compatible (const MlgField *field,
               const char     *old,
               const char     *new)
{
  if (old == NULL || new == NULL || strcmp (old, new) == 0 || mlg_field_is_multiple (field) || field->number == MLG_FIELD_NOTE)
    return TRUE;
  if (!mlg_field_is_composite (field))
    return FALSE;

  for (guint i = 0; i < field->n_parts; i++)
    {
      g_autofree char *x = mlg_value_dup_part (old, i), *y = mlg_value_dup_part (new, i);

      if (x != NULL && y != NULL && strcmp (x, y) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The two actors of a partnership may stand in either order. */
static gboolean
is_end (Groups *self,
        guint   target)
{
  const MlgField *field = g_ptr_array_index (self->list->targets, target);

  return strcmp (self->list->entity->name, MLG_ENTITY_PARTNERSHIP) == 0 && (field->flags & MLG_FIELD_REQUIRED) &&
         mlg_field_is_reference (field);
}

static gboolean
are_compatible (Groups             *self,
                const MlgRowValues *leader,
                const MlgRowValues *values)
{
  for (guint i = 0; i < self->list->targets->len; i++)
    {
      /* Of one name, or of one number whatever the name: they were asked about already. */
      if (!is_end (self, i) && i != self->name && !is_compatible (g_ptr_array_index (self->list->targets, i), leader->values[i], values->values[i]))
        return FALSE;
    }

  return TRUE;
}

static char *
dup_shown (Groups         *self,
           const MlgField *field,
           const char     *value)
{
  return mlg_field_is_reference (field) ? mlg_project_display (self->list->project, field, value) : mlg_value_to_display (field, value);
}

static void
merge_value (Groups         *self,
             guint           target,
             MlgRowValues   *leader,
             MlgRowValues   *values,
             GString        *contradicted)
{
  const MlgField *field = g_ptr_array_index (self->list->targets, target);
  const char *label = g_dgettext (GETTEXT_PACKAGE, field->label);
  char *merged;

  if (values->values[target] == NULL || g_strcmp0 (values->values[target], leader->values[target]) == 0)
    return;
  if (is_compatible (field, leader->values[target], values->values[target]))
    {
      merged = field->number == MLG_FIELD_NOTE ? mlg_import_join_notes (leader->values[target], values->values[target])
                                               : mlg_import_merge_value (field, leader->values[target], values->values[target]);
      g_free (leader->values[target]);
      leader->values[target] = merged;
      return;
    }

  g_autofree char *shown = dup_shown (self, field, values->values[target]);

  mlg_row_values_keep (leader, self->note, label, shown);
  g_string_append_printf (contradicted, "%s%s", contradicted->len > 0 ? ", " : "", label);
}

static void
follow (Groups *self,
        guint   first,
        guint   row)
{
  MlgRowValues *leader = get_row (self, first), *values = get_row (self, row);
  g_autoptr(GString) contradicted = g_string_new (NULL);
  g_autofree char *sentence = g_strdup_printf (_("Read together with line %u: the same record."),
                                               g_array_index (self->list->rows, MlgSheetRow, first).line);

  /* Written in the note of the leader last: its own lines come first. */
  for (guint i = 0; i < self->list->targets->len; i++)
    if (!is_end (self, i))
      merge_value (self, i, leader, values, contradicted);

  values->leader = first;
  mlg_row_values_remark (values, NULL, sentence);
  if (contradicted->len > 0)
    {
      g_autofree char *more = g_strdup_printf (_("It says otherwise for %s: kept in the note."), contradicted->str);

      mlg_row_values_remark (values, NULL, more);
    }
}

static gboolean
has_other_name (Groups             *self,
                const MlgRowValues *leader,
                const MlgRowValues *values)
{
  const char *name = get_value (leader, self->name), *other = get_value (values, self->name);
  g_autofree char *core = name == NULL ? NULL : mlg_name_core (name);
  g_autofree char *other_core = other == NULL ? NULL : mlg_name_core (other);

  return core != NULL && other_core != NULL && strcmp (core, other_core) != 0;
}

static void
remark_on_line (Groups     *self,
                guint       row,
                guint       first,
                const char *format)
{
  g_autofree char *sentence = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  sentence = g_strdup_printf (format, g_array_index (self->list->rows, MlgSheetRow, first).line);
#pragma GCC diagnostic pop
  mlg_row_values_remark (get_row (self, row), NULL, sentence);
}

/* Two names with one number: perhaps a duplicate, perhaps the number of somebody else. */
static void
check_number (Groups *self,
              guint   row)
{
  MlgRowValues *values = get_row (self, row);
  const char *siret = get_value (values, self->siret);
  guint first;

  if (siret == NULL)
    return;

  first = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, siret));
  if (first == 0)
    g_hash_table_insert (self->numbers, (gpointer) siret, GUINT_TO_POINTER (row + 1));
  else
    remark_on_line (self, row, first - 1, _("The same SIRET stands on line %u under another name: a probable duplicate."));
}

static void
group_by_identity (Groups *self,
                   guint   row)
{
  MlgRowValues *values = get_row (self, row);
  gboolean is_partnership = strcmp (self->list->entity->name, MLG_ENTITY_PARTNERSHIP) == 0;
  gboolean sure = FALSE;
  g_autofree char *identity = NULL;
  guint first;

  if (is_partnership)
    identity = dup_ends (self, values);
  else if (values->has_id || strcmp (self->list->entity->name, MLG_ENTITY_ACTOR) == 0)
    identity = dup_identity (self, values, &sure);
  if (identity == NULL && (is_partnership || sure || strcmp (self->list->entity->name, MLG_ENTITY_ACTOR) != 0))
    return;

  first = identity == NULL ? find_namesake (self, row, values) : GPOINTER_TO_UINT (g_hash_table_lookup (self->leaders, identity));
  if (first == 0 && identity == NULL)
    return;
  if (first == 0)
    {
      g_hash_table_insert (self->leaders, g_steal_pointer (&identity), GUINT_TO_POINTER (row + 1));
      check_number (self, row);
      return;
    }

  if (values->has_id)
    values->reason = g_strdup_printf (_("This identifier stands on line %u already."),
                                      g_array_index (self->list->rows, MlgSheetRow, first - 1).line);
  else if (sure || are_compatible (self, get_row (self, first - 1), values))
    follow (self, first - 1, row);
  else if (!is_partnership)
    remark_on_line (self, row, first - 1, _("Line %u has the same name and the same place: a probable duplicate."));
}

/* Lines that a chosen key says are one. */
static void
group_by_key (Groups *self,
              guint   row)
{
  MlgRowValues *values = get_row (self, row);
  g_autofree char *key = NULL;
  guint first;

  if (self->list->by_id)
    {
      group_by_identity (self, row);
      return;
    }

  key = dup_chosen_key (self, values);
  if (key == NULL)
    {
      values->reason = g_strdup_printf (_("“%s” is empty, and tells the lines apart."), self->list->key);
      return;
    }

  first = GPOINTER_TO_UINT (g_hash_table_lookup (self->leaders, key));
  if (first == 0)
    g_hash_table_insert (self->leaders, g_steal_pointer (&key), GUINT_TO_POINTER (row + 1));
  else if (has_other_name (self, get_row (self, first - 1), values))
    values->reason = g_strdup_printf (_("“%s” stands on line %u already, under another name."), self->list->key,
                                      g_array_index (self->list->rows, MlgSheetRow, first - 1).line);
  else
    follow (self, first - 1, row);
}

gboolean
mlg_list_group_rows (MlgList  *list,
                     GArray   *rows,
                     GError  **error)
{
  g_autoptr(GHashTable) twins = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GHashTable) leaders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) namesakes = g_hash_table_new (g_int64_hash, g_int64_equal);
  Groups self = {
    list, rows,
    mlg_list_find_target (list, "name"), mlg_list_find_target (list, "address"), mlg_list_find_target (list, "place"),
    mlg_list_find_target (list, "key"), mlg_list_find_target (list, "note"),
    mlg_list_find_target (list, "siret"), mlg_list_find_target (list, "siren"), mlg_list_find_target (list, "rna"),
    twins, leaders, numbers, namesakes,
  };

  for (guint i = 0; i < list->keys->len; i++)
    {
      if (mlg_list_find_target (list, g_array_index (list->keys, MlgKeyPart, i).field->name) == G_MAXUINT)
        {
          g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID,
                       _("No column of this list holds “%s”, which is to tell the lines apart."), list->key);
          return FALSE;
        }
    }

  for (guint row = 0; row < rows->len; row++)
    {
      refuse_twin (&self, row);
      if (get_row (&self, row)->reason != NULL)
        continue;
      if (list->key != NULL)
        group_by_key (&self, row);
      else
        group_by_identity (&self, row);
    }

  return TRUE;
}
