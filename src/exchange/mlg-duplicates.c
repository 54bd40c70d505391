/* Records that are probably the same one twice.
 *
 * Each record is filed under keys that any double of it shares: its name without its dress, that
 * name with one letter left out (one left out on each side covers one letter wrong), its words in
 * order, its acronyms, numbers and addresses, its telling words in its corner of the map. Only
 * records under one key are compared; a key that many share tells nothing.
 */

#include "exchange/mlg-duplicates-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/mlg-value.h"

#define MAX_NAMESAKES    40     /* records under one key */
#define MIN_FUZZY_LENGTH 8
#define CELL_DEGREES     0.0072 /* twice MLG_NEAR_KM in latitude */
/* Keys of so many records at once: what is held in memory while searching stays modest. */
#define ROWS_PER_ROUND   70000
/* Of a sort that looks at some bits at a time. */
#define DIGIT_BITS       11
#define N_DIGITS         (1u << DIGIT_BITS)
/* Of MLG_DUPLICATES_WHOLE: the rest is judging. */
#define FILING_SHARE     700
/* Letters of a name whose spellings are filed without asking for memory. */
#define LETTERS_AT_HAND  256

typedef struct
{
  const MlgKnownRows *rows;
  GArray             *keys;         /* guint64: hash << 32 | row */
  guint64             round, n_rounds;
  GArray             *pairs;        /* guint64: row << 32 | row */
  GArray             *spare;        /* guint64: for sorting */
} Search;

/* By the bits from @low to before @high, the others as they stood. */
static void
sort_bits (GArray *items,
           GArray *spare,
           guint   low,
           guint   high)
{
  if (items->len == 0)
    return;

  g_array_set_size (spare, items->len);
  for (guint shift = low; shift < high; shift += DIGIT_BITS)
    {
      guint64 *from = (guint64 *) (gpointer) items->data, *to = (guint64 *) (gpointer) spare->data;
      guint64 mask = (G_GUINT64_CONSTANT (1) << MIN (DIGIT_BITS, high - shift)) - 1;
      guint starts[N_DIGITS + 1] = { 0 };

      for (guint i = 0; i < items->len; i++)
        starts[((from[i] >> shift) & mask) + 1]++;
      for (guint digit = 1; digit <= N_DIGITS; digit++)
        starts[digit] += starts[digit - 1];
      for (guint i = 0; i < items->len; i++)
        to[starts[(from[i] >> shift) & mask]++] = from[i];
      memcpy (from, to, items->len * sizeof (guint64));
    }
}

void
mlg_duplicate_free (MlgDuplicate *duplicate)
{
  g_free (duplicate->reason);
  g_free (duplicate);
}

/* ---- keys */

static void
file (Search  *search,
      guint64  hash,
      guint    row)
{
  /* Two that share these bits by chance are compared for nothing, no more. */
  guint64 key = ((hash >> 32) ^ (hash << 7 >> 7)) << 32 | row;

  /* The middle bits: the last one is always set. */
  if (hash != 0 && (hash >> 20) % search->n_rounds == search->round)
    g_array_append_val (search->keys, key);
}

/* ---- spellings: the hash of a text without one letter follows from those of its two ends */

#define SPELLING_BASE G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static guint64
stir (guint64 hash)
{
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  hash ^= hash >> 33;
  return hash | 1;
}

static guint64
hash_spelling (const char *text)
{
  guint64 hash = 0;

  for (; *text != '\0'; text++)
    hash = hash * SPELLING_BASE + (guchar) *text;
  return stir (hash);
}

/* The name and each name made by leaving a letter out. */
static void
file_spellings (Search     *search,
                const char *core,
                guint       row)
{
  gsize length = strlen (core);
  guint64 at_hand[LETTERS_AT_HAND + 1], after = 0, power = 1;
  g_autofree guint64 *asked = length > LETTERS_AT_HAND ? g_new (guint64, length + 1) : NULL;
  guint64 *before = asked != NULL ? asked : at_hand;     /* each letter: of what stands before it */

  if (length == 0)
    return;
  before[0] = 0;
  for (gsize i = 0; i < length; i++)
    before[i + 1] = before[i] * SPELLING_BASE + (guchar) core[i];
  file (search, stir (before[length]), row);

  for (gsize i = length; length >= MIN_FUZZY_LENGTH && i > 0; i--, power *= SPELLING_BASE)
    {
      char letter = core[i - 1];

      /* The same letter twice gives the same word without it. */
      if (!(i > 1 && letter == core[i - 2]) && letter != ' ' && !g_ascii_isdigit (letter))
        file (search, stir (before[i - 1] * power + after), row);
      after += (guchar) letter * power;
    }
}

