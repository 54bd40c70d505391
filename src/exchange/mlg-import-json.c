/* Our own JSON back into a file.
 *
 * The first reading gives every record its id: the one it brings, else that of the record of
 * the project with the same key, else one derived from entity and key – so that two people
 * who make the demonstration file have the same records, and merging them adds nothing.
 */

#include "exchange/mlg-import-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-json-reader.h"
#include "model/mlg-value.h"

/* Of ids derived from keys; permanent. */
static const MlgId key_space = { {
  0x6d, 0x61, 0x69, 0x6c, 0x6c, 0x61, 0x47, 0x65, 0x8d, 0xe9, 0x0d, 0x65, 0x6d, 0x6f, 0x00, 0x01
} };

/* What the records of one file are, in its order. */
/* Of the frame: what a field means changes with it. */
#define KNOWN_VERSION 1

typedef struct
{
  MlgId     id;
  gboolean  twice;          /* a record before it has the same id */
} Named;

typedef struct
{
  MlgProject      *project;
  GBytes          *bytes;
  MlgGesture      *gesture;         /* NULL: first reading or dry run */
  MlgJsonReport   *report;
  GArray          *named;           /* Named */
  GHashTable      *ids;             /* "entity/key" → id text; "/key" → "entity:id text", "" for several */
  guint            n_read;
  gboolean         is_ours;

  /* The record being read. */
  const MlgEntity *entity;
  char           **values;
  guint            line;
} Import;

typedef gboolean (*RecordFunc) (Import *import, MlgJsonReader *reader, GError **error);

static void
free_rejection (gpointer data)
{
  MlgJsonRejection *rejection = data;

  g_free (rejection->reason);
  g_free (rejection);
}

void
mlg_json_report_free (MlgJsonReport *report)
{
  if (report == NULL)
    return;

  g_ptr_array_unref (report->rejections);
  g_free (report->title);
  g_free (report);
}

static void
reject (Import     *import,
        const char *sentence)
{
  MlgJsonRejection *rejection = g_new0 (MlgJsonRejection, 1);

  rejection->line = import->line;
  rejection->reason = g_strdup (sentence);
  g_ptr_array_add (import->report->rejections, rejection);
}

/* What came instead of what was expected: the reader's own sentence, or ours. */
static gboolean
fail (MlgJsonReader  *reader,
      GError        **error)
{
  if (mlg_json_reader_propagate (reader, error))
    g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                 _("Line %u: this is not how Maillage writes its records."), mlg_json_reader_get_line (reader));
  return FALSE;
}

/* ---- the frame: {"records": {"actor": [ … ]}} */

static gboolean
read_entity (Import         *import,
             MlgJsonReader  *reader,
             RecordFunc      func,
             GError        **error)
{
  MlgJsonEvent event = mlg_json_reader_next (reader);

  if (import->entity == NULL)
    {
      g_autofree char *sentence = g_strdup (_("These records are of a kind that this version does not know; they were left out."));

      import->line = mlg_json_reader_get_line (reader);
      if (import->gesture != NULL)
        reject (import, sentence);
      return mlg_json_reader_skip (reader, event) || fail (reader, error);
    }

  if (event != MLG_JSON_ARRAY)
    return fail (reader, error);

  while ((event = mlg_json_reader_next (reader)) == MLG_JSON_OBJECT)
    {
      import->line = mlg_json_reader_get_line (reader);
      if (!func (import, reader, error))
        return FALSE;
      import->n_read++;
    }

  return event == MLG_JSON_END_ARRAY || fail (reader, error);
}

static gboolean
read_records (Import         *import,
              MlgJsonReader  *reader,
              RecordFunc      func,
              GError        **error)
{
  MlgJsonEvent event;

  if (mlg_json_reader_next (reader) != MLG_JSON_OBJECT)
    return fail (reader, error);

  while ((event = mlg_json_reader_next (reader)) == MLG_JSON_NAME)
    {
      import->entity = mlg_schema_find (mlg_json_reader_get_text (reader));
      if (import->entity != NULL && strcmp (import->entity->name, MLG_ENTITY_LINK) == 0)
        import->entity = NULL;
      if (!read_entity (import, reader, func, error))
        return FALSE;
    }

  return event == MLG_JSON_END_OBJECT || fail (reader, error);
}

