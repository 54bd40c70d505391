/* A slider with two handles on one line: where a stretch begins and where it ends. Each handle takes the
 * keyboard: arrows move it by one step, Page Up and Page Down by ten, Home and End to the end of the line.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_RANGE_SLIDER (mlg_range_slider_get_type ())
G_DECLARE_FINAL_TYPE (MlgRangeSlider, mlg_range_slider, MLG, RANGE_SLIDER, GtkWidget)

/* Signal "changed" when a hand or a key moved a handle. */

GtkWidget *mlg_range_slider_new        (void);
/* Steps 0 … @n_steps − 1. */
void       mlg_range_slider_set_steps  (MlgRangeSlider *self,
                                        guint           n_steps);
void       mlg_range_slider_set_values (MlgRangeSlider *self,
                                        guint           first,
                                        guint           last);
guint      mlg_range_slider_get_first  (MlgRangeSlider *self);
guint      mlg_range_slider_get_last   (MlgRangeSlider *self);
/* What each handle is called where it stands, for those who cannot see it. */
void       mlg_range_slider_set_words  (MlgRangeSlider *self,
                                        const char     *first,
                                        const char     *last);

G_END_DECLS