/* Each long word with each square of the map that is near. */
static void
file_places (Search         *search,
             const MlgKnown *known,
             guint           row)
{
  double half_lat = CELL_DEGREES / 4, half_lon = half_lat / MAX (0.2, cos (known->lat * G_PI / 180));
  guint64 cells[5] = { known->insee, 0 };

  for (guint i = 0; known->is_exact && i < 4; i++)
    {
      gint32 cell[2] = { (gint32) floor ((known->lat + (i & 1 ? half_lat : -half_lat)) / CELL_DEGREES),
                         (gint32) floor ((known->lon + (i & 2 ? half_lon : -half_lon)) / CELL_DEGREES) };

      cells[i + 1] = mlg_hash_text ('g', (const char *) cell, sizeof cell);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    for (guint j = 0; j < i; j++)
      if (cells[i] == cells[j])
        cells[i] = 0;

  for (const char *word = known->core, *end; *word != '\0'; word += *word == ' ')
    {
      gsize length;

      for (end = word; *end != '\0' && *end != ' '; end++)
        ;
      length = end - word;

      for (guint i = 0; length >= 4 && i < G_N_ELEMENTS (cells); i++)
        if (cells[i] != 0)
          file (search, cells[i] * 31 + mlg_hash_text ('c', word, (gssize) length), row);
      word += length;
    }
}

static void
file_known (Search *search,
            guint   row)
{
  const MlgKnown *known = &g_array_index (search->rows->known, MlgKnown, row);
  const guint64 whole[] = {
    known->siret, known->rna, known->siren, known->email, known->phone, known->website, known->sorted, known->joined,
    known->acronyms[0], known->acronyms[1], known->acronyms[2], known->initials[0], known->initials[1],
  };
  /* A person and a structure are never one. */
  guint64 kind = known->is_person ? G_GUINT64_CONSTANT (0x5555555500000000) : 0;
  g_auto(GStrv) others = known->others != NULL ? g_strsplit (known->others, "\n", -1) : NULL;

  if (known->gone)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    if (whole[i] != 0)
      file (search, whole[i] ^ kind, row);
  file_spellings (search, known->core, row);
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    file (search, hash_spelling (others[i]), row);
  if (!known->is_person)
    file_places (search, known, row);
}

static void
pair_up (Search *search)
{
  const guint64 *keys;
  guint end;

  sort_bits (search->keys, search->spare, 32, 64);
  keys = (const guint64 *) (gpointer) search->keys->data;
  for (guint start = 0; start < search->keys->len; start = end)
    {
      for (end = start + 1; end < search->keys->len && keys[end] >> 32 == keys[start] >> 32; end++)
        ;
      if (end - start > MAX_NAMESAKES)
        continue;
      for (guint i = start; i < end; i++)
        for (guint j = i + 1; j < end; j++)
          {
            guint64 pair = keys[i] << 32 | (keys[j] & G_MAXUINT32);

            if ((keys[i] & G_MAXUINT32) != (keys[j] & G_MAXUINT32))
              g_array_append_val (search->pairs, pair);
          }
    }
}

/* ---- judging */

static int
compare_duplicates (gconstpointer a,
                    gconstpointer b)
{
  const MlgDuplicate *x = *(const MlgDuplicate *const *) a, *y = *(const MlgDuplicate *const *) b;
  int order = (int) y->confidence - (int) x->confidence;

  if (order == 0)
    order = mlg_id_compare (&x->a, &y->a);
  return order != 0 ? order : mlg_id_compare (&x->b, &y->b);
}

static MlgDuplicate *
judge (const MlgKnownRows *rows,
       const MlgKnown     *a,
       const MlgKnown     *b)
{
  guint64 hash = mlg_pair_hash (&a->id, &b->id);
  MlgDuplicate *duplicate;
  char *reason;
  guint confidence;

  if (g_hash_table_contains (rows->apart, &hash))
    return NULL;
  confidence = mlg_known_judge (a, b, g_hash_table_contains (rows->partners, &hash), rows->contacts, &reason);
  if (confidence == 0)
    return NULL;

  duplicate = g_new0 (MlgDuplicate, 1);
  duplicate->entity = mlg_schema_find (a->is_person ? "person" : MLG_ENTITY_ACTOR);
  duplicate->a = a->id;
  duplicate->b = b->id;
  duplicate->confidence = confidence;
  duplicate->reason = reason;
  return duplicate;
}

static void
tell (gint    *progress,
      guint64  done)
{
  if (progress != NULL)
    g_atomic_int_set (progress, (gint) done);
}

static GPtrArray *
search_rows (const MlgKnownRows *rows,
             gint               *progress,
             GCancellable       *cancellable)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64)), pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr(GArray) spare = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint bits = g_bit_storage (rows->known->len);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_duplicate_free);
  Search search = { .rows = rows, .keys = keys, .pairs = pairs, .spare = spare, .n_rounds = 1 + rows->known->len / ROWS_PER_ROUND };

  for (search.round = 0; search.round < search.n_rounds && !g_cancellable_is_cancelled (cancellable); search.round++)
    {
      g_array_set_size (keys, 0);
      for (guint i = 0; i < rows->known->len; i++)
        file_known (&search, i);
      pair_up (&search);
      tell (progress, (search.round + 1) * FILING_SHARE / search.n_rounds);
    }

  sort_bits (pairs, spare, 0, bits);
  sort_bits (pairs, spare, 32, 32 + bits);
  for (guint i = 0; i < pairs->len; i++)
    {
      guint64 pair = g_array_index (pairs, guint64, i);
      const MlgKnown *a = &g_array_index (rows->known, MlgKnown, pair >> 32);
      const MlgKnown *b = &g_array_index (rows->known, MlgKnown, pair & G_MAXUINT32);
      MlgDuplicate *duplicate;

      if (i % 4096 == 0)
        {
          if (g_cancellable_is_cancelled (cancellable))
            break;
          tell (progress, FILING_SHARE + (MLG_DUPLICATES_WHOLE - FILING_SHARE) * (guint64) i / pairs->len);
        }
      if (i > 0 && g_array_index (pairs, guint64, i - 1) == pair)
        continue;
      duplicate = mlg_id_compare (&a->id, &b->id) < 0 ? judge (rows, a, b) : judge (rows, b, a);
      if (duplicate != NULL)
        g_ptr_array_add (found, duplicate);
    }

  g_ptr_array_sort (found, compare_duplicates);
  return found;
}

