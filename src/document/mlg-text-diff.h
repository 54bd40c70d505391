/* Two texts side by side: which paragraphs answer each other, and which words of them differ.
 * Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_DIFF_SAME,
  MLG_DIFF_CHANGED,
  MLG_DIFF_ADDED,         /* on the right alone */
  MLG_DIFF_REMOVED,       /* on the left alone */
} MlgDiffKind;

/* Bytes of a paragraph that the other side does not have. */
typedef struct
{
  gsize start, end;
} MlgDiffSpan;

typedef struct
{
  MlgDiffKind  kind;
  char        *left, *right;                  /* paragraphs; "" where there is none */
  GArray      *left_spans, *right_spans;      /* MlgDiffSpan */
} MlgDiffRow;

/* Paragraphs are lines. Array of MlgDiffRow, in the order of reading. */
GPtrArray *mlg_text_diff (const char *left,
                          const char *right);

G_END_DECLS
