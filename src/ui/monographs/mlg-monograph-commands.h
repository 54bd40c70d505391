/* What one does to a monograph, each one command of the project. */

#pragma once

#include "exchange/mlg-monograph-progress.h"

G_BEGIN_DECLS

/* A monograph with its three rubriques and seven guiding questions, from what is known of
 * @initiative (NULL: none): its name, actors and territories. */
gboolean   mlg_monograph_create           (MlgProject    *project,
                                           const MlgId   *initiative,
                                           MlgId         *id,
                                           GError       **error);
/* An optional section at the end. */
gboolean   mlg_monograph_add_optional     (MlgProject    *project,
                                           const MlgId   *monograph,
                                           const char    *title,
                                           GError       **error);
gboolean   mlg_monograph_write            (MlgProject    *project,
                                           const MlgId   *section,
                                           const char    *markdown,
                                           GError       **error);
/* Several sections in one command. */
gboolean   mlg_monograph_write_many       (MlgProject    *project,
                                           const MlgId *const *sections,
                                           const char *const  *markdown,
                                           guint          n,
                                           GError       **error);
/* @questions: canonical, NULL for none. */
gboolean   mlg_monograph_set_to_ask       (MlgProject    *project,
                                           const MlgId   *section,
                                           const char    *questions,
                                           GError       **error);
gboolean   mlg_monograph_attach           (MlgProject    *project,
                                           const MlgId   *section,
                                           const char    *verbatim,     /* id text */
                                           gboolean       attach,
                                           GError       **error);

/* @step: -1 before the one before it, 1 after the one after it. */
gboolean   mlg_monograph_move_section     (MlgProject    *project,
                                           MlgRecord     *section,
                                           int            step,
                                           GError       **error);

/* « 6 questions sur 7 ». */
char      *mlg_monograph_describe_answers (MlgProject    *project,
                                           const MlgId   *monograph);
/* Verbatims that concern it, those of its initiative and actors first. Array of MlgRecord. */
GPtrArray *mlg_monograph_dup_verbatims    (MlgProject    *project,
                                           MlgRecord     *monograph);

G_END_DECLS
