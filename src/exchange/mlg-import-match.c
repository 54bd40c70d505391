/* The records of the project, and which of them a row of a list is.
 *
 * Without a key chosen by the user, two are the same
 *   surely    by our own id, by SIRET or RNA, by the id of their source when the name or the
 *             commune agrees too (two lists may both count from 1);
 *   probably  by name and commune, or name and place within half a kilometre; by name alone
 *             when nothing tells where either of them is, and only one has that name.
 * A record that already says all of the row is chosen before any other, then sure rows choose;
 * a record is taken once, so that two branches of one association in one
 * town stay two.
 */

#include "exchange/mlg-import-private.h"

#include <math.h>
#include <string.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

#define NEAR_KM        0.5
#define KM_PER_DEGREE  111.2
/* Namesakes looked at for one row: a name that thousands share tells nothing. */
#define MAX_NAMESAKES  200

/* What tells who a record is; lent by its values, the folded texts owned. */
typedef struct
{
  const char *key, *siret, *siren, *rna;
  char       *name;         /* folded */
  char       *core;         /* without legal form */
  char       *locality;     /* folded */
  char       *insee_code, *postal_code;
  gboolean    has_point;
  double      lat, lon;
  char       *wanted;       /* value of the chosen key */
} Identity;

typedef struct
{
  MlgId     id;
  char    **values;         /* of the targets */
  char     *own_key, *own_siret, *own_siren, *own_rna;
  char     *name;
  Identity  identity;
  gboolean  taken;
  gboolean  by_name;        /* taken for its name alone, while only one of the two says where it is */
} Known;

struct _MlgMatcher
{
  MlgList        *list;
  guint           n_targets;
  gboolean        is_actor;

  GArray         *known;        /* Known */
  GHashTable     *index;        /* "k:…", "s:…", "n:…" → GArray of guint */
};

static const char *
get_field (const MlgEntity   *entity,
           const char *const *values,
           const char        *name)
{
  const MlgField *field = mlg_entity_find_field (entity, name);

  return field == NULL ? NULL : values[field->index];
}

static char *
fold_or_null (const char *text)
{
  return text == NULL ? NULL : mlg_fold (text);
}

/* @values: by field of the entity. What names a record that is not an actor: its title and
 * what it must refer to, the two ends of a partnership in either order. */
static char *
dup_generic_name (const MlgEntity   *entity,
                  const char *const *values)
{
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  gboolean titled = FALSE;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      gboolean required = (field->flags & MLG_FIELD_REQUIRED) != 0;

      if (values[i] == NULL || !(required || (field->flags & MLG_FIELD_TITLE)))
        continue;
      if (!required && titled)
        continue;
      titled |= (field->flags & MLG_FIELD_TITLE) != 0;
      g_ptr_array_add (pieces, mlg_field_is_reference (field) ? g_strdup (values[i]) : mlg_fold (values[i]));
    }

  if (pieces->len == 0)
    return NULL;
  if (strcmp (entity->name, MLG_ENTITY_PARTNERSHIP) == 0 && pieces->len == 2 &&
      strcmp (g_ptr_array_index (pieces, 0), g_ptr_array_index (pieces, 1)) > 0)
    {
      gpointer first = pieces->pdata[0];

      pieces->pdata[0] = pieces->pdata[1];
      pieces->pdata[1] = first;
    }

  g_ptr_array_add (pieces, NULL);
  return g_strjoinv ("\x1f", (char **) pieces->pdata);
}

/* What the columns chosen to tell rows apart hold; NULL when one is empty. */
static char *
dup_wanted (MlgMatcher        *self,
            const char *const *values)
{
  g_autoptr(GString) wanted = NULL;

  for (guint i = 0; i < self->list->keys->len; i++)
    {
      const MlgKeyPart *key = &g_array_index (self->list->keys, MlgKeyPart, i);
      const char *value = values[key->field->index];
      g_autofree char *part = value == NULL || !mlg_field_is_composite (key->field) ? g_strdup (value) : mlg_value_dup_part (value, key->part);
      g_autofree char *folded = part == NULL || mlg_field_is_reference (key->field) ? g_strdup (part) : mlg_fold (part);

      if (folded == NULL)
        return NULL;
      if (wanted == NULL)
        wanted = g_string_new (NULL);
      g_string_append_printf (wanted, "%s\x1f", folded);
    }

  return wanted == NULL ? NULL : g_string_free (g_steal_pointer (&wanted), FALSE);
}

