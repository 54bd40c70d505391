/* The inside of MlgRecordList: mlg-record-list.c shows, mlg-record-list-narrow.c says what, mlg-record-list-read.c
 * gives ids and words, mlg-record-list-follow.c follows the project.
 *
 * Three arrays follow from one another:
 *
 *   order    every live row, as sorted        from the cache: 20 ms for 200 000
 *   matched  a bit per row: found by the search among the names of the cache
 *   shown    order, less what is not matched, wanted by the facets, let through by the filter
 *
 * Records are made when somebody looks at them.
 */

#pragma once

#include "store/mlg-column.h"
#include "store/mlg-db.h"
#include "store/mlg-project-private.h"
#include "store/mlg-record-list.h"

G_BEGIN_DECLS

#define MLG_FILTER_FIELDS 3

/* A row passes when any of the fields has any of the values. */
typedef struct
{
  char           *name;
  const MlgField *fields[MLG_FILTER_FIELDS];
  guint           n_fields;
  GHashTable     *wanted;
} MlgListFilter;

/* Columns that a thread reads. */
typedef struct
{
  MlgRecordList   *list;
  GThread         *thread;
  char            *path;           /* of the working copy */
  const MlgField **fields;
  guint            n_fields;
  gint             stop;           /* atomic */
  GPtrArray       *columns;
  gint64           position;       /* of the journal they are as of */
} MlgPreparation;

struct _MlgRecordList
{
  GObject          parent_instance;

  const MlgEntity *entity;
  char            *search;
  char            *suggestion;     /* for the search; NULL: none, or not asked */
  gboolean         is_suggested;
  const MlgField  *sort;           /* NULL: title */
  gboolean         descending;
  gboolean       (*filter) (MlgRecord *, gpointer);
  gpointer         filter_data;
  GDestroyNotify   filter_destroy;

  /* owned */
  MlgProject      *project;
  sqlite3_stmt    *held[2];        /* between hold and release: of the file, of the cache */
  GArray          *order;          /* guint32 row numbers */
  GArray          *by_title;       /* the same rows in the order of their titles… */
  guint64          titled;         /* …as of this generation of the cache; 0: not yet */
  guint64          generation;     /* of the cache ->order and ->matched are as of */
  GArray          *shown;          /* guint32 row numbers */
  guint8          *matched;        /* bits; NULL: no search */
  guint            n_bits;
  GPtrArray       *filters;        /* MlgListFilter */
  guint            frozen;
  gboolean         stale;          /* while frozen: to be shown anew */
  MlgPreparation  *preparation;    /* or NULL */
  GHashTable      *columns;        /* const MlgField → MlgColumn */
  GPtrArray       *recent;         /* MlgRecord, a ring */
  guint            next_recent;
  guint            idle;           /* reads the names before the first key needs them */
};

/* Arrays of row numbers. */
#define MLG_NUMBER(array, i) g_array_index ((array), guint32, (i))
GArray *mlg_record_list_numbers_new  (void);

MlgColumn *mlg_record_list_get_column (MlgRecordList *self, const MlgField *field);
void    mlg_record_list_make_order   (MlgRecordList *self);
void    mlg_record_list_make_matched (MlgRecordList *self);
MlgRecord *mlg_record_list_make_record (MlgRecordList *self, guint32 number);
/* Takes @rows. All away, then all there. */
void    mlg_record_list_show_anew    (MlgRecordList *self, GArray *rows);
/* Unless frozen. */
void    mlg_record_list_make_shown   (MlgRecordList *self);

static inline gboolean
mlg_record_list_is_matched (MlgRecordList *self,
                            guint32        number)
{
  return self->matched == NULL ||
         (number < self->n_bits && (self->matched[number / 8] & (1 << (number % 8))) != 0);
}

/* mlg-record-list-narrow.c */
void    mlg_list_filter_free         (gpointer filter);
/* Rows found, wanted by every filter, and let through. */
GArray *mlg_record_list_select_rows  (MlgRecordList *self);
/* Waits for the thread, if any. */
void    mlg_record_list_stop_preparing (MlgRecordList *self);

/* mlg-record-list-follow.c */
void    mlg_record_list_follow       (MlgRecordList *self, MlgChanges *changes);

G_END_DECLS
