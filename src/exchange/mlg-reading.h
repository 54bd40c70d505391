/* Readings of the partnership graph: one question, answered by a sentence, by lines that name actors,
 * and by what to light in the drawing (docs/domain.md §3.3, stories 3, 8, 9). Nothing is scored nor
 * ranked: who stands between the others is named, not measured.
 */

#pragma once

#include "analysis/mlg-measures.h"
#include "model/mlg-day-range.h"
#include "store/mlg-store.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_READING_NONE,
  MLG_READING_ISOLATES,    /* who stands alone */
  MLG_READING_ISLANDS,     /* who holds together */
  MLG_READING_BRIDGES,     /* without whom, without which link, a group falls apart */
  MLG_READING_RELAYS,      /* through whom the ways go */
  MLG_READING_PATH,        /* the shortest way between two actors */
  MLG_READING_AROUND,      /* within n steps of an actor */
  MLG_READING_STRANGERS,   /* the same theme in the same place, and no tie */
  MLG_READING_ECONOMY,     /* hybridation of what links the chosen actors */
  MLG_N_READINGS,
} MlgReadingKind;

typedef struct
{
  MlgReadingKind     kind;
  MlgLayers          layers;      /* the ties that count */
  const MlgDayRange *period;      /* NULL: all times */
  MlgId              from, to;    /* PATH; AROUND: from */
  guint              n_steps;     /* AROUND */
  GArray            *chosen;      /* MlgId of actors, ECONOMY; NULL or empty: all */
} MlgReadingQuestion;

typedef struct
{
  char     *text;                 /* a sentence, that names its actors unless it lists them */
  gboolean  lists;                /* the names of its actors follow the text */
  GArray   *actors;               /* MlgId; the first is chosen with the line */
  GArray   *ties;                 /* MlgId of partnerships and memberships */
} MlgReadingLine;

/* One step of a path. */
typedef struct
{
  MlgId       from, to, tie;
  MlgTieKind  kind;
  gboolean    established;
  char       *state;              /* term of partnership_status, or NULL */
  char       *words;              /* the axes, or the state when it is only wished for */
} MlgReadingStep;

typedef struct
{
  MlgReadingKind  kind;
  char           *sentence;
  GPtrArray      *lines;          /* MlgReadingLine */
  GArray         *steps;          /* MlgReadingStep, PATH; NULL: no way */
  GArray         *distances;      /* AROUND: guint, how many actors at 1, 2… steps */
  guint           counts[4];      /* ECONOMY: market, non-market, non-monetary, to be qualified */
} MlgReading;

/* @graph: with the ties that may count. Thread: that of @store. */
MlgReading *mlg_reading_new          (MlgGraph                 *graph,
                                      MlgStore                 *store,
                                      const MlgReadingQuestion *question);
void        mlg_reading_free         (MlgReading               *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgReading, mlg_reading_free)

/* All of it, one sentence per line, names included: for those who listen, and for the command line. */
char       *mlg_reading_to_text      (const MlgReading         *self,
                                      MlgGraph                 *graph);

G_END_DECLS
