/* The names of somebody, and where they stand in a text. */

#include "store/mlg-redact-private.h"

#include <string.h>

#include "store/mlg-words.h"

#define BLACK          "\u2588"
#define BLACK_CHAR     0x2588
#define MIN_LETTERS    3        /* of a name looked for alone, in records about her */
#define MIN_JOINED     4        /* of a name looked for inside a longer word of a key */
#define MAX_NAMES      8        /* that one person had in turn */

/* ---- names */

static void
add_needle (GPtrArray  *needles,
            char       *words)
{
  if (g_ptr_array_find_with_equal_func (needles, words, g_str_equal, NULL))
    g_free (words);
  else
    g_ptr_array_add (needles, words);
}

/* Of two words at least: somebody else has this first name, and this last name is a word. */
static void
add_full (MlgRedactor *self,
          const char  *text)
{
  g_autofree char *words = mlg_words_dup (text);
  const char *second = strchr (words + 1, ' ');

  if (mlg_words_count_letters (words) >= MLG_WORDS_FULL && second != NULL && second[1] != '\0')
    add_needle (self->full, g_steal_pointer (&words));
}

static void
add_alone (MlgRedactor *self,
           GPtrArray   *needles,
           const char  *text)
{
  g_autofree char *words = mlg_words_dup (text);

  if (mlg_words_is_rare (words))
    add_needle (self->full, g_strdup (words));
  if (mlg_words_count_letters (words) >= MIN_LETTERS)
    add_needle (needles, g_steal_pointer (&words));
}

static void
add_pair (MlgRedactor *self,
          const char  *first,
          const char  *last)
{
  g_autofree char *straight = g_strdup_printf ("%s %s", first, last);
  g_autofree char *reversed = g_strdup_printf ("%s %s", last, first);
  g_autofree char *initial = g_utf8_substring (first, 0, MIN (1, g_utf8_strlen (first, -1)));
  g_autofree char *short_name = g_strdup_printf ("%s %s", initial, last);

  add_full (self, straight);
  add_full (self, reversed);
  add_full (self, short_name);
}

