/* The tree of blocks, from a monograph as it is read: what its texts name by address takes its
 * place, notes are numbered, what waits for consent is left out. */

#include "document/mlg-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

#define FEW_SECTIONS 24      /* fewer are not worth a thread */

typedef struct
{
  MlgDocument        *document;
  const MlgMonograph *monograph;
  const char         *chapter, *part;     /* as they stand; lent */
  GHashTable         *noted;              /* addresses whose source is a note already; lent */
  guint               depth;              /* of the last heading */
  guint               n_quotations;       /* under this part */
  MlgRichText       **texts;              /* of each section, read before */
} Builder;

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

MlgBlock *
mlg_document_add_block (MlgDocument  *self,
                        MlgBlockKind  kind)
{
  MlgBlock *block = mlg_block_new (kind);

  g_ptr_array_add (self->blocks, block);
  return block;
}

void
mlg_block_add_words (MlgBlock   *block,
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
    case MLG_PARAGRAPH_FIGURE:
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

/* ---- texts */

static void
add_figure (Builder            *builder,
            const MlgParagraph *paragraph)
{
  const MlgRun *run = g_ptr_array_index (paragraph->runs, 0);
  MlgLive *live = g_hash_table_lookup (builder->monograph->lives, run->link);

  if (live != NULL)
    mlg_document_add_live (builder->document, live, run->text);
  else if (strcmp (run->text, MLG_LIVE_NO_ALT) != 0)
    mlg_block_add_words (mlg_document_add_block (builder->document, MLG_BLOCK_TEXT), run->text, MLG_STYLE_ITALIC, NULL);
}

/* A record is called what it is called now; where it comes from is noted the first time. */
static void
add_linked_run (Builder      *builder,
                MlgBlock     *block,
                const MlgRun *run)
{
  const char *name = g_hash_table_lookup (builder->monograph->names, run->link);
  const char *note = g_hash_table_lookup (builder->monograph->source_notes, run->link);

  mlg_block_add_words (block, name != NULL ? name : run->text, run->style, mlg_link_is_safe (run->link) ? run->link : NULL);
  if (note != NULL && g_hash_table_add (builder->noted, (gpointer) g_intern_string (run->link)))
    add_note (builder->document, block, note);
}

static void
add_body_run (Builder      *builder,
              MlgBlock     *block,
              const MlgRun *run)
{
  const char *source;

  if (run->note != NULL && mlg_note_is_source (run->note))
    {
      source = g_hash_table_lookup (builder->monograph->source_notes, run->note);
      add_note (builder->document, block, source != NULL ? source : _("This source is no longer in the file."));
    }
  else if (run->note != NULL)
    add_note (builder->document, block, run->note);
  else if (run->link != NULL)
    add_linked_run (builder, block, run);
  else
    mlg_block_add_words (block, run->text, run->style, NULL);
}

static const char *
verbatim_of (const MlgParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (paragraph->runs, i);

      if (run->link != NULL && g_str_has_prefix (run->link, MLG_LIVE_SCHEME "verbatim/"))
        return run->link;
    }
  return NULL;
}

/* Who said it: a last line that begins with a dash and names the verbatim. */
static gboolean
is_attribution (const MlgParagraph *paragraph)
{
  const MlgRun *first = paragraph->runs->len > 0 ? g_ptr_array_index (paragraph->runs, 0) : NULL;

  return paragraph->kind == MLG_PARAGRAPH_QUOTATION && first != NULL && verbatim_of (paragraph) != NULL &&
         (g_str_has_prefix (first->text, "—") || g_str_has_prefix (first->text, "–"));
}

/* The quotation that begins at @from ends with the paragraph that says who spoke, or with the last one. */
static guint
find_quotation_end (const MlgRichText *text,
                    guint              from)
{
  guint end = from;

  while (end < text->paragraphs->len)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, end);

      if (paragraph->kind != MLG_PARAGRAPH_QUOTATION)
        break;
      end++;
      if (verbatim_of (paragraph) != NULL)
        break;
    }
  return end;
}

