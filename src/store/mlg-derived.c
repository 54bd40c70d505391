/* What a list can show although no field holds it. */

#include "store/mlg-derived.h"

#include "model/mlg-value.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { PARTNERSHIPS, UPDATED, AUTHOR, FRESHNESS, LINKED, ISLAND, GROUP, CORE, BETWEEN, CUT, LINKED_BEFORE, ISLAND_BEFORE, N_DERIVED };

#define IS_MEASURE(which) ((which) >= LINKED)

static const MlgField derived[N_DERIVED] = {
  [PARTNERSHIPS] = { 60001, "_partnerships", N_("Partnerships"), MLG_TYPE_INTEGER, MLG_FIELD_COLUMN },
  [UPDATED]      = { 60002, "_updated", N_("Changed on"), MLG_TYPE_DATE, MLG_FIELD_PLAIN },
  [AUTHOR]       = { 60003, "_author", N_("By"), MLG_TYPE_TEXT, MLG_FIELD_FACET },
  [FRESHNESS]    = { 60004, "_freshness", N_("Freshness"), MLG_TYPE_TEXT, MLG_FIELD_FACET, NULL,
                     N_("How long ago somebody last changed this record, or made sure that it is still true.") },
  [LINKED]       = { 60005, "_linked", N_("Linked with"), MLG_TYPE_TEXT, MLG_FIELD_PLAIN, NULL,
                     N_("How many actors it has a partnership or a membership in common with.") },
  [ISLAND]       = { 60006, "_island", N_("Island"), MLG_TYPE_TEXT, MLG_FIELD_FACET, NULL,
                     N_("The group of linked actors it is in, that no tie joins to the others.") },
  [GROUP]        = { 60007, "_group", N_("Close group"), MLG_TYPE_TEXT, MLG_FIELD_FACET, NULL,
                     N_("Actors who have more ties among themselves than with the others.") },
  [CORE]         = { 60008, "_core", N_("Close weave"), MLG_TYPE_TEXT, MLG_FIELD_FACET, NULL,
                     N_("It is among actors who each have at least that many ties with one another.") },
  [BETWEEN]      = { 60009, "_between", N_("Pairs it stands between"), MLG_TYPE_TEXT, MLG_FIELD_PLAIN, NULL,
                     N_("Pairs of actors whose shortest way goes through it.") },
  [CUT]          = { 60010, "_cut", N_("Parts it holds together"), MLG_TYPE_TEXT, MLG_FIELD_PLAIN, NULL,
                     N_("Into how many parts its group would fall without it.") },
  [LINKED_BEFORE] = { 60011, "_linked_before", N_("Linked with, at the last named moment"), MLG_TYPE_TEXT, MLG_FIELD_PLAIN, NULL,
                     N_("The same count as the file had it when a moment was last named.") },
  [ISLAND_BEFORE] = { 60012, "_island_before", N_("Island, at the last named moment"), MLG_TYPE_TEXT, MLG_FIELD_PLAIN, NULL,
                     N_("The island it was in when a moment was last named.") },
};

/* The freshest first. */
static const struct
{
  const char *value, *label;
  guint       days;
} ages[] = {
  { "month", N_("Less than a month"), 31 },
  { "half", N_("Less than six months"), 183 },
  { "year", N_("Less than a year"), 365 },
  { "old", N_("More than a year"), G_MAXUINT },
};

static MlgDerivedSource measure_source;

void
mlg_derived_set_source (MlgDerivedSource source)
{
  measure_source = source;
}

static gboolean
is_of (const MlgEntity *entity,
       guint            which)
{
  if (IS_MEASURE (which) && measure_source == NULL)
    return FALSE;
  return (which != PARTNERSHIPS && !IS_MEASURE (which)) || g_str_equal (entity->name, MLG_ENTITY_ACTOR);
}

const MlgField *
mlg_derived_nth (const MlgEntity *entity,
                 guint            n)
{
  for (guint i = 0; i < N_DERIVED; i++)
    if (is_of (entity, i) && n-- == 0)
      return &derived[i];

  return NULL;
}

const MlgField *
mlg_derived_find (const MlgEntity *entity,
                  const char      *name)
{
  const MlgField *field;

  for (guint i = 0; (field = mlg_derived_nth (entity, i)) != NULL; i++)
    if (g_str_equal (field->name, name))
      return field;

  return mlg_entity_find_field (entity, name);
}

gboolean
mlg_field_is_derived (const MlgField *field)
{
  return field >= derived && field < derived + N_DERIVED;
}

const char *
mlg_derived_depends_on (const MlgField *field)
{
  return field == &derived[PARTNERSHIPS] || IS_MEASURE (field - derived) ? MLG_ENTITY_PARTNERSHIP : NULL;
}

char *
mlg_derived_expression (const MlgEntity *entity,
                        const MlgField  *field)
{
  const MlgField *seen = mlg_entity_find_field (entity, "last_seen");

  if (IS_MEASURE (field - derived))
    return g_strdup ("t._id");

  switch ((guint) (field - derived))
    {
    case PARTNERSHIPS:
      return g_strdup ("t._id");

    case UPDATED:
      return g_strdup ("date ((t._hlc >> 16) / 1000, 'unixepoch', 'localtime')");

    case AUTHOR:
      return g_strdup ("t._sid");

    default:
      return seen != NULL
             ? g_strdup ("max (date ((t._hlc >> 16) / 1000, 'unixepoch'), coalesce (t.\"last_seen\", ''))")
             : g_strdup ("date ((t._hlc >> 16) / 1000, 'unixepoch')");
    }
}

