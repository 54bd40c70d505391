/* One sentence over the screen, until it is answered or no longer true. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_BANNER (mlg_banner_get_type ())
G_DECLARE_FINAL_TYPE (MlgBanner, mlg_banner, MLG, BANNER, GtkWidget)

/* Who speaks: a new sentence of the same kind replaces the old, and only that kind takes it away. The gravest
 * is shown, from a piece of news to an error; closed, it leaves the place to the next. */
typedef enum
{
  MLG_BANNER_NOTICE,     /* a piece of news */
  MLG_BANNER_STATE,      /* of the file: true until it changes */
  MLG_BANNER_ERROR,
} MlgBannerKind;

/* @action: detailed action name of the button @label; both may be NULL. */
void mlg_banner_say   (MlgBanner     *self,
                       MlgBannerKind  kind,
                       const char    *sentence,
                       const char    *label,
                       const char    *action);
void mlg_banner_unsay (MlgBanner     *self,
                       MlgBannerKind  kind);

G_END_DECLS
