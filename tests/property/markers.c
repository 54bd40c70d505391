/* A file in which every value that somebody might not want to see leave is a word found nowhere else. */

#include "markers.h"

#include <string.h>
#include <zip.h>

#include "model/mlg-privacy.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

typedef enum { OPEN, GROUP, PRIVATE, N_KINDS } Kind;

static const char *const visibilities[N_KINDS] = { "public", "group", "private" };

typedef struct
{
  MlgProject *project;
  GArray     *markers;
  MlgId       ids[N_KINDS][256];       /* by number of entity: known before the records are made */
  guint       serial;                  /* the last word made; words of one file are in no other */
} Maker;

/* ---- values */

static const MlgId *
get_id (Maker           *maker,
        Kind             kind,
        const MlgEntity *entity)
{
  return &maker->ids[kind][entity->number];
}

static void
mark (Maker           *maker,
      const char      *text,
      Kind             kind,
      const MlgEntity *entity,
      const MlgField  *field,
      gboolean         number)
{
  gboolean sensitive = field != NULL && (field->flags & MLG_FIELD_SENSITIVE);
  gboolean personal = field != NULL && (field->flags & MLG_FIELD_PERSONAL);
  Marker marker = { g_strdup (text), entity, field, *get_id (maker, kind, entity), number,
                    kind != PRIVATE && !sensitive, kind == OPEN && !sensitive && !personal };

  if (field != NULL && field->number == MLG_FIELD_KEY && mlg_privacy_key_tells (entity))
    marker.public = FALSE;

  g_array_append_val (maker->markers, marker);
}

/* A word nobody ever wrote, of ASCII letters and figures so that no format escapes it. */
static char *
make_word (Maker *maker)
{
  return g_strdup_printf ("zq%05uxw", ++maker->serial);
}

static char *
make_reference (Maker          *maker,
                Kind            kind,
                const MlgField *field)
{
  const MlgEntity *target = mlg_schema_find (field->type == MLG_TYPE_ANY ? "person" : field->target);
  g_autofree char *id = mlg_id_dup_text (get_id (maker, kind, target));

  return field->type == MLG_TYPE_ANY ? g_strconcat ("person:", id, NULL) : g_steal_pointer (&id);
}

/* Parts full of marks; what must be a number or a date is one, the words beside it are ours. */
static char *
make_parts (Maker           *maker,
            Kind             kind,
            const MlgEntity *entity,
            const MlgField  *field)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < field->n_parts; i++)
    {
      g_autofree char *word = make_word (maker);
      gboolean words = field->type == MLG_TYPE_ADDRESS || g_str_has_suffix (field->parts[i].name, "_text");

      if (field->type == MLG_TYPE_PLACE && i < 2)
        {
          g_free (word);
          word = g_strdup_printf ("%u.%05u37", i == 0 ? 44 : 3, maker->serial);
          mark (maker, word, kind, entity, field, TRUE);
          g_ptr_array_add (parts, g_steal_pointer (&word));
        }
      else if (words)
        {
          mark (maker, word, kind, entity, field, FALSE);
          g_ptr_array_add (parts, g_steal_pointer (&word));
        }
      else
        g_ptr_array_add (parts, g_strdup (field->type == MLG_TYPE_PLACE ? "exact" : ""));
    }

  return mlg_value_join_parts ((const char *const *) parts->pdata, parts->len);
}

static char *
make_value (Maker           *maker,
            Kind             kind,
            const MlgEntity *entity,
            const MlgField  *field)
{
  g_autofree char *word = NULL;
  g_autofree char *value = NULL;

  if (mlg_field_is_composite (field))
    return make_parts (maker, kind, entity, field);
  if (mlg_field_is_reference (field))
    return make_reference (maker, kind, field);
  if (field->type == MLG_TYPE_TERM || field->type == MLG_TYPE_TERMS || field->type == MLG_TYPE_YES_NO)
    return NULL;

  word = make_word (maker);
  if (field->type == MLG_TYPE_INTEGER)
    value = g_strdup_printf ("7310%05u", maker->serial);
  else if (field->type == MLG_TYPE_NUMBER || field->type == MLG_TYPE_MONEY)
    value = g_strdup_printf ("7320%05u.37", maker->serial);
  else if (field->type == MLG_TYPE_PHONE)
    value = g_strdup_printf ("061%07u", 3700000 + maker->serial);
  else if (field->type == MLG_TYPE_EMAIL)
    value = g_strconcat (word, "@exemple.fr", NULL);
  else if (field->type == MLG_TYPE_URL)
    value = g_strconcat ("https://", word, ".exemple.fr/", NULL);
  else
    value = g_strdup (word);

  mark (maker, field->type == MLG_TYPE_EMAIL || field->type == MLG_TYPE_URL ? word : value, kind, entity, field, FALSE);
  return g_steal_pointer (&value);
}

/* ---- records */

/* In an open record what is neither personal nor needed stays empty. */
static gboolean
is_filled (Kind             kind,
           const MlgEntity *entity,
           const MlgField  *field)
{
  if (field->flags & MLG_FIELD_GONE)
    return FALSE;
  return kind != OPEN || field->number == MLG_FIELD_KEY || field->type == MLG_TYPE_ANY ||
         (field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE | MLG_FIELD_REQUIRED | MLG_FIELD_TITLE)) ||
         g_strcmp0 (field->target, "person") == 0;
}