/* « 0612345678 » is also written « 06 12 34 56 78 ». */
static void
add_number (MlgRedactor *self,
            const char  *phone)
{
  g_autoptr(GString) figures = g_string_new (NULL);
  g_autoptr(GString) pairs = g_string_new (" ");

  for (const char *at = phone; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (figures, *at);
  if (g_str_has_prefix (figures->str, "33") && figures->len == 11)
    g_string_overwrite (g_string_erase (figures, 0, 1), 0, "0");
  if (figures->len < MLG_WORDS_FULL)
    return;

  for (gsize i = 0; i < figures->len; i += 2)
    g_string_append_printf (pairs, "%.2s ", figures->str + i);
  add_needle (self->full, g_strdup (pairs->str));
  add_needle (self->full, g_strdup_printf (" %s ", figures->str));
  add_full (self, phone);
}

/* ---- what her row said, now and before */

typedef struct
{
  const MlgTable *table;
  const char     *names[5];
  GPtrArray      *values[5];
} Reading;

static void
note_value (Reading    *reading,
            guint       number,
            const char *value)
{
  const MlgField *field = mlg_table_find_field (reading->table, (int) number);

  for (guint i = 0; field != NULL && value != NULL && i < G_N_ELEMENTS (reading->names); i++)
    if (reading->names[i] != NULL && g_str_equal (reading->names[i], field->name) && reading->values[i]->len < MAX_NAMES &&
        !g_ptr_array_find_with_equal_func (reading->values[i], value, g_str_equal, NULL))
      g_ptr_array_add (reading->values[i], g_strdup (value));
}

static gboolean
read_row (Reading     *reading,
          MlgStore    *store,
          const MlgId *id)
{
  g_autoptr(MlgOpList) ops = mlg_op_list_new ();
  gboolean some = FALSE;

  if (!mlg_row_read_ops (store, id, ops, NULL))
    return FALSE;
  for (guint i = 0; i < ops->ops->len; i++)
    {
      const MlgOp *op = mlg_op_list_nth (ops, i);
      gsize at = 0, size;
      const char *value;
      guint number;

      if (op->st != MLG_ST_VALUE || op->tbl != reading->table->entity->number || op->col < 0)
        continue;
      some = TRUE;
      if (op->col > 0)
        note_value (reading, (guint) op->col, op->val);
      else
        while (mlg_pack_next (op, &at, &number, &value, &size))
          note_value (reading, number, value);
    }
  return some;
}

static void
take_names (MlgRedactor *self,
            Reading     *reading)
{
  GPtrArray *first = reading->values[0], *last = reading->values[1], *shown = reading->values[2];

  for (guint i = 0; i < first->len; i++)
    {
      add_alone (self, self->in_keys, first->pdata[i]);
      for (guint j = 0; j < last->len; j++)
        add_pair (self, first->pdata[i], last->pdata[j]);
    }
  for (guint j = 0; j < last->len; j++)
    {
      add_alone (self, self->alone, last->pdata[j]);
      for (guint c = 0; mlg_words_civilities[c] != NULL; c++)
        {
          g_autofree char *polite = g_strdup_printf ("%s %s", mlg_words_civilities[c], (char *) last->pdata[j]);

          add_full (self, polite);
        }
    }
  for (guint i = 0; i < shown->len; i++)
    {
      add_full (self, shown->pdata[i]);
      add_alone (self, self->alone, shown->pdata[i]);
    }
  for (guint i = 0; i < reading->values[3]->len; i++)
    add_full (self, reading->values[3]->pdata[i]);
  for (guint i = 0; i < reading->values[4]->len; i++)
    add_number (self, reading->values[4]->pdata[i]);
}

/* An actor who is a person: the name of the one is the name of the other. */
static gboolean
is_somebody (const MlgTable *table,
             MlgStore       *store,
             const MlgId    *id)
{
  MlgRowState state;
  const MlgField *kind;
  gboolean somebody;

  if (g_str_equal (table->entity->name, "person"))
    return TRUE;
  kind = g_str_equal (table->entity->name, MLG_ENTITY_ACTOR) ? mlg_entity_find_field (table->entity, "kind") : NULL;
  if (kind == NULL)
    return FALSE;

  mlg_row_state_init (&state, table);
  somebody = mlg_row_load (store, id, &state, NULL) && g_strcmp0 (state.values->pdata[kind->index], "person") == 0;
  mlg_row_state_clear (&state);
  return somebody;
}

MlgRedactor *
mlg_redactor_new (MlgStore    *store,
                  const MlgId *id)
{
  const MlgEntity *entity = mlg_store_entity_of (store, id);
  const MlgTable *table = entity != NULL ? mlg_table_get (entity) : NULL;
  gboolean is_person = entity != NULL && g_str_equal (entity->name, "person");
  Reading reading = { table, { is_person ? "first_name" : NULL, is_person ? "last_name" : NULL, is_person ? "display_name" : "name",
                               "contact_email", "contact_phone" }, { NULL } };
  MlgRedactor *self;

  if (table == NULL || !is_somebody (table, store, id))
    return NULL;

  self = g_new0 (MlgRedactor, 1);
  self->id = *id;
  self->full = g_ptr_array_new_with_free_func (g_free);
  self->alone = g_ptr_array_new_with_free_func (g_free);
  self->in_keys = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (reading.values); i++)
    reading.values[i] = g_ptr_array_new_with_free_func (g_free);
  if (read_row (&reading, store, id))
    take_names (self, &reading);
  for (guint i = 0; i < G_N_ELEMENTS (reading.values); i++)
    g_ptr_array_unref (reading.values[i]);

  if (self->full->len + self->alone->len + self->in_keys->len == 0 || !mlg_redactor_find_rows (self, store))
    g_clear_pointer (&self, mlg_redactor_free);
  return self;
}