static gboolean
is_withheld (Builder           *builder,
             const MlgRichText *text,
             guint              from,
             guint              end)
{
  for (guint i = from; i < end; i++)
    {
      const char *verbatim = verbatim_of (g_ptr_array_index (text->paragraphs, i));

      if (verbatim != NULL && g_hash_table_contains (builder->monograph->withheld, verbatim))
        return TRUE;
    }
  return FALSE;
}

/* Two lines of one paragraph, the second « — [name](…) »: the second stands for itself. */
static MlgBlock *
split_attribution (Builder  *builder,
                   MlgBlock *block,
                   const char **text)
{
  const char *cut = g_strrstr (*text, MLG_LINE_BREAK_UTF8 "—");
  g_autofree char *before = NULL;

  if (cut == NULL)
    return block;
  before = g_strndup (*text, cut - *text);
  mlg_block_add_words (block, before, MLG_STYLE_PLAIN, NULL);
  *text = cut + strlen (MLG_LINE_BREAK_UTF8);
  return mlg_document_add_block (builder->document, MLG_BLOCK_ATTRIBUTION);
}

static void
add_paragraph (Builder            *builder,
               const MlgParagraph *paragraph,
               guint               number)
{
  MlgBlock *block = mlg_document_add_block (builder->document, is_attribution (paragraph) ? MLG_BLOCK_ATTRIBUTION : block_kind_of (paragraph));
  gboolean quotes = block->kind == MLG_BLOCK_QUOTATION && verbatim_of (paragraph) != NULL;

  block->level = block->kind == MLG_BLOCK_HEADING ? 0 : paragraph->level;
  block->number = block->kind == MLG_BLOCK_HEADING ? builder->depth + 1 : number;
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      MlgRun run = *(const MlgRun *) g_ptr_array_index (paragraph->runs, i);
      const char *text = run.text;

      if (quotes && run.note == NULL && run.link == NULL)
        block = split_attribution (builder, block, &text);
      run.text = (char *) text;
      add_body_run (builder, block, &run);
    }
}

static void
add_body (Builder           *builder,
          const MlgRichText *text)
{
  guint counts[MLG_MAX_ITEM_LEVEL + 1] = { 0 };
  gboolean told = FALSE;

  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, i);
      guint end = paragraph->kind == MLG_PARAGRAPH_QUOTATION ? find_quotation_end (text, i) : i;

      if (end > i && is_withheld (builder, text, i, end))
        {
          i = end - 1;
          continue;
        }
      if (paragraph->kind == MLG_PARAGRAPH_FIGURE)
        {
          if (!builder->document->short_form || !told)
            add_figure (builder, paragraph);
          continue;
        }
      if (builder->document->short_form && told)
        continue;
      told |= paragraph->kind == MLG_PARAGRAPH_TEXT;
      add_paragraph (builder, paragraph, count_item (paragraph, counts));
    }
}

/* ---- quotations, what is missing, credits */

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

/* Many functions already name the structure: « directrice de l’Entraide », « directeur des Ateliers ». */
static gboolean
names_structure (const char *function,
                 const char *structure)
{
  static const char *const articles[] = { "", "Les ", "Le ", "La ", "L’", "L'" };

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    if (g_str_has_prefix (structure, articles[i]) && strstr (function, structure + strlen (articles[i])) != NULL)
      return TRUE;
  return FALSE;
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
  mlg_block_add_words (mlg_document_add_block (self, MLG_BLOCK_QUOTATION), quoted, MLG_STYLE_PLAIN, NULL);

  append_part (who, quotation->speaker);
  append_part (who, quotation->function);
  if (!is_blank (quotation->structure) && (is_blank (quotation->function) || !names_structure (quotation->function, quotation->structure)))
    append_part (who, quotation->structure);
  append_part (who, quotation->date);
  if (who->len > 0)
    {
      g_string_prepend (who, "—\xc2\xa0");
      mlg_block_add_words (mlg_document_add_block (self, MLG_BLOCK_ATTRIBUTION), who->str, MLG_STYLE_PLAIN, NULL);
    }
}

