/* A monograph of a project as it is read. */

#include "exchange/mlg-project-monograph.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-monograph-progress.h"
#include "exchange/mlg-project-live.h"
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
  MlgMonograph *monograph;
  GPtrArray    *speakers;     /* char *: who has not agreed to be quoted */
  GHashTable   *noted;        /* char *: records whose source is a note already */
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

static int
compare_sections (gconstpointer a,
                  gconstpointer b)
{
  const Section *x = a, *y = b;

  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  return mlg_id_compare (&x->id, &y->id);
}

/* A monograph nobody has opened yet asks the seven questions all the same. One that has sections asks
 * what they ask: its outline may be another.
 */
static void
add_missing_questions (Builder *builder)
{
  for (guint i = 0; i < G_N_ELEMENTS (guide); i++)
    {
      Section section = { .heading = g_strdup (guide[i].heading), .question = g_strdup (guide[i].question) };

      g_array_append_val (builder->sections, section);
    }
}

static void
read_sections (Builder *builder)
{
  static const char *const section_fields[] = {
    "monograph", "position", "heading", "question", "title", "body", "verbatims", "to_complete", "optional", NULL
  };

  mlg_rows_foreach (builder->project, "monograph_section", section_fields, add_section, builder);
  g_array_sort (builder->sections, compare_sections);
  if (builder->sections->len == 0)
    add_missing_questions (builder);
}

/* ---- writing */

static char *
dup_speaker (Builder   *builder,
             MlgRecord *verbatim)
{
  return dup_titles (builder->project, "person", mlg_record_get_named (verbatim, "speaker"));
}

/* The notes made from the sources of a record. */
static void
add_source_notes (Builder     *builder,
                  const MlgId *id,
                  GPtrArray   *notes)
{
  g_autoptr(GPtrArray) sources = mlg_project_referring (builder->project, mlg_schema_find ("source_link"), "target", id);

  g_ptr_array_sort (sources, mlg_record_compare_positions);
  for (guint i = 0; i < sources->len; i++)
    {
      g_autofree char *source = mlg_id_dup_text (mlg_record_get_id (sources->pdata[i]));
      char *note = mlg_project_source_note (builder->project, source);

      if (note != NULL && *note != '\0')
        g_ptr_array_add (notes, note);
      else
        g_free (note);
    }
}

static void
write_quotation (Builder             *builder,
                 MlgRecord           *verbatim,
                 MlgMonographSection *section)
{
  MlgQuotation *quotation = mlg_monograph_add_quotation (section);

  quotation->id = mlg_id_dup_text (mlg_record_get_id (verbatim));
  quotation->text = g_strdup (mlg_record_get_named (verbatim, "text"));
  quotation->speaker = dup_speaker (builder, verbatim);
  quotation->function = g_strdup (mlg_record_get_named (verbatim, "function"));
  quotation->structure = dup_titles (builder->project, MLG_ENTITY_ACTOR, mlg_record_get_named (verbatim, "structure"));
  quotation->date = join_two (dup_display (verbatim, "date"), ", ", g_strdup (mlg_record_get_named (verbatim, "occasion")));
}

/* Whose words wait; once each. */
static char *
add_speaker (Builder   *builder,
             MlgRecord *verbatim)
{
  char *speaker = dup_speaker (builder, verbatim);

  if (speaker == NULL)
    speaker = g_strdup (_("somebody without a name"));
  if (!g_ptr_array_find_with_equal_func (builder->speakers, speaker, g_str_equal, NULL))
    g_ptr_array_add (builder->speakers, g_strdup (speaker));
  return speaker;
}

/* A draft goes from hand to hand too: the words wait. */
static void
withhold (Builder             *builder,
          MlgRecord           *verbatim,
          MlgMonographSection *section)
{
  g_autofree char *speaker = add_speaker (builder, verbatim);
  g_autofree char *task = g_strdup_printf (_("Ask %s for consent to be quoted."), speaker);

  if (!g_ptr_array_find_with_equal_func (section->to_complete, task, g_str_equal, NULL))
    g_ptr_array_add (section->to_complete, g_steal_pointer (&task));
}

static MlgRecord *
get_verbatim (Builder    *builder,
              const char *id_text)
{
  const MlgEntity *entity = mlg_schema_find ("verbatim");
  g_autoptr(MlgRecord) verbatim = NULL;
  MlgId id;

  if (mlg_project_resolve (builder->project, entity, id_text, &id, NULL))
    verbatim = mlg_project_get_record (builder->project, entity, &id);
  return verbatim != NULL && !mlg_record_is_deleted (verbatim) ? g_steal_pointer (&verbatim) : NULL;
}

