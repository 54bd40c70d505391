/* French spelling. */

#include "ui/monographs/mlg-spelling.h"

#include <enchant.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* The file's own words, a line each, kept beside its title and not journaled. */
#define META_WORDS "dictionary"
/* The names of more records than this are not read at once. */
#define MAX_NAMES 20000

static struct
{
  gboolean       looked;
  EnchantBroker *broker;
  EnchantDict   *dictionary;
  GHashTable    *known;        /* word → GINT (TRUE or FALSE); as asked */
  GHashTable    *own;          /* the file's words and names, lower case */
  GHashTable    *ignored;
  MlgProject    *project;      /* weak */
  guint          version;
} spelling;

static const char *const languages[] = { "fr_FR", "fr", "fr_CA", "fr_CH", "fr_BE", "fr_LU" };

static void
look_for_dictionary (void)
{
  if (spelling.looked)
    return;

  spelling.looked = TRUE;
  spelling.known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  spelling.own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  spelling.ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* Tests of the machine without a dictionary. */
  if (g_getenv ("MAILLAGE_NO_DICTIONARY") != NULL)
    return;

  spelling.broker = enchant_broker_init ();
  for (guint i = 0; i < G_N_ELEMENTS (languages) && spelling.dictionary == NULL; i++)
    if (enchant_broker_dict_exists (spelling.broker, languages[i]))
      spelling.dictionary = enchant_broker_request_dict (spelling.broker, languages[i]);
}

gboolean
mlg_spelling_is_available (void)
{
  look_for_dictionary ();
  return spelling.dictionary != NULL;
}

char *
mlg_spelling_describe (void)
{
  return g_strdup (mlg_spelling_is_available () ? _("French spelling is checked while you type.")
                                                : _("Spelling is not checked: no French dictionary is installed on this computer (package hunspell-fr)."));
}

guint
mlg_spelling_get_version (void)
{
  return spelling.version;
}

/* ---- words */

static gboolean
joins (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == '-' || c == 0x2011;
}

gboolean
mlg_spelling_next_word (const char *text,
                        gsize       from,
                        gsize      *start,
                        gsize      *end)
{
  const char *p = text + from;
  const char *last;

  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (*p == '\0')
    return FALSE;

  *start = p - text;
  last = p;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        last = g_utf8_next_char (p);
      else if (!joins (c))
        break;
    }
  *end = last - text;
  return TRUE;
}

/* As dictionaries write it. */
static char *
fold_word (const char *word,
           gsize       length)
{
  g_autofree char *valid = g_strndup (word, length);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  GString *folded = g_string_sized_new (length);

  for (const char *p = composed != NULL ? composed : valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (folded, c == 0x2019 ? '\'' : c == 0x2011 ? '-' : c);
    }
  return g_string_free (folded, FALSE);
}

static gboolean
needs_no_dictionary (const char *word)
{
  gboolean lower = FALSE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        return TRUE;
      lower |= g_unichar_islower (c);
    }
  return !lower || g_utf8_strlen (word, 2) < 2;
}

static gboolean
is_own (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);

  return g_hash_table_contains (spelling.own, lower) || g_hash_table_contains (spelling.ignored, lower);
}

static gboolean
is_right (const char *word)
{
  return needs_no_dictionary (word) || is_own (word) || enchant_dict_check (spelling.dictionary, word, -1) == 0;
}

/* « porte-parole » is a word; « Cheminements-Solidaires » is two; « l'Ardelaine » too. */
static gboolean
parts_are_right (const char *word)
{
  g_auto(GStrv) parts = g_strsplit_set (word, "-'", -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_utf8_strlen (parts[i], 3) > 2 && !is_right (parts[i]))
        return FALSE;
      n += *parts[i] != '\0';
    }
  return n > 1;
}

