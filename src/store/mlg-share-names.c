/* Free texts that leave with a copy and name a person who does not. */

#include "store/mlg-share-private.h"

#include <string.h>

#include "store/mlg-words.h"

#define EXCERPT_CHARACTERS 40       /* on either side */
#define MIN_LAST           4        /* letters of a last name looked for alone */

typedef struct
{
  char     *words;         /* folded, between spaces */
  MlgId     person;
  gboolean  capital;       /* counts only where it begins so */
} Name;

typedef struct
{
  MlgLevel         level;
  GHashTable      *leaving;
  const MlgEntity *entity;
  GHashTable      *names;          /* first word → GArray of Name */
  GPtrArray       *mentions;
} Search;

static void
name_clear (gpointer data)
{
  g_free (((Name *) data)->words);
}

static void
mention_free (gpointer data)
{
  MlgShareMention *mention = data;

  g_free (mention->excerpt);
  g_free (mention);
}

/* ---- names */

/* Takes @words. */
static void
add_name (Search      *search,
          const MlgId *person,
          char        *words,
          gboolean     capital)
{
  const char *end = strchr (words + 1, ' ');
  g_autofree char *first = end != NULL ? g_strndup (words + 1, (gsize) (end - words - 1)) : NULL;
  Name name = { words, *person, capital };
  GArray *names;

  if (first == NULL || *first == '\0')
    {
      g_free (words);
      return;
    }

  names = g_hash_table_lookup (search->names, first);
  if (names == NULL)
    {
      names = g_array_new (FALSE, FALSE, sizeof (Name));
      g_array_set_clear_func (names, name_clear);
      g_hash_table_insert (search->names, g_steal_pointer (&first), names);
    }
  g_array_append_val (names, name);
}

static void
add_full (Search      *search,
          const MlgId *person,
          const char  *text)
{
  g_autofree char *words = mlg_words_dup (text);
  const char *second = strchr (words + 1, ' ');

  if (mlg_words_count_letters (words) >= MLG_WORDS_FULL && second != NULL && (second[1] != '\0' || mlg_words_is_rare (words)))
    add_name (search, person, g_steal_pointer (&words), FALSE);
}

static void
add_last (Search      *search,
          const MlgId *person,
          const char  *last)
{
  g_autofree char *words = mlg_words_dup (last);

  for (guint i = 0; mlg_words_civilities[i] != NULL; i++)
    {
      g_autofree char *polite = g_strdup_printf ("%s %s", mlg_words_civilities[i], last);

      add_full (search, person, polite);
    }
  if (mlg_words_count_letters (words) >= MIN_LAST)
    add_name (search, person, g_steal_pointer (&words), TRUE);
}

static const char *
get_value (const MlgEntity   *entity,
           const char *const *values,
           const char        *name)
{
  const MlgField *field = mlg_entity_find_field (entity, name);

  return field != NULL ? values[field->index] : NULL;
}

static gboolean
note_person (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Search *search = data;
  const char *first = get_value (search->entity, values, "first_name"), *last = get_value (search->entity, values, "last_name");
  const char *shown = get_value (search->entity, values, "display_name");

  /* An anonymous one has a number for a name. */
  if (g_hash_table_contains (search->leaving, id) || g_strcmp0 (get_value (search->entity, values, "anonymised"), "1") == 0)
    return TRUE;

  if (first != NULL && last != NULL)
    {
      g_autofree char *straight = g_strdup_printf ("%s %s", first, last);
      g_autofree char *reversed = g_strdup_printf ("%s %s", last, first);

      add_full (search, id, straight);
      add_full (search, id, reversed);
    }
  if (shown != NULL)
    add_full (search, id, shown);
  if (last != NULL)
    add_last (search, id, last);
  return TRUE;
}

/* ---- texts */

static gboolean
begins_with_capital (const char *text,
                     MlgWords   *words,
                     gsize       at)
{
  const char *place = g_utf8_offset_to_pointer (text, g_array_index (words->origins, guint32, at));

  return g_unichar_isupper (g_utf8_get_char (place));
}

