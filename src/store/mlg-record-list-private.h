/* The inside of MlgRecordList: mlg-record-list.c shows, mlg-record-list-follow.c follows the project.
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
#include "store/mlg-project-private.h"
#include "store/mlg-record-list.h"

G_BEGIN_DECLS

typedef struct
{
  const MlgField *field;
  char          **wanted;
} Facet;

struct _MlgRecordList
{
  GObject          parent_instance;

  const MlgEntity *entity;
  char            *search;
  const MlgField  *sort;           /* NULL: title */
  gboolean         descending;
  gboolean       (*filter) (MlgRecord *, gpointer);
  gpointer         filter_data;
  GDestroyNotify   filter_destroy;

  /* owned */
  MlgProject      *project;
  GArray          *order;          /* guint32 row numbers */
  GArray          *shown;          /* guint32 row numbers */
  guint8          *matched;        /* bits; NULL: no search */
  guint            n_bits;
  GPtrArray       *facets;         /* Facet */
  GHashTable      *columns;        /* const MlgField → MlgColumn */
  GPtrArray       *recent;         /* MlgRecord, a ring */
  guint            next_recent;
  guint            idle;           /* reads the names before the first key needs them */
};

/* Arrays of row numbers. */
#define MLG_NUMBER(array, i) g_array_index ((array), guint32, (i))
GArray *mlg_record_list_numbers_new  (void);

void    mlg_record_list_make_order   (MlgRecordList *self);
void    mlg_record_list_make_matched (MlgRecordList *self);
/* Rows found, wanted by every facet but that of @but, and let through. */
GArray *mlg_record_list_select_rows  (MlgRecordList *self, const MlgField *but);
/* Takes @rows. All away, then all there. */
void    mlg_record_list_show_anew    (MlgRecordList *self, GArray *rows);

/* mlg-record-list-follow.c */
void    mlg_record_list_follow       (MlgRecordList *self, MlgChanges *changes);

G_END_DECLS
