/* The words of the map: each in its hand, with a halo. On screen they are kept as little pictures,
 * so that moving the map does not shape and stroke them again; on paper they stay text.
 *
 * Thread: the one of the cairo context.
 */

#pragma once

#include "render/mlg-ink.h"

G_BEGIN_DECLS

/* As in the window's style sheet; the last one is always there. */
#define MLG_MAP_FONT "Cantarell, Inter, Noto Sans, DejaVu Sans, Sans"

typedef enum
{
  MLG_HAND_COUNTRY,        /* spaced capitals */
  MLG_HAND_SEA,            /* italic, of the water's colour */
  MLG_HAND_WATER,          /* rivers and lakes */
  MLG_HAND_REGION,
  MLG_HAND_DEPARTMENT,
  MLG_HAND_CITY,
  MLG_HAND_TOWN,
  MLG_HAND_ACTOR,
  MLG_HAND_ACTOR_CHOSEN,
  MLG_HAND_AREA,           /* the name under an area's symbol */
  MLG_HAND_COUNT,          /* in a cluster: on a dark disc */
  MLG_HAND_COUNT_PLAIN,    /* on the plate of an area */
  MLG_N_HANDS,
} MlgHand;

typedef struct _MlgMapText MlgMapText;

/* @cache: keep pictures, for a screen of @device_scale; else draw text each time. */
MlgMapText *mlg_map_text_new     (const MlgInk *ink,
                                  gboolean      cache,
                                  double        device_scale);
void        mlg_map_text_free    (MlgMapText   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMapText, mlg_map_text_free)

void        mlg_map_text_measure (MlgMapText   *self,
                                  MlgHand       hand,
                                  const char   *text,
                                  double       *width,
                                  double       *height);
/* Between two pictures of the same zoom, what was written stays written where it was, as long as it
 * has the room: names do not blink while the map moves. At the start of each picture: */
/* From now on, names that were never drawn are let go after @microseconds; G_MAXUINT: all have the time they need. */
void        mlg_map_text_hurry   (MlgMapText   *self,
                                  guint         microseconds);
/* It is drawn already, or there is time for it. */
gboolean    mlg_map_text_may_draw (MlgMapText  *self,
                                  MlgHand       hand,
                                  const char   *text);
void        mlg_map_text_begin   (MlgMapText   *self,
                                  double        zoom);
/* 1 + the side at which @key was written in the last picture; 0: it was not. */
guint       mlg_map_text_recall  (MlgMapText   *self,
                                  gconstpointer key);
void        mlg_map_text_remember (MlgMapText  *self,
                                  gconstpointer key,
                                  guint         side);

/* With its top left corner there. */
void        mlg_map_text_draw    (MlgMapText   *self,
                                  cairo_t      *cr,
                                  MlgHand       hand,
                                  const char   *text,
                                  double        x,
                                  double        y);

/* The number as it is written; kept. */
const char *mlg_map_text_get_count (MlgMapText *self,
                                  guint         n);

typedef struct
{
  guint8 bytes[24];        /* what makes one stamp another; the rest 0 */
} MlgMapStampKey;

/* Anything small that is drawn again and again, around 0, 0 and within @radius: kept under @key as
 * words are, and shown around @x, @y. */
void        mlg_map_text_stamp   (MlgMapText   *self,
                                  cairo_t      *cr,
                                  const MlgMapStampKey *key,
                                  double        radius,
                                  void        (*draw) (cairo_t *cr, gpointer data),
                                  gpointer      data,
                                  double        x,
                                  double        y);

G_END_DECLS
