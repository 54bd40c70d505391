/* The two lists of Kumu, elements and connections, and lists of links with other names for the same columns:
 * source and target, « de » and « vers ».
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said of the whole partnership in each of its connections, in files of ours. */
#define MLG_KUMU_PAIR_PREFIX "partnership."

/* The same as the JSON of a map; NULL: there is nothing in it. */
GBytes *mlg_kumu_list_to_json (GBytes *bytes);
/* How sure it is that @bytes is such a list, as MlgReader has it; 0: it is not. */
guint   mlg_kumu_list_detect  (GBytes *bytes);

G_END_DECLS
