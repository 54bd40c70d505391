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

/* Sections come in their order, those of the guide nobody opened yet under their heading. What the
 * texts name by address is resolved: live blocks, names of records, notes made from sources.
 * Thread: main; the result may go to any thread. */
MlgMonograph *mlg_project_monograph_new (MlgProject   *project,
                                         const MlgId  *id,
                                         gboolean      draft,
                                         GError      **error);

/* Several as one document, « dossier thématique »: each is a chapter, in the order given. */
MlgMonograph *mlg_project_dossier_new   (MlgProject   *project,
                                         const MlgId  *ids,
                                         guint         n_ids,
                                         const char   *title,       /* NULL: made from theirs */
                                         gboolean      draft,
                                         GError      **error);

/* ---- versions: what was written and what was shown, kept as it was */

/* A new version of @monograph, numbered after the last, with its text, its figures and its
 * photographs as they are now. One command. @message: what changed; @by: or NULL. */
gboolean      mlg_project_monograph_freeze  (MlgProject   *project,
                                             const MlgId  *monograph,
                                             const char   *message,
                                             const char   *by,
                                             MlgId        *version,
                                             GError      **error);

/* The version as it was read, for pages and for comparing: as @draft, or as it would be published
 * (with consent as it is today). */
MlgMonograph *mlg_project_version_read      (MlgProject   *project,
                                             const MlgId  *version,
                                             gboolean      draft,
                                             GError      **error);

/* The texts of the version take the place of those of today; sections made since stay, empty ones
 * come back. One command, that can be undone. */
gboolean      mlg_project_version_restore   (MlgProject   *project,
                                             const MlgId  *version,
                                             GError      **error);

/* The texts of a version, one a section: heading, question, body. For a comparison side by side. */
typedef struct
{
  MlgId  section;
  char  *title;          /* the question, or the title of the section, for display */
  char  *body;           /* Markdown as it was stored; or NULL */
} MlgVersionText;

/* Array of MlgVersionText; NULL: not a version of ours. */
GArray       *mlg_project_version_get_texts (MlgProject   *project,
                                             const MlgId  *version,
                                             GError      **error);
/* The same of today. */
GArray       *mlg_project_monograph_get_texts (MlgProject *project,
                                             const MlgId  *monograph);

G_END_DECLS
