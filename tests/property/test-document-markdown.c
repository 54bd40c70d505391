/* Whatever is written in the editor comes back from Markdown as it was. */

#include "document/mlg-rich-text.h"

#include <string.h>

#define N_TEXTS 4000

/* Invented, and full of what Markdown would take for its own. */
static const char *const scraps[] = {
  "atelier", "l’épicerie", "Îles d’Yeu", "cœur", "a", "Z", "1", "12", "1.", "3)", ".", ")", "-", "+", "#", "##", ">",
  "=", "===", "---", "~~~", "***", "*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "!", "<", "&", "&amp;", "&#35;",
  "\\", "\\\\", "<b>", "http://exemple.test/a_b", "[x](y)", "[^1]", "[^1]:", "«", "»", "« mot »", "’", "…", "—", "€", "°",
  " ", "  ", "\xe2\x80\xaf", "\xc2\xa0", MLG_LINE_BREAK_UTF8, ":", "|", "/", "\t", "日本", "🙂", "\xcc\x81", "mot_mot", "2*3*4",
  "maillage:source_link/s-1", "[^maillage:source_link/s-2]", "![anneau](maillage:ring/i-1?a=b&c=d)", "![", "](maillage:map/)",
  "a*b", "**a***b*", "*a**b**c*", "_a_b_", "__init__", "12. ", "10)", "0.", "123456789.", "1234567890.", "\\*", "\\.", "a\\", "\\[", "- ", "- - -", "* * *",
  "> - a", "+ b", "<!--", "-->", "<div>", "</p>", "<a@b.fr>", "<?", "<![CDATA[", "&nbsp;", "&#0;", "&copy", "&x;", "[a](b(c)d)", "[a]: /b", "[a][b]",
  "~a~", "~~b~~", "\"mot\"", "'", "https://exemple.test/x_(y)", "www.exemple.test", "a@b.fr", "$x$", "{#id}", "1.2.3", "N°1.", "\xc2\xad", "\xe2\x80\x8b",
  "\xe2\x80\x8d", "\xe2\x80\x83", "\xe3\x80\x80", "\xef\xbb\xbf", "\xe2\x80\xa9", "e\xcc\x81*", "¡", "“*", "*”", "«*", "*»", "(*", "*)", "_’", "’_", "€*", "*€", "```x", "~~~x", "    x",
};

static const char *const links[] = {
  "https://exemple.test/page", "acteur:01890000-0000-7000-8000-000000000000", "a b", "x)y", "<z>", "a&b;c", "q\\z", "é#ü?x=1&amp;",
  "maillage:ring/i-saugues", "maillage:map/?names=no&numbers=yes", "maillage:actor/a-mes", "maillage:graph/i)x",
  "https://fr.exemple.test/wiki/Laine_(fibre)", "(", ")", "((a)", "\\(", "a\\)b", "<>", "mailto:a@b.fr", "#note", "\"titre\"", "x \"titre\"", "x 'y'", "*", "_a_", "&amp;amp;", "[x]", "a\nb", "\\",
};

static void
add_random_runs (GRand        *random,
                 MlgParagraph *paragraph)
{
  guint n_runs = g_rand_int_range (random, 0, g_rand_int_range (random, 0, 10) == 0 ? 25 : 6);

  for (guint i = 0; i < n_runs; i++)
    {
      MlgStyle style = g_rand_int_range (random, 0, 4);
      const char *link = g_rand_int_range (random, 0, 6) == 0
                           ? links[g_rand_int_range (random, 0, G_N_ELEMENTS (links))] : NULL;
      guint n_scraps = g_rand_int_range (random, 1, 4);

      for (guint k = 0; k < n_scraps; k++)
        mlg_paragraph_add_run (paragraph, scraps[g_rand_int_range (random, 0, G_N_ELEMENTS (scraps))], -1, style, link);
      if (g_rand_int_range (random, 0, 8) == 0)
        mlg_paragraph_add_note (paragraph, scraps[g_rand_int_range (random, 0, G_N_ELEMENTS (scraps))]);
    }
}

static MlgRichText *
random_text (GRand *random)
{
  MlgRichText *text = mlg_rich_text_new ();
  guint n_paragraphs = g_rand_int_range (random, 0, 7);

  for (guint i = 0; i < n_paragraphs; i++)
    {
      MlgParagraphKind kind = g_rand_int_range (random, MLG_PARAGRAPH_TEXT, MLG_PARAGRAPH_FIGURE + 1);

      add_random_runs (random, mlg_rich_text_add_paragraph (text, kind, g_rand_int_range (random, 0, 4)));
    }

  mlg_rich_text_normalise (text);
  return text;
}

static char *
describe (const MlgRichText *text)
{
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (text->paragraphs, i);

      g_string_append_printf (said, "%d/%u:", paragraph->kind, paragraph->level);
      for (guint k = 0; k < paragraph->runs->len; k++)
        {
          const MlgRun *run = g_ptr_array_index (paragraph->runs, k);

          g_string_append_printf (said, " {%d|%s|%s|%s}", run->style, run->text, run->link ? run->link : "", run->note ? run->note : "");
        }
      g_string_append_c (said, '\n');
    }

  return g_string_free (said, FALSE);
}

static guint32
choose_seed (void)
{
  const char *given = g_getenv ("MLG_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  g_test_message ("MLG_SEED=%u", seed);
  return seed;
}

static void
test_any_text_survives_markdown (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(MlgRichText) text = random_text (random);
      g_autofree char *markdown = mlg_rich_text_to_markdown (text);
      g_autoptr(MlgRichText) again = mlg_rich_text_from_markdown (markdown);

      if (!mlg_rich_text_equal (text, again))
        {
          g_autofree char *wanted = describe (text);
          g_autofree char *got = describe (again);

          g_test_message ("text %u\n%s\nbecame in Markdown\n%s\nand came back as\n%s", i, wanted, markdown, got);
          g_test_fail ();
          return;
        }
    }
}

/* Anything at all can be read, and what was read is stable. */
static void
test_any_markdown_settles_at_once (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(GString) source = g_string_new (NULL);
      guint n_scraps = g_rand_int_range (random, 0, 30);

      for (guint k = 0; k < n_scraps; k++)
        {
          g_string_append (source, scraps[g_rand_int_range (random, 0, G_N_ELEMENTS (scraps))]);
          if (g_rand_int_range (random, 0, 4) == 0)
            g_string_append (source, g_rand_boolean (random) ? "\n" : "\n\n  ");
        }

      {
        g_autoptr(MlgRichText) text = mlg_rich_text_from_markdown (source->str);
        g_autofree char *markdown = mlg_rich_text_to_markdown (text);
        g_autoptr(MlgRichText) again = mlg_rich_text_from_markdown (markdown);
        g_autofree char *wanted = describe (text);
        g_autofree char *got = describe (again);

        g_assert_cmpstr (got, ==, wanted);
      }
    }
}

static void
test_normalising_twice_changes_nothing (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(MlgRichText) text = random_text (random);
      g_autofree char *once = describe (text);
      g_autofree char *twice = NULL;

      mlg_rich_text_normalise (text);
      twice = describe (text);
      g_assert_cmpstr (once, ==, twice);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/any-text-survives-markdown", test_any_text_survives_markdown);
  g_test_add_func ("/document/any-markdown-settles-at-once", test_any_markdown_settles_at_once);
  g_test_add_func ("/document/normalising-twice-changes-nothing", test_normalising_twice_changes_nothing);

  return g_test_run ();
}
