/* All that the file knows of somebody, as a document she can be given; and the register of processing. */

#include "exchange/mlg-project-person.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"

typedef struct
{
  MlgProject          *project;
  const MlgId         *person;
  const char          *person_text;
  MlgMonograph        *document;
  GString             *body;            /* of the section being written */
  GArray              *ids;             /* MlgId: her record and those inside it */
  const MlgEntity     *entity;
  guint                n_rows;
} Dossier;

/* ---- sections */

static void
append_escaped (GString    *body,
                const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\n')
        {
          g_string_append_c (body, ' ');
          continue;
        }
      if (strchr ("\\`*_[]<>#|", *at) != NULL)
        g_string_append_c (body, '\\');
      g_string_append_c (body, *at);
    }
}

static void
end_section (MlgMonograph *document,
             const char   *question,
             GString      *body)
{
  MlgMonographSection *section = mlg_monograph_add_section (document);

  section->question = g_strdup (question);
  section->body = g_strdup (body->len > 0 ? body->str : _("Nothing."));
  g_string_truncate (body, 0);
}

static void
append_fact (GString    *body,
             const char *label,
             const char *text)
{
  g_string_append_printf (body, "- **%s**%s", label, _(": "));
  append_escaped (body, text);
  g_string_append_c (body, '\n');
}

/* ---- records */

static void
append_fields (Dossier           *self,
               const MlgEntity   *entity,
               const char *const *values)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      g_autofree char *words = NULL;

      if (values[i] == NULL || (field->flags & MLG_FIELD_GONE) || g_str_equal (field->name, "content"))
        continue;
      words = mlg_project_display (self->project, field, values[i]);
      append_fact (self->body, g_dgettext (GETTEXT_PACKAGE, field->label), words);
    }
}

static gboolean
names_her (Dossier           *self,
           const char *const *values,
           gboolean          *inside)
{
  gboolean named = FALSE;

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const MlgField *field = &self->entity->fields[i];

      if (values[i] == NULL || !mlg_field_is_reference (field) || strstr (values[i], self->person_text) == NULL)
        continue;
      named = TRUE;
      *inside |= (field->flags & MLG_FIELD_PARENT) != 0;
    }

  return named;
}

static gboolean
take_row (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Dossier *self = data;
  gboolean inside = FALSE;
  g_autofree char *title = NULL;

  if (!names_her (self, values, &inside))
    return TRUE;

  if (inside)
    g_array_append_vals (self->ids, id, 1);
  title = mlg_project_dup_title (self->project, self->entity, id);
  g_string_append (self->body, self->n_rows++ > 0 ? "\n**" : "**");
  append_escaped (self->body, title);
  g_string_append (self->body, "**\n\n");
  append_fields (self, self->entity, values);
  return TRUE;
}

static gboolean
add_records (Dossier  *self,
             GError  **error)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    {
      if (strcmp (entities[i]->name, MLG_ENTITY_LINK) == 0)
        continue;

      self->entity = entities[i];
      self->n_rows = 0;
      if (!mlg_store_foreach (mlg_project_get_store (self->project), self->entity, take_row, self, error))
        return FALSE;
      if (self->n_rows > 0)
        end_section (self->document, g_dgettext (GETTEXT_PACKAGE, entities[i]->plural), self->body);
    }

  return TRUE;
}

static void
add_own_record (Dossier   *self,
                MlgRecord *record)
{
  const MlgEntity *entity = mlg_record_get_entity (record);
  g_autoptr(GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < entity->n_fields; i++)
    g_ptr_array_add (values, (gpointer) mlg_record_get (record, &entity->fields[i]));
  append_fields (self, entity, (const char *const *) values->pdata);
  end_section (self->document, _("What is written of this person"), self->body);
}

static void
add_mentions (Dossier *self)
{
  g_autoptr(GPtrArray) mentions = mlg_person_find_mentions (self->project, self->person);

  for (guint i = 0; i < mentions->len; i++)
    {
      const MlgMention *mention = g_ptr_array_index (mentions, i);
      g_autofree char *title = mlg_project_dup_title (self->project, mention->entity, &mention->id);
      g_autofree char *where = g_strdup_printf ("%s, %s", title, g_dgettext (GETTEXT_PACKAGE, mention->field->label));

      append_fact (self->body, where, mention->excerpt);
    }
  end_section (self->document, _("Texts that seem to name this person"), self->body);
}

/* ---- history */

