/* A lead: what could fill a gap, why, and what somebody said of it. Suggested as long as nobody said
 * anything; then kept as a record "resource_match".
 */

#pragma once

#include "exchange/mlg-project-matches.h"
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

/* In the order they are listed. */
extern const char *const mlg_lead_states[];
#define MLG_N_LEAD_STATES 4

typedef struct
{
  MlgId       gap, resource;
  char       *label;
  char       *reason;
  guint       state;       /* in mlg_lead_states */
  MlgRecord  *match;       /* kept, or NULL while it is only suggested */
  gboolean    elsewhere;   /* @resource is of another file */
} MlgLead;

void       mlg_lead_free    (MlgLead     *self);

/* Those of one gap: what somebody spoke of first, then the nearest. @other: the file of @matches' assets
 * when it is another one. @within: kilometres, NAN for any distance; @same_territory: only what shares one.
 * Array of MlgLead. */
typedef struct
{
  MlgProject *project;
  MlgProject *other;       /* NULL: the same file */
  double      within;
  gboolean    same_territory;
} MlgLeadScope;

GPtrArray *mlg_leads_find   (const MlgLeadScope *scope,
                             MlgMatches         *matches,
                             guint               gap);

/* One command: what was said of it. */
gboolean   mlg_lead_keep    (MlgLead            *self,
                             MlgProject         *project,
                             const char         *state,
                             GError            **error);
/* One command: what was seen in another file becomes a resource « à mobiliser ailleurs » of ours, with where
 * it was seen, and the lead is kept as discussed. */
gboolean   mlg_lead_note    (MlgLead            *self,
                             MlgProject         *project,
                             MlgProject         *other,
                             GError            **error);

G_END_DECLS
