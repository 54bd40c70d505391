/* A monograph of a project as it is read. */

#include "exchange/mlg-project-monograph.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

typedef struct
{
  MlgId     id;
  int       position;
  char     *heading, *question, *title, *body, *verbatims, *to_complete;
  gboolean  optional;
} Section;

typedef struct
{
  MlgProject   *project;
  MlgRecord    *record;
  gboolean      draft;
  const char   *id_text;
  GArray       *sections;     /* Section, in order */
  GHashTable   *notes;        /* id text of a section → GPtrArray of char * */
  GHashTable   *documents;    /* id text → title */
  MlgMonograph *monograph;
  guint         n_unanswered;
} Builder;

/* The three headings of the sources and the questions they ask under each. */
static const struct { const char *question, *heading; } guide[] = {
  { "origin", "uncovered_needs" },
  { "leeway", "uncovered_needs" },
  { "define_innovation", "social_innovation" },
  { "innovation_source", "social_innovation" },
  { "participation", "cooperation" },
  { "friction", "cooperation" },
  { "tools", "cooperation" },
};

static void
clear_section (gpointer data)
{
  Section *section = data;

  g_free (section->heading);
  g_free (section->question);
  g_free (section->title);
  g_free (section->body);
  g_free (section->verbatims);
  g_free (section->to_complete);
}

/* The words of a term; of a term added by hand, itself. */
static char *
dup_term (const char *vocabulary,
          const char *id)
{
  const MlgVocabulary *list = mlg_vocabulary_find (vocabulary);
  const MlgTerm *term = list == NULL || id == NULL ? NULL : mlg_vocabulary_term (list, id);

  return g_strdup (term != NULL ? term->ui_label : id);
}

static char *
dup_titles (MlgProject *project,
            const char *entity,
            const char *ids)
{
  g_auto(GStrv) elements = mlg_value_split (ids);
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; elements[i] != NULL; i++)
    {
      MlgId id;

      if (mlg_id_parse (elements[i], &id))
        g_ptr_array_add (titles, mlg_project_dup_title (project, mlg_schema_find (entity), &id));
    }

  if (titles->len == 0)
    return NULL;
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (", ", (char **) titles->pdata);
}

static char *
dup_display (MlgRecord  *record,
             const char *field_name)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (record), field_name);
  const char *value = mlg_record_get (record, field);

  return value == NULL ? NULL : mlg_value_to_display (field, value);
}

/* ---- reading */

static void
add_section (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Builder *builder = data;
  Section section = { .id = *id };

  if (g_strcmp0 (values[0], builder->id_text) != 0)
    return;

  section.position = values[1] == NULL ? G_MAXINT : (int) g_ascii_strtoll (values[1], NULL, 10);
  section.heading = g_strdup (values[2]);
  section.question = g_strdup (values[3]);
  section.title = g_strdup (values[4]);
  section.body = g_strdup (values[5]);
  section.verbatims = g_strdup (values[6]);
  section.to_complete = g_strdup (values[7]);
  section.optional = g_strcmp0 (values[8], "1") == 0;
  g_array_append_val (builder->sections, section);
}

static void
add_document (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Builder *builder = data;

  g_hash_table_insert (builder->documents, mlg_id_dup_text (id), g_strdup (values[0]));
}

static char *
dup_note (Builder    *builder,
          const char *document,
          const char *quote,
          const char *page)
{
  const char *title = document == NULL ? NULL : g_hash_table_lookup (builder->documents, document);
  GString *note = g_string_new (NULL);

  if (quote != NULL)
    g_string_append_printf (note, _("“%s”"), quote);
  if (title != NULL)
    g_string_append_printf (note, "%s%s", note->len > 0 ? ", " : "", title);
  if (page != NULL)
    {
      g_string_append (note, note->len > 0 ? ", " : "");
      g_string_append_printf (note, _("p. %s"), page);
    }

  return g_string_free (note, FALSE);
}

static void
add_source (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Builder *builder = data;
  const char *section;
  GPtrArray *notes;

  if (values[0] == NULL || !g_str_has_prefix (values[0], "monograph_section:"))
    return;

  section = values[0] + strlen ("monograph_section:");
  notes = g_hash_table_lookup (builder->notes, section);
  if (notes == NULL)
    {
      notes = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (builder->notes, g_strdup (section), notes);
    }
  g_ptr_array_add (notes, dup_note (builder, values[1], values[2], values[3]));
}

static int
compare_sections (gconstpointer a,
                  gconstpointer b)
{
  const Section *x = a, *y = b;

  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  return mlg_id_compare (&x->id, &y->id);
}

