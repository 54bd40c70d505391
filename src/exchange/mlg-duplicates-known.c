/* What is compared of a record: its names without their dress, its numbers, where it is. */

#include "exchange/mlg-duplicates-private.h"

#include <string.h>

#include "model/mlg-identifier.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"

#define MAX_ACRONYM  8      /* letters */
#define MIN_INITIALS 4

/* FNV-1a (Fowler, Noll, Vo 1991), 64 bits. Never 0. */
guint64
mlg_hash_text (char        seed,
               const char *text,
               gssize      length)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037) ^ (guchar) seed;

  for (const char *end = length < 0 ? NULL : text + length; text != end && (end != NULL || *text != '\0'); text++)
    hash = (hash ^ (guchar) *text) * G_GUINT64_CONSTANT (1099511628211);
  return hash | 1;
}

guint64
mlg_pair_hash (const MlgId *a,
               const MlgId *b)
{
  const MlgId *ordered[2] = { a, b };

  if (mlg_id_compare (a, b) > 0)
    ordered[0] = b, ordered[1] = a;
  return mlg_hash_text ('=', (const char *) ordered[0], sizeof (MlgId)) * 31 ^
         mlg_hash_text ('=', (const char *) ordered[1], sizeof (MlgId));
}

/* ---- names */

/* Runs of letters alone are an acronym with dots: "a p e s" → "apes". */
static char *
join_letters (const char *folded)
{
  GString *text = g_string_new (NULL);

  while (*folded != '\0')
    {
      gsize n = 0;

      while (folded[2 * n] != '\0' && folded[2 * n] != ' ' && (folded[2 * n + 1] == ' ' || folded[2 * n + 1] == '\0'))
        {
          n++;
          if (folded[2 * n - 1] == '\0')
            break;
        }
      if (text->len > 0)
        g_string_append_c (text, ' ');
      if (n >= 3)
        {
          for (gsize i = 0; i < n; i++)
            g_string_append_c (text, folded[2 * i]);
          folded += 2 * n - 1;
        }
      else
        {
          gsize length = strcspn (folded, " ");

          g_string_append_len (text, folded, (gssize) length);
          folded += length;
        }
      while (*folded == ' ')
        folded++;
    }
  return g_string_free (text, FALSE);
}

