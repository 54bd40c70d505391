/* The vocabularies: 82 lists of the source documents and our own lists of states. */

#include "model/mlg-vocabulary.h"

#include "model/mlg-text.h"
#include "mlg-model-resources.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include <string.h>

#define ROOT    "/org/maillage/Maillage/"
#define SHIPPED ROOT "vocabularies/"
#define STATES  ROOT "states.json"

/* What callers hold as a MlgVocabulary, with the tables that find its terms. */
typedef struct
{
  MlgVocabulary  vocabulary;
  GHashTable    *by_id;      /* id → MlgTerm */
  GHashTable    *by_words;   /* folded id, label or short label → MlgTerm */
} KnownVocabulary;

typedef struct
{
  GPtrArray  *list;          /* KnownVocabulary, then NULL */
  GHashTable *by_id;
} Vocabularies;

static char *
dup_member (JsonObject *object,
            const char *name)
{
  const char *text = json_object_get_string_member_with_default (object, name, NULL);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static void
read_term (JsonObject *object,
           MlgTerm    *term)
{
  term->id = dup_member (object, "id");
  term->label = dup_member (object, "label");
  term->ui_label = dup_member (object, "ui");
  term->definition = dup_member (object, "definition");
  term->source = dup_member (object, "source");
  term->quotation = dup_member (object, "quotation");
  if (term->ui_label == NULL)
    term->ui_label = term->label;
}

/* The first term that claims some words keeps them. */
static void
know_words (KnownVocabulary *known,
            const char      *words,
            const MlgTerm   *term)
{
  g_autofree char *folded = mlg_fold (words);

  if (!g_hash_table_contains (known->by_words, folded))
    g_hash_table_insert (known->by_words, g_steal_pointer (&folded), (gpointer) term);
}

static KnownVocabulary *
known_vocabulary_new (JsonObject *object,
                      gboolean    shipped)
{
  KnownVocabulary *known = g_new0 (KnownVocabulary, 1);
  JsonArray *array = json_object_get_array_member (object, "terms");
  guint n_terms = json_array_get_length (array);
  MlgTerm *terms = g_new0 (MlgTerm, n_terms);

  known->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  known->by_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n_terms; i++)
    {
      read_term (json_array_get_object_element (array, i), &terms[i]);
      g_hash_table_insert (known->by_id, (gpointer) terms[i].id, &terms[i]);
    }
  for (guint i = 0; i < n_terms; i++)
    know_words (known, terms[i].id, &terms[i]);
  for (guint i = 0; i < n_terms; i++)
    {
      know_words (known, terms[i].label, &terms[i]);
      know_words (known, terms[i].ui_label, &terms[i]);
    }

  known->vocabulary.id = dup_member (object, "id");
  known->vocabulary.title = dup_member (object, "title");
  known->vocabulary.note = dup_member (object, "note");
  known->vocabulary.open = json_object_get_boolean_member_with_default (object, "open", FALSE);
  known->vocabulary.shipped = shipped;
  known->vocabulary.terms = terms;
  known->vocabulary.n_terms = n_terms;
  return known;
}

/* What is compiled into the program cannot be missing or ill-formed: a test parses every list. */
static JsonParser *
parse_resource (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_resource_lookup_data (mlg_model_get_resource (), path,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();

  if (bytes == NULL
      || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    g_error ("%s: %s", path, error->message);
  return g_steal_pointer (&parser);
}

static void
add_vocabulary (Vocabularies *self,
                JsonObject   *object,
                gboolean      shipped)
{
  KnownVocabulary *known = known_vocabulary_new (object, shipped);

  g_ptr_array_add (self->list, known);
  g_hash_table_insert (self->by_id, (gpointer) known->vocabulary.id, known);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
read_shipped (Vocabularies *self)
{
  g_auto(GStrv) names = g_resource_enumerate_children (mlg_model_get_resource (), SHIPPED,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *path = g_strconcat (SHIPPED, *name, NULL);
      g_autoptr(JsonParser) parser = parse_resource (path);

      add_vocabulary (self, json_node_get_object (json_parser_get_root (parser)), TRUE);
    }
}

static void
read_states (Vocabularies *self)
{
  g_autoptr(JsonParser) parser = parse_resource (STATES);
  JsonArray *lists = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                                   "vocabularies");

  for (guint i = 0; i < json_array_get_length (lists); i++)
    add_vocabulary (self, json_array_get_object_element (lists, i), FALSE);
}

static Vocabularies *
vocabularies_new (void)
{
  Vocabularies *self = g_new0 (Vocabularies, 1);

  self->list = g_ptr_array_new ();
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  read_shipped (self);
  read_states (self);
  g_ptr_array_add (self->list, NULL);
  return self;
}

/* Built at the first call, never freed: everything in it is constant from then on. */
static const Vocabularies *
get_vocabularies (void)
{
  static const Vocabularies *vocabularies;

  if (g_once_init_enter (&vocabularies))
    g_once_init_leave (&vocabularies, vocabularies_new ());
  return vocabularies;
}

const MlgVocabulary *const *
mlg_vocabularies_get (guint *n)
{
  const Vocabularies *self = get_vocabularies ();

  if (n != NULL)
    *n = self->list->len - 1;
  return (const MlgVocabulary *const *) self->list->pdata;
}

const MlgVocabulary *
mlg_vocabulary_find (const char *id)
{
  return id != NULL ? g_hash_table_lookup (get_vocabularies ()->by_id, id) : NULL;
}

const MlgTerm *
mlg_vocabulary_term (const MlgVocabulary *vocabulary,
                     const char          *id)
{
  if (vocabulary == NULL || id == NULL)
    return NULL;
  return g_hash_table_lookup (((const KnownVocabulary *) vocabulary)->by_id, id);
}

const MlgTerm *
mlg_vocabulary_match (const MlgVocabulary *vocabulary,
                      const char          *text)
{
  const MlgTerm *term = mlg_vocabulary_term (vocabulary, text);
  g_autofree char *folded = NULL;

  if (term != NULL || vocabulary == NULL || text == NULL)
    return term;

  folded = mlg_fold (text);
  return g_hash_table_lookup (((const KnownVocabulary *) vocabulary)->by_words, folded);
}
