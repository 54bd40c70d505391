/* Outlines of monographs: those of data/monographs, and those kept in the file (monograph_template),
 * where they can be changed. An outline is JSON:
 *
 *   {"id": "mes", "title": …, "description": …, "sections": [
 *     {"heading": term of monograph_heading, "question": term of monograph_question, "title": own words,
 *      "optional": true, "ask": [what is to be asked], "prefill": [what the file knows]}]}
 *
 * "prefill" names fields of the initiative (origin_text, tools…), kinds of live blocks (map, ring…), or
 * "links": sites and documents.
 *
 * Thread: main.
 */

#pragma once

#include "exchange/mlg-monograph-outline.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  char     *id;            /* of ours, or the id of the row */
  char     *title, *description;
  gboolean  in_file;       /* may be changed */
} MlgTemplateInfo;

void       mlg_template_info_free             (MlgTemplateInfo *self);
/* Array of MlgTemplateInfo: those of the file first. */
GPtrArray *mlg_project_templates_list         (MlgProject   *project);
MlgMonographOutline *
           mlg_project_template_read          (MlgProject   *project,
                                               const char   *template_id,
                                               GError      **error);

/* A new monograph of @initiative (or NULL): its sections, pre-filled where the file knows. One command.
 * @title: NULL for that of the initiative. */
gboolean   mlg_project_template_write         (MlgProject   *project,
                                               const char   *template_id,
                                               const char   *title,
                                               const MlgId  *initiative,
                                               MlgId        *id,
                                               GError      **error);
/* The sections that @monograph has not yet, after those it has. One command. */
gboolean   mlg_project_template_apply         (MlgProject   *project,
                                               const char   *template_id,
                                               const MlgId  *monograph,
                                               GError      **error);

/* Into the file, to be changed there. */
gboolean   mlg_project_template_copy          (MlgProject   *project,
                                               const char   *template_id,
                                               const char   *title,
                                               MlgId        *id,
                                               GError      **error);
/* The outline of a monograph that exists: its titles and questions, no text. */
gboolean   mlg_project_template_keep          (MlgProject   *project,
                                               const MlgId  *monograph,
                                               const char   *title,
                                               MlgId        *id,
                                               GError      **error);
/* One of the file becomes @outline. */
gboolean   mlg_project_template_change        (MlgProject   *project,
                                               const MlgId  *id,
                                               const MlgMonographOutline *outline,
                                               GError      **error);

/* To a colleague, and back: a small file that any project reads. */
gboolean   mlg_project_template_export        (MlgProject   *project,
                                               const char   *template_id,
                                               const char   *path,
                                               GError      **error);
gboolean   mlg_project_template_import        (MlgProject   *project,
                                               const char   *path,
                                               MlgId        *id,
                                               GError      **error);

G_END_DECLS
