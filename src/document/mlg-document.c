/* A monograph laid out: its life, and its files. */

#include "document/mlg-document-private.h"
#include "model/mlg-text.h"

#include <glib/gi18n-lib.h>
#include <gio/gio.h>
#include <string.h>

MlgBlock *
mlg_block_new (MlgBlockKind kind)
{
  MlgBlock *block = g_new0 (MlgBlock, 1);
  MlgRichText *holder = mlg_rich_text_new ();
  MlgParagraph *paragraph = mlg_rich_text_add_paragraph (holder, MLG_PARAGRAPH_TEXT, 0);

  /* The runs free themselves as a paragraph's do. */
  block->kind = kind;
  block->runs = g_ptr_array_ref (paragraph->runs);
  mlg_rich_text_free (holder);
  return block;
}

void
mlg_block_free (gpointer data)
{
  MlgBlock *block = data;

  if (block->figure != NULL && block->figure->destroy != NULL)
    block->figure->destroy (block->figure->data);
  if (block->figure != NULL)
    g_free (block->figure->alternative);
  g_free (block->figure);
  if (block->kind == MLG_BLOCK_TABLE)
    mlg_live_drawing_free (block->drawing);
  g_clear_pointer (&block->live, mlg_live_free);
  g_clear_pointer (&block->ask, g_ptr_array_unref);
  g_ptr_array_unref (block->runs);
  g_free (block);
}

char *
mlg_block_dup_text (const MlgBlock *block)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < block->runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (block->runs, i);

      if (run->note == NULL)
        g_string_append (text, run->text);
    }

  return g_string_free (text, FALSE);
}

guint
mlg_document_note_number (const MlgRun *run)
{
  return run->note != NULL ? (guint) g_ascii_strtoull (run->text, NULL, 10) : 0;
}

gboolean
mlg_link_is_safe (const char *link)
{
  static const char *const schemes[] = { "https:", "http:", "mailto:", "tel:" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (link, schemes[i], strlen (schemes[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

static char *
typeset_or_null (const char *text)
{
  return is_blank (text) ? NULL : mlg_typeset (text);
}

/* ---- public */

MlgDocument *
mlg_document_new (const MlgMonograph *monograph)
{
  MlgDocument *self;

  g_return_val_if_fail (monograph != NULL, NULL);

  self = g_new0 (MlgDocument, 1);
  self->title = is_blank (monograph->title) ? g_strdup (_("Monograph")) : mlg_typeset (monograph->title);
  self->subtitle = typeset_or_null (monograph->subtitle);
  self->authors = typeset_or_null (monograph->authors);
  self->author_mode = typeset_or_null (monograph->author_mode);
  self->licence = typeset_or_null (monograph->licence);
  self->date = typeset_or_null (monograph->date);
  self->state = typeset_or_null (monograph->state);
  self->language = g_strdup (is_blank (monograph->language) ? "fr" : monograph->language);
  self->draft = monograph->draft;
  self->dossier = monograph->dossier;
  self->reading_copy = monograph->reading_copy;
  self->short_form = monograph->short_form;
  self->blocks = g_ptr_array_new_with_free_func (mlg_block_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  mlg_document_build (self, monograph);
  return self;
}

guint
mlg_document_get_level (const MlgDocument *self,
                        const MlgBlock    *block)
{
  switch (block->kind)
    {
    case MLG_BLOCK_CHAPTER:  return 2;
    case MLG_BLOCK_PART:     return self->dossier ? 3 : 2;
    case MLG_BLOCK_QUESTION: return self->dossier ? 4 : 3;
    case MLG_BLOCK_HEADING:  return CLAMP (block->number, 2, 6);
    default:                 return 0;
    }
}

double
mlg_document_get_left (const MlgDocument *self)
{
  return self->reading_copy ? MLG_READING_LEFT : MLG_TEXT_LEFT;
}

void
mlg_document_free (MlgDocument *self)
{
  if (self == NULL)
    return;

  mlg_document_clear_layout (self);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->authors);
  g_free (self->author_mode);
  g_free (self->licence);
  g_free (self->date);
  g_free (self->language);
  g_free (self->state);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

void
mlg_document_add_figure (MlgDocument    *self,
                         const char     *caption,
                         double          width,
                         double          height,
                         MlgFigureFunc   draw,
                         gpointer        data,
                         GDestroyNotify  destroy)
{
  g_autofree char *typeset = mlg_typeset (is_blank (caption) ? _("Figure") : caption);
  MlgParagraph paragraph = { 0 };
  MlgBlock *block;
  double scale;

  g_return_if_fail (self != NULL && draw != NULL);
  g_return_if_fail (width > 0 && height > 0);

  mlg_document_clear_layout (self);
  scale = MIN (1.0, MIN (MLG_TEXT_WIDTH / width, MLG_TEXT_HEIGHT * 0.8 / height));

  block = mlg_document_add_block (self, MLG_BLOCK_FIGURE);
  block->figure = g_new0 (MlgFigure, 1);
  block->figure->draw = draw;
  block->figure->data = data;
  block->figure->destroy = destroy;
  block->figure->width = width * scale;
  block->figure->height = height * scale;
  paragraph.runs = block->runs;
  mlg_paragraph_add_run (&paragraph, typeset, -1, MLG_STYLE_PLAIN, NULL);
}

gboolean
mlg_write_whole (const char    *path,
                 gconstpointer  bytes,
                 gsize          length,
                 GError       **error)
{
  return g_file_set_contents_full (path, bytes, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, error);
}

gboolean
mlg_document_write_pdf (MlgDocument  *self,
                        const char   *path,
                        GError      **error)
{
  g_autoptr(GBytes) pdf = mlg_document_to_pdf (self, error);

  return pdf != NULL && mlg_write_whole (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), error);
}

gboolean
mlg_document_write_html (MlgDocument  *self,
                         const char   *path,
                         GError      **error)
{
  g_autofree char *html = mlg_document_to_html (self);

  return mlg_write_whole (path, html, strlen (html), error);
}

gboolean
mlg_document_write_markdown (MlgDocument  *self,
                             const char   *path,
                             GError      **error)
{
  g_autofree char *markdown = mlg_document_to_markdown (self);

  return mlg_write_whole (path, markdown, strlen (markdown), error);
}
