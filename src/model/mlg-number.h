/* Numbers as text: read as the French write them, kept canonical, shown with narrow spaces.
 * Never through a double: what was typed is what is kept.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "1 500,50" → "1500.5"; NULL: not a number, or one shortened by a spreadsheet ("1,23E+13"). */
char     *mlg_number_parse       (const char *text);

/* Same, without decimals: "30 000" → "30000"; NULL when it has some. */
char     *mlg_number_parse_whole (const char *text);

/* Same, in euros: "30 000 €", "30 k€", "12,5" → "30000", "30000", "12.50". */
char     *mlg_number_parse_money (const char *text);

/* "1,23E+13" */
gboolean  mlg_number_is_damaged  (const char *text);

/* "30000.5" → "30 000,5" in French. */
char     *mlg_number_to_display  (const char *canonical);

G_END_DECLS
