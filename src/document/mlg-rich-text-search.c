/* Words looked for in a rich text. */

#include "document/mlg-rich-text-search.h"

#include <string.h>

typedef struct
{
  gunichar c;          /* folded; 0: a note */
  guint    run;
  guint    offset;     /* bytes into the text of the run */
} Letter;

static gunichar
fold (gunichar c)
{
  if (c == 0x2019 || c == 0x2bc)
    return '\'';
  if (c == 0xa0 || c == 0x202f)
    return ' ';
  return g_unichar_tolower (c);
}

static GArray *
letters_of (const MlgParagraph *paragraph)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));

  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (paragraph->runs, i);
      Letter letter = { 0, i, 0 };

      if (run->note != NULL)
        g_array_append_val (letters, letter);
      for (const char *p = run->text; *p != '\0'; p = g_utf8_next_char (p))
        {
          letter.c = fold (g_utf8_get_char (p));
          letter.offset = p - run->text;
          g_array_append_val (letters, letter);
        }
    }
  return letters;
}

static GArray *
fold_needle (const char *needle)
{
  GArray *folded = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *p = needle; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = fold (g_utf8_get_char (p));

      g_array_append_val (folded, c);
    }
  return folded;
}

static gboolean
matches_at (GArray *letters,
            guint   at,
            GArray *needle)
{
  for (guint i = 0; i < needle->len; i++)
    if (g_array_index (letters, Letter, at + i).c != g_array_index (needle, gunichar, i))
      return FALSE;
  return TRUE;
}

static void
find_in_paragraph (const MlgRichText *text,
                   guint              number,
                   GArray            *needle,
                   GArray            *found)
{
  const MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, number);
  g_autoptr(GArray) letters = NULL;

  if (paragraph->kind == MLG_PARAGRAPH_FIGURE)
    return;

  letters = letters_of (paragraph);
  for (guint at = 0; at + needle->len <= letters->len;)
    {
      MlgRichMatch match = { number, at, needle->len };

      if (!matches_at (letters, at, needle))
        {
          at++;
          continue;
        }
      g_array_append_val (found, match);
      at += needle->len;
    }
}

GArray *
mlg_rich_text_find (const MlgRichText *text,
                    const char        *needle)
{
  g_autoptr(GArray) folded = fold_needle (needle);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (MlgRichMatch));

  for (guint i = 0; folded->len > 0 && i < text->paragraphs->len; i++)
    find_in_paragraph (text, i, folded, found);
  return found;
}

/* The letters from @first to @last, as runs of @paragraph. */
static void
copy_letters (MlgParagraph    *to,
              const GPtrArray *runs,
              GArray          *letters,
              guint            first,
              guint            last)
{
  for (guint i = first; i < last; i++)
    {
      const Letter *letter = &g_array_index (letters, Letter, i);
      const MlgRun *run = g_ptr_array_index (runs, letter->run);
      const char *p = run->text + letter->offset;

      if (run->note != NULL)
        mlg_paragraph_add_note (to, run->note);
      else
        mlg_paragraph_add_run (to, p, g_utf8_next_char (p) - p, run->style, run->link);
    }
}

static void
replace_in_paragraph (MlgParagraph       *paragraph,
                      const MlgRichMatch *matches,
                      guint               n,
                      const char         *replacement)
{
  g_autoptr(GPtrArray) runs = g_steal_pointer (&paragraph->runs);
  g_autoptr(MlgRichText) made = mlg_rich_text_new ();
  MlgParagraph before = { .runs = runs };
  MlgParagraph *after = mlg_rich_text_add_paragraph (made, paragraph->kind, paragraph->level);
  g_autoptr(GArray) letters = letters_of (&before);
  guint at = 0;

  for (guint i = 0; i < n; i++)
    {
      const MlgRun *run = g_ptr_array_index (runs, g_array_index (letters, Letter, matches[i].start).run);

      copy_letters (after, runs, letters, at, matches[i].start);
      mlg_paragraph_add_run (after, replacement, -1, run->style, run->link);
      at = matches[i].start + matches[i].length;
    }
  copy_letters (after, runs, letters, at, letters->len);
  paragraph->runs = g_ptr_array_ref (after->runs);
}

guint
mlg_rich_text_replace (MlgRichText *text,
                       const char  *needle,
                       const char  *replacement)
{
  g_autoptr(GArray) found = mlg_rich_text_find (text, needle);
  const MlgRichMatch *matches = (const MlgRichMatch *) found->data;

  for (guint i = 0; i < found->len;)
    {
      guint n = 1;

      while (i + n < found->len && matches[i + n].paragraph == matches[i].paragraph)
        n++;
      replace_in_paragraph (g_ptr_array_index (text->paragraphs, matches[i].paragraph), matches + i, n, replacement);
      i += n;
    }
  if (found->len > 0)
    mlg_rich_text_normalise (text);
  return found->len;
}