/* Those the text quotes itself are not printed twice. */
static void
write_quotations (Builder             *builder,
                  const char          *verbatims,
                  GHashTable          *quoted,
                  MlgMonographSection *section)
{
  g_auto(GStrv) ids = mlg_value_split (verbatims);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(MlgRecord) verbatim = get_verbatim (builder, ids[i]);

      if (verbatim == NULL || g_hash_table_contains (quoted, verbatim))
        continue;
      if (mlg_verbatim_may_be_quoted (verbatim))
        write_quotation (builder, verbatim, section);
      else
        withhold (builder, verbatim, section);
    }
}

/* ---- what a text names by address */

typedef struct
{
  Builder             *builder;
  MlgMonographSection *section;
  GHashTable          *quoted;      /* MlgRecord: verbatims */
} Reading;

static void
read_verbatim (Reading    *reading,
               const char *address,
               const char *id)
{
  g_autoptr(MlgRecord) verbatim = get_verbatim (reading->builder, id);

  if (verbatim == NULL)
    return;
  if (!mlg_verbatim_may_be_quoted (verbatim))
    {
      g_hash_table_insert (reading->builder->monograph->withheld, g_strdup (address), g_strdup (""));
      withhold (reading->builder, verbatim, reading->section);
    }
  g_hash_table_add (reading->quoted, g_steal_pointer (&verbatim));
}

/* The first time a record is named, where it comes from is a note. */
static void
note_sources_of (Reading    *reading,
                 const char *address,
                 const char *entity_name,
                 const char *id_text)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  MlgId id;

  if (entity == NULL || !mlg_project_resolve (reading->builder->project, entity, id_text, &id, NULL) ||
      !g_hash_table_add (reading->builder->noted, g_strdup (address)))
    return;
  add_source_notes (reading->builder, &id, notes);
  if (notes->len > 0)
    g_hash_table_insert (reading->builder->monograph->source_notes, g_strdup (address), g_strdup (g_ptr_array_index (notes, 0)));
}

static void
read_address (const char *address,
              gpointer    data)
{
  Reading *reading = data;
  Builder *builder = reading->builder;
  g_autoptr(MlgLiveBlock) block = mlg_live_block_parse (address);
  g_autofree char *entity = NULL;
  g_autofree char *id = NULL;
  char *text;

  if (block != NULL)
    {
      g_hash_table_insert (builder->monograph->lives, g_strdup (address),
                           mlg_project_live_new (builder->project, mlg_record_get_id (builder->record), address,
                                                 builder->draft ? MLG_LIVE_FOR_GROUP : MLG_LIVE_FOR_READERS));
      return;
    }
  if (!mlg_record_address_parse (address, &entity, &id))
    return;

  if (strcmp (entity, "source_link") == 0)
    {
      text = mlg_project_source_note (builder->project, address);
      if (text != NULL)
        g_hash_table_insert (builder->monograph->source_notes, g_strdup (address), text);
      return;
    }
  if (strcmp (entity, "verbatim") == 0)
    read_verbatim (reading, address, id);
  note_sources_of (reading, address, entity, id);
  text = mlg_project_address_title (builder->project, address);
  if (text != NULL)
    g_hash_table_insert (builder->monograph->names, g_strdup (address), text);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && text[strspn (text, " \n\t")] != '\0';
}

/* Under its own title, where it has no heading of the list: « Repères », « Mode opératoire ». */
static void
write_titles (const Section       *source,
              MlgMonographSection *section)
{
  section->heading = dup_term ("monograph_heading", source->heading);
  section->question = source->question != NULL ? dup_term ("monograph_question", source->question) : g_strdup (source->title);
  if (section->heading == NULL && source->question == NULL)
    section->heading = g_steal_pointer (&section->question);
}

/* A section of one's own asks in its own words. */
static void
add_missing (Builder       *builder,
             const Section *source)
{
  g_auto(GStrv) asked = mlg_value_split (source->question == NULL && !source->optional ? source->to_complete : NULL);

  if (source->question != NULL)
    g_ptr_array_add (builder->monograph->missing, dup_term ("monograph_question", source->question));
  for (guint i = 0; asked[i] != NULL; i++)
    g_ptr_array_add (builder->monograph->missing, g_strdup (asked[i]));
}

