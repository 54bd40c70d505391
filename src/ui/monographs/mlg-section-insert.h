/* What « Insérer » chose, put in a section. */

#pragma once

#include "ui/monographs/mlg-insert-popover.h"
#include "ui/monographs/mlg-section-editor.h"

G_BEGIN_DECLS

gboolean mlg_section_insert (MlgSectionEditor  *editor,
                             MlgProject        *project,
                             MlgInsertKind      kind,
                             const char        *what,
                             GError           **error);

G_END_DECLS