/* Guiding questions nobody has opened yet are unanswered all the same: under their heading,
 * after what is there. */
static void
add_missing_questions (Builder *builder)
{
  for (guint i = 0; i < G_N_ELEMENTS (guide); i++)
    {
      Section section = { 0 };
      guint at = builder->sections->len;
      gboolean asked = FALSE;

      for (guint j = 0; j < builder->sections->len; j++)
        {
          const Section *other = &g_array_index (builder->sections, Section, j);

          asked |= g_strcmp0 (other->question, guide[i].question) == 0;
          if (g_strcmp0 (other->heading, guide[i].heading) == 0)
            at = j + 1;
        }

      if (asked)
        continue;
      section.heading = g_strdup (guide[i].heading);
      section.question = g_strdup (guide[i].question);
      g_array_insert_val (builder->sections, at, section);
    }
}

static void
read_sections (Builder *builder)
{
  static const char *const section_fields[] = {
    "monograph", "position", "heading", "question", "title", "body", "verbatims", "to_complete", "optional", NULL
  };

  mlg_rows_foreach (builder->project, "monograph_section", section_fields, add_section, builder);
  mlg_rows_foreach (builder->project, "document", (const char *[]) { "title", NULL }, add_document, builder);
  mlg_rows_foreach (builder->project, "source_link", (const char *[]) { "target", "document", "quote", "page", NULL }, add_source, builder);
  g_array_sort (builder->sections, compare_sections);
  add_missing_questions (builder);
}

/* ---- writing */

static char *
dup_speaker (Builder   *builder,
             MlgRecord *verbatim)
{
  return dup_titles (builder->project, "person", mlg_record_get_named (verbatim, "speaker"));
}

static gboolean
may_be_quoted (MlgRecord *verbatim)
{
  const char *consent = mlg_record_get_named (verbatim, "consent");

  return g_strcmp0 (consent, "given") == 0 || g_strcmp0 (consent, "published") == 0;
}

static void
write_quotation (Builder             *builder,
                 MlgRecord           *verbatim,
                 MlgMonographSection *section)
{
  MlgQuotation *quotation = mlg_monograph_add_quotation (section);

  quotation->text = g_strdup (mlg_record_get_named (verbatim, "text"));
  quotation->speaker = dup_speaker (builder, verbatim);
  quotation->function = g_strdup (mlg_record_get_named (verbatim, "function"));
  quotation->structure = dup_titles (builder->project, MLG_ENTITY_ACTOR, mlg_record_get_named (verbatim, "structure"));
  quotation->date = dup_display (verbatim, "date");
}

static gboolean
write_quotations (Builder              *builder,
                  const char           *verbatims,
                  MlgMonographSection  *section,
                  GError              **error)
{
  g_auto(GStrv) ids = mlg_value_split (verbatims);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(MlgRecord) verbatim = NULL;
      g_autofree char *speaker = NULL;
      MlgId id;

      if (!mlg_id_parse (ids[i], &id))
        continue;
      verbatim = mlg_project_get_record (builder->project, mlg_schema_find ("verbatim"), &id);
      if (verbatim == NULL || mlg_record_is_deleted (verbatim))
        continue;
      if (may_be_quoted (verbatim))
        {
          write_quotation (builder, verbatim, section);
          continue;
        }

      speaker = dup_speaker (builder, verbatim);
      if (speaker == NULL)
        speaker = g_strdup (_("somebody without a name"));

      if (!builder->draft)
        {
          g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CONSENT,
                       _("%s has not agreed to be quoted: ask, or take these words out before publishing."), speaker);
          return FALSE;
        }
      /* A draft goes from hand to hand too: the words wait. */
      g_ptr_array_add (section->to_complete, g_strdup_printf (_("Ask %s for consent to be quoted."), speaker));
    }

  return TRUE;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && text[strspn (text, " \n\t")] != '\0';
}

static gboolean
write_section (Builder        *builder,
               const Section  *source,
               GError        **error)
{
  char id[MLG_ID_TEXT_LENGTH + 1];
  GPtrArray *notes = g_hash_table_lookup (builder->notes, mlg_id_write (&source->id, id));
  g_auto(GStrv) to_complete = mlg_value_split (source->to_complete);
  MlgMonographSection *section;

  if (!has_text (source->body))
    {
      builder->n_unanswered += source->question != NULL;
      if (!builder->draft && source->verbatims == NULL)
        return TRUE;
    }

  section = mlg_monograph_add_section (builder->monograph);
  section->heading = dup_term ("monograph_heading", source->heading);
  section->question = source->question != NULL ? dup_term ("monograph_question", source->question) : g_strdup (source->title);
  section->body = has_text (source->body) ? g_strdup (source->body) : NULL;
  section->optional = source->optional;

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    g_ptr_array_add (section->notes, g_strdup (g_ptr_array_index (notes, i)));
  for (guint i = 0; builder->draft && to_complete[i] != NULL; i++)
    g_ptr_array_add (section->to_complete, g_strdup (to_complete[i]));

  return write_quotations (builder, source->verbatims, section, error);
}