/* "St" and "Saint", "Bruyères" and "Bruyère" are one word. */
static void
append_word (GString    *core,
             const char *word,
             gsize       length)
{
  static const struct { const char *from, *to; } same[] = {
    { "st", "saint" }, { "ste", "saint" }, { "sainte", "saint" }, { "sts", "saint" },
    { "mjc", "mjc" }, { "cie", "compagnie" }, { "fed", "federation" }, { "ass", "" }, { "nat", "national" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (strlen (same[i].from) == length && memcmp (same[i].from, word, length) == 0)
      {
        word = same[i].to;
        length = strlen (word);
        break;
      }
  if (length >= 4 && (word[length - 1] == 's' || word[length - 1] == 'x'))
    length--;
  if (length == 0)
    return;
  if (core->len > 0)
    g_string_append_c (core, ' ');
  g_string_append_len (core, word, (gssize) length);
}

static char *
dup_core (const char *name)
{
  g_autofree char *folded = mlg_fold (name);
  g_autofree char *spelled = join_letters (folded);
  GString *saint = g_string_new (NULL);
  g_autofree char *plain = NULL;
  GString *core = g_string_new (NULL);

  /* mlg_name_core takes "ste" for a society; before a name it is a saint. */
  for (const char *word = spelled; *word != '\0';)
    {
      gsize length = strcspn (word, " ");

      append_word (saint, word, length);
      word += length + strspn (word + length, " ");
    }
  plain = mlg_name_core (saint->str);
  for (const char *word = plain; *word != '\0';)
    {
      gsize length = strcspn (word, " ");

      append_word (core, word, length);
      word += length + strspn (word + length, " ");
    }
  g_string_free (saint, TRUE);
  return g_string_free (core, FALSE);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static guint64
hash_sorted (const char *core)
{
  g_auto(GStrv) words = g_strsplit (core, " ", -1);
  guint n = g_strv_length (words);
  g_autofree char *text = NULL;

  if (n < 2)
    return 0;
  qsort (words, n, sizeof *words, compare_words);
  text = g_strjoinv (" ", words);
  return mlg_hash_text ('w', text, -1);
}

static guint64
hash_joined (const char *core)
{
  guint64 hash;
  g_autoptr(GString) joined = g_string_new (core);

  if (joined->len < 6)
    return 0;
  g_string_replace (joined, " ", "", 0);
  hash = mlg_hash_text ('j', joined->str, (gssize) joined->len);
  return hash;
}

/* One short word: a name that is an acronym, or may be. */
static guint64
hash_acronym (const char *text)
{
  g_autofree char *folded = mlg_fold (text), *acronym = join_letters (folded);
  gsize length = strlen (acronym);

  return length >= 3 && length <= MAX_ACRONYM && strchr (acronym, ' ') == NULL ? mlg_hash_text ('a', acronym, -1) : 0;
}

/* « Acteurs pour une économie solidaire (APES) »: what is between the parentheses, cut from @name. */
static guint64
take_acronym_behind (char *name)
{
  char *open = strrchr (name, '('), *close = open != NULL ? strchr (open, ')') : NULL;
  g_autofree char *inside = close != NULL && open > name ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;
  guint64 hash;

  if (inside == NULL || close[1] != '\0' || !g_ascii_isupper (inside[0]) || !g_ascii_isupper (inside[1]))
    return 0;
  hash = hash_acronym (inside);
  if (hash != 0)
    *open = '\0';
  return hash;
}

static gboolean
is_small (const char *word,
          gsize       length,
          gboolean    prepositions_too)
{
  static const char small[] = " de du des d la le les l un une et a au aux en ";
  static const char prepositions[] = " pour par sur dans avec ";
  g_autofree char *spaced = g_strdup_printf (" %.*s ", (int) length, word);

  return strstr (small, spaced) != NULL || (prepositions_too && strstr (prepositions, spaced) != NULL);
}

static guint64
hash_initials (const char *name,
               gboolean    without_prepositions,
               guint      *n_letters)
{
  g_autofree char *folded = mlg_fold (name);
  g_autoptr(GString) initials = g_string_new (NULL);

  for (const char *word = folded; *word != '\0';)
    {
      gsize length = strcspn (word, " ");

      if (!is_small (word, length, without_prepositions))
        g_string_append_c (initials, *word);
      word += length + strspn (word + length, " ");
    }
  *n_letters = MAX (*n_letters, (guint) initials->len);
  return initials->len >= MIN_INITIALS && initials->len <= MAX_ACRONYM ? mlg_hash_text ('a', initials->str, -1) : 0;
}

/* ---- a record */

static const char *
get (const MlgEntity   *entity,
     const char *const *values,
     const char        *name)
{
  const MlgField *field = mlg_entity_find_field (entity, name);

  return field != NULL ? values[field->index] : NULL;
}

static guint64
hash_part (const char *value,
           guint       part,
           gboolean    folded)
{
  g_autofree char *text = value != NULL ? mlg_value_dup_part (value, part) : NULL;
  g_autofree char *key = text == NULL ? NULL : folded ? mlg_fold (text) : g_steal_pointer (&text);

  return key != NULL ? mlg_hash_text ('l', key, -1) : 0;
}

static guint64
hash_number (MlgIdentifierKind  kind,
             const char        *text,
             gsize              length)
{
  g_autofree char *number = NULL;

  if (text == NULL || mlg_identifier_settle (kind, text, &number, NULL) == MLG_IDENTIFIER_REFUSED)
    return 0;
  return strlen (number) >= length ? mlg_hash_text ('i', number, (gssize) length) : 0;
}

static void
fill_contact (MlgKnown          *known,
              const MlgEntity   *entity,
              const char *const *values)
{
  const char *email = get (entity, values, "contact_email");
  g_autofree char *folded = email != NULL ? g_ascii_strdown (email, -1) : NULL;
  g_autofree char *phone = mlg_phone_key (get (entity, values, "contact_phone"));
  g_autofree char *website = mlg_website_key (get (entity, values, "website"));

  known->email = folded != NULL ? mlg_hash_text ('e', folded, -1) : 0;
  known->phone = phone != NULL ? mlg_hash_text ('p', phone, -1) : 0;
  known->website = website != NULL ? mlg_hash_text ('u', website, -1) : 0;
}

static void
fill_numbers (MlgKnown          *known,
              const MlgEntity   *entity,
              const char *const *values)
{
  const char *siret = get (entity, values, "siret"), *rna = get (entity, values, "rna");

  known->siret = hash_number (MLG_IDENTIFIER_SIRET, siret, 14);
  known->is_siret_sure = known->siret != 0 && mlg_identifier_settle (MLG_IDENTIFIER_SIRET, siret, NULL, NULL) <= MLG_IDENTIFIER_RESTORED;
  known->siren = hash_number (MLG_IDENTIFIER_SIREN, get (entity, values, "siren"), 9);
  if (known->siren == 0 && known->is_siret_sure)
    {
      g_autofree char *number = NULL;

      mlg_identifier_settle (MLG_IDENTIFIER_SIRET, siret, &number, NULL);
      known->siren = mlg_hash_text ('i', number, 9);
    }
  known->rna = hash_number (MLG_IDENTIFIER_RNA, rna, 10);
}

static void
fill_where (MlgKnown          *known,
            const MlgEntity   *entity,
            const char *const *values)
{
  const char *address = get (entity, values, "address"), *precision = NULL;

  known->insee = hash_part (address, 4, FALSE);
  known->locality = hash_part (address, 3, TRUE);
  known->territories = g_strdup (get (entity, values, "territories"));
  known->has_point = mlg_value_get_place (get (entity, values, "place"), &known->lat, &known->lon, &precision);
  known->is_exact = known->has_point && (precision == NULL || *precision == '\0' || g_str_has_prefix (precision, "exact") ||
                                         g_str_has_prefix (precision, "address"));
}

static void
fill_names (MlgKnown          *known,
            const MlgEntity   *entity,
            const char *const *values)
{
  const char *name = get (entity, values, "name"), *acronym = get (entity, values, "acronym");
  g_autofree char *bare = g_strdup (name != NULL ? name : "");
  g_auto(GStrv) aliases = mlg_value_split (get (entity, values, "aliases"));
  const char *usual = get (entity, values, "normalised_name");
  g_autoptr(GString) others = g_string_new (NULL);

  known->acronyms[0] = acronym != NULL ? hash_acronym (acronym) : 0;
  known->acronyms[1] = hash_acronym (bare);
  known->acronyms[2] = take_acronym_behind (bare);
  known->core = dup_core (bare);
  known->initials[0] = hash_initials (bare, FALSE, &known->n_initials);
  known->initials[1] = hash_initials (bare, TRUE, &known->n_initials);

  for (guint i = 0; i <= g_strv_length (aliases); i++)
    {
      const char *other = aliases[i] != NULL ? aliases[i] : usual;
      g_autofree char *core = other != NULL ? dup_core (other) : NULL;

      if (core != NULL && *core != '\0' && strcmp (core, known->core) != 0)
        g_string_append_printf (others, "%s%s", others->len > 0 ? "\n" : "", core);
    }
  known->others = others->len > 0 ? g_strdup (others->str) : NULL;
}

static void
fill_person (MlgKnown          *known,
             const MlgEntity   *entity,
             const char *const *values)
{
  const char *first = get (entity, values, "first_name"), *last = get (entity, values, "last_name");
  const char *shown = get (entity, values, "display_name"), *structure = get (entity, values, "actor");
  g_autofree char *full = first != NULL && last != NULL ? g_strconcat (first, " ", last, NULL) : g_strdup (shown);

  known->is_person = TRUE;
  known->has_full_name = first != NULL && last != NULL;
  known->core = mlg_fold (full);
  known->structure = structure != NULL ? mlg_hash_text ('o', structure, -1) : 0;
}

static guint64
get_letters (const char *core)
{
  guint64 letters = 0;

  for (; *core != '\0'; core++)
    if (*core != ' ')
      letters |= G_GUINT64_CONSTANT (1) << ((guchar) *core % 63);
  return letters;
}

void
mlg_known_fill (MlgKnown          *known,
                const MlgEntity   *entity,
                const MlgId       *id,
                const char *const *values)
{
  *known = (MlgKnown) { 0 };
  if (id != NULL)
    known->id = *id;

  if (strcmp (entity->name, MLG_ENTITY_ACTOR) == 0)
    {
      fill_names (known, entity, values);
      fill_numbers (known, entity, values);
      fill_where (known, entity, values);
    }
  else
    fill_person (known, entity, values);

  fill_contact (known, entity, values);
  known->length = (guint) strlen (known->core);
  known->letters = get_letters (known->core);
  known->sorted = hash_sorted (known->core);
  known->joined = hash_joined (known->core);
}

void
mlg_known_clear (gpointer data)
{
  MlgKnown *known = data;

  g_free (known->core);
  g_free (known->others);
  g_free (known->territories);
}

/* ---- rows of a project */

typedef struct
{
  MlgKnownRows    *rows;
  const MlgEntity *entity;
} Reading;

static void
count_contact (MlgKnownRows *self,
               guint64       contact,
               int           more)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->contacts, &contact));

  if (contact != 0)
    g_hash_table_insert (self->contacts, g_memdup2 (&contact, sizeof contact), GUINT_TO_POINTER ((guint) ((int) n + more)));
}