/* @values: by field of the entity; lent. */
static void
read_identity (MlgMatcher        *self,
               const char *const *values,
               Identity          *identity)
{
  const MlgEntity *entity = self->list->entity;
  const char *address;

  *identity = (Identity) { .key = get_field (entity, values, "key") };
  identity->wanted = dup_wanted (self, values);

  if (!self->is_actor)
    {
      identity->name = dup_generic_name (entity, values);
      return;
    }

  identity->siret = get_field (entity, values, "siret");
  identity->siren = get_field (entity, values, "siren");
  identity->rna = get_field (entity, values, "rna");
  identity->name = fold_or_null (get_field (entity, values, "name"));
  if (get_field (entity, values, "name") != NULL)
    identity->core = mlg_name_core (get_field (entity, values, "name"));
  identity->has_point = mlg_value_get_place (get_field (entity, values, "place"), &identity->lat, &identity->lon, NULL);

  address = get_field (entity, values, "address");
  if (address != NULL)
    {
      g_autofree char *locality = mlg_value_dup_part (address, 3);

      identity->postal_code = mlg_value_dup_part (address, 2);
      identity->locality = fold_or_null (locality);
      identity->insee_code = mlg_value_dup_part (address, 4);
    }
}

static void
clear_identity (Identity *identity)
{
  g_free (identity->name);
  g_free (identity->core);
  g_free (identity->locality);
  g_free (identity->insee_code);
  g_free (identity->postal_code);
  g_free (identity->wanted);
}

static void
clear_known (MlgMatcher *self,
             Known      *known)
{
  for (guint i = 0; i < self->n_targets; i++)
    g_free (known->values[i]);
  g_free (known->values);
  g_free (known->own_key);
  g_free (known->own_siret);
  g_free (known->own_siren);
  g_free (known->own_rna);
  g_free (known->name);
  clear_identity (&known->identity);
}

/* ---- index */

static void
file_under (MlgMatcher *self,
            const char *kind,
            const char *text,
            guint       record)
{
  g_autofree char *name = NULL;
  GArray *list;

  if (text == NULL || *text == '\0')
    return;

  name = g_strconcat (kind, text, NULL);
  list = g_hash_table_lookup (self->index, name);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->index, g_steal_pointer (&name), list);
    }
  g_array_append_val (list, record);
}

static GArray *
look_under (MlgMatcher *self,
            const char *kind,
            const char *text)
{
  g_autofree char *name = NULL;

  if (text == NULL || *text == '\0')
    return NULL;

  name = g_strconcat (kind, text, NULL);
  return g_hash_table_lookup (self->index, name);
}

