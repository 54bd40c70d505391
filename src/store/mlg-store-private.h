/* What the files of the journal engine share: the open store, and the one path by which
 * operations enter the journal and tables follow.
 *
 *     gesture ─┐
 *     undo ────┤   mlg_journal_append ──►  op ──►  mlg_row_compute ──►  mlg_row_store ──► tables
 *     merge ───┘                                     (pure)
 */

#pragma once

#include "store/mlg-db.h"
#include "store/mlg-mutant.h"
#include "store/mlg-op.h"
#include "store/mlg-store.h"
#include "store/mlg-table.h"

G_BEGIN_DECLS

/* More rows than this are told as « everything »: reading all again is faster. */
#define MLG_CHANGES_MAX 1000

/* The label of an undo; kept in the journal, and known again by it. */
#define MLG_UNDO_LABEL "Undo"

struct _MlgStore
{
  MlgDb      *db;
  MlgGesture *gesture;           /* the open one */

  /* The writer. */
  char       *author;
  gint64    (*clock) (gpointer);
  gpointer    clock_data;
  gint64      sid;               /* 0: a new one at the next operation */
  gint64      next_seq;
  gboolean    site_is_written;
  gint64      hlc;               /* the greatest seen; 0: not read yet */
  gint64      clock_n, clock_hlc;  /* the greatest of the operations up to ->clock_n */

  MlgChanges *changes;           /* committed, not yet taken */
  MlgChanges *pending;           /* of the open gesture or merge */

  GHashTable *erased;            /* MlgId: rows with erased operations; NULL: not read yet */
  guint       writing;           /* > 0: a table is being brought up to date with the journal */

  MlgOpList  *heads;             /* memory used again */
  MlgOpList  *others;
};

/* The shown state of a row, as it follows from its operations. */
typedef struct
{
  const MlgTable *table;
  MlgId           id;
  gboolean        exists;        /* FALSE: no insert, or erased */
  gboolean        deleted;
  gboolean        revived;       /* deleted by one, changed by another: shown, and told */
  gint64          made;          /* ms */
  gint64          hlc, sid;      /* of the last operation, elements included */
  GPtrArray      *values;        /* const char *, per field */
  guint8         *kinds;         /* per field: 0, or 1 + kind of conflict */
  gboolean        is_new;        /* the tables know nothing of it yet */
  gboolean        is_past;       /* computed for a moment gone by: elements are looked at apart */
  GPtrArray      *owned;         /* strings made here */
} MlgRowState;

/* An operation on a cell that nobody has superseded. */
typedef struct
{
  const MlgOp *op;
  const char  *value;
} MlgHead;

void       mlg_row_state_init      (MlgRowState    *state,
                                    const MlgTable *table);
void       mlg_row_state_reset     (MlgRowState    *state,
                                    const MlgId    *id);
void       mlg_row_state_clear     (MlgRowState    *state);
/* A copy of @value (@size bytes) that lives as long as @state. */
const char *mlg_row_state_keep     (MlgRowState    *state,
                                    const char     *value,
                                    gssize          size);

/* ---- mlg-row.c: from operations to a state. Values point into self->heads. */
gboolean   mlg_row_compute         (MlgStore       *self,
                                    const MlgId    *id,
                                    MlgRowState    *state,
                                    GError        **error);
/* The same from operations already read, superseded ones marked; elements of multiple fields aside. */
gboolean   mlg_row_compute_from    (MlgStore       *self,
                                    MlgOpList      *ops,
                                    const MlgId    *id,
                                    MlgRowState    *state,
                                    GError        **error);
/* Every operation of the row, superseded ones too. */
gboolean   mlg_row_read_ops        (MlgStore       *self,
                                    const MlgId    *id,
                                    MlgOpList      *into,
                                    GError        **error);
/* Of one cell of @ops (MlgHead, the shown one last). An insert that says nothing of the cell is no head. */
void       mlg_row_collect_heads   (MlgOpList      *ops,
                                    const MlgTable *table,
                                    int             col,
                                    GArray         *heads);
/* Did one of these deletions (MlgHead) know of the operation? */
gboolean   mlg_row_is_seen         (GArray         *deletions,
                                    const MlgDot   *dot);
/* Heads of the cell as its next author sees them; appended to @dots. */
gboolean   mlg_row_append_heads    (MlgStore       *self,
                                    const MlgId    *id,
                                    int             col,
                                    GByteArray     *dots,
                                    GError        **error);
/* Everything a deletion sees: every head of the row and of its elements. */
gboolean   mlg_row_append_context  (MlgStore       *self,
                                    const MlgTable *table,
                                    const MlgId    *id,
                                    GByteArray     *dots,
                                    GError        **error);

/* ---- mlg-row-store.c: from a state to the tables. */
gboolean   mlg_row_store           (MlgStore       *self,
                                    MlgRowState    *state,
                                    GError        **error);