static char *
dup_excerpt (const char *text,
             guint32     at)
{
  glong length = g_utf8_strlen (text, -1);
  glong from = MAX ((glong) at - EXCERPT_CHARACTERS, 0), to = MIN ((glong) at + 2 * EXCERPT_CHARACTERS, length);
  g_autofree char *piece = g_utf8_substring (text, from, to);

  g_strdelimit (piece, "\n\r\t\x1e\x1f", ' ');
  return g_strdup_printf ("%s%s%s", from > 0 ? "…" : "", piece, to < length ? "…" : "");
}

/* Each word once, whatever the number of persons. */
static const Name *
find_name (Search     *search,
           const char *text,
           MlgWords   *words,
           gsize      *where)
{
  char *at = words->words->str;

  for (char *end = strchr (at + 1, ' '); end != NULL; at = end, end = strchr (at + 1, ' '))
    {
      GArray *names;

      *end = '\0';
      names = g_hash_table_lookup (search->names, at + 1);
      *end = ' ';
      for (guint i = 0; names != NULL && i < names->len; i++)
        {
          const Name *name = &g_array_index (names, Name, i);

          *where = (gsize) (at + 1 - words->words->str);
          if (g_str_has_prefix (at, name->words) && (!name->capital || begins_with_capital (text, words, *where)))
            return name;
        }
    }
  return NULL;
}

static gboolean
is_free_text (const MlgField *field)
{
  return field->number != MLG_FIELD_KEY && !(field->flags & MLG_FIELD_GONE) &&
         (field->type == MLG_TYPE_TEXT || field->type == MLG_TYPE_LONG_TEXT || field->type == MLG_TYPE_MARKDOWN ||
          field->type == MLG_TYPE_WORDS || field->type == MLG_TYPE_URL);
}

static void
search_value (Search         *search,
              const MlgId    *id,
              const MlgField *field,
              const char     *value)
{
  MlgWords words = mlg_words_split (value);
  MlgShareMention *mention;
  const Name *name;
  gsize at;

  name = find_name (search, value, &words, &at);
  if (name != NULL)
    {
      mention = g_new0 (MlgShareMention, 1);
      mention->entity = search->entity;
      mention->id = *id;
      mention->field = field;
      mention->person = name->person;
      mention->excerpt = dup_excerpt (value, g_array_index (words.origins, guint32, at));
      g_ptr_array_add (search->mentions, mention);
    }
  mlg_words_clear (&words);
}

static gboolean
search_row (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Search *search = data;

  if (!g_hash_table_contains (search->leaving, id))
    return TRUE;

  for (guint i = 0; i < search->entity->n_fields; i++)
    {
      const MlgField *field = &search->entity->fields[i];

      if (values[i] != NULL && is_free_text (field) && mlg_level_allows_value (search->level, search->entity, values, field))
        search_value (search, id, field, values[i]);
    }
  return TRUE;
}

static gboolean
run (Search    *search,
     MlgStore  *store,
     GError   **error)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  search->entity = mlg_schema_find ("person");
  if (!mlg_store_foreach (store, search->entity, note_person, search, error))
    return FALSE;

  for (guint i = 0; i < n_entities && g_hash_table_size (search->names) > 0; i++)
    {
      search->entity = entities[i];
      if (!mlg_share_skips (entities[i]) && !mlg_store_foreach (store, entities[i], search_row, search, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
mlg_share_find_mentions (MlgProject  *project,
                         MlgLevel     level,
                         GError     **error)
{
  g_autoptr(GPtrArray) mentions = g_ptr_array_new_with_free_func (mention_free);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr(GHashTable) leaving = NULL;
  Search search = { level, NULL, NULL, names, mentions };

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  if (level == MLG_LEVEL_COMPLETE)
    return g_steal_pointer (&mentions);

  leaving = search.leaving = mlg_share_find_leaving (mlg_project_get_store (project), level, NULL, error);
  return leaving != NULL && run (&search, mlg_project_get_store (project), error) ? g_steal_pointer (&mentions) : NULL;
}