static void
add_record (Maker           *maker,
            Kind             kind,
            const MlgEntity *entity)
{
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  MlgId id = *get_id (maker, kind, entity);
  g_autofree char *id_text = mlg_id_dup_text (&id);
  gboolean personal = TRUE;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      char *value = NULL;

      if (field->number == MLG_FIELD_VISIBILITY)
        value = g_strdup (visibilities[kind]);
      else if (is_filled (kind, entity, field))
        value = make_value (maker, kind, entity, field);
      if (field->flags & MLG_FIELD_TITLE)
        personal &= (field->flags & MLG_FIELD_PERSONAL) != 0;
      g_ptr_array_add (owned, value);
    }

  mark (maker, id_text, kind == OPEN && personal ? GROUP : kind, entity, NULL, FALSE);
  mlg_project_add (maker->project, entity, (const char *const *) owned->pdata, &id, &error);
  g_assert_no_error (error);
}

MlgProject *
markers_make (const char  *path,
              GArray     **markers)
{
  g_autofree Maker *maker = g_new0 (Maker, 1);
  g_autoptr(GError) error = NULL;
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  static guint n_files;

  maker->serial = 10000 * n_files++;
  maker->project = mlg_project_create (path, "Territoire d’épreuve", &error);
  g_assert_no_error (error);
  maker->markers = g_array_new (FALSE, FALSE, sizeof (Marker));

  for (guint i = 0; i < n_entities; i++)
    {
      for (Kind kind = OPEN; kind < N_KINDS; kind++)
        maker->ids[kind][entities[i]->number] = mlg_id_new ();
    }
  for (guint i = 0; i < n_entities; i++)
    {
      /* Elements of multiple fields are made with their owners. */
      if (strcmp (entities[i]->name, MLG_ENTITY_LINK) == 0)
        continue;
      for (Kind kind = OPEN; kind < N_KINDS; kind++)
        add_record (maker, kind, entities[i]);
    }

  *markers = maker->markers;
  return maker->project;
}

void
markers_free (GArray *markers)
{
  for (guint i = 0; i < markers->len; i++)
    g_free (g_array_index (markers, Marker, i).text);
  g_array_unref (markers);
}

/* ---- looking */

static gboolean
has_wide (const guint8 *bytes,
          gsize         length,
          const char   *text,
          gboolean      big)
{
  gsize n = strlen (text);
  g_autofree char *wide = g_malloc0 (2 * n);

  for (gsize i = 0; i < n; i++)
    wide[2 * i + (big ? 1 : 0)] = text[i];
  return memmem (bytes, length, wide, 2 * n) != NULL;
}

static gboolean
has_double (const guint8 *bytes,
            gsize         length,
            const char   *text)
{
  double number = g_ascii_strtod (text, NULL);
  guint64 bits, swapped;

  memcpy (&bits, &number, sizeof bits);
  swapped = GUINT64_SWAP_LE_BE (bits);
  return memmem (bytes, length, &bits, sizeof bits) != NULL || memmem (bytes, length, &swapped, sizeof swapped) != NULL;
}

/* Sixteen bytes: how our own files write an id. */
static gboolean
has_id (const guint8 *bytes,
        gsize         length,
        const MlgId  *id)
{
  return memmem (bytes, length, id, sizeof *id) != NULL;
}

static const Marker *
find_in_bytes (GArray       *markers,
               const guint8 *bytes,
               gsize         length,
               gboolean    (*may_pass) (const Marker *))
{
  for (guint i = 0; i < markers->len; i++)
    {
      const Marker *marker = &g_array_index (markers, Marker, i);

      if (may_pass != NULL && may_pass (marker))
        continue;
      if (memmem (bytes, length, marker->text, strlen (marker->text)) != NULL ||
          has_wide (bytes, length, marker->text, FALSE) || has_wide (bytes, length, marker->text, TRUE) ||
          (marker->number && has_double (bytes, length, marker->text)) ||
          (marker->field == NULL && has_id (bytes, length, &marker->record)))
        return marker;
    }

  return NULL;
}

static const Marker *
find_in_archive (GArray       *markers,
                 const guint8 *bytes,
                 gsize         length,
                 gboolean    (*may_pass) (const Marker *))
{
  zip_source_t *source = zip_source_buffer_create (bytes, length, 0, NULL);
  zip_t *archive = zip_open_from_source (source, ZIP_RDONLY, NULL);
  const Marker *found = NULL;

  g_assert_nonnull (archive);
  for (zip_int64_t i = 0; found == NULL && i < zip_get_num_entries (archive, 0); i++)
    {
      const char *name = zip_get_name (archive, (zip_uint64_t) i, 0);
      zip_stat_t stat;
      g_autofree guint8 *inside = NULL;
      zip_file_t *file;

      g_assert_cmpint (zip_stat_index (archive, (zip_uint64_t) i, 0, &stat), ==, 0);
      inside = g_malloc (stat.size + 1);
      file = zip_fopen_index (archive, (zip_uint64_t) i, 0);
      g_assert_cmpint (zip_fread (file, inside, stat.size), ==, (zip_int64_t) stat.size);
      zip_fclose (file);
      found = find_in_bytes (markers, inside, stat.size, may_pass);
      if (found == NULL)
        found = find_in_bytes (markers, (const guint8 *) name, strlen (name), may_pass);
    }

  zip_discard (archive);
  return found;
}

const Marker *
markers_find (GArray     *markers,
              const void *bytes,
              gsize       length,
              gboolean  (*may_pass) (const Marker *))
{
  const Marker *found = find_in_bytes (markers, bytes, length, may_pass);

  if (found == NULL && length > 4 && memcmp (bytes, "PK\3\4", 4) == 0)
    found = find_in_archive (markers, bytes, length, may_pass);
  return found;
}
