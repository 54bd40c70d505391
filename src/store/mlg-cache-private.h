/* The inside of MlgCache: mlg-cache.c keeps it up to date with what
 * mlg-cache-fill.c reads, mlg-cache-search.c asks it, mlg-cache-suggest.c knows better. */

#pragma once

#include "store/mlg-cache.h"
#include "store/mlg-title.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _MlgCache
{
  char       *path;          /* NULL: in memory */
  sqlite3    *handle;
  sqlite3    *document;      /* lent */
  MlgTitles  *titles;
  GHashTable *statements;    /* address of SQL → sqlite3_stmt, of ->handle */
  sqlite3_stmt *position;    /* of ->document */
  GHashTable *names;         /* const MlgEntity → MlgNames, of those somebody searched */
  MlgNames   *reading;       /* those of ->reading_of, as far as ->reading_to; NULL: none are being read */
  const MlgEntity *reading_of;
  MlgRow      reading_to;
  GHashTable *renamed;       /* MlgId → MlgEntity of rows read again that are called otherwise; while reading */
  guint64     generation;    /* of names and order: raised whenever some row has another name, comes or goes */
  gint64      read_to;       /* the operation ->names are as of */
  gboolean    broken;        /* could not be made: questions have empty answers */
  gboolean    has_texts;     /* the full text is kept up to date too: somebody asked for it */
  gboolean    has_places;    /* so are the places */
  gboolean    has_beginnings; /* so are the names in their order */
};

/* Kept prepared; @sql is known by its address. */
sqlite3_stmt *mlg_cache_prepare     (MlgCache *self, const char *sql);
gboolean      mlg_cache_run         (MlgCache *self, const char *sql);
gint64        mlg_cache_get_number  (MlgCache *self, const char *sql, gint64 otherwise);
/* Runs it to its end and makes it ready again. */
gboolean      mlg_cache_finish      (MlgCache *self, sqlite3_stmt *statement);
gboolean      mlg_cache_put_stamp   (MlgCache *self, const char *key, gint64 value);

/* mlg-cache-fill.c, inside a transaction */
gboolean      mlg_cache_fill        (MlgCache *self);
/* Rows (MlgId → MlgEntity) the journal touched after operation @since. FALSE: too many. */
gboolean      mlg_cache_find_touched (MlgCache *self, gint64 since, GHashTable *rows);
gboolean      mlg_cache_fill_again  (MlgCache *self, GHashTable *rows);

/* Make the full-text index, that of places, that of names, if nobody asked for it yet. */
void          mlg_cache_need_texts  (MlgCache *self);
void          mlg_cache_need_places (MlgCache *self);
void          mlg_cache_need_beginnings (MlgCache *self);

/* They are read again when somebody asks. */
void          mlg_cache_forget_names (MlgCache *self);

/* Appends to @rows those of @entity whose names have such words, @limit at most. */
void          mlg_cache_match       (MlgCache *self, const MlgEntity *entity, const char *normal,
                                     guint limit, GArray *rows);

#define MLG_ROW_FIRST(entity) ((MlgRow) (entity)->number << 40)
#define MLG_ROW_LAST(entity)  (((MlgRow) (entity)->number + 1) << 40)

G_END_DECLS