static gboolean
read_file (Import      *import,
           RecordFunc   func,
           GError     **error)
{
  gsize length;
  const char *text = g_bytes_get_data (import->bytes, &length);
  g_autoptr(MlgJsonReader) reader = mlg_json_reader_new (text == NULL ? "" : text, length);
  MlgJsonEvent event;

  import->n_read = 0;
  if (mlg_json_reader_next (reader) != MLG_JSON_OBJECT)
    return fail (reader, error);

  while ((event = mlg_json_reader_next (reader)) == MLG_JSON_NAME)
    {
      g_autofree char *name = g_strdup (mlg_json_reader_get_text (reader));

      if (strcmp (name, "records") == 0)
        {
          if (!read_records (import, reader, func, error))
            return FALSE;
          continue;
        }

      event = mlg_json_reader_next (reader);
      if (event == MLG_JSON_STRING && strcmp (name, "format") == 0)
        import->is_ours = strcmp (mlg_json_reader_get_text (reader), "maillage") == 0;
      if (event == MLG_JSON_NUMBER && strcmp (name, "version") == 0 && g_ascii_strtod (mlg_json_reader_get_text (reader), NULL) > KNOWN_VERSION)
        {
          g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                               _("These records were written by a newer version of Maillage. Install it to import them."));
          return FALSE;
        }
      if (event == MLG_JSON_STRING && strcmp (name, "title") == 0)
        {
          g_free (import->report->title);
          import->report->title = g_strdup (mlg_json_reader_get_text (reader));
        }
      if (!mlg_json_reader_skip (reader, event))
        return fail (reader, error);
    }

  if (event != MLG_JSON_END_OBJECT)
    return fail (reader, error);

  mlg_json_reader_next (reader);
  return mlg_json_reader_propagate (reader, error);
}

/* ---- first reading: names */

static void
know_key (Import      *import,
          const char  *key,
          const MlgId *id)
{
  char text[MLG_ID_TEXT_LENGTH + 1];
  g_autofree char *anywhere = g_strconcat ("/", key, NULL);
  gboolean several = g_hash_table_contains (import->ids, anywhere);

  mlg_id_write (id, text);
  g_hash_table_insert (import->ids, g_strconcat (import->entity->name, "/", key, NULL), g_strdup (text));
  g_hash_table_insert (import->ids, g_steal_pointer (&anywhere),
                       several ? g_strdup ("") : g_strconcat (import->entity->name, ":", text, NULL));
}

static void
name_record (Import     *import,
             const char *id_text,
             const char *key)
{
  Named named = { 0 };
  char text[MLG_ID_TEXT_LENGTH + 1];
  g_autofree char *seen = NULL;

  if (key == NULL && id_text != NULL && !mlg_id_parse (id_text, &named.id))
    key = id_text;

  if (id_text != NULL && mlg_id_parse (id_text, &named.id))
    ;
  else if (key == NULL)
    named.id = mlg_id_new ();
  else if (!mlg_project_resolve (import->project, import->entity, key, &named.id, NULL))
    {
      g_autofree char *name = g_strconcat (import->entity->name, "/", key, NULL);

      named.id = mlg_id_derive (&key_space, name, -1);
    }

  if (key != NULL)
    know_key (import, key, &named.id);

  seen = g_strconcat ("id ", mlg_id_write (&named.id, text), NULL);
  named.twice = !g_hash_table_insert (import->ids, g_steal_pointer (&seen), g_strdup (""));
  g_array_append_val (import->named, named);
}