/* All of the targets in one text: a row already imported finds its record by it. */
static char *
dup_fingerprint (MlgMatcher        *self,
                 const char *const *values)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);

  for (guint i = 0; i < self->n_targets; i++)
    {
      if (values[i] != NULL)
        g_checksum_update (checksum, (const guchar *) values[i], strlen (values[i]));
      g_checksum_update (checksum, (const guchar *) "\x1d", 1);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
add_known (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  MlgMatcher *self = data;
  guint record = self->known->len;
  char text[MLG_ID_TEXT_LENGTH + 1];
  Known known = { .id = *id, .values = g_new0 (char *, self->n_targets) };
  Identity *identity = &known.identity;
  g_autofree char *fingerprint = NULL;

  for (guint i = 0; i < self->n_targets; i++)
    known.values[i] = g_strdup (values[((const MlgField *) g_ptr_array_index (self->list->targets, i))->index]);

  read_identity (self, values, identity);
  identity->key = known.own_key = g_strdup (identity->key);
  identity->siret = known.own_siret = g_strdup (identity->siret);
  identity->siren = known.own_siren = g_strdup (identity->siren);
  identity->rna = known.own_rna = g_strdup (identity->rna);
  known.name = g_strdup (get_field (self->list->entity, values, "name"));

  fingerprint = dup_fingerprint (self, (const char *const *) known.values);
  file_under (self, "=:", fingerprint, record);
  file_under (self, "i:", mlg_id_write (id, text), record);
  file_under (self, "w:", identity->wanted, record);
  file_under (self, "k:", identity->key, record);
  file_under (self, "K:", identity->key, record);
  file_under (self, "s:", identity->siret, record);
  file_under (self, "S:", identity->siret, record);
  file_under (self, "N:", identity->siren, record);
  file_under (self, "r:", identity->rna, record);
  file_under (self, "n:", identity->core != NULL ? identity->core : identity->name, record);

  g_array_append_val (self->known, known);
  return TRUE;
}

/* What the sheets before this one say of the same kind of records. */
typedef struct
{
  MlgMatcher *matcher;
  GHashTable *changed;      /* MlgId → MlgRowResult, of the last sheet that changes it */
  MlgList    *list;
} Earlier;

static gboolean
add_as_changed (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  Earlier *earlier = data;
  const MlgRowResult *result = g_hash_table_lookup (earlier->changed, id);
  g_autofree const char **changed = NULL;

  if (result == NULL)
    return add_known (id, values, earlier->matcher);

  changed = g_memdup2 (values, sizeof (char *) * earlier->list->entity->n_fields);
  for (guint i = 0; i < earlier->list->targets->len; i++)
    {
      if (result->values[i] != NULL)
        changed[((const MlgField *) g_ptr_array_index (earlier->list->targets, i))->index] = result->values[i];
    }
  return add_known (id, changed, earlier->matcher);
}

static void
add_earlier (MlgMatcher *self,
             MlgList    *list)
{
  g_autofree const char **values = g_new0 (const char *, list->entity->n_fields);

  for (guint row = 0; row < list->results->len; row++)
    {
      const MlgRowResult *result = &g_array_index (list->results, MlgRowResult, row);

      if (result->outcome != MLG_ROW_ADDED || result->values == NULL)
        continue;
      for (guint i = 0; i < list->targets->len; i++)
        values[((const MlgField *) g_ptr_array_index (list->targets, i))->index] = result->values[i];
      add_known (&result->id, values, self);
    }
}

static void
add_missing (MlgMatcher *self)
{
  GArray *missing = self->list->import->missing;
  const MlgField *name = mlg_entity_find_field (self->list->entity, "name");
  g_autofree const char **values = g_new0 (const char *, self->list->entity->n_fields);

  for (guint i = 0; name != NULL && i < missing->len; i++)
    {
      const MlgMissing *added = &g_array_index (missing, MlgMissing, i);

      if (added->entity != self->list->entity)
        continue;
      values[name->index] = added->name;
      add_known (&added->id, values, self);
    }
}

MlgMatcher *
mlg_matcher_new (MlgList  *list,
                 GError  **error)
{
  g_autoptr(MlgMatcher) self = g_new0 (MlgMatcher, 1);
  g_autoptr(GHashTable) changed = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  Earlier earlier = { self, changed, NULL };
  GPtrArray *lists = list->import->lists;

  self->list = list;
  self->n_targets = list->targets->len;
  self->is_actor = strcmp (list->entity->name, MLG_ENTITY_ACTOR) == 0;
  self->known = g_array_new (FALSE, FALSE, sizeof (Known));
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < lists->len && lists->pdata[i] != list; i++)
    {
      MlgList *before = lists->pdata[i];

      if (!before->used || before->results == NULL || before->entity != list->entity)
        continue;
      earlier.list = before;
      for (guint row = 0; row < before->results->len; row++)
        {
          MlgRowResult *result = &g_array_index (before->results, MlgRowResult, row);

          if (result->outcome == MLG_ROW_CHANGED && result->values != NULL && !result->follows)
            g_hash_table_insert (changed, &result->id, result);
        }
    }

  /* Results of one sheet have the fields of that sheet: the last one that changes a record tells. */
  if (!mlg_store_foreach (mlg_project_get_store (list->project), list->entity, add_as_changed, &earlier, error))
    return NULL;
  for (guint i = 0; i < lists->len && lists->pdata[i] != list; i++)
    {
      MlgList *before = lists->pdata[i];

      if (before->used && before->results != NULL && before->entity == list->entity)
        add_earlier (self, before);
    }
  add_missing (self);

  return g_steal_pointer (&self);
}

