/* An operation of the journal: what was written, by whom, and what its author had seen. */

#pragma once

#include "model/mlg-id.h"
#include "store/mlg-db.h"
#include "store/mlg-table.h"

G_BEGIN_DECLS

/* The columns of an operation that are not fields. */
#define MLG_COL_INSERT   0    /* val: the row, packed */
#define MLG_COL_DELETE (-1)   /* val: '\1' deleted or '\0' back again, then the dots its author saw in the row */
#define MLG_COL_ERASE  (-2)
#define MLG_COL_REDACT (-3)   /* val: dots of operations of the row in which a name was blacked out */

#define MLG_ST_WITHHELD 0
#define MLG_ST_VALUE    1
#define MLG_ST_ERASED   2

/* A clock beyond the year 2200 is a forged one; it would leave no room after it. */
#define MLG_HLC_MAX ((gint64) 7258118400000 << 16)

/* Of one value, of parents; more is not something somebody typed. */
#define MLG_VALUE_MAX   (32 * 1024 * 1024)
#define MLG_PARENTS_MAX (16 * 65536)

/* The name of an operation. */
typedef struct
{
  gint64 sid;
  gint64 seq;
} MlgDot;

#define MLG_DOT_BYTES 16

typedef struct
{
  MlgDot        dot;
  gint64        hlc;
  gint64        txn;
  guint         tbl;
  MlgId         row;
  int           col;
  int           st;
  gboolean      sup;
  gint64        sum;
  const char   *cmd;       /* NULL but on the first of a command */
  const guint8 *par;       /* dots, MLG_DOT_BYTES each, in order */
  guint         n_par;     /* number of dots */
  const char   *val;       /* NULL: none. Ends with a nul that is not counted, text or not */
  gsize         val_size;
} MlgOp;

/* Operations read together, with the memory their pointers point into. Used again and again. */
typedef struct
{
  GArray     *ops;         /* MlgOp */
  GByteArray *bytes;
} MlgOpList;

MlgOpList *mlg_op_list_new     (void);
void       mlg_op_list_free    (MlgOpList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgOpList, mlg_op_list_free)
void       mlg_op_list_clear   (MlgOpList *self);
#define    mlg_op_list_nth(self, i) (&g_array_index ((self)->ops, MlgOp, (i)))

/* The columns of every SELECT that gives operations, in the order they are read. */
#define MLG_OP_COLUMNS "sid, seq, hlc, txn, tbl, row, col, st, sup, sum, cmd, par, val"

/* Appends every row of @stmt. FALSE with @error also when a row cannot be an operation. */
gboolean   mlg_op_list_read    (MlgOpList     *self,
                                MlgDb         *db,
                                sqlite3_stmt  *stmt,
                                GError       **error);
/* One row; its pointers live until the next step. FALSE: a row no Maillage ever wrote. */
gboolean   mlg_op_from_row     (MlgOp         *op,
                                sqlite3_stmt  *stmt);

/* FNV-1a, 64 bits (G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash
 * Algorithm"), over every field but sup and n, each with its length: any single changed byte changes it. */
gint64     mlg_op_sum          (const MlgOp   *op);

/* The same sum, of a writer and of what the file says about itself. */
gint64     mlg_site_sum        (gint64         sid,
                                const char    *author,
                                const char    *app,
                                gint64         started);
gint64     mlg_meta_sum        (const char    *key,
                                const char    *value);

/* Later wins the display: the greater (clock, writer, number). */
int        mlg_op_compare      (const MlgOp   *a,
                                const MlgOp   *b);

gboolean   mlg_dot_equal       (const MlgDot  *a,
                                const MlgDot  *b);
guint      mlg_dot_hash        (gconstpointer  dot);
gboolean   mlg_dot_equal_func  (gconstpointer  a,
                                gconstpointer  b);
MlgDot     mlg_dot_read        (const guint8  *bytes);
void       mlg_dot_append      (GByteArray    *bytes,
                                const MlgDot  *dot);
gboolean   mlg_op_has_parent   (const MlgOp   *op,
                                const MlgDot  *dot);

/* The packed row of an insert: for each known value, field number (2 bytes), size (4 bytes), the
 * value and a nul. */
void       mlg_pack_append     (GByteArray    *bytes,
                                guint          number,
                                const char    *value);
/* Next value of the pack; *at starts at 0. FALSE at the end or where it is broken. */
gboolean   mlg_pack_next       (const MlgOp   *op,
                                gsize         *at,
                                guint         *number,
                                const char   **value,
                                gsize         *size);
gboolean   mlg_pack_is_sound   (const MlgOp   *op);
/* The packed value of a field; NULL: unknown. */
const char *mlg_op_find_packed (const MlgOp   *insert,
                                guint          number);

G_END_DECLS
