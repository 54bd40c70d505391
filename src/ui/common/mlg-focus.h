/* What the user looks at, shared by every view: the selection, the filters, the time. */

#pragma once

#include <glib-object.h>
#include "exchange/mlg-comparison.h"
#include "model/mlg-day-range.h"
#include "store/mlg-moment.h"
#include "store/mlg-project.h"
#include "store/mlg-record-list.h"

G_BEGIN_DECLS

#define MLG_TYPE_FOCUS (mlg_focus_get_type ())
G_DECLARE_FINAL_TYPE (MlgFocus, mlg_focus, MLG, FOCUS, GObject)

/* Signals: "selection-changed", "filter-changed", "comparison-changed".
 * Properties: "facts-only" (gboolean), "projector" (gboolean: personal fields must not be drawn). */

MlgFocus        *mlg_focus_new            (MlgProject *project);
MlgProject      *mlg_focus_get_project    (MlgFocus *self);
gboolean         mlg_focus_is_projector   (MlgFocus *self);

/* The record whose sheet is shown; NULL: none. Any entity. */
void             mlg_focus_select         (MlgFocus *self, const MlgEntity *entity, const MlgId *id);   /* NULL, NULL: nothing */
void             mlg_focus_select_many    (MlgFocus *self, const MlgEntity *entity, GArray *ids /* of MlgId */);
const MlgEntity *mlg_focus_get_entity     (MlgFocus *self);
const MlgId     *mlg_focus_get_id         (MlgFocus *self);              /* the last selected, or NULL */
gboolean         mlg_focus_is_selected    (MlgFocus *self, const MlgId *id);
GArray          *mlg_focus_dup_selection  (MlgFocus *self);              /* of MlgId */

/* Filters, for actors and what hangs on them. */
void             mlg_focus_set_facts_only (MlgFocus *self, gboolean facts_only);
gboolean         mlg_focus_get_facts_only (MlgFocus *self);
void             mlg_focus_set_territory  (MlgFocus *self, const MlgId *territory);   /* NULL: all; its children count */
const MlgId     *mlg_focus_get_territory  (MlgFocus *self);
void             mlg_focus_set_term       (MlgFocus *self, const char *field /* "category", "themes" */, const char *term);   /* NULL: all */
#define          MLG_FOCUS_NO_TERM "-"                                   /* a term: those that have none */
/* Several terms of any field of actors: one of them is enough. NULL or empty: all. */
void             mlg_focus_set_terms      (MlgFocus *self, const char *field, const char *const *terms);
const char *const *mlg_focus_get_terms    (MlgFocus *self, const char *field);   /* NULL: all */
/* The fields that are filtered by their terms, in the order of the schema. Array of const MlgField. */
GPtrArray       *mlg_focus_dup_fields     (MlgFocus *self);
/* The time looked at; NULL: all times. What has no date is of all times, and marked so. */
void             mlg_focus_set_period     (MlgFocus *self, const MlgDayRange *period);
const MlgDayRange *mlg_focus_get_period   (MlgFocus *self);
void             mlg_focus_clear_filters  (MlgFocus *self);
gboolean         mlg_focus_has_filters    (MlgFocus *self);
/* Gives a list of actors the filters, as the list itself can apply them to 200 000. */
void             mlg_focus_narrow         (MlgFocus *self, MlgRecordList *list);
/* The actors that pass, MlgId → nothing; NULL: all. */
GHashTable      *mlg_focus_dup_accepted   (MlgFocus *self);
/* Does this actor pass? */
gboolean         mlg_focus_accepts        (MlgFocus *self, MlgRecord *actor);
/* « 23 acteurs sur 71 — faits seulement ». */
char            *mlg_focus_describe       (MlgFocus *self);

/* Two moments of the file compared (ms since 1970; @to 0: now, and kept up to date). Worked out in a
 * thread: "comparison-changed" when it is there. It hides nothing; views draw from it. */
void             mlg_focus_compare        (MlgFocus *self, gint64 from, gint64 to);
/* The same between two moments that were named; @to NULL: now. */
void             mlg_focus_compare_moments (MlgFocus *self, const MlgMoment *from, const MlgMoment *to);
void             mlg_focus_compare_not    (MlgFocus *self);
gboolean         mlg_focus_is_comparing   (MlgFocus *self);
MlgComparison   *mlg_focus_get_comparison (MlgFocus *self);                     /* NULL: none, or not yet */

G_END_DECLS
