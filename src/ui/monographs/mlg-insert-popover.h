/* « Insérer »: what the file has that a text may show or cite. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_INSERT_POPOVER (mlg_insert_popover_get_type ())
G_DECLARE_FINAL_TYPE (MlgInsertPopover, mlg_insert_popover, MLG, INSERT_POPOVER, GtkPopover)

typedef enum
{
  MLG_INSERT_FIGURE,      /* an address of a live block */
  MLG_INSERT_PHOTO,       /* "" */
  MLG_INSERT_VERBATIM,    /* an id */
  MLG_INSERT_RECORD,      /* an address of a record */
  MLG_INSERT_SOURCE,      /* an address of a source_link */
  MLG_INSERT_DOCUMENT,    /* an id: a source is to be made of it */
  MLG_INSERT_DATA,        /* an id */
  MLG_INSERT_NOTE,        /* its words */
  MLG_INSERT_LINK,        /* an address; "": none any more */
} MlgInsertKind;

/* Signal "chosen" (int kind, char *what). */

GtkWidget *mlg_insert_popover_new           (void);
void       mlg_insert_popover_set_focus     (MlgInsertPopover *self,
                                             MlgFocus         *focus);
void       mlg_insert_popover_set_monograph (MlgInsertPopover *self,
                                             MlgRecord        *monograph);

G_END_DECLS
