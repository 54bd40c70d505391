/* Text as French readers and writers need it. Thread: any. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For comparing and searching: no case, no accents, œ→oe, æ→ae, apostrophes and hyphens → a
 * space, runs of spaces → one. One function for index and query. */
char     *mlg_fold            (const char *text);

/* The folded words joined where an apostrophe stood ("ndiaye" for N'Diaye), or NULL if the same. */
char     *mlg_fold_joined     (const char *text);

/* A key whose bytes sort as French lists do: accents after letters, leading articles aside. */
char     *mlg_sort_key        (const char *text);

/* True when each word of @folded_needle begins a word of @folded_text. */
gboolean  mlg_fold_matches    (const char *folded_text,
                               const char *folded_needle);

/* Edit distance (Levenshtein, 1966) of two folded texts, or max + 1 as soon as it is larger. */
guint     mlg_edit_distance   (const char *a,
                               const char *b,
                               guint       max);

/* For comparing names of organisations: folded, legal forms ("association", "SCOP"…) and
 * articles dropped. */
char     *mlg_name_core       (const char *name);

/* French typography: narrow no-break spaces before ; : ! ? », after «, ’ for '. */
char     *mlg_typeset         (const char *text);

/* "71 acteurs": a number with narrow no-break thousands separators in French. */
char     *mlg_format_count    (guint64     n);

G_END_DECLS