static void
count_contacts (MlgKnownRows   *self,
                const MlgKnown *known,
                int             more)
{
  count_contact (self, known->email, more);
  count_contact (self, known->phone, more);
  count_contact (self, known->website, more);
}

static void
put (MlgKnownRows      *self,
     const MlgEntity   *entity,
     const MlgId       *id,
     const char *const *values)
{
  MlgKnown known;

  mlg_known_fill (&known, entity, id, values);
  count_contacts (self, &known, 1);
  g_array_append_val (self->known, known);
  g_hash_table_insert (self->rows, mlg_id_copy (id), GUINT_TO_POINTER (self->known->len));
}

static gboolean
row_read (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Reading *reading = data;

  put (reading->rows, reading->entity, id, values);
  return TRUE;
}

/* The ends of a pair: "actor:…" or a bare id. */
static gboolean
pair_read (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Reading *reading = data;
  const MlgField *fields[2] = { mlg_entity_find_field (reading->entity, "a"), mlg_entity_find_field (reading->entity, "b") };
  GHashTable *pairs = strcmp (reading->entity->name, MLG_ENTITY_PARTNERSHIP) == 0 ? reading->rows->partners : reading->rows->apart;
  MlgId ends[2];

  for (guint i = 0; i < 2; i++)
    {
      const char *value = values[fields[i]->index], *colon = value != NULL ? strchr (value, ':') : NULL;

      if (value == NULL || !mlg_id_parse (colon != NULL ? colon + 1 : value, &ends[i]))
        return TRUE;
    }

  guint64 hash = mlg_pair_hash (&ends[0], &ends[1]);

  g_hash_table_add (pairs, g_memdup2 (&hash, sizeof hash));
  return TRUE;
}

