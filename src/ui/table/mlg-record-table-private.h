/* The inside of MlgRecordTable:
 *
 *   mlg-record-table.c    rows, chosen ones, the focus, keys
 *   mlg-table-columns.c   which columns, how wide, sorted how; remembered
 *   mlg-table-cells.c     what stands in a cell
 *   mlg-table-menu.c      the popover of the columns
 *   mlg-table-edit.c      typing in a cell
 *   mlg-table-clipboard.c to and from a spreadsheet
 *   mlg-table-bar.c       what is done to several rows at once
 */

#pragma once

#include "store/mlg-derived.h"
#include "ui/common/mlg-slots.h"
#include "ui/table/mlg-record-table.h"

G_BEGIN_DECLS

typedef struct
{
  MlgRecordTable      *table;
  const MlgField      *field;          /* NULL: the title */
  GtkColumnViewColumn *column;
  int                  wanted;         /* width */
  gboolean             measured;       /* by the user */
} MlgTableColumn;

struct _MlgRecordTable
{
  GtkWidget          parent_instance;

  GtkWidget         *box;
  GtkWidget         *scroller;
  GtkColumnView     *view;
  GtkWidget         *bar;              /* what can be done to the chosen ones */
  GtkLabel          *bar_words;
  GtkWidget         *editing;          /* the popover over a cell, or NULL */

  MlgFocus          *focus;
  const MlgEntity   *entity;
  MlgRecordList     *list;
  MlgSlots          *slots;
  GtkMultiSelection *selection;
  GPtrArray         *columns;          /* MlgTableColumn, all, in order, shown or not; the title first */
  MlgTableColumn    *current;          /* where one types */
  GHashTable        *cells;            /* GtkListItem bound → MlgTableColumn; borrowed */
  GHashTable        *unfilled;         /* those of them out of sight whose words are to come */
  guint              late_source;
  double             row_height;       /* as last seen; 0: not yet */

  const MlgField    *asked;            /* the field of the column asked last; see the sorters */
  gboolean           was_asked;
  gboolean           following;        /* the selection is being set from the focus */
  gboolean           leading;          /* the focus is being set from the selection */
  gboolean           fitting;          /* widths are being set by us */
  gboolean           remembering;      /* columns are being put as they were */
  gboolean           to_top;
  guint              follow_source;
  guint              fit_source;
  guint              save_source;
  int                width;
};

/* mlg-record-table.c */
MlgProject     *mlg_table_get_project     (MlgRecordTable *self);
void            mlg_table_report          (MlgRecordTable *self, const GError *error);
void            mlg_table_scroll_to       (MlgRecordTable *self, guint position);
/* The row one is at; GTK_INVALID_LIST_POSITION: none. */
guint           mlg_table_get_position    (MlgRecordTable *self);
void            mlg_table_choose          (MlgRecordTable *self, guint position);

/* mlg-table-columns.c */
void            mlg_table_add_columns     (MlgRecordTable *self);
gboolean        mlg_table_column_is_shown (MlgTableColumn *column);
void            mlg_table_show_column     (MlgTableColumn *column, gboolean shown);
/* Before @other, NULL: last. */
void            mlg_table_move_column     (MlgTableColumn *column, MlgTableColumn *other);
void            mlg_table_sort            (MlgRecordTable *self, MlgTableColumn *column, gboolean descending);
void            mlg_table_fit_soon        (MlgRecordTable *self);
/* Shown ones, as they stand on the screen. */
GPtrArray      *mlg_table_dup_shown       (MlgRecordTable *self);
const MlgField *mlg_table_get_title_field (const MlgEntity *entity);          /* NULL: made of others */
/* The field that is typed in this column; NULL: none is. */
const MlgField *mlg_table_column_get_typed (MlgTableColumn *column);
const char     *mlg_table_column_get_title (MlgTableColumn *column);
/* What is still to be remembered. */
void            mlg_table_save_now        (MlgRecordTable *self);
void            mlg_table_set_projector   (MlgRecordTable *self, gboolean projector);

/* mlg-table-cells.c */
GtkListItemFactory *mlg_table_new_factory (MlgTableColumn *column);
void            mlg_table_follow_pointer  (MlgRecordTable *self);
void            mlg_table_fill_cells      (MlgRecordTable *self);
void            mlg_table_set_current     (MlgRecordTable *self, MlgTableColumn *column);
/* The widget of a cell that is on the screen, or NULL. */
GtkWidget      *mlg_table_find_cell       (MlgRecordTable *self, guint position, MlgTableColumn *column);

/* mlg-table-edit.c */
void            mlg_table_edit            (MlgRecordTable *self, guint position, MlgTableColumn *column);

/* mlg-table-clipboard.c */
void            mlg_table_copy            (MlgRecordTable *self);
void            mlg_table_paste           (MlgRecordTable *self);

/* mlg-table-bar.c */
void            mlg_table_make_bar        (MlgRecordTable *self);
void            mlg_table_show_bar        (MlgRecordTable *self);
void            mlg_table_delete_chosen   (MlgRecordTable *self);
void            mlg_table_change_chosen   (MlgRecordTable *self);

G_END_DECLS