static void
add_to_complete (MlgDocument     *self,
                 const char      *heading,
                 const GPtrArray *questions)
{
  MlgBlock *block = mlg_document_add_block (self, MLG_BLOCK_TO_COMPLETE);

  mlg_block_add_words (block, heading, MLG_STYLE_BOLD, NULL);
  for (guint i = 0; i < questions->len; i++)
    {
      mlg_block_add_words (block, MLG_LINE_BREAK_UTF8, MLG_STYLE_PLAIN, NULL);
      mlg_block_add_words (block, g_ptr_array_index (questions, i), MLG_STYLE_PLAIN, NULL);
    }
}

/* ---- sections */

static void
begin_chapter (Builder                   *builder,
               const MlgMonographSection *section)
{
  MlgDocument *self = builder->document;

  if (is_blank (section->chapter) || (g_strcmp0 (section->chapter, builder->chapter) == 0 && section->chapter_front == NULL))
    return;

  builder->chapter = section->chapter;
  builder->part = NULL;
  builder->depth = 2;
  mlg_block_add_words (mlg_document_add_block (self, MLG_BLOCK_CHAPTER), section->chapter, MLG_STYLE_PLAIN, NULL);
  if (!is_blank (section->chapter_front))
    mlg_block_add_words (mlg_document_add_block (self, MLG_BLOCK_FRONT), section->chapter_front, MLG_STYLE_PLAIN, NULL);
}

static void
add_part (Builder    *builder,
          const char *heading)
{
  mlg_block_add_words (mlg_document_add_block (builder->document, MLG_BLOCK_PART), heading, MLG_STYLE_PLAIN, NULL);
  builder->depth = builder->document->dossier ? 3 : 2;
  builder->n_quotations = 0;
}

/* What a reader is asked beside this. */
static void
ask_in_margin (MlgBlock                  *block,
               const MlgMonographSection *section)
{
  block->ask = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (block->ask, g_strdup (_("Is this right? What is missing, or should be said otherwise?")));
  for (guint i = 0; i < section->to_complete->len; i++)
    g_ptr_array_add (block->ask, mlg_typeset (g_ptr_array_index (section->to_complete, i)));
}

static void
begin_section (Builder                   *builder,
               const MlgMonographSection *section)
{
  MlgDocument *self = builder->document;
  guint before;

  begin_chapter (builder, section);
  before = self->blocks->len;
  if (!is_blank (section->heading) && g_strcmp0 (section->heading, builder->part) != 0)
    {
      builder->part = section->heading;
      add_part (builder, section->heading);
    }
  if (!is_blank (section->question) && builder->part == NULL)
    {
      builder->part = section->question;
      add_part (builder, section->question);
    }
  else if (!is_blank (section->question))
    {
      mlg_block_add_words (mlg_document_add_block (self, MLG_BLOCK_QUESTION), section->question, MLG_STYLE_PLAIN, NULL);
      builder->depth = self->dossier ? 4 : 3;
    }
  if (self->reading_copy && self->blocks->len > before)
    ask_in_margin (g_ptr_array_index (self->blocks, self->blocks->len - 1), section);
}

/* At the end of the last line of words. */
static void
add_section_notes (Builder                   *builder,
                   const MlgMonographSection *section,
                   guint                      first)
{
  MlgDocument *self = builder->document;

  for (guint i = self->blocks->len; i > first; i--)
    {
      MlgBlock *block = g_ptr_array_index (self->blocks, i - 1);

      if (block->kind == MLG_BLOCK_ROW)
        continue;
      for (guint k = 0; k < section->notes->len; k++)
        add_note (self, block, g_ptr_array_index (section->notes, k));
      return;
    }
}

static void
add_section (Builder                   *builder,
             const MlgMonographSection *section,
             const MlgRichText         *text)
{
  MlgDocument *self = builder->document;
  guint first;

  begin_section (builder, section);
  first = self->blocks->len;
  if (is_blank (section->body) && self->draft)
    add_to_complete (self, _("To complete"), section->to_complete);
  else
    add_body (builder, text);
  add_section_notes (builder, section, first);

  for (guint i = 0; i < section->quotations->len; i++)
    if (!self->short_form || builder->n_quotations++ == 0)
      add_quotation (self, g_ptr_array_index (section->quotations, i));

  if (self->draft && !is_blank (section->body) && section->to_complete->len > 0)
    add_to_complete (self, _("Still to be asked"), section->to_complete);
}