static void
write_section (Builder       *builder,
               const Section *source)
{
  g_auto(GStrv) to_complete = mlg_value_split (source->to_complete);
  g_autoptr(GHashTable) quoted = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  Reading reading = { .builder = builder, .quoted = quoted };
  MlgMonographSection *section;

  if (!has_text (source->body) && !builder->draft)
    add_missing (builder, source);
  if (!has_text (source->body) && !builder->draft && source->verbatims == NULL)
    return;

  section = mlg_monograph_add_section (builder->monograph);
  write_titles (source, section);
  section->body = has_text (source->body) ? g_strdup (source->body) : NULL;
  section->optional = source->optional;
  add_source_notes (builder, &source->id, section->notes);
  for (guint i = 0; builder->draft && to_complete[i] != NULL; i++)
    g_ptr_array_add (section->to_complete, g_strdup (to_complete[i]));

  reading.section = section;
  mlg_live_foreach_address (source->body, read_address, &reading);
  write_quotations (builder, source->verbatims, quoted, section);
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
dup_words (const char *value)
{
  g_auto(GStrv) words = mlg_value_split (value);

  return words[0] == NULL ? NULL : g_strjoinv (", ", words);
}

/* The initiative, unless the title says it, and where. */
static char *
make_subtitle (Builder *builder)
{
  char *initiative = dup_titles (builder->project, "initiative", mlg_record_get_named (builder->record, "initiative"));

  if (g_strcmp0 (initiative, builder->monograph->title) == 0)
    g_clear_pointer (&initiative, g_free);
  return join_two (initiative, " — ", dup_titles (builder->project, "territory", mlg_record_get_named (builder->record, "territories")));
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
  monograph->subtitle = subtitle != NULL ? g_strdup (subtitle) : make_subtitle (builder);
  monograph->authors = join_two (dup_words (mlg_record_get_named (record, "authors")), ", ",
                                 dup_titles (builder->project, "person", mlg_record_get_named (record, "writers")));
  monograph->author_mode = dup_term ("authorship_mode", mlg_record_get_named (record, "author_mode"));
  monograph->licence = dup_term ("licence", mlg_record_get_named (record, "licence"));
  monograph->date = dup_display (record, "date");
  monograph->state = dup_display (record, "state");
  monograph->language = g_strdup (language != NULL ? language : "fr");
}

static void
write_credits (Builder *builder)
{
  MlgRecord *record = builder->record;

  add_credit (builder, _("Written by: %s"),
              dup_titles (builder->project, "person", mlg_record_get_named (record, "writers")));
  add_credit (builder, _("On the initiative of: %s"),
              dup_titles (builder->project, "person", mlg_record_get_named (record, "initiators")));
  add_credit (builder, _("Read over by: %s"),
              dup_titles (builder->project, "person", mlg_record_get_named (record, "reviewers")));
  add_credit (builder, _("With: %s"),
              dup_titles (builder->project, MLG_ENTITY_ACTOR, mlg_record_get_named (record, "actors")));
  add_credit (builder, _("Drawn from: %s"), g_strdup (mlg_record_get_named (record, "based_on")));
}

/* Everybody to be asked, by name. */
static gboolean
check_consent (Builder  *builder,
               GError  **error)
{
  g_autofree char *names = NULL;

  if (builder->draft || builder->speakers->len == 0)
    return TRUE;

  g_ptr_array_add (builder->speakers, NULL);
  names = g_strjoinv (", ", (char **) builder->speakers->pdata);
  if (builder->speakers->len == 2)
    g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CONSENT,
                 _("%s has not agreed to be quoted: ask, or take these words out before publishing."), names);
  else
    g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CONSENT,
                 _("These persons have not agreed to be quoted: %s. Ask them, or take their words out before publishing."), names);
  return FALSE;
}

static gboolean
build (Builder  *builder,
       GError  **error)
{
  write_front (builder);
  read_sections (builder);
  for (guint i = 0; i < builder->sections->len; i++)
    write_section (builder, &g_array_index (builder->sections, Section, i));
  write_credits (builder);
  return check_consent (builder, error);
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
  g_autoptr(GPtrArray) speakers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  builder = (Builder) { project, record, draft, mlg_id_write (id, id_text), sections, monograph,
                        speakers, noted };
  return build (&builder, error) ? g_steal_pointer (&monograph) : NULL;
}
