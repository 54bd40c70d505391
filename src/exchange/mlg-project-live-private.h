/* Shared by the files that resolve live blocks. */

#pragma once

#include "exchange/mlg-project-live.h"

G_BEGIN_DECLS

typedef struct
{
  MlgProject      *project;
  MlgRecord       *monograph;      /* or NULL */
  MlgRecord       *subject;        /* what the block is about */
  MlgLiveBlock    *block;
  MlgLiveAudience  audience;
  MlgLive         *live;
} MlgLiveResolver;

void        mlg_live_fail            (MlgLiveResolver *self, const char *problem);
gboolean    mlg_live_is_about        (MlgLiveResolver *self, const char *entity);
gboolean    mlg_live_wants           (MlgLiveResolver *self, const char *option);    /* …=yes */
/* May this be shown to these readers? */
gboolean    mlg_live_may_show        (MlgLiveResolver *self, MlgRecord *record);
MlgRecord  *mlg_live_get             (MlgLiveResolver *self, const char *entity, const char *id);   /* full; NULL when deleted or not to be shown */
char       *mlg_live_display         (MlgLiveResolver *self, MlgRecord *record, const char *field); /* NULL when empty */
char       *mlg_live_titles          (MlgLiveResolver *self, const char *entity, const char *ids);  /* joined; NULL */
/* The initiative it is about; full, or NULL. */
MlgRecord  *mlg_live_get_initiative  (MlgLiveResolver *self);
/* Actors it is about: MlgRecord, each once. */
GPtrArray  *mlg_live_get_actors      (MlgLiveResolver *self);
/* Territories it was chosen to be about; MlgRecord. */
GPtrArray  *mlg_live_get_territories (MlgLiveResolver *self);
/* The partnership, those of the actor; else those between its actors, and those of its initiative. */
GPtrArray  *mlg_live_get_partnerships (MlgLiveResolver *self);
void        mlg_live_set_caption     (MlgLiveResolver *self, char *caption);    /* taken; unless its author gave one */

void        mlg_live_fill_map          (MlgLiveResolver *self);
void        mlg_live_fill_graph        (MlgLiveResolver *self);
void        mlg_live_fill_stakeholders (MlgLiveResolver *self);
void        mlg_live_fill_axes         (MlgLiveResolver *self);
void        mlg_live_fill_ring         (MlgLiveResolver *self);
void        mlg_live_fill_timeline     (MlgLiveResolver *self);
void        mlg_live_fill_radar        (MlgLiveResolver *self);
void        mlg_live_fill_figures      (MlgLiveResolver *self);
void        mlg_live_fill_actors       (MlgLiveResolver *self);
void        mlg_live_fill_photo        (MlgLiveResolver *self);

/* In words, from what the block shows. */
char       *mlg_live_describe          (const MlgLive *live);

G_END_DECLS