static char *
dup_moment (gint64 ms)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (ms / 1000);

  return date == NULL ? g_strdup ("") : g_date_time_format (date, "%x %H:%M");
}

static void
append_change (Dossier               *self,
               const MlgHistoryEntry *entry)
{
  g_autofree char *moment = dup_moment (entry->date);
  g_autofree char *before = entry->field == NULL || entry->before == NULL ? NULL : mlg_project_display (self->project, entry->field, entry->before);
  g_autofree char *after = entry->field == NULL || entry->after == NULL ? NULL : mlg_project_display (self->project, entry->field, entry->after);
  g_autofree char *who = g_strdup_printf ("%s%s%s", moment, entry->author != NULL && *entry->author != '\0' ? ", " : "",
                                          entry->author != NULL ? entry->author : "");
  g_autofree char *what = NULL;

  if (entry->field != NULL)
    what = g_strdup_printf (_("%s: “%s” became “%s”"), g_dgettext (GETTEXT_PACKAGE, entry->field->label),
                            before != NULL ? before : "", after != NULL ? after : "");
  else
    what = g_strdup (entry->label != NULL ? g_dgettext (GETTEXT_PACKAGE, entry->label) : "");
  append_fact (self->body, who, what);
}

static gboolean
add_history (Dossier  *self,
             GError  **error)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      g_autoptr(GPtrArray) entries = mlg_store_history (mlg_project_get_store (self->project), &g_array_index (self->ids, MlgId, i), 0, error);

      if (entries == NULL)
        return FALSE;
      for (guint e = 0; e < entries->len; e++)
        append_change (self, g_ptr_array_index (entries, e));
    }

  end_section (self->document, _("Who wrote what, and when"), self->body);
  return TRUE;
}

/* ---- copies */

static void
append_copy (MlgProject *project,
             MlgRecord  *copy,
             GString    *body)
{
  static const char *const shown[] = { "date", "level", "format" };
  const MlgEntity *entity = mlg_record_get_entity (copy);
  const char *recipient = mlg_record_get_named (copy, "recipient");
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      const MlgField *field = mlg_entity_find_field (entity, shown[i]);
      const char *value = mlg_record_get (copy, field);
      g_autofree char *text = value == NULL ? NULL : mlg_project_display (project, field, value);

      if (text != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
    }
  append_fact (body, recipient != NULL ? recipient : _("Somebody whose name was not noted"), words->str);
}

static void
add_copies (MlgProject   *project,
            MlgMonograph *document,
            GString      *body)
{
  g_autoptr(GPtrArray) copies = mlg_person_find_copies (project);

  for (guint i = 0; i < copies->len; i++)
    append_copy (project, g_ptr_array_index (copies, i), body);
  end_section (document, _("Copies handed over with names of persons"), body);
}

static MlgMonograph *
document_new (MlgProject *project,
              const char *title)
{
  MlgMonograph *document = mlg_monograph_new ();
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  document->title = g_strdup (title);
  document->subtitle = g_strdup (mlg_project_get_title (project));
  document->date = g_date_time_format (now, "%x");
  document->language = g_strdup (_("en"));
  return document;
}

MlgMonograph *
mlg_person_dossier_new (MlgProject   *project,
                        const MlgId  *person,
                        GError      **error)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, mlg_schema_find ("person"), person);
  g_autoptr(MlgMonograph) document = NULL;
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autofree char *text = mlg_id_dup_text (person);
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  Dossier self = { project, person, text, NULL, body, ids, NULL, 0 };

  if (record == NULL || mlg_record_is_deleted (record))
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("There is no such person."));
      return NULL;
    }

  name = mlg_record_dup_title (record);
  title = g_strdup_printf (_("All that this file knows of %s"), name);
  self.document = document = document_new (project, title);
  g_array_append_vals (ids, person, 1);

  add_own_record (&self, record);
  if (!add_records (&self, error))
    return NULL;
  add_mentions (&self);
  if (!add_history (&self, error))
    return NULL;
  add_copies (project, document, body);
  return g_steal_pointer (&document);
}

/* ---- the register of processing (article 30) */

typedef struct
{
  MlgProject *project;
  GHashTable *counts[2];          /* value → how many: legal_basis, status */
  guint       n, n_informed, n_opposed, n_limited;
} Register;