static gboolean
read_name (Import         *import,
           MlgJsonReader  *reader,
           GError        **error)
{
  g_autofree char *id = NULL, *key = NULL;
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (reader)) == MLG_JSON_NAME)
    {
      const char *name = mlg_json_reader_get_text (reader);
      char **kept = strcmp (name, "id") == 0 || strcmp (name, "uuid") == 0 ? &id : strcmp (name, "key") == 0 ? &key : NULL;

      event = mlg_json_reader_next (reader);
      if (kept != NULL && (event == MLG_JSON_STRING || event == MLG_JSON_NUMBER))
        {
          g_free (*kept);
          *kept = g_strdup (mlg_json_reader_get_text (reader));
        }
      if (!mlg_json_reader_skip (reader, event))
        return fail (reader, error);
    }

  if (event != MLG_JSON_END_OBJECT)
    return fail (reader, error);

  name_record (import, id, key);
  return TRUE;
}

/* ---- second reading: values */

static char *
resolve_any (Import     *import,
             const char *text)
{
  const char *colon = strchr (text, ':');
  g_autofree char *anywhere = g_strconcat ("/", text, NULL);
  const char *found = g_hash_table_lookup (import->ids, anywhere);
  g_autofree char *prefix = colon == NULL ? NULL : g_strndup (text, colon - text);
  const MlgEntity *entity = prefix == NULL ? NULL : mlg_schema_find (prefix);
  char id_text[MLG_ID_TEXT_LENGTH + 1];
  MlgId id;

  if (entity != NULL)
    {
      g_autofree char *name = g_strconcat (entity->name, "/", colon + 1, NULL);

      found = g_hash_table_lookup (import->ids, name);
      if (found != NULL)
        return g_strconcat (entity->name, ":", found, NULL);
      if (mlg_id_parse (colon + 1, &id) || mlg_project_resolve (import->project, entity, colon + 1, &id, NULL))
        return g_strconcat (entity->name, ":", mlg_id_write (&id, id_text), NULL);
      return NULL;
    }

  if (found != NULL && *found != '\0')
    return g_strdup (found);
  if (mlg_project_resolve (import->project, NULL, text, &id, &entity))
    return g_strconcat (entity->name, ":", mlg_id_write (&id, id_text), NULL);
  return NULL;
}

static char *
resolve (Import         *import,
         const MlgField *field,
         const char     *text)
{
  const MlgEntity *target = field->target == NULL ? NULL : mlg_schema_find (field->target);
  g_autofree char *name = NULL;
  const char *found;
  MlgId id;

  if (field->type == MLG_TYPE_ANY)
    return resolve_any (import, text);
  if (target == NULL)
    return NULL;

  name = g_strconcat (target->name, "/", text, NULL);
  found = g_hash_table_lookup (import->ids, name);
  if (found != NULL)
    return g_strdup (found);
  if (mlg_id_parse (text, &id) || mlg_project_resolve (import->project, target, text, &id, NULL))
    return mlg_id_dup_text (&id);
  return NULL;
}

static void
refuse_value (Import     *import,
              const char *member,
              const char *message)
{
  g_autofree char *sentence = g_strdup_printf (_("Field “%s”: %s"), member, message);

  reject (import, sentence);
}

/* A plain value of one member. */
static char *
read_plain (MlgJsonReader *reader,
            MlgJsonEvent   event)
{
  switch (event)
    {
    case MLG_JSON_STRING:
    case MLG_JSON_NUMBER:
      return g_strdup (mlg_json_reader_get_text (reader));
    case MLG_JSON_TRUE:
      return g_strdup ("1");
    case MLG_JSON_FALSE:
      return g_strdup ("0");
    default:
      return NULL;
    }
}

static void
take_element (Import         *import,
              const MlgField *field,
              const char     *text,
              GPtrArray      *elements)
{
  g_autoptr(GError) error = NULL;
  char *element = NULL;

  if (mlg_field_is_reference (field))
    {
      element = resolve (import, field, text);
      if (element == NULL)
        {
          g_autofree char *message = g_strdup_printf (_("there is no record “%s”."), text);

          refuse_value (import, field->name, message);
        }
    }
  else
    {
      /* The separator at the end: an element is not split again. */
      g_autofree char *marked = g_strdup_printf ("%s%c", text, MLG_ELEMENT_SEPARATOR);

      if (!mlg_value_parse (field, marked, &element, &error))
        refuse_value (import, field->name, error->message);
    }

  if (element != NULL)
    g_ptr_array_add (elements, element);
}

