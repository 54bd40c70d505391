/* What the bytes of a text file mean. Spreadsheets do not say; the whole file is looked at
 * before choosing, because one accent may stand on the last line.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_ENCODING_UTF8,
  MLG_ENCODING_UTF16_LE,
  MLG_ENCODING_UTF16_BE,
  MLG_ENCODING_WINDOWS_1252,
  MLG_ENCODING_MAC_ROMAN,
  MLG_N_ENCODINGS,
} MlgEncoding;

MlgEncoding  mlg_encoding_guess    (const char   *bytes,
                                    gsize         length);

/* Name for people: "Windows (Western Europe)". Translated. */
const char  *mlg_encoding_get_label (MlgEncoding  encoding);
/* "utf-8", "windows-1252"…; FALSE if unknown. */
gboolean     mlg_encoding_parse    (const char   *name,
                                    MlgEncoding  *encoding);
const char  *mlg_encoding_get_name (MlgEncoding   encoding);

/* UTF-8 without byte order mark, always valid. What cannot be read becomes U+FFFD and is counted in
 * @n_lost (may be NULL). Where two lists were pasted together, the bytes that are no UTF-8 are read as
 * Windows would: see mlg_encoding_count_foreign_lines. NUL bytes become spaces. */
char        *mlg_encoding_to_utf8  (MlgEncoding   encoding,
                                    const char   *bytes,
                                    gsize         length,
                                    gsize        *utf8_length,
                                    guint        *n_lost);

/* Lines that are read in another encoding than @encoding: where two lists were pasted together. */
guint        mlg_encoding_count_foreign_lines (MlgEncoding encoding,
                                               const char *bytes,
                                               gsize       length);

/* « Ã©tÃ© »: UTF-8 that some program took for Windows-1252 and wrote again as UTF-8. @text is such UTF-8,
 * replaced by what it said at first; the number of places restored. A text that is right for the most part
 * stays as it is. */
guint        mlg_encoding_restore_twice_encoded (char **text,
                                                 gsize *length);

G_END_DECLS
