/* Between the two files of a reading: what is asked (mlg-graph-reading.c), and what points at the answer in
 * the drawing (mlg-graph-pointing.c).
 */

#pragma once

#include "exchange/mlg-time-slice.h"
#include "ui/partnerships/mlg-graph-reading.h"
#include "ui/partnerships/mlg-partnerships-view-private.h"

G_BEGIN_DECLS

struct _MlgGraphReading
{
  MlgPartnershipsView *view;         /* whose part this is */
  MlgReadingPanel     *panel;        /* in its template */

  MlgReadingKind       kind;
  gboolean             compares;     /* two moments instead of a question */
  MlgReading          *answer;
  guint                line;         /* chosen in the panel; G_MAXUINT: none */
  GCancellable        *asking;
  gboolean             drew_memberships;   /* they were not drawn before a way was asked for */
  gboolean             choosing;     /* the panel chose somebody: nothing new is asked */

  MlgTimeline         *timeline;     /* of the file as it is; NULL: not read */
  MlgTimeSlice        *slice;        /* of the period of the focus; NULL: all times */
  MlgGraphMarks       *marks;
  guint8              *faint;
};

G_END_DECLS