static gboolean
read_elements (Import          *import,
               MlgJsonReader   *reader,
               MlgJsonEvent     event,
               const MlgField  *field,
               GError         **error)
{
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);

  if (event != MLG_JSON_ARRAY)
    {
      g_autofree char *text = read_plain (reader, event);

      if (text != NULL)
        take_element (import, field, text, elements);
    }
  else
    {
      while ((event = mlg_json_reader_next (reader)) != MLG_JSON_END_ARRAY)
        {
          g_autofree char *text = read_plain (reader, event);

          if (event == MLG_JSON_END || !mlg_json_reader_skip (reader, event))
            return fail (reader, error);
          if (text != NULL)
            take_element (import, field, text, elements);
        }
    }

  g_ptr_array_add (elements, NULL);
  g_free (import->values[field->index]);
  import->values[field->index] = mlg_value_join ((const char *const *) elements->pdata);
  return TRUE;
}

static void
take_text (Import         *import,
           const MlgField *field,
           guint           part,
           const char     *member,
           const char     *text)
{
  char **value = &import->values[field->index];
  g_autoptr(GError) error = NULL;
  char *parsed = NULL;

  if (mlg_field_is_reference (field))
    {
      parsed = resolve (import, field, text);
      if (parsed == NULL)
        {
          g_autofree char *message = g_strdup_printf (_("there is no record “%s”."), text);

          refuse_value (import, member, message);
          return;
        }
    }
  else if (!mlg_value_parse_part (field, part, *value, text, &parsed, &error))
    {
      refuse_value (import, member, error->message);
      return;
    }

  g_free (*value);
  *value = parsed;
}

static gboolean
read_member (Import         *import,
             MlgJsonReader  *reader,
             GError        **error)
{
  g_autofree char *member = g_strdup (mlg_json_reader_get_text (reader));
  MlgJsonEvent event = mlg_json_reader_next (reader);
  g_autofree char *text = NULL;
  const MlgField *field;
  guint part;

  if (strcmp (member, "id") == 0 || strcmp (member, "uuid") == 0)
    return mlg_json_reader_skip (reader, event) || fail (reader, error);

  field = mlg_entity_find_part (import->entity, member, &part);
  if (field == NULL || (field->flags & MLG_FIELD_GONE))
    {
      refuse_value (import, member, _("this version does not know it; it was left out."));
      return mlg_json_reader_skip (reader, event) || fail (reader, error);
    }

  if (mlg_field_is_multiple (field))
    return read_elements (import, reader, event, field, error);

  text = read_plain (reader, event);
  if (text != NULL)
    take_text (import, field, part, member, text);
  else if (event != MLG_JSON_NULL)
    refuse_value (import, member, _("one value is expected there."));

  return mlg_json_reader_skip (reader, event) || fail (reader, error);
}

static gboolean
write_new (Import       *import,
           const MlgId  *id,
           GError      **error)
{
  MlgId wanted = *id;

  import->report->added++;
  return import->gesture == NULL ||
         mlg_gesture_insert (import->gesture, import->entity, &wanted, (const char *const *) import->values, error);
}

/* Only what the source speaks of: the rest of the record stays. */
static gboolean
write_changes (Import       *import,
               MlgRecord    *record,
               const MlgId  *id,
               GError      **error)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < import->entity->n_fields; i++)
    {
      const MlgField *field = &import->entity->fields[i];

      if (import->values[i] == NULL || g_strcmp0 (mlg_record_get (record, field), import->values[i]) == 0)
        continue;

      changed = TRUE;
      if (import->gesture != NULL && !mlg_gesture_set (import->gesture, import->entity, id, field, import->values[i], error))
        return FALSE;
    }

  if (changed)
    import->report->changed++;
  else
    import->report->unchanged++;
  return TRUE;
}

