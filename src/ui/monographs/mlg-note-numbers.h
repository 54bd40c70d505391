/* The notes of a monograph, numbered as its pages number them (document/mlg-document-build.c): in
 * the order of the text, a record that is named for the first time and the end of a section bringing
 * the notes of their sources.
 */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* @editors: MlgSectionEditor, in order. @n_sources: what was asked of the file before, to be emptied
 * when the file changes. */
void mlg_note_numbers_show (MlgProject *project,
                            GPtrArray  *editors,
                            GHashTable *n_sources);

G_END_DECLS
