/* A monograph laid out: the tree of blocks, from a monograph as it is read. */

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
  g_free (block->figure);
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

/* ---- building */

static MlgBlock *
add_block (MlgDocument  *self,
           MlgBlockKind  kind)
{
  MlgBlock *block = mlg_block_new (kind);

  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_run (MlgBlock   *block,
         const char *text,
         MlgStyle    style,
         const char *link)
{
  MlgParagraph paragraph = { .runs = block->runs };
  g_autofree char *typeset = mlg_typeset (text);

  mlg_paragraph_add_run (&paragraph, typeset, -1, style, link);
}

/* Numbered through the whole monograph. */
static void
add_note (MlgDocument *self,
          MlgBlock    *block,
          const char  *note)
{
  MlgParagraph paragraph = { .runs = block->runs };
  guint before = block->runs->len;
  const MlgRun *last = before > 0 ? g_ptr_array_index (block->runs, before - 1) : NULL;
  g_autofree char *typeset = mlg_typeset (note);

  /* Two numbers side by side would read as one. */
  if (last != NULL && last->note != NULL)
    mlg_paragraph_add_run (&paragraph, "\xe2\x80\xaf", -1, MLG_STYLE_PLAIN, NULL);

  before = block->runs->len;
  mlg_paragraph_add_note (&paragraph, typeset);
  if (block->runs->len > before)
    {
      MlgRun *run = g_ptr_array_index (block->runs, before);

      g_ptr_array_add (self->notes, g_strdup (run->note));
      g_free (run->text);
      run->text = g_strdup_printf ("%u", self->notes->len);
    }
}

static MlgBlockKind
block_kind_of (const MlgParagraph *paragraph)
{
  switch (paragraph->kind)
    {
    case MLG_PARAGRAPH_HEADING:   return MLG_BLOCK_HEADING;
    case MLG_PARAGRAPH_BULLET:
    case MLG_PARAGRAPH_NUMBER:    return MLG_BLOCK_ITEM;
    case MLG_PARAGRAPH_QUOTATION: return MLG_BLOCK_QUOTATION;
    case MLG_PARAGRAPH_TEXT:
    default:                      return MLG_BLOCK_TEXT;
    }
}

/* The number an item shows; 0 for a bullet or no item. Deeper counts begin anew. */
static guint
count_item (const MlgParagraph *paragraph,
            guint              *counts)
{
  gboolean numbered = paragraph->kind == MLG_PARAGRAPH_NUMBER;
  guint level = MIN (paragraph->level, MLG_MAX_ITEM_LEVEL);
  guint from = numbered ? level + 1 : paragraph->kind == MLG_PARAGRAPH_BULLET ? level : 0;

  for (guint i = from; i <= MLG_MAX_ITEM_LEVEL; i++)
    counts[i] = 0;
  return numbered ? ++counts[level] : 0;
}

static void
add_body (MlgDocument *self,
          const char  *markdown)
{
  g_autoptr(MlgRichText) text = mlg_rich_text_from_markdown (markdown);
  guint counts[MLG_MAX_ITEM_LEVEL + 1] = { 0 };

  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, i);
      MlgBlock *block = add_block (self, block_kind_of (paragraph));

      block->level = paragraph->level;
      block->number = count_item (paragraph, counts);
      for (guint k = 0; k < paragraph->runs->len; k++)
        {
          const MlgRun *run = g_ptr_array_index (paragraph->runs, k);

          if (run->note != NULL)
            add_note (self, block, run->note);
          else
            add_run (block, run->text, run->style, run->link);
        }
    }
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