static void
count_end (GHashTable *counts,
           const char *text)
{
  MlgId id;
  guint n;

  if (text == NULL || !mlg_id_parse (text, &id))
    return;

  n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &id));
  g_hash_table_insert (counts, mlg_id_copy (&id), GUINT_TO_POINTER (n + 1));
}

/* Writers are few, rows are many. */
static GHashTable *
read_authors (sqlite3 *document)
{
  GHashTable *authors = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (document, "SELECT sid, author FROM site WHERE trim (author) <> ''", -1, &statement, NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      {
        gint64 *sid = g_new (gint64, 1);

        *sid = sqlite3_column_int64 (statement, 0);
        g_hash_table_insert (authors, sid, g_strdup ((const char *) sqlite3_column_text (statement, 1)));
      }
  sqlite3_finalize (statement);

  return authors;
}

GHashTable *
mlg_derived_count (sqlite3        *document,
                   const MlgField *field)
{
  GHashTable *counts;
  sqlite3_stmt *statement = NULL;

  if (field == &derived[AUTHOR])
    return read_authors (document);
  if (IS_MEASURE (field - derived))
    return measure_source != NULL ? measure_source (document, field->name) : NULL;
  if (field != &derived[PARTNERSHIPS])
    return NULL;

  counts = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  if (sqlite3_prepare_v2 (document, "SELECT a, b FROM partnership WHERE _del = 0", -1, &statement, NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      {
        count_end (counts, (const char *) sqlite3_column_text (statement, 0));
        count_end (counts, (const char *) sqlite3_column_text (statement, 1));
      }
  sqlite3_finalize (statement);

  return counts;
}

/* 2026-03-01, 2026-03 or 2026; some digits of each, as many as there are. */
static guint
read_digits (const char **text,
             guint        most,
             guint        otherwise)
{
  guint n = 0, number = 0;

  if (**text == '-')
    (*text)++;
  for (; n < most && g_ascii_isdigit (**text); n++)
    number = number * 10 + (guint) (*(*text)++ - '0');
  return n > 0 ? number : otherwise;
}

static const char *
find_age (const char *date)
{
  /* GLib counts days since the year 1. */
  guint32 today = (guint32) (g_get_real_time () / (G_TIME_SPAN_DAY) + 719163);
  GDate then;
  guint year, month, day, days;

  if (date == NULL || !g_ascii_isdigit (*date))
    return NULL;
  year = read_digits (&date, 4, 0);
  month = read_digits (&date, 2, 1);
  day = read_digits (&date, 2, 1);
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;

  g_date_clear (&then, 1);
  g_date_set_dmy (&then, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  days = today > g_date_get_julian (&then) ? today - g_date_get_julian (&then) : 0;
  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    if (days < ages[i].days)
      return ages[i].value;

  return ages[G_N_ELEMENTS (ages) - 1].value;
}

char *
mlg_derived_take (const MlgField *field,
                  GHashTable     *counts,
                  sqlite3_stmt   *statement,
                  int             column)
{
  gint64 sid;
  guint n;

  if (field == &derived[AUTHOR])
    {
      sid = sqlite3_column_int64 (statement, column);
      return g_strdup (g_hash_table_lookup (counts, &sid));
    }
  if (IS_MEASURE (field - derived))
    return counts != NULL && sqlite3_column_bytes (statement, column) == sizeof (MlgId)
           ? g_strdup (g_hash_table_lookup (counts, sqlite3_column_blob (statement, column))) : NULL;
  if (counts == NULL && field != &derived[FRESHNESS])
    return g_strdup ((const char *) sqlite3_column_text (statement, column));
  if (counts == NULL)
    return g_strdup (find_age ((const char *) sqlite3_column_text (statement, column)));

  /* None is a number too, but a column of noughts tells nothing. */
  n = sqlite3_column_bytes (statement, column) == sizeof (MlgId)
      ? GPOINTER_TO_UINT (g_hash_table_lookup (counts, sqlite3_column_blob (statement, column))) : 0;
  return n > 0 ? g_strdup_printf ("%u", n) : NULL;
}

char *
mlg_derived_display (const MlgField *field,
                     const char     *value)
{
  if (value == NULL)
    return g_strdup ("");

  for (guint i = 0; field == &derived[FRESHNESS] && i < G_N_ELEMENTS (ages); i++)
    if (g_str_equal (ages[i].value, value))
      return g_strdup (_(ages[i].label));

  return mlg_value_to_display (field, value);
}

double
mlg_derived_order (const MlgField *field,
                   const char     *value)
{
  for (guint i = 0; field == &derived[FRESHNESS] && i < G_N_ELEMENTS (ages); i++)
    if (g_str_equal (ages[i].value, value))
      return i;

  /* « Îlot 2 (8 acteurs) » comes before « Îlot 10 »; the isolated come last. */
  if (mlg_field_is_derived (field) && IS_MEASURE (field - derived) && value != NULL)
    {
      value += strcspn (value, "0123456789");
      return *value != '\0' ? g_ascii_strtod (value, NULL) : G_MAXINT;
    }

  return NAN;
}