GPtrArray *
mlg_duplicates_find (MlgProject *project)
{
  g_autoptr(MlgKnownRows) rows = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  rows = mlg_known_rows_new (project);
  return search_rows (rows, NULL, NULL);
}

/* ---- in a thread */

typedef struct
{
  MlgKnownRows *rows;
  gint         *progress;
} Finding;

static void
free_finding (gpointer data)
{
  Finding *finding = data;

  mlg_known_rows_free (finding->rows);
  g_clear_pointer (&finding->progress, g_atomic_rc_box_release);
  g_free (finding);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Finding *finding = data;
  GPtrArray *found = search_rows (finding->rows, finding->progress, cancellable);

  if (g_task_return_error_if_cancelled (task))
    g_ptr_array_unref (found);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

void
mlg_duplicates_find_async (MlgProject          *project,
                           gint                *progress,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  g_autoptr(GTask) task = NULL;
  Finding *finding;

  g_return_if_fail (MLG_IS_PROJECT (project));

  finding = g_new (Finding, 1);
  finding->rows = mlg_known_rows_new (project);
  finding->progress = progress != NULL ? g_atomic_rc_box_acquire (progress) : NULL;
  task = g_task_new (project, cancellable, callback, data);
  g_task_set_task_data (task, finding, free_finding);
  g_task_run_in_thread (task, find_thread);
}

GPtrArray *
mlg_duplicates_find_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- one candidate */

static void
project_changed_cb (MlgProject *project,
                    MlgChanges *changes,
                    gpointer    data)
{
  MlgKnownRows *rows = g_object_get_data (G_OBJECT (project), "mlg-known-rows");

  if (rows == NULL)
    return;
  if (changes == NULL || changes->everything)
    g_object_set_data (G_OBJECT (project), "mlg-known-rows", NULL);
  else
    mlg_known_rows_follow (rows, project, changes);
}

static MlgKnownRows *
get_rows (MlgProject *project)
{
  MlgKnownRows *rows = g_object_get_data (G_OBJECT (project), "mlg-known-rows");

  if (rows == NULL)
    {
      rows = mlg_known_rows_new (project);
      if (g_object_get_data (G_OBJECT (project), "mlg-known-rows-follows") == NULL)
        g_signal_connect (project, "changed", G_CALLBACK (project_changed_cb), NULL);
      g_object_set_data (G_OBJECT (project), "mlg-known-rows-follows", project);
      g_object_set_data_full (G_OBJECT (project), "mlg-known-rows", rows, (GDestroyNotify) mlg_known_rows_free);
    }
  return rows;
}

static gboolean
share_hash (guint64 a,
            guint64 b)
{
  return a != 0 && a == b;
}

static gboolean
share_acronym (const MlgKnown *a,
               const MlgKnown *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (a->acronyms); i++)
    {
      for (guint j = 0; a->acronyms[i] != 0 && j < G_N_ELEMENTS (b->acronyms); j++)
        if (a->acronyms[i] == b->acronyms[j])
          return TRUE;
      for (guint j = 0; j < G_N_ELEMENTS (b->initials); j++)
        if (share_hash (a->acronyms[i], b->initials[j]) || share_hash (b->acronyms[i], a->initials[j]))
          return TRUE;
    }
  return FALSE;
}

