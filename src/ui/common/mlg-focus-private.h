/* The parts of what the user looks at: selection (mlg-focus.c), filters and time. */

#pragma once

#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

struct _MlgFocus
{
  GObject          parent_instance;

  MlgProject      *project;

  const MlgEntity *entity;
  GArray          *ids;           /* MlgId; the last one is the one whose sheet is shown */

  GHashTable      *chosen;        /* the same MlgId, to be asked of every actor drawn */

  GHashTable      *terms;         /* field name → GStrv of term ids */
  MlgId            territory;     /* null: all */
  gboolean         facts_only;
  gboolean         projector;
  MlgDayRange     *period;        /* NULL: all times */

  /* Derived; dropped when the filters or the project change. */
  GHashTable      *within;        /* id texts of the territory and of what it holds */
  MlgRecordList   *accepted;      /* made when first counted */
  gboolean         counted;       /* it has the filters of now */

  /* Two moments compared. */
  gboolean         compares;
  MlgMoment       *from, *to;     /* to NULL: now */
  MlgComparison   *comparison;    /* NULL: not there yet */
  GCancellable    *comparing;     /* the thread at work */
};

/* The filters changed: what follows from them is dropped, everybody is told. */
void     mlg_focus_filters_changed  (MlgFocus        *self);
void     mlg_focus_forget_derived   (MlgFocus        *self);
void     mlg_focus_facts_notify     (MlgFocus        *self);
void     mlg_focus_comparison_changed (MlgFocus      *self);

/* ---- mlg-focus-time.c */
/* Did this actor exist at some time of the period, as far as anybody knows? */
gboolean mlg_focus_time_accepts     (MlgFocus        *self,
                                     MlgRecord       *actor);
void     mlg_focus_narrow_by_time   (MlgFocus        *self,
                                     MlgRecordList   *list);
/* The project changed: what is compared with now is compared anew. */
void     mlg_focus_time_renew       (MlgFocus        *self);
void     mlg_focus_time_dispose     (MlgFocus        *self);

G_END_DECLS
