/* A file of parts, as word processors have it: written in memory, and the parts of somebody's own
 * model read, within bounds.
 *
 * Thread: one at a time.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MlgOfficeFile MlgOfficeFile;

MlgOfficeFile *mlg_office_file_new     (void);
void           mlg_office_file_free    (MlgOfficeFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgOfficeFile, mlg_office_file_free)
/* @stored: as it is, not made smaller. The first one added comes first. */
void           mlg_office_file_add     (MlgOfficeFile *self,
                                        const char    *name,
                                        GBytes        *bytes,
                                        gboolean       stored);
/* Takes @text. */
void           mlg_office_file_add_text (MlgOfficeFile *self,
                                        const char    *name,
                                        GString       *text);
GBytes        *mlg_office_file_finish  (MlgOfficeFile *self,
                                        GError       **error);

/* The parts of a model whose name begins with one of @prefixes (NULL-terminated): name → GBytes.
 * NULL: it is no such file. */
GHashTable    *mlg_office_file_read    (const char        *path,
                                        const char *const *prefixes,
                                        GError           **error);

/* & < > " as they must be; what XML cannot hold is left out. */
void           mlg_office_append       (GString       *xml,
                                        const char    *text);
/* The same between @open and @close. */
void           mlg_office_append_in    (GString       *xml,
                                        const char    *open,
                                        const char    *text,
                                        const char    *close);
/* Word processors ask apart for letters of Arabic and of Chinese: they look like the others. */
void           mlg_office_say_for_all  (GString       *xml,
                                        const char    *pattern,
                                        const char    *replacement);

G_END_DECLS