/* Elements of @state's multiple fields, joined, from the table of links. */
gboolean   mlg_row_read_links      (MlgStore       *self,
                                    MlgRowState    *state,
                                    GError        **error);
/* As the table has it now. FALSE without error: no such row. */
gboolean   mlg_row_load            (MlgStore       *self,
                                    const MlgId    *id,
                                    MlgRowState    *state,
                                    GError        **error);
/* Computes and stores; a link brings its owner along. */
gboolean   mlg_row_refresh         (MlgStore       *self,
                                    const MlgTable *table,
                                    const MlgId    *id,
                                    GError        **error);
void       mlg_store_note_change   (MlgStore       *self,
                                    const MlgEntity *entity,
                                    const MlgId    *id);
void       mlg_store_settle_changes (MlgStore      *self,
                                    gboolean        committed);

/* ---- mlg-journal.c */
/* Names, dates and writes @op (dot, hlc, st, sum are filled here), and marks its parents superseded. */
gboolean   mlg_journal_append      (MlgStore       *self,
                                    MlgOp          *op,
                                    GError        **error);
gboolean   mlg_journal_insert      (MlgStore       *self,
                                    MlgOp          *op,
                                    GError        **error);
gboolean   mlg_journal_mark_parents (MlgStore      *self,
                                    const MlgOp    *op,
                                    GError        **error);
/* Erased operations keep their names and lose their values; the row's elements too. */
gboolean   mlg_journal_scrub       (MlgStore       *self,
                                    const MlgTable *table,   /* NULL: unknown entity */
                                    const MlgId    *id,
                                    GError        **error);
gboolean   mlg_journal_scrub_row   (MlgStore       *self,
                                    const MlgId    *id,
                                    GError        **error);
gboolean   mlg_journal_is_erased   (MlgStore       *self,
                                    const MlgId    *id);
/* One operation by its name; TRUE with n unchanged when there is none. */
gboolean   mlg_journal_read        (MlgStore       *self,
                                    const MlgDot   *dot,
                                    MlgOpList      *into,
                                    GError        **error);
/* What the cell showed before @op: the value of its greatest parent. Free *value. */
gboolean   mlg_journal_value_before (MlgStore      *self,
                                    const MlgOp    *op,
                                    char          **value,
                                    GError        **error);
/* The name of the command (@sid, @txn); interned, NULL if none. */
const char *mlg_journal_get_label  (MlgStore       *self,
                                    gint64          sid,
                                    gint64          txn);
/* A sound value for the field, as a person or another file may write it. */
gboolean   mlg_journal_check_value (const MlgField *field,
                                    const char     *value,
                                    GError        **error);

/* ---- mlg-elements.c: multiple fields. The owner's row is not brought up to date here. */
gboolean   mlg_elements_set        (MlgGesture     *gesture,
                                    const MlgTable *table,
                                    const MlgId    *id,
                                    const MlgField *field,
                                    const char     *value,
                                    gboolean        is_new,      /* the owner was made just now */
                                    gboolean       *changed,
                                    GError        **error);
gboolean   mlg_elements_add        (MlgGesture     *gesture,
                                    const MlgTable *table,
                                    const MlgId    *id,
                                    const MlgField *field,
                                    const char     *element,
                                    const char     *position,
                                    gboolean       *changed,
                                    GError        **error);
gboolean   mlg_elements_remove     (MlgGesture     *gesture,
                                    const MlgTable *table,
                                    const MlgId    *id,
                                    const MlgField *field,
                                    const char     *element,
                                    gboolean       *changed,
                                    GError        **error);
/* A position after the last element. Free it. */
char      *mlg_elements_dup_last_position (MlgStore *self,
                                    const MlgId    *id,
                                    const MlgField *field);

/* ---- mlg-family.c: rows that go with their parent. */
typedef gboolean (*MlgChildFunc)   (MlgGesture     *gesture,
                                    const MlgTable *table,
                                    const MlgId    *id,
                                    gpointer        data,
                                    GError        **error);
/* Rows whose PARENT field is this one, deleted or not as asked. */
gboolean   mlg_family_foreach      (MlgGesture     *gesture,
                                    const MlgTable *table,
                                    const MlgId    *id,
                                    gboolean        deleted,
                                    MlgChildFunc    func,
                                    gpointer        data,
                                    GError        **error);

/* ---- mlg-gesture.c */
gboolean   mlg_gesture_append      (MlgGesture     *self,
                                    MlgOp          *op,
                                    GError        **error);
/* The low steps that gesture and undo share: one operation each, then the tables. */
gboolean   mlg_gesture_write_cell  (MlgGesture     *self,
                                    const MlgTable *table,
                                    const MlgId    *id,
                                    const MlgField *field,
                                    const char     *value,
                                    GError        **error);
gboolean   mlg_gesture_write_delete (MlgGesture    *self,
                                    const MlgTable *table,
                                    const MlgId    *id,
                                    gboolean        deleted,
                                    GError        **error);

gint64     mlg_store_get_now       (MlgStore       *self);      /* ms */

G_END_DECLS
