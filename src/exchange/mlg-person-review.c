/* Which persons are to be looked at again, where texts name them, and how they leave the file. */

#include "exchange/mlg-project-person.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-date.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* ---- what is to be looked at again */

typedef struct
{
  GPtrArray *lines;
  int        today;
} Review;

static void
line_free (gpointer data)
{
  MlgReviewLine *line = data;

  g_free (line->name);
  g_free (line);
}

static gboolean
has_passed (const char *value,
            int         today)
{
  g_autofree char *iso = value == NULL ? NULL : mlg_value_dup_part (value, 0);
  MlgDate date;

  return iso != NULL && mlg_date_parse (iso, &date) && mlg_date_last_day (&date) < today;
}

static void
add_line (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Review *review = data;
  MlgReviewLine *line;

  if (g_strcmp0 (values[6], "1") == 0)
    return;

  line = g_new0 (MlgReviewLine, 1);
  line->id = *id;
  if (values[0] == NULL)
    line->reasons |= MLG_REVIEW_NO_BASIS;
  if (values[1] == NULL)
    line->reasons |= MLG_REVIEW_NOT_INFORMED;
  if (g_strcmp0 (values[2], "1") == 0)
    line->reasons |= MLG_REVIEW_OPPOSED;
  if (has_passed (values[3], review->today))
    line->reasons |= MLG_REVIEW_TOO_OLD;
  if (g_strcmp0 (values[4], "to_ask") == 0)
    line->reasons |= MLG_REVIEW_TO_ASK;
  g_ptr_array_add (review->lines, line);
}

/* Who refuses first, then whose day has come, then the number of reasons. */
static guint
weigh (guint reasons)
{
  return (reasons & MLG_REVIEW_OPPOSED ? 64 : 0) + (reasons & MLG_REVIEW_TOO_OLD ? 32 : 0) +
         (reasons & MLG_REVIEW_NO_BASIS ? 1 : 0) + (reasons & MLG_REVIEW_NOT_INFORMED ? 1 : 0) + (reasons & MLG_REVIEW_TO_ASK ? 1 : 0);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const MlgReviewLine *one = *(MlgReviewLine *const *) a, *other = *(MlgReviewLine *const *) b;
  guint weight = weigh (one->reasons), other_weight = weigh (other->reasons);
  g_autofree char *key = mlg_sort_key (one->name);
  g_autofree char *other_key = mlg_sort_key (other->name);

  if (weight != other_weight)
    return weight > other_weight ? -1 : 1;
  return strcmp (key, other_key);
}

GPtrArray *
mlg_persons_review (MlgProject *project,
                    int         today)
{
  static const char *const fields[] = {
    "legal_basis", "informed", "opposition", "keep_until", "consent", "display_name", "anonymised", NULL
  };
  const MlgEntity *person = mlg_schema_find ("person");
  Review review = { g_ptr_array_new_with_free_func (line_free), today };

  g_return_val_if_fail (MLG_IS_PROJECT (project), review.lines);

  mlg_rows_foreach (project, "person", fields, add_line, &review);
  for (guint i = 0; i < review.lines->len; i++)
    {
      MlgReviewLine *line = g_ptr_array_index (review.lines, i);

      line->name = mlg_project_dup_title (project, person, &line->id);
    }
  g_ptr_array_sort (review.lines, compare_lines);
  return review.lines;
}

const char *
mlg_review_describe (MlgReviewReasons reason)
{
  switch (reason)
    {
    case MLG_REVIEW_NO_BASIS:
      return _("Nobody said why the file holds this name");
    case MLG_REVIEW_NOT_INFORMED:
      return _("Not informed yet");
    case MLG_REVIEW_OPPOSED:
      return _("Refuses to be in the file");
    case MLG_REVIEW_TOO_OLD:
      return _("The date of review has passed");
    case MLG_REVIEW_TO_ASK:
      return _("Agreement to be quoted still to be asked");
    default:
      return "";
    }
}

