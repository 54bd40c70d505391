/* The monograph as Markdown: through the same writer as the editor, so that nothing written is
 * taken for a mark. Tables and figures, which that writer does not know, hold their place with a
 * private mark, and take it after; the pictures themselves stand at the end of the file, where
 * they are in nobody's way.
 */

#include "document/mlg-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

#define PLACE_BEGIN "\xee\x88\x80"     /* U+E200 */
#define PLACE_END   "\xee\x88\x81"

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
add_place (MlgRichText *text,
           guint        index)
{
  g_autofree char *place = g_strdup_printf (PLACE_BEGIN "%u" PLACE_END, index);

  add_text (text, MLG_PARAGRAPH_TEXT, 0, place, MLG_STYLE_PLAIN);
}

static void
add_block (MlgRichText       *text,
           const MlgDocument *self,
           const MlgBlock    *block,
           guint              index)
{
  MlgParagraphKind kind = MLG_PARAGRAPH_TEXT;
  MlgStyle style = MLG_STYLE_PLAIN;
  guint level = mlg_document_get_level (self, block);

  switch (block->kind)
    {
    case MLG_BLOCK_CHAPTER:
    case MLG_BLOCK_PART:
    case MLG_BLOCK_QUESTION:
    case MLG_BLOCK_HEADING:
      kind = level <= MLG_MAX_HEADING ? MLG_PARAGRAPH_HEADING : MLG_PARAGRAPH_TEXT;
      style = level <= MLG_MAX_HEADING ? MLG_STYLE_PLAIN : MLG_STYLE_BOLD;
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
    case MLG_BLOCK_FRONT:
      style = MLG_STYLE_ITALIC;
      break;
    case MLG_BLOCK_TABLE:
    case MLG_BLOCK_FIGURE:
      add_place (text, index);
      style = MLG_STYLE_ITALIC;
      break;
    case MLG_BLOCK_ROW:
      return;
    default:
      break;
    }

  add_runs (mlg_rich_text_add_paragraph (text, kind, level), block, style);
}

/* ---- what takes its place after */

static void
append_cell (GString    *markdown,
             const char *cell)
{
  g_autofree char *typeset = mlg_typeset (cell);

  g_string_append_c (markdown, ' ');
  for (const char *p = typeset; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<&|", *p) != NULL)
        g_string_append_c (markdown, '\\');
      g_string_append_c (markdown, *p == '\n' ? ' ' : *p);
    }
  g_string_append (markdown, " |");
}

static void
append_row (GString         *markdown,
            const GPtrArray *cells)
{
  g_string_append_c (markdown, '|');
  for (guint k = 0; k < cells->len; k++)
    append_cell (markdown, g_ptr_array_index (cells, k));
}

static void
append_table (GString       *markdown,
              const MlgLive *live)
{
  append_row (markdown, live->columns);
  g_string_append (markdown, "\n|");
  for (guint k = 0; k < live->columns->len; k++)
    g_string_append (markdown, " --- |");
  for (guint i = 0; i < live->rows->len; i++)
    {
      g_string_append_c (markdown, '\n');
      append_row (markdown, g_ptr_array_index (live->rows, i));
    }
}

static void
append_figure (GString        *markdown,
               GString        *pictures,
               const MlgBlock *block,
               guint           index)
{
  g_autofree char *caption = mlg_block_dup_text (block);
  gboolean photo = block->figure->is_photo && block->live != NULL && block->live->image != NULL;
  g_autoptr(GBytes) bytes = photo ? g_bytes_ref (block->live->image) : mlg_figure_to_svg (block->figure);
  g_autofree char *data = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *alternative = block->figure->alternative != NULL ? block->figure->alternative : caption;

  g_string_append (markdown, "![");
  for (const char *p = alternative; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<&", *p) != NULL)
        g_string_append_c (markdown, '\\');
      g_string_append_c (markdown, *p == '\n' ? ' ' : *p);
    }
  g_string_append_printf (markdown, "][figure-%u]", index);
  g_string_append_printf (pictures, "\n[figure-%u]: <data:%s;base64,%s>\n", index,
                          photo && block->live->media_type != NULL ? block->live->media_type : "image/svg+xml", data);
}

static char *
take_places (const MlgDocument *self,
             const char        *written)
{
  GString *markdown = g_string_new (NULL);
  g_autoptr(GString) pictures = g_string_new (NULL);
  const char *p = written;

  for (const char *begin; (begin = strstr (p, PLACE_BEGIN)) != NULL;)
    {
      char *end;
      guint64 index = g_ascii_strtoull (begin + strlen (PLACE_BEGIN), &end, 10);
      const MlgBlock *block = index < self->blocks->len ? g_ptr_array_index (self->blocks, index) : NULL;

      g_string_append_len (markdown, p, begin - p);
      p = g_str_has_prefix (end, PLACE_END) ? end + strlen (PLACE_END) : begin + strlen (PLACE_BEGIN);
      if (block != NULL && block->kind == MLG_BLOCK_TABLE)
        append_table (markdown, block->live);
      else if (block != NULL && block->figure != NULL)
        append_figure (markdown, pictures, block, index);
    }
  g_string_append (markdown, p);
  g_string_append_c (markdown, '\n');
  g_string_append (markdown, pictures->str);
  return g_string_free (markdown, FALSE);
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
    add_block (text, self, g_ptr_array_index (self->blocks, i), i);

  mlg_rich_text_normalise (text);
  markdown = mlg_rich_text_to_markdown (text);
  return take_places (self, markdown);
}