static void
add_credit (Builder    *builder,
            const char *template,
            char       *names)
{
  if (names != NULL && *names != '\0')
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_ptr_array_add (builder->monograph->credits, g_strdup_printf (template, names));
#pragma GCC diagnostic pop
    }
  g_free (names);
}

static char *
join_two (char       *first,
          const char *between,
          char       *second)
{
  char *joined;

  if (first == NULL || second == NULL)
    return first != NULL ? first : second;

  joined = g_strconcat (first, between, second, NULL);
  g_free (first);
  g_free (second);
  return joined;
}

static char *
dup_words (const char *value)
{
  g_auto(GStrv) words = mlg_value_split (value);

  return words[0] == NULL ? NULL : g_strjoinv (", ", words);
}

static void
write_front (Builder *builder)
{
  MlgMonograph *monograph = builder->monograph;
  MlgRecord *record = builder->record;
  const char *language = mlg_record_get_named (record, "language");
  const char *subtitle = mlg_record_get_named (record, "subtitle");

  monograph->draft = builder->draft;
  monograph->title = mlg_record_dup_title (record);
  monograph->subtitle = subtitle != NULL ? g_strdup (subtitle)
                      : join_two (dup_titles (builder->project, "initiative", mlg_record_get_named (record, "initiative")), " — ",
                                  dup_titles (builder->project, "territory", mlg_record_get_named (record, "territories")));
  monograph->authors = join_two (dup_words (mlg_record_get_named (record, "authors")), ", ",
                                 dup_titles (builder->project, "person", mlg_record_get_named (record, "writers")));
  monograph->author_mode = dup_term ("authorship_mode", mlg_record_get_named (record, "author_mode"));
  monograph->licence = dup_term ("licence", mlg_record_get_named (record, "licence"));
  monograph->date = dup_display (record, "date");
  monograph->language = g_strdup (language != NULL ? language : "fr");
}

static void
write_credits (Builder *builder)
{
  MlgRecord *record = builder->record;

  add_credit (builder, _("On the initiative of: %s"),
              dup_titles (builder->project, "person", mlg_record_get_named (record, "initiators")));
  add_credit (builder, _("Read over by: %s"),
              dup_titles (builder->project, "person", mlg_record_get_named (record, "reviewers")));
  add_credit (builder, _("With: %s"),
              dup_titles (builder->project, MLG_ENTITY_ACTOR, mlg_record_get_named (record, "actors")));
  add_credit (builder, _("Drawn from: %s"), g_strdup (mlg_record_get_named (record, "based_on")));

  if (!builder->draft && builder->n_unanswered > 0)
    g_ptr_array_add (builder->monograph->credits,
                     g_strdup_printf (ngettext ("%u guiding question, still unanswered, is left out.",
                                                "%u guiding questions, still unanswered, are left out.",
                                                builder->n_unanswered), builder->n_unanswered));
}

static gboolean
build (Builder  *builder,
       GError  **error)
{
  write_front (builder);
  read_sections (builder);

  for (guint i = 0; i < builder->sections->len; i++)
    {
      if (!write_section (builder, &g_array_index (builder->sections, Section, i), error))
        return FALSE;
    }

  write_credits (builder);
  return TRUE;
}

MlgMonograph *
mlg_project_monograph_new (MlgProject   *project,
                           const MlgId  *id,
                           gboolean      draft,
                           GError      **error)
{
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(MlgMonograph) monograph = mlg_monograph_new ();
  g_autoptr(GArray) sections = g_array_new (FALSE, FALSE, sizeof (Section));
  g_autoptr(GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GHashTable) documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  char id_text[MLG_ID_TEXT_LENGTH + 1];
  Builder builder;

  g_return_val_if_fail (MLG_IS_PROJECT (project) && id != NULL, NULL);

  record = mlg_project_get_record (project, mlg_schema_find ("monograph"), id);
  if (record == NULL || mlg_record_is_deleted (record))
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_NOT_FOUND, _("There is no such monograph."));
      return NULL;
    }

  g_array_set_clear_func (sections, clear_section);
  builder = (Builder) { project, record, draft, mlg_id_write (id, id_text), sections, notes, documents, monograph };
  return build (&builder, error) ? g_steal_pointer (&monograph) : NULL;
}