/* ---- where texts name somebody */

#define EXCERPT_CHARACTERS 60       /* on either side */
#define LEAST_NAME         4        /* letters: a shorter name alone is too often another word */

typedef struct
{
  GPtrArray       *needles;         /* folded, a space at both ends */
  GPtrArray       *mentions;
  const MlgEntity *entity;
  const MlgId     *person;
  const char      *person_text;
} Search;

static void
mention_free (gpointer data)
{
  MlgMention *mention = data;

  g_free (mention->excerpt);
  g_free (mention);
}

/* Words alone, with one space before, between and after. */
static char *
dup_words (const char *text)
{
  g_autofree char *folded = mlg_fold (text);
  GString *words = g_string_new (" ");

  for (const char *at = folded; *at != '\0'; at++)
    {
      gboolean letter = g_ascii_isalnum (*at) || (guchar) *at >= 0x80;

      if (letter)
        g_string_append_c (words, *at);
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');

  return g_string_free (words, FALSE);
}

static void
add_needle (GPtrArray  *needles,
            const char *text)
{
  g_autofree char *words = text == NULL ? NULL : dup_words (text);

  if (words != NULL && g_utf8_strlen (words, -1) >= LEAST_NAME + 2 && !g_ptr_array_find_with_equal_func (needles, words, g_str_equal, NULL))
    g_ptr_array_add (needles, g_steal_pointer (&words));
}

static GPtrArray *
make_needles (MlgRecord *person)
{
  GPtrArray *needles = g_ptr_array_new_with_free_func (g_free);
  const char *first = mlg_record_get_named (person, "first_name"), *last = mlg_record_get_named (person, "last_name");
  g_autofree char *reversed = first == NULL || last == NULL ? NULL : g_strdup_printf ("%s %s", last, first);

  add_needle (needles, mlg_record_get_named (person, "display_name"));
  add_needle (needles, last);
  add_needle (needles, reversed);
  add_needle (needles, mlg_record_get_named (person, "contact_email"));
  add_needle (needles, mlg_record_get_named (person, "contact_phone"));
  return needles;
}

/* A few words on either side; folding loses the place, so it is looked for again in proportion. */
static char *
dup_excerpt (const char *text,
             const char *words,
             const char *found)
{
  glong length = g_utf8_strlen (text, -1);
  glong at = g_utf8_strlen (words, -1) <= 1 ? 0 : g_utf8_pointer_to_offset (words, found) * length / g_utf8_strlen (words, -1);
  glong from = MAX (at - EXCERPT_CHARACTERS, 0), to = MIN (at + 2 * EXCERPT_CHARACTERS, length);
  g_autofree char *piece = g_utf8_substring (text, from, to);

  g_strdelimit (piece, "\n\r\x1e\x1f", ' ');
  return g_strdup_printf ("%s%s%s", from > 0 ? "…" : "", piece, to < length ? "…" : "");
}

static gboolean
may_name (const MlgField *field)
{
  return field->number != MLG_FIELD_KEY &&
         (field->type == MLG_TYPE_TEXT || field->type == MLG_TYPE_LONG_TEXT || field->type == MLG_TYPE_MARKDOWN ||
          field->type == MLG_TYPE_WORDS || field->type == MLG_TYPE_EMAIL || field->type == MLG_TYPE_PHONE);
}

/* Shown inside her record, and gone with it. */
static gboolean
is_hers (Search            *search,
         const char *const *values)
{
  for (guint i = 0; i < search->entity->n_fields; i++)
    {
      const MlgField *field = &search->entity->fields[i];

      if ((field->flags & MLG_FIELD_PARENT) && values[i] != NULL && strstr (values[i], search->person_text) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
search_row (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Search *search = data;

  if (mlg_id_equal (id, search->person) || is_hers (search, values))
    return TRUE;

  for (guint i = 0; i < search->entity->n_fields; i++)
    {
      const MlgField *field = &search->entity->fields[i];
      g_autofree char *words = values[i] == NULL || !may_name (field) ? NULL : dup_words (values[i]);
      const char *found = NULL;

      for (guint n = 0; words != NULL && found == NULL && n < search->needles->len; n++)
        found = strstr (words, g_ptr_array_index (search->needles, n));
      if (found != NULL)
        {
          MlgMention *mention = g_new0 (MlgMention, 1);

          mention->entity = search->entity;
          mention->id = *id;
          mention->field = field;
          mention->excerpt = dup_excerpt (values[i], words, found);
          g_ptr_array_add (search->mentions, mention);
        }
    }

  return TRUE;
}

GPtrArray *
mlg_person_dup_names (MlgProject  *project,
                      const MlgId *person)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, mlg_schema_find ("person"), person);

  return record != NULL ? make_needles (record) : g_ptr_array_new_with_free_func (g_free);
}

GPtrArray *
mlg_person_find_mentions (MlgProject  *project,
                          const MlgId *person)
{
  g_autoptr(GPtrArray) names = mlg_person_dup_names (project, person);

  return mlg_person_find_mentions_of (project, names, person);
}

GPtrArray *
mlg_person_find_mentions_of (MlgProject  *project,
                             GPtrArray   *needles,
                             const MlgId *person)
{
  g_autofree char *text = mlg_id_dup_text (person);
  Search search = { needles, g_ptr_array_new_with_free_func (mention_free), NULL, person, text };
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; needles->len > 0 && i < n_entities; i++)
    {
      search.entity = entities[i];
      if (strcmp (entities[i]->name, MLG_ENTITY_LINK) != 0)
        mlg_store_foreach (mlg_project_get_store (project), entities[i], search_row, &search, NULL);
    }

  return search.mentions;
}

/* ---- who holds a copy */

typedef struct
{
  MlgProject *project;
  GPtrArray  *copies;
} Copies;

static void
take_copy (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Copies *copies = data;
  MlgRecord *record = g_strcmp0 (values[0], "public") == 0 ? NULL
                    : mlg_project_get_record (copies->project, mlg_schema_find ("handover"), id);

  if (record != NULL)
    g_ptr_array_insert (copies->copies, 0, record);
}

GPtrArray *
mlg_person_find_copies (MlgProject *project)
{
  Copies copies = { project, g_ptr_array_new_with_free_func (g_object_unref) };

  g_return_val_if_fail (MLG_IS_PROJECT (project), copies.copies);

  mlg_rows_foreach (project, "handover", (const char *[]) { "level", NULL }, take_copy, &copies);
  return copies.copies;
}

/* ---- anonymous */

/* What tells nobody who she was (docs/domain.md §2.4: métiers and compétences stay). */
static const char *const kept_fields[] = {
  "fact_status", "visibility", "status", "trades", "skills", "knowledge_source", "families", "postures", "territories", "themes",
};

typedef struct
{
  MlgGesture      *gesture;
  const MlgEntity *entity;
  const MlgId     *old;
  const char      *old_text, *new_text;
  GArray          *rows;            /* MlgId that name her */
  GPtrArray       *values;          /* GStrv, one a row: the new value of each field, NULL: as it was */
} Moving;

static char *
replace_id (const MlgField *field,
            const char     *value,
            const char     *old_text,
            const char     *new_text)
{
  g_auto(GStrv) pieces = NULL;

  if (value == NULL || !mlg_field_is_reference (field) || strstr (value, old_text) == NULL)
    return NULL;

  pieces = g_strsplit (value, old_text, -1);
  return g_strjoinv (new_text, pieces);
}

/* Functions say who she was; they go with her. */
static gboolean
goes_with_her (const MlgEntity *entity)
{
  return strcmp (entity->name, "person_function") == 0 || strcmp (entity->name, "attachment") == 0 || strcmp (entity->name, "source_link") == 0;
}

static gboolean
note_row (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Moving *moving = data;
  g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  gboolean any = FALSE;

  for (guint i = 0; i < moving->entity->n_fields; i++)
    {
      char *value = replace_id (&moving->entity->fields[i], values[i], moving->old_text, moving->new_text);

      any |= value != NULL;
      g_ptr_array_add (changed, value);
    }

  if (any)
    {
      g_array_append_vals (moving->rows, id, 1);
      g_ptr_array_add (moving->values, g_ptr_array_ref (changed));
    }
  return TRUE;
}

static gboolean
move_references (Moving      *moving,
                 MlgProject  *project,
                 GError     **error)
{
  moving->rows = g_array_new (FALSE, FALSE, sizeof (MlgId));
  moving->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gboolean done = mlg_store_foreach (mlg_project_get_store (project), moving->entity, note_row, moving, error);

  for (guint r = 0; done && r < moving->rows->len; r++)
    {
      GPtrArray *values = g_ptr_array_index (moving->values, r);

      for (guint i = 0; done && i < moving->entity->n_fields; i++)
        done = values->pdata[i] == NULL || mlg_gesture_set (moving->gesture, moving->entity, &g_array_index (moving->rows, MlgId, r),
                                                            &moving->entity->fields[i], values->pdata[i], error);
    }

  g_array_unref (moving->rows);
  g_ptr_array_unref (moving->values);
  return done;
}

static void
count_anonymous (const MlgId       *id,
                 const char *const *values,
                 gpointer           data)
{
  *(guint *) data += g_strcmp0 (values[0], "1") == 0;
}

static gboolean
insert_anonymous (MlgProject  *project,
                  MlgGesture  *gesture,
                  MlgRecord   *person,
                  MlgId       *anonymous,
                  GError     **error)
{
  const MlgEntity *entity = mlg_record_get_entity (person);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *name = NULL;
  guint n = 1;

  mlg_rows_foreach (project, "person", (const char *[]) { "anonymised", NULL }, count_anonymous, &n);
  name = g_strdup_printf (_("Anonymous person %u"), n);
  for (guint i = 0; i < G_N_ELEMENTS (kept_fields); i++)
    values[mlg_entity_find_field (entity, kept_fields[i])->index] = mlg_record_get_named (person, kept_fields[i]);
  values[mlg_entity_find_field (entity, "display_name")->index] = name;
  values[mlg_entity_find_field (entity, "anonymised")->index] = "1";

  return mlg_gesture_insert (gesture, entity, anonymous, values, error);
}

gboolean
mlg_person_anonymise (MlgProject   *project,
                      const MlgId  *person,
                      MlgId        *anonymous,
                      GError      **error)
{
  const MlgEntity *entity = mlg_schema_find ("person");
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, entity, person);
  g_autoptr(MlgGesture) gesture = NULL;
  g_autofree char *old_text = mlg_id_dup_text (person);
  g_autofree char *new_text = NULL;
  MlgId made = { { 0 } };
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  if (record == NULL || mlg_record_is_deleted (record))
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("There is no such person."));
      return FALSE;
    }

  gesture = mlg_project_begin (project, N_("Make anonymous"), error);
  if (gesture == NULL || !insert_anonymous (project, gesture, record, &made, error))
    return FALSE;

  new_text = mlg_id_dup_text (&made);
  for (guint i = 0; i < n_entities; i++)
    {
      Moving moving = { gesture, entities[i], person, old_text, new_text, NULL, NULL };

      if (strcmp (entities[i]->name, MLG_ENTITY_LINK) != 0 && !goes_with_her (entities[i]) && !move_references (&moving, project, error))
        return FALSE;
    }
  if (!mlg_project_commit (project, g_steal_pointer (&gesture), error))
    return FALSE;

  if (anonymous != NULL)
    *anonymous = made;
  return mlg_project_erase (project, entity, person, error);
}