static void
append_part (GString    *text,
             const char *part)
{
  if (is_blank (part))
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

/* In guillemets, unless its author put them. */
static char *
quote (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (g_str_has_prefix (stripped, "«"))
    return g_steal_pointer (&stripped);
  return g_strdup_printf ("«\xe2\x80\xaf%s\xe2\x80\xaf»", stripped);
}

static void
add_quotation (MlgDocument        *self,
               const MlgQuotation *quotation)
{
  g_autoptr(GString) who = g_string_new (NULL);
  g_autofree char *quoted = NULL;

  if (is_blank (quotation->text))
    return;

  quoted = quote (quotation->text);
  add_run (add_block (self, MLG_BLOCK_QUOTATION), quoted, MLG_STYLE_PLAIN, NULL);

  append_part (who, quotation->speaker);
  append_part (who, quotation->function);
  /* Many functions already name the structure: « directrice de l’Entraide ». */
  if (!is_blank (quotation->structure) &&
      (is_blank (quotation->function) || strstr (quotation->function, quotation->structure) == NULL))
    append_part (who, quotation->structure);
  append_part (who, quotation->date);
  if (who->len > 0)
    {
      g_string_prepend (who, "—\xc2\xa0");
      add_run (add_block (self, MLG_BLOCK_ATTRIBUTION), who->str, MLG_STYLE_PLAIN, NULL);
    }
}

static void
add_to_complete (MlgDocument     *self,
                 const char      *heading,
                 const GPtrArray *questions)
{
  MlgBlock *block = add_block (self, MLG_BLOCK_TO_COMPLETE);

  add_run (block, heading, MLG_STYLE_BOLD, NULL);
  for (guint i = 0; i < questions->len; i++)
    {
      add_run (block, MLG_LINE_BREAK_UTF8, MLG_STYLE_PLAIN, NULL);
      add_run (block, g_ptr_array_index (questions, i), MLG_STYLE_PLAIN, NULL);
    }
}

static void
add_section (MlgDocument               *self,
             const MlgMonographSection *section,
             const char               **part)
{
  MlgBlock *last;

  if (!is_blank (section->heading) && g_strcmp0 (section->heading, *part) != 0)
    {
      *part = section->heading;
      add_run (add_block (self, MLG_BLOCK_PART), section->heading, MLG_STYLE_PLAIN, NULL);
    }
  if (!is_blank (section->question))
    add_run (add_block (self, MLG_BLOCK_QUESTION), section->question, MLG_STYLE_PLAIN, NULL);

  if (is_blank (section->body) && self->draft)
    add_to_complete (self, _("To complete"), section->to_complete);
  else
    add_body (self, section->body);

  last = self->blocks->len > 0 ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;
  for (guint i = 0; last != NULL && i < section->notes->len; i++)
    add_note (self, last, g_ptr_array_index (section->notes, i));

  for (guint i = 0; i < section->quotations->len; i++)
    add_quotation (self, g_ptr_array_index (section->quotations, i));

  if (self->draft && !is_blank (section->body) && section->to_complete->len > 0)
    add_to_complete (self, _("Still to be asked"), section->to_complete);
}

static gboolean
is_left_out (const MlgDocument         *self,
             const MlgMonographSection *section)
{
  return !self->draft && is_blank (section->body) && section->quotations->len == 0;
}

static void
add_notice (MlgDocument *self,
            guint        n_left_out)
{
  g_autofree char *text = NULL;

  if (n_left_out == 0)
    return;

  text = g_strdup_printf (ngettext ("%u guiding question has no answer yet; it is left out of this version.",
                                    "%u guiding questions have no answer yet; they are left out of this version.",
                                    n_left_out), n_left_out);
  add_run (add_block (self, MLG_BLOCK_NOTICE), text, MLG_STYLE_PLAIN, NULL);
}

static void
add_credits (MlgDocument     *self,
             const GPtrArray *credits)
{
  if (credits->len == 0)
    return;

  add_run (add_block (self, MLG_BLOCK_PART), _("Credits"), MLG_STYLE_PLAIN, NULL);
  for (guint i = 0; i < credits->len; i++)
    add_run (add_block (self, MLG_BLOCK_CREDIT), g_ptr_array_index (credits, i), MLG_STYLE_PLAIN, NULL);
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
  const char *part = NULL;
  guint n_left_out = 0;

  g_return_val_if_fail (monograph != NULL, NULL);

  self = g_new0 (MlgDocument, 1);
  self->title = is_blank (monograph->title) ? g_strdup (_("Monograph")) : mlg_typeset (monograph->title);
  self->subtitle = typeset_or_null (monograph->subtitle);
  self->authors = typeset_or_null (monograph->authors);
  self->author_mode = typeset_or_null (monograph->author_mode);
  self->licence = typeset_or_null (monograph->licence);
  self->date = typeset_or_null (monograph->date);
  self->language = g_strdup (is_blank (monograph->language) ? "fr" : monograph->language);
  self->draft = monograph->draft;
  self->blocks = g_ptr_array_new_with_free_func (mlg_block_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < monograph->sections->len; i++)
    {
      const MlgMonographSection *section = g_ptr_array_index (monograph->sections, i);

      if (!is_left_out (self, section))
        add_section (self, section, &part);
      else if (!section->optional)
        n_left_out++;
    }

  add_notice (self, n_left_out);
  add_credits (self, monograph->credits);
  return self;
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
  MlgBlock *block;
  double scale;

  g_return_if_fail (self != NULL && draw != NULL);
  g_return_if_fail (width > 0 && height > 0);

  mlg_document_clear_layout (self);
  scale = MIN (1.0, MIN (MLG_TEXT_WIDTH / width, MLG_TEXT_HEIGHT * 0.8 / height));

  block = add_block (self, MLG_BLOCK_FIGURE);
  block->figure = g_new0 (MlgFigure, 1);
  block->figure->draw = draw;
  block->figure->data = data;
  block->figure->destroy = destroy;
  block->figure->width = width * scale;
  block->figure->height = height * scale;
  add_run (block, is_blank (caption) ? _("Figure") : caption, MLG_STYLE_PLAIN, NULL);
}

static gboolean
write_whole (const char    *path,
             gconstpointer  bytes,
             gsize          length,
             GError       **error)
{
  return g_file_set_contents_full (path, bytes, length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, error);
}

gboolean
mlg_document_write_pdf (MlgDocument  *self,
                        const char   *path,
                        GError      **error)
{
  g_autoptr(GBytes) pdf = mlg_document_to_pdf (self, error);

  return pdf != NULL && write_whole (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), error);
}

gboolean
mlg_document_write_html (MlgDocument  *self,
                         const char   *path,
                         GError      **error)
{
  g_autofree char *html = mlg_document_to_html (self);

  return write_whole (path, html, strlen (html), error);
}

gboolean
mlg_document_write_markdown (MlgDocument  *self,
                             const char   *path,
                             GError      **error)
{
  g_autofree char *markdown = mlg_document_to_markdown (self);

  return write_whole (path, markdown, strlen (markdown), error);
}
