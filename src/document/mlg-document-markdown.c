/* The monograph as Markdown: through the same writer as the editor, so that nothing written is
 * taken for a mark.
 */

#include "document/mlg-document-private.h"

#include <glib/gi18n-lib.h>

static void
add_text (MlgRichText      *text,
          MlgParagraphKind  kind,
          guint             level,
          const char       *words,
          MlgStyle          style)
{
  if (words != NULL)
    mlg_paragraph_add_run (mlg_rich_text_add_paragraph (text, kind, level), words, -1, style, NULL);
}

static void
add_runs (MlgParagraph   *paragraph,
          const MlgBlock *block,
          MlgStyle        style)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (block->runs, i);

      if (run->note != NULL)
        mlg_paragraph_add_note (paragraph, run->note);
      else
        mlg_paragraph_add_run (paragraph, run->text, -1, run->style | style, run->link);
    }
}

static void
add_block (MlgRichText    *text,
           const MlgBlock *block)
{
  MlgParagraphKind kind = MLG_PARAGRAPH_TEXT;
  MlgStyle style = MLG_STYLE_PLAIN;
  guint level = 0;

  switch (block->kind)
    {
    case MLG_BLOCK_PART:
      kind = MLG_PARAGRAPH_HEADING;
      level = 2;
      break;
    case MLG_BLOCK_QUESTION:
      kind = MLG_PARAGRAPH_HEADING;
      level = 3;
      break;
    case MLG_BLOCK_HEADING:
      style = MLG_STYLE_BOLD;
      break;
    case MLG_BLOCK_ITEM:
      kind = block->number > 0 ? MLG_PARAGRAPH_NUMBER : MLG_PARAGRAPH_BULLET;
      level = block->level;
      break;
    case MLG_BLOCK_QUOTATION:
    case MLG_BLOCK_ATTRIBUTION:
    case MLG_BLOCK_TO_COMPLETE:
      kind = MLG_PARAGRAPH_QUOTATION;
      break;
    case MLG_BLOCK_NOTICE:
    case MLG_BLOCK_FIGURE:
      style = MLG_STYLE_ITALIC;
      break;
    default:
      break;
    }

  add_runs (mlg_rich_text_add_paragraph (text, kind, level), block, style);
}

char *
mlg_document_to_markdown (MlgDocument *self)
{
  g_autoptr(MlgRichText) text = mlg_rich_text_new ();
  g_autofree char *markdown = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  add_text (text, MLG_PARAGRAPH_HEADING, 1, self->title, MLG_STYLE_PLAIN);
  add_text (text, MLG_PARAGRAPH_TEXT, 0, self->subtitle, MLG_STYLE_ITALIC);
  add_text (text, MLG_PARAGRAPH_TEXT, 0, self->authors, MLG_STYLE_PLAIN);
  add_text (text, MLG_PARAGRAPH_TEXT, 0, self->author_mode, MLG_STYLE_PLAIN);
  add_text (text, MLG_PARAGRAPH_TEXT, 0, self->date, MLG_STYLE_PLAIN);
  add_text (text, MLG_PARAGRAPH_TEXT, 0, self->licence, MLG_STYLE_PLAIN);
  if (self->draft)
    add_text (text, MLG_PARAGRAPH_TEXT, 0, _("Working version"), MLG_STYLE_BOLD);

  for (guint i = 0; i < self->blocks->len; i++)
    add_block (text, g_ptr_array_index (self->blocks, i));

  mlg_rich_text_normalise (text);
  markdown = mlg_rich_text_to_markdown (text);
  return g_strconcat (markdown, "\n", NULL);
}
