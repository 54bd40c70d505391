/* Two records that are the same one: one is kept, the other goes, and nothing of it is lost. One
 * gesture, one undo.
 *
 * Everything that referred to the one that goes refers to the other: partnerships, axes, memberships,
 * sources, quotations. Lists of themes or territories are united. A name that is not kept becomes an
 * other name, any other value that is not kept is written in the note.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_moved;        /* records that now refer to the one kept */
  guint n_joined;       /* partnerships that both had with the same actor */
  guint n_between;      /* partnerships between the two, which mean nothing any more */
} MlgCombineReport;

/* What the record kept will hold: one for each field, canonical. @take: fields whose value is that of
 * @drop; NULL: none, @drop only fills what is empty. Free with g_strfreev-like care: @entity->n_fields
 * strings, some NULL (mlg_combine_values_free). */
char   **mlg_combine_values      (const MlgEntity  *entity,
                                  MlgRecord        *keep,
                                  MlgRecord        *drop,
                                  const gboolean   *take);
void     mlg_combine_values_free (const MlgEntity  *entity,
                                  char            **values);

/* Do these two say different things here, so that somebody has to choose? Lists are united, and what
 * only one of them has is kept: neither asks for a choice. */
gboolean mlg_combine_must_choose (MlgRecord        *keep,
                                  MlgRecord        *drop,
                                  const MlgField   *field);

/* @report may be NULL. */
gboolean mlg_combine             (MlgProject       *project,
                                  const MlgEntity  *entity,
                                  const MlgId      *keep,
                                  const MlgId      *drop,
                                  const gboolean   *take,
                                  MlgCombineReport *report,
                                  GError          **error);

G_END_DECLS