static void
count_value (GHashTable *counts,
             const char *value)
{
  const char *key = value != NULL ? value : "";

  g_hash_table_insert (counts, g_strdup (key), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
}

static void
count_person (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Register *self = data;

  if (g_strcmp0 (values[5], "1") == 0)
    return;
  self->n++;
  self->n_informed += values[2] != NULL;
  self->n_opposed += g_strcmp0 (values[3], "1") == 0;
  self->n_limited += values[4] != NULL;
  count_value (self->counts[0], values[0]);
  count_value (self->counts[1], values[1]);
}

static void
append_counts (Register   *self,
               const char *field_name,
               GHashTable *counts,
               GString    *body)
{
  const MlgField *field = mlg_entity_find_field (mlg_schema_find ("person"), field_name);
  g_autoptr(GList) keys = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) strcmp);

  for (GList *key = keys; key != NULL; key = key->next)
    {
      g_autofree char *words = *(char *) key->data == '\0' ? g_strdup (_("To be qualified")) : mlg_project_display (self->project, field, key->data);
      g_autofree char *number = g_strdup_printf ("%u", GPOINTER_TO_UINT (g_hash_table_lookup (counts, key->data)));

      append_fact (body, words, number);
    }
}

static void
append_file_info (const MlgId       *id,
                  const char *const *values,
                  gpointer           data)
{
  static const char *const labels[] = { N_("Kept by"), N_("Structure"), N_("E-mail") };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (values[i] != NULL)
      append_fact (data, _(labels[i]), values[i]);
}

typedef struct
{
  const MlgEntity *entity;
  guint           *filled;       /* per field */
} Filled;

static gboolean
note_filled (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Filled *filled = data;

  for (guint i = 0; i < filled->entity->n_fields; i++)
    filled->filled[i] += values[i] != NULL;
  return TRUE;
}

static void
append_categories_of_data (MlgProject *project,
                           GString    *body)
{
  Filled filled = { mlg_schema_find ("person"), NULL };
  g_autofree guint *counts = filled.filled = g_new0 (guint, filled.entity->n_fields);

  mlg_store_foreach (mlg_project_get_store (project), filled.entity, note_filled, &filled, NULL);
  for (guint i = 0; i < filled.entity->n_fields; i++)
    {
      const MlgField *field = &filled.entity->fields[i];
      g_autofree char *number = g_strdup_printf (ngettext ("%u person", "%u persons", counts[i]), counts[i]);

      if (counts[i] > 0 && !(field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE)) && field->number != MLG_FIELD_KEY)
        append_fact (body, g_dgettext (GETTEXT_PACKAGE, field->label), number);
    }
}

static void
add_text (MlgMonograph *document,
          const char   *question,
          const char   *text)
{
  g_autoptr(GString) body = g_string_new (text);

  end_section (document, question, body);
}

MlgMonograph *
mlg_register_new (MlgProject *project)
{
  static const char *const fields[] = { "legal_basis", "status", "informed", "opposition", "keep_until", "anonymised", NULL };
  MlgMonograph *document = document_new (project, _("Register of processing of personal data"));
  g_autoptr(GString) body = g_string_new (NULL);
  Register self = { .project = project };

  for (guint i = 0; i < G_N_ELEMENTS (self.counts); i++)
    self.counts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  mlg_rows_foreach (project, "person", fields, count_person, &self);

  mlg_rows_foreach (project, "file_info", (const char *[]) { "animator", "structure", "contact_email", NULL }, append_file_info, body);
  end_section (document, _("Who is responsible"), body);
  add_text (document, _("What it is for"), _("To know the actors of a territory, their partnerships, needs and resources, and to animate cooperation between them; "
                                            "to write monographs of initiatives with those who carry them."));
  append_counts (&self, "legal_basis", self.counts[0], body);
  end_section (document, _("Legal basis"), body);
  append_counts (&self, "status", self.counts[1], body);
  end_section (document, _("Whom it is about"), body);
  append_categories_of_data (project, body);
  end_section (document, _("What is written"), body);
  add_copies (project, document, body);

  g_string_append_printf (body, _("Of %u persons, %u were informed, %u refused, %u have a date after which the file looks at them again."),
                          self.n, self.n_informed, self.n_opposed, self.n_limited);
  end_section (document, _("Information, refusals, retention"), body);
  add_text (document, _("Measures of protection"), _("The file stays on the computer of who keeps it, without a server. Names are never projected and are in no public copy. "
                                                     "What is erased is erased in the journal and the local copies, and does not come back from an old copy."));

  for (guint i = 0; i < G_N_ELEMENTS (self.counts); i++)
    g_hash_table_unref (self.counts[i]);
  return document;
}