gboolean
mlg_spelling_knows (const char *word,
                    gsize       length)
{
  g_autofree char *folded = NULL;
  gpointer known;
  gboolean right;

  if (!mlg_spelling_is_available ())
    return TRUE;

  folded = fold_word (word, length);
  if (g_hash_table_lookup_extended (spelling.known, folded, NULL, &known))
    return GPOINTER_TO_INT (known);

  right = is_right (folded) || parts_are_right (folded);
  g_hash_table_insert (spelling.known, g_steal_pointer (&folded), GINT_TO_POINTER (right));
  return right;
}

char **
mlg_spelling_suggest (const char *word,
                      guint       n)
{
  g_autofree char *folded = fold_word (word, strlen (word));
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  gsize n_found = 0;
  char **found;

  if (!mlg_spelling_is_available ())
    return g_new0 (char *, 1);

  found = enchant_dict_suggest (spelling.dictionary, folded, -1, &n_found);
  for (gsize i = 0; i < MIN (n_found, n); i++)
    {
      g_auto(GStrv) parts = g_strsplit (found[i], "'", -1);
      g_autofree char *typeset = g_strjoinv ("’", parts);

      g_strv_builder_add (builder, typeset);
    }
  if (found != NULL)
    enchant_dict_free_string_list (spelling.dictionary, found);
  return g_strv_builder_end (builder);
}

/* ---- the file's own */

static void
begin_anew (void)
{
  g_hash_table_remove_all (spelling.known);
  spelling.version++;
}

static void
add_own (const char *text)
{
  gsize start = 0, end = 0;

  while (mlg_spelling_next_word (text, end, &start, &end))
    {
      g_autofree char *folded = fold_word (text + start, end - start);
      g_auto(GStrv) parts = g_strsplit_set (folded, "-'", -1);

      g_hash_table_add (spelling.own, g_utf8_strdown (folded, -1));
      for (guint i = 0; parts[i] != NULL && parts[0][0] != '\0' && parts[1] != NULL; i++)
        g_hash_table_add (spelling.own, g_utf8_strdown (parts[i], -1));
    }
}

static gboolean
add_name_cb (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  const MlgEntity *entity = data;

  for (guint i = 0; i < entity->n_fields; i++)
    if (values[i] != NULL && (entity->fields[i].flags & MLG_FIELD_TITLE) != 0 && strlen (values[i]) < 200)
      add_own (values[i]);
  return TRUE;
}

static void
read_names (void)
{
  static const char *const entities[] = { "actor", "person", "territory", "initiative", "network" };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      const MlgEntity *entity = mlg_schema_find (entities[i]);

      if (mlg_project_count (spelling.project, entity) <= MAX_NAMES)
        mlg_store_foreach (mlg_project_get_store (spelling.project), entity, add_name_cb, (gpointer) entity, NULL);
    }
}

void
mlg_spelling_set_project (MlgProject *project)
{
  g_autofree char *words = NULL;

  if (!mlg_spelling_is_available () || spelling.project == project)
    return;

  g_clear_weak_pointer (&spelling.project);
  g_set_weak_pointer (&spelling.project, project);
  g_hash_table_remove_all (spelling.own);
  begin_anew ();
  if (project == NULL)
    return;

  words = mlg_store_dup_meta (mlg_project_get_store (project), META_WORDS);
  if (words != NULL)
    add_own (words);
  read_names ();
}

gboolean
mlg_spelling_learn (const char  *word,
                    GError     **error)
{
  g_autofree char *folded = fold_word (word, strlen (word));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  MlgStore *store;

  g_return_val_if_fail (spelling.project != NULL, FALSE);

  store = mlg_project_get_store (spelling.project);
  before = mlg_store_dup_meta (store, META_WORDS);
  after = before != NULL ? g_strconcat (before, "\n", folded, NULL) : g_strdup (folded);
  if (!mlg_store_set_meta (store, META_WORDS, after, error))
    return FALSE;

  add_own (folded);
  begin_anew ();
  return TRUE;
}

void
mlg_spelling_ignore (const char *word)
{
  g_autofree char *folded = fold_word (word, strlen (word));

  g_return_if_fail (spelling.ignored != NULL);

  g_hash_table_add (spelling.ignored, g_utf8_strdown (folded, -1));
  begin_anew ();
}