void
mlg_redactor_free (MlgRedactor *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->full);
  g_ptr_array_unref (self->alone);
  g_ptr_array_unref (self->in_keys);
  g_hash_table_unref (self->rows);
  g_free (self);
}

/* ---- in a text */

static void
mark_found (MlgWords   *words,
            GPtrArray  *needles,
            GHashTable *black)
{
  for (guint n = 0; n < needles->len; n++)
    {
      const char *needle = needles->pdata[n];
      gsize length = strlen (needle);

      /* The space after a name is the space before the next. */
      for (const char *found = strstr (words->words->str, needle); found != NULL; found = strstr (found + length - 1, needle))
        for (gsize i = 1; i + 1 < length; i++)
          if (found[i] != ' ')
            {
              gsize at = (gsize) (found - words->words->str) + i;

              g_hash_table_add (black, GUINT_TO_POINTER (g_array_index (words->origins, guint32, at)));
            }
    }
}

char *
mlg_redactor_dup (MlgRedactor *self,
                  const char  *text,
                  gboolean     is_about_her)
{
  MlgWords words = mlg_words_split (text);
  g_autoptr(GHashTable) black = g_hash_table_new (NULL, NULL);
  GString *redacted = NULL;
  guint origin = 0;

  mark_found (&words, self->full, black);
  if (is_about_her)
    mark_found (&words, self->alone, black);
  mlg_words_clear (&words);
  if (g_hash_table_size (black) == 0)
    return NULL;

  redacted = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), origin++)
    if (g_hash_table_contains (black, GUINT_TO_POINTER (origin)))
      g_string_append (redacted, BLACK);
    else
      g_string_append_len (redacted, at, g_utf8_next_char (at) - at);
  return g_string_free (redacted, FALSE);
}

char *
mlg_redactor_dup_text (MlgRedactor *self,
                       const char  *text)
{
  return mlg_redactor_dup (self, text, FALSE);
}

static gboolean
key_has (const char *words,
         const char *joined,
         GPtrArray  *needles)
{
  for (guint n = 0; n < needles->len; n++)
    {
      g_autofree char *needle = g_strdup (needles->pdata[n]);
      char *to = needle;

      if (strstr (words, needle) != NULL)
        return TRUE;
      for (const char *at = needle; *at != '\0'; at++)
        if (*at != ' ')
          *to++ = *at;
      *to = '\0';
      if (g_utf8_strlen (needle, -1) >= MIN_JOINED && strstr (joined, needle) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* « i/durand », « jdurand », « p-le-goff »: a key made of a name. */
gboolean
mlg_redactor_key_tells (MlgRedactor *self,
                        const char  *key,
                        gboolean     is_about_her)
{
  g_autofree char *words = mlg_words_dup (key);
  g_autoptr(GString) joined = g_string_new (NULL);

  for (const char *at = words; *at != '\0'; at++)
    if (*at != ' ')
      g_string_append_c (joined, *at);
  return key_has (words, joined->str, self->full) ||
         (is_about_her && (key_has (words, joined->str, self->alone) || key_has (words, joined->str, self->in_keys)));
}

gboolean
mlg_redactor_is_author (MlgRedactor *self,
                        const char  *author)
{
  g_autofree char *words = author != NULL ? mlg_words_dup (author) : NULL;

  return words != NULL && g_ptr_array_find_with_equal_func (self->full, words, g_str_equal, NULL);
}

/* ---- between copies */

char *
mlg_redact_join (const char *a,
                 const char *b)
{
  GString *joined;

  if (a == NULL || b == NULL)
    return NULL;
  /* Only a forged file says two things of one operation. */
  if (g_utf8_strlen (a, -1) != g_utf8_strlen (b, -1))
    return g_strdup (strcmp (a, b) < 0 ? a : b);

  joined = g_string_new (NULL);
  for (; *a != '\0'; a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    {
      const char *from = g_utf8_get_char (b) == BLACK_CHAR ? b : a;

      g_string_append_len (joined, from, g_utf8_next_char (from) - from);
    }
  return g_string_free (joined, FALSE);
}