static gboolean
is_left_out (const MlgDocument         *self,
             const MlgMonographSection *section)
{
  gboolean empty = is_blank (section->body) && section->quotations->len == 0;

  return empty && (!self->draft || (self->short_form && section->to_complete->len == 0));
}

static void
add_missing (Builder         *builder,
             const GPtrArray *missing)
{
  g_autofree char *text = NULL;
  MlgBlock *block;

  if (missing->len == 0)
    return;

  text = g_strdup_printf (ngettext ("%u guiding question has no answer yet; it is left out of this version:",
                                    "%u guiding questions have no answer yet; they are left out of this version:",
                                    missing->len), missing->len);
  block = mlg_document_add_block (builder->document, MLG_BLOCK_NOTICE);
  mlg_block_add_words (block, text, MLG_STYLE_PLAIN, NULL);
  for (guint i = 0; i < missing->len; i++)
    {
      mlg_block_add_words (block, MLG_LINE_BREAK_UTF8, MLG_STYLE_PLAIN, NULL);
      mlg_block_add_words (block, g_ptr_array_index (missing, i), MLG_STYLE_PLAIN, NULL);
    }
}

static void
add_credits (MlgDocument     *self,
             const GPtrArray *credits)
{
  if (credits->len == 0)
    return;

  mlg_block_add_words (mlg_document_add_block (self, self->dossier ? MLG_BLOCK_CHAPTER : MLG_BLOCK_PART), _("Credits"), MLG_STYLE_PLAIN, NULL);
  for (guint i = 0; i < credits->len; i++)
    mlg_block_add_words (mlg_document_add_block (self, MLG_BLOCK_CREDIT), g_ptr_array_index (credits, i), MLG_STYLE_PLAIN, NULL);
}

/* ---- texts are read by as many threads as there are processors */

typedef struct
{
  const GPtrArray *sections;
  MlgRichText    **texts;
  guint            from, to;
} Share;

static gpointer
read_share (gpointer data)
{
  Share *share = data;

  for (guint i = share->from; i < share->to; i++)
    share->texts[i] = mlg_rich_text_from_markdown (((const MlgMonographSection *) g_ptr_array_index (share->sections, i))->body);
  return NULL;
}

static void
read_all (const GPtrArray  *sections,
          MlgRichText     **texts)
{
  guint half = sections->len < FEW_SECTIONS || g_get_num_processors () < 2 ? 0 : sections->len / 2;
  Share first = { sections, texts, 0, half }, second = { sections, texts, half, sections->len };
  GThread *thread = half > 0 ? g_thread_new ("texts", read_share, &first) : NULL;

  read_share (&second);
  if (thread != NULL)
    g_thread_join (thread);
}

void
mlg_document_build (MlgDocument        *self,
                    const MlgMonograph *monograph)
{
  g_autoptr(GHashTable) noted = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, NULL);
  g_autoptr(GPtrArray) missing = g_ptr_array_new ();
  g_autofree MlgRichText **texts = g_new0 (MlgRichText *, monograph->sections->len + 1);
  Builder builder = { .document = self, .monograph = monograph, .noted = noted, .depth = 1, .texts = texts };

  read_all (monograph->sections, texts);
  for (guint i = 0; i < monograph->missing->len; i++)
    g_ptr_array_add (missing, g_ptr_array_index (monograph->missing, i));
  for (guint i = 0; i < monograph->sections->len; i++)
    {
      const MlgMonographSection *section = g_ptr_array_index (monograph->sections, i);

      if (!is_left_out (self, section))
        add_section (&builder, section, builder.texts[i]);
      else if (!section->optional && !self->draft && section->question != NULL)
        g_ptr_array_add (missing, section->question);
    }

  for (guint i = 0; i < monograph->sections->len; i++)
    mlg_rich_text_free (texts[i]);
  add_missing (&builder, missing);
  add_credits (self, monograph->credits);
}