void
mlg_matcher_free (MlgMatcher *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->known->len; i++)
    clear_known (self, &g_array_index (self->known, Known, i));
  g_array_unref (self->known);
  g_hash_table_unref (self->index);
  g_free (self);
}

/* ---- agreement */

static gboolean
is_near (const Identity *a,
         const Identity *b,
         double          km)
{
  double north, east;

  if (!a->has_point || !b->has_point)
    return FALSE;

  north = (a->lat - b->lat) * KM_PER_DEGREE;
  east = (a->lon - b->lon) * KM_PER_DEGREE * cos (a->lat * G_PI / 180);
  return north * north + east * east <= km * km;
}

static gboolean
is_same_commune (const Identity *a,
                 const Identity *b)
{
  if (a->insee_code != NULL && b->insee_code != NULL)
    return strcmp (a->insee_code, b->insee_code) == 0;
  if (a->locality != NULL && b->locality != NULL)
    return strcmp (a->locality, b->locality) == 0;

  return a->postal_code != NULL && g_strcmp0 (a->postal_code, b->postal_code) == 0;
}

static gboolean
is_located (const Identity *identity)
{
  return identity->has_point || identity->insee_code != NULL || identity->locality != NULL || identity->postal_code != NULL;
}

static gboolean
is_same_name (const Identity *a,
              const Identity *b)
{
  if (g_strcmp0 (a->name, b->name) == 0)
    return a->name != NULL;

  return a->core != NULL && *a->core != '\0' && g_strcmp0 (a->core, b->core) == 0;
}

/* Numbers given by the State that differ: two establishments, whatever they are called. */
static gboolean
is_contradicted (const Identity *a,
                 const Identity *b)
{
  return a->siret != NULL && b->siret != NULL && strcmp (a->siret, b->siret) != 0;
}

/* How many of the row's values the record has already. */
static guint
count_equal (MlgMatcher         *self,
             const Known        *known,
             const MlgRowValues *row)
{
  guint n = 0;

  for (guint i = 0; i < self->n_targets; i++)
    n += row->values[i] != NULL && g_strcmp0 (row->values[i], known->values[i]) == 0;
  return n;
}

typedef gboolean (*AgreeFunc) (const Identity *row, const Identity *known);

static gboolean
agree_always (const Identity *row,
              const Identity *known)
{
  return TRUE;
}

static gboolean
agree_on_name_or_place (const Identity *row,
                        const Identity *known)
{
  return !is_contradicted (row, known) &&
         (is_same_name (row, known) || is_same_commune (row, known) || is_near (row, known, NEAR_KM));
}

/* One structure, several establishments: the place tells which. */
static gboolean
agree_on_siren (const Identity *row,
                const Identity *known)
{
  return !is_contradicted (row, known) && is_same_name (row, known) &&
         (!is_located (row) || !is_located (known) || is_same_commune (row, known) || is_near (row, known, NEAR_KM));
}

static gboolean
agree_on_place (const Identity *row,
                const Identity *known)
{
  return !is_contradicted (row, known) && is_same_name (row, known) &&
         (is_same_commune (row, known) || is_near (row, known, NEAR_KM));
}

/* Where one of them is unknown, nothing says that they are two: better one record, and a remark, than the
 * same actor twice. */
static gboolean
agree_on_name_alone (const Identity *row,
                     const Identity *known)
{
  return !is_contradicted (row, known) && g_strcmp0 (row->name, known->name) == 0 &&
         (!is_located (row) || !is_located (known));
}

/* The free record of @list that agrees and resembles the row most. */
static gboolean
choose (MlgMatcher         *self,
        const MlgRowValues *row,
        const Identity     *identity,
        GArray             *list,
        AgreeFunc           agree,
        gboolean            only,
        guint              *record)
{
  guint best = 0, n_found = 0, chosen = 0;

  for (guint i = 0; list != NULL && i < MIN (list->len, MAX_NAMESAKES); i++)
    {
      guint candidate = g_array_index (list, guint, i);
      const Known *known = &g_array_index (self->known, Known, candidate);
      guint equal;

      if (known->taken)
        {
          g_array_remove_index (list, i--);
          continue;
        }
      if (!agree (identity, &known->identity))
        continue;

      equal = list->len == 1 ? 0 : count_equal (self, known, row);
      if (n_found++ == 0 || equal > best)
        {
          best = equal;
          chosen = candidate;
        }
    }

  if (n_found == 0 || (n_found > 1 && only))
    return FALSE;

  *record = chosen;
  return TRUE;
}

