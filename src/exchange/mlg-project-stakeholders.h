/* Who sits around the table of an initiative, and who is missing (docs/domain.md §2.5): always
 * derived, never typed. A family of actors is present when somebody of it has a row, carries or
 * supports the initiative, or stands in its monograph; it is called when a row asks for it; else
 * its seat is empty.
 *
 * Also the 3 T of a need (docs/domain.md §2.7).
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *rows;          /* MlgRecord of involvement */
  GPtrArray *relevant;      /* families the group declared; when it declared none, all of them */
  gboolean   declared;      /* it declared some */
  GPtrArray *present;       /* char *: terms of actor_family, in the order of the list */
  GPtrArray *called;        /* relevant, only asked for so far */
  GPtrArray *empty;         /* relevant, nobody and no row */
  GPtrArray *free_postures; /* terms of posture nobody holds */
  guint      n_mixed;       /* present among relevant */
} MlgRoundTable;

MlgRoundTable *mlg_round_table_new  (MlgProject    *project,
                                     const MlgId   *initiative);
void           mlg_round_table_free (MlgRoundTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgRoundTable, mlg_round_table_free)

/* The table as text for a spreadsheet: names of columns, then a line for each row, cells
 * separated by tabs. @columns: fields of involvement, NULL-terminated; @projected leaves out what
 * is personal or sensitive. Full. */
char          *mlg_round_table_dup_text (MlgRoundTable         *self,
                                         MlgProject            *project,
                                         const MlgField *const *columns,
                                         gboolean               projected);

/* How many of the 3 T of @need are told: 0 to 3. */
guint          mlg_need_count_dimensions (MlgRecord *need);
/* Where a need stands by what is known of it: "spotted", "qualified" (3 T), "worked" (an initiative
 * too), "covered" (as its coverage says) or, as somebody decided, "dismissed". */
const char    *mlg_need_find_state       (MlgProject *project,
                                          MlgRecord  *need);

G_END_DECLS