static void
read_all (MlgKnownRows *self,
          MlgProject   *project,
          const char   *name,
          MlgRowFunc    func)
{
  Reading reading = { self, mlg_schema_find (name) };
  g_autoptr(GError) error = NULL;

  if (!mlg_store_foreach (mlg_project_get_store (project), reading.entity, func, &reading, &error))
    g_warning ("Cannot read %s: %s", name, error->message);
}

static void
read_pairs (MlgKnownRows *self,
            MlgProject   *project)
{
  g_hash_table_remove_all (self->apart);
  g_hash_table_remove_all (self->partners);
  read_all (self, project, "distinct_pair", pair_read);
  read_all (self, project, MLG_ENTITY_PARTNERSHIP, pair_read);
}

MlgKnownRows *
mlg_known_rows_new (MlgProject *project)
{
  MlgKnownRows *self = g_new0 (MlgKnownRows, 1);

  self->known = g_array_new (FALSE, FALSE, sizeof (MlgKnown));
  g_array_set_clear_func (self->known, mlg_known_clear);
  self->rows = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  self->apart = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->contacts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->partners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  read_all (self, project, MLG_ENTITY_ACTOR, row_read);
  read_all (self, project, "person", row_read);
  read_pairs (self, project);
  return self;
}

void
mlg_known_rows_free (MlgKnownRows *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->known);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->apart);
  g_hash_table_unref (self->partners);
  g_hash_table_unref (self->contacts);
  g_free (self);
}

static void
read_row_again (MlgKnownRows    *self,
                MlgProject      *project,
                const MlgEntity *entity,
                const MlgId     *id)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->rows, id));
  g_autoptr(MlgRecord) record = mlg_store_read (mlg_project_get_store (project), entity, id, NULL);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);

  if (before > 0)
    {
      MlgKnown *known = &g_array_index (self->known, MlgKnown, before - 1);

      known->gone = TRUE;
      count_contacts (self, known, -1);
      g_hash_table_remove (self->rows, id);
    }
  if (record == NULL || mlg_record_is_deleted (record))
    return;
  for (guint i = 0; i < entity->n_fields; i++)
    values[i] = mlg_record_get (record, &entity->fields[i]);
  put (self, entity, id, values);
}

void
mlg_known_rows_follow (MlgKnownRows *self,
                       MlgProject   *project,
                       MlgChanges   *changes)
{
  gboolean pairs = FALSE;
  GHashTableIter iter;
  gpointer id, entity;

  g_hash_table_iter_init (&iter, changes->rows);
  while (g_hash_table_iter_next (&iter, &id, &entity))
    {
      const char *name = ((const MlgEntity *) entity)->name;

      if (strcmp (name, MLG_ENTITY_ACTOR) == 0 || strcmp (name, "person") == 0)
        read_row_again (self, project, entity, id);
      else
        pairs = pairs || strcmp (name, "distinct_pair") == 0 || strcmp (name, MLG_ENTITY_PARTNERSHIP) == 0;
    }
  if (pairs)
    read_pairs (self, project);
}