static gboolean
find_sure (MlgMatcher         *self,
           const MlgRowValues *row,
           const Identity     *identity,
           guint              *record)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (!row->has_id && self->list->key == NULL)
    {
      g_autofree char *fingerprint = dup_fingerprint (self, (const char *const *) row->values);

      if (choose (self, row, identity, look_under (self, "=:", fingerprint), agree_always, FALSE, record))
        return TRUE;
    }

  if (row->has_id && choose (self, row, identity, look_under (self, "i:", mlg_id_write (&row->id, text)), agree_always, TRUE, record))
    return TRUE;
  if (self->list->keys->len > 0)
    return choose (self, row, identity, look_under (self, "w:", identity->wanted), agree_always, FALSE, record);
  if (self->list->key != NULL)
    return FALSE;

  if (choose (self, row, identity, look_under (self, "s:", identity->siret), agree_always, FALSE, record) ||
      choose (self, row, identity, look_under (self, "r:", identity->rna), agree_always, FALSE, record) ||
      choose (self, row, identity, look_under (self, "N:", identity->siren), agree_on_siren, TRUE, record))
    return TRUE;

  return choose (self, row, identity, look_under (self, "k:", identity->key),
                 self->is_actor ? agree_on_name_or_place : agree_always, FALSE, record);
}

static gboolean
find_probable (MlgMatcher         *self,
               const MlgRowValues *row,
               const Identity     *identity,
               guint              *record)
{
  GArray *list = look_under (self, "n:", identity->core != NULL ? identity->core : identity->name);

  /* The ids of another file are its own: there, identity decides as in any list. */
  if (self->list->key != NULL || (row->has_id && !self->list->foreign_ids))
    return FALSE;
  if (!self->is_actor)
    return choose (self, row, identity, list, agree_always, FALSE, record);

  if (choose (self, row, identity, list, agree_on_place, FALSE, record))
    return TRUE;
  if (!choose (self, row, identity, list, agree_on_name_alone, TRUE, record))
    return FALSE;

  {
    Known *known = &g_array_index (self->known, Known, *record);

    known->by_name = is_located (identity) != is_located (&known->identity);
  }
  return TRUE;
}

gboolean
mlg_matcher_claim (MlgMatcher         *self,
                   const MlgRowValues *row,
                   gboolean            sure,
                   guint              *record)
{
  g_autofree const char **values = NULL;
  Identity identity;
  gboolean found;

  if (self->known->len == 0)
    return FALSE;

  values = g_new0 (const char *, self->list->entity->n_fields);
  for (guint i = 0; i < self->n_targets; i++)
    values[((const MlgField *) g_ptr_array_index (self->list->targets, i))->index] = row->values[i];

  read_identity (self, values, &identity);
  found = sure ? find_sure (self, row, &identity, record) : find_probable (self, row, &identity, record);
  clear_identity (&identity);

  if (found)
    g_array_index (self->known, Known, *record).taken = TRUE;
  return found;
}

gboolean
mlg_matcher_is_by_name (MlgMatcher *self,
                        guint       record)
{
  return g_array_index (self->known, Known, record).by_name;
}

const MlgId *
mlg_matcher_get_id (MlgMatcher *self,
                    guint       record)
{
  return &g_array_index (self->known, Known, record).id;
}

const char *const *
mlg_matcher_get_values (MlgMatcher *self,
                        guint       record)
{
  return (const char *const *) g_array_index (self->known, Known, record).values;
}

gboolean
mlg_matcher_key_is_taken (MlgMatcher *self,
                          const char *key,
                          guint       record)
{
  /* Not "k:", which forgets the records that were taken. */
  GArray *list = look_under (self, "K:", key);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      if (g_array_index (list, guint, i) != record)
        return TRUE;
    }

  return FALSE;
}

const char *
mlg_matcher_find_siret (MlgMatcher *self,
                        const char *siret,
                        guint       record)
{
  GArray *list = look_under (self, "S:", siret);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      if (g_array_index (list, guint, i) != record)
        return g_array_index (self->known, Known, g_array_index (list, guint, i)).name;
    }

  return NULL;
}
