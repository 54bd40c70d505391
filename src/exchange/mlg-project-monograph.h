/* A monograph of a project as it is read: headings, guiding questions, texts, quotations,
 * sources (docs/domain.md §2.14).
 *
 * Draft: every guiding question, the unanswered ones to be printed « à compléter ». Published:
 * the unanswered ones are left out, and a quotation whose speaker has not agreed blocks it
 * (MLG_EXCHANGE_ERROR_CONSENT, naming the speaker).
 */

#pragma once

#include "model/mlg-monograph.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Thread: main; the result may go to any thread. */
MlgMonograph *mlg_project_monograph_new (MlgProject   *project,
                                         const MlgId  *id,
                                         gboolean      draft,
                                         GError      **error);

G_END_DECLS