/* Nearly all of 200 000 records are left aside by a few comparisons: one letter wrong changes two
 * bits of the letters at most, a name inside another has no letter that the other lacks. */
static gboolean
may_be_same (const MlgKnown *a,
             const MlgKnown *b)
{
  guint64 differ = a->letters ^ b->letters;

  if (share_hash (a->siret, b->siret) || share_hash (a->rna, b->rna) || share_hash (a->siren, b->siren) ||
      share_hash (a->email, b->email) || share_hash (a->phone, b->phone) || share_hash (a->website, b->website) ||
      share_hash (a->sorted, b->sorted) || share_hash (a->joined, b->joined) || share_acronym (a, b))
    return TRUE;
  if (a->others != NULL || b->others != NULL)
    return TRUE;
  if (a->length + 1 >= b->length && b->length + 1 >= a->length && __builtin_popcountll (differ) <= 2)
    return TRUE;
  return a->is_exact && b->is_exact && ((differ & a->letters) == 0 || (differ & b->letters) == 0) &&
         fabs (a->lat - b->lat) < CELL_DEGREES;
}

GPtrArray *
mlg_duplicates_find_for (MlgProject        *project,
                         const MlgEntity   *entity,
                         const char *const *values,
                         const MlgId       *self)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_duplicate_free);
  MlgKnownRows *rows;
  MlgKnown candidate;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);
  g_return_val_if_fail (entity != NULL && values != NULL, NULL);

  if (strcmp (entity->name, MLG_ENTITY_ACTOR) != 0 && strcmp (entity->name, "person") != 0)
    return found;

  rows = get_rows (project);
  mlg_known_fill (&candidate, entity, self, values);
  for (guint i = 0; i < rows->known->len; i++)
    {
      const MlgKnown *known = &g_array_index (rows->known, MlgKnown, i);
      MlgDuplicate *duplicate = NULL;

      if (!known->gone && known->is_person == candidate.is_person && may_be_same (&candidate, known) &&
          !mlg_id_equal (&known->id, &candidate.id))
        duplicate = judge (rows, &candidate, known);
      if (duplicate != NULL)
        g_ptr_array_add (found, duplicate);
    }

  mlg_known_clear (&candidate);
  g_ptr_array_sort (found, compare_duplicates);
  return found;
}

/* ---- told apart */

gboolean
mlg_duplicates_tell_apart (MlgProject       *project,
                           const MlgEntity  *entity,
                           const MlgId      *a,
                           const MlgId      *b,
                           const char       *reason,
                           GError          **error)
{
  /* The space of names of pairs told apart: part of the format. */
  static const MlgId space = { { 0x6d, 0x1c, 0x0a, 0x52, 0x9b, 0x1e, 0x4d, 0x3e, 0x8a, 0x57, 0x2f, 0xc4, 0x60, 0x91, 0xd7, 0x35 } };
  const MlgEntity *pair = mlg_schema_find ("distinct_pair");
  g_autofree const char **values = g_new0 (const char *, pair->n_fields);
  g_autofree char *first = NULL, *second = NULL, *name = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  g_autoptr(MlgRecord) known = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];
  gboolean in_order = mlg_id_compare (a, b) < 0;
  MlgId id;

  g_return_val_if_fail (MLG_IS_PROJECT (project), FALSE);

  first = g_strdup_printf ("%s:%s", entity->name, mlg_id_write (in_order ? a : b, text));
  second = g_strdup_printf ("%s:%s", entity->name, mlg_id_write (in_order ? b : a, text));
  name = g_strconcat (first, "/", second, NULL);
  id = mlg_id_derive (&space, name, -1);
  values[mlg_entity_find_field (pair, "a")->index] = first;
  values[mlg_entity_find_field (pair, "b")->index] = second;
  values[mlg_entity_find_field (pair, "reason")->index] = reason;

  known = mlg_store_read (mlg_project_get_store (project), pair, &id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  gesture = mlg_project_begin (project, N_("Tell two records apart"), error);
  if (gesture == NULL)
    return FALSE;
  return (known != NULL ? mlg_gesture_restore (gesture, pair, &id, error)
                        : mlg_gesture_insert (gesture, pair, &id, values, error)) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}