static gboolean
lacks_required (Import *import)
{
  for (guint i = 0; i < import->entity->n_fields; i++)
    {
      const MlgField *field = &import->entity->fields[i];

      if ((field->flags & MLG_FIELD_REQUIRED) && import->values[i] == NULL)
        {
          g_autofree char *sentence = g_strdup_printf (_("“%s” is missing."), g_dgettext (GETTEXT_PACKAGE, field->label));

          reject (import, sentence);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
write_record (Import  *import,
              GError **error)
{
  const Named *named = &g_array_index (import->named, Named, import->n_read);
  g_autoptr(MlgRecord) record = NULL;

  if (named->twice)
    {
      reject (import, _("A record before it has the same identifier."));
      return TRUE;
    }

  record = mlg_project_get_record (import->project, import->entity, &named->id);
  if (record != NULL && !mlg_record_is_deleted (record))
    return write_changes (import, record, &named->id, error);
  if (lacks_required (import))
    return TRUE;
  if (record == NULL)
    return write_new (import, &named->id, error);

  /* It was here and was deleted: the source brings it back. */
  return import->gesture == NULL ? write_changes (import, record, &named->id, error)
                                 : mlg_gesture_restore (import->gesture, import->entity, &named->id, error) &&
                                   write_changes (import, record, &named->id, error);
}

static gboolean
read_values (Import         *import,
             MlgJsonReader  *reader,
             GError        **error)
{
  MlgJsonEvent event;
  gboolean done = TRUE;

  import->values = g_new0 (char *, import->entity->n_fields);

  while (done && (event = mlg_json_reader_next (reader)) == MLG_JSON_NAME)
    done = read_member (import, reader, error);

  if (done)
    done = event == MLG_JSON_END_OBJECT ? write_record (import, error) : fail (reader, error);

  for (guint i = 0; i < import->entity->n_fields; i++)
    g_free (import->values[i]);
  g_clear_pointer (&import->values, g_free);
  return done;
}

/* ---- the whole */

static gboolean
run_import (Import      *import,
            const char  *label,
            gboolean     dry_run,
            GError     **error)
{
  g_autoptr(MlgGesture) gesture = NULL;

  if (!read_file (import, read_name, error))
    return FALSE;
  if (!import->is_ours)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                           _("This file was not written by Maillage."));
      return FALSE;
    }

  if (!dry_run)
    {
      gesture = mlg_project_begin (import->project, label, error);
      if (gesture == NULL)
        return FALSE;
      import->gesture = gesture;
    }

  if (!read_file (import, read_values, error))
    return FALSE;

  return dry_run || mlg_project_commit (import->project, g_steal_pointer (&gesture), error);
}

MlgJsonReport *
mlg_import_json (MlgProject  *project,
                 GBytes      *bytes,
                 const char  *label,
                 gboolean     dry_run,
                 GError     **error)
{
  g_autoptr(MlgJsonReport) report = g_new0 (MlgJsonReport, 1);
  g_autoptr(GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Import import = { .project = project, .bytes = bytes, .report = report, .named = named, .ids = ids };

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);
  g_return_val_if_fail (bytes != NULL && label != NULL, NULL);

  report->rejections = g_ptr_array_new_with_free_func (free_rejection);
  return run_import (&import, label, dry_run, error) ? g_steal_pointer (&report) : NULL;
}

gboolean
mlg_import_json_is_ours (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr(MlgJsonReader) reader = mlg_json_reader_new (text == NULL ? "" : text, length);

  if (mlg_json_reader_next (reader) != MLG_JSON_OBJECT)
    return FALSE;

  while (mlg_json_reader_next (reader) == MLG_JSON_NAME)
    {
      gboolean is_format = strcmp (mlg_json_reader_get_text (reader), "format") == 0;
      MlgJsonEvent event = mlg_json_reader_next (reader);

      if (is_format)
        return event == MLG_JSON_STRING && strcmp (mlg_json_reader_get_text (reader), "maillage") == 0;
      if (!mlg_json_reader_skip (reader, event))
        return FALSE;
    }

  return FALSE;
}
