/* Names of French structures made shorter, as people do when they write them on a sticky note. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* « Communauté de communes du Pays de Saugues » → « CC du Pays de Saugues »; « Réseau des Relais
 * Locaux (RRL) » → « RRL ». NULL: nothing to shorten. Full. */
char *mlg_short_name_new (const char *name);

G_END_DECLS
